// SPDX-License-Identifier: Apache-2.0
// sum_reader: what a sum adds up, through the sums that it alone uses:
//
//   c + k1 u1 + k2 u2 + ...      an exact constant c, exact coefficients k, and nodes u that are no sums of its own
//
// For passes that look for a pattern among the terms; simplify.hpp, which rewrites every sum, keeps its own terms. Linear.
#pragma once

#include <calx/op/maker.hpp>
#include <calx/transform/prune.hpp>

namespace calx {

struct sum_term {
  rational coefficient{1};
  node_id base = no_node;
};
struct sum_terms {
  rational constant{0};
  buffer<sum_term> terms;
};

class sum_reader {
 public:
  constexpr explicit sum_reader(graph_view g) : g_(g), uses_(use_counts(g)), inner_(g.size) {
    buffer<int> by_sums(g.size);
    for (int i = g.size - 1; i >= 0; --i) {
      node const& n = g.nodes[i];
      if (!is_sum(n.operation)) continue;
      inner_[i] = by_sums[i] == 1 && uses_[i] == 1 ? 1 : 0;
      for (int k = 0; k < 2 && n.operands[k] != no_node; ++k) ++by_sums[n.operands[k]];
    }
  }

  static constexpr bool is_sum(opcode operation) {
    return operation == opcode::add || operation == opcode::subtract || operation == opcode::negate;
  }
  // A sum or difference that is not a part of another one.
  constexpr bool is_whole(node_id id) const {
    return inner_[id] == 0 && (g_[id].operation == opcode::add || g_[id].operation == opcode::subtract);
  }
  constexpr int uses(node_id id) const { return uses_[id]; }

  // False: not a sum, or a coefficient that is not exact.
  constexpr bool read(node_id root, sum_terms& sum) {
    sum.constant = rational(0);
    sum.terms.clear();
    if (g_[root].operation != opcode::add && g_[root].operation != opcode::subtract) return false;
    stack_.clear();
    push_operands(root, false);
    while (!stack_.empty()) {
      signed_node const next = stack_.pop();
      if (inner_[next.id] != 0) push_operands(next.id, next.negative);
      else if (!add_term(next, sum)) return false;
    }
    return true;
  }

 private:
  struct signed_node {
    node_id id = no_node;
    bool negative = false;
  };

  constexpr void push_operands(node_id id, bool negative) {
    node const& n = g_[id];
    bool const minus = n.operation == opcode::negate;
    if (!minus) stack_.push({n.operands[1], n.operation == opcode::subtract ? !negative : negative});
    stack_.push({n.operands[0], minus ? !negative : negative});
  }
  constexpr bool is_exact(node_id id) const { return g_.is_constant(id) && g_.constant(id).is_exact(); }
  constexpr bool add_term(signed_node const& t, sum_terms& sum) const {
    node const& n = g_[t.id];
    rational k(t.negative ? -1 : 1);
    if (is_exact(t.id)) {
      sum.constant += k * g_.constant(t.id).exact;
      return sum.constant.exact();
    }
    if (n.operation == opcode::negate) {
      sum.terms.push({-k, n.operands[0]});
    } else if (n.operation == opcode::multiply && is_exact(n.operands[0])) {
      k *= g_.constant(n.operands[0]).exact;
      sum.terms.push({k, n.operands[1]});
    } else {
      sum.terms.push({k, t.id});
    }
    return k.exact();
  }

  graph_view g_;
  buffer<int> uses_;
  buffer<char> inner_;
  buffer<signed_node> stack_;
};

// The sum of some terms in a new graph, where each base has gone; no_node: there are none. `left_out` is the place of one that
// is left out (-1: none).
constexpr node_id sum_of_terms(maker& make, sum_terms const& sum, buffer<node_id> const& moved, int left_out = -1) {
  node_id result = no_node;
  for (int i = 0; i < sum.terms.size(); ++i) {
    if (i == left_out) continue;
    sum_term const& t = sum.terms[i];
    node_id const term = make.from_product(t.coefficient, moved[t.base]);
    result = result == no_node ? term : make.add(result, term);
  }
  return result;
}

}  // namespace calx
