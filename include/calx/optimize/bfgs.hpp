// SPDX-License-Identifier: Apache-2.0
// bfgs{}: the quasi-Newton method of Broyden, Fletcher, Goldfarb and Shanno (1970): an approximation of the inverse Hessian
// from the gradients along the way. Memory: n^2 numbers; a step costs 3 n^2 and the line search's gradients, seldom more than
// two. lbfgs{}: the same from the last `memory` steps alone (J. Nocedal 1980): 2 n memory numbers, for many variables.
#pragma once

#include <calx/optimize/descend.hpp>

namespace calx {

struct bfgs {
  int max_iterations = 1000;
  int max_evaluations = no_limit;
  double max_seconds = no_time_limit;
  double gradient_tolerance = 1e-14;
  calx::line_search line_search = calx::line_search::approximate_wolfe;
  static constexpr int order = 1;
};

struct lbfgs {
  int memory = 8;
  int max_iterations = 10000;
  int max_evaluations = no_limit;
  double max_seconds = no_time_limit;
  double gradient_tolerance = 1e-10;
  calx::line_search line_search = calx::line_search::approximate_wolfe;
  static constexpr int order = 1;
};

namespace detail {

template <class Real> class bfgs_direction : public direction_base<Real> {
  using direction_base<Real>::reset_;

 public:
  explicit constexpr bfgs_direction(int size) : inverse_(size * size), product_(size) {}

  constexpr Real find(descent<Real> const& s, Real* d) {
    if (reset_) return this->steepest(s, d);
    for (int i = 0; i < s.n; ++i) d[i] = -inner(inverse_.data() + i * s.n, s.gradient.data(), s.n);
    return Real(1);
  }
  constexpr void update(descent<Real> const& s, Real const* step, Real const* change) {
    int const n = s.n;
    Real const curvature = inner(step, change, n), size = inner(change, change, n);
    if (!(curvature > std::numeric_limits<Real>::epsilon() * norm(step, n) * norm(change, n)) || !is_finite(size)) return;
    if (reset_) {  // as large as the inverse Hessian along the step
      for (int i = 0; i < n * n; ++i) inverse_[i] = i % (n + 1) == 0 ? curvature / size : Real(0);
      reset_ = false;
    }
    for (int i = 0; i < n; ++i) product_[i] = inner(inverse_.data() + i * n, change, n);
    Real const factor = (1 + inner(change, product_.data(), n) / curvature) / curvature;
    for (int i = 0; i < n; ++i)
      for (int k = 0; k < n; ++k)
        inverse_[i * n + k] += factor * step[i] * step[k] - (product_[i] * step[k] + step[i] * product_[k]) / curvature;
  }

 private:
  buffer<Real> inverse_, product_;
};

template <class Real> class lbfgs_direction : public direction_base<Real> {
  using direction_base<Real>::reset_;

 public:
  constexpr lbfgs_direction(int size, int memory)
      : memory_(memory > 0 ? memory : 1),
        steps_(size * memory_),
        changes_(size * memory_),
        curvatures_(memory_),
        factors_(memory_) {}

  constexpr Real find(descent<Real> const& s, Real* d) {
    if (reset_) return this->steepest(s, d);
    // Each pass adds one of the pairs and has the inner product with the next: the price is reading them.
    int const n = s.n;
    for (int i = 0; i < n; ++i) d[i] = -s.gradient[i];
    Real product = inner(d, step_of(1, n), n);
    for (int k = 1; k <= count_; ++k) {
      Real const factor = factors_[slot_of(k)] = product / curvatures_[slot_of(k)];
      product = add_and_inner(d, -factor, change_of(k, n), k < count_ ? step_of(k + 1, n) : change_of(k, n), n);
    }
    for (int i = 0; i < n; ++i) d[i] *= scale_;
    product *= scale_;
    for (int k = count_; k >= 1; --k) {
      Real const factor = factors_[slot_of(k)] - product / curvatures_[slot_of(k)];
      product = add_and_inner(d, factor, step_of(k, n), change_of(k > 1 ? k - 1 : k, n), n);
    }
    return Real(1);
  }
  constexpr void update(descent<Real> const& s, Real const* step, Real const* change) {
    int const n = s.n;
    Real const curvature = inner(step, change, n), size = inner(change, change, n);
    if (!(curvature > std::numeric_limits<Real>::epsilon() * norm(step, n) * square_root(size)) || !is_finite(size)) return;
    copy(step, steps_.data() + next_ * n, n);
    copy(change, changes_.data() + next_ * n, n);
    curvatures_[next_] = curvature;
    scale_ = curvature / size;
    next_ = (next_ + 1) % memory_;
    count_ = count_ < memory_ ? count_ + 1 : memory_;
    reset_ = false;
  }
  constexpr void reset() {
    reset_ = true;
    count_ = 0;
  }

 private:
  constexpr Real const* step_of(int k, int n) const { return steps_.data() + slot_of(k) * n; }
  constexpr Real const* change_of(int k, int n) const { return changes_.data() + slot_of(k) * n; }
  // The k-th last.
  constexpr int slot_of(int k) const { return (next_ - k + 2 * memory_) % memory_; }

  int memory_, next_ = 0, count_ = 0;
  buffer<Real> steps_, changes_, curvatures_, factors_;
  Real scale_{1};
};

template <class Real> constexpr void search_by(bfgs const& method, descent<Real>& s) {
  bfgs_direction<Real> direction(s.n);
  descend(s, direction, method.line_search);
}
template <class Real> constexpr void search_by(lbfgs const& method, descent<Real>& s) {
  lbfgs_direction<Real> direction(s.n, method.memory);
  descend(s, direction, method.line_search);
}

}  // namespace detail

}  // namespace calx
