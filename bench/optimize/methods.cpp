// SPDX-License-Identifier: Apache-2.0
// lbfgs beside truncated_newton on problems of 100 and 1000 unknowns, most of them from J. J. More, B. S. Garbow and K. E.
// Hillstrom (1981) with their starts: what minimize does by itself beyond 64 unknowns was chosen by this table.
#include <calx/calx.hpp>
#include <calx/optimize/minimize.hpp>

#include <benchmark/benchmark.h>

#include <cstddef>
#include <string>
#include <vector>

namespace {

using namespace calx::literals;
using calx::pow;
using numbers = std::vector<double>;

constexpr auto t = calx::column<"t">;
constexpr auto u = calx::column<"u">;
constexpr auto v = calx::column<"v">;
constexpr auto w = calx::column<"w">;

constexpr auto position = cumulative_sum(0_c * t + 1_c);  // 1, 2, 3, ...
constexpr auto nothing = 0_c * calx::segment<0, 1>(t);
constexpr auto bent = (3_c - 2_c * t) * t + 1_c;
constexpr auto weighted = sum(position * (t - 1_c));

constexpr auto extended_rosenbrock = sum(100_c * square(v - square(u)) + square(1_c - u));
constexpr auto chained_rosenbrock = sum(100_c * square(drop_first(t) - square(drop_last(t))) + square(1_c - drop_last(t)));
constexpr auto extended_powell = sum(square(t + 10_c * u) + 5_c * square(v - w) + pow<4>(u - 2_c * v) + 10_c * pow<4>(t - w));
constexpr auto broyden_tridiagonal =
    sum(square(bent - concatenate(nothing, drop_last(t)) - 2_c * concatenate(drop_first(t), nothing)));
constexpr auto variably_dimensioned = sum(square(t - 1_c)) + square(weighted) + pow<4>(weighted);
constexpr auto penalty = sum(square(t - 1_c)) / 100000_c + square(sum(square(t)) - 0.25_c);
constexpr auto trigonometric = sum(square(sum(1_c - cos(t)) + position * (1_c - cos(t)) - sin(t)));
constexpr auto diffusion = 100_c * (dot(t, t) - dot(drop_first(t), drop_last(t))) + sum(exp(t) - 2_c * t);

template <class F, class Start, class Method>
void add_method(std::string const& name, F const& f, Start const& start, Method const& method) {
  benchmark::RegisterBenchmark(name.c_str(), [=](benchmark::State& state) {
    for (auto _ : state) {
      auto const r = minimize(f, start(), method);
      state.counters["value"] = r.value;
      state.counters["slope"] = r.gradient_norm;
      state.counters["iterations"] = r.iterations;
      state.counters["gradients"] = r.gradient_evaluations;
      state.counters["products"] = r.hessian_products;
      state.SetLabel(std::string(to_string(r.status)));
    }
  })->Unit(benchmark::kMicrosecond);
}
template <class F, class Start> void add(char const* name, std::size_t n, F const& f, Start const& start) {
  std::string const of = std::string(name) + ", " + std::to_string(n);
  add_method(of + "/lbfgs", f, start, calx::lbfgs{});
  add_method(of + "/truncated_newton", f, start, calx::truncated_newton{});
}
template <class F, class From> void add_column(char const* name, std::size_t n, F const& f, From const& from) {
  numbers start(n);
  for (std::size_t i = 0; i < n; ++i) start[i] = from(static_cast<double>(i + 1), static_cast<double>(n));
  add(name, n, f, [start] { return at(t = start); });
}

}  // namespace

int main(int argc, char** argv) {
  for (std::size_t const n : {std::size_t{100}, std::size_t{1000}}) {
    numbers const half(n / 2, -1.2), other(n / 2, 1.0);
    add("extended Rosenbrock", n, extended_rosenbrock, [=] { return at(u = half, v = other); });
    numbers const a(n / 4, 3.0), b(n / 4, -1.0), c(n / 4, 0.0), d(n / 4, 1.0);
    add("extended Powell", n, extended_powell, [=] { return at(t = a, u = b, v = c, w = d); });
    add_column("Broyden tridiagonal", n, broyden_tridiagonal, [](double, double) { return -1.0; });
    add_column("variably dimensioned", n, variably_dimensioned, [](double i, double size) { return 1 - i / size; });
    add_column("penalty I", n, penalty, [](double i, double) { return i; });
    add_column("trigonometric", n, trigonometric, [](double, double size) { return 1 / size; });
    add_column("chained Rosenbrock", n, chained_rosenbrock,
               [](double i, double) { return static_cast<long>(i) % 2 == 1 ? -1.2 : 1.0; });
    add_column("diffusion", n, diffusion, [](double, double) { return 0.0; });
  }
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
}
