// SPDX-License-Identifier: Apache-2.0
// place_constants: where a constant factor costs least.
//
// The normal form has constants in front of products. An adjoint -2 u with five users becomes -2 (u a), -2 (u b), ...: a
// multiplication each. If every use of a product is by one constant (up to sign), the constant is given back to a factor:
//
//   c (u a), c (u b), c u   ->   s a, s b, s   with s = c u        and so on into u, as long as all its uses agree
//
// Signs are carried along and end in sums: a + (-b) = a - b. Only moderate constants are moved (op/maker.hpp).
#pragma once

#include <calx/op/maker.hpp>
#include <calx/transform/prune.hpp>

namespace calx {

namespace detail {

class constant_placer {
 public:
  constexpr explicit constant_placer(graph_view g)
      : old_(g),
        is_number_(g.size),
        multiples_(g.size),
        kept_(g.size, -1),
        kept_negative_(g.size),
        carrier_(g.size, no_node),
        final_(g.size),
        plain_(g.size),
        scaled_(g.size) {}

  constexpr graph run() {
    if (!find_multiples()) return copy_of(old_);
    find_carriers();
    build();
    return prune(new_.view());
  }

 private:
  // How the users of a node want it.
  struct wanted {
    enum class kind_type : std::uint8_t { unused, scaled, plain } kind = kind_type::unused;
    int constant = 0;  // scaled: by scales_[constant]
  };
  struct signed_node {
    node_id id = no_node;
    bool negative = false;
  };

  // c k u, with a moderate rational c and a number k such as sqrt(2) or pi (or none), as a multiple of u.
  struct multiple {
    node_id of = no_node;
    int by = 0;  // position in scales_
    bool negative = false;
  };
  struct scale {
    rational size{1};
    node_id number = no_node;
    friend constexpr bool operator==(scale const& a, scale const& b) { return a.size == b.size && a.number == b.number; }
  };

  constexpr void find_numbers() {
    for (node_id i = 0; i < old_.size; ++i) {
      node const& n = old_[i];
      bool number = n.operation == opcode::constant || n.operation == opcode::pi || n.operation == opcode::e;
      if (n.operands[0] != no_node) {
        number = true;
        for (int k = 0; k < 3 && n.operands[k] != no_node; ++k) number = number && is_number_[n.operands[k]] != 0;
      }
      is_number_[i] = number ? 1 : 0;
    }
  }
  constexpr bool is_moderate(node_id constant) const {
    return old_.constant(constant).is_exact() && maker::moderate(old_.constant(constant).exact);
  }
  // Multiplied by one thing after the other; at most one of them no rational.
  constexpr multiple multiple_of(node_id i) {
    scale by;
    bool negative = false;
    for (node const* n = &old_[i]; n->operation == opcode::multiply; n = &old_[i]) {
      int const k = is_number_[n->operands[0]] != 0 ? 0 : 1;
      node_id const factor = n->operands[k];
      if (is_number_[factor] == 0 || is_number_[n->operands[1 - k]] != 0) break;
      if (!old_.is_constant(factor)) {
        if (by.number != no_node) break;
        by.number = factor;
      } else {
        if (!is_moderate(factor)) break;
        rational const product = by.size * old_.constant(factor).exact.magnitude();
        if (!maker::moderate(product)) break;
        by.size = product;
        if (old_.constant(factor).exact.is_negative()) negative = !negative;
      }
      i = n->operands[1 - k];
    }
    return {i, position_of(by), negative};
  }
  constexpr int position_of(scale const& s) {
    for (int i = 0; i < scales_.size(); ++i)
      if (scales_[i] == s) return i;
    scales_.push(s);
    return scales_.size() - 1;
  }
  constexpr bool is_multiple(node_id i) const { return multiples_[i].of != i; }
  constexpr bool is_product(node_id i) const {
    return old_[i].operation == opcode::multiply && !is_multiple(i) && is_number_[i] == 0;
  }

  constexpr bool is_square(node_id product) const { return old_[product].operands[0] == old_[product].operands[1]; }

  constexpr bool find_multiples() {
    bool any = false;
    find_numbers();
    for (node_id i = 0; i < old_.size; ++i) {
      multiples_[i] = is_number_[i] != 0 ? multiple{i, 0, false} : multiple_of(i);
      any = any || is_multiple(i);
    }
    return any;
  }

  using demands = buffer<wanted>;
  static constexpr void want_plain(demands& d, node_id id) { d[id].kind = wanted::kind_type::plain; }
  static constexpr void want_scaled(demands& d, node_id id, int constant) {
    wanted& w = d[id];
    if (w.kind == wanted::kind_type::unused) w = {wanted::kind_type::scaled, constant};
    else if (w.kind == wanted::kind_type::scaled && w.constant != constant) w.kind = wanted::kind_type::plain;
  }
  static constexpr bool is_scaled(demands const& d, node_id id) { return d[id].kind == wanted::kind_type::scaled; }

  // Users come after their operands: one sweep back sees all uses of a node before the node. choose(i, constant) says which
  // factors of the scaled product i are wanted scaled.
  template <class Choose> constexpr void sweep(demands& d, Choose choose) {
    for (int i = 0; i < old_.output_count; ++i) want_plain(d, old_.outputs[i]);
    for (node_id i = old_.size - 1; i >= 0; --i) {
      node const& n = old_[i];
      if (d[i].kind == wanted::kind_type::unused) continue;
      if (is_multiple(i)) {
        want_scaled(d, multiples_[i].of, multiples_[i].by);
        node_id const number = scales_[multiples_[i].by].number;
        if (number != no_node) want_plain(d, number);
      } else if (is_product(i) && is_scaled(d, i)) {
        choose(i, d[i].constant);
      } else {
        for (int k = 0; k < 3 && n.operands[k] != no_node; ++k) want_plain(d, n.operands[k]);
      }
    }
  }

  // First as if both factors of a product could carry its constant; then one is chosen: a factor that all its users want scaled
  // so, or one that is needed scaled so anyway.
  constexpr void find_carriers() {
    demands hoped(old_.size);
    sweep(hoped, [&](node_id i, int constant) {
      for (node_id const factor : {old_[i].operands[0], old_[i].operands[1]})
        if (is_square(i)) want_plain(hoped, factor);
        else want_scaled(hoped, factor, constant);
    });
    for (node_id i = 0; i < old_.size; ++i) {
      if (!is_multiple(i) || hoped[i].kind == wanted::kind_type::unused) continue;
      multiple const& m = multiples_[i];
      if (is_product(m.of) && is_scaled(hoped, m.of)) continue;
      kept_[m.of] = m.by;
      kept_negative_[m.of] = m.negative ? 1 : 0;
    }
    sweep(final_, [&](node_id i, int constant) {
      node_id const a = old_[i].operands[0], b = old_[i].operands[1];
      auto const rank = [&](node_id f) {
        if (is_scaled(hoped, f) && hoped[f].constant == constant && is_product(f)) return 2;
        return kept_[f] == constant ? 1 : 0;
      };
      int const first = rank(a), second = rank(b);
      if (first > 0 || second > 0) carrier_[i] = first >= second ? a : b;
      if (carrier_[i] != no_node) want_scaled(final_, carrier_[i], constant);
      if (carrier_[i] != a || is_square(i)) want_plain(final_, a);
      if (carrier_[i] != b) want_plain(final_, b);
    });
  }

  constexpr signed_node moved(node_id id) const { return plain_[id]; }
  // |c| times node id. A product that carries has one constant for all its users.
  constexpr signed_node scaled(node_id id, int constant) {
    if (carrier_[id] != no_node) {
      if (scaled_[id].id == no_node) {
        node const& n = old_[id];
        node_id const other = n.operands[0] == carrier_[id] ? n.operands[1] : n.operands[0];
        signed_node const f = scaled(carrier_[id], constant), g = moved(other);
        scaled_[id] = {product(f.id, g.id), f.negative != g.negative};
      }
      return scaled_[id];
    }
    signed_node const u = moved(id);
    bool const negative = kept_[id] == constant && kept_negative_[id] != 0;
    scale const& by = scales_[constant];
    node_id factor = new_.constant(number(negative ? -by.size : by.size));
    if (by.number != no_node) {
      node_id const k = moved(by.number).id;
      factor = by.size == rational(1) && !negative ? k : new_.apply(opcode::multiply, factor, k);
    }
    return {product(factor, u.id), u.negative != negative};
  }
  constexpr node_id product(node_id a, node_id b) {
    return a <= b ? new_.apply(opcode::multiply, a, b) : new_.apply(opcode::multiply, b, a);
  }
  constexpr node_id value(signed_node const& s) { return s.negative ? new_.apply(opcode::negate, s.id) : s.id; }

  constexpr signed_node sum(signed_node const& a, signed_node const& b) {
    if (a.negative == b.negative)
      return {a.id <= b.id ? new_.apply(opcode::add, a.id, b.id) : new_.apply(opcode::add, b.id, a.id), a.negative};
    return a.negative ? signed_node{new_.apply(opcode::subtract, b.id, a.id), false}
                      : signed_node{new_.apply(opcode::subtract, a.id, b.id), false};
  }

  constexpr void build() {
    for (node_id i = 0; i < old_.size; ++i)
      if (final_[i].kind != wanted::kind_type::unused) plain_[i] = made(i);
    for (int i = 0; i < old_.output_count; ++i) new_.output(value(plain_[old_.outputs[i]]));
  }
  constexpr signed_node made(node_id i) {
    node n = old_[i];
    if (n.operation == opcode::constant) return {new_.constant(old_.constant(i)), false};
    if (is_number_[i] != 0) {  // the compiler folds it
      for (int k = 0; k < 3 && n.operands[k] != no_node; ++k) n.operands[k] = moved(n.operands[k]).id;
      return {new_.intern(n), false};
    }
    if (is_multiple(i)) {
      signed_node s = scaled(multiples_[i].of, multiples_[i].by);
      if (multiples_[i].negative) s.negative = !s.negative;
      return s;
    }
    switch (n.operation) {
      case opcode::negate: {
        signed_node const s = moved(n.operands[0]);
        return {s.id, !s.negative};
      }
      case opcode::add: return sum(moved(n.operands[0]), moved(n.operands[1]));
      case opcode::subtract: {
        signed_node b = moved(n.operands[1]);
        b.negative = !b.negative;
        return sum(moved(n.operands[0]), b);
      }
      case opcode::multiply:
        if (carrier_[i] == no_node) {
          signed_node const a = moved(n.operands[0]), b = moved(n.operands[1]);
          return {product(a.id, b.id), a.negative != b.negative};
        }
        return {};  // made where it is wanted, scaled
      case opcode::divide: {
        signed_node const a = moved(n.operands[0]), b = moved(n.operands[1]);
        return {new_.apply(opcode::divide, a.id, b.id), a.negative != b.negative};
      }
      default:
        for (int k = 0; k < 3 && n.operands[k] != no_node; ++k) n.operands[k] = value(moved(n.operands[k]));
        return {new_.intern(n), false};
    }
  }

  graph_view old_;
  builder new_;
  buffer<char> is_number_;  // no input or captured number in it
  buffer<multiple> multiples_;
  buffer<scale> scales_;
  buffer<int> kept_;  // c, where c times a node is needed whatever is decided; -1: not
  buffer<char> kept_negative_;
  buffer<node_id> carrier_;  // of a product: the factor that carries its constant
  demands final_;
  buffer<signed_node> plain_, scaled_;
};

}  // namespace detail

constexpr graph place_constants(graph_view g) { return detail::constant_placer(g).run(); }

}  // namespace calx
