// SPDX-License-Identifier: Apache-2.0
// solve<problems...>(): each problem of Hock and Schittkowski by interior_point, from its start, bounds as inequalities. It is
// reached with the known value to 8 digits and no constraint missed by more than 1e-8; 1e-6 where the constraints' gradients
// depend on each other at the minimum, which is then a double root.
#pragma once

#include "../score.hpp"

#include "../../../tests/problems/hock_schittkowski.hpp"

#include <calx/core.hpp>
#include <calx/optimize.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <tuple>
#include <utility>

namespace constrained {

template <class P> inline constexpr auto indices = std::make_index_sequence<P::xstar.size()>{};

// -infinity and infinity are no bounds.
template <class P, std::size_t J> constexpr auto bounds() {
  constexpr auto x = std::get<J>(P::x);
  constexpr bool above = P::lower[J] > -problems::infinity, below = P::upper[J] < problems::infinity;
  if constexpr (above && below) return std::tuple(x >= P::lower[J], x <= P::upper[J]);
  else if constexpr (above) return std::tuple(x >= P::lower[J]);
  else if constexpr (below) return std::tuple(x <= P::upper[J]);
  else return std::tuple();
}
template <class P> constexpr auto constraints() {
  auto const equations = [](auto const&... e) { return std::tuple((e == 0)...); };
  auto const inequalities = [](auto const&... e) { return std::tuple((e >= 0)...); };
  auto const all_bounds = []<std::size_t... J>(std::index_sequence<J...>) { return std::tuple_cat(bounds<P, J>()...); };
  return std::apply(
      [](auto const&... each) { return calx::subject_to(each...); },
      std::tuple_cat(std::apply(equations, P::equalities), std::apply(inequalities, P::inequalities), all_bounds(indices<P>)));
}

template <class P> void solve_one() {
  auto const run = [] {
    return []<std::size_t... J>(std::index_sequence<J...>) {
      return minimize(P::f, calx::at((std::get<J>(P::x) = P::start[J])...), constraints<P>());
    }(indices<P>);
  };
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
