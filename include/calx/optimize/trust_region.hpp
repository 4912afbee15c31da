// SPDX-License-Identifier: Apache-2.0
// trust_region{}: Newton's method within a ball that grows and shrinks with how well the quadratic model predicts (J. J. More
// and D. C. Sorensen 1983). The model's minimum in the ball is the Newton step, where that lies inside and the Hessian is
// positive definite; else a multiple of the identity is added to the Hessian, found to a fifth of the radius by some three
// factors; in the hard case by the eigenvalues, so that saddles are left. Memory: 4 n^2 numbers; a step costs a Hessian and
// n^3/3 to n^3, in the hard case some 10 n^3. For more than 64 unknowns, or columns, it is truncated_newton{}.
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
      : s_(state), n_(state.n), radius_(static_cast<Real>(method.radius)), memory_(4 * n_ * n_ + 6 * n_) {
    Real* next = memory_.data();
    for (Real** const matrix : {&hessian_, &next_hessian_, &factor_, &vectors_}) *matrix = next, next += n_ * n_;
    for (Real** const vector : {&values_, &step_, &inverses_, &slopes_, &trial_, &gradient_}) *vector = next, next += n_;
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
      Real const predicted = find_step();
      Real const slope = inner(s_.gradient.data(), step_, n_);
      if (!is_finite(predicted)) return (void)s_.end(status::not_finite);
      if (s_.gradient_norm == 0 && !(predicted > 0)) return (void)s_.end(status::small_gradient);
      if (inside_ && s_.is_small(predicted)) return (void)s_.end(status::small_gradient);
      if (inside_ && s_.is_tiny_step(step_)) return (void)s_.end(status::small_step);
      if (!(predicted > 0)) return (void)s_.end(end_without_better());
      bool const negligible = s_.is_rounding(predicted), tiny = s_.is_tiny_step(step_);
      add_scaled(s_.at.data(), Real(1), step_, trial_, n_);
      Real const value = s_.hessian_at(trial_, gradient_, next_hessian_);
      bool const finite =
          is_finite(value) && first_not_finite(gradient_, n_) < 0 && first_not_finite(next_hessian_, n_ * n_) < 0;
      Real const length = length_, actual = s_.value - value;
      // Below rounding the gradient tells what is better.
      bool const by_slope = finite && magnitude(actual) <= 8 * std::numeric_limits<Real>::epsilon() * magnitude(s_.value) &&
                            predicted <= 64 * std::numeric_limits<Real>::epsilon() * magnitude(s_.value);
      bool const better =
          finite && (by_slope ? inside_ && norm(gradient_, n_) < s_.gradient_norm : actual >= predicted / 10000);
      if (better) {
        rejected = 0;
        accept(value);
        if (!s_.moved(length)) return;
        unchanged = by_slope ? unchanged + 1 : 0;
        if (unchanged == 4) return (void)s_.end(status::small_change);
      } else if (by_slope && !inside_ && level < 60) {
        ++level;  // f is level here as far as can be seen: look farther
        radius_ *= 4, shift_ = Real(0), by_values_ = false;
        if (!s_.may_go_on()) return;
        continue;
      } else {
        if (inside_ && (negligible || by_slope)) return (void)s_.end(status::small_change);
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
    shift_ = Real(0), by_values_ = false;
  }
  // After a bad step to where a parabola along it has its minimum, within limits.
  constexpr void resize(Real ratio, Real slope, Real actual) {
    if (ratio > Real(0.9) && length_ > radius_ * Real(0.8)) radius_ = 2 * length_;
    if (ratio >= Real(0.25)) return;
    Real const share = slope / (2 * (slope + actual));
    radius_ = length_ * (!(share > Real(0.1)) ? Real(0.1) : share > Real(0.5) ? Real(0.5) : share);
  }

  constexpr status end_without_better() {
    return is_stationary_to_rounding(s_, hessian_, factor_) ? status::round_off : status::stalled;
  }

  // Finds the minimum of the model in the ball, to a fifth of its radius; by how much the model falls. In a smaller ball the
  // search goes on from where it was.
  constexpr Real find_step() {
    inside_ = false;
    if (by_values_) return find_step_by_values();
    Real shift = shift_, low(0), high(0), least(0);
    for (int i = 0; i < n_; ++i) least = magnitude(hessian_[i * n_ + i]) > least ? magnitude(hessian_[i * n_ + i]) : least;
    least *= std::numeric_limits<Real>::epsilon() * Real(n_);
    bool bounded = false;
    for (int tries = 0; tries < 12; ++tries) {
      Real next(-1);
      if (solve(shift, least)) {
        Real const length = length_ = norm(step_, n_);
        shift_ = shift;
        if (shift == 0) s_.report.condition = pivot_ratio();
        inside_ = shift == 0 && length <= radius_;
        if (inside_ || magnitude(length - radius_) <= radius_ * Real(0.2))
          return (shift * length * length - inner(s_.gradient.data(), step_, n_)) / 2;
        if (!(length > 0) || !is_finite(length)) break;
        (length > radius_ ? low : high) = shift;
        bounded = bounded || length < radius_;
        // Newton for 1/radius - 1/length, which is nearly linear: from below it stays below.
        next = shift + (length / radius_ - 1) * length * length / inverse_form(step_);
      } else {
        low = shift;
      }
      if (!bounded && !(next > low)) {
        bounded = true;
        high = bound();
      }
      if (!(next > low) || (bounded && !(next < high))) {
        Real const middle = square_root(low * high), nearest = low + (high - low) / 100;
        next = middle > nearest ? middle : nearest;
      }
      shift = next;
    }
    copy(hessian_, factor_, n_ * n_);
    symmetric_eigen(factor_, values_, vectors_, n_);
    for (int k = 0; k < n_; ++k) {
      slopes_[k] = Real(0);
      for (int i = 0; i < n_; ++i) slopes_[k] += vectors_[i * n_ + k] * s_.gradient[i];
    }
    by_values_ = true;
    return find_step_by_values();
  }
  // The step with which the gradient of the model, with `shift` added to the Hessian's diagonal, is 0, by L D L'; false: that
  // is not positive definite, as far as rounding lets it be seen.
  constexpr bool solve(Real shift, Real least) {
    Real* const scaled = slopes_;  // row by row, D times the row of L
    for (int j = 0; j < n_; ++j) {
      Real* const row = factor_ + j * n_;
      Real const* const entries = hessian_ + j * n_;
      Real pivot = entries[j] + shift, solved = -s_.gradient[j];
      for (int i = 0; i < j; ++i) {
        Real const* const other = factor_ + i * n_;
        Real entry = entries[i];
        for (int k = 0; k < i; ++k) entry -= scaled[k] * other[k];
        scaled[i] = entry;
        row[i] = entry * inverses_[i];
        pivot -= entry * row[i];
        solved -= row[i] * step_[i];
      }
      if (!(pivot > least) || !is_finite(pivot)) return false;
      inverses_[j] = 1 / pivot;
      step_[j] = solved;
    }
    for (int j = 0; j < n_; ++j) step_[j] *= inverses_[j];
    for (int j = n_ - 1; j > 0; --j)
      for (int k = 0; k < j; ++k) step_[k] -= factor_[j * n_ + k] * step_[j];
    return true;
  }
  // The largest pivot beside the smallest.
  constexpr Real pivot_ratio() const {
    Real least = inverses_[0], most = inverses_[0];
    for (int i = 1; i < n_; ++i) {
      least = inverses_[i] < least ? inverses_[i] : least;
      most = inverses_[i] > most ? inverses_[i] : most;
    }
    return most / least;
  }
  // x (H + shift)^-1 x, with the shift of the last solve.
  constexpr Real inverse_form(Real const* x) {
    Real sum(0);
    for (int j = 0; j < n_; ++j) {
      Real const solved = slopes_[j] = x[j] - inner(factor_ + j * n_, slopes_, j);
      sum += solved * solved * inverses_[j];
    }
    return sum;
  }
  // No shift is larger: with it the step is shorter than the radius, whatever the Hessian (S. A. Gershgorin 1931).
  constexpr Real bound() const {
    Real most(0);
    for (int i = 0; i < n_; ++i) {
      Real sum(0);
      for (int k = 0; k < n_; ++k) sum += k == i ? -hessian_[i * n_ + k] : magnitude(hessian_[i * n_ + k]);
      if (sum > most) most = sum;
    }
    return most + s_.gradient_norm / radius_;
  }
  constexpr Real find_step_by_values() {
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
    length_ = norm(step_, n_);
    Real sum(0);  // of the model's change
    for (int i = 0; i < n_; ++i) sum += step_[i] * (s_.gradient[i] + inner(hessian_ + i * n_, step_, n_) / 2);
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
    Real const near = largest * std::numeric_limits<Real>::epsilon() * Real(n_), total = norm(slopes_, n_);
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
  Real radius_, shift_{0}, length_{0};
  bool inside_ = false;     // the step is Newton's, and the Hessian positive definite
  bool by_values_ = false;  // the step was found by the eigenvalues
  buffer<Real> memory_;
  Real *hessian_ = nullptr, *next_hessian_ = nullptr, *factor_ = nullptr, *vectors_ = nullptr, *values_ = nullptr,
       *step_ = nullptr, *inverses_ = nullptr, *slopes_ = nullptr, *trial_ = nullptr, *gradient_ = nullptr;
};

template <class Real> constexpr void search_by(trust_region const& method, descent<Real>& s) {
  trust_region_search<Real, 0>(method, s).run();
}
template <int N, class Real> constexpr void search_by_fixed(trust_region const& method, descent<Real>& s) {
  trust_region_search<Real, N>(method, s).run();
}

}  // namespace detail

}  // namespace calx
