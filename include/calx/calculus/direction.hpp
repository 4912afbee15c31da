// SPDX-License-Identifier: Apache-2.0
// What follows wrt(x, y, ...) in a verb that takes a direction: for a var a number or a scalar expression, for a vec<"v", N> a
// vec of its size or vector(...) of N scalars. A direction is taken as it is: not normalised, and not differentiated where it
// depends on the variables.
#pragma once

#include <calx/calculus/wrt.hpp>
#include <calx/expression/trace.hpp>
#include <calx/graph/rebuild.hpp>
#include <calx/transform/pipeline.hpp>

namespace calx {

namespace detail {

template <class Direction, class Variable> constexpr bool is_direction_for() {
  if constexpr (is_scalar_variable<Variable>) return operand<Direction> && !vector_argument<Direction>;
  else if constexpr (vector_argument<Direction>) return std::remove_cvref_t<Direction>::size() == slots_of<Variable>;
  else return false;
}

template <class Variables, class... Directions> inline constexpr bool are_directions = false;
template <class... Variables, class... Directions>
  requires(sizeof...(Variables) == sizeof...(Directions))
inline constexpr bool are_directions<wrt_list<Variables...>, Directions...> =
    (is_direction_for<Directions, Variables>() && ...);

template <class... Parts> inline constexpr int captures_of_all = (record_of<Parts>.captures + ... + 0);

// Several functions in one graph: an output for each scalar, and for each element of a vec or a vector(...).
template <class... Parts> constexpr function_graph lower_elements() {
  buffer<record const*> roots;
  for (record const* const part : {&record_of<Parts>...}) {
    if (part->kind != record::kind_type::pack) roots.push(part);
    for (int i = 0; part->kind == record::kind_type::pack && i < part->operand_count; ++i) roots.push(part->operands[i]);
  }
  function_graph f = lower(roots.data(), roots.size());
  graph_view const g = f.graph.view();
  builder b(g.size);
  buffer<node_id> const moved = rebuild(g, b);
  for (int i = 0; i < roots.size(); ++i) {
    node_id const id = moved[g.outputs[i]];
    input_info const& input = roots[i]->input;
    if (!input.is_vector) b.output(id);
    for (int k = 0; input.is_vector && k < element_count(input.shape); ++k) b.output(b.element(id, k));
  }
  f.graph = b.take();
  array_form const form = form_of_function(f.view());
  if (form == array_form::elements) f.graph = scalarize(f.graph.view());
  if (form == array_form::loops)
    refuse(
        "calx: a derivative along a direction, or of several functions with weights, takes numbers and arrays of a few "
        "elements");
  return f;
}

// For each node that is one of `slots`, what it moves by: directions[i], if that is not 0.
constexpr buffer<node_id> seeds_of(maker& g, buffer<node_id> const& slots, buffer<node_id> const& directions) {
  buffer<node_id> seeds(g.graph().size(), no_node);
  for (int i = 0; i < slots.size(); ++i)
    if (slots[i] != no_node && !g.is(directions[i], 0)) seeds[slots[i]] = directions[i];
  return seeds;
}

// The outputs of g from `first` on, where they went.
constexpr buffer<node_id> moved_outputs(graph_view g, buffer<node_id> const& moved, int first, int count) {
  buffer<node_id> result;
  for (int i = first; i < first + count; ++i) result.push(moved[g.outputs[i]]);
  return result;
}

}  // namespace detail

}  // namespace calx
