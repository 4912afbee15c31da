// SPDX-License-Identifier: Apache-2.0
// levenberg_marquardt{}: the minimum of a sum of costs over the rows of data, of least squares in the first place.
//
//   model     the cost's expansion with J' C J for its Hessian (C. F. Gauss 1809), in a ball (K. Levenberg 1944, D. Marquardt
//             1963), whose axes are as long as J's columns were at their largest: units of the parameters do not matter (J. J.
//             More 1978)
//   curve     a step bends with the model's second derivative along it; one that would bend too far is shortened before it is
//             tried (M. K. Transtrum and J. P. Sethna 2012): so parameters do not run off to where the model is level
//   radius    at first that of the start, in the ball's own scale: no step jumps farther than the start is from 0
//   finish    near the end the exact Hessian: the last steps are Newton's, until rounding lets them be no shorter
//
// Cost: a step is a pass over the data and n^3/3 to n^3 for n parameters, where the ball is met a second pass for the curve.
#pragma once

#include <calx/optimize/ball_model.hpp>
#include <calx/optimize/search.hpp>

namespace calx {

struct levenberg_marquardt {
  double radius = 1;  // of the first ball, beside the start's distance from 0
  int max_iterations = 1000;
  int max_evaluations = no_limit;
  double max_seconds = no_time_limit;
  double gradient_tolerance = 1e-15;
  static constexpr int order = 2;
};

namespace detail {

// What a fit is asked for beside what any objective is.
template <class Real> class fit_objective : public objective<Real> {
 public:
  // The cost and its gradient, and the Hessian as J' C J makes it, n x n.
  constexpr virtual Real normal_equations(Real const* at, Real* gradient, Real* matrix) const = 0;
  // Of a function of the user's own they may not be: then neither the Hessian nor the next is asked for.
  constexpr virtual bool has_second_derivatives() const = 0;
  // 2 J' C c, where c is the second derivative of inner along a direction.
  constexpr virtual void curvature_along(Real const* at, Real const* direction, Real* to) const = 0;

 protected:
  constexpr ~fit_objective() = default;
};

template <class Real, int N> class levenberg_marquardt_search {
 public:
  constexpr levenberg_marquardt_search(levenberg_marquardt const& method, fit_objective<Real> const& function,
                                       descent<Real>& state)
      : method_(method), f_(function), s_(state), n_(state.n), model_(n_), memory_(3 * n_ * n_ + 5 * n_) {
    Real* next = memory_.data();
    for (Real** const matrix : {&hessian_, &next_hessian_, &scaled_hessian_}) *matrix = next, next += n_ * n_;
    for (Real** const vector : {&trial_, &gradient_, &scaled_gradient_, &scale_, &step_}) *vector = next, next += n_;
  }

  constexpr void run() {
    if (!s_.begun(evaluate(s_.at.data(), s_.gradient.data(), hessian_))) return;
    if (first_not_finite(hessian_, n_ * n_) >= 0) return (void)s_.end(status::not_finite);
    rescale();
    Real const size = scaled_size(s_.at.data());
    Real radius = static_cast<Real>(method_.radius) * (size > 0 ? size : Real(1));
    int rejected = 0, within = 0;
    bool was_misled = false;  // the exact Hessian asked for a step out of the ball, or is not positive definite, here
    while (true) {
      Real const predicted = model_.find_step(scaled_gradient_, scaled_hessian_, radius);
      bool const inside = model_.is_inside();
      s_.report.condition = model_.condition();
      if (!is_finite(predicted)) return (void)s_.end(status::not_finite);
      unscale_step();
      if (s_.gradient_norm == 0 && !(predicted > 0)) return (void)s_.end(status::small_gradient);
      if (inside && is_within(Real(1e-7))) return polish();
      if ((newton_ || !f_.has_second_derivatives()) && inside &&
          predicted <= 64 * std::numeric_limits<Real>::epsilon() * s_.value)
        return polish();
      // Far enough into the valley that only the exact curvature finds its bottom, or too long at it.
      bool const wanted = inside && f_.has_second_derivatives() &&
                          (newton_ || (!was_misled && (within >= 8 || predicted <= Real(1e-6) * s_.value ||
                                                       (predicted <= Real(0.01) * s_.value && is_within(Real(0.01))))));
      if (wanted != newton_) {
        was_misled = newton_;
        newton_ = wanted;
        within = 0;
        s_.value = evaluate(s_.at.data(), s_.gradient.data(), hessian_);
        rescale();
        if (!s_.may_go_on()) return;
        continue;
      }
      if (!(predicted > 0)) return (void)s_.end(status::stalled);
      if (!newton_ && !inside && model_.has_factor() && !accelerate()) {
        radius = model_.length() / 2;
        continue;
      }
      Real const slope = inner(s_.gradient.data(), step_, n_), length = model_.length();
      add_scaled(s_.at.data(), Real(1), step_, trial_, n_);
      Real const value = evaluate(trial_, gradient_, next_hessian_), actual = s_.value - value;
      bool const finite =
          is_finite(value) && first_not_finite(gradient_, n_) < 0 && first_not_finite(next_hessian_, n_ * n_) < 0;
      if (finite && actual >= predicted / 10000) {
        rejected = 0;
        was_misled = false;
        within += inside;
        accept(value);
        if (!s_.moved(norm(step_, n_))) return;
      } else if (s_.is_tiny_step(step_) || ++rejected == 200) {
        return (void)s_.end(status::stalled);
      }
      Real const ratio = finite ? actual / predicted : Real(-1);
      if (ratio > Real(0.75) && length > radius * Real(0.8)) radius = 3 * length;
      if (ratio < Real(0.25)) {
        Real const share = slope / (2 * (slope + actual));
        radius = length * (!(share > Real(0.1)) ? Real(0.1) : share > Real(0.5) ? Real(0.5) : share);
      }
      if (!s_.may_go_on()) return;
    }
  }

 private:
  // The step bends with the curve that it is the tangent of (M. K. Transtrum and J. P. Sethna 2012).
  constexpr bool accelerate() {
    if (!f_.has_second_derivatives()) return true;
    f_.curvature_along(s_.at.data(), step_, gradient_);
    for (int i = 0; i < n_; ++i) gradient_[i] /= scale_[i];
    model_.solve(gradient_);
    Real const size = norm(gradient_, n_);
    if (!(2 * size <= Real(0.75) * model_.length())) return false;
    for (int i = 0; i < n_; ++i) step_[i] -= gradient_[i] / scale_[i] / 2;
    return true;
  }
  // Newton's steps, until they are as short as rounding lets them be: where the cost shows no change any more, they do.
  constexpr void polish() {
    newton_ = f_.has_second_derivatives();
    Real last = std::numeric_limits<Real>::max();
    copy(s_.at.data(), trial_, n_);
    Real const before = s_.value;
    bool settled = false;
    for (int tries = 0, longer = 0; tries < 20; ++tries) {
      s_.value = evaluate(s_.at.data(), s_.gradient.data(), hessian_);
      if (!is_finite(s_.value) || first_not_finite(s_.gradient.data(), n_) >= 0) break;
      rescale();
      (void)model_.find_step(scaled_gradient_, scaled_hessian_, std::numeric_limits<Real>::max());
      unscale_step();
      Real const size = model_.length();
      if (!(size < last / 2)) ++longer;
      settled = model_.is_inside() && is_within(Real(1e-5));
      if (!model_.is_inside() || longer == 2) break;
      last = size;
      add_scaled(s_.at.data(), Real(1), step_, s_.at.data(), n_);
      if (!is_within(Real(1e-9))) continue;
      ++s_.report.function_evaluations, ++s_.report.gradient_evaluations;
      s_.value = f_.normal_equations(s_.at.data(), s_.gradient.data(), hessian_);
      break;
    }
    if (!settled || !(s_.value <= before * (1 + Real(1e-9)))) {
      copy(trial_, s_.at.data(), n_);
      s_.value = evaluate(s_.at.data(), s_.gradient.data(), hessian_);
      return (void)s_.end(status::stalled);
    }
    (void)s_.moved(last);
    s_.keep_here();
    s_.end(status::small_step);
  }
  constexpr Real evaluate(Real const* at, Real* gradient, Real* hessian) {
    if (newton_) return s_.hessian_at(at, gradient, hessian);
    ++s_.report.function_evaluations, ++s_.report.gradient_evaluations;
    return f_.normal_equations(at, gradient, hessian);
  }
  constexpr void accept(Real value) {
    copy(trial_, s_.at.data(), n_);
    copy(gradient_, s_.gradient.data(), n_);
    Real* const hessian = hessian_;
    hessian_ = next_hessian_, next_hessian_ = hessian;
    s_.value = value;
    rescale();
  }
  constexpr void rescale() {
    for (int i = 0; i < n_; ++i) {
      Real const size = square_root(magnitude(hessian_[i * n_ + i]));
      if (size > scale_[i]) scale_[i] = size;
      if (scale_[i] == 0) scale_[i] = Real(1);
    }
    for (int i = 0; i < n_; ++i) {
      scaled_gradient_[i] = s_.gradient[i] / scale_[i];
      for (int k = 0; k < n_; ++k) scaled_hessian_[i * n_ + k] = hessian_[i * n_ + k] / scale_[i] / scale_[k];
    }
    model_.forget();
  }
  constexpr Real scaled_size(Real const* x) const {
    Real sum(0);
    for (int i = 0; i < n_; ++i) sum += x[i] * scale_[i] * (x[i] * scale_[i]);
    return square_root(sum);
  }
  constexpr void unscale_step() {
    for (int i = 0; i < n_; ++i) step_[i] = model_.step()[i] / scale_[i];
  }
  // The step changes each parameter by no more than this share of it.
  constexpr bool is_within(Real share) const {
    for (int i = 0; i < n_; ++i)
      if (!(magnitude(step_[i]) <= share * s_.extent(i))) return false;
    return true;
  }

  levenberg_marquardt method_;
  fit_objective<Real> const& f_;
  descent<Real>& s_;
  unknowns<N> n_;
  ball_model<Real, N> model_;
  bool newton_ = false;  // the Hessian is exact
  buffer<Real> memory_;
  Real *hessian_ = nullptr, *next_hessian_ = nullptr, *scaled_hessian_ = nullptr, *trial_ = nullptr, *gradient_ = nullptr,
       *scaled_gradient_ = nullptr, *scale_ = nullptr, *step_ = nullptr;
};

}  // namespace detail

}  // namespace calx
