// SPDX-License-Identifier: Apache-2.0
// derivative(f, x), derivative<N>(f, x): the (N-th) partial derivative of f by the scalar variable x, as an expression.
// Forward mode, one pass an order, simplified in between; what f captured, its derivative carries.
#pragma once

#include <calx/expression/capture.hpp>
#include <calx/expression/freeze.hpp>
#include <calx/expression/variable.hpp>
#include <calx/graph/rebuild.hpp>
#include <calx/transform/forward.hpp>
#include <calx/transform/pipeline.hpp>

namespace calx {

namespace detail {

// The derivative of the first output along the input called `name`.
constexpr graph differentiated(function_view const& f, graph_view g, std::string_view name) {
  builder b(2 * g.size);
  maker make(b);
  node_id seed = no_node;
  buffer<node_id> const moved = rebuild(g, b, [&](node const& n, int) {
    node_id const copy = b.intern(n);
    if (n.operation == opcode::input && f.inputs[n.payload].name == name) seed = copy;
    return copy;
  });
  node_id result = no_node;
  if (seed != no_node) result = forward(make, b.size(), seed)[moved[g.outputs[0]]];
  b.output(result == no_node ? make.zero() : result);
  return run_passes(derivative_passes, b.view());
}

}  // namespace detail

template <class F, class Variable, int Order>
struct derivative_expression : expression_base<derivative_expression<F, Variable, Order>>,
                               capture_storage<typename F::stored_type, record_of<F>.captures> {
  struct pipeline {
    static constexpr bool derived = true;
    static constexpr graph_size expected() {
      constexpr graph_view f = function_of<F>.graph;
      return {8 * f.size + 256, 8 * f.constant_count + 64, 1};
    }
    static constexpr function_graph run() {
      function_view const& f = function_of<F>;
      function_graph result{run_passes(preparing_passes, f.graph), {}, f.captures};
      for (int i = 0; i < f.input_count; ++i) result.inputs.push(f.inputs[i]);
      for (int i = 0; i < Order; ++i) result.graph = detail::differentiated(f, result.graph.view(), Variable::name());
      return result;
    }
  };
  static constexpr record describe() { return record_of_function(frozen<pipeline>::view); }
};

template <int Order = 1, calx::operand F, scalar_variable Variable> constexpr auto derivative(F const& f, Variable const&) {
  static_assert(Order >= 0, "calx: derivative<N>(f, x): N is negative");
  return combined<derivative_expression<expression_of<F>, Variable, Order>>(as_expression(f));
}

template <int Order = 1, calx::operand F, input_expression Variable>
  requires(!scalar_variable<Variable>)
CALX_REFUSED("calx: derivative(f, x): x is a vec or a column; by a vec write gradient(f, x)")
constexpr refused derivative(F const&, Variable const&) {
  return {};
}
template <int Order = 1, calx::operand F, class NotAVariable>
  requires(!input_expression<NotAVariable>)
CALX_REFUSED("calx: derivative(f, x): x is not a variable; name one, as in calx::var<\"x\">")
constexpr refused derivative(F const&, NotAVariable const&) {
  return {};
}
template <int Order = 1, calx::operand F>
CALX_REFUSED("calx: derivative(f, x): by which variable? name it, as in calx::var<\"x\">")
constexpr refused derivative(F const&) {
  return {};
}

}  // namespace calx
