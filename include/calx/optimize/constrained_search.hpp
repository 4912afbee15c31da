// SPDX-License-Identifier: Apache-2.0
// constrained_search<Real>: the state of a search for a minimum under constraints: the point with all values and derivatives
// there, a trial point, the multipliers, what was spent of the limits, and who watches.
//
// The functions are scaled so that no gradient at the start is longer than 100. multipliers[i] counts in the Lagrangian with +
// for an equation, with - for an inequality, where it is at least 0.
#pragma once

#include <calx/optimize/search.hpp>
#include <calx/optimize/subject_to.hpp>

namespace calx::detail {

// A point: f and the constraints there, their Jacobian (n numbers a row), and the Hessian of the Lagrangian.
template <class Real> class constrained_sample {
 public:
  constexpr constrained_sample(int size, int constraints)
      : at(size), n_(size), rows_(1 + constraints), numbers_(rows_ + rows_ * size + size * size) {}

  buffer<Real> at;
  constexpr Real* numbers() { return numbers_.data(); }
  constexpr Real value() const { return numbers_[0]; }
  constexpr Real constraint(int i) const { return numbers_[1 + i]; }
  constexpr Real const* gradient() const { return numbers_.data() + rows_; }
  constexpr Real const* row(int i) const { return numbers_.data() + rows_ + (1 + i) * n_; }
  constexpr Real const* hessian() const { return numbers_.data() + rows_ + rows_ * n_; }
  constexpr bool finite() const { return first_not_finite(numbers_.data(), numbers_.size()) < 0; }
  // Where the value or its slope is not finite, and no constraint: the number of the variable; else -1.
  constexpr int not_finite_in() const { return is_finite(value()) ? first_not_finite(gradient(), n_) : -1; }
  constexpr void swap(constrained_sample& other) {
    at.swap(other.at);
    numbers_.swap(other.numbers_);
  }

 private:
  int n_, rows_;
  buffer<Real> numbers_;
};

template <class Real> class constrained_search {
 public:
  constexpr constrained_search(constrained_objective<Real> const& function, Real const* start, int size, int constraints,
                               search_limits const& limits, watcher<Real>* observer)
      : n(size),
        c(constraints),
        here(n, c),
        trial(n, c),
        multipliers(c),
        trial_multipliers(c),
        scales(1 + c, Real(1)),
        residual(n),
        f_(function),
        allowed_(limits),
        observer_(observer),
        weights_(1 + c) {
    copy(start, here.at.data(), n);
    for (int i = 0; i < c; ++i) equations += f_.is_equation(i) ? 1 : 0;
  }

  int n, c, equations = 0;
  constrained_sample<Real> here, trial;
  buffer<Real> multipliers, trial_multipliers, scales, residual;
  Real last_step{}, condition{};
  int iterations = 0, evaluations = 0;

  constexpr bool is_equation(int i) const { return f_.is_equation(i); }
  constexpr Real signed_multiplier(int i) const { return is_equation(i) ? multipliers[i] : -multipliers[i]; }

  // False: something is not finite there.
  constexpr bool evaluate(constrained_sample<Real>& s, buffer<Real> const& m) {
    weights_[0] = scales[0];
    for (int i = 0; i < c; ++i) weights_[1 + i] = scales[1 + i] * (is_equation(i) ? m[i] : -m[i]);
    ++evaluations;
    Real* const to = s.numbers();
    f_.evaluate(s.at.data(), weights_.data(), to);
    for (int i = 0; i <= c; ++i) {
      if (scales[i] == 1) continue;
      to[i] *= scales[i];
      for (int k = 0; k < n; ++k) to[1 + c + i * n + k] *= scales[i];
    }
    return s.finite();
  }
  constexpr bool begin() {
    if (!evaluate(here, multipliers)) return false;
    for (int i = 0; i <= c; ++i) {
      Real const steepest = largest_of(i == 0 ? here.gradient() : here.row(i - 1), n);
      if (steepest > 100) scales[i] = 100 / steepest;
    }
    return true;
  }
  constexpr void move_to_trial() {
    here.swap(trial);
    multipliers.swap(trial_multipliers);
  }

  constexpr Real missed_by(constrained_sample<Real> const& s, int i) const {
    Real const by = s.constraint(i);
    return is_equation(i) ? magnitude(by) : (by < 0 ? -by : by - by);  // NaN stays
  }
  constexpr Real violation() const {
    Real most(0);
    for (int i = 0; i < c; ++i)
      if (!(missed_by(here, i) <= most)) most = missed_by(here, i);
    return most;
  }
  // The gradient of the Lagrangian, into `residual`; its largest entry.
  constexpr Real find_residual() {
    copy(here.gradient(), residual.data(), n);
    for (int i = 0; i < c; ++i) add_scaled(residual.data(), signed_multiplier(i), here.row(i), residual.data(), n);
    return largest_of(residual.data(), n);
  }

  // Behind the tests of convergence; `s` says which limit.
  constexpr bool may_go_on(status& s) const { return allowed_.left(iterations, evaluations, s); }
  constexpr bool shown() {
    if (observer_ == nullptr) return true;
    return observer_->see({iterations, here.value() / scales[0], find_residual() / scales[0], last_step, evaluations,
                           here.at.data(), n}) == proceed;
  }

 private:
  constrained_objective<Real> const& f_;
  allowance allowed_;
  watcher<Real>* observer_;
  buffer<Real> weights_;
};

}  // namespace calx::detail
