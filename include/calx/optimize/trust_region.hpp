// SPDX-License-Identifier: Apache-2.0
// trust_region{}: Newton's method within a ball that grows and shrinks with how well the quadratic model predicts (J. J. More
// and D. C. Sorensen 1983). The model's minimum in the ball is the Newton step, where that lies inside and the Hessian is
// positive definite; else a multiple of the identity is added to the Hessian, found to a fifth of the radius by some three
// factors; in the hard case by the eigenvalues, so that saddles are left. Memory: 4 n^2 numbers; a step costs a Hessian and
// n^3/3 to n^3, in the hard case some 10 n^3. For more than 64 unknowns, or columns, it is truncated_newton{}.
#pragma once

#include <calx/optimize/ball_model.hpp>
#include <calx/optimize/search.hpp>

namespace calx {

struct trust_region {
  double radius = 0;  // at first; 0: the size of the start, or 1
  int max_iterations = 1000;
  int max_evaluations = no_limit;
  double max_seconds = no_time_limit;
  double gradient_tolerance = 1e-15;
  static constexpr int order = 2;
};

namespace detail {

template <class Real, int N> class trust_region_search {
 public:
  constexpr trust_region_search(trust_region const& method, descent<Real>& state)
      : s_(state), n_(state.n), radius_(static_cast<Real>(method.radius)), model_(n_), memory_(2 * n_ * n_ + 2 * n_) {
    Real* next = memory_.data();
    for (Real** const matrix : {&hessian_, &next_hessian_}) *matrix = next, next += n_ * n_;
    for (Real** const vector : {&trial_, &gradient_}) *vector = next, next += n_;
  }

  constexpr void run() {
    if (!s_.begun(s_.hessian_at(s_.at.data(), s_.gradient.data(), hessian_))) return;
    if (first_not_finite(hessian_, n_ * n_) >= 0) return (void)s_.end(status::not_finite);
    if (!(radius_ > 0)) {
      Real const size = norm(s_.at.data(), n_);
      radius_ = size > 0 ? size : Real(1);
    }
    int rejected = 0, unchanged = 0, level = 0;
    while (true) {
      Real const predicted = model_.find_step(s_.gradient.data(), hessian_, radius_);
      Real const* const step = model_.step();
      bool const inside = model_.is_inside();
      s_.report.condition = model_.condition();
      Real const slope = inner(s_.gradient.data(), step, n_);
      if (!is_finite(predicted)) return (void)s_.end(status::not_finite);
      if (s_.gradient_norm == 0 && !(predicted > 0)) return (void)s_.end(status::small_gradient);
      if (inside && s_.is_small(predicted)) return (void)s_.end(status::small_gradient);
      if (inside && s_.is_tiny_step(step)) return (void)s_.end(status::small_step);
      if (!(predicted > 0)) return (void)s_.end(end_without_better());
      bool const negligible = s_.is_rounding(predicted), tiny = s_.is_tiny_step(step);
      add_scaled(s_.at.data(), Real(1), step, trial_, n_);
      Real const value = s_.hessian_at(trial_, gradient_, next_hessian_);
      bool const finite =
          is_finite(value) && first_not_finite(gradient_, n_) < 0 && first_not_finite(next_hessian_, n_ * n_) < 0;
      Real const length = model_.length(), actual = s_.value - value;
      // Below rounding the gradient tells what is better.
      bool const by_slope = finite && magnitude(actual) <= 8 * std::numeric_limits<Real>::epsilon() * magnitude(s_.value) &&
                            predicted <= 64 * std::numeric_limits<Real>::epsilon() * magnitude(s_.value);
      bool const better = finite && (by_slope ? inside && norm(gradient_, n_) < s_.gradient_norm : actual >= predicted / 10000);
      if (better) {
        rejected = 0;
        accept(value);
        if (!s_.moved(length)) return;
        unchanged = by_slope ? unchanged + 1 : 0;
        if (unchanged == 4) return (void)s_.end(status::small_change);
      } else if (by_slope && !inside && level < 60) {
        ++level;  // f is level here as far as can be seen: look farther
        radius_ *= 4, model_.forget();
        if (!s_.may_go_on()) return;
        continue;
      } else {
        if (inside && (negligible || by_slope)) return (void)s_.end(status::small_change);
        if (tiny || ++rejected == 200) return (void)s_.end(end_without_better());
      }
      if (!by_slope || !better) resize(finite ? actual / predicted : Real(-1), slope, actual);
      if (!s_.may_go_on()) return;
    }
  }

 private:
  constexpr void accept(Real value) {
    copy(trial_, s_.at.data(), n_);
    copy(gradient_, s_.gradient.data(), n_);
    Real* const hessian = hessian_;
    hessian_ = next_hessian_, next_hessian_ = hessian;
    s_.value = value;
    model_.forget();
  }
  // After a bad step to where a parabola along it has its minimum, within limits.
  constexpr void resize(Real ratio, Real slope, Real actual) {
    if (ratio > Real(0.9) && model_.length() > radius_ * Real(0.8)) radius_ = 2 * model_.length();
    if (ratio >= Real(0.25)) return;
    Real const share = slope / (2 * (slope + actual));
    radius_ = model_.length() * (!(share > Real(0.1)) ? Real(0.1) : share > Real(0.5) ? Real(0.5) : share);
  }

  constexpr status end_without_better() {
    return is_stationary_to_rounding(s_, hessian_, model_.work()) ? status::round_off : status::stalled;
  }

  descent<Real>& s_;
  unknowns<N> n_;
  Real radius_;
  ball_model<Real, N> model_;
  buffer<Real> memory_;
  Real *hessian_ = nullptr, *next_hessian_ = nullptr, *trial_ = nullptr, *gradient_ = nullptr;
};
template <class Real> constexpr void search_by(trust_region const& method, descent<Real>& s) {
  trust_region_search<Real, 0>(method, s).run();
}
template <int N, class Real> constexpr void search_by_fixed(trust_region const& method, descent<Real>& s) {
  trust_region_search<Real, N>(method, s).run();
}

}  // namespace detail

}  // namespace calx
