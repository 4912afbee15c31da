// SPDX-License-Identifier: Apache-2.0
// descend: the loop of every method that searches along a direction of descent: direction, line search, update, tests.
//
// A direction has find(search, d), which writes d and returns the first step to try; update(search, step, change of the
// gradient); reset(), after which it is steepest descent; and is_reset(). scaled: its first step is a prediction.
// Where a line search finds nothing better the direction is reset once. Then the end is either rounding, if what was predicted
// to be gained is lost in the rounding of the value, or a failure, and is called so.
#pragma once

#include <calx/optimize/line_search.hpp>

namespace calx::detail {

template <class Real, class Direction> constexpr void descend(descent<Real>& s, Direction& direction, line_search how) {
  if (!s.begin()) return;
  int const n = s.n;
  line<Real> along(s);
  buffer<Real> d(n), at(n), gradient(n), step(n), change(n);
  Real gain(0);  // predicted by the last direction with a scale
  int unchanged = 0;
  while (true) {
    if (s.gradient_norm == 0 || s.gradient_is_small()) {
      if (!direction.leaves_saddle(s)) return (void)s.end(status::small_gradient);
      if (!s.moved(Real(0)) || !s.may_go_on()) return;
    }
    Real const first = direction.find(s, d.data());
    Real const slope = inner(s.gradient.data(), d.data(), n);
    if (!(slope < 0)) {
      if (direction.is_reset()) return (void)s.end(is_finite(slope) ? status::stalled : status::not_finite);
      direction.reset();
      continue;
    }
    if (!direction.is_reset()) gain = -slope * first / 2;
    for (int i = 0; i < n; ++i) step[i] = first * d[i];
    if (!direction.is_reset() && direction.scaled && s.is_tiny_step(step.data())) return (void)s.end(status::small_step);
    copy(s.at.data(), at.data(), n);
    copy(s.gradient.data(), gradient.data(), n);
    Real const before = s.value;
    if (!along.search(how, d.data(), slope, first)) {
      if (!direction.is_reset()) {
        direction.reset();
        continue;
      }
      bool const lost = s.gradient_is_tiny() || gain <= Real(1e4) * std::numeric_limits<Real>::epsilon() * magnitude(s.value);
      return (void)s.end(s.report.iterations > 0 && lost ? status::round_off : status::line_search_failed);
    }
    add_scaled(s.at.data(), Real(-1), at.data(), step.data(), n);
    add_scaled(s.gradient.data(), Real(-1), gradient.data(), change.data(), n);
    direction.update(s, step.data(), change.data());
    if (!s.moved(norm(step.data(), n))) return;
    if (s.is_tiny_step(step.data())) return (void)s.end(status::small_step);
    unchanged = s.is_rounding(before - s.value) ? unchanged + 1 : 0;
    if (unchanged == 3) return (void)s.end(status::small_change);
    if (!s.may_go_on()) return;
  }
}

// What directions have in common.
template <class Real> class direction_base {
 public:
  static constexpr bool scaled = true;
  constexpr bool leaves_saddle(descent<Real>&) const { return false; }
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
