// SPDX-License-Identifier: Apache-2.0
// find_root(vector(f, g), at(x = 1.0, y = 2.0)): a zero of as many functions as there are unknowns, by Newton's method with the
// exact Jacobian, within a ball that grows and shrinks with how well the linear model predicts (M. J. D. Powell's dogleg,
// 1970).
//
// Converged: the functions are 0, or the full Newton step would change no digit. A point where the functions only come closest
// to 0 is no root, and is called so. Cost: a Jacobian and n^3/3 an iteration; memory 3 n^2 numbers.
#pragma once

#include <calx/calculus/jacobian.hpp>
#include <calx/optimize/minimum.hpp>

#include <utility>

namespace calx {

struct dogleg {
  double radius = 0;  // at first; 0: the size of the start, or 1
  int max_iterations = 500;
};

// What a search for a root of a system found. r[x] is the value of x.
template <class Real, class... Variables> struct system_root {
  calx::status status = calx::status::iteration_limit;
  Real residual{};  // the norm of the functions
  int iterations = 0;
  int function_evaluations = 0;
  Real last_step{};
  detail::layout<sizeof...(Variables)> where{};
  typename detail::numbers_of<Real, detail::fixed_counts<Variables...>>::type numbers{};

  constexpr bool converged() const { return is_success(status); }
  template <class Variable> constexpr auto operator[](Variable const&) const {
    return detail::numbers_of_variable<Variable, Real, Variables...>(numbers.data(), where);
  }
};

namespace detail {

// n functions of n numbers: values, and the Jacobian row by row.
template <class Real> class equations {
 public:
  constexpr virtual void jacobian(Real const* at, Real* values, Real* jacobian) const = 0;

 protected:
  constexpr ~equations() = default;
};

template <class F, class Real, class... Variables> class function_equations final : public equations<Real> {
 public:
  constexpr function_equations(F const& function, layout<sizeof...(Variables)> const& where) : f_(function), where_(where) {}
  constexpr void jacobian(Real const* at, Real* values, Real* jacobian) const override {
    [&]<std::size_t... I>(std::index_sequence<I...>) {
      auto const both = detail::evaluate(loop_policy<>{}, value_and_jacobian(f_, Variables{}...),
                                         value_in<Variables>(at, where_.first[I], where_.first[I + 1] - where_.first[I])...);
      for (Real const value : both.value) *values++ = value;
      for (auto const& row : both.jacobian)
        for (Real const entry : row) *jacobian++ = entry;
    }(std::make_index_sequence<sizeof...(Variables)>{});
  }

 private:
  F const& f_;
  layout<sizeof...(Variables)> where_;
};

template <class Real> class dogleg_search {
 public:
  constexpr dogleg_search(equations<Real> const& function, Real const* start, int count, dogleg const& method)
      : at(count),
        f_(function),
        n_(count),
        max_iterations_(method.max_iterations),
        radius_(static_cast<Real>(method.radius)),
        values_(count),
        trial_(count),
        trial_values_(count),
        newton_(count),
        slope_(count),
        image_(count),
        step_(count),
        jacobian_(count * count),
        trial_jacobian_(count * count),
        factor_(count * count),
        pivots_(count) {
    copy(start, at.data(), count);
  }

  buffer<Real> at;
  Real residual{}, last_step{};
  int iterations = 0, evaluations = 0;

  constexpr status run() {
    evaluate(at.data(), values_.data(), jacobian_.data());
    residual = norm(values_.data(), n_);
    if (!all_finite(values_.data(), jacobian_.data())) return status::not_finite;
    if (!(radius_ > 0)) {
      Real const size = norm(at.data(), n_);
      radius_ = size > 0 ? size : Real(1);
    }
    for (int rejected = 0; rejected < 200;) {
      if (residual == 0) return status::converged;
      if (iterations >= max_iterations_) return status::iteration_limit;
      bool const regular = find_step();
      if (regular && is_tiny(newton_.data(), 4)) return status::converged;
      Real const length = norm(step_.data(), n_), predicted = predicted_residual();
      if (!(predicted < residual)) return end_without_root();
      add_scaled(at.data(), Real(1), step_.data(), trial_.data(), n_);
      evaluate(trial_.data(), trial_values_.data(), trial_jacobian_.data());
      bool const finite = all_finite(trial_values_.data(), trial_jacobian_.data());
      Real const after = finite ? norm(trial_values_.data(), n_) : residual;
      Real const ratio = finite ? (residual - after) / (residual - predicted) : Real(-1);
      if (finite && ratio > Real(1e-4)) {
        rejected = 0;
        at.swap(trial_);
        values_.swap(trial_values_);
        jacobian_.swap(trial_jacobian_);
        residual = after;
        last_step = length;
        ++iterations;
      } else {
        ++rejected;
        if (is_tiny(step_.data(), 1)) return end_without_root();
      }
      if (ratio < Real(0.25)) radius_ = length / 4;
      else if (ratio > Real(0.75) && length > Real(0.99) * radius_) radius_ *= 2;
    }
    return end_without_root();
  }

 private:
  // Nothing is better: a root to rounding; or the slope of the residual vanishes beside what it could be, and here is a minimum
  // of the residual; or neither.
  constexpr status end_without_root() {
    if (is_near_root()) return status::converged;
    Real steepest(0);
    for (int k = 0; k < n_; ++k) {
      Real slope(0);
      for (int i = 0; i < n_; ++i) slope += jacobian_[i * n_ + k] * values_[i];
      steepest = magnitude(slope) > steepest ? magnitude(slope) : steepest;
    }
    Real const largest = largest_of(jacobian_.data(), n_ * n_) * residual;
    return steepest <= Real(1e-4) * largest ? status::no_root : status::stalled;
  }
  constexpr void evaluate(Real const* x, Real* values, Real* jacobian) {
    ++evaluations;
    f_.jacobian(x, values, jacobian);
  }
  constexpr bool all_finite(Real const* values, Real const* jacobian) const {
    return first_not_finite(values, n_) < 0 && first_not_finite(jacobian, n_ * n_) < 0;
  }
  constexpr bool is_tiny(Real const* step, int digits) const {
    for (int i = 0; i < n_; ++i)
      if (!(magnitude(step[i]) <= Real(digits) * std::numeric_limits<Real>::epsilon() * magnitude(at[i]) ||
            magnitude(step[i]) <= std::numeric_limits<Real>::min()))
        return false;
    return true;
  }
  // Is what is left of the functions what rounding of the unknowns makes of them?
  constexpr bool is_near_root() const {
    for (int i = 0; i < n_; ++i) {
      Real rounding(0);
      for (int k = 0; k < n_; ++k) rounding += magnitude(jacobian_[i * n_ + k] * at[k]);
      if (!(magnitude(values_[i]) <= 16 * std::numeric_limits<Real>::epsilon() * rounding)) return false;
    }
    return true;
  }
  // The norm of the linear model behind the step.
  constexpr Real predicted_residual() {
    multiply(jacobian_.data(), step_.data(), image_.data(), n_);
    add_scaled(values_.data(), Real(1), image_.data(), image_.data(), n_);
    return norm(image_.data(), n_);
  }
  // The dogleg; false: the Jacobian is singular, and the step goes down the slope of the residual.
  constexpr bool find_step() {
    copy(jacobian_.data(), factor_.data(), n_ * n_);
    bool const regular = lu(factor_.data(), pivots_.data(), n_);
    if (regular) {
      for (int i = 0; i < n_; ++i) newton_[i] = -values_[i];
      solve_lu(factor_.data(), pivots_.data(), newton_.data(), n_);
      if (norm(newton_.data(), n_) <= radius_) {
        copy(newton_.data(), step_.data(), n_);
        return true;
      }
    }
    for (int k = 0; k < n_; ++k) {
      slope_[k] = 0;
      for (int i = 0; i < n_; ++i) slope_[k] += jacobian_[i * n_ + k] * values_[i];
    }
    multiply(jacobian_.data(), slope_.data(), image_.data(), n_);
    Real const steepness = norm(slope_.data(), n_), bend = norm(image_.data(), n_);
    Real const length =
        bend > 0 ? steepness * (steepness / bend) * (steepness / bend) : Real(0);  // to the slope's lowest point
    if (length >= radius_ || !regular) {
      Real const c = -(length < radius_ ? length : radius_) / (steepness > 0 ? steepness : Real(1));
      for (int i = 0; i < n_; ++i) step_[i] = c * slope_[i];
      return regular;
    }
    // From there towards Newton's, to the ball.
    Real const c = -length / steepness;
    Real along(0), width(0);
    for (int i = 0; i < n_; ++i) {
      Real const from = c * slope_[i], way = newton_[i] - from;
      along += from * way, width += way * way;
    }
    Real const rest = radius_ * radius_ - length * length;
    Real const t = rest / (along + square_root(along * along + width * rest));
    for (int i = 0; i < n_; ++i) step_[i] = c * slope_[i] + t * (newton_[i] - c * slope_[i]);
    return true;
  }

  equations<Real> const& f_;
  int n_, max_iterations_;
  Real radius_;
  buffer<Real> values_, trial_, trial_values_, newton_, slope_, image_, step_, jacobian_, trial_jacobian_, factor_;
  buffer<int> pivots_;
};

template <class F, class... Bindings>
constexpr auto root_of_system(F const& f, point<Bindings...> const& start, dogleg const& method) {
  using Real = number_type<typename Bindings::value_type...>;
  static_assert(std::is_floating_point_v<Real>, "calx: find_root(vector(f, g), at(x = 1.0, y = 1.0)): the start is numbers");
  constexpr int count = fixed_counts<typename Bindings::variable_type...>;
  static_assert(F::size() == count, "calx: find_root(vector(f, g, ...), at(...)): as many functions as unknowns");
  system_root<Real, typename Bindings::variable_type...> result;
  [&]<std::size_t... I>(std::index_sequence<I...>) {
    result.where = layout_of<typename Bindings::variable_type...>(start.template get<I>().value()...);
    (put_numbers(start.template get<I>().value(), result.numbers.data() + result.where.first[I]), ...);
  }(std::make_index_sequence<sizeof...(Bindings)>{});
  function_equations<F, Real, typename Bindings::variable_type...> const f_of_numbers(f, result.where);
  dogleg_search<Real> search(f_of_numbers, result.numbers.data(), count, method);
  result.status = search.run();
  copy(search.at.data(), result.numbers.data(), count);
  result.residual = search.residual, result.last_step = search.last_step;
  result.iterations = search.iterations, result.function_evaluations = search.evaluations;
  return result;
}

}  // namespace detail

template <vector_valued F, class... Bindings>
CALX_ALWAYS_INLINE constexpr auto find_root(F const& f, point<Bindings...> const& start, dogleg const& method = {}) {
  return detail::root_of_system(f, start, method);
}

}  // namespace calx
