// SPDX-License-Identifier: Apache-2.0
// balance_products: a chain of 8 factors or more becomes a balanced tree, before a verb differentiates.
//
//   a b c d e f g h  ->  ((a b)(c d))((e f)(g h))
//
// n dependent multiplications would take 4 n cycles, and twice that in a gradient. A function as a user wrote it keeps its
// order, since a product can overflow in one order and not in another.
#pragma once

#include <calx/graph/rebuild.hpp>
#include <calx/transform/prune.hpp>

namespace calx {

namespace detail {

class product_balancer {
 public:
  static constexpr int shortest = 8;

  constexpr explicit product_balancer(graph_view g) : old_(g), uses_(use_counts(g)), length_(g.size, 1), inner_(g.size) {}

  constexpr graph run() {
    bool any = false;
    for (node_id i = 0; i < old_.size; ++i) {
      if (!is_product(i)) continue;
      length_[i] = 0;
      for (int k = 0; k < 2; ++k) {
        node_id const factor = old_[i].operands[k];
        if (is_product(factor) && uses_[factor] == 1) inner_[factor] = 1;
        length_[i] += inner_[factor] != 0 ? length_[factor] : 1;
      }
      any = any || length_[i] >= shortest;
    }
    if (!any) return copy_of(old_);
    moved_ = buffer<node_id>(old_.size, no_node);
    for (node_id i = 0; i < old_.size; ++i) moved_[i] = length_[i] >= shortest && inner_[i] == 0 ? tree(i) : copied(i);
    copy_outputs(old_, new_, moved_);
    return prune(new_.view());
  }

 private:
  constexpr bool is_product(node_id i) const {
    node const& n = old_[i];
    if (n.operation != opcode::multiply || !n.shape.is_scalar()) return false;
    return !old_.is_constant(n.operands[0]) && !old_.is_constant(n.operands[1]);
  }
  constexpr node_id copied(node_id i) {
    node n = old_[i];
    if (n.operation == opcode::constant) return new_.constant(old_.constant(i));
    for (int k = 0; k < 3 && n.operands[k] != no_node; ++k) n.operands[k] = moved_[n.operands[k]];
    return new_.intern(n);
  }
  // The factors in the order in which they are written, halved again and again.
  constexpr node_id tree(node_id root) {
    buffer<node_id> factors, stack;
    stack.push(root);
    while (!stack.empty()) {
      node_id const i = stack.pop();
      if (i != root && inner_[i] == 0) {
        factors.push(moved_[i]);
        continue;
      }
      stack.push(old_[i].operands[1]);
      stack.push(old_[i].operands[0]);
    }
    while (factors.size() > 1) {
      buffer<node_id> pairs;
      for (int i = 0; i + 1 < factors.size(); i += 2) pairs.push(new_.commuted(opcode::multiply, factors[i], factors[i + 1]));
      if (factors.size() % 2 != 0) pairs.push(factors.back());
      factors.swap(pairs);
    }
    return factors[0];
  }

  graph_view old_;
  builder new_;
  buffer<node_id> moved_;
  buffer<int> uses_;
  buffer<int> length_;  // of the chain that ends here: its factors
  buffer<char> inner_;  // a product whose only user is a product
};

}  // namespace detail

constexpr graph balance_products(graph_view g) { return detail::product_balancer(g).run(); }

}  // namespace calx
