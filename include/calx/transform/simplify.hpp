// SPDX-License-Identifier: Apache-2.0
// simplify: rebuilds a graph in normal form (op/maker.hpp) and collects the terms of each sum:
//
//   a + b - a + 2 b + 1 + 2  ->  3 b + 3          sums, negations and constant factors that nothing else uses are one sum
//   t1 + t2 + t3 + ... + tn  ->  a balanced tree  a chain of dependent additions costs 4 cycles each, and depth is bounded
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

namespace calx {

namespace detail {

class simplifier {
 public:
  constexpr simplifier(graph_view g, bool factoring) : old_(g), factoring_(factoring), make_(new_), moved_(g.size, no_node) {}

  constexpr graph run() {
    find_absorbed();
    for (int i = 0; i < old_.size; ++i) {
      if (absorbed_[i] != 0) continue;
      moved_[i] = is_sum(old_[i].operation) ? collected(i) : rebuilt(i);
      if (factoring_ && kept_scale_[i] != no_node) {
        scale_there_.grow(moved_[i] + 1, no_node);
        scale_there_[moved_[i]] = kept_scale_[i];
      }
    }
    for (int i = 0; i < old_.output_count; ++i) new_.output(moved_[old_.outputs[i]]);
    return prune(new_.view());
  }

 private:
  struct term {
    rational coefficient;
    node_id factor;  // in the new graph; no_node: the constant term
    bool open;       // only sums use it: it may be taken apart
  };
  struct counted_size {
    rational value;
    int count;
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
    if (factoring_) find_open(uses, by_sums);
  }

  // A product that only sums use, by itself or times a constant; and a constant that a node is needed times anyway.
  constexpr void find_open(buffer<int> const& uses, buffer<int> const& by_sums) {
    open_ = buffer<char>(old_.size);
    kept_scale_ = buffer<node_id>(old_.size, no_node);
    buffer<int> scaled(old_.size);
    for (int i = 0; i < old_.size; ++i)
      if (is_scaling(i) && uses[i] == by_sums[i]) ++scaled[old_[i].operands[1]];
    for (int i = 0; i < old_.size; ++i) {
      opcode const operation = old_[i].operation;
      bool const product = (operation == opcode::multiply && !is_scaling(i)) || operation == opcode::divide ||
                           (operation == opcode::power && old_[i].payload == 2);
      if (product && uses[i] == by_sums[i] + scaled[i] && old_[i].shape.is_scalar()) open_[i] = 1;
      if (is_scaling(i) && uses[i] == by_sums[i]) open_[i] = open_[old_[i].operands[1]];
      if (is_scaling(i) && open_[i] == 0) kept_scale_[old_[i].operands[1]] = old_[i].operands[0];
    }
  }
  constexpr bool is_scaling(int i) const {
    return old_[i].operation == opcode::multiply && old_.is_constant(old_[i].operands[0]);
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
      else add_term(moved_[next.id], next.negative, factoring_ && open_[next.id] != 0);
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
    while (terms_.size() > kept) (void)terms_.pop();
    if (factoring_) take_out_factors();
    signed_node const sum = balanced(0, terms_.size());
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

  constexpr void add_term(node_id id, bool negative, bool open) {
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
    terms_.push({p.coefficient, p.term, open});
    place = terms_.size();
  }
  constexpr int& place_of(node_id factor) {
    places_.grow(new_.size() + 1, 0);
    return places_[factor + 1];
  }

  // a u + b u + ... -> u (a + b + ...): each open product goes with the factor that most of them share. Then again, for what
  // the new terms share; each round is linear.
  constexpr void take_out_factors() {
    for (int round = 0; round < 3 && (group(true) || group(false)); ++round) regroup();
    gather_constants();
  }
  // Finds, for each open term, the term before it with the same divisor (or factor): previous_; members_ counts them.
  constexpr bool group(bool by_divisor) {
    by_divisor_ = by_divisor;
    auto const candidate = [&](term const& t, int k) {
      if (!t.open || t.factor == no_node) return no_node;
      node const& n = new_[t.factor];
      if (by_divisor) {
        bool const quotient = k == 0 && n.operation == opcode::divide && !make_.is_constant(n.operands[0]);
        return quotient ? n.operands[1] : no_node;
      }
      bool const product = n.operation == opcode::multiply || (n.operation == opcode::power && n.payload == 2);
      if (!product || n.operands[k] == no_node || make_.is_constant(n.operands[k])) return no_node;
      return k == 1 && n.operands[1] == n.operands[0] ? no_node : n.operands[k];
    };
    for (term const& t : terms_)
      for (int k = 0; k < 2; ++k)
        if (candidate(t, k) != no_node) ++place_of(candidate(t, k));
    key_.clear();
    bool any = false;
    for (term const& t : terms_) {
      node_id key = no_node;
      for (int k = 0; k < 2; ++k) {
        node_id const c = candidate(t, k);
        if (c != no_node && place_of(c) > (key == no_node ? 1 : place_of(key))) key = c;
      }
      any = any || key != no_node;
      key_.push(key);
    }
    for (term const& t : terms_)
      for (int k = 0; k < 2; ++k)
        if (candidate(t, k) != no_node) place_of(candidate(t, k)) = 0;
    return any;
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
      if (!t.open || t.coefficient.magnitude() == rational(1) || !make_.moderate(t.coefficient)) continue;
      node const n = new_[t.factor];
      for (int k = 0; k < 2 && n.operation == opcode::multiply; ++k) {
        node_id const u = n.operands[k];
        if (u >= scale_there_.size() || scale_there_[u] == no_node) continue;
        rational const scale = old_.constant(scale_there_[u]).exact, c = t.coefficient / scale;
        if (!make_.moderate(scale) || !make_.moderate(c) || c.magnitude() == rational(1) || !has_coefficient(c.magnitude()))
          continue;
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
    auto const rank = [&](term const& t) {
      return t.factor == no_node ? -1 : is_sum(new_[t.factor].operation) ? t.factor + new_.size() : t.factor;
    };
    for (int i = 1; i < terms_.size(); ++i) {
      term const t = terms_[i];
      int at = i;
      for (; at > 0 && rank(t) < rank(terms_[at - 1]); --at) terms_[at] = terms_[at - 1];
      terms_[at] = t;
    }
  }

  constexpr signed_node balanced(int first, int last) {
    if (last - first == 1) {
      term const& t = terms_[first];
      bool const negative = t.coefficient.is_negative() && (-t.coefficient).exact();
      return {make_.from_product(negative ? -t.coefficient : t.coefficient, t.factor), negative};
    }
    int middle = first + (last - first + 1) / 2;
    if (factoring_ && is_sum_term(last - 1) && !is_sum_term(first))
      for (middle = first + 1; !is_sum_term(middle);) ++middle;
    signed_node const l = balanced(first, middle), r = balanced(middle, last);
    if (l.negative == r.negative) return {make_.add(l.id, r.id), l.negative};
    return l.negative ? signed_node{make_.subtract(r.id, l.id), false} : signed_node{make_.subtract(l.id, r.id), false};
  }

  constexpr bool is_sum_term(int i) const { return terms_[i].factor != no_node && is_sum(new_[terms_[i].factor].operation); }

  graph_view old_;
  bool factoring_;
  builder new_;
  maker make_;
  buffer<node_id> moved_;
  buffer<char> absorbed_;
  buffer<char> open_;
  buffer<counted_size> sizes_;
  buffer<int> size_of_;
  buffer<node_id> key_;  // of each term: the factor, or divisor, that it shares
  bool by_divisor_ = false;
  buffer<node_id> kept_scale_, scale_there_;  // of an old, of a new node: the old constant that it is needed times anyway
  buffer<term> terms_;
  buffer<signed_node> stack_;
  buffer<int> places_;
};

}  // namespace detail

constexpr graph simplify(graph_view g) { return detail::simplifier(g, false).run(); }
constexpr graph factor_sums(graph_view g) { return detail::simplifier(g, true).run(); }

}  // namespace calx
