// SPDX-License-Identifier: Apache-2.0
// scalars_of<E>: the function E as a graph of numbers alone, for whatever works on numbers.
//
//   numbers      has no arrays: as it is (elements of a vec are numbers)
//   one_row      elementwise on columns of data: the function of one row
//   elements     arrays of known, small size: one node for each element (transform/scalarize.hpp)
//   loops        anything else is evaluated by loops over arrays (evaluate/arrays.hpp) and has no such graph
#pragma once

#include <calx/expression/freeze.hpp>
#include <calx/transform/scalarize.hpp>

namespace calx {

enum class array_form : std::uint8_t { numbers, one_row, elements, loops };

// At most this many operations are written one by one.
inline constexpr long long most_scalar_operations = 1500;

namespace detail {

// Has this node a value for each row that follows from that row?
constexpr bool is_of_one_row(graph_view g, node const& n) {
  if (n.operation == opcode::element) return g[n.operands[0]].operation == opcode::input && !g[n.operands[0]].shape.varies();
  if (is_array_operation(n.operation) || !is_one(n.shape.columns)) return false;
  return n.shape.varies() || n.shape.is_scalar() || n.operation == opcode::input;
}

constexpr array_form form_of_function(function_view const& f) {
  graph_view const g = f.graph;
  if (!has_arrays(g)) return is_row_by_row(f) ? array_form::one_row : array_form::numbers;
  if (scalar_operations(g) <= most_scalar_operations) return array_form::elements;
  bool any_column = false;
  for (int i = 0; i < g.output_count; ++i) any_column = any_column || g[g.outputs[i]].shape.varies();
  for (int i = 0; i < g.size && any_column; ++i) any_column = is_of_one_row(g, g[i]);
  return any_column ? array_form::one_row : array_form::loops;
}

// The function of one row: a column is a number.
constexpr graph one_row_of(graph_view g) {
  builder b(g.size);
  buffer<node_id> const moved = rebuild(g, b, [&](node const& n, int) {
    node made = n;
    if (n.shape.varies()) made.shape = {};
    return b.intern(made);
  });
  copy_outputs(g, b, moved);
  return b.take();
}

}  // namespace detail

namespace detail {
// A derivative of a function by loops is one, too, even where no column is left in it.
template <class E> constexpr array_form form() {
  if constexpr (requires { requires E::by_loops; }) return array_form::loops;
  else return form_of_function(function_of<E>);
}
}  // namespace detail
template <class E> inline constexpr array_form form_of = detail::form<E>();

namespace detail {

template <class E> struct scalars {
  static constexpr function_graph run() {
    static_assert(
        form_of<E> != array_form::loops,
        "calx: arrays of this size, or of a length known only when the program runs, have values, derivative, "
        "gradient and value_and_gradient, and a hessian by numbers; the other verbs take numbers, and arrays of a few "
        "elements");
    function_view const& f = function_of<E>;
    function_graph result;
    if constexpr (form_of<E> == array_form::elements) result.graph = scalarize(f.graph);
    else if constexpr (form_of<E> == array_form::one_row) result.graph = one_row_of(f.graph);
    for (int i = 0; i < f.input_count; ++i) result.inputs.push(f.inputs[i]);
    result.captures = f.captures;
    return result;
  }
  static constexpr graph_size expected() {
    constexpr graph_view g = function_of<E>.graph;
    constexpr int nodes =
        form_of<E> == array_form::elements ? 2 * static_cast<int>(scalar_operations(g)) + g.size + 256 : g.size;
    return {nodes, g.constant_count + 16, 4096};
  }
};
template <class E, bool AsItIs> struct scalar_function {
  static constexpr function_view const& view = function_of<E>;
};
template <class E> struct scalar_function<E, false> {
  static constexpr function_view const& view = frozen<scalars<E>>::view;
};
template <class E> constexpr bool has_scalars_only() {
  return form_of<E> == array_form::numbers || (form_of<E> == array_form::one_row && !has_arrays(function_of<E>.graph));
}

}  // namespace detail

template <class E>
inline constexpr function_view const& scalars_of = detail::scalar_function<E, detail::has_scalars_only<E>()>::view;

}  // namespace calx
