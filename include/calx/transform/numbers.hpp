// SPDX-License-Identifier: Apache-2.0
// gather_numbers: numbers such as 1/sqrt(2) stand in front of products, as rational constants do.
//
//   u (k v)  ->  k (u v)        (k u)/v  ->  k (u/v)
//   u/sqrt(2)  ->  (1/sqrt(2)) u, one rounding more, and (k u) (k v)  ->  1/2 (u v) with such a k
//
// The normal form (op/maker.hpp) does so with rationals, which it can compute; these the compiler folds. place_constants then
// puts them where they cost least. Only numbers that are neither huge nor tiny are moved, as with rationals.
#pragma once

#include <calx/op/table.hpp>
#include <calx/transform/prune.hpp>

namespace calx {

namespace detail {

// For each node: 0, or b + 1 if it is a number, no input or captured number in it, with 2^-b <= |value| <= 2^b for a small b.
constexpr buffer<int> tame_numbers(graph_view g) {
  constexpr int limit = 40;
  buffer<int> result(g.size);
  int* const size = result.data();
  for (node_id i = 0; i < g.size; ++i) {
    node const& n = g.nodes[i];
    int const a = n.operands[0] == no_node ? 0 : size[n.operands[0]], b = n.operands[1] == no_node ? 0 : size[n.operands[1]];
    switch (n.operation) {
      case opcode::constant: size[i] = g.constant(i).is_exact() && maker::moderate(g.constant(i).exact) ? 21 : 0; break;
      case opcode::pi:
      case opcode::e: size[i] = 3; break;
      case opcode::square_root:
      case opcode::log: {
        bool const of_rational = g.is_constant(n.operands[0]) && a != 0 && g.constant(n.operands[0]).exact > rational(0);
        size[i] = of_rational && !g.constant(n.operands[0]).is(1) ? 21 : 0;
        break;
      }
      case opcode::multiply:
      case opcode::divide: size[i] = a != 0 && b != 0 && a + b - 2 <= limit ? a + b - 1 : 0; break;
      default: break;
    }
  }
  return result;
}

class number_gatherer {
 public:
  constexpr explicit number_gatherer(graph_view g) : old_(g), is_number_(tame_numbers(g)) {}

  constexpr graph run() {
    bool any = false;
    for (node_id i = 0; i < old_.size; ++i) any = any || (is_number_[i] != 0 && !old_.is_constant(i));
    if (!any) return copy_of(old_);
    moved_ = buffer<multiple>(old_.size);
    for (node_id i = 0; i < old_.size; ++i) moved_[i] = made(i);
    for (int i = 0; i < old_.output_count; ++i) new_.output(value(old_.outputs[i]));
    return prune(new_.take());
  }

 private:
  // c k u; without u: a number; without k: k = 1.
  struct multiple {
    rational c{1};
    node_id k = no_node, u = no_node;
  };

  constexpr multiple made(node_id i) {
    node n = old_[i];
    if (n.operation == opcode::constant) {
      if (is_number_[i] != 0) return {old_.constant(i).exact, no_node, no_node};
      return {rational(1), no_node, new_.constant(old_.constant(i))};
    }
    if (is_number_[i] != 0) return {rational(1), rebuilt(n), no_node};
    if (n.operation == opcode::multiply) {
      multiple const &a = moved_[n.operands[0]], &b = moved_[n.operands[1]];
      rational c = a.c * b.c;
      node_id k = a.k == no_node ? b.k : a.k;
      bool together = a.k == no_node || b.k == no_node;
      if (!together && a.k == b.k && square_of(k).exact()) {
        c = c * square_of(k);
        k = no_node;
        together = true;
      }
      if (together && maker::moderate(c) && (a.u != no_node || b.u != no_node)) {
        bool const both = a.u != no_node && b.u != no_node;
        return {c, k, both ? new_.commuted(opcode::multiply, a.u, b.u) : a.u == no_node ? b.u : a.u};
      }
    } else if (n.operation == opcode::negate && moved_[n.operands[0]].u != no_node) {
      multiple m = moved_[n.operands[0]];
      m.c = -m.c;
      return m;
    } else if (n.operation == opcode::divide && moved_[n.operands[0]].u != no_node) {
      multiple const m = moved_[n.operands[0]];
      if (is_root(n.operands[1]) && m.k == no_node) {
        node_id const one = new_.constant(number(rational(1)));
        return {m.c, new_.apply(opcode::divide, one, value(n.operands[1])), m.u};
      }
      return {m.c, m.k, new_.apply(opcode::divide, m.u, value(n.operands[1]))};
    }
    return {rational(1), no_node, rebuilt(n)};
  }
  constexpr bool is_root(node_id i) const { return is_number_[i] != 0 && old_[i].operation == opcode::square_root; }
  // Of sqrt(c) and 1/sqrt(c): c and 1/c.
  constexpr rational square_of(node_id k) const {
    node const& n = new_[k];
    bool const inverse = n.operation == opcode::divide && is_one(n.operands[0]);
    node const& root = inverse ? new_[n.operands[1]] : n;
    if (root.operation != opcode::square_root || new_[root.operands[0]].operation != opcode::constant)
      return rational::inexact();
    rational const& c = new_.constant_at(root.operands[0]).exact;
    return inverse ? c.reciprocal() : c;
  }
  constexpr bool is_one(node_id k) const { return new_[k].operation == opcode::constant && new_.constant_at(k).is(1); }
  constexpr node_id rebuilt(node n) {
    for (int k = 0; k < 3 && n.operands[k] != no_node; ++k) n.operands[k] = value(n.operands[k]);
    return new_.intern(n);
  }
  constexpr node_id value(node_id i) {
    multiple const& m = moved_[i];
    node_id const x = m.k == no_node ? m.u : m.u == no_node ? m.k : new_.commuted(opcode::multiply, m.k, m.u);
    if (x == no_node) return new_.constant(number(m.c));
    if (m.c == rational(1)) return x;
    return m.c == rational(-1) ? new_.apply(opcode::negate, x) : new_.apply(opcode::multiply, new_.constant(number(m.c)), x);
  }

  graph_view old_;
  buffer<int> is_number_;
  builder new_;
  buffer<multiple> moved_;
};

}  // namespace detail

constexpr bool may_gather_numbers(graph_view g) {
  for (node_id i = 0; i < g.size; ++i) {
    node const& n = g.nodes[i];
    switch (n.operation) {
      case opcode::pi:
      case opcode::e: return true;
      case opcode::square_root:
      case opcode::log:
        if (g.is_constant(n.operands[0])) return true;
        break;
      case opcode::multiply:
      case opcode::divide:  // whose quotient no rational holds
        if (g.is_constant(n.operands[0]) && g.is_constant(n.operands[1])) return true;
        break;
      default: break;
    }
  }
  return false;
}
constexpr graph gather_numbers(graph_view g) { return detail::number_gatherer(g).run(); }

}  // namespace calx
