// SPDX-License-Identifier: Apache-2.0
// Evaluation of mixed derivatives of high order (calculus/derivative.hpp): by truncated power series in all variables at once
// (transform/taylor.hpp), in loops. The number of terms is the product of the orders + 1; the cost, about its square for each
// operation of f. The terms of all operations are allocated in an evaluation.
#pragma once

#include <calx/calculus/derivative.hpp>
#include <calx/evaluate/evaluate.hpp>
#include <calx/transform/expansion.hpp>

namespace calx {

namespace detail {

// The coefficient of the highest term of the series, times the factorials of the orders.
template <class Real>
constexpr Real highest_derivative(function_view const& f, expansion const& in, Real const* values, Real const* captured) {
  expanded_series<Real> const series = expand_in_reals(f.graph, in, values, argument_offsets(f), captured);
  if (series.fault == taylor_fault::unknown_derivative)
    refuse("calx: a primitive is differentiated that has no derivative by this argument; give primitive<name, value, ...> one");
  if (series.fault != taylor_fault::none) return Real(std::numeric_limits<double>::quiet_NaN());
  Real result = series.coefficients[series.coefficients.size() - 1];
  for (int const order : in.orders)
    for (int i = 2; i <= order; ++i) result = row<opcode::multiply>::value<Real>(result, Real(i));
  return result;
}

}  // namespace detail

template <class F, class... By>
struct derivative_by_series : evaluable_base<derivative_by_series<F, By...>>,
                              capture_storage<typename F::stored_type, record_of<F>.captures> {
  struct pipeline {
    static constexpr function_graph run() {
      function_view const& f = scalars_of<F>;
      function_graph result{copy_of(f.graph), {}, f.captures};
      for (int i = 0; i < f.input_count; ++i) result.inputs.push(f.inputs[i]);
      return result;
    }
  };
  static constexpr record describe() { return record_of_function(frozen<pipeline>::view); }

  template <class Real> static constexpr void compute(Real const* inputs, Real const* captured, Real* outputs) {
    static_assert(!std::is_same_v<Real, interval> && !std::is_same_v<Real, rational>,
                  "calx: a mixed derivative of high order is evaluated in floating-point numbers");
    function_view const& f = scalars_of<F>;
    expansion in{buffer<int>(f.input_count, -1), sizeof...(By), 0};
    for (int i = 0; i < f.input_count; ++i) {
      int v = 0;
      ((in.variable_of_input[i] = By::variable_type::name() == f.inputs[i].name ? v : in.variable_of_input[i], ++v), ...);
    }
    (in.orders.push(By::order), ...);
    outputs[0] = detail::highest_derivative(f, in, inputs, captured);
  }
};

}  // namespace calx
