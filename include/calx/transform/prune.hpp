// SPDX-License-Identifier: Apache-2.0
// prune: keeps the nodes that an output needs, in their order, and the constants that they name. Linear.
#pragma once

#include <calx/graph/builder.hpp>

namespace calx {

// Marks every node that `outputs` need.
constexpr buffer<char> needed_nodes(graph_view g) {
  buffer<char> needed(g.size);
  for (int i = 0; i < g.output_count; ++i) needed[g.outputs[i]] = 1;
  for (int i = g.size - 1; i >= 0; --i)
    if (needed[i] != 0)
      for (int k = 0; k < 3 && g[i].operands[k] != no_node; ++k) needed[g[i].operands[k]] = 1;
  return needed;
}

constexpr graph prune(graph_view g) {
  buffer<char> const needed = needed_nodes(g);
  buffer<int> constant_at(g.constant_count);
  buffer<node_id> moved(g.size);
  graph result;
  for (int i = 0; i < g.size; ++i) {
    if (needed[i] == 0) continue;
    node n = g[i];
    for (int k = 0; k < 3 && n.operands[k] != no_node; ++k) n.operands[k] = moved[n.operands[k]];
    if (n.operation == opcode::constant) {
      if (constant_at[n.payload] == 0) {
        result.constants.push(g.constants[n.payload]);
        constant_at[n.payload] = result.constants.size();
      }
      n.payload = constant_at[n.payload] - 1;
    }
    moved[i] = result.nodes.size();
    result.nodes.push(n);
  }
  for (int i = 0; i < g.output_count; ++i) result.outputs.push(moved[g.outputs[i]]);
  return result;
}

}  // namespace calx
