// SPDX-License-Identifier: Apache-2.0
// share_reciprocals: quotients by one divisor share its reciprocal.
//
//   a/d, b/d, c/d^2   ->   a r, b r, (c r) r   with r = 1/d
//
// invert_powers: a/x^y -> a x^(-y), before a verb differentiates: x^(-y) serves value and derivatives, and no division is left.
//
// For what a verb derived, whose quotients are mostly such. The price is one rounding more, and infinity or 0 where 1/d
// leaves the range of numbers though a/d does not: |d| below 2^-1024. A function as a user wrote it keeps its divisions.
#pragma once

#include <calx/graph/rebuild.hpp>
#include <calx/op/table.hpp>
#include <calx/transform/prune.hpp>

namespace calx {

namespace detail {

class reciprocal_sharer {
 public:
  constexpr explicit reciprocal_sharer(graph_view g) : old_(g), quotients_(g.size) {}

  constexpr graph run() {
    bool any = false;
    for (int i = 0; i < old_.size; ++i)
      if (old_[i].operation == opcode::divide) any = ++quotients_[base_of(old_[i].operands[1])] > 1 || any;
    if (!any) return copy_of(old_);
    buffer<node_id> const moved = rebuild(old_, new_, [&](node const& n, int i) {
      if (n.operation != opcode::divide || !is_shared(old_[i].operands[1])) return new_.intern(n);
      node const& divisor = old_[old_[i].operands[1]];
      bool const power = is_power(divisor);
      node_id const base = power ? new_[n.operands[1]].operands[0] : n.operands[1];
      node_id const inverse = new_.apply(opcode::divide, new_.constant(number(rational(1))), base);
      bool const one = old_.is_constant(old_[i].operands[0]) && old_.constant(old_[i].operands[0]).is(1);
      node_id result = one ? inverse : product(n.operands[0], inverse);
      for (int k = power ? divisor.payload : 1; k > 1; --k) result = product(result, inverse);
      return result;
    });
    copy_outputs(old_, new_, moved);
    return prune(new_.take());
  }

 private:
  static constexpr bool is_power(node const& n) { return n.operation == opcode::power && n.payload > 1 && n.payload < 4; }
  constexpr node_id base_of(node_id divisor) const { return is_power(old_[divisor]) ? old_[divisor].operands[0] : divisor; }
  constexpr bool is_shared(node_id divisor) const {
    return quotients_[base_of(divisor)] > 1 && !old_.is_constant(base_of(divisor));
  }
  constexpr node_id product(node_id a, node_id b) {
    if (a == b) return new_.apply(opcode::power, a, no_node, no_node, 2);
    return new_.commuted(opcode::multiply, a, b);
  }

  graph_view old_;
  builder new_;
  buffer<int> quotients_;  // by each node, or a small power of it
};

}  // namespace detail

constexpr bool may_invert_powers(graph_view g) {
  for (int i = 0; i < g.size; ++i) {
    node const& n = g.nodes[i];
    if (n.operation == opcode::divide && g.nodes[n.operands[1]].operation == opcode::pow) return true;
  }
  return false;
}
constexpr graph invert_powers(graph_view g) {
  builder result(g.size);
  maker make(result);
  buffer<node_id> const moved = rebuild(g, result, [&](node const& n, int) {
    node const divisor = n.operation == opcode::divide ? result[n.operands[1]] : node{};
    if (divisor.operation != opcode::pow) return result.intern(n);
    return make.multiply(n.operands[0], make.pow(divisor.operands[0], make.negate(divisor.operands[1])));
  });
  copy_outputs(g, result, moved);
  return prune(result.take());
}

constexpr bool may_share_reciprocals(graph_view g) {
  int quotients = 0;
  for (int i = 0; i < g.size; ++i) quotients += g.nodes[i].operation == opcode::divide ? 1 : 0;
  return quotients > 1;
}
constexpr graph share_reciprocals(graph_view g) { return detail::reciprocal_sharer(g).run(); }

}  // namespace calx
