// SPDX-License-Identifier: Apache-2.0
// simplify: rebuilds a graph in normal form (op/maker.hpp) and collects the terms of each sum:
//
//   a + b - a + 2 b + 1 + 2  ->  3 b + 3          sums, negations and constant factors that nothing else uses are one sum
//   t1 + t2 + t3 + ... + tn  ->  a balanced tree  a chain of dependent additions costs 4 cycles each, and depth is bounded
//
// What it may do is said in op/maker.hpp (evaluation) and transform/canonical.hpp (proofs), nowhere else. Linear.
#pragma once

#include <calx/op/table.hpp>
#include <calx/transform/prune.hpp>

namespace calx {

namespace detail {

class simplifier {
 public:
  constexpr explicit simplifier(graph_view g) : old_(g), make_(new_), moved_(g.size, no_node) {}

  constexpr graph run() {
    find_absorbed();
    for (int i = 0; i < old_.size; ++i) {
      if (absorbed_[i] != 0) continue;
      moved_[i] = is_sum(old_[i].operation) ? collected(i) : rebuilt(i);
    }
    for (int i = 0; i < old_.output_count; ++i) new_.output(moved_[old_.outputs[i]]);
    return prune(new_.view());
  }

 private:
  struct term {
    rational coefficient;
    node_id factor;  // in the new graph; no_node: the constant term
  };
  struct signed_node {
    node_id id;
    bool negative;
  };

  static constexpr bool is_sum(opcode operation) {
    return operation == opcode::add || operation == opcode::subtract || operation == opcode::negate;
  }

  // A sum that is used once, by another sum, is part of that one.
  constexpr void find_absorbed() {
    buffer<int> uses(old_.size), by_sums(old_.size);
    for (int i = 0; i < old_.size; ++i)
      for (int k = 0; k < 3 && old_[i].operands[k] != no_node; ++k) {
        ++uses[old_[i].operands[k]];
        if (is_sum(old_[i].operation)) ++by_sums[old_[i].operands[k]];
      }
    for (int i = 0; i < old_.output_count; ++i) ++uses[old_.outputs[i]];
    absorbed_ = buffer<char>(old_.size);
    for (int i = 0; i < old_.size; ++i)
      absorbed_[i] = is_sum(old_[i].operation) && uses[i] == 1 && by_sums[i] == 1 && old_[i].shape.is_scalar() ? 1 : 0;
  }

  constexpr node_id rebuilt(int i) {
    node n = old_[i];
    if (n.operation == opcode::constant) return make_.constant(old_.constants[n.payload]);
    if (n.operands[0] == no_node) return new_.intern(n);
    for (int k = 0; k < 3 && n.operands[k] != no_node; ++k) n.operands[k] = moved_[n.operands[k]];
    return make_.apply(n.operation, n.operands[0], n.operands[1], n.operands[2], n.payload);
  }

  constexpr node_id collected(int root) {
    terms_.clear();
    stack_.clear();
    push_operands(root, false);
    while (!stack_.empty()) {
      signed_node const next = stack_.pop();
      if (absorbed_[next.id] != 0) push_operands(next.id, next.negative);
      else add_term(moved_[next.id], next.negative);
    }
    // The scratch array is cleared by what was written, so that long graphs stay linear.
    for (int i = 0; i < terms_.size(); ++i) place_of(terms_[i].factor) = 0;
    int kept = 0;
    for (int i = 0; i < terms_.size(); ++i) {
      bool const vanishes =
          terms_[i].coefficient.is_zero() && (terms_[i].factor == no_node || make_.is_total_node(terms_[i].factor));
      if (!vanishes) terms_[kept++] = terms_[i];
    }
    if (kept == 0) return make_.zero();
    signed_node const sum = balanced(0, kept);
    return sum.negative ? make_.negate(sum.id) : sum.id;
  }

  constexpr void push_operands(int i, bool negative) {
    node const& n = old_[i];
    if (n.operation == opcode::negate) {
      stack_.push({n.operands[0], !negative});
      return;
    }
    stack_.push({n.operands[1], n.operation == opcode::subtract ? !negative : negative});
    stack_.push({n.operands[0], negative});
  }

  constexpr void add_term(node_id id, bool negative) {
    maker::product p = make_.as_product(id);
    if (negative) p.coefficient = -p.coefficient;
    if (!p.coefficient.exact()) p = {rational(negative ? -1 : 1), id};
    int& place = place_of(p.term);
    if (place != 0) {
      rational const sum = terms_[place - 1].coefficient + p.coefficient;
      if (sum.exact()) {
        terms_[place - 1].coefficient = sum;
        return;
      }
    }
    terms_.push({p.coefficient, p.term});
    place = terms_.size();
  }
  constexpr int& place_of(node_id factor) {
    places_.grow(new_.size() + 1, 0);
    return places_[factor + 1];
  }

  constexpr signed_node balanced(int first, int last) {
    if (last - first == 1) {
      term const& t = terms_[first];
      bool const negative = t.coefficient.is_negative() && (-t.coefficient).exact();
      return {make_.from_product(negative ? -t.coefficient : t.coefficient, t.factor), negative};
    }
    int const middle = first + (last - first + 1) / 2;
    signed_node const l = balanced(first, middle), r = balanced(middle, last);
    if (l.negative == r.negative) return {make_.add(l.id, r.id), l.negative};
    return l.negative ? signed_node{make_.subtract(r.id, l.id), false} : signed_node{make_.subtract(l.id, r.id), false};
  }

  graph_view old_;
  builder new_;
  maker make_;
  buffer<node_id> moved_;
  buffer<char> absorbed_;
  buffer<term> terms_;
  buffer<signed_node> stack_;
  buffer<int> places_;
};

}  // namespace detail

constexpr graph simplify(graph_view g) { return detail::simplifier(g).run(); }

}  // namespace calx
