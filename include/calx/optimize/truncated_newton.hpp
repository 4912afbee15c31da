// SPDX-License-Identifier: Apache-2.0
// truncated_newton{}: Newton's method for many unknowns, without a matrix: conjugate gradients with products of the exact
// Hessian and a vector minimize the quadratic model, until the residual is small beside the gradient, the step leaves a ball
// that grows and shrinks with how well the model predicts, or the curvature is not positive: then the step goes to the ball's
// surface (T. Steihaug 1983, P. L. Toint 1981; the forcing sequence min(1/2, root of the gradient's share of its largest): R.
// S. Dembo and T. Steihaug 1983). Memory: 9 n numbers; a step costs a gradient and up to max_products products, each of which
// costs about a gradient. Where the gradient vanishes, a few more from a fixed random direction look for negative curvature,
// along which a saddle is left.
#pragma once

#include <calx/optimize/negative_curvature.hpp>

namespace calx {

struct truncated_newton {
  double radius = 0;        // at first; 0: the size of the start, or 1
  int max_products = 1000;  // for one step
  int max_iterations = 10000;
  int max_evaluations = no_limit;
  double max_seconds = no_time_limit;
  double gradient_tolerance = 1e-14;
  static constexpr int order = 3;
};

namespace detail {

template <class Real> class truncated_newton_search {
 public:
  constexpr truncated_newton_search(truncated_newton const& method, descent<Real>& state)
      : s_(state),
        n_(state.n),
        most_(method.max_products > 0 ? method.max_products : 1),
        radius_(static_cast<Real>(method.radius)),
        step_(n_),
        residual_(n_),
        direction_(n_),
        product_(n_),
        trial_(n_),
        gradient_(n_) {}

  constexpr void run() {
    if (!s_.begin()) return;
    if (!(radius_ > 0)) {
      Real const size = norm(s_.at.data(), n_);
      radius_ = size > 0 ? size : Real(1);
    }
    int rejected = 0, unchanged = 0;
    while (true) {
      if (s_.gradient_norm == 0 && !left_saddle(status::small_gradient)) return;
      if (s_.gradient_norm > steepest_) steepest_ = s_.gradient_norm;
      Real const predicted = find_step();
      if (s_.is_late()) return (void)s_.end(status::time_limit);
      if (inside_ && s_.is_small(predicted)) {
        if (!left_saddle(status::small_gradient)) return;
        continue;
      }
      if (!(predicted > 0)) return (void)s_.end(is_finite(predicted) ? status::stalled : status::not_finite);
      bool const negligible = s_.is_rounding(predicted), tiny = inside_ && s_.is_tiny_step(step_.data());
      add_scaled(s_.at.data(), Real(1), step_.data(), trial_.data(), n_);
      Real const value = s_.gradient_at(trial_.data(), gradient_.data());
      bool const finite = is_finite(value) && is_finite(norm(gradient_.data(), n_));
      Real const actual = s_.value - value, unit = std::numeric_limits<Real>::epsilon() * magnitude(s_.value);
      // Near rounding, which grows with the number of terms, the gradient tells what is better.
      bool const by_slope = finite && magnitude(actual) <= 10000 * unit && predicted <= 10000 * unit;
      bool const better = finite && (by_slope ? norm(gradient_.data(), n_) < s_.gradient_norm : actual >= predicted / 10000);
      if (better) {
        rejected = 0;
        s_.at.swap(trial_);
        s_.gradient.swap(gradient_);
        s_.value = value;
        if (!s_.moved(length_)) return;
        unchanged = by_slope && predicted <= 64 * unit ? unchanged + 1 : 0;
        if (tiny && !left_saddle(status::small_step)) return;
        if (unchanged == 4 && !left_saddle(status::small_change)) return;
      } else if ((negligible || by_slope) && !tight_) {
        tight_ = true;  // the model's slope is to fall, not its value
        continue;
      } else {
        if ((negligible || by_slope) && !left_saddle(status::small_change)) return;
        if (tiny && !left_saddle(status::round_off)) return;
        if (++rejected == 200) return (void)s_.end(status::stalled);
      }
      if (!by_slope || !better) resize(finite ? actual / predicted : Real(-1));
      if (!s_.may_go_on()) return;
    }
  }

 private:
  constexpr void resize(Real ratio) {
    if (ratio < Real(0.25)) radius_ = length_ / 4;
    else if (ratio > Real(0.75) && length_ > radius_ * Real(0.99)) radius_ *= ratio < Real(0.99) ? Real(2) : Real(4);
  }

  // The step, and by how much the model falls along it. The products of step and direction follow from those before.
  constexpr Real find_step() {
    for (int i = 0; i < n_; ++i) {
      step_[i] = Real(0);
      residual_[i] = direction_[i] = -s_.gradient[i];
    }
    Real const share = square_root(s_.gradient_norm / steepest_);
    Real const enough = s_.gradient_norm * (tight_ ? Real(0.01) : share < Real(0.5) ? share : Real(0.5));
    Real rest = inner(residual_.data(), residual_.data(), n_), fall(0), largest(0);
    Real size = rest, along(0), length(0);  // squares of direction and step, and their product
    for (int k = 0; k < most_; ++k) {
      s_.hessian_vector(s_.at.data(), direction_.data(), product_.data());
      Real const bend = inner(direction_.data(), product_.data(), n_);
      if (!is_finite(bend)) break;
      if (magnitude(bend) > largest * size) largest = magnitude(bend) / size;
      bool const curved = bend > std::numeric_limits<Real>::epsilon() * largest * size;
      Real const reach = to_surface(size, along, length), best = curved ? rest / bend : reach;
      inside_ = curved && best < reach;
      Real const go = inside_ ? best : reach;
      fall += go * (rest - go * bend / 2);
      add_scaled(step_.data(), go, direction_.data(), step_.data(), n_);
      if (!inside_) break;
      Real const before = rest;
      rest = add_and_square(residual_.data(), -go, product_.data(), n_);
      if (!(rest > enough * enough) || s_.is_late()) break;
      Real const keep = rest / before;
      length += go * (2 * along + go * size);
      along = keep * (along + go * size);
      size = rest + keep * keep * size;
      add_scaled(residual_.data(), keep, direction_.data(), direction_.data(), n_);
    }
    length_ = norm(step_.data(), n_);
    return fall;
  }
  // How far along the direction the ball reaches.
  constexpr Real to_surface(Real size, Real along, Real length) const {
    Real const room = radius_ * radius_ > length ? radius_ * radius_ - length : Real(0);
    Real const root = square_root(along * along + size * room);
    return along > 0 ? room / (along + root) : (root - along) / size;
  }

  // False: the search ends so. True: the point was a saddle, and a lower one was found.
  constexpr bool left_saddle(status s) {
    if (!finds_negative_curvature(s_, direction_.data(), residual_.data(), product_.data())) return s_.end(s);
    length_ = leave_along(s_, direction_.data(), trial_, gradient_);
    if (!(length_ > 0)) return s_.end(s);
    radius_ = norm(s_.at.data(), n_);
    if (!(radius_ > 0)) radius_ = Real(1);
    return s_.moved(length_) && s_.may_go_on();
  }

  descent<Real>& s_;
  int n_, most_;
  Real radius_, length_{};
  Real steepest_{};
  bool tight_ = false, inside_ = false;  // inside: the step ends at a minimum of the model, and not at the ball's surface
  buffer<Real> step_, residual_, direction_, product_, trial_, gradient_;
};

template <class Real> constexpr void search_by(truncated_newton const& method, descent<Real>& s) {
  truncated_newton_search<Real>(method, s).run();
}

}  // namespace detail

}  // namespace calx
