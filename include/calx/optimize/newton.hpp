// SPDX-License-Identifier: Apache-2.0
// newton{}: Newton's method for a minimum: the exact Hessian, with the sizes of its eigenvalues where one is negative (J.
// Greenstadt 1967), and a line search. Memory: 2 n^2 numbers; a step costs a Hessian and n^3/3, or some 10 n^3. A stationary
// point that is a saddle is left along negative curvature. For 65 to 2048 unknowns in vecs the Hessian's zeros are left out
// (optimize/sparse_newton.hpp); for more, or columns, it is truncated_newton{}.
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
  explicit constexpr newton_direction(int n) : hessian_(n * n), factor_(n * n), gradient_(n), values_(n), slopes_(n) {
    reset_ = false;
  }

  constexpr bool leaves_saddle(descent<Real>& s) {
    (void)s.hessian_at(s.at.data(), gradient_.data(), hessian_.data());
    return leave_saddle(s, hessian_.data());
  }
  constexpr Real find(descent<Real>& s, Real* d) {
    int const n = s.n;
    if (reset_) return this->steepest(s, d);
    (void)s.hessian_at(s.at.data(), gradient_.data(), hessian_.data());
    if (first_not_finite(hessian_.data(), n * n) >= 0) {
      reset_ = true;
      return this->steepest(s, d);
    }
    copy(hessian_.data(), factor_.data(), n * n);
    predicts_ = cholesky(factor_.data(), n);
    at_rest_ = !predicts_ && is_stationary_to_rounding(s, hessian_.data(), factor_.data());
    for (int i = 0; i < n; ++i) d[i] = -s.gradient[i];
    if (predicts_) {
      s.report.condition = pivot_ratio(factor_.data(), n);
      solve_cholesky(factor_.data(), d, n);
    }
    if (!predicts_) divide_by_sizes(d, n);
    return Real(1);
  }
  constexpr void update(descent<Real> const&, Real const*, Real const*) { reset_ = false; }

  constexpr bool predicts() const { return predicts_; }
  constexpr bool is_at_rest() const { return at_rest_; }

 private:
  // Divides d by the Hessian with its eigenvalues' signs taken away.
  constexpr void divide_by_sizes(Real* d, int n) {
    symmetric_eigen(hessian_.data(), values_.data(), factor_.data(), n);
    Real const largest = magnitude(values_[0]) > magnitude(values_[n - 1]) ? magnitude(values_[0]) : magnitude(values_[n - 1]);
    Real const least = largest > 0 ? Real(1e-10) * largest : Real(1);
    for (int k = 0; k < n; ++k) {
      slopes_[k] = 0;
      for (int i = 0; i < n; ++i) slopes_[k] += factor_[i * n + k] * d[i];
      slopes_[k] /= magnitude(values_[k]) > least ? magnitude(values_[k]) : least;
    }
    for (int i = 0; i < n; ++i) d[i] = inner(factor_.data() + i * n, slopes_.data(), n);
  }

  buffer<Real> hessian_, factor_, gradient_, values_, slopes_;
  bool predicts_ = false, at_rest_ = false;
};

template <class Real> constexpr void search_by(newton const& method, descent<Real>& s) {
  newton_direction<Real> direction(s.n);
  descend(s, direction, method.line_search);
}

}  // namespace detail

}  // namespace calx
