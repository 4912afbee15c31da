// SPDX-License-Identifier: Apache-2.0
// plan_of<E>: the steps that compute a function of arrays (transform/stages.hpp), as a constant. part<E, K>: the straight line
// of operations in step K, as a function of numbers, whose program is made as any other's (evaluate/program.hpp).
#pragma once

#include <calx/evaluate/program.hpp>
#include <calx/transform/expand_arrays.hpp>
#include <calx/transform/stages.hpp>

namespace calx {

namespace detail {

struct plan_size {
  int steps = 0, inputs = 0, outputs = 0, nodes = 0, constants = 0, slots = 0, buffers = 0, results = 0;
};

template <int Size> inline constexpr int at_least_one = Size > 0 ? Size : 1;

template <int Steps, int Inputs, int Outputs, int Nodes, int Constants, int Slots, int Buffers, int Results>
struct plan_storage {
  array_step steps[at_least_one<Steps>]{};
  loop_input inputs[at_least_one<Inputs>]{};
  loop_output outputs[at_least_one<Outputs>]{};
  node_id body_outputs[at_least_one<Outputs>]{};
  node nodes[at_least_one<Nodes>]{};
  number constants[at_least_one<Constants>]{};
  number_source slots[at_least_one<Slots>]{};
  array_shape buffers[at_least_one<Buffers>]{};
  int output_slots[at_least_one<Results>]{};
  static constexpr int step_count = Steps, slot_count = Slots, buffer_count = Buffers, output_count = Results;

  constexpr explicit plan_storage(array_plan const& plan) {
    for (int i = 0; i < Steps; ++i) steps[i] = plan.steps[i];
    for (int i = 0; i < Inputs; ++i) inputs[i] = plan.inputs[i];
    for (int i = 0; i < Outputs; ++i) outputs[i] = plan.outputs[i], body_outputs[i] = plan.body_outputs[i];
    for (int i = 0; i < Nodes; ++i) nodes[i] = plan.nodes[i];
    for (int i = 0; i < Constants; ++i) constants[i] = plan.constants[i];
    for (int i = 0; i < Slots; ++i) slots[i] = plan.slots[i];
    for (int i = 0; i < Buffers; ++i) buffers[i] = plan.buffers[i];
    for (int i = 0; i < Results; ++i) output_slots[i] = plan.output_slots[i];
  }
};

// As program.hpp says: a function of columns row by row has their shapes.
constexpr graph with_shapes_of_inputs(function_view const& f) {
  if (!is_row_by_row(f)) return copy_of(f.graph);
  builder b(f.graph.size);
  buffer<node_id> const moved = rebuild(f.graph, b, [&](node const& n, int) {
    if (n.operation == opcode::input) return b.input(n.payload, f.inputs[n.payload].shape);
    if (n.operands[0] == no_node || is_array_operation(n.operation)) return b.intern(n);
    return b.apply(n.operation, n.operands[0], n.operands[1], n.operands[2], n.payload);
  });
  copy_outputs(f.graph, b, moved);
  return b.take();
}

constexpr array_plan plan_of_function(function_view const& f) {
  graph const shaped = with_shapes_of_inputs(f);
  graph const simple = simplify(shaped.view());
  return plan_arrays(expand_arrays(simple.view()).view());
}
constexpr plan_size size_of_plan(function_view const& f) {
  array_plan const p = plan_of_function(f);
  return {p.steps.size(),     p.inputs.size(), p.outputs.size(), p.nodes.size(),
          p.constants.size(), p.slots.size(),  p.buffers.size(), p.output_slots.size()};
}
template <class E> inline constexpr plan_size plan_size_of = size_of_plan(function_of<E>);
template <class E> constexpr auto stored_plan(function_view const& f) {
  constexpr plan_size s = plan_size_of<E>;
  return plan_storage<s.steps, s.inputs, s.outputs, s.nodes, s.constants, s.slots, s.buffers, s.results>(plan_of_function(f));
}

}  // namespace detail

template <class E> inline constexpr auto plan_of = detail::stored_plan<E>(function_of<E>);

namespace detail {

template <class E, int Step> struct part {
  struct pipeline {
    static constexpr bool derived = preparation_of<E>() == preparation::result;
    static constexpr array_step const& step = plan_of<E>.steps[Step];
    static constexpr function_graph run() {
      auto const& p = plan_of<E>;
      function_graph f;
      builder b(step.node_count);
      buffer<node_id> moved(step.node_count, no_node);
      for (int i = 0; i < step.node_count; ++i) {
        node n = p.nodes[step.first_node + i];
        for (int k = 0; k < 3 && n.operands[k] != no_node; ++k) n.operands[k] = moved[n.operands[k]];
        moved[i] = n.operation == opcode::constant ? b.constant(p.constants[n.payload]) : b.intern(n);
      }
      for (int i = 0; i < step.output_count; ++i) b.output(moved[p.body_outputs[step.first_output + i]]);
      if constexpr (derived) f.graph = simplify(b.view());  // g++ 12 frees what ?: chooses twice
      else f.graph = b.take();
      for (int i = 0; i < step.input_count; ++i) f.inputs.push({});
      return f;
    }
    static constexpr graph_size expected() { return {step.node_count + 64, step.node_count + 16, step.output_count}; }
  };
};

}  // namespace detail

}  // namespace calx
