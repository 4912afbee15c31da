// SPDX-License-Identifier: Apache-2.0
// Roots of functions of one variable (tests/problems/roots.hpp) in their brackets, and from their starts: where a search ended,
// at which price, and a score. A root is reached to 1e-12, beside its size, if it is simple.
//
//   bench_optimize_roots      exits with the number of ends that are called a root and are none
#include "score.hpp"

#include "../../tests/problems/roots.hpp"

#include <calx/core.hpp>
#include <calx/optimize.hpp>

#include <algorithm>
#include <cmath>
#include <string>
#include <tuple>

namespace {

using problems::roots::x;

template <class Solve> void add(auto const& problem, char const* method, Solve const& solve) {
  auto const r = solve();
  double error = 0;
  bool right = false, other = false;
  if (problem.root) {
    auto const root = static_cast<double>(*problem.root);
    error = std::abs(r.root - root) / std::max(1.0, std::abs(root));
    // Of a root of order m as many digits are seen in the values as one mth of all.
    double const digits = problem.multiplicity == 0 ? 1 : 1.0 / problem.multiplicity;
    other = std::abs(r.value) < 1e-9;
    right = error <= std::pow(1e-12, digits);
  }
  // Where there is no root, the end to reach is to say so.
  auto const how =
      problem.root ? score::judged(r.converged(), right, other) : (r.converged() ? score::end::wrong : score::end::reached);
  score::rows().push_back({problem.name, method, how, std::string(to_string(r.status)), r.iterations, r.function_evaluations,
                           error, score::microseconds(solve)});
}

}  // namespace

int main() {
  std::apply(
      [](auto const&... problem) {
        auto const bracket = [](auto const& p) {
          if (p.bracket)
            add(p, "bracket", [&] { return find_root(p.f, x = calx::interval{(*p.bracket)[0], (*p.bracket)[1]}); });
        };
        auto const start = [](auto const& p) { add(p, "start", [&] { return find_root(p.f, x = p.start); }); };
        (bracket(problem), ...);
        (start(problem), ...);
      },
      problems::roots::all);
  return score::print();
}
