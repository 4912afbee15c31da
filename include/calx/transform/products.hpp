// SPDX-License-Identifier: Apache-2.0
// share_products: products with common factors share their product.
//
//   a (b c)  ->  (a b) c        where a b is computed anyway
//
// For what a verb derived: the sweeps multiply the same factors in many orders. A function as a user wrote it keeps its order,
// since a product can overflow in one order and not in another; here a b is a factor of some result in any case.
#pragma once

#include <calx/graph/rebuild.hpp>
#include <calx/transform/prune.hpp>

namespace calx {

namespace detail {

class product_sharer {
 public:
  constexpr explicit product_sharer(graph_view g) : old_(g) {}

  constexpr graph run() {
    buffer<node_id> const moved = rebuild(old_, new_, [&](node const& n, int) {
      bool const product_of_two = n.operation == opcode::multiply && n.shape.is_scalar() && !is_constant(n.operands[0]);
      return product_of_two ? product(n.operands[0], n.operands[1], 4) : new_.intern(n);  // constants stay in front
    });
    copy_outputs(old_, new_, moved);
    return prune(new_.view());
  }

 private:
  constexpr node_id product(node_id a, node_id b, int depth) {
    node_id const known = find(a, b);
    if (known != no_node) return known;
    for (int swap = 0; swap < 2 && depth > 0; ++swap) {
      node_id const u = swap == 0 ? a : b;
      node const v = new_[swap == 0 ? b : a];
      if (v.operation != opcode::multiply || is_constant(u)) continue;
      for (int k = 0; k < 2; ++k) {
        node_id const shared = is_constant(v.operands[k]) ? no_node : find(u, v.operands[k]);
        if (shared != no_node) return product(shared, v.operands[1 - k], depth - 1);
      }
    }
    return new_.commuted(opcode::multiply, a, b);
  }
  constexpr node_id find(node_id a, node_id b) const {
    return new_.find({opcode::multiply, {a <= b ? a : b, a <= b ? b : a, no_node}, 0, {}});
  }
  constexpr bool is_constant(node_id id) const { return new_[id].operation == opcode::constant; }

  graph_view old_;
  builder new_;
};

}  // namespace detail

constexpr graph share_products(graph_view g) { return detail::product_sharer(g).run(); }

}  // namespace calx
