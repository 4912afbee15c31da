// SPDX-License-Identifier: Apache-2.0
// rebuild: copies a graph into a builder node by node, and says where each node went.
// make(n, i) makes the new node for node i; n is node i with its operands already moved. Constants are copied by value.
#pragma once

#include <calx/graph/builder.hpp>

namespace calx {

template <class Make> constexpr void rebuild(graph_view g, builder& to, buffer<node_id>& where, Make make) {
  where = buffer<node_id>(g.size, no_node);
  node_id* const moved = where.data();
  for (int i = 0; i < g.size; ++i) {
    node n = g.nodes[i];
    for (int k = 0; k < 3 && n.operands[k] != no_node; ++k) n.operands[k] = moved[n.operands[k]];
    moved[i] = n.operation == opcode::constant ? to.constant(g.constants[n.payload]) : make(n, i);
  }
}
template <class Make> constexpr buffer<node_id> rebuild(graph_view g, builder& to, Make make) {
  buffer<node_id> moved;
  rebuild(g, to, moved, make);
  return moved;
}

// The nodes as they are.
constexpr buffer<node_id> rebuild(graph_view g, builder& to) {
  return rebuild(g, to, [&](node const& n, int) { return to.intern(n); });
}

// The outputs of g, where they went.
constexpr void copy_outputs(graph_view g, builder& to, buffer<node_id> const& moved) {
  for (int i = 0; i < g.output_count; ++i) to.output(moved[g.outputs[i]]);
}

}  // namespace calx
