// SPDX-License-Identifier: Apache-2.0
// derivative(f, x), derivative<N>(f, x): the (N-th) partial derivative of f by the scalar variable x, as an expression.
// Forward mode, one pass an order, simplified in between; what f captured, its derivative carries.
// The formula of a mixed derivative of high order, as derivative<3>(derivative<4>(f, x), y), would be too long: it is made only
// where one asks for it, by text, a proof or another verb; evaluated is it by series (calculus/high_order.hpp).
#pragma once

#include <calx/expression/capture.hpp>
#include <calx/expression/freeze.hpp>
#include <calx/expression/variable.hpp>
#include <calx/graph/rebuild.hpp>
#include <calx/transform/forward.hpp>
#include <calx/transform/pipeline.hpp>

namespace calx {

template <class F, class... By> struct high_order_derivative;
// Defined in calculus/high_order.hpp.
template <class F, class... By> struct derivative_by_series;
template <class F, class... By> concept high_orders_are_included = requires { sizeof(derivative_by_series<F, By...>); };

namespace detail {

inline constexpr int most_terms_of_formula = 32;

// How often by which variable.
template <class Variable, int Order> struct derivative_by {
  using variable_type = Variable;
  static constexpr int order = Order;
};

template <class F, class... By> struct differentiations {
  using function_type = F;
  using high_order_type = high_order_derivative<F, By...>;
  static constexpr int terms() { return ((By::order + 1) * ... * 1); }

  template <class Variable, int Order> static constexpr auto then() {
    constexpr bool known = (std::is_same_v<typename By::variable_type, Variable> || ...);
    if constexpr (known)
      return differentiations<
          F, derivative_by<typename By::variable_type,
                           By::order + (std::is_same_v<typename By::variable_type, Variable> ? Order : 0)>...>{};
    else return differentiations<F, By..., derivative_by<Variable, Order>>{};
  }
};

// A derivative of a derivative is one of the function, by more variables.
template <class F> constexpr auto differentiations_of() {
  if constexpr (requires { typename F::differentiated_type; }) return typename F::differentiated_type{};
  else return differentiations<F>{};
}
template <class F, class Variable, int Order>
using differentiation = decltype(differentiations_of<F>().template then<Variable, Order>());
template <class F>
inline constexpr int captures_of_undifferentiated =
    record_of<typename decltype(differentiations_of<F>())::function_type>.captures;

// An object of Result with the numbers of f, without asking for the record of either, which would make the formula.
template <class Result, class F>
  requires std::is_empty_v<Result>
constexpr Result with_numbers_of(F const&) {
  return {};
}
template <class Result, class F> constexpr Result with_numbers_of(F const& f) {
  Result result{{}, {numbers_follow{}}};
  for (int i = 0; i < static_cast<int>(sizeof(f.numbers) / sizeof(f.numbers[0])); ++i) result.numbers[i] = f.numbers[i];
  return result;
}

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
                               capture_storage<typename F::stored_type, detail::captures_of_undifferentiated<F>> {
  using differentiated_type = detail::differentiation<F, Variable, Order>;
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

// One of more than `most_terms_of_formula` terms, the product of the orders + 1.
template <class F, class... By>
struct high_order_derivative : expression_base<high_order_derivative<F, By...>>,
                               capture_storage<typename F::stored_type, record_of<F>.captures> {
  using differentiated_type = detail::differentiations<F, By...>;
  struct pipeline {
    static constexpr bool derived = true;
    static constexpr function_graph run() {
      function_view const& f = function_of<F>;
      function_graph result{run_passes(preparing_passes, f.graph), {}, f.captures};
      for (int i = 0; i < f.input_count; ++i) result.inputs.push(f.inputs[i]);
      (differentiate<By>(f, result.graph), ...);
      return result;
    }

   private:
    template <class Next> static constexpr void differentiate(function_view const& f, graph& g) {
      for (int i = 0; i < Next::order; ++i) g = detail::differentiated(f, g.view(), Next::variable_type::name());
    }
  };
  static constexpr record describe() { return record_of_function(frozen<pipeline>::view); }
  constexpr auto evaluated() const {
    static_assert(
        high_orders_are_included<F, By...>,
        "calx: to evaluate a mixed derivative of high order, #include <calx/calx.hpp> or <calx/calculus/high_order.hpp>");
    return detail::with_numbers_of<derivative_by_series<F, By...>>(*this);
  }
};

template <int Order = 1, calx::operand F, scalar_variable Variable> constexpr auto derivative(F const& f, Variable const&) {
  static_assert(Order >= 0, "calx: derivative<N>(f, x): N is negative");
  using what = detail::differentiation<expression_of<F>, Variable, Order>;
  if constexpr (what::terms() > detail::most_terms_of_formula)
    return detail::with_numbers_of<typename what::high_order_type>(as_expression(f));
  else return detail::with_numbers_of<derivative_expression<expression_of<F>, Variable, Order>>(as_expression(f));
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
