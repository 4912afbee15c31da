// SPDX-License-Identifier: Apache-2.0
// Line searches: how far to go from a point along a direction of descent d. phi(a) = f(x + a d).
//
//   armijo              phi(a) <= phi(0) + delta a phi'(0), by backtracking; gradients are asked for at the end only
//   strong_wolfe        and |phi'(a)| <= sigma |phi'(0)|; J. Nocedal and S. J. Wright, Numerical Optimization, 3.5 and 3.6
//   approximate_wolfe   the same, or, where the values differ by rounding alone, slopes instead of values: (2 delta - 1)
//   phi'(0)
//                       >= phi'(a) >= sigma phi'(0) and phi(a) <= phi(0) + epsilon |phi(0)|: it does not die at the minimum;
//                       W. W. Hager and H. Zhang, A new conjugate gradient method, SIAM J. Optim. 16 (2005), 4
//
// A trial where the function is not finite is a step too far.
#pragma once

#include <calx/optimize/search.hpp>

namespace calx {

enum class line_search : std::uint8_t { armijo, strong_wolfe, approximate_wolfe };

namespace detail {

template <class Real> class line {
 public:
  explicit constexpr line(descent<Real>& state) : s_(state), at_(state.n), gradient_(state.n) {}

  // Moves the search to where the line search ends, `step` times the direction away; false: nowhere is better.
  constexpr bool search(line_search how, Real const* direction, Real slope, Real first) {
    direction_ = direction;
    start_ = {0, s_.value, slope};
    slack_ = static_cast<Real>(slack) * magnitude(s_.value);
    evaluations_ = 0;
    trial c = finite_trial(first);
    if (!c.finite()) return false;
    switch (how) {
      case line_search::armijo: c = backtracked(c); break;
      case line_search::strong_wolfe: c = strong(c); break;
      case line_search::approximate_wolfe: c = approximate(c); break;
    }
    return accept(c);
  }
  constexpr Real step() const { return step_; }

 private:
  static constexpr double delta = 0.1, sigma = 0.9, slack = 1e-6, theta = 0.5, gamma = 0.66, growth = 5;
  static constexpr double sufficient = 1e-4;
  static constexpr int most_evaluations = 60;

  struct trial {
    Real step{}, value{}, slope{};
    constexpr bool finite() const { return is_finite(value) && is_finite(slope); }
  };

  constexpr trial evaluate(Real step) {
    ++evaluations_;
    add_scaled(s_.at.data(), step, direction_, at_.data(), s_.n);
    Real const value = s_.gradient_at(at_.data(), gradient_.data());
    latest_ = step;
    return {step, value, inner(gradient_.data(), direction_, s_.n)};
  }
  constexpr trial finite_trial(Real step) {
    trial c = evaluate(step);
    for (int i = 0; i < 50 && !c.finite(); ++i) c = evaluate(c.step / 10);
    return c;
  }
  constexpr bool accept(trial c) {
    if (!c.finite() || c.step == 0 || c.value > start_.value + slack_) return false;
    // Equal values are progress only where the slope says so.
    if (!(c.value < start_.value) && !(magnitude(c.slope) < magnitude(start_.slope))) return false;
    if (latest_ != c.step) c = evaluate(c.step);
    s_.at.swap(at_);
    s_.gradient.swap(gradient_);
    s_.value = c.value;
    step_ = c.step;
    return true;
  }
  constexpr bool decreases(trial const& c, double by) const {
    return c.value <= start_.value + static_cast<Real>(by) * c.step * start_.slope;
  }

  constexpr trial backtracked(trial c) {
    for (int i = 0; i < most_evaluations && !decreases(c, sufficient); ++i) {
      // The minimum of the parabola through phi(0), phi'(0) and phi(c), within limits.
      Real const bend = c.value - start_.value - start_.slope * c.step;
      Real next = bend > 0 ? -start_.slope * c.step * c.step / (2 * bend) : c.step / 2;
      if (!(next >= c.step / 10)) next = c.step / 10;
      if (next > c.step / 2) next = c.step / 2;
      c = evaluate(next);
      if (!c.finite()) c.value = std::numeric_limits<Real>::max();
    }
    return c;
  }

  constexpr bool is_strong(trial const& c) const {
    return decreases(c, sufficient) && magnitude(c.slope) <= static_cast<Real>(sigma) * magnitude(start_.slope);
  }
  constexpr trial strong(trial c) {
    trial before = start_;
    for (int i = 0; evaluations_ < most_evaluations; ++i) {
      if (!c.finite() || !decreases(c, sufficient) || (i > 0 && c.value >= before.value)) return zoomed(before, c);
      if (is_strong(c)) return c;
      if (c.slope >= 0) return zoomed(c, before);
      before = c;
      c = evaluate(2 * c.step);
    }
    return before;
  }
  // Between `low`, the best so far, and `high` there is a point that will do.
  constexpr trial zoomed(trial low, trial high) {
    while (evaluations_ < most_evaluations) {
      Real const width = high.step - low.step;
      Real next = low.step + width / 2;
      if (high.finite()) {  // the minimum of the cubic
        Real const d = low.slope + high.slope - 3 * (low.value - high.value) / (low.step - high.step);
        Real const radicand = d * d - low.slope * high.slope;
        if (radicand >= 0) {
          Real const root = width < 0 ? -square_root(radicand) : square_root(radicand);
          Real const cubic = high.step - width * (high.slope + root - d) / (high.slope - low.slope + 2 * root);
          if (magnitude(cubic - low.step) > magnitude(width) / 10 && magnitude(high.step - cubic) > magnitude(width) / 10 &&
              (cubic - low.step) * width > 0 && (high.step - cubic) * width > 0)
            next = cubic;
        }
      }
      if (next == low.step || next == high.step) break;
      trial const c = evaluate(next);
      if (!c.finite() || !decreases(c, sufficient) || c.value >= low.value) {
        high = c;
        continue;
      }
      if (is_strong(c)) return c;
      if (c.slope * width >= 0) high = low;
      low = c;
    }
    return low;
  }

  constexpr bool is_enough(trial const& c) const {
    Real const d = static_cast<Real>(delta), steepest = static_cast<Real>(sigma) * start_.slope;
    if (!c.finite() || c.slope < steepest) return false;
    if (c.value <= start_.value + d * c.step * start_.slope) return true;
    return (2 * d - 1) * start_.slope >= c.slope && c.value <= start_.value + slack_;
  }
  constexpr bool is_low(trial const& c) const { return c.value <= start_.value + slack_; }

  struct bracket {
    trial a, b;
  };
  constexpr trial approximate(trial c) {
    if (is_enough(c)) return c;
    done_ = false;
    bracket k = bracketed(c);
    while (!done_ && evaluations_ < most_evaluations && k.b.step - k.a.step > std::numeric_limits<Real>::epsilon() * k.b.step) {
      Real const width = k.b.step - k.a.step;
      k = secant_squared(k);
      if (!done_ && k.b.step - k.a.step > static_cast<Real>(gamma) * width) k = updated(k, (k.a.step + k.b.step) / 2);
    }
    if (done_) return chosen_;
    return k.a.step > 0 ? k.a : k.b;  // rounding is in the way
  }
  constexpr trial tried(Real step) {
    trial const c = evaluate(step);
    if (!done_ && is_enough(c)) done_ = true, chosen_ = c;
    return c;
  }
  constexpr bracket bracketed(trial c) {
    trial low = start_;
    while (evaluations_ < most_evaluations) {
      if (!c.finite()) return halved({low, c});
      if (c.slope >= 0) return {low, c};
      if (!is_low(c)) return halved({start_, c});
      low = c;
      c = tried(static_cast<Real>(growth) * c.step);
      if (done_) break;
    }
    return {low, c};
  }
  // phi falls at a and is too large at b.
  constexpr bracket halved(bracket k) {
    while (!done_ && evaluations_ < most_evaluations) {
      Real const middle = (1 - static_cast<Real>(theta)) * k.a.step + static_cast<Real>(theta) * k.b.step;
      if (middle == k.a.step || middle == k.b.step) break;
      trial const d = tried(middle);
      if (d.finite() && d.slope >= 0) return {k.a, d};
      (d.finite() && is_low(d) ? k.a : k.b) = d;
    }
    return k;
  }
  constexpr bracket updated(bracket const& k, Real step) {
    if (done_ || !(step > k.a.step) || !(step < k.b.step)) return k;
    trial const c = tried(step);
    if (done_) return k;
    if (!c.finite()) return halved({k.a, c});
    if (c.slope >= 0) return {k.a, c};
    if (is_low(c)) return {c, k.b};
    return halved({k.a, c});
  }
  static constexpr Real secant(trial const& a, trial const& b) {
    if (!b.finite() || b.slope == a.slope) return (a.step + b.step) / 2;
    return (a.step * b.slope - b.step * a.slope) / (b.slope - a.slope);
  }
  constexpr bracket secant_squared(bracket const& k) {
    Real const c = secant(k.a, k.b);
    bracket const first = updated(k, c);
    if (done_) return first;
    if (c == first.b.step) return updated(first, secant(k.b, first.b));
    if (c == first.a.step) return updated(first, secant(k.a, first.a));
    return first;
  }

  descent<Real>& s_;
  buffer<Real> at_, gradient_;
  Real const* direction_ = nullptr;
  trial start_{}, chosen_{};
  Real slack_{}, latest_{}, step_{};
  int evaluations_ = 0;
  bool done_ = false;
};

}  // namespace detail

}  // namespace calx
