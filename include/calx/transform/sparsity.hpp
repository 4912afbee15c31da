// SPDX-License-Identifier: Apache-2.0
// nonzero_outputs: for each output of a graph, whether it is anything but the constant 0 once the graph is simplified.
// dependence: for each output and each of some nodes, whether the output follows from that node.
// Structural: 1 is no promise that a value differs from 0 anywhere; 0 is a promise that it is 0 everywhere.
#pragma once

#include <calx/transform/pipeline.hpp>

namespace calx {

constexpr buffer<char> nonzero_outputs(graph_view g) {
  graph const simple = run_passes(derivative_passes, g);
  buffer<char> result;
  for (node_id const id : simple.outputs) {
    bool const is_zero = simple.view().is_constant(id) && simple.view().constant(id).is(0);
    result.push(is_zero ? 0 : 1);
  }
  return result;
}

// outputs x nodes, row by row.
constexpr buffer<bool> dependence(graph_view g, buffer<node_id> const& nodes) {
  int const words = (nodes.size() + 63) / 64;
  buffer<unsigned long long> sets(g.size * words);  // on which of the nodes each depends
  for (int i = 0; i < nodes.size(); ++i)
    if (nodes[i] != no_node) sets[nodes[i] * words + i / 64] |= 1ULL << (i % 64);
  for (int i = 0; i < g.size; ++i)
    for (int k = 0; k < 3 && g[i].operands[k] != no_node; ++k)
      for (int w = 0; w < words; ++w) sets[i * words + w] |= sets[g[i].operands[k] * words + w];
  buffer<bool> result(g.output_count * nodes.size());
  for (int i = 0; i < g.output_count; ++i)
    for (int j = 0; j < nodes.size(); ++j)
      result[i * nodes.size() + j] = (sets[g.outputs[i] * words + j / 64] >> (j % 64) & 1) != 0;
  return result;
}

}  // namespace calx
