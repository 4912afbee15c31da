// SPDX-License-Identifier: Apache-2.0
// descent<Real>: the state of a search for a minimum, which all methods share: the point, its value and gradient, what was
// spent of the limits, who watches, and the best point so far. Where there are bounds, the norm is that of the gradient without
// the parts that a bound holds.
#pragma once

#include <calx/optimize/dense.hpp>
#include <calx/optimize/objective.hpp>
#include <calx/optimize/observe.hpp>
#include <calx/optimize/status.hpp>

#include <chrono>
#include <cstdint>
#include <limits>

namespace calx {

// A method's limits, and when its gradient is small: when the decrease that it promises is gradient_tolerance^2 of the value,
// or of all that was gained.
struct search_limits {
  int max_iterations;
  int max_evaluations;
  double max_seconds;
  double gradient_tolerance;
};
inline constexpr int no_limit = std::numeric_limits<int>::max();
inline constexpr double no_time_limit = std::numeric_limits<double>::infinity();

namespace detail {

// What a search may still spend.
class allowance {
 public:
  explicit constexpr allowance(search_limits const& limits) : limits_(limits) {
    if (!std::is_constant_evaluated() && limits_.max_seconds < no_time_limit) begin_ = std::chrono::steady_clock::now();
  }
  // False: nothing, and `s` says which limit it was.
  constexpr bool left(int iterations, int evaluations, status& s) const {
    if (iterations >= limits_.max_iterations) s = status::iteration_limit;
    else if (evaluations >= limits_.max_evaluations) s = status::evaluation_limit;
    else if (is_late()) s = status::time_limit;
    else return true;
    return false;
  }
  constexpr bool is_late() const {
    return !std::is_constant_evaluated() && limits_.max_seconds < no_time_limit && seconds() >= limits_.max_seconds;
  }
  constexpr search_limits const& limits() const { return limits_; }

 private:
  double seconds() const { return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin_).count(); }

  search_limits limits_;
  std::chrono::steady_clock::time_point begin_{};
};

// A step as it is shown to an observer.
template <class Real> struct step_report {
  int iteration;
  Real value, gradient_norm, step_norm;
  int function_evaluations;
  Real const* at;
  int size;
};
template <class Real> class watcher {
 public:
  constexpr virtual verdict see(step_report<Real> const& step) = 0;

 protected:
  constexpr ~watcher() = default;
};

template <class Real> struct descent_report {
  calx::status status = calx::status::iteration_limit;
  Real value{}, gradient_norm{}, last_step{}, condition{};
  int iterations = 0, function_evaluations = 0, gradient_evaluations = 0, hessian_evaluations = 0, hessian_products = 0;
  int not_finite = -1;  // the first number of the gradient that is not finite, where that is the status
};

// Between which ends each unknown is kept; infinite where it is not.
template <class Real> struct box {
  buffer<Real> lower, upper;

  constexpr Real nearest(int i, Real x) const { return x < lower[i] ? lower[i] : x > upper[i] ? upper[i] : x; }
  // What is left of a slope where the unknown cannot go down it.
  constexpr Real projected(int i, Real x, Real slope) const {
    return (x <= lower[i] && slope > 0) || (x >= upper[i] && slope < 0) ? Real(0) : slope;
  }
};

template <class Real> class descent {
 public:
  constexpr descent(objective<Real> const& function, Real const* start, search_limits const& limits, watcher<Real>* observer,
                    box<Real> const* bounds = nullptr)
      : n(function.size()),
        at(n),
        gradient(n),
        f_(function),
        allowed_(limits),
        observer_(observer),
        box_(bounds),
        best_(n),
        extent_(n) {
    for (int i = 0; i < n; ++i) at[i] = bounds == nullptr ? start[i] : bounds->nearest(i, start[i]);
    copy(start, best_.data(), n);
  }

  int n;
  buffer<Real> at, gradient;
  Real value{}, gradient_norm{};
  descent_report<Real> report{};

  constexpr box<Real> const& bounds() const { return *box_; }
  // A point for one that may be out of the bounds: what is beyond one is mirrored there.
  constexpr void fold(Real* x) const {
    for (int i = 0; box_ != nullptr && i < n; ++i) {
      Real const nearest = box_->nearest(i, x[i]);
      x[i] = box_->nearest(i, nearest - (x[i] - nearest));
    }
  }

  constexpr Real value_at(Real const* x) {
    ++report.function_evaluations;
    return f_.value(x);
  }
  constexpr Real gradient_at(Real const* x, Real* g) {
    ++report.function_evaluations, ++report.gradient_evaluations;
    return f_.gradient(x, g);
  }
  constexpr Real hessian_at(Real const* x, Real* g, Real* h) {
    ++report.function_evaluations, ++report.gradient_evaluations, ++report.hessian_evaluations;
    return f_.hessian(x, g, h);
  }
  constexpr void hessian_vector(Real const* x, Real const* v, Real* to) {
    ++report.hessian_products;
    f_.hessian_vector(x, v, to);
  }

  // At the start; false: it is an end, too.
  constexpr bool begin() { return begun(gradient_at(at.data(), gradient.data())); }
  constexpr bool begun(Real start_value) {
    value = start_value;
    if (!is_finite(value)) return end(status::not_finite);
    if (int const i = first_not_finite(gradient.data(), n); i >= 0) {
      report.not_finite = i;
      return end(status::not_finite);
    }
    first_value_ = value;
    measure();
    keep_best();
    return allowed_.limits().max_iterations > 0 || end(gradient_norm == 0 ? status::exact : status::iteration_limit);
  }

  // One iteration is done, `at`, `value` and `gradient` are new; false: a limit, or an observer, ends the search.
  constexpr bool moved(Real step_norm) {
    ++report.iterations;
    report.last_step = step_norm;
    measure();
    keep_best();
    if (observer_ != nullptr &&
        observer_->see({report.iterations, value, gradient_norm, step_norm, report.function_evaluations, at.data(), n}) == stop)
      return end(status::stopped_by_caller);
    if (!(value > -static_cast<Real>(bottom) * (1 + magnitude(first_value_)))) return end(status::unbounded);
    return true;
  }
  // Behind the tests of convergence.
  constexpr bool is_late() const { return allowed_.is_late(); }
  constexpr bool may_go_on() { return allowed_.left(report.iterations, report.function_evaluations, report.status); }
  // promise: how much lower the value would be at the minimum of a model of f; infinite where there is no model.
  constexpr bool is_small(Real promise) const {
    Real const tolerance = static_cast<Real>(allowed_.limits().gradient_tolerance);
    return promise <= tolerance * tolerance * magnitude(value);
  }
  // The same, or the step to there is short beside the largest that each unknown was: where values that go to 0 slowly need not
  // be followed to the last.
  constexpr bool is_small(Real promise, Real const* step) const {
    if (!(promise < std::numeric_limits<Real>::max())) return false;
    return is_small(promise) || is_within(static_cast<Real>(allowed_.limits().gradient_tolerance), step);
  }
  // A promise that rounding of the value may break, or of the unknowns: step is where the promise is kept.
  constexpr bool is_settled(Real promise, Real const* step) const {
    return promise <= 10000 * std::numeric_limits<Real>::epsilon() * magnitude(value) || is_tiny_step(step, 1000);
  }
  // Nothing got better for so long that nothing will.
  constexpr bool stagnates() const { return report.iterations - last_better_ >= 50; }
  // A decrease of this size is lost in the rounding of the value.
  constexpr bool is_rounding(Real decrease) const {
    return magnitude(decrease) <= std::numeric_limits<Real>::epsilon() * magnitude(value) / 2;
  }
  // The largest that unknown i was on the way.
  constexpr Real extent(int i) const { return extent_[i]; }
  // Beside the rounding of what the unknowns were at their largest.
  constexpr bool is_tiny_step(Real const* step, int units = 1) const {
    return is_within(Real(units) * std::numeric_limits<Real>::epsilon(), step);
  }

  constexpr bool end(status s) {
    report.status = s;
    return false;
  }
  // This is the best point, though rounding may hide it from the value.
  constexpr void keep_here() { has_best_ = false; }
  // Is the point as good as the best, but for rounding?
  constexpr bool is_best() const {
    return !has_best_ || value - best_value_ <= 1000 * std::numeric_limits<Real>::epsilon() * magnitude(value);
  }
  // `at`, `value` and `gradient_norm` of the best point; true: which is not that of `gradient`.
  constexpr bool give_best() {
    if (value <= best_value_ || !has_best_) return false;
    copy(best_.data(), at.data(), n);
    value = best_value_;
    gradient_norm = best_gradient_norm_;
    return true;
  }

 private:
  static constexpr double bottom = 1e20;  // what falls so far has no minimum

  constexpr bool is_within(Real share, Real const* step) const {
    for (int i = 0; i < n; ++i)
      if (!(magnitude(step[i]) <= share * extent_[i])) return false;
    return true;
  }
  constexpr void measure() {
    gradient_norm = box_ == nullptr ? norm(gradient.data(), n) : projected_norm();
    for (int i = 0; i < n; ++i)
      if (magnitude(at[i]) > extent_[i]) extent_[i] = magnitude(at[i]);
  }
  constexpr Real projected_norm() const {
    Real sum(0), largest(0);
    for (int i = 0; i < n; ++i) {
      Real const slope = box_->projected(i, at[i], gradient[i]);
      sum += slope * slope;
      if (magnitude(slope) > largest) largest = magnitude(slope);
    }
    using limits = std::numeric_limits<Real>;
    if (sum > limits::min() / limits::epsilon() && sum < limits::max() * limits::epsilon()) return square_root(sum);
    return largest * square_root(Real(n));  // a square is too small or too large: no less than the norm
  }
  constexpr void keep_best() {
    if (!has_best_ || gradient_norm <= least_gradient_norm_ / 2 ||
        value <= best_value_ - std::numeric_limits<Real>::epsilon() * magnitude(best_value_)) {
      last_better_ = report.iterations;
      least_gradient_norm_ = gradient_norm;
    }
    if (has_best_ && !(value < best_value_)) return;
    has_best_ = true;
    copy(at.data(), best_.data(), n);
    best_value_ = value;
    best_gradient_norm_ = gradient_norm;
  }

  objective<Real> const& f_;
  allowance allowed_;
  watcher<Real>* observer_;
  box<Real> const* box_;
  buffer<Real> best_, extent_;
  Real first_value_{}, best_value_{}, best_gradient_norm_{}, least_gradient_norm_{};
  int last_better_ = 0;
  bool has_best_ = false;
};

// Is the gradient what rounding of the unknowns makes of it, and no curvature negative? Destroys work, n x n.
template <class Real> constexpr bool is_stationary_to_rounding(descent<Real> const& s, Real const* hessian, Real* work) {
  int const n = s.n;
  for (int i = 0; i < n; ++i) {
    Real rounding(0);
    for (int k = 0; k < n; ++k) rounding += magnitude(hessian[i * n + k]) * s.extent(k);
    if (!(magnitude(s.gradient[i]) <= 16 * std::numeric_limits<Real>::epsilon() * rounding)) return false;
  }
  copy(hessian, work, n * n);
  return cholesky(work, n, Real(1e-8) * largest_of(hessian, n * n));
}

}  // namespace detail

}  // namespace calx
