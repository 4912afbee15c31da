// SPDX-License-Identifier: Apache-2.0
// restore: minimizes the sum of squares by which the constraints are missed, by K. Levenberg's and D. Marquardt's method: from
// there a search may start again, or it is seen, to first order, that no point near satisfies them all.
#pragma once

#include <calx/optimize/constrained_search.hpp>

namespace calx::detail {

template <class Real> constexpr Real squared_violation(constrained_search<Real> const& s, constrained_sample<Real> const& at) {
  Real sum(0);
  for (int i = 0; i < s.c; ++i) sum += s.missed_by(at, i) * s.missed_by(at, i);
  return sum;
}

// True: the constraints hold to `tolerance` at s.here.
template <class Real> constexpr bool restore(constrained_search<Real>& s, Real tolerance) {
  int const n = s.n;
  buffer<Real> matrix(n * n), step(n), slope(n);
  Real damping(1e-3), now = squared_violation(s, s.here);
  for (int tries = 0; tries < 300 && s.violation() > tolerance / 10; ++tries) {
    for (int i = 0; i < n * n; ++i) matrix[i] = 0;
    for (int k = 0; k < n; ++k) slope[k] = 0;
    for (int j = 0; j < s.c; ++j) {
      if (s.missed_by(s.here, j) == 0) continue;
      Real const* const row = s.here.row(j);
      add_scaled(slope.data(), s.here.constraint(j), row, slope.data(), n);
      for (int i = 0; i < n; ++i) add_scaled(matrix.data() + i * n, row[i], row, matrix.data() + i * n, n);
    }
    Real size(0);
    for (int i = 0; i < n; ++i) size = matrix[i * n + i] > size ? matrix[i * n + i] : size;
    if (largest_of(slope.data(), n) <= Real(1e-9) * square_root(size * now)) break;
    if (!cholesky(matrix.data(), n, damping * (size > 0 ? size : Real(1)))) {
      damping *= 10;
      continue;
    }
    for (int k = 0; k < n; ++k) step[k] = -slope[k];
    solve_cholesky(matrix.data(), step.data(), n);
    add_scaled(s.here.at.data(), Real(1), step.data(), s.trial.at.data(), n);
    bool const finite = s.evaluate(s.trial, s.multipliers);
    Real const after = squared_violation(s, s.trial);
    if (finite && after < now) {
      s.here.swap(s.trial);
      bool const slow = after > now * (1 - Real(1e-12));
      now = after;
      damping = damping > Real(1e-12) ? damping / 10 : damping;
      if (slow) break;
    } else {
      damping *= 10;
      if (damping > Real(1e20)) break;
    }
  }
  return s.violation() <= tolerance;
}

}  // namespace calx::detail
