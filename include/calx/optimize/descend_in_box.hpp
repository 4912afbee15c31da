// SPDX-License-Identifier: Apache-2.0
// Descent within bounds, lower <= x <= upper, by projected directions: lbfgs and truncated_newton for unknowns that are
// bounded, without a matrix.
//
// In each step the unknowns that a gradient step of the last curvature's length would push against a bound are held: they go
// straight to it. The others are free: along them the direction is that of the method, from the curvatures of the free unknowns
// alone (D. P. Bertsekas 1982, two-metric projection; for L-BFGS: D. Kim, S. Sra, I. S. Dhillon 2010). The point then moves
// along the projection of that direction on the box, which bends where a bound is met, until the value decreases enough, or,
// where rounding hides that, the slope says so; it never leaves the bounds. Where no bound is met the steps are those of the
// method without bounds. Memory: 2 n memory + 14 n numbers for lbfgs, 17 n for truncated_newton.
//
// A direction has find(search, free, changed, reach, d), which writes the free part of d, where reach times the gradient is a
// step of the last curvature's length; update(step, change of the gradient, ...); reset(), after which it is steepest
// descent, and is_reset(); predicts(): d leads to the minimum of a model.
#pragma once

#include <calx/optimize/bfgs.hpp>
#include <calx/optimize/truncated_newton.hpp>

namespace calx::detail {

// Which unknowns are free, 1 or 0 for each.
template <class Real> class free_unknowns {
 public:
  explicit constexpr free_unknowns(int size) : is_free_(size, Real(1)) {}

  constexpr Real operator[](int i) const { return is_free_[i]; }
  constexpr Real const* data() const { return is_free_.data(); }
  constexpr bool all() const { return held_ == 0; }
  // `reach` times the gradient is a step of the right size. True: others are free than before.
  constexpr bool find(descent<Real> const& s, Real reach) {
    box<Real> const& b = s.bounds();
    bool changed = false;
    held_ = 0;
    for (int i = 0; i < s.n; ++i) {
      Real const slope = s.gradient[i], next = s.at[i] - reach * slope;
      bool const held = (slope > 0 && next <= b.lower[i]) || (slope < 0 && next >= b.upper[i]) || b.lower[i] == b.upper[i];
      Real const now = held ? Real(0) : Real(1);
      held_ += held ? 1 : 0;
      changed = changed || now != is_free_[i];
      is_free_[i] = now;
    }
    return changed;
  }

 private:
  buffer<Real> is_free_;
  int held_ = 0;
};

// x += c b for the free unknowns, and what inner(x, y) then is; y is another array.
template <class Real> constexpr Real add_and_inner(Real const* free, Real* x, Real c, Real const* b, Real const* y, int n) {
  Real s0(0), s1(0), s2(0), s3(0);
  int i = 0;
  for (; i + 4 <= n; i += 4) {
    Real const v0 = x[i] + c * (free[i] * b[i]), v1 = x[i + 1] + c * (free[i + 1] * b[i + 1]);
    Real const v2 = x[i + 2] + c * (free[i + 2] * b[i + 2]), v3 = x[i + 3] + c * (free[i + 3] * b[i + 3]);
    s0 += v0 * y[i], s1 += v1 * y[i + 1], s2 += v2 * y[i + 2], s3 += v3 * y[i + 3];
    x[i] = v0, x[i + 1] = v1, x[i + 2] = v2, x[i + 3] = v3;
  }
  Real sum = (s0 + s1) + (s2 + s3);
  for (; i < n; ++i) {
    x[i] += c * (free[i] * b[i]);
    sum += x[i] * y[i];
  }
  return sum;
}

// A step and the change of the gradient along it: their squares and their product, of all unknowns or of the free ones.
template <class Real> struct pair_products {
  Real step{}, change{}, curvature{};

  constexpr void add(Real s, Real c) { step += s * s, change += c * c, curvature += s * c; }
  // Is the curvature more than rounding?
  constexpr bool is_positive() const {
    return curvature > std::numeric_limits<Real>::epsilon() * square_root(step) * square_root(change) && is_finite(change);
  }
};
template <class Real>
constexpr pair_products<Real> products_of_free(free_unknowns<Real> const& free, Real const* step, Real const* change, int n) {
  pair_products<Real> even, odd;
  int i = 0;
  for (; i + 2 <= n; i += 2) {
    even.add(free[i] * step[i], free[i] * change[i]);
    odd.add(free[i + 1] * step[i + 1], free[i + 1] * change[i + 1]);
  }
  if (i < n) even.add(free[i] * step[i], free[i] * change[i]);
  return {even.step + odd.step, even.change + odd.change, even.curvature + odd.curvature};
}

// The line search along the projection of a direction: phi(a) = f(P(x + a d)).
template <class Real> class projected_line {
 public:
  explicit constexpr projected_line(descent<Real>& state)
      : s_(state), at_(state.n), gradient_(state.n), kept_at_(state.n), kept_gradient_(state.n) {}

  // Moves the search to where it ends; false: nowhere is better. The point before is then in before().
  constexpr bool search(Real const* direction) {
    direction_ = direction;
    trial c = evaluate(Real(1));
    for (int i = 0; i < most_evaluations && !is_enough(c); ++i) {
      if (c.length == 0) return false;
      Real next = c.step / 10;
      if (c.finite()) {  // the minimum of the parabola through both ends and the slope, as if the path were straight
        Real const bend = c.value - s_.value - c.before;
        Real const best = bend > 0 ? -c.before / (2 * bend) : Real(0.5);
        next = c.step * (!(best >= Real(0.1)) ? Real(0.1) : best > Real(0.5) ? Real(0.5) : best);
      }
      c = evaluate(next);
    }
    if (!is_enough(c)) return false;
    for (int i = 0; i < most_evaluations && falls_on(c); ++i) {
      kept_at_.swap(at_), kept_gradient_.swap(gradient_);
      trial const further = evaluate(growth * c.step);
      if (further.finite() && further.value < c.value && is_enough(further)) {
        c = further;
        continue;
      }
      kept_at_.swap(at_), kept_gradient_.swap(gradient_);
      break;
    }
    s_.at.swap(at_), s_.gradient.swap(gradient_);
    s_.value = c.value;
    return true;
  }
  constexpr Real const* before() const { return at_.data(); }
  constexpr Real const* gradient_before() const { return gradient_.data(); }

 private:
  static constexpr Real growth = 4, sufficient = Real(1e-3), slack = Real(1e-6);
  static constexpr int most_evaluations = 60;

  // before, after: the slopes at both ends along the chord between them, times its length; on: the slope along what can still
  // move.
  struct trial {
    Real step{}, value{}, before{}, after{}, on{}, length{};
    constexpr bool finite() const { return is_finite(value) && is_finite(after); }
  };

  constexpr trial evaluate(Real step) {
    box<Real> const& b = s_.bounds();
    trial c;
    c.step = step;
    for (int i = 0; i < s_.n; ++i) at_[i] = b.nearest(i, s_.at[i] + step * direction_[i]);
    c.value = s_.gradient_at(at_.data(), gradient_.data());
    for (int i = 0; i < s_.n; ++i) {
      Real const moved = at_[i] - s_.at[i];
      c.length += magnitude(moved);
      c.before += s_.gradient[i] * moved;
      c.after += gradient_[i] * moved;
      bool const blocked = direction_[i] > 0 ? at_[i] >= b.upper[i] : at_[i] <= b.lower[i];
      if (!blocked) c.on += gradient_[i] * direction_[i];
    }
    return c;
  }
  constexpr bool is_enough(trial const& c) const {
    if (!c.finite() || !(c.before < 0)) return false;
    if (c.value <= s_.value + sufficient * c.before && c.value < s_.value) return true;
    return c.value <= s_.value + slack * magnitude(s_.value) && c.after <= Real(-0.8) * c.before && c.after >= c.before;
  }
  // Hardly flatter than at the start.
  constexpr bool falls_on(trial const& c) const { return c.after < Real(0.9) * c.before && c.on < 0; }

  descent<Real>& s_;
  buffer<Real> at_, gradient_, kept_at_, kept_gradient_;
  Real const* direction_ = nullptr;
};

// How long a step along -gradient moves the point by a hundredth of its own size, or of 1.
template <class Real> constexpr Real first_reach(descent<Real> const& s) {
  Real const size = largest_of(s.at.data(), s.n);
  Real slope(0);
  for (int i = 0; i < s.n; ++i) {
    Real const part = magnitude(s.bounds().projected(i, s.at[i], s.gradient[i]));
    if (part > slope) slope = part;
  }
  return (size > 0 ? size : Real(1)) / (100 * slope);
}

template <class Real, class Direction> constexpr void descend_in_box(descent<Real>& s, Direction& direction) {
  if (!s.begin()) return;
  int const n = s.n;
  box<Real> const& b = s.bounds();
  projected_line<Real> along(s);
  free_unknowns<Real> free(n);
  buffer<Real> d(n), step(n), change(n);
  constexpr Real unknown = std::numeric_limits<Real>::max();
  Real promise = unknown, reach(0);
  int unchanged = 0;
  bool tiny = false;
  while (true) {
    bool const small = s.gradient_norm == 0 || s.is_small(promise);
    if (small || tiny) {
      if (s.gradient_norm != 0 || !leave_flat_start(s)) return (void)s.end(small ? status::small_gradient : status::small_step);
      if (!s.moved(Real(0)) || !s.may_go_on()) return;
      promise = unknown;
      tiny = false;
    }
    if (!(reach > 0)) reach = first_reach(s);
    bool const changed = free.find(s, reach);
    if (direction.is_reset())
      for (int i = 0; i < n; ++i) d[i] = -reach * free[i] * s.gradient[i];
    else direction.find(s, free, changed, reach, d.data());
    if (s.is_late()) return (void)s.end(status::time_limit);
    Real const slope = inner(s.gradient.data(), d.data(), n);
    Real held(0);  // the slope along the unknowns that go to their bounds
    for (int i = 0; !free.all() && i < n; ++i) {
      if (free[i] != 0) continue;
      Real const way = (s.gradient[i] > 0 ? b.lower[i] : b.upper[i]) - s.at[i];
      held += s.gradient[i] * way;
      d[i] = 2 * way;  // beyond it, since rounding could end the way just before the bound
    }
    if (!(slope <= 0) || !(slope + held < 0)) {
      if (slope == 0 && held == 0) return (void)s.end(status::small_gradient);  // it underflows
      if (direction.is_reset()) return (void)s.end(is_finite(slope) ? status::stalled : status::not_finite);
      direction.reset();
      continue;
    }
    if (!direction.is_reset() && direction.predicts()) promise = -slope / 2 - held;
    bool const known = promise < unknown;
    tiny = known && !direction.is_reset() && s.is_tiny_step(d.data());
    if (tiny || s.is_small(promise)) continue;
    Real const before = s.value;
    if (!along.search(d.data())) {
      if (!direction.is_reset()) {
        direction.reset();
        continue;
      }
      bool const lost = known && s.is_settled(promise, d.data());
      return (void)s.end(lost ? status::round_off : status::line_search_failed);
    }
    pair_products<Real> products;
    for (int i = 0; i < n; ++i) {
      step[i] = s.at[i] - along.before()[i], change[i] = s.gradient[i] - along.gradient_before()[i];
      products.add(step[i], change[i]);
    }
    direction.update(step.data(), change.data(), products, n);
    if (products.is_positive()) reach = products.curvature / products.change;
    if (!s.moved(square_root(products.step))) return;
    unchanged = s.is_rounding(before - s.value) ? unchanged + 1 : 0;
    bool const settled = promise < unknown && s.is_settled(promise, d.data());
    if (unchanged >= 3 && settled) return (void)s.end(status::small_change);
    if (s.stagnates()) return (void)s.end(settled ? status::round_off : status::stalled);
    if (!s.may_go_on()) return;
  }
}

template <class Real> class lbfgs_in_box {
 public:
  constexpr lbfgs_in_box(int size, int memory)
      : memory_(memory > 0 ? memory : 1),
        steps_(size * memory_),
        changes_(size * memory_),
        products_(memory_),
        factors_(memory_),
        used_(memory_) {}

  constexpr bool predicts() const { return used_.size() > 0; }
  constexpr bool is_reset() const { return count_ == 0; }
  constexpr void reset() { count_ = 0; }

  constexpr void find(descent<Real> const& s, free_unknowns<Real> const& free, bool changed, Real reach, Real* d) {
    int const n = s.n;
    measure(free, changed ? count_ : new_, n);
    for (int i = 0; i < n; ++i) d[i] = -free[i] * s.gradient[i];
    int const last = used_.size();
    if (last == 0) {
      for (int i = 0; i < n; ++i) d[i] *= reach;
      return;
    }
    // As without bounds. d is 0 where an unknown is held, so that its inner products are those of free unknowns.
    Real product = inner(d, step_of(0, n), n);
    for (int k = 0; k < last; ++k) {
      Real const factor = factors_[k] = product / products_[used_[k]].curvature;
      product = add(free, d, -factor, change_of(k, n), k + 1 < last ? step_of(k + 1, n) : change_of(k, n), n);
    }
    Real const scale = products_[used_[0]].curvature / products_[used_[0]].change;
    for (int i = 0; i < n; ++i) d[i] *= scale;
    product *= scale;
    for (int k = last - 1; k >= 0; --k) {
      Real const factor = factors_[k] - product / products_[used_[k]].curvature;
      product = add(free, d, factor, step_of(k, n), change_of(k > 0 ? k - 1 : k, n), n);
    }
  }
  constexpr void update(Real const* step, Real const* change, pair_products<Real> const& products, int n) {
    if (!products.is_positive()) return;
    copy(step, steps_.data() + next_ * n, n);
    copy(change, changes_.data() + next_ * n, n);
    next_ = (next_ + 1) % memory_;
    count_ = count_ < memory_ ? count_ + 1 : memory_;
    new_ = 1;
  }

 private:
  // The products of the last `count` pairs; used_ are the pairs with positive curvature along free unknowns, the last first.
  constexpr void measure(free_unknowns<Real> const& free, int count, int n) {
    used_.clear();
    for (int k = 1; k <= count_; ++k) {
      int const slot = (next_ - k + 2 * memory_) % memory_;
      if (k <= count) products_[slot] = products_of_free(free, steps_.data() + slot * n, changes_.data() + slot * n, n);
      if (products_[slot].is_positive()) used_.push(slot);
    }
    new_ = 0;
  }
  static constexpr Real add(free_unknowns<Real> const& free, Real* d, Real c, Real const* b, Real const* y, int n) {
    return free.all() ? add_and_inner(d, c, b, y, n) : add_and_inner(free.data(), d, c, b, y, n);
  }
  constexpr Real const* step_of(int k, int n) const { return steps_.data() + used_[k] * n; }
  constexpr Real const* change_of(int k, int n) const { return changes_.data() + used_[k] * n; }

  int memory_, next_ = 0, count_ = 0, new_ = 0;
  buffer<Real> steps_, changes_;
  buffer<pair_products<Real>> products_;
  buffer<Real> factors_;
  buffer<int> used_;
};

// Conjugate gradients on the free unknowns, until the residual is small or the curvature is not positive: there the step goes
// on along the last direction, which the gradient leads down, too.
template <class Real> class newton_in_box {
 public:
  constexpr newton_in_box(int size, int most) : most_(most > 0 ? most : 1), residual_(size), direction_(size), product_(size) {}

  constexpr bool predicts() const { return predicts_; }
  constexpr bool is_reset() const { return reset_; }
  constexpr void reset() { reset_ = true; }
  constexpr void update(Real const*, Real const*, pair_products<Real> const&, int) { reset_ = false; }

  constexpr void find(descent<Real>& s, free_unknowns<Real> const& free, bool, Real reach, Real* d) {
    int const n = s.n;
    for (int i = 0; i < n; ++i) {
      d[i] = Real(0);
      residual_[i] = direction_[i] = -free[i] * s.gradient[i];
    }
    Real rest = inner(residual_.data(), residual_.data(), n), largest(0);
    Real const slope = square_root(rest);
    if (slope > steepest_) steepest_ = slope;
    Real const share = square_root(slope / steepest_), enough = slope * (share < Real(0.5) ? share : Real(0.5));
    Real size = rest;
    predicts_ = true;
    if (slope == 0) return;
    for (int k = 0; k < most_ && rest > 0; ++k) {
      s.hessian_vector(s.at.data(), direction_.data(), product_.data());
      for (int i = 0; !free.all() && i < n; ++i) product_[i] *= free[i];
      Real const bend = inner(direction_.data(), product_.data(), n);
      if (magnitude(bend) > largest * size) largest = magnitude(bend) / size;
      if (!is_finite(bend)) break;
      if (!(bend > std::numeric_limits<Real>::epsilon() * largest * size)) {
        predicts_ = false;
        leave_along_direction(s, rest, bend, size, d);
        break;
      }
      Real const go = rest / bend, before = rest;
      add_scaled(d, go, direction_.data(), d, n);
      rest = add_and_square(residual_.data(), -go, product_.data(), n);
      if (!(rest > enough * enough) || s.is_late()) break;
      Real const keep = rest / before;
      size = rest + keep * keep * size;
      add_scaled(residual_.data(), keep, direction_.data(), direction_.data(), n);
    }
    if (largest_of(d, n) > 0) return;
    predicts_ = false;
    for (int i = 0; i < n; ++i) d[i] = -reach * free[i] * s.gradient[i];
  }

 private:
  // Where the curvature is not positive: as far as if it were, but no further than the point's own size.
  constexpr void leave_along_direction(descent<Real> const& s, Real rest, Real bend, Real size, Real* d) const {
    Real const length = norm(s.at.data(), s.n), most = (length > 1 ? length : Real(1)) / square_root(size);
    Real const go = bend < 0 && rest < -bend * most ? -rest / bend : most;
    add_scaled(d, go, direction_.data(), d, s.n);
  }

  int most_;
  Real steepest_{};
  bool reset_ = false, predicts_ = true;
  buffer<Real> residual_, direction_, product_;
};

template <class Real> constexpr void search_in_box(lbfgs const& method, descent<Real>& s) {
  lbfgs_in_box<Real> direction(s.n, method.memory);
  descend_in_box(s, direction);
}
template <class Real> constexpr void search_in_box(truncated_newton const& method, descent<Real>& s) {
  newton_in_box<Real> direction(s.n, method.max_products);
  descend_in_box(s, direction);
}

}  // namespace calx::detail
