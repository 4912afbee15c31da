// SPDX-License-Identifier: Apache-2.0
// Rosenbrock's function of 1,000 variables: a column whose length is known at run time.
#include "rosenbrock.hpp"

#include "peers.hpp"

#include <calx/calx.hpp>
#include <calx/optimize.hpp>

#include <cstddef>

namespace peers {
namespace {

std::vector<double> start() {
  std::vector<double> x(1000, 1);
  for (std::size_t i = 0; i < x.size(); i += 2) x[i] = 0.5;
  return x;
}

constexpr auto t = calx::column<"t">;
constexpr auto f = sum(100 * square(drop_first(t) - square(drop_last(t))) + square(1 - drop_last(t)));

enrolled const all[]{
    enrolled(problem{.name = "Rosenbrock 1000",
                     .start = start(),
                     .minimizer = std::vector<double>(1000, 1),
                     .value = rosenbrock,
                     .hessian = rosenbrock_hessian,
                     .band = 1}),
    enrolled(optimizer{.name = "calx",
                       .run = [](problem const& p, double, outcome& to) { put(minimize(f, at(t = p.start)), to); },
                       .by_default = true,
                       .only_for = "Rosenbrock 1000"}),
    enrolled(optimizer{
        .name = "calx lbfgs",
        .run = [](problem const& p, double tolerance,
                  outcome& to) { put(minimize(f, at(t = p.start), calx::lbfgs{.gradient_tolerance = tolerance}), to); },
        .only_for = "Rosenbrock 1000"}),
    enrolled(optimizer{.name = "calx conjugate gradient",
                       .run =
                           [](problem const& p, double tolerance, outcome& to) {
                             put(minimize(f, at(t = p.start), calx::conjugate_gradient{.gradient_tolerance = tolerance}), to);
                           },
                       .only_for = "Rosenbrock 1000"}),
};

}  // namespace
}  // namespace peers
