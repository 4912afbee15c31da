// SPDX-License-Identifier: Apache-2.0
// descent<Real>: the state of a search for a minimum, which all methods share: the point, its value and gradient, what was
// spent of the limits, who watches, and the best point so far.
#pragma once

#include <calx/optimize/dense.hpp>
#include <calx/optimize/objective.hpp>
#include <calx/optimize/status.hpp>

#include <chrono>
#include <cstdint>
#include <limits>

namespace calx {

// What an observer says: go on, or stop here.
enum class verdict : std::uint8_t { proceed, stop };
inline constexpr verdict proceed = verdict::proceed, stop = verdict::stop;

// A method's limits, and when its gradient is small: beside the largest so far.
struct search_limits {
  int max_iterations;
  int max_evaluations;
  double max_seconds;
  double gradient_tolerance;
};
inline constexpr int no_limit = std::numeric_limits<int>::max();
inline constexpr double no_time_limit = std::numeric_limits<double>::infinity();

namespace detail {

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

template <class Real> class descent {
 public:
  constexpr descent(objective<Real> const& f, Real const* start, search_limits const& l, watcher<Real>* observer)
      : n(f.size()), at(n), gradient(n), f_(f), limits_(l), observer_(observer), best_(n) {
    copy(start, at.data(), n);
    copy(start, best_.data(), n);
    start_size_ = norm(start, n);
    if (!std::is_constant_evaluated() && limits_.max_seconds < no_time_limit) begin_ = std::chrono::steady_clock::now();
  }

  int n;
  buffer<Real> at, gradient;
  Real value{}, gradient_norm{};
  descent_report<Real> report{};

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
    return limits_.max_iterations > 0 || end(gradient_norm == 0 ? status::exact : status::iteration_limit);
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
  constexpr bool may_go_on() {
    if (report.iterations >= limits_.max_iterations) return end(status::iteration_limit);
    if (report.function_evaluations >= limits_.max_evaluations) return end(status::evaluation_limit);
    return !is_late() || end(status::time_limit);
  }
  constexpr bool is_late() const {
    if (std::is_constant_evaluated() || !(limits_.max_seconds < no_time_limit)) return false;
    std::chrono::duration<double> const passed = std::chrono::steady_clock::now() - begin_;
    return passed.count() >= limits_.max_seconds;
  }
  constexpr Real largest_gradient() const { return largest_gradient_; }
  constexpr bool gradient_is_tiny() const {
    return gradient_norm <= static_cast<Real>(limits_.gradient_tolerance) * largest_gradient_;
  }
  // Beside the largest so far; where the start was steep that says little, so the last step must be small, too.
  constexpr bool gradient_is_small() const {
    if (!gradient_is_tiny()) return false;
    Real const now = norm(at.data(), n), size = now > start_size_ ? now : start_size_;
    return report.iterations == 0 || size == 0 || report.last_step <= Real(1e-8) * size;
  }
  // A decrease of this size is lost in the rounding of the value.
  constexpr bool is_rounding(Real decrease) const {
    return magnitude(decrease) <= std::numeric_limits<Real>::epsilon() * magnitude(value) / 2;
  }
  constexpr bool is_tiny_step(Real const* step) const {
    for (int i = 0; i < n; ++i)
      if (!(magnitude(step[i]) <= std::numeric_limits<Real>::epsilon() * magnitude(at[i]))) return false;
    return true;
  }

  constexpr bool end(status s) {
    report.status = s;
    return false;
  }
  // `at`, `value` and `gradient_norm` of the best point.
  constexpr void give_best() {
    if (value <= best_value_ || !has_best_) return;
    copy(best_.data(), at.data(), n);
    value = best_value_;
    gradient_norm = best_gradient_norm_;
  }

 private:
  static constexpr double bottom = 1e20;  // what falls so far has no minimum

  constexpr void measure() {
    gradient_norm = norm(gradient.data(), n);
    if (gradient_norm > largest_gradient_) largest_gradient_ = gradient_norm;
  }
  constexpr void keep_best() {
    // Values that differ by rounding alone: the smaller gradient is better.
    Real const slack = 10000 * std::numeric_limits<Real>::epsilon() * magnitude(value);
    bool const better = value < best_value_ || (value <= best_value_ + slack && gradient_norm < best_gradient_norm_);
    if (has_best_ && !better) return;
    has_best_ = true;
    copy(at.data(), best_.data(), n);
    best_value_ = value;
    best_gradient_norm_ = gradient_norm;
  }

  objective<Real> const& f_;
  search_limits limits_;
  watcher<Real>* observer_;
  buffer<Real> best_;
  Real first_value_{}, best_value_{}, best_gradient_norm_{}, largest_gradient_{}, start_size_{};
  bool has_best_ = false;
  std::chrono::steady_clock::time_point begin_{};
};

}  // namespace detail

}  // namespace calx
