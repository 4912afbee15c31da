// SPDX-License-Identifier: Apache-2.0
// scale_roots: roots of sums of squares as hypot, which neither over- nor underflows on the way.
//
//   sqrt(u^2 + v^2)             hypot(u, v)
//   sqrt(u^2 + 4 v^4 + w^2)     hypot(hypot(u, 2 v^2), w)
//   sqrt(u^2 + 3)               hypot(u, sqrt(3))
//   sqrt(u^2)                   |u|
//
// Only on request (calculus/scaled.hpp), for it is no matter of rounding alone: hypot takes several times as long as the root,
// and the derivatives are hypot's. A sum with any other term stays. The squares are those that simplify finds. Linear.
#pragma once

#include <calx/graph/rebuild.hpp>
#include <calx/op/table.hpp>
#include <calx/transform/terms.hpp>

namespace calx {

namespace detail {

class root_scaler {
 public:
  constexpr explicit root_scaler(graph_view g) : old_(g), sums_(g), new_(g.size), make_(new_) {}

  constexpr graph run() {
    rebuild(old_, new_, moved_, [&](node const& n, int i) {
      node_id const made = n.operation == opcode::square_root ? root(old_[i].operands[0]) : no_node;
      return made == no_node ? new_.intern(n) : made;
    });
    copy_outputs(old_, new_, moved_);
    return prune(new_.take());
  }

 private:
  constexpr bool is_square(node_id id) const {
    node const& n = old_[id];
    return n.operation == opcode::power && n.payload > 0 && n.payload % 2 == 0;
  }
  constexpr node_id base_of(node_id square) { return make_.power(moved_[old_[square].operands[0]], old_[square].payload / 2); }
  constexpr node_id root_of(rational const& c) { return make_.apply(opcode::square_root, make_.constant(c)); }

  constexpr node_id root(node_id argument) {
    if (is_square(argument)) return make_.apply(opcode::abs, base_of(argument));
    if (!sums_.read(argument, sum_) || sum_.constant.is_negative()) return no_node;
    for (sum_term const& t : sum_.terms)
      if (!is_square(t.base) || t.coefficient.is_negative() || t.coefficient.is_zero()) return no_node;
    node_id result = no_node;
    for (sum_term const& t : sum_.terms) result = with_square(result, make_.multiply(root_of(t.coefficient), base_of(t.base)));
    return sum_.constant.is_zero() ? result : with_square(result, root_of(sum_.constant));
  }
  constexpr node_id with_square(node_id sum, node_id u) { return sum == no_node ? u : make_.apply(opcode::hypot, sum, u); }

  graph_view old_;
  sum_reader sums_;
  builder new_;
  maker make_;
  buffer<node_id> moved_;
  sum_terms sum_;
};

}  // namespace detail

constexpr graph scale_roots(graph_view g) { return detail::root_scaler(g).run(); }

}  // namespace calx
