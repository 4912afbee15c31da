// SPDX-License-Identifier: Apache-2.0
// conjugate_gradient{}: non-linear conjugate gradients, with W. W. Hager and H. Zhang's direction (2005), which is one of
// descent whatever the line search does. Memory: some n numbers.
#pragma once

#include <calx/optimize/descend.hpp>

namespace calx {

struct conjugate_gradient {
  int max_iterations = 10000;
  int max_evaluations = no_limit;
  double max_seconds = no_time_limit;
  double gradient_tolerance = 1e-10;
  calx::line_search line_search = calx::line_search::approximate_wolfe;
  static constexpr int order = 1;
};

namespace detail {

template <class Real> class conjugate_direction : public direction_base<Real> {
  using direction_base<Real>::reset_;

 public:
  constexpr bool predicts() const { return false; }
  explicit constexpr conjugate_direction(int size) : d_(size), change_(size) {}

  constexpr Real find(descent<Real> const& s, Real* d) {
    int const n = s.n;
    if (reset_) {
      Real const first = this->steepest(s, d);
      copy(d, d_.data(), n);
      return step_ > 0 && s.gradient_norm > 0 ? step_ * last_gradient_ / s.gradient_norm : first;
    }
    Real const curvature = inner(d_.data(), change_.data(), n), size = inner(change_.data(), change_.data(), n);
    Real beta = (inner(change_.data(), s.gradient.data(), n) - 2 * size * inner(d_.data(), s.gradient.data(), n) / curvature) /
                curvature;
    Real const length = norm(d_.data(), n), least = -1 / (length * (Real(0.01) < last_gradient_ ? Real(0.01) : last_gradient_));
    if (!(beta > least)) beta = least;
    for (int i = 0; i < n; ++i) d[i] = d_[i] = beta * d_[i] - s.gradient[i];
    return 2 * step_;
  }
  constexpr void update(descent<Real> const& s, Real const* step, Real const* change) {
    int const n = s.n;
    copy(change, change_.data(), n);
    Real const length = norm(d_.data(), n);
    step_ = length > 0 ? norm(step, n) / length : Real(0);
    last_gradient_ = norm(s.gradient.data(), n);
    reset_ = !(inner(d_.data(), change, n) > 0);
  }
  constexpr void reset() {
    reset_ = true;
    step_ = 0;
  }

 private:
  buffer<Real> d_, change_;
  Real step_{0}, last_gradient_{0};
};

template <class Real> constexpr void search_by(conjugate_gradient const& method, descent<Real>& s) {
  conjugate_direction<Real> direction(s.n);
  descend(s, direction, method.line_search);
}

}  // namespace detail

}  // namespace calx
