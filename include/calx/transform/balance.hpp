// SPDX-License-Identifier: Apache-2.0
// balance_products: a chain of 8 factors or more becomes a balanced tree, before a verb differentiates.
//
//   a b c d e f g h  ->  ((a b)(c d))((e f)(g h))
//
// n dependent multiplications would take 4 n cycles, and twice that in a gradient. A function as a user wrote it keeps its
// order, since a product can overflow in one order and not in another.
#pragma once

#include <calx/graph/rebuild.hpp>
#include <calx/transform/chains.hpp>

namespace calx {

namespace detail {

class product_balancer {
 public:
  static constexpr int shortest = 8;

  constexpr explicit product_balancer(graph_view g) : old_(g), chains_(g) {}

  constexpr graph run() {
    rebuild(old_, new_, moved_, [&](node const& n, int i) {
      if (!chains_.is_root(i)) return new_.intern(n);
      buffer<node_id> factors;
      chains_.factors_of(i, factors);
      return factors.size() < shortest ? new_.intern(n) : tree(factors);
    });
    copy_outputs(old_, new_, moved_);
    return prune(new_.take());
  }

 private:
  // The factors in the order in which they are written, two by two.
  constexpr node_id tree(buffer<node_id>& factors) {
    for (int i = 0; i < factors.size(); ++i) factors[i] = moved_[factors[i]];
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
  product_chains chains_;
};

}  // namespace detail

constexpr bool may_balance_products(graph_view g) {
  buffer<int> length(g.size, 1);
  for (node_id i = 0; i < g.size; ++i) {
    node const& n = g.nodes[i];
    if (n.operation != opcode::multiply) continue;
    length[i] = length[n.operands[0]] + length[n.operands[1]];
    if (length[i] >= detail::product_balancer::shortest) return true;
  }
  return false;
}
constexpr graph balance_products(graph_view g) { return detail::product_balancer(g).run(); }

}  // namespace calx
