// SPDX-License-Identifier: Apache-2.0
// solve<problems...>(): each problem of Hock and Schittkowski by interior_point, from its start, bounds as inequalities. It is
// reached with the known value to 8 digits and no constraint missed by more than 1e-8; 1e-6 where the constraints' gradients
// depend on each other at the minimum, which is then a double root.
#pragma once

#include "../score.hpp"

#include "../../../tests/problems/solved_under_constraints.hpp"

#include <calx/core.hpp>
#include <calx/optimize.hpp>

#include <algorithm>
#include <cmath>

namespace constrained {

template <class P> void solve_one() {
  auto const run = [] { return problems::solved<P>(); };
  auto const r = run();
  auto const error_to = [&](double minimum) { return std::abs(r.value - minimum) / std::max(1.0, std::abs(minimum)); };
  double const error = std::max(error_to(P::fstar), r.violation);
  bool other = false;
  for (double const minimum : P::local_minima) other = other || error_to(minimum) <= 1e-8;
  score::rows().push_back({P::name, "interior_point", score::judged(r.converged(), error <= (P::regular ? 1e-8 : 1e-6), other),
                           std::string(to_string(r.status)), r.iterations, r.function_evaluations, error,
                           score::microseconds(run)});
}
template <class... Problem> void solve() { (solve_one<Problem>(), ...); }

void equations();
void more_equations();
void two_unknowns();
void inequalities();
void many_unknowns();

}  // namespace constrained
