// SPDX-License-Identifier: Apache-2.0
// Minima with a million unknowns, on one thread: iterations, evaluations of the function and its gradient, products of its
// Hessian and a vector; the time of an iteration beside that of one gradient, which says what the solver itself costs.
//
//   extended Rosenbrock   pairs of unknowns, from (-1.2, 1) as J. J. More, B. S. Garbow and K. E. Hillstrom have it, moved a
//                         little so that the pairs differ
//   chained Rosenbrock    each unknown has two neighbours: a front that moves through all; stopped after 100 iterations
//   diffusion             100 |grad t|^2 and a source that grows with t: convex
//   minimal surface       the length of a curve, held by exp(t) - 2t: convex
//   ... in a box          the same within bounds: wide ones, which no unknown meets, and tight ones, which half of the first
//                         problem's unknowns and nearly all of diffusion's meet
#include <calx/calx.hpp>
#include <calx/optimize/minimize_subject_to.hpp>

#include <benchmark/benchmark.h>

#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

namespace {

using namespace calx::literals;

constexpr auto t = calx::column<"t">;
constexpr auto u = calx::column<"u">;
constexpr auto v = calx::column<"v">;

constexpr std::size_t size = 1000000;

struct extended_rosenbrock {
  static constexpr auto formula = sum(100 * square(v - square(u)) + square(1 - u));
  std::vector<double> odd = std::vector<double>(size / 2, -1.2), even = std::vector<double>(size / 2, 1.0);
  extended_rosenbrock() {
    for (std::size_t i = 0; i < odd.size(); ++i) odd[i] += 1e-3 * static_cast<double>(i % 100);
  }
  auto start() const { return at(u = odd, v = even); }
};
struct chained_rosenbrock {
  static constexpr auto formula = sum(100 * square(drop_first(t) - square(drop_last(t))) + square(1 - drop_last(t)));
  std::vector<double> numbers = std::vector<double>(size, 1.0);
  chained_rosenbrock() {
    for (std::size_t i = 0; i < size; i += 2) numbers[i] = -1.2;
  }
  auto start() const { return at(t = numbers); }
};
struct diffusion {
  static constexpr auto formula = 100 * (dot(t, t) - dot(drop_first(t), drop_last(t))) + sum(exp(t) - 2 * t);
  std::vector<double> numbers = std::vector<double>(size);
  auto start() const { return at(t = numbers); }
};
struct bounded_rosenbrock : extended_rosenbrock {
  auto bounds() const { return calx::subject_to(u >= 0, v <= 0.5); }
};
struct widely_bounded_rosenbrock : extended_rosenbrock {
  auto bounds() const { return calx::subject_to(u >= -100, v <= 100); }
};
struct bounded_diffusion : diffusion {
  auto bounds() const { return calx::subject_to(t >= 0, t <= 0.5); }
};
struct widely_bounded_diffusion : diffusion {
  auto bounds() const { return calx::subject_to(t >= -10, t <= 10); }
};
struct minimal_surface : diffusion {
  static constexpr auto formula = sum(sqrt(1 + square(drop_first(t) - drop_last(t)))) + sum(exp(t) - 2 * t);
};

// The time of one value and gradient, as the solvers ask for it.
template <class F, class... Bindings> double seconds_of_gradient(F const& f, calx::point<Bindings...> const& start) {
  return [&]<std::size_t... I>(std::index_sequence<I...>) {
    auto const where = calx::detail::layout_of<typename Bindings::variable_type...>(start.template get<I>().value()...);
    std::vector<double> numbers(size), slope(size);
    (calx::detail::put_numbers(start.template get<I>().value(), numbers.data() + where.first[I]), ...);
    calx::given_data<> const none{};
    calx::detail::function_objective<F, double, 1, calx::given_data<>, typename Bindings::variable_type...> const objective(
        f, where, none);
    double best = 1e9;
    for (int i = 0; i < 10; ++i) {
      auto const before = std::chrono::steady_clock::now();
      benchmark::DoNotOptimize(objective.gradient(numbers.data(), slope.data()));
      best = std::min(best, std::chrono::duration<double>(std::chrono::steady_clock::now() - before).count());
    }
    return best;
  }(std::make_index_sequence<sizeof...(Bindings)>{});
}

template <class Problem, class Method> void solve(benchmark::State& state, Method const& method) {
  Problem const p;
  auto const start = p.start();
  double const gradient = seconds_of_gradient(Problem::formula, start);
  double seconds = 0;
  for (auto _ : state) {
    auto const before = std::chrono::steady_clock::now();
    auto const r = [&] {
      if constexpr (requires { p.bounds(); }) return minimize(Problem::formula, start, p.bounds(), method);
      else return minimize(Problem::formula, start, method);
    }();
    seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - before).count();
    state.SetIterationTime(seconds);
    state.counters["iterations"] = r.iterations;
    state.counters["gradients"] = r.function_evaluations;
    state.counters["products"] = r.hessian_products;
    state.counters["slope"] = r.gradient_norm;
    state.counters["gradient_ms"] = 1000 * gradient;
    state.counters["iteration/gradient"] = seconds / r.iterations / gradient;
    state.counters["call/gradient"] = seconds / (r.function_evaluations + r.hessian_products) / gradient;
    state.SetLabel(std::string(to_string(r.status)));
  }
}

template <class Problem> void compare(char const* name, int most) {
  auto const add = [&](char const* method_name, auto const& method) {
    benchmark::RegisterBenchmark((std::string(name) + '/' + method_name).c_str(),
                                 [method](benchmark::State& state) { solve<Problem>(state, method); })
        ->Unit(benchmark::kMillisecond)
        ->UseManualTime()
        ->Iterations(1);
  };
  add("lbfgs", calx::lbfgs{.max_iterations = most});
  add("truncated_newton", calx::truncated_newton{.max_iterations = most});
}

}  // namespace

int main(int argc, char** argv) {
  compare<extended_rosenbrock>("extended Rosenbrock", 10000);
  compare<chained_rosenbrock>("chained Rosenbrock", 100);
  compare<diffusion>("diffusion", 10000);
  compare<minimal_surface>("minimal surface", 10000);
  compare<bounded_rosenbrock>("extended Rosenbrock in a box", 10000);
  compare<widely_bounded_rosenbrock>("extended Rosenbrock in a wide box", 10000);
  compare<bounded_diffusion>("diffusion in a box", 10000);
  compare<widely_bounded_diffusion>("diffusion in a wide box", 10000);
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
}
