// SPDX-License-Identifier: Apache-2.0
// function_class(f, x, y, ...): what kind of function f is in these variables, the others being parameters, as a constant:
// constant, linear (affine: degree 1, with or without a constant term), quadratic, polynomial, or general.
//
// Decided on the simplified graph by degrees (transform/degree.hpp), for every value of captured numbers and parameters: 0.0 *
// x is linear, and x^n with a bare run-time n is general. An upper bound: nothing is multiplied out.
#pragma once

#include <calx/calculus/wrt.hpp>
#include <calx/transform/degree.hpp>
#include <calx/transform/pipeline.hpp>

namespace calx {

enum class function_kind { constant, linear, quadratic, polynomial, general };

namespace detail {

constexpr function_kind kind_of_degree(int degree) {
  switch (degree) {
    case no_polynomial: return function_kind::general;
    case 0: return function_kind::constant;
    case 1: return function_kind::linear;
    case 2: return function_kind::quadratic;
    default: return function_kind::polynomial;
  }
}

template <class F, class... Variables> constexpr function_kind kind_of_function() {
  graph const simple = run_passes(derivative_passes, scalars_of<F>.graph);
  graph_view const g = simple.view();
  buffer<node_id> variables = slot_nodes<Variables...>(g, scalars_of<F>);
  for (int i = 0; i < g.size; ++i)  // elementwise operations use a vec as a whole
    if (g[i].operation == opcode::input && ((scalars_of<F>.inputs[g[i].payload].name == Variables::name()) || ...))
      variables.push(i);
  return kind_of_degree(degrees(g, variables)[g.outputs[0]]);
}
template <class F, class... Variables> inline constexpr function_kind kind_of = kind_of_function<F, Variables...>();

}  // namespace detail

template <operand F, differentiable_variable... Variables>
  requires(sizeof...(Variables) > 0)
constexpr function_kind function_class(F const&, Variables const&...) {
  return detail::kind_of<expression_of<F>, Variables...>;
}
template <operand F, class... Variables>
  requires(sizeof...(Variables) == 0 || !(differentiable_variable<Variables> && ...))
CALX_REFUSED(
    "calx: function_class(f, x, ...): what follows f must be var or vec variables, as in calx::var<\"x\">; a column is data")
constexpr refused function_class(F const&, Variables const&...) {
  return {};
}

}  // namespace calx
