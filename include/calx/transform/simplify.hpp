// SPDX-License-Identifier: Apache-2.0
// simplify: rebuilds a graph in normal form (op/maker.hpp) and collects the terms of each sum:
//
//   a + b - a + 2 b + 1 + 2  ->  3 b + 3          sums, negations and constant factors that nothing else uses are one sum
//   t1 + t2 + t3 + ... + tn  ->  a balanced tree  a chain of dependent additions costs 4 cycles each (4 products: FMAs)
//
// factor_sums: the same, and takes out of a sum what its terms have in common, so that it is multiplied once:
//
//   a u + b u + c   ->   u (a + b) + c       where only sums use the products
//   a/d + b/d + c   ->   (a + b)/d + c       the same for quotients
//   2 a + 2 b       ->   2 (a + b)
//   2 a + 400 (u v) ->   2 (a + s v)         where s = 200 u is there anyway
//
// Its sums are ordered by their terms, so that equal sums are one node: the two halves of the gradient of x.A x are one A x
// where A is symmetric. For code that a verb derived, not for text, and not for a function as a user wrote it: a + b may
// overflow where a u + b u does not, at the very end of the range.
//
// What they may do is said in op/maker.hpp (evaluation) and transform/canonical.hpp (proofs), nowhere else. Linear, but for
// the sorting.
#pragma once

#include <calx/op/table.hpp>
#include <calx/transform/prune.hpp>
#include <calx/transform/sum_parts.hpp>

namespace calx {

namespace detail {

class simplifier {
 public:
  constexpr simplifier(graph_view g, bool factoring)
      : old_(g),
        factoring_(factoring),
        parts_(find_sum_parts(g, factoring)),
        new_(g.size),
        make_(new_),
        moved_(g.size, no_node) {}

  constexpr graph run() {
    node_id* const moved = moved_.data();
    char const* const absorbed = parts_.absorbed.data();
    for (int i = 0; i < old_.size; ++i) {
      if (absorbed[i] != 0) continue;
      node const& n = old_.nodes[i];
      node_id const made = moved[i] = is_sum(n.operation) ? make_.fill(collected(i), n.shape) : rebuilt(n);
      if (factoring_ && parts_.kept_scale[i] != no_node) {
        scale_there_.grow(made + 1, no_node);
        scale_there_[made] = parts_.kept_scale[i];
      }
    }
    for (int i = 0; i < old_.output_count; ++i) new_.output(moved_[old_.outputs[i]]);
    return prune(new_.take());
  }

 private:
  struct term {
    rational coefficient;
    node_id factor;           // in the new graph; no_node: the constant term
    bool open;                // only sums use it: it may be taken apart
    node_id whole = no_node;  // |coefficient| factor, if that is a node already
  };
  struct counted_size {
    rational value;
    int count;
  };
  struct signed_node {
    node_id id;
    bool negative;
  };
  struct pair_of_nodes {
    node_id a = no_node, b = no_node;
  };

  constexpr node_id rebuilt(node const& n) {
    if (n.operation == opcode::constant) return make_.constant(old_.constants[n.payload]);
    if (n.operands[0] == no_node && n.operation != opcode::identity) return new_.intern(n);
    node_id const* const moved = moved_.data();
    node made = n;
    for (int k = 0; k < 3 && n.operands[k] != no_node; ++k) made.operands[k] = moved[n.operands[k]];
    return make_.again(made);
  }

  constexpr node_id collected(int root) {
    terms_.clear();
    stack_.clear();
    make_places();
    push_operands(root, false);
    char const* const absorbed = parts_.absorbed.data();
    node_id const* const moved = moved_.data();
    while (!stack_.empty()) {
      signed_node const next = stack_.pop();
      if (absorbed[next.id] != 0) push_operands(next.id, next.negative);
      else add_term(moved[next.id], next.negative, factoring_ && parts_.open[next.id] != 0);
    }
    // The scratch array is cleared by what was written, so that long graphs stay linear.
    int kept = 0;
    int const count = terms_.size();
    for (int i = 0; i < count; ++i) {
      term const& t = terms_[i];
      place_of(t.factor) = 0;
      if (t.coefficient.is_zero() && (t.factor == no_node || make_.is_total_node(t.factor))) continue;
      if (kept != i) terms_[kept] = t;
      ++kept;
    }
    if (kept == 0) return make_.zero();
    terms_.shrink(kept);
    if (factoring_) take_out_factors();
    signed_node const sum = balanced(0, terms_.size());
    return sum.negative ? make_.negate(sum.id) : sum.id;
  }

  constexpr void push_operands(int i, bool negative) {
    node const& n = old_.nodes[i];
    if (n.operation == opcode::negate) {
      stack_.push({n.operands[0], !negative});
      return;
    }
    stack_.push({n.operands[1], n.operation == opcode::subtract ? !negative : negative});
    stack_.push({n.operands[0], negative});
  }

  constexpr void add_term(node_id id, bool negative, bool open) {
    maker::product p = make_.as_product(id);
    bool const is_product = p.term != id && !p.coefficient.is_negative() && !p.coefficient.is_zero();
    if (negative) p.coefficient = -p.coefficient;
    if (!p.coefficient.exact()) p = {rational(negative ? -1 : 1), id};
    int& place = place_of(p.term);
    if (place != 0) {
      rational const sum = terms_[place - 1].coefficient + p.coefficient;
      if (sum.exact()) {
        terms_[place - 1].coefficient = sum;
        terms_[place - 1].whole = no_node;
        return;
      }
    }
    terms_.push({p.coefficient, p.term, open, is_product ? id : no_node});
    place = terms_.size();
  }
  // A number for each node there is by now, and for no_node; 0 between uses.
  constexpr void make_places() { places_.grow(new_.size() + 1, 0); }
  constexpr int& place_of(node_id factor) { return places_[factor + 1]; }

  // a u + b u + ... -> u (a + b + ...): each open product goes with the factor that most of them share. Then again, for what
  // the new terms share; each round is linear.
  constexpr void take_out_factors() {
    for (int round = 0; round < 3 && (group(true) || group(false)); ++round) regroup();
    gather_constants();
  }
  // Finds, for each open term, the divisor (or factor) that most terms share with it: key_. False: none is shared.
  constexpr bool group(bool by_divisor) {
    by_divisor_ = by_divisor;
    int open = 0;
    for (term const& t : terms_) open += t.open ? 1 : 0;
    if (open < 2) return false;
    make_places();
    shareable_.clear();
    for (term const& t : terms_) {
      pair_of_nodes const candidates = t.open && t.factor != no_node ? shareable(new_[t.factor]) : pair_of_nodes{};
      if (candidates.a != no_node) ++place_of(candidates.a);
      if (candidates.b != no_node) ++place_of(candidates.b);
      shareable_.push(candidates);
    }
    key_.clear();
    bool any = false;
    for (pair_of_nodes const& c : shareable_) {
      int const by_a = c.a == no_node ? 0 : place_of(c.a), by_b = c.b == no_node ? 0 : place_of(c.b);
      node_id const key = by_b > 1 && by_b > by_a ? c.b : by_a > 1 ? c.a : no_node;
      any = any || key != no_node;
      key_.push(key);
    }
    for (pair_of_nodes const& c : shareable_) {
      if (c.a != no_node) place_of(c.a) = 0;
      if (c.b != no_node) place_of(c.b) = 0;
    }
    return any;
  }
  // The factors of a product, or the divisor of a quotient, that other terms may have, too.
  constexpr pair_of_nodes shareable(node const& n) const {
    if (by_divisor_) {
      bool const quotient = n.operation == opcode::divide && !make_.is_constant(n.operands[0]);
      return {quotient ? n.operands[1] : no_node, no_node};
    }
    if (n.operation != opcode::multiply && !(n.operation == opcode::power && n.payload == 2)) return {};
    node_id const a = n.operands[0], b = n.operands[1] == a ? no_node : n.operands[1];
    return {make_.is_constant(a) ? no_node : a, b == no_node || make_.is_constant(b) ? no_node : b};
  }
  constexpr void regroup() {
    buffer<term> const old = static_cast<buffer<term>&&>(terms_);
    buffer<int> next(old.size(), -1);
    for (int i = old.size() - 1; i >= 0; --i) {
      if (key_[i] == no_node) continue;
      int& later = place_of(key_[i]);
      next[i] = later - 1;
      later = i + 1;
    }
    buffer<term> result;
    for (int i = 0; i < old.size(); ++i) {
      node_id const key = key_[i];
      if (key != no_node && place_of(key) == 0) continue;  // taken already
      bool const alone = key == no_node || next[i] < 0;
      if (key != no_node) place_of(key) = 0;
      if (alone) {
        result.push(old[i]);
        continue;
      }
      terms_ = buffer<term>();
      for (int k = i; k >= 0; k = next[k])
        terms_.push(
            {old[k].coefficient, by_divisor_ ? new_[old[k].factor].operands[0] : other_factor(old[k].factor, key), false});
      gather_constants();
      signed_node const sum = balanced(0, terms_.size());
      maker::product const p = make_.as_product(by_divisor_ ? make_.divide(sum.id, key) : make_.multiply(key, sum.id));
      result.push({sum.negative ? -p.coefficient : p.coefficient, p.term, false});
    }
    terms_ = static_cast<buffer<term>&&>(result);
  }
  constexpr node_id other_factor(node_id product, node_id u) const {
    node const& n = new_[product];
    if (n.operation == opcode::power) return u;
    return n.operands[0] == u ? n.operands[1] : n.operands[0];
  }

  // 2 a + 2 b -> 2 (a + b), for the coefficient that most terms have.
  constexpr void gather_constants() {
    bool scaled = false;
    for (term const& t : terms_) scaled = scaled || !(t.coefficient.is(1) || t.coefficient.is(-1));
    if (!scaled) return sort_terms();
    find_sizes();
    use_scaled_factors();
    sort_terms();
    find_sizes();
    int best = -1;
    for (int i = 0; i < sizes_.size(); ++i) {
      bool const plain = sizes_[i].value <= rational(1) || !make_.moderate(sizes_[i].value);
      if (!plain && sizes_[i].count > (best < 0 ? 1 : sizes_[best].count)) best = i;
    }
    if (best < 0) return;
    rational const c = sizes_[best].value;
    buffer<term> inner, rest;
    for (int i = 0; i < terms_.size(); ++i) {
      term const& t = terms_[i];
      if (size_of_[i] == best) inner.push({rational(t.coefficient.is_negative() ? -1 : 1), t.factor, false});
      else rest.push(t);
    }
    terms_ = static_cast<buffer<term>&&>(inner);
    signed_node const sum = balanced(0, terms_.size());
    terms_ = static_cast<buffer<term>&&>(rest);
    terms_.push({sum.negative ? -c : c, sum.id, false});
    sort_terms();
  }
  // The magnitudes of the coefficients, the first 16 of them, and which one each term has (-1: none of these).
  constexpr void find_sizes() {
    sizes_.clear();
    size_of_.clear();
    for (term const& t : terms_) {
      int which = -1;
      if (t.factor != no_node) {
        rational const size = t.coefficient.magnitude();
        for (int i = 0; i < sizes_.size() && which < 0; ++i)
          if (sizes_[i].value == size) which = i;
        if (which < 0 && sizes_.size() < 16) {
          which = sizes_.size();
          sizes_.push({size, 0});
        }
        if (which >= 0) ++sizes_[which].count;
      }
      size_of_.push(which);
    }
  }
  // 2 a + 400 (u v) -> 2 a + 2 (s v) where s = 200 u is there anyway.
  constexpr void use_scaled_factors() {
    for (int i = 0; i < terms_.size(); ++i) {
      term const t = terms_[i];
      if (!t.open || t.coefficient.magnitude().is(1) || !make_.moderate(t.coefficient)) continue;
      node const n = new_[t.factor];
      for (int k = 0; k < 2 && n.operation == opcode::multiply; ++k) {
        node_id const u = n.operands[k];
        if (u >= scale_there_.size() || scale_there_[u] == no_node) continue;
        rational const scale = old_.constant(scale_there_[u]).exact, c = t.coefficient / scale;
        if (!make_.moderate(scale) || !make_.moderate(c) || c.magnitude().is(1) || !has_coefficient(c.magnitude())) continue;
        node_id const s = make_.multiply(make_.constant(scale), u), v = n.operands[1 - k];
        terms_[i] = {c, new_.commuted(opcode::multiply, s, v), false};
        break;
      }
    }
  }
  constexpr bool has_coefficient(rational const& size) const {
    for (counted_size const& s : sizes_)
      if (s.value == size) return true;
    return false;
  }
  // By the id of what is multiplied; sums last, so that a sum of the others is the same node wherever it stands.
  constexpr void sort_terms() {
    ranks_.clear();
    for (int i = 0; i < terms_.size(); ++i) {
      node_id const factor = terms_[i].factor;
      int const rank = factor == no_node ? -1 : is_sum(new_[factor].operation) ? factor + new_.size() : factor;
      ranks_.push(rank);
      if (i == 0 || rank >= ranks_[i - 1]) continue;
      term const t = terms_[i];
      int at = i;
      for (; at > 0 && rank < ranks_[at - 1]; --at) terms_[at] = terms_[at - 1], ranks_[at] = ranks_[at - 1];
      terms_[at] = t, ranks_[at] = rank;
    }
  }

  constexpr signed_node balanced(int first, int last) {
    if (last - first == 1) {
      term const& t = terms_[first];
      bool const negative = t.coefficient.is_negative();
      if (t.factor != no_node && (t.coefficient.is(1) || t.coefficient.is(-1))) return {t.factor, negative};
      if (t.whole != no_node) return {t.whole, negative};
      return {make_.from_product(negative ? -t.coefficient : t.coefficient, t.factor), negative};
    }
    int middle = are_few_products(first, last) ? last - 1 : first + (last - first + 1) / 2;
    if (factoring_ && is_sum_term(last - 1) && !is_sum_term(first))
      for (middle = first + 1; !is_sum_term(middle);) ++middle;
    signed_node const l = balanced(first, middle), r = balanced(middle, last);
    if (l.negative == r.negative) return {make_.add(l.id, r.id), l.negative};
    return l.negative ? signed_node{make_.subtract(r.id, l.id), false} : signed_node{make_.subtract(l.id, r.id), false};
  }

  // Added one after the other, all but the first become fused multiply-adds.
  constexpr bool are_few_products(int first, int last) const {
    if (last - first > 4) return false;
    for (int i = first + 1; i < last; ++i) {
      if (terms_[i].factor == no_node) return false;
      bool const scaled = !(terms_[i].coefficient.magnitude() == rational(1));
      if (!scaled && new_[terms_[i].factor].operation != opcode::multiply) return false;
    }
    return true;
  }
  constexpr bool is_sum_term(int i) const { return terms_[i].factor != no_node && is_sum(new_[terms_[i].factor].operation); }

  graph_view old_;
  bool factoring_;
  sum_parts parts_;
  builder new_;
  maker make_;
  buffer<node_id> moved_;
  buffer<counted_size> sizes_;
  buffer<int> size_of_;
  buffer<int> ranks_;
  buffer<pair_of_nodes> shareable_;
  buffer<node_id> key_;  // of each term: the factor, or divisor, that it shares
  bool by_divisor_ = false;
  buffer<node_id> scale_there_;  // of a new node: the old constant that it is needed times anyway
  buffer<term> terms_;
  buffer<signed_node> stack_;
  buffer<int> places_;
};

}  // namespace detail

constexpr graph simplify(graph_view g) { return detail::simplifier(g, false).run(); }
constexpr graph factor_sums(graph_view g) { return detail::simplifier(g, true).run(); }

}  // namespace calx
