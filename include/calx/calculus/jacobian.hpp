// SPDX-License-Identifier: Apache-2.0
// jacobian(vector(f, g, ...), x, y, ...): all first partial derivatives of several functions, a row for each function, by one
// reverse sweep a function, or one forward sweep a variable where there are fewer of those. All sweeps share the functions
// themselves. get<i, j>(J) is an entry as an expression; J(x = ...) evaluates to a matrix, an array of rows, over all slots
// (a scalar has one, a vec<"v", N> has N).
// value_and_jacobian(vector(...), x, ...): the functions and their Jacobian in one schedule; evaluates to {value, jacobian}.
#pragma once

#include <calx/calculus/wrt.hpp>
#include <calx/expression/vector.hpp>
#include <calx/graph/rebuild.hpp>
#include <calx/transform/forward.hpp>
#include <calx/transform/pipeline.hpp>
#include <calx/transform/reverse.hpp>

namespace calx {

namespace detail {

// The functions, then their Jacobian row by row.
template <class F, class... Variables> constexpr graph values_and_jacobian() {
  constexpr int slots = slot_count<Variables...>, rows = scalars_of<F>.graph.output_count;
  graph const simple = run_passes(preparing_passes, scalars_of<F>.graph);
  graph_view const g = simple.view();
  builder b;
  maker make(b);
  buffer<node_id> const moved = rebuild(g, b, [&](node const& n, int) { return b.intern(n); });
  int const size = b.size();
  buffer<node_id> const inputs = slot_nodes<Variables...>(b.view(), scalars_of<F>);
  buffer<node_id> entries(rows * slots, no_node);
  if constexpr (rows <= slots) {
    for (int i = 0; i < rows; ++i) {
      buffer<node_id> const adjoints = reverse(make, moved[g.outputs[i]], inputs);
      for (int j = 0; j < slots; ++j) entries[i * slots + j] = adjoints[j];
    }
  } else {
    for (int j = 0; j < slots; ++j) {
      if (inputs[j] == no_node) continue;
      buffer<node_id> const tangents = forward(make, size, inputs[j]);
      for (int i = 0; i < rows; ++i) entries[i * slots + j] = tangents[moved[g.outputs[i]]];
    }
  }
  copy_outputs(g, b, moved);
  for (node_id const id : entries) b.output(id == no_node ? make.zero() : id);
  return prune(b.take());
}

// df[0]/dx
template <class... Variables, class Sink> constexpr void write_jacobian_entry(Sink& out, int row, int column) {
  write_indexed_name(out, "df", row);
  write_text(out, "/d");
  write_slot<Variables...>(out, column);
}

template <class F, class... Variables> constexpr graph_size expected_of_jacobian() {
  constexpr graph_view f = scalars_of<F>.graph;
  return {8 * f.size + 1024, 8 * f.constant_count + 64, f.output_count * (1 + slot_count<Variables...>)};
}

}  // namespace detail

template <class Values, class Jacobian> struct value_and_jacobian_result {
  Values value;
  Jacobian jacobian;
};

template <class F, class... Variables>
struct jacobian_bundle : evaluable_base<jacobian_bundle<F, Variables...>>,
                         capture_storage<typename F::stored_type, record_of<F>.captures> {
  struct pipeline {
    static constexpr bool derived = true;
    static constexpr graph_size expected() { return detail::expected_of_jacobian<F, Variables...>(); }
    static constexpr function_graph run() {
      return detail::with_inputs_of(scalars_of<F>,
                                    detail::without_first_outputs(detail::values_and_jacobian<F, Variables...>(), F::size()));
    }
  };
  static constexpr record describe() { return record_of_function(frozen<pipeline>::view); }
  static constexpr int rows() { return F::size(); }
  static constexpr int columns() { return detail::slot_count<Variables...>; }

  template <class Sink> static constexpr void write_output_name(Sink& out, int i) {
    detail::write_jacobian_entry<Variables...>(out, i / columns(), i % columns());
  }

  template <class Real> CALX_ALWAYS_INLINE static constexpr auto result(Real const* outputs) {
    return detail::matrix_of<rows(), columns()>(outputs);
  }
};

template <class F, class... Variables>
struct value_and_jacobian_bundle : evaluable_base<value_and_jacobian_bundle<F, Variables...>>,
                                   capture_storage<typename F::stored_type, record_of<F>.captures> {
  struct pipeline {
    static constexpr bool derived = true;
    static constexpr graph_size expected() { return detail::expected_of_jacobian<F, Variables...>(); }
    static constexpr function_graph run() {
      return detail::with_inputs_of(scalars_of<F>, detail::values_and_jacobian<F, Variables...>());
    }
  };
  static constexpr record describe() { return record_of_function(frozen<pipeline>::view); }

  template <class Sink> static constexpr void write_output_name(Sink& out, int i) {
    constexpr int rows = F::size(), columns = detail::slot_count<Variables...>;
    if (i < rows) detail::write_indexed_name(out, "f", i);
    else detail::write_jacobian_entry<Variables...>(out, (i - rows) / columns, (i - rows) % columns);
  }

  template <class Real> CALX_ALWAYS_INLINE static constexpr auto result(Real const* outputs) {
    constexpr int rows = F::size(), columns = detail::slot_count<Variables...>;
    using values = decltype(detail::block_of<rows>(outputs));
    using matrix = decltype(detail::matrix_of<rows, columns>(outputs));
    return value_and_jacobian_result<values, matrix>{detail::block_of<rows>(outputs),
                                                     detail::matrix_of<rows, columns>(outputs + rows)};
  }
};

// Of an array of a few elements, as a matrix: a row for each element.
template <class F, class... Variables>
struct array_jacobian : expression_base<array_jacobian<F, Variables...>>,
                        capture_storage<typename F::stored_type, record_of<F>.captures> {
  static constexpr int rows = scalars_of<F>.graph.output_count, columns = detail::slot_count<Variables...>;
  static_assert(rows * columns <= 1024,
                "calx: jacobian(f, v): the Jacobian of arrays has at most 1024 entries; "
                "directional derivatives need no matrix");
  struct pipeline {
    static constexpr bool derived = true;
    static constexpr function_graph run() {
      graph const entries = detail::without_first_outputs(detail::values_and_jacobian<F, Variables...>(), rows);
      builder b(2 * entries.nodes.size());
      maker make(b);
      buffer<node_id> const moved = rebuild(entries.view(), b);
      array_shape const s = matrix_shape(rows, columns);
      node_id sum = no_node;
      for (int i = 0; i < rows * columns; ++i) {
        node_id const value = moved[entries.outputs[i]];
        if (make.is(value, 0)) continue;
        node_id const entry = make.array(array_node(opcode::placed, s, value, no_node, no_node, i));
        sum = sum == no_node ? entry : make.add(sum, entry);
      }
      b.output(sum == no_node ? make.fill(make.zero(), s) : sum);
      return detail::with_inputs_of(scalars_of<F>, prune(b.take()));
    }
    static constexpr graph_size expected() {
      graph_size const size = detail::expected_of_jacobian<F, Variables...>();
      return {size.nodes + 2 * rows * columns, size.constants, 1};
    }
  };
  static constexpr record describe() { return record_of_function(frozen<pipeline>::view); }
};

template <expression F, differentiable_variable... Variables>
  requires(sizeof...(Variables) > 0 && !record_of<F>.shape.is_scalar() && !record_of<F>.shape.varies())
constexpr auto jacobian(F const& f, Variables const&...) {
  return combined<array_jacobian<F, Variables...>>(f);
}

template <vector_valued F, differentiable_variable... Variables>
  requires(sizeof...(Variables) > 0)
constexpr auto jacobian(F const& f, Variables const&...) {
  return combined<jacobian_bundle<F, Variables...>>(f);
}
template <vector_valued F, differentiable_variable... Variables>
  requires(sizeof...(Variables) > 0)
constexpr auto value_and_jacobian(F const& f, Variables const&...) {
  return combined<value_and_jacobian_bundle<F, Variables...>>(f);
}

template <operand F, class... Variables>
CALX_REFUSED("calx: jacobian(f, x, ...): f is one scalar; write jacobian(vector(f, g), x, y), or gradient(f, x, y)")
constexpr refused jacobian(F const&, Variables const&...) {
  return {};
}
template <operand F, class... Variables>
CALX_REFUSED(
    "calx: value_and_jacobian(f, x, ...): f is one scalar; write value_and_jacobian(vector(f, g), x, y), or "
    "value_and_gradient(f, x, y)")
constexpr refused value_and_jacobian(F const&, Variables const&...) {
  return {};
}
template <vector_valued F, class... Variables>
  requires(sizeof...(Variables) == 0 || !(differentiable_variable<Variables> && ...))
CALX_REFUSED("calx: jacobian(f, x, ...): what follows f must be var or vec variables, as in calx::var<\"x\">; a column is data")
constexpr refused jacobian(F const&, Variables const&...) {
  return {};
}
template <vector_valued F, class... Variables>
  requires(sizeof...(Variables) == 0 || !(differentiable_variable<Variables> && ...))
CALX_REFUSED(
    "calx: value_and_jacobian(f, x, ...): what follows f must be var or vec variables, as in calx::var<\"x\">; a column is "
    "data")
constexpr refused value_and_jacobian(F const&, Variables const&...) {
  return {};
}

// Entry (i, j), as an expression.
template <int I, int J, class F, class... Variables>
  requires(I >= 0 && I < F::size() && J >= 0 && J < detail::slot_count<Variables...>)
constexpr auto get(jacobian_bundle<F, Variables...> const& j) {
  return combined<entry<jacobian_bundle<F, Variables...>, I * detail::slot_count<Variables...> + J>>(j);
}
template <int I, int J, class F, class... Variables>
  requires(I < 0 || I >= F::size() || J < 0 || J >= detail::slot_count<Variables...>)
CALX_REFUSED("calx: get<i, j>(jacobian): i is not below the number of functions, or j not below the number of variables")
constexpr refused get(jacobian_bundle<F, Variables...> const&) {
  return {};
}

}  // namespace calx
