// SPDX-License-Identifier: Apache-2.0
// forward mode: tangents along one direction, node by node.
//
//   tangent(seed) = 1,  tangent(node) = sum over operands of partial * tangent(operand)
//
// A tangent that is structurally zero is no_node and costs nothing. One pass costs a small multiple of the function.
// Source: R. E. Wengert 1964.
#pragma once

#include <calx/op/table.hpp>

namespace calx {

namespace detail {

// From those of its operands.
constexpr node_id tangent_of(maker& g, buffer<node_id> const& tangents, node_id i) {
  node const n = g[i];
  node_id sum = no_node;
  for (int k = 0; k < 3 && n.operands[k] != no_node; ++k) {
    node_id const tangent = tangents[n.operands[k]];
    if (tangent == no_node) continue;
    node_id const part = pushed(g, i, k, tangent);
    if (part == no_node || g.is(part, 0)) continue;
    sum = sum == no_node ? part : g.add(sum, part);
  }
  return sum;
}

}  // namespace detail

// Appends the tangents of the nodes [0, size) along `seed` to g, and returns them. A seed beyond them moves none.
constexpr buffer<node_id> forward(maker& g, int size, node_id seed) {
  buffer<node_id> tangents(size, no_node);
  if (seed < size) tangents[seed] = g.one();
  for (node_id i = seed + 1; i < size; ++i) tangents[i] = detail::tangent_of(g, tangents, i);
  return tangents;
}

// The same along a direction: seeds[i], where it is a node, is the tangent of node i. A seed is not differentiated, even if it
// is computed from what varies.
constexpr buffer<node_id> forward(maker& g, buffer<node_id> const& seeds) {
  buffer<node_id> tangents(seeds.size(), no_node);
  for (node_id i = 0; i < seeds.size(); ++i) tangents[i] = seeds[i] != no_node ? seeds[i] : detail::tangent_of(g, tangents, i);
  return tangents;
}

}  // namespace calx
