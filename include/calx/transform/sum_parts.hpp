// SPDX-License-Identifier: Apache-2.0
// What of a graph is part of a sum, and of nothing else: what simplify may take apart (transform/simplify.hpp).
//
//   absorbed      a sum that one other sum uses, once: its terms are that one's
//   open          a product that only sums use, by itself or times a constant
//   kept_scale    of a node: the constant that it is needed times anyway, by what is no sum
//
// Open products and kept scales are looked for where products are taken apart, in factor_sums. Linear.
#pragma once

#include <calx/transform/prune.hpp>

namespace calx {

namespace detail {

constexpr bool is_sum(opcode operation) {
  return operation == opcode::add || operation == opcode::subtract || operation == opcode::negate;
}

}  // namespace detail

struct sum_parts {
  buffer<char> absorbed, open;
  buffer<node_id> kept_scale;
};

namespace detail {

constexpr bool is_scaling(graph_view g, node const& n) {
  return n.operation == opcode::multiply && g.nodes[n.operands[0]].operation == opcode::constant;
}

// uses[i], by_sums[i]: how often node i is used, and how often by sums.
constexpr void find_open_products(sum_parts& parts, graph_view g, buffer<int> const& uses, buffer<int> const& by_sums) {
  parts.open = buffer<char>(g.size);
  parts.kept_scale = buffer<node_id>(g.size, no_node);
  buffer<int> scaled(g.size);
  for (int i = 0; i < g.size; ++i) {
    node const& n = g.nodes[i];
    if (is_scaling(g, n) && uses[i] == by_sums[i]) ++scaled[n.operands[1]];
  }
  for (int i = 0; i < g.size; ++i) {
    node const& n = g.nodes[i];
    if (is_scaling(g, n)) {
      if (uses[i] == by_sums[i]) parts.open[i] = parts.open[n.operands[1]];
      if (parts.open[i] == 0) parts.kept_scale[n.operands[1]] = n.operands[0];
      continue;
    }
    bool const product =
        n.operation == opcode::multiply || n.operation == opcode::divide || (n.operation == opcode::power && n.payload == 2);
    if (product && uses[i] == by_sums[i] + scaled[i] && n.shape.is_scalar()) parts.open[i] = 1;
  }
}

}  // namespace detail

constexpr sum_parts find_sum_parts(graph_view g, bool with_open_products) {
  sum_parts parts;
  buffer<int> const uses = use_counts(g);
  buffer<int> by_sums(g.size);
  parts.absorbed = buffer<char>(g.size);
  int* const count = by_sums.data();
  char* const absorbed = parts.absorbed.data();
  for (int i = g.size - 1; i >= 0; --i) {  // users before what they use
    node const& n = g.nodes[i];
    if (!detail::is_sum(n.operation)) continue;
    ++count[n.operands[0]];
    if (n.operands[1] != no_node) ++count[n.operands[1]];
    if (count[i] == 1 && uses[i] == 1 && n.shape.is_scalar()) absorbed[i] = 1;
  }
  if (with_open_products) detail::find_open_products(parts, g, uses, by_sums);
  return parts;
}

}  // namespace calx
