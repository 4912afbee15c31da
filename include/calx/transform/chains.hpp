// SPDX-License-Identifier: Apache-2.0
// product_chains: products whose only user is a product, as one product of many factors. Constants stand outside.
#pragma once

#include <calx/transform/prune.hpp>

namespace calx {

class product_chains {
 public:
  constexpr explicit product_chains(graph_view g) : graph_(g), inner_(g.size) {
    buffer<int> const uses = use_counts(g);
    for (node_id i = 0; i < g.size; ++i)
      for (int k = 0; k < 2 && is_product(i); ++k) {
        node_id const factor = g[i].operands[k];
        if (uses[factor] == 1 && is_product(factor)) inner_[factor] = 1;
      }
  }

  // The last product of a chain.
  constexpr bool is_root(node_id i) const { return inner_[i] == 0 && is_product(i); }

  // Appends the factors of the chain that ends at root, in the order in which they are written.
  constexpr void factors_of(node_id root, buffer<node_id>& factors) {
    stack_.push(root);
    while (!stack_.empty()) {
      node_id const i = stack_.pop();
      if (i == root || inner_[i] != 0) {
        stack_.push(graph_[i].operands[1]);
        stack_.push(graph_[i].operands[0]);
      } else {
        factors.push(i);
      }
    }
  }

 private:
  constexpr bool is_product(node_id i) const {
    node const& n = graph_[i];
    if (n.operation != opcode::multiply || !n.shape.is_scalar()) return false;
    return !graph_.is_constant(n.operands[0]) && !graph_.is_constant(n.operands[1]);
  }

  graph_view graph_;
  buffer<char> inner_;
  buffer<node_id> stack_;
};

}  // namespace calx
