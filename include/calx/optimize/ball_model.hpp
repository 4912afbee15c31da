// SPDX-License-Identifier: Apache-2.0
// ball_model: the minimum of a quadratic model, g's + s'Hs/2, in a ball (J. J. More and D. C. Sorensen 1983): the Newton step,
// where that lies inside and H is positive definite; else with a multiple of the identity added to H, found to a fifth of the
// radius by some three factors; in the hard case by the eigenvalues. Memory: 2 n^2 numbers; n^3/6 products a factor, 10 n^3
// where the eigenvalues are needed.
#pragma once

#include <calx/optimize/dense.hpp>

namespace calx::detail {

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

template <class Real, int N> class ball_model {
 public:
  explicit constexpr ball_model(int count) : n_(count), memory_(2 * n_ * n_ + 4 * n_) {
    Real* next = memory_.data();
    for (Real** const matrix : {&factor_, &vectors_}) *matrix = next, next += n_ * n_;
    for (Real** const vector : {&values_, &step_, &inverses_, &slopes_}) *vector = next, next += n_;
  }

  // H or g has changed.
  constexpr void forget() { shift_ = Real(0), by_values_ = false; }

  // Finds the step; by how much the model falls. In a smaller ball the search goes on from where it was.
  constexpr Real find_step(Real const* gradient, Real const* hessian, Real radius) {
    gradient_ = gradient, hessian_ = hessian, radius_ = radius;
    inside_ = false;
    return by_values_ ? find_step_by_values() : find_step_by_factors();
  }
  constexpr Real const* step() const { return step_; }
  constexpr Real length() const { return length_; }
  constexpr bool is_inside() const { return inside_; }     // the step is Newton's, and H positive definite
  constexpr Real condition() const { return condition_; }  // at least that of the last H that was positive definite
  constexpr bool has_factor() const { return !by_values_; }
  // x := (H + s)^-1 x, with the s of the step, where it has a factor.
  constexpr void solve(Real* x) const {
    for (int j = 1; j < n_; ++j) x[j] -= inner(factor_ + j * n_, x, j);
    for (int j = 0; j < n_; ++j) x[j] *= inverses_[j];
    for (int j = n_ - 1; j > 0; --j)
      for (int k = 0; k < j; ++k) x[k] -= factor_[j * n_ + k] * x[j];
  }
  constexpr Real* work() { return factor_; }  // n x n, until the next step

 private:
  constexpr Real find_step_by_factors() {
    Real shift = shift_, low(0), high(0), least(0);
    for (int i = 0; i < n_; ++i) least = magnitude(hessian_[i * n_ + i]) > least ? magnitude(hessian_[i * n_ + i]) : least;
    least *= std::numeric_limits<Real>::epsilon() * Real(n_);
    bool bounded = false;
    for (int tries = 0; tries < 12; ++tries) {
      Real next(-1);
      if (solve(shift, least)) {
        Real const length = length_ = norm(step_, n_);
        shift_ = shift;
        if (shift == 0) condition_ = pivot_ratio();
        inside_ = shift == 0 && length <= radius_;
        if (inside_ || magnitude(length - radius_) <= radius_ * Real(0.2))
          return (shift * length * length - inner(gradient_, step_, n_)) / 2;
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
      for (int i = 0; i < n_; ++i) slopes_[k] += vectors_[i * n_ + k] * gradient_[i];
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
      Real pivot = entries[j] + shift, solved = -gradient_[j];
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
    return most + norm(gradient_, n_) / radius_;
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
    for (int i = 0; i < n_; ++i) sum += step_[i] * (gradient_[i] + inner(hessian_ + i * n_, step_, n_) / 2);
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

  unknowns<N> n_;
  Real const *gradient_ = nullptr, *hessian_ = nullptr;
  Real radius_{0}, shift_{0}, length_{0}, condition_{0};
  bool inside_ = false, by_values_ = false;  // by_values_: the step was found by the eigenvalues
  buffer<Real> memory_;
  Real *factor_ = nullptr, *vectors_ = nullptr, *values_ = nullptr, *step_ = nullptr, *inverses_ = nullptr, *slopes_ = nullptr;
};

}  // namespace calx::detail
