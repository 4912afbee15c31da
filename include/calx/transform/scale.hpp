// SPDX-License-Identifier: Apache-2.0
// place_constants: where a constant factor costs least.
//
// The normal form has constants in front of products. An adjoint -2 u with five users becomes -2 (u a), -2 (u b), ...: a
// multiplication each. If every use of a product is by one constant (up to sign), the constant is given back to a factor:
//
//   c (u a), c (u b), c u   ->   s a, s b, s   with s = c u        and so on into u, as long as all its uses agree
//   c (u + v)               ->   s + t         where s = c u and t = c v serve others, too
//
// Signs are carried along and end in sums: a + (-b) = a - b. Only moderate constants are moved (op/maker.hpp).
#pragma once

#include <calx/transform/numbers.hpp>

namespace calx {

namespace detail {

class constant_placer {
 public:
  // 0: constants move within products; 1: into the terms of sums, too; 2: and meet other constants there.
  constexpr constant_placer(graph_view g, int depth)
      : old_(g),
        depth_(depth),
        is_number_(tame_numbers(g)),
        multiples_(g.size),
        kept_(g.size, -1),
        kept_negative_(g.size),
        carrier_(g.size, no_node),
        carries_(g.size),
        final_(g.size),
        plain_(g.size),
        scaled_(g.size) {}

  constexpr graph run() {
    find_multiples();
    find_carriers();
    build();
    return prune(new_.take());
  }

 private:
  // How the users of a node want it.
  struct wanted {
    enum class kind_type : std::uint8_t { unused, scaled, plain } kind = kind_type::unused;
    int constant = 0;  // by scales_[constant], the first one asked for
    int uses = 0;      // so scaled
  };
  static constexpr int one_multiplication = 1 << 16;
  static constexpr int deepest = 64;  // a constant is not carried further: scaled() recurses
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
        rational const size = old_.constant(factor).exact.magnitude();
        rational const product = by.size == rational(1) ? size : by.size * size;
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
  // One after the other; -1 where that is no scale.
  constexpr int combined(int a, int b) {
    scale by = scales_[a];
    if (by.number != no_node && scales_[b].number != no_node) return -1;
    if (by.number == no_node) by.number = scales_[b].number;
    by.size = by.size * scales_[b].size;
    return maker::moderate(by.size) ? position_of(by) : -1;
  }
  constexpr bool is_multiple(node_id i) const { return multiples_.data()[i].of != i; }
  constexpr bool is_product(node_id i) const {
    return old_.nodes[i].operation == opcode::multiply && !is_multiple(i) && is_number_[i] == 0;
  }

  constexpr bool is_square(node_id product) const { return old_[product].operands[0] == old_[product].operands[1]; }

  constexpr void find_multiples() {
    scales_.push({});
    int const* const is_number = is_number_.data();
    multiple* const multiples = multiples_.data();
    for (node_id i = 0; i < old_.size; ++i) {
      if (old_.nodes[i].operation == opcode::multiply && is_number[i] == 0) multiples[i] = multiple_of(i);
      else multiples[i].of = i;
    }
  }

  using demands = buffer<wanted>;
  static constexpr void want_plain(demands& d, node_id id) { d[id].kind = wanted::kind_type::plain; }
  static constexpr void want_scaled(demands& d, node_id id, int constant) {
    wanted& w = d[id];
    if (w.uses == 0) w.constant = constant;
    if (w.constant == constant) ++w.uses;
    if (w.kind == wanted::kind_type::unused) w.kind = wanted::kind_type::scaled;
    else if (w.constant != constant) w.kind = wanted::kind_type::plain;
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
        int const both = depth_ > 1 && is_scaled(d, i) ? combined(multiples_[i].by, d[i].constant) : -1;
        int const by = both >= 0 ? both : multiples_[i].by;
        want_scaled(d, multiples_[i].of, by);
        if (scales_[by].number != no_node) want_plain(d, scales_[by].number);
      } else if ((is_product(i) || is_sum(i)) && is_scaled(d, i)) {
        choose(i, d[i].constant);
      } else {
        for (int k = 0; k < 3 && n.operands[k] != no_node; ++k) want_plain(d, n.operands[k]);
      }
    }
  }

  // First as if both factors of a product, and both terms of a sum, could carry its constant; then by cost. A factor that all
  // its users want scaled so shares one multiplication among them; one that is needed scaled so anyway costs nothing.
  constexpr void find_carriers() {
    demands hoped(old_.size);
    sweep(hoped, [&](node_id i, int constant) {
      for (node_id const part : {old_[i].operands[0], old_[i].operands[1]})
        if (is_product(i) && is_square(i)) want_plain(hoped, part);
        else want_scaled(hoped, part, constant);
    });
    for (node_id i = 0; i < old_.size; ++i) {
      if (!is_multiple(i) || hoped[i].kind == wanted::kind_type::unused) continue;
      multiple const& m = multiples_[i];
      if ((is_product(m.of) || is_sum(m.of)) && is_scaled(hoped, m.of)) continue;
      kept_[m.of] = m.by;
      kept_negative_[m.of] = m.negative ? 1 : 0;
    }
    // Of the scaled form of a node, for each user, in parts of a multiplication.
    buffer<int> costs(old_.size, one_multiplication), depths(old_.size);
    auto const cost = [&](node_id i, int constant) {
      if (kept_[i] == constant) return 0;
      if (depths[i] > deepest) return one_multiplication;
      if (hoped[i].uses == 0 || hoped[i].constant != constant) return one_multiplication;
      return is_scaled(hoped, i) ? costs[i] : one_multiplication / hoped[i].uses;
    };
    for (node_id i = 0; i < old_.size; ++i) {
      if (!is_scaled(hoped, i)) continue;
      int here = one_multiplication;
      int const constant = hoped[i].constant;
      if (depth_ > 1 && is_multiple(i) && combined(multiples_[i].by, constant) >= 0) here = 0;  // c (k u) = (c k) u
      if (is_product(i) || is_sum(i)) {
        int const a = cost(old_[i].operands[0], constant), b = cost(old_[i].operands[1], constant);
        int const p = depths[old_[i].operands[0]], q = depths[old_[i].operands[1]];
        depths[i] = 1 + (p > q ? p : q);
        int const carried = is_sum(i) ? a + b : a < b ? a : b;
        if (carried < here) here = carried;
      }
      costs[i] = here / hoped[i].uses;
    }
    sweep(final_, [&](node_id i, int constant) {
      node_id const a = old_[i].operands[0], b = old_[i].operands[1];
      int const first = cost(a, constant), second = cost(b, constant);
      if (is_sum(i)) {
        carries_[i] = first + second < one_multiplication ? 1 : 0;
        for (node_id const term : {a, b})
          if (carries_[i] != 0) want_scaled(final_, term, constant);
          else want_plain(final_, term);
        return;
      }
      if (first < one_multiplication || second < one_multiplication)
        carrier_[i] = first < second || (first == second && is_product(a)) ? a : b;
      if (carrier_[i] != no_node && is_square(i) && kept_[a] != constant) carrier_[i] = no_node;
      if (carrier_[i] != no_node) want_scaled(final_, carrier_[i], constant);
      if (carrier_[i] != a || is_square(i)) want_plain(final_, a);
      if (carrier_[i] != b) want_plain(final_, b);
    });
  }
  constexpr bool is_sum(node_id i) const {
    if (depth_ == 0) return false;
    opcode const operation = old_.nodes[i].operation;
    return (operation == opcode::add || operation == opcode::subtract) && is_number_[i] == 0;
  }

  constexpr signed_node moved(node_id id) const { return plain_[id]; }
  // |c| times node id. A product that carries has one constant for all its users.
  constexpr signed_node scaled(node_id id, int constant) {
    if (carrier_[id] != no_node) {
      if (scaled_[id].id == no_node) {
        node const& n = old_[id];
        node_id const other = n.operands[0] == carrier_[id] ? n.operands[1] : n.operands[0];
        signed_node const f = scaled(carrier_[id], constant), g = moved(other);
        scaled_[id] = {new_.commuted(opcode::multiply, f.id, g.id), f.negative != g.negative};
      }
      return scaled_[id];
    }
    if (carries_[id] != 0) {
      if (scaled_[id].id == no_node) {
        node const& n = old_[id];
        signed_node const f = scaled(n.operands[0], constant);
        signed_node g = scaled(n.operands[1], constant);
        if (n.operation == opcode::subtract) g.negative = !g.negative;
        scaled_[id] = sum(f, g);
      }
      return scaled_[id];
    }
    if (depth_ > 1 && is_multiple(id) && is_scaled(final_, id)) {
      int const both = combined(multiples_[id].by, constant);
      if (both >= 0) {
        signed_node s = scaled(multiples_[id].of, both);
        if (multiples_[id].negative) s.negative = !s.negative;
        return s;
      }
    }
    signed_node const u = moved(id);
    bool const negative = kept_[id] == constant && kept_negative_[id] != 0;
    scale const& by = scales_[constant];
    if (by.number == no_node && by.size == rational(1)) return u;  // as 2 (1/2 u)
    node_id factor = new_.constant(number(negative ? -by.size : by.size));
    if (by.number != no_node) {
      node_id const k = moved(by.number).id;
      factor = by.size == rational(1) && !negative ? k : new_.apply(opcode::multiply, factor, k);
    }
    return {new_.commuted(opcode::multiply, factor, u.id), u.negative != negative};
  }
  constexpr node_id value(signed_node const& s) { return s.negative ? new_.apply(opcode::negate, s.id) : s.id; }

  constexpr signed_node sum(signed_node const& a, signed_node const& b) {
    if (a.negative == b.negative) return {new_.commuted(opcode::add, a.id, b.id), a.negative};
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
    if (carries_[i] != 0) return {};  // made where it is wanted, scaled
    if (n.operation == opcode::constant) return {new_.constant(old_.constant(i)), false};
    if (is_number_[i] != 0) {  // the compiler folds it
      for (int k = 0; k < 3 && n.operands[k] != no_node; ++k) n.operands[k] = moved(n.operands[k]).id;
      return {new_.intern(n), false};
    }
    if (depth_ > 1 && is_multiple(i) && is_scaled(final_, i) && combined(multiples_[i].by, final_[i].constant) >= 0) return {};
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
          return {new_.commuted(opcode::multiply, a.id, b.id), a.negative != b.negative};
        }
        return {};  // made where it is wanted, scaled
      case opcode::divide: {
        signed_node const a = moved(n.operands[0]), b = moved(n.operands[1]);
        return {new_.apply(opcode::divide, a.id, b.id), a.negative != b.negative};
      }
      case opcode::times_log: {
        signed_node const a = moved(n.operands[0]);
        return {new_.apply(opcode::times_log, a.id, value(moved(n.operands[1]))), a.negative};
      }
      default:
        for (int k = 0; k < 3 && n.operands[k] != no_node; ++k) n.operands[k] = value(moved(n.operands[k]));
        return {new_.intern(n), false};
    }
  }

  graph_view old_;
  int depth_;
  builder new_;
  buffer<int> is_number_;
  buffer<multiple> multiples_;
  buffer<scale> scales_;
  buffer<int> kept_;  // c, where c times a node is needed whatever is decided; -1: not
  buffer<char> kept_negative_;
  buffer<node_id> carrier_;  // of a product: the factor that carries its constant
  buffer<char> carries_;     // of a sum: both terms do
  demands final_;
  buffer<signed_node> plain_, scaled_;
};

// How many multiplications run; numbers are folded.
constexpr int count_multiplications(graph_view g) {
  buffer<int> const is_number = tame_numbers(g);
  int count = 0;
  for (node_id i = 0; i < g.size; ++i)
    if (is_number[i] == 0 && (g[i].operation == opcode::multiply || g[i].operation == opcode::negate)) ++count;
  return count;
}

}  // namespace detail

// Into sums only where that has been seen to pay: it is tried.
constexpr graph place_constants(graph_view g) {
  constexpr int small = 512;
  int constants = 0;
  for (node_id i = 0; i < g.size; ++i)
    if (g[i].operation == opcode::multiply && (g.is_constant(g[i].operands[0]) || g.is_constant(g[i].operands[1]))) ++constants;
  graph best = detail::constant_placer(g, 0).run();
  if (constants < 3 || g.size > small) return best;
  int least = detail::count_multiplications(best.view());
  for (int depth = 1; depth < 3; ++depth) {
    graph tried = detail::constant_placer(g, depth).run();
    int const count = detail::count_multiplications(tried.view());
    if (count < least) best = static_cast<graph&&>(tried), least = count;
  }
  return best;
}

}  // namespace calx
