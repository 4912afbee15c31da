// SPDX-License-Identifier: Apache-2.0
// descend: the loop of every method that searches along a direction of descent: direction, line search, update, tests.
//
// A direction has find(search, d), which writes d and returns the first step to try; update(search, step, change of the
// gradient); reset(), after which it is steepest descent, and is_reset(). predicts(): its first step is a prediction of the
// minimum; else that is predicted by the least curvature of the last steps. is_at_rest(): the gradient is rounding. Where a
// line search finds nothing better the direction is reset once. Then the end is either rounding, if what was predicted to be
// gained is lost in the rounding of the value or of the unknowns, or a failure, and is called so.
#pragma once

#include <calx/optimize/line_search.hpp>

namespace calx::detail {

// The curvatures of f along the last steps.
template <class Real> class seen_curvatures {
 public:
  constexpr void see(Real const* step, Real const* change, int n) {
    Real const curvature = inner(step, change, n) / inner(step, step, n);
    if (curvature > 0) last_[seen_++ % remembered] = curvature;
  }
  // How far down the flattest parabola goes from here, and the step to its bottom; infinite if no curvature was seen.
  constexpr Real promise(descent<Real> const& s, Real* step) const {
    if (seen_ == 0) return std::numeric_limits<Real>::max();
    Real least = last_[0];
    for (int i = 1; i < remembered && i < seen_; ++i) least = last_[i] < least ? last_[i] : least;
    for (int i = 0; i < s.n; ++i) step[i] = -s.gradient[i] / least;
    return s.gradient_norm * (s.gradient_norm / (2 * least));
  }

 private:
  static constexpr int remembered = 10;
  Real last_[remembered]{};
  int seen_ = 0;
};

// A start where the gradient is 0 may be a saddle, or a top: some points around it are looked at, in fixed random directions.
// True: one was lower, and is the point now.
template <class Real> constexpr bool leave_flat_start(descent<Real>& s) {
  if (s.report.iterations > 0) return false;
  int const n = s.n;
  buffer<Real> trial(n), gradient(n);
  unsigned random = 1;
  for (int tries = 0; tries < 20; ++tries) {
    bool any_flat = false;
    for (int i = 0; i < n; ++i) {
      random = random * 1664525u + 1013904223u;
      Real const size = magnitude(s.at[i]) > 1 ? magnitude(s.at[i]) : Real(1);
      Real const moved = s.at[i] + size * Real(1e-3) * (Real(random >> 8) / Real(1 << 23) - 1);
      bool const is_flat = s.gradient[i] == 0;  // else a bound holds it
      trial[i] = is_flat ? moved : s.at[i];
      any_flat = any_flat || is_flat;
    }
    if (!any_flat) return false;
    s.fold(trial.data());
    Real const value = s.gradient_at(trial.data(), gradient.data());
    if (!(value < s.value) || first_not_finite(gradient.data(), n) >= 0) continue;
    s.at.swap(trial);
    s.gradient.swap(gradient);
    s.value = value;
    return true;
  }
  return false;
}

template <class Real, class Direction> constexpr void descend(descent<Real>& s, Direction& direction, line_search how) {
  if (!s.begin()) return;
  int const n = s.n;
  line<Real> along(s);
  buffer<Real> d(n), at(n), gradient(n), step(n), change(n), promised(n);
  seen_curvatures<Real> curvatures;
  constexpr Real unknown = std::numeric_limits<Real>::max();
  Real promise = unknown;
  int unchanged = 0;
  bool tiny = false;
  while (true) {
    bool const small = s.gradient_norm == 0 || s.is_small(promise);
    if (small || tiny) {
      if (!direction.leaves_saddle(s)) return (void)s.end(small ? status::small_gradient : status::small_step);
      if (!s.moved(Real(0)) || !s.may_go_on()) return;
      promise = unknown;
      tiny = false;
    }
    Real const first = direction.find(s, d.data());
    if (direction.is_at_rest()) return (void)s.end(status::round_off);
    Real const slope = inner(s.gradient.data(), d.data(), n);
    if (!(slope < 0)) {
      if (direction.is_reset()) return (void)s.end(is_finite(slope) ? status::stalled : status::not_finite);
      direction.reset();
      continue;
    }
    if (!direction.is_reset() && direction.predicts()) {
      promise = -slope * first / 2;
      for (int i = 0; i < n; ++i) promised[i] = first * d[i];
    }
    bool const known = promise < unknown;
    tiny = known && s.is_tiny_step(promised.data());
    if (tiny || s.is_small(promise)) continue;
    copy(s.at.data(), at.data(), n);
    copy(s.gradient.data(), gradient.data(), n);
    Real const before = s.value;
    if (!along.search(how, d.data(), slope, first)) {
      if (!direction.is_reset()) {
        direction.reset();
        continue;
      }
      bool const lost = known && s.is_settled(promise, promised.data());
      return (void)s.end(lost ? status::round_off : status::line_search_failed);
    }
    add_scaled(s.at.data(), Real(-1), at.data(), step.data(), n);
    add_scaled(s.gradient.data(), Real(-1), gradient.data(), change.data(), n);
    direction.update(s, step.data(), change.data());
    curvatures.see(step.data(), change.data(), n);
    if (!s.moved(norm(step.data(), n))) return;
    if (!direction.predicts()) promise = curvatures.promise(s, promised.data());
    unchanged = s.is_rounding(before - s.value) ? unchanged + 1 : 0;
    bool const settled = promise < unknown && s.is_settled(promise, promised.data());
    if (unchanged >= 3 && settled) return (void)s.end(status::small_change);
    if (s.stagnates()) return (void)s.end(settled ? status::round_off : status::stalled);
    if (!s.may_go_on()) return;
  }
}

// What directions have in common.
template <class Real> class direction_base {
 public:
  constexpr bool predicts() const { return true; }
  constexpr bool is_at_rest() const { return false; }
  constexpr bool leaves_saddle(descent<Real>& s) const { return s.gradient_norm == 0 && leave_flat_start(s); }
  constexpr void reset() { reset_ = true; }
  constexpr bool is_reset() const { return reset_; }

 protected:
  // Along -gradient, at first about as far as moves the point by its own size, or 1.
  constexpr Real steepest(descent<Real> const& s, Real* d) const {
    for (int i = 0; i < s.n; ++i) d[i] = -s.gradient[i];
    Real const size = largest_of(s.at.data(), s.n), slope = largest_of(s.gradient.data(), s.n);
    return (size > 0 ? size : Real(1)) / (100 * slope);
  }
  bool reset_ = true;
};

}  // namespace calx::detail
