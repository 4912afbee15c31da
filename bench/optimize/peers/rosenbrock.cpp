// SPDX-License-Identifier: Apache-2.0
// Rosenbrock's function of 2 and of 10 variables.
#include "rosenbrock.hpp"

#include "peers.hpp"

#include <calx/core.hpp>
#include <calx/optimize.hpp>

#include <array>
#include <cstddef>

namespace peers {
namespace {

template <std::size_t N> std::vector<double> start() {
  std::vector<double> x(N, 1);
  for (std::size_t i = 0; i < N; i += 2) x[i] = N == 2 ? -1.2 : 0.5;
  return x;
}
problem const two{.name = "Rosenbrock 2",
                  .start = start<2>(),
                  .minimizer = {1, 1},
                  .value = rosenbrock,
                  .hessian = rosenbrock_hessian,
                  .band = 1};
problem const ten{.name = "Rosenbrock 10",
                  .start = start<10>(),
                  .minimizer = std::vector<double>(10, 1),
                  .value = rosenbrock,
                  .hessian = rosenbrock_hessian,
                  .band = 1};

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;
constexpr auto f = 100 * pow<2>(y - x * x) + pow<2>(1 - x);
constexpr auto v = calx::vec<"v", 10>;
constexpr auto chain = calx::trace<[](auto const& p) {
  auto sum = 100 * pow<2>(p[1] - p[0] * p[0]) + pow<2>(1 - p[0]);
  for (std::size_t i = 1; i + 1 < p.size(); ++i) sum = sum + 100 * pow<2>(p[i + 1] - p[i] * p[i]) + pow<2>(1 - p[i]);
  return sum;
}>(v);

std::array<double, 10> ten_of(std::vector<double> const& numbers) {
  std::array<double, 10> a{};
  for (std::size_t i = 0; i < 10; ++i) a[i] = numbers[i];
  return a;
}

enrolled const all[]{
    enrolled(two),
    enrolled(ten),
    enrolled(optimizer{
        .name = "calx",
        .run = [](problem const& p, double, outcome& to) { put(minimize(f, at(x = p.start[0], y = p.start[1])), to); },
        .by_default = true,
        .only_for = "Rosenbrock 2"}),
    enrolled(optimizer{.name = "calx bfgs",
                       .run =
                           [](problem const& p, double tolerance, outcome& to) {
                             put(minimize(f, at(x = p.start[0], y = p.start[1]), calx::bfgs{.gradient_tolerance = tolerance}),
                                 to);
                           },
                       .only_for = "Rosenbrock 2"}),
    enrolled(optimizer{.name = "calx",
                       .run = [](problem const& p, double, outcome& to) { put(minimize(chain, at(v = ten_of(p.start))), to); },
                       .by_default = true,
                       .only_for = "Rosenbrock 10"}),
    enrolled(optimizer{.name = "calx bfgs",
                       .run =
                           [](problem const& p, double tolerance, outcome& to) {
                             put(minimize(chain, at(v = ten_of(p.start)), calx::bfgs{.gradient_tolerance = tolerance}), to);
                           },
                       .only_for = "Rosenbrock 10"}),
};

}  // namespace
}  // namespace peers
