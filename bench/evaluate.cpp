// SPDX-License-Identifier: Apache-2.0
// Value with gradient, Jacobian or Hessian: calx against hand-written code with its common subexpressions shared (problems/),
// in one program, with the same flags; and against dual numbers where those are installed. All sides are checked to compute
// the same numbers before anything is timed. The repetitions of all benchmarks are interleaved at random; the table gives
// medians, and others / hand of them.
//
//   bench_evaluate            times
//   bench_evaluate --count    calls each function 1000 times, for an instruction counter to watch (count_instructions.cmake)
#include "peers.hpp"
#include "problems/black_scholes.hpp"
#include "problems/gaussian.hpp"
#include "problems/helmholtz.hpp"
#include "problems/network.hpp"
#include "problems/product.hpp"
#include "problems/rat43.hpp"
#include "problems/rosenbrock.hpp"
#include "problems/snavely.hpp"
#include "problems/wave.hpp"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace {

bool counting = false;

using numbers = std::vector<double>;
void append(numbers& all, double x) { all.push_back(x); }
template <class T, std::size_t N> void append(numbers& all, std::array<T, N> const& part) {
  for (T const& x : part) append(all, x);
}
template <class... Part> numbers listed(Part const&... part) {
  numbers all;
  (append(all, part), ...);
  return all;
}
template <class R, class G> numbers numbers_of(calx::value_and_gradient_result<R, G> const& o) {
  return listed(o.value, o.gradient);
}
template <class R, class G, class H> numbers numbers_of(calx::value_gradient_hessian_result<R, G, H> const& o) {
  return listed(o.value, o.gradient, o.hessian);
}
template <class V, class J> numbers numbers_of(calx::value_and_jacobian_result<V, J> const& o) {
  return listed(o.value, o.jacobian);
}

template <class Outcome> void check(std::string const& name, Outcome const& outcome, Outcome const& by_hand) {
  numbers const p = numbers_of(outcome), q = numbers_of(by_hand);
  double largest = 0;
  for (double const x : q) largest = std::max(largest, std::abs(x));
  for (std::size_t i = 0; i < p.size(); ++i) {
    if (std::abs(p[i] - q[i]) <= 1e-12 * std::max(std::abs(q[i]), 1e-3 * largest)) continue;
    std::printf("%s: number %zu of the outcome is %.17g, by hand %.17g\n", name.c_str(), i, p[i], q[i]);
    std::exit(1);
  }
}

std::vector<std::string> problems;

template <class Point, class Outcome> void time(std::string const& name, Outcome (*function)(Point const&), Point const& at) {
  if (counting) {
    Point p = at;
    for (int i = 0; i < 1000; ++i) {
      benchmark::DoNotOptimize(p);
      auto result = function(p);
      benchmark::DoNotOptimize(result);
    }
    return;
  }
  benchmark::RegisterBenchmark(name.c_str(), [=](benchmark::State& state) {
    Point p = at;
    for (auto _ : state) {
      benchmark::DoNotOptimize(p);
      auto result = function(p);
      benchmark::DoNotOptimize(result);
    }
  });
}

// captured: the same formula with bare numbers, where those make a difference.
template <class Point, class Outcome>
void compare(std::string const& name, Point const& at, Outcome (*by_hand)(Point const&), Outcome (*by_calx)(Point const&),
             Outcome (*captured)(Point const&) = nullptr) {
  problems.push_back(name);
  check(name, by_calx(at), by_hand(at));
  time(name + "/calx", by_calx, at);
  time(name + "/hand", by_hand, at);
  if (captured == nullptr) return;
  check(name, captured(at), by_hand(at));
  time(name + "/captured", captured, at);
}

// Prints one line a problem, from all repetitions.
class ratio_reporter : public benchmark::BenchmarkReporter {
 public:
  bool ReportContext(Context const&) override { return true; }
  void ReportRuns(std::vector<Run> const& runs) override {
    for (Run const& run : runs)
      if (run.run_type == Run::RT_Iteration) times_[run.run_name.function_name].push_back(run.GetAdjustedCPUTime());
  }
  void Finalize() override {
    std::printf("%-22s %10s %10s %6s %9s %7s %7s\n", "problem", "hand [ns]", "calx [ns]", "ratio", "captured", "Ceres",
                "Boost");
    for (std::string const& name : problems) {
      double const hand = median(name + "/hand"), calx = median(name + "/calx");
      if (hand == 0 || calx == 0) continue;
      std::printf("%-22s %10.2f %10.2f %6.3f %9s %7s %7s\n", name.c_str(), hand, calx, calx / hand,
                  ratio(name + "/captured", hand).c_str(), ratio(name + "/ceres", hand).c_str(),
                  ratio(name + "/boost", hand).c_str());
    }
  }

 private:
  double median(std::string const& name) {
    std::vector<double>& v = times_[name];
    std::sort(v.begin(), v.end());
    return v.empty() ? 0 : v[v.size() / 2];
  }
  std::string ratio(std::string const& name, double hand) {
    double const own = median(name);
    if (own == 0) return "";
    char text[32];
    std::snprintf(text, sizeof text, own / hand < 10 ? "%.2f" : "%.0f", own / hand);
    return text;
  }
  std::map<std::string, std::vector<double>> times_;
};

// The same by others' dual numbers. `formula` takes the variables as a std::array of any number type.
template <std::size_t N, class Point, class Outcome, class Formula, class Variables>
void compare_gradient(std::string const& name, Point const& at, Outcome (*by_hand)(Point const&), Variables variables,
                      Formula) {
  if (counting) return;
#ifdef CALX_BENCH_CERES
  auto const by_ceres = +[](Point const& p) { return peers::gradient_by_ceres<N>(Formula{}, Variables{}(p)); };
  check(name + " by Ceres' jets", by_ceres(at), by_hand(at));
  time(name + "/ceres", by_ceres, at);
#endif
#ifdef CALX_BENCH_BOOST
  auto const by_boost = +[](Point const& p) { return peers::gradient_by_boost<N>(Formula{}, Variables{}(p)); };
  check(name + " by Boost.Math", by_boost(at), by_hand(at));
  time(name + "/boost", by_boost, at);
#endif
  (void)variables;
}
constexpr auto all = [](auto const& p) { return p; };

template <std::size_t M, class Point, class Outcome, class Formula>
void compare_jacobian(std::string const& name, Point const& at, Outcome (*by_hand)(Point const&), Formula) {
  if (counting) return;
#ifdef CALX_BENCH_CERES
  auto const by_ceres = +[](Point const& p) { return peers::jacobian_by_ceres<M>(Formula{}, p); };
  check(name + " by Ceres' jets", by_ceres(at), by_hand(at));
  time(name + "/ceres", by_ceres, at);
#endif
#ifdef CALX_BENCH_BOOST
  auto const by_boost = +[](Point const& p) { return peers::jacobian_by_boost<M>(Formula{}, p); };
  check(name + " by Boost.Math", by_boost(at), by_hand(at));
  time(name + "/boost", by_boost, at);
#endif
}

}  // namespace

int main(int argc, char** argv) {
  counting = argc > 1 && std::string_view(argv[1]) == "--count";
  compare("wave", wave::at, wave::by_hand, wave::by_calx);
  compare("rosenbrock 10", rosenbrock<10>::at, rosenbrock<10>::by_hand, rosenbrock<10>::by_calx);
  compare("rosenbrock 100", rosenbrock<100>::at, rosenbrock<100>::by_hand, rosenbrock<100>::by_calx);
  compare("product of 10", product::at, product::by_hand, product::by_calx);
  compare("Black-Scholes", black_scholes::at, black_scholes::by_hand, black_scholes::by_calx, black_scholes::captured_by_calx);
  compare("Black-Scholes Hessian", black_scholes::at, black_scholes::second_by_hand, black_scholes::second_by_calx,
          black_scholes::captured_second_by_calx);
  compare("Snavely 2 x 12", snavely::at, snavely::by_hand, snavely::by_calx);
  compare("Gaussian", gaussian::at, gaussian::by_hand, gaussian::by_calx, gaussian::captured_by_calx);
  compare("Helmholtz 8", helmholtz::at, helmholtz::by_hand, helmholtz::by_calx);
  compare("network 2-8-8-1", network::at, network::by_hand, network::by_calx);
  compare("Rat43", rat43::at, rat43::by_hand, rat43::by_calx, rat43::captured_by_calx);
  if (counting) return 0;

  compare_gradient<2>("wave", wave::at, wave::by_hand, all, [](auto const& p) { return wave::formula(p); });
  compare_gradient<10>("rosenbrock 10", rosenbrock<10>::at, rosenbrock<10>::by_hand, all,
                       [](auto const& p) { return rosenbrock<10>::formula(p); });
  compare_gradient<100>("rosenbrock 100", rosenbrock<100>::at, rosenbrock<100>::by_hand, all,
                        [](auto const& p) { return rosenbrock<100>::formula(p); });
  compare_gradient<10>("product of 10", product::at, product::by_hand, all, [](auto const& p) { return product::formula(p); });
  compare_gradient<5>("Black-Scholes", black_scholes::at, black_scholes::by_hand, all,
                      [](auto const& p) { return black_scholes::formula(p); });
  compare_jacobian<2>("Snavely 2 x 12", snavely::at, snavely::by_hand, [](auto const& p) {
    return snavely::formula(p.data(), p.data() + 9, snavely::observed[0], snavely::observed[1]);
  });
  compare_gradient<2>(
      "Gaussian", gaussian::at, gaussian::by_hand, [](auto const& p) { return std::array{p[1], p[2]}; },
      [](auto const& p) { return gaussian::formula(p); });
  compare_gradient<8>("Helmholtz 8", helmholtz::at, helmholtz::by_hand, all,
                      [](auto const& p) { return helmholtz::formula(p); });
  compare_gradient<network::weights>("network 2-8-8-1", network::at, network::by_hand, all, [](auto const& p) {
    return network::formula(p, network::input[0], network::input[1], network::target);
  });
  compare_gradient<4>(
      "Rat43", rat43::at, rat43::by_hand, [](auto const& p) { return std::array{p[0], p[1], p[2], p[3]}; },
      [](auto const& p) { return rat43::formula(p); });

  std::vector<char*> arguments(argv, argv + argc);
  char repetitions[] = "--benchmark_repetitions=41", interleaved[] = "--benchmark_enable_random_interleaving=true",
       least[] = "--benchmark_min_time=0.01";
  arguments.insert(arguments.begin() + 1, {repetitions, interleaved, least});
  int count = static_cast<int>(arguments.size());
  benchmark::Initialize(&count, arguments.data());
  ratio_reporter reporter;
  benchmark::RunSpecifiedBenchmarks(&reporter);
}
