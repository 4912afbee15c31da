// SPDX-License-Identifier: Apache-2.0
// prune: keeps the nodes that an output needs, in their order, and the constants that they name. Linear.
#pragma once

#include <calx/graph/builder.hpp>

namespace calx {

// Marks every node that `outputs` need.
constexpr buffer<char> needed_nodes(graph_view g) {
  buffer<char> needed(g.size);
  char* const mark = needed.data();
  for (int i = 0; i < g.output_count; ++i) mark[g.outputs[i]] = 1;
  for (int i = g.size - 1; i >= 0; --i) {
    if (mark[i] == 0) continue;
    node const& n = g.nodes[i];
    for (int k = 0; k < 3 && n.operands[k] != no_node; ++k) mark[n.operands[k]] = 1;
  }
  return needed;
}

// How often each node is an operand or an output.
constexpr buffer<int> use_counts(graph_view g) {
  buffer<int> uses(g.size);
  int* const count = uses.data();
  for (int i = 0; i < g.size; ++i) {
    node const& n = g.nodes[i];
    for (int k = 0; k < 3 && n.operands[k] != no_node; ++k) ++count[n.operands[k]];
  }
  for (int i = 0; i < g.output_count; ++i) ++count[g.outputs[i]];
  return uses;
}

namespace detail {

constexpr bool names_constants_in_order(graph_view g) {
  int next = 0;
  for (int i = 0; i < g.size; ++i) {
    node const& n = g.nodes[i];
    if (n.operation == opcode::constant && n.payload != next++) return false;
  }
  return next == g.constant_count;
}
// The constants in the order of the nodes that name them.
constexpr void drop_dead_constants(graph& g) {
  if (names_constants_in_order(g.view())) return;
  buffer<number> const old = g.constants;
  g.constants.clear();
  buffer<int> at(old.size());
  for (int i = 0; i < g.nodes.size(); ++i) {
    node& n = g.nodes[i];
    if (n.operation != opcode::constant) continue;
    if (at[n.payload] == 0) {
      g.constants.push(old[n.payload]);
      at[n.payload] = g.constants.size();
    }
    n.payload = at[n.payload] - 1;
  }
}

}  // namespace detail

// In the arrays of g: what stands before the first dead node stays where it is.
constexpr graph prune(graph&& g) {
  buffer<char> const needed = needed_nodes(g.view());
  int const size = g.nodes.size();
  int first = 0;
  while (first < size && needed[first] != 0) ++first;
  buffer<node_id> moved_to(size);
  node_id* const moved = moved_to.data();
  for (int i = 0; i < first; ++i) moved[i] = i;
  int kept = first;
  for (int i = first; i < size; ++i) {
    if (needed[i] == 0) continue;
    node n = g.nodes[i];
    for (int k = 0; k < 3 && n.operands[k] != no_node; ++k) n.operands[k] = moved[n.operands[k]];
    moved[i] = kept;
    g.nodes[kept++] = n;
  }
  if (kept < size) {
    g.nodes.shrink(kept);
    for (int i = 0; i < g.outputs.size(); ++i) g.outputs[i] = moved[g.outputs[i]];
  }
  detail::drop_dead_constants(g);
  return static_cast<graph&&>(g);
}

constexpr graph prune(graph_view g) { return prune(copy_of(g)); }

}  // namespace calx
