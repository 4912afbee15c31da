// SPDX-License-Identifier: Apache-2.0
// newton{}: Newton's method for a minimum: the exact Hessian, made positive definite by a multiple of the identity where it is
// not (J. Nocedal and S. J. Wright, Numerical Optimization, algorithm 3.3), and a line search. Memory: 2 n^2 numbers; a step
// costs a Hessian and n^3/3. A stationary point that is a saddle is left along negative curvature. For 65 to 2048 unknowns in
// vecs the Hessian's zeros are left out (optimize/sparse_newton.hpp); for more, or columns, it is truncated_newton{}.
#pragma once

#include <calx/optimize/descend.hpp>

namespace calx {

struct newton {
  int max_iterations = 1000;
  int max_evaluations = no_limit;
  double max_seconds = no_time_limit;
  double gradient_tolerance = 1e-15;
  calx::line_search line_search = calx::line_search::approximate_wolfe;
  static constexpr int order = 2;
};

namespace detail {

// Moves the search from a stationary point along the Hessian's most negative curvature; false: there is none, or nothing is
// better there. Destroys hessian.
template <class Real> constexpr bool leave_saddle(descent<Real>& s, Real* hessian) {
  int const n = s.n;
  buffer<Real> values(n), vectors(n * n), trial(n), gradient(n);
  symmetric_eigen(hessian, values.data(), vectors.data(), n);
  Real const largest = magnitude(values[0]) > magnitude(values[n - 1]) ? magnitude(values[0]) : magnitude(values[n - 1]);
  if (!(values[0] < -Real(1e-8) * largest)) return false;
  Real const size = largest_of(s.at.data(), n);
  for (Real step = size > 1 ? size : Real(1); step > std::numeric_limits<Real>::epsilon() * (1 + size); step /= 4)
    for (Real const direction : {step, -step}) {
      for (int i = 0; i < n; ++i) trial[i] = s.at[i] + direction * vectors[i * n];
      Real const value = s.gradient_at(trial.data(), gradient.data());
      if (!(value < s.value) || first_not_finite(gradient.data(), n) >= 0) continue;
      s.at.swap(trial);
      s.gradient.swap(gradient);
      s.value = value;
      return true;
    }
  return false;
}

template <class Real> class newton_direction : public direction_base<Real> {
  using direction_base<Real>::reset_;

 public:
  explicit constexpr newton_direction(int n) : hessian_(n * n), factor_(n * n), gradient_(n) { reset_ = false; }

  constexpr bool leaves_saddle(descent<Real>& s) {
    (void)s.hessian_at(s.at.data(), gradient_.data(), hessian_.data());
    return leave_saddle(s, hessian_.data());
  }
  constexpr Real find(descent<Real>& s, Real* d) {
    int const n = s.n;
    if (reset_) return this->steepest(s, d);
    (void)s.hessian_at(s.at.data(), gradient_.data(), hessian_.data());
    Real least = hessian_[0], size(0);
    for (int i = 0; i < n; ++i) {
      Real const entry = hessian_[i * n + i];
      if (entry < least) least = entry;
      if (magnitude(entry) > size) size = magnitude(entry);
    }
    if (!is_finite(size)) {
      reset_ = true;
      return this->steepest(s, d);
    }
    Real const unit = size > 0 ? Real(1e-3) * size : Real(1);
    Real shift = least > 0 ? Real(0) : unit - least;
    for (int tries = 0; tries < 60; ++tries) {
      copy(hessian_.data(), factor_.data(), n * n);
      if (cholesky(factor_.data(), n, shift)) break;
      shift = shift > 0 ? 4 * shift : unit;
    }
    for (int i = 0; i < n; ++i) d[i] = -s.gradient[i];
    solve_cholesky(factor_.data(), d, n);
    return Real(1);
  }
  constexpr void update(descent<Real> const&, Real const*, Real const*) { reset_ = false; }

 private:
  buffer<Real> hessian_, factor_, gradient_;
};

template <class Real> constexpr void search_by(newton const& method, descent<Real>& s) {
  newton_direction<Real> direction(s.n);
  descend(s, direction, method.line_search);
}

}  // namespace detail

}  // namespace calx
