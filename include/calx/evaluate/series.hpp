// SPDX-License-Identifier: Apache-2.0
// Evaluation on truncated power series: f(x = series<N>{x0, x1, ...}, y = 2.0) is the series of f along the curve x(t) = x0 +
// x1 t + ..., by the recurrences of the rows (transform/taylor.hpp): straight-line code, quadratic in N. All series have one
// order N, and all numbers become those of their common type; numbers beside series do not move. Several results, as of a
// gradient, have a series each.
// Where f is not smooth, coefficients are what the formulas give: NaN, infinity, or those of one side.
#pragma once

#include <calx/core/series.hpp>
#include <calx/evaluate/evaluate.hpp>
#include <calx/transform/expansion.hpp>

namespace calx {

namespace detail {

template <class Binding> inline constexpr bool binds_series = truncated_series<typename Binding::value_type>;

template <class Binding> constexpr int order_of_series() {
  if constexpr (binds_series<Binding>) return Binding::value_type::order();
  else return -1;
}
template <class... Bindings> constexpr int highest_order_of_series() {
  int highest = -1;
  ((highest = order_of_series<Bindings>() > highest ? order_of_series<Bindings>() : highest), ...);
  return highest;
}

// E on series of this order for the bindings that have one: such a variable becomes a vector of its coefficients, and each
// output as many outputs.
template <class E, int Order, class... Bindings> struct series_pipeline {
  static constexpr bool derived = true;
  static constexpr int outputs = scalars_of<E>.graph.output_count;

  static constexpr function_graph run() {
    function_view const& f = scalars_of<E>;
    builder b(4 * f.graph.size);
    maker make(b);
    expansion in{{}, 1, Order};
    function_graph result{{}, {}, f.captures};
    for (int i = 0; i < f.input_count; ++i) {
      bool expanded = false;
      ((expanded = expanded || (binds_series<Bindings> && Bindings::variable_type::name() == f.inputs[i].name)), ...);
      in.variable_of_input.push(expanded ? 0 : -1);
      result.inputs.push(expanded ? input_info{f.inputs[i].name, vector_shape(Order + 1), true} : f.inputs[i]);
    }
    auto const leaf = [&](node const& n, graph_view from, multi_index_set const&, int index) {
      if (n.operation == opcode::input && in.variable_of_input[n.payload] >= 0)
        return b.element(b.input(n.payload, vector_shape(Order + 1)), index);
      if (index > 0) return make.zero();
      if (n.operation == opcode::input) return b.intern(n);
      node_id const array = b.intern(from[n.operands[0]]);
      return b.element(array, n.payload);
    };
    for (int k = 0; k < outputs; ++k) {
      graph_view only = f.graph;
      only.outputs += k;
      only.output_count = 1;
      expanded_series<node_id> const coefficients = expand_in_nodes(make, only, in, leaf);
      for (node_id const id : coefficients.coefficients) b.output(id);
    }
    result.graph = prune(b.take());
    return result;
  }
};

template <class E, int Order, class... Bindings>
struct series_bundle : evaluable_base<series_bundle<E, Order, Bindings...>>,
                       capture_storage<typename E::stored_type, record_of<E>.captures> {
  using pipeline = series_pipeline<E, Order, Bindings...>;
  static constexpr record describe() { return record_of_function(frozen<pipeline>::view); }

  template <class Real> static constexpr auto result(Real const* outputs) {
    series<Order, Real> each[pipeline::outputs];
    for (int k = 0; k < pipeline::outputs; ++k)
      for (int i = 0; i <= Order; ++i) each[k].coefficients[i] = outputs[k * (Order + 1) + i];
    return packaged<E, series<Order, Real>>(each);
  }
};

}  // namespace detail

template <class E> struct series_evaluator {
  template <class... Bindings> static constexpr auto call(E const& f, Bindings const&... bindings) {
    constexpr int order = detail::highest_order_of_series<Bindings...>();
    static_assert(((!detail::binds_series<Bindings> || detail::order_of_series<Bindings>() == order) && ...),
                  "calx: evaluate: all series in one evaluation have one order");
    return detail::evaluate(loop_policy<>{}, combined<detail::series_bundle<E, order, Bindings...>>(f), bindings...);
  }
};

}  // namespace calx
