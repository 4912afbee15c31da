// SPDX-License-Identifier: Apache-2.0
// minimum: what minimize found. r[x] is the value of the variable x: a number, or for a vec or a column a view of its numbers.
#pragma once

#include <calx/optimize/point.hpp>
#include <calx/optimize/search.hpp>

#include <array>
#include <cstddef>
#include <span>
#include <vector>

namespace calx {

namespace detail {

// How many numbers a variable has; 0: as many as its start.
template <class Variable> constexpr int fixed_count() {
  constexpr input_info const& input = function_of<Variable>.inputs[0];
  if constexpr (input.is_scalar()) return 1;
  else return input.shape.varies() ? 0 : input.shape.rows.count * input.shape.columns.count;
}
template <class... Variables>
inline constexpr int fixed_counts = ((fixed_count<Variables>() > 0) && ...) ? (0 + ... + fixed_count<Variables>()) : 0;
template <class Real, int Count> struct numbers_of {
  using type = std::array<Real, static_cast<std::size_t>(Count)>;
};
template <class Real> struct numbers_of<Real, 0> {
  using type = std::vector<Real>;
};

template <class Value> constexpr int count_of(Value const& value) {
  if constexpr (std::is_arithmetic_v<Value>) return 1;
  else return static_cast<int>(value.size());
}
template <class Real, class Value> constexpr void put_numbers(Value const& value, Real* to) {
  if constexpr (std::is_arithmetic_v<Value>) *to = static_cast<Real>(value);
  else
    for (int i = 0; i < count_of(value); ++i) to[i] = static_cast<Real>(value[static_cast<std::size_t>(i)]);
}

template <class... Variables, class... Values> constexpr layout<sizeof...(Variables)> layout_of(Values const&... values) {
  layout<sizeof...(Variables)> where;
  std::size_t i = 0;
  ((++i, where.first[i] = where.first[i - 1] + count_of(values)), ...);
  if (((fixed_count<Variables>() > 0 && fixed_count<Variables>() != count_of(values)) || ...))
    refuse("calx: at(v = ...): a start has not as many numbers as its variable");
  return where;
}

// The numbers of one variable among all.
template <class Variable, class Real, class... Variables>
constexpr auto numbers_of_variable(Real const* all, layout<sizeof...(Variables)> const& where) {
  constexpr int position = position_of<Variable, Variables...>();
  static_assert(position >= 0, "calx: r[x]: x is none of the variables that the start names");
  constexpr auto which = static_cast<std::size_t>(position >= 0 ? position : 0);
  if constexpr (function_of<Variable>.inputs[0].is_scalar()) return all[where.first[which]];
  else
    return std::span<Real const>(all + where.first[which],
                                 static_cast<std::size_t>(where.first[which + 1] - where.first[which]));
}

}  // namespace detail

template <class Real, class... Variables> struct minimum {
  calx::status status = calx::status::iteration_limit;
  Real value{};          // at the best point
  Real gradient_norm{};  // there
  int iterations = 0;
  int function_evaluations = 0, gradient_evaluations = 0, hessian_evaluations = 0;
  int hessian_products = 0;  // of the Hessian and a vector
  Real last_step{};          // the length of the last step
  Real condition{};          // of the Hessian, no more than its condition number: from the pivots of its last factor; 0: none
  int not_finite_in = -1;  // where the status is not_finite: the position of the number whose derivative is not, -1: the value
  detail::layout<sizeof...(Variables)> where{};
  typename detail::numbers_of<Real, detail::fixed_counts<Variables...>>::type numbers{};

  constexpr bool converged() const { return is_success(status); }
  template <class Variable> constexpr auto operator[](Variable const&) const {
    return detail::numbers_of_variable<Variable, Real, Variables...>(numbers.data(), where);
  }
};

// A step of a search, as an observer sees it.
template <class Real, class... Variables> struct search_step {
  int iteration;
  Real value, gradient_norm, step_norm;
  int function_evaluations;
  Real const* numbers;
  detail::layout<sizeof...(Variables)> where;

  template <class Variable> constexpr auto operator[](Variable const&) const {
    return detail::numbers_of_variable<Variable, Real, Variables...>(numbers, where);
  }
};

}  // namespace calx
