// SPDX-License-Identifier: Apache-2.0
// Gradient descent and its family, first-order methods to learn from and to train with:
//
//   gradient_descent{}                                    steps of Barzilai and Borwein (1988), checked against the largest of
//   the
//                                                         last 10 values (M. Raydan 1997)
//   gradient_descent{.step = step_rule::fixed, .rate = r} x - r g, as the course writes it; .momentum = m (B. T. Polyak 1964),
//                                                         .nesterov = true (Y. Nesterov 1983)
//   gradient_descent{.step = step_rule::backtracking}     Armijo's rule
//   adam{}, rmsprop{}, adagrad{}                          D. P. Kingma and J. Ba 2015; T. Tieleman and G. Hinton 2012; J.
//   Duchi,
//                                                         E. Hazan and Y. Singer 2011
//
// Fixed rates may go up, and do not know when to stop but by a small gradient; the best point is kept.
#pragma once

#include <calx/optimize/descend.hpp>

namespace calx {

enum class step_rule : std::uint8_t { barzilai_borwein, backtracking, fixed };

struct gradient_descent {
  step_rule step = step_rule::barzilai_borwein;
  double rate = 1e-3;  // of fixed steps
  double momentum = 0;
  bool nesterov = false;
  int max_iterations = 10000;
  int max_evaluations = no_limit;
  double max_seconds = no_time_limit;
  double gradient_tolerance = 1e-8;
  static constexpr int order = 1;
};

struct adam {
  double rate = 1e-2;
  double beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8;
  int max_iterations = 10000;
  int max_evaluations = no_limit;
  double max_seconds = no_time_limit;
  double gradient_tolerance = 1e-8;
  static constexpr int order = 1;
};

struct rmsprop {
  double rate = 1e-2;
  double decay = 0.9, epsilon = 1e-8;
  int max_iterations = 10000;
  int max_evaluations = no_limit;
  double max_seconds = no_time_limit;
  double gradient_tolerance = 1e-8;
  static constexpr int order = 1;
};

struct adagrad {
  double rate = 1e-1;
  double epsilon = 1e-8;
  int max_iterations = 10000;
  int max_evaluations = no_limit;
  double max_seconds = no_time_limit;
  double gradient_tolerance = 1e-8;
  static constexpr int order = 1;
};

namespace detail {

template <class Real> class steepest_direction : public direction_base<Real> {
 public:
  constexpr bool predicts() const { return false; }
  constexpr Real find(descent<Real> const& s, Real* d) {
    Real const first = this->steepest(s, d);
    return last_ > 0 ? 2 * last_ : first;
  }
  constexpr void update(descent<Real> const& s, Real const* step, Real const* change) {
    (void)change;
    Real const before = norm_before_ > 0 ? norm_before_ : s.gradient_norm;
    last_ = before > 0 ? norm(step, s.n) / before : Real(0);
    norm_before_ = norm(s.gradient.data(), s.n);
  }

 private:
  Real last_{0}, norm_before_{0};
};

// Steps that an update rule makes of the gradient, whatever the value does. rule(i, gradient[i]) is what is subtracted.
template <class Real, class Rule> constexpr void follow(descent<Real>& s, Rule&& rule) {
  if (!s.begin() || (s.gradient_norm == 0 && leave_flat_start(s) && !s.moved(Real(0)))) return;
  buffer<Real> step(s.n), change(s.n);
  seen_curvatures<Real> curvatures;
  while (true) {
    if (s.gradient_norm == 0 || s.is_small(curvatures.promise(s, step.data()), step.data()))
      return (void)s.end(status::small_gradient);
    rule(s, step.data());
    add_scaled(s.at.data(), Real(-1), step.data(), s.at.data(), s.n);
    copy(s.gradient.data(), change.data(), s.n);
    s.value = s.gradient_at(s.at.data(), s.gradient.data());
    if (!is_finite(s.value) || first_not_finite(s.gradient.data(), s.n) >= 0) {
      s.report.not_finite = first_not_finite(s.gradient.data(), s.n);
      return (void)s.end(status::not_finite);
    }
    add_scaled(change.data(), Real(-1), s.gradient.data(), change.data(), s.n);  // both backwards
    curvatures.see(step.data(), change.data(), s.n);
    if (!s.moved(norm(step.data(), s.n)) || !s.may_go_on()) return;
  }
}

// Without monotony: a step is good enough beside the largest of the last values.
template <class Real> constexpr void barzilai_borwein(descent<Real>& s) {
  constexpr int remembered = 10;
  if (!s.begin() || (s.gradient_norm == 0 && leave_flat_start(s) && !s.moved(Real(0)))) return;
  int const n = s.n;
  buffer<Real> trial(n), gradient(n), move(n), change(n);
  Real last[remembered]{};
  for (Real& v : last) v = s.value;
  Real const size = largest_of(s.at.data(), n), steepest = largest_of(s.gradient.data(), n);
  Real rate = steepest > 0 ? (size > 0 ? size : Real(1)) / (100 * steepest) : Real(1);
  seen_curvatures<Real> curvatures;
  while (true) {
    Real const promise = curvatures.promise(s, move.data());
    bool const settled = promise < std::numeric_limits<Real>::max() && s.is_settled(promise, move.data());
    if (s.gradient_norm == 0 || s.is_small(promise, move.data())) return (void)s.end(status::small_gradient);
    Real largest = last[0];
    for (Real const v : last) largest = v > largest ? v : largest;
    Real value(0), step = rate;
    bool found = false;
    for (int tries = 0; tries < 60 && !found; ++tries) {
      add_scaled(s.at.data(), -step, s.gradient.data(), trial.data(), n);
      value = s.gradient_at(trial.data(), gradient.data());
      found = is_finite(value) && first_not_finite(gradient.data(), n) < 0 &&
              value <= largest - Real(1e-4) * step * s.gradient_norm * s.gradient_norm;
      if (!found) step /= is_finite(value) ? Real(2) : Real(10);
    }
    if (!found) return (void)s.end(settled ? status::round_off : status::line_search_failed);
    for (int i = 0; i < n; ++i) {
      move[i] = trial[i] - s.at[i];
      change[i] = gradient[i] - s.gradient[i];
    }
    Real const curvature = inner(move.data(), change.data(), n), length = inner(move.data(), move.data(), n);
    curvatures.see(move.data(), change.data(), n);
    bool const tiny = !(length > 0);
    rate = curvature > 0 ? length / curvature : 10 * step;
    s.at.swap(trial);
    s.gradient.swap(gradient);
    s.value = value;
    last[s.report.iterations % remembered] = value;
    if (!s.moved(square_root(length))) return;
    if (tiny || s.stagnates()) return (void)s.end(settled ? status::round_off : status::stalled);
    if (!s.may_go_on()) return;
  }
}

template <class Real> constexpr void search_by(gradient_descent const& method, descent<Real>& s) {
  if (method.step == step_rule::barzilai_borwein) return barzilai_borwein(s);
  if (method.step == step_rule::backtracking) {
    steepest_direction<Real> direction;
    return descend(s, direction, line_search::armijo);
  }
  buffer<Real> velocity(s.n);
  Real const rate = static_cast<Real>(method.rate), momentum = static_cast<Real>(method.momentum);
  bool const nesterov = method.nesterov;
  follow(s, [&](descent<Real> const& at, Real* step) {
    for (int i = 0; i < at.n; ++i) {
      velocity[i] = momentum * velocity[i] + rate * at.gradient[i];
      step[i] = nesterov ? momentum * velocity[i] + rate * at.gradient[i] : velocity[i];
    }
  });
}
template <class Real> constexpr void search_by(adam const& method, descent<Real>& s) {
  buffer<Real> mean(s.n), square(s.n);
  Real const b1 = static_cast<Real>(method.beta1), b2 = static_cast<Real>(method.beta2), rate = static_cast<Real>(method.rate),
             least = static_cast<Real>(method.epsilon);
  Real power1(1), power2(1);
  follow(s, [&](descent<Real> const& at, Real* step) {
    power1 *= b1, power2 *= b2;
    for (int i = 0; i < at.n; ++i) {
      Real const slope = at.gradient[i];
      mean[i] = b1 * mean[i] + (1 - b1) * slope;
      square[i] = b2 * square[i] + (1 - b2) * slope * slope;
      step[i] = rate * (mean[i] / (1 - power1)) / (square_root(square[i] / (1 - power2)) + least);
    }
  });
}
template <class Real> constexpr void search_by(rmsprop const& method, descent<Real>& s) {
  buffer<Real> square(s.n);
  Real const decay = static_cast<Real>(method.decay), rate = static_cast<Real>(method.rate),
             least = static_cast<Real>(method.epsilon);
  follow(s, [&](descent<Real> const& at, Real* step) {
    for (int i = 0; i < at.n; ++i) {
      Real const slope = at.gradient[i];
      square[i] = decay * square[i] + (1 - decay) * slope * slope;
      step[i] = rate * slope / (square_root(square[i]) + least);
    }
  });
}
template <class Real> constexpr void search_by(adagrad const& method, descent<Real>& s) {
  buffer<Real> sum(s.n);
  Real const rate = static_cast<Real>(method.rate), least = static_cast<Real>(method.epsilon);
  follow(s, [&](descent<Real> const& at, Real* step) {
    for (int i = 0; i < at.n; ++i) {
      Real const slope = at.gradient[i];
      sum[i] += slope * slope;
      step[i] = rate * slope / (square_root(sum[i]) + least);
    }
  });
}

}  // namespace detail

}  // namespace calx
