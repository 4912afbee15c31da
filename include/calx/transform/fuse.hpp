// SPDX-License-Identifier: Apache-2.0
// fuse: a product that only one sum uses becomes part of that sum: a b + c, a b - c, c - a b.
//
// Each is emitted as one expression of C++, so clang, which contracts within an expression only, may use a fused
// multiply-add exactly where it may in code written by hand. It also makes fewer instructions to compile.
#pragma once

#include <calx/transform/prune.hpp>

namespace calx {

constexpr graph fuse(graph_view g) {
  buffer<int> uses(g.size);
  for (int i = 0; i < g.size; ++i)
    for (int k = 0; k < 3 && g[i].operands[k] != no_node; ++k) ++uses[g[i].operands[k]];
  for (int i = 0; i < g.output_count; ++i) ++uses[g.outputs[i]];
  graph result = copy_of(g);
  auto const fusible = [&](node_id id) { return g[id].operation == opcode::multiply && uses[id] == 1; };
  for (int i = 0; i < g.size; ++i) {
    node& n = result.nodes[i];
    if (n.operation != opcode::add && n.operation != opcode::subtract) continue;
    node_id const a = n.operands[0], b = n.operands[1];
    if (a == b) continue;
    node const &p = g[a], &q = g[b];
    if (fusible(b)) {
      opcode const fused = n.operation == opcode::add ? opcode::multiply_add : opcode::subtract_product;
      n = {fused, {q.operands[0], q.operands[1], a}, 0, n.shape};
    } else if (fusible(a)) {
      opcode const fused = n.operation == opcode::add ? opcode::multiply_add : opcode::multiply_subtract;
      n = {fused, {p.operands[0], p.operands[1], b}, 0, n.shape};
    }
  }
  return prune(static_cast<graph&&>(result));
}

}  // namespace calx
