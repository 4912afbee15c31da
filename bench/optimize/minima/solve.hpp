// SPDX-License-Identifier: Apache-2.0
// solve<problems...>(): each problem of More, Garbow and Hillstrom by each method, from the standard start. It is reached with
// the lowest known value to 10 digits, or to 1e-10.
#pragma once

#include "../score.hpp"

#include "../../../tests/problems/more_garbow_hillstrom.hpp"

#include <calx/core.hpp>
#include <calx/optimize.hpp>

#include <algorithm>
#include <cmath>
#include <iterator>

namespace minima {

// run(): P's minimum by a method.
template <class P, class Run> void record(char const* name, Run const& run) {
  auto const r = run();
  auto const error_to = [&](double minimum) { return std::abs(r.value - minimum) / std::max(1.0, std::abs(minimum)); };
  double const lowest = P::minima[0], error = error_to(lowest);
  bool other = false;
  for (std::size_t i = 1; i < std::size(P::minima); ++i) other = other || error_to(P::minima[i]) <= 1e-8;
  score::rows().push_back({P::name, name, score::judged(r.converged(), error <= 1e-10, other), std::string(to_string(r.status)),
                           r.iterations, r.function_evaluations, error, score::microseconds(run)});
}
template <class Solve> void by_hessians(Solve const& solve) {
  solve("default", calx::best_method{}), solve("trust_region", calx::trust_region{});
}
template <class Solve> void by_gradients(Solve const& solve) { solve("bfgs", calx::bfgs{}), solve("lbfgs", calx::lbfgs{}); }

template <class P, class Method> void solve_by(char const* name, Method const& method) {
  record<P>(name, [&] { return minimize(P::f, at(P::x = P::start), method); });
}
template <class... Problem> void solve_by_hessians() {
  (..., by_hessians([](char const* name, auto const& method) { solve_by<Problem>(name, method); }));
}
template <class... Problem> void solve_by_gradients() {
  (..., by_gradients([](char const* name, auto const& method) { solve_by<Problem>(name, method); }));
}
template <class... Problem> void solve() { (..., (solve_by_hessians<Problem>(), solve_by_gradients<Problem>())); }

void few_unknowns();
void four_unknowns();
void exponentials();
void many_rows();
void penalties();
void products();
void systems();
void chebyquad();
void chebyquad_10_by_hessians();
void chebyquad_10_by_gradients();

}  // namespace minima
