// SPDX-License-Identifier: Apache-2.0
// lagrangian_derivatives: of vector(f, c, ...) all that a method under constraints asks for at a point, in one schedule: the
// values, the Jacobian row by row, and the Hessian of the weighted sum, weights[0] f + weights[1] c + ..., row by row. The
// weights are an input beside the variables.
#pragma once

#include <calx/calculus/hessian.hpp>
#include <calx/calculus/jacobian.hpp>

namespace calx::detail {

// Appends the Hessian of the sum of weights[i] outputs[i] by `inputs` to entries: a sweep back, and a forward sweep over it for
// each variable.
constexpr void weighted_hessian(maker& g, buffer<node_id> const& outputs, buffer<node_id> const& weights,
                                buffer<node_id> const& inputs, buffer<node_id>& entries) {
  int const slots = inputs.size();
  buffer<node_id> const gradient = reverse(g, outputs, weights, inputs);
  entries.grow(slots * slots, no_node);
  int const size = g.graph().size();
  for (int j = 0; j < slots; ++j) {
    if (inputs[j] == no_node) continue;
    buffer<node_id> const tangents = forward(g, size, inputs[j]);
    for (int i = 0; i <= j; ++i)
      if (gradient[i] != no_node) entries[i * slots + j] = entries[j * slots + i] = tangents[gradient[i]];
  }
}

template <class F, class... Variables> constexpr function_graph lagrangian_derivatives_graph() {
  constexpr int rows = scalars_of<F>.graph.output_count;
  function_view const& f = scalars_of<F>;
  graph const simple = values_and_jacobian<F, Variables...>();
  graph_view const g = simple.view();
  builder b;
  maker make(b);
  buffer<node_id> const moved = rebuild(g, b, [&](node const& n, int) { return b.intern(n); });
  buffer<node_id> const inputs = slot_nodes<Variables...>(b.view(), f);
  node_id const all_weights = b.input(f.input_count, vector_shape(rows));
  buffer<node_id> outputs, weights, entries;
  for (int i = 0; i < rows; ++i) {
    outputs.push(moved[g.outputs[i]]);
    weights.push(b.element(all_weights, i));
  }
  weighted_hessian(make, outputs, weights, inputs, entries);
  copy_outputs(g, b, moved);
  for (node_id const id : entries) b.output(id == no_node ? make.zero() : id);
  function_graph result = with_inputs_of(f, prune(b.take()));
  result.inputs.push(function_of<vector_variable<"(weights)", rows>>.inputs[0]);
  return result;
}

template <class F, class... Variables>
struct lagrangian_derivatives : evaluable_base<lagrangian_derivatives<F, Variables...>>,
                                capture_storage<typename F::stored_type, record_of<F>.captures> {
  static constexpr int rows = scalars_of<F>.graph.output_count, columns = slot_count<Variables...>;
  static constexpr int size = rows + rows * columns + columns * columns;
  using weights = vector_variable<"(weights)", rows>;

  struct pipeline {
    static constexpr bool derived = true;
    static constexpr graph_size expected() {
      constexpr graph_view f = scalars_of<F>.graph;
      return {16 * f.size + 1024, 8 * f.constant_count + 64, size};
    }
    static constexpr function_graph run() { return lagrangian_derivatives_graph<F, Variables...>(); }
  };
  static constexpr record describe() { return record_of_function(frozen<pipeline>::view); }

  template <class Sink> static constexpr void write_output_name(Sink& out, int i) {
    if (i < rows) write_indexed_name(out, "f", i);
    else if (i < rows + rows * columns) write_jacobian_entry<Variables...>(out, (i - rows) / columns, (i - rows) % columns);
    else write_second_partial<Variables...>(out, (i - rows - rows * columns) / columns, (i - rows - rows * columns) % columns);
  }
  template <class Real> CALX_ALWAYS_INLINE static constexpr auto result(Real const* outputs) { return block_of<size>(outputs); }
};

}  // namespace calx::detail
