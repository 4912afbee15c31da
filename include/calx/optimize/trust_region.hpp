// SPDX-License-Identifier: Apache-2.0
// trust_region{}: Newton's method within a ball that grows and shrinks with how well the quadratic model predicts (J. J. More
// and D. C. Sorensen 1983). The model's minimum in the ball is the Newton step, where that lies inside and the Hessian is
// positive definite; else it is found on the ball's surface to a tenth of the radius, by some three factors; in the hard case
// by the eigenvalues, so that saddles are left. Memory: 4 n^2 numbers; a step costs a Hessian and n^3/3 to n^3, in the hard
// case some 10 n^3. For more than 64 unknowns, or columns, it is truncated_newton{}.
#pragma once

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

// How many unknowns a search has: known while compiling, so that loops over them are unrolled, or not (0).
template <int N> struct unknowns {
  explicit constexpr unknowns(int) {}
  constexpr operator int() const { return N; }
};
template <> struct unknowns<0> {
  int n;
  explicit constexpr unknowns(int count) : n(count) {}
  constexpr operator int() const { return n; }
};

template <class Real, int N> class trust_region_search {
 public:
  constexpr trust_region_search(trust_region const& method, descent<Real>& state)
      : s_(state),
        n_(state.n),
        radius_(static_cast<Real>(method.radius)),
        hessian_(n_ * n_),
        factor_(n_ * n_),
        vectors_(n_ * n_),
        values_(n_),
        step_(n_),
        slopes_(n_),
        trial_(n_),
        gradient_(n_),
        next_hessian_(n_ * n_) {}

  constexpr void run() {
    if (!s_.begun(s_.hessian_at(s_.at.data(), s_.gradient.data(), hessian_.data()))) return;
    if (first_not_finite(hessian_.data(), n_ * n_) >= 0) return (void)s_.end(status::not_finite);
    if (!(radius_ > 0)) {
      Real const size = norm(s_.at.data(), n_);
      radius_ = size > 0 ? size : Real(1);
    }
    int rejected = 0, unchanged = 0, level = 0;
    while (true) {
      Real const predicted = find_step();
      if (!is_finite(predicted)) return (void)s_.end(status::not_finite);
      if (s_.gradient_norm == 0 && !(predicted > 0)) return (void)s_.end(status::small_gradient);
      if (inside_ && s_.is_small(predicted)) return (void)s_.end(status::small_gradient);
      if (inside_ && s_.is_tiny_step(step_.data())) return (void)s_.end(status::small_step);
      if (!(predicted > 0)) return (void)s_.end(end_without_better());
      bool const negligible = s_.is_rounding(predicted), tiny = s_.is_tiny_step(step_.data());
      add_scaled(s_.at.data(), Real(1), step_.data(), trial_.data(), n_);
      Real const value = s_.hessian_at(trial_.data(), gradient_.data(), next_hessian_.data());
      bool const finite =
          is_finite(value) && first_not_finite(gradient_.data(), n_) < 0 && first_not_finite(next_hessian_.data(), n_ * n_) < 0;
      Real const length = norm(step_.data(), n_), actual = s_.value - value;
      // Below rounding the gradient tells what is better.
      bool const by_slope = finite && magnitude(actual) <= 8 * std::numeric_limits<Real>::epsilon() * magnitude(s_.value) &&
                            predicted <= 64 * std::numeric_limits<Real>::epsilon() * magnitude(s_.value);
      bool const better =
          finite && (by_slope ? inside_ && norm(gradient_.data(), n_) < s_.gradient_norm : actual >= predicted / 10000);
      if (better) {
        rejected = 0;
        accept(value);
        if (!s_.moved(norm(step_.data(), n_))) return;
        unchanged = by_slope ? unchanged + 1 : 0;
        if (unchanged == 4) return (void)s_.end(status::small_change);
      } else if (by_slope && !inside_ && level < 60) {
        ++level;  // f is level here as far as can be seen: look farther
        radius_ *= 4;
        if (!s_.may_go_on()) return;
        continue;
      } else {
        if (inside_ && (negligible || by_slope)) return (void)s_.end(status::small_change);
        if (tiny || ++rejected == 200) return (void)s_.end(end_without_better());
      }
      if (!by_slope || !better) resize(finite ? actual / predicted : Real(-1), length);
      if (!s_.may_go_on()) return;
    }
  }

 private:
  constexpr void accept(Real value) {
    s_.at.swap(trial_);
    s_.gradient.swap(gradient_);
    hessian_.swap(next_hessian_);
    s_.value = value;
  }
  constexpr void resize(Real ratio, Real length) {
    if (ratio < Real(0.25)) radius_ = length / 4;
    else if (ratio > Real(0.75) && length > radius_ * Real(0.99)) radius_ *= ratio < Real(0.99) ? Real(2) : Real(4);
  }
  constexpr status end_without_better() {
    return is_stationary_to_rounding(s_, hessian_.data(), factor_.data()) ? status::round_off : status::stalled;
  }

  // The step, and by how much the model falls.
  constexpr Real find_step() {
    copy(hessian_.data(), factor_.data(), n_ * n_);
    inside_ = cholesky(factor_.data(), n_);
    if (inside_) {
      s_.report.condition = pivot_ratio(factor_.data(), n_);
      for (int i = 0; i < n_; ++i) step_[i] = -s_.gradient[i];
      solve_cholesky(factor_.data(), step_.data(), n_);
      if (norm(step_.data(), n_) <= radius_) return model_decrease();
    }
    bool const was_positive = inside_;
    inside_ = false;
    if (find_step_by_factors(was_positive)) return model_decrease();
    return find_step_by_eigenvalues();
  }
  // With a multiple of the identity in the Hessian for which the step has about the ball's radius, by Newton's method for
  // 1/radius
  // - 1/length with a factor a step (J. J. More and D. C. Sorensen 1983). False: it was not found, as in the hard case.
  constexpr bool find_step_by_factors(bool positive) {
    Real const steepest = s_.gradient_norm / radius_;
    Real low(0), size(0);
    for (int i = 0; i < n_; ++i) {
      Real sum(0);
      for (int k = 0; k < n_; ++k) sum += magnitude(hessian_[i * n_ + k]);
      size = sum > size ? sum : size;
      if (-hessian_[i * n_ + i] > low) low = -hessian_[i * n_ + i];
    }
    Real high = steepest + size;
    Real shift = positive ? next_shift(Real(0)) : low + Real(0.01) * (high - low);
    for (int tries = 0; tries < 15; ++tries) {
      if (!(shift > low) || !(shift < high)) shift = low > 0 ? square_root(low) * square_root(high) : Real(0.01) * high;
      if (!(shift > 0)) return false;
      copy(hessian_.data(), factor_.data(), n_ * n_);
      if (!cholesky(factor_.data(), n_, shift)) {
        low = shift;
        shift = low + Real(0.1) * (high - low);
        continue;
      }
      for (int i = 0; i < n_; ++i) step_[i] = -s_.gradient[i];
      solve_cholesky(factor_.data(), step_.data(), n_);
      Real const length = norm(step_.data(), n_);
      if (magnitude(length - radius_) <= Real(0.1) * radius_) return is_finite(length);
      (length > radius_ ? low : high) = shift;
      shift = next_shift(shift);
    }
    return false;
  }
  // From a factor and its step. |step|^2/(step' (H + shift)^-1 step) is what 1/length changes by.
  constexpr Real next_shift(Real shift) {
    Real const length = norm(step_.data(), n_);
    copy(step_.data(), slopes_.data(), n_);
    solve_cholesky(factor_.data(), slopes_.data(), n_);
    Real const curvature = inner(step_.data(), slopes_.data(), n_);
    return shift + (length * length / curvature) * ((length - radius_) / radius_);
  }
  constexpr Real find_step_by_eigenvalues() {
    copy(hessian_.data(), factor_.data(), n_ * n_);
    symmetric_eigen(factor_.data(), values_.data(), vectors_.data(), n_);
    for (int k = 0; k < n_; ++k) {
      slopes_[k] = Real(0);
      for (int i = 0; i < n_; ++i) slopes_[k] += vectors_[i * n_ + k] * s_.gradient[i];
    }
    Real const shift = find_shift();
    for (int i = 0; i < n_; ++i) step_[i] = Real(0);
    Real length(0);
    for (int k = 0; k < n_; ++k) {
      if (!(values_[k] + shift > 0)) continue;
      Real const c = -slopes_[k] / (values_[k] + shift);
      length += c * c;
      for (int i = 0; i < n_; ++i) step_[i] += c * vectors_[i * n_ + k];
    }
    // The hard case: as far along the lowest curvature as the ball reaches.
    if (values_[0] < 0 && length < radius_ * radius_ * Real(0.99)) {
      Real rest = square_root(radius_ * radius_ - length);
      if (slopes_[0] > 0) rest = -rest;
      for (int i = 0; i < n_; ++i) step_[i] += rest * vectors_[i * n_];
    }
    return model_decrease();
  }
  constexpr Real model_decrease() const {
    Real sum(0);
    for (int i = 0; i < n_; ++i) sum += step_[i] * (s_.gradient[i] + inner(hessian_.data() + i * n_, step_.data(), n_) / 2);
    return -sum;
  }

  constexpr Real length_at(Real shift) const {
    Real sum(0);
    for (int k = 0; k < n_; ++k) {
      Real const c = values_[k] + shift > 0 ? slopes_[k] / (values_[k] + shift) : Real(0);
      sum += c * c;
    }
    return square_root(sum);
  }
  // The shift >= 0, -lowest eigenvalue for which the step has the ball's radius; the least such shift in the hard case.
  constexpr Real find_shift() const {
    Real const largest =
        magnitude(values_[0]) > magnitude(values_[n_ - 1]) ? magnitude(values_[0]) : magnitude(values_[n_ - 1]);
    Real low = values_[0] < 0 ? -values_[0] : Real(0);
    Real const near = largest * std::numeric_limits<Real>::epsilon() * Real(n_), total = norm(slopes_.data(), n_);
    bool level = true;  // no slope along the lowest curvature: the hard case, if the rest of the step is short
    for (int k = 0; k < n_ && values_[k] + low <= near; ++k)
      level = level && magnitude(slopes_[k]) <= std::numeric_limits<Real>::epsilon() * total;
    if (level && length_at(low + near) <= radius_) return low + near;
    Real high = low + total / radius_ + near;
    Real shift = high;
    for (int i = 0; i < 100; ++i) {
      Real const length = length_at(shift);
      if (magnitude(length - radius_) <= Real(1e-6) * radius_) break;
      (length > radius_ ? low : high) = shift;
      Real slope(0);  // of length^2 / 2
      for (int k = 0; k < n_; ++k) {
        Real const root = values_[k] + shift;
        if (root > 0) slope -= (slopes_[k] / root) * (slopes_[k] / root) / root;
      }
      // Newton for 1/radius - 1/length, which is nearly linear.
      Real next = slope < 0 ? shift - (length / radius_ - 1) * length * length / slope : low;
      if (!(next > low) || !(next < high)) next = low + (high - low) / 2;
      if (next == shift) break;
      shift = next;
    }
    return shift;
  }

  descent<Real>& s_;
  unknowns<N> n_;
  Real radius_;
  buffer<Real> hessian_, factor_, vectors_, values_, step_, slopes_, trial_, gradient_, next_hessian_;
  bool inside_ = false;  // the step is Newton's, and the Hessian positive definite
};

template <class Real> constexpr void search_by(trust_region const& method, descent<Real>& s) {
  trust_region_search<Real, 0>(method, s).run();
}
template <int N, class Real> constexpr void search_by_fixed(trust_region const& method, descent<Real>& s) {
  trust_region_search<Real, N>(method, s).run();
}

}  // namespace detail

}  // namespace calx
