// SPDX-License-Identifier: Apache-2.0
// reduce_strength: whole powers become multiplications, with the lower powers of one base shared:
//
//   x^2 = x x,  x^3 = x^2 x,  x^6 = (x^3)^2,  x^-n = 1/x^n;  where x^(n-1) is there already, x^n = x^(n-1) x
//
// Every intermediate lies between x and the result in magnitude, so nothing newly overflows or underflows.
#pragma once

#include <calx/graph/rebuild.hpp>
#include <calx/transform/prune.hpp>

namespace calx {

namespace detail {

class power_expander {
 public:
  constexpr explicit power_expander(graph_view g) : old_(g) {}

  constexpr graph run() {
    find_exponents();
    buffer<node_id> const moved = rebuild(old_, new_, [&](node const& n, int i) {
      return n.operation == opcode::power ? expanded(old_[i].operands[0], n.operands[0], n.payload) : new_.intern(n);
    });
    copy_outputs(old_, new_, moved);
    return prune(new_.view());
  }

 private:
  constexpr void find_exponents() {
    for (int i = 0; i < old_.size; ++i)
      if (old_[i].operation == opcode::power) wanted_.push({old_[i].operands[0], magnitude(old_[i].payload)});
  }
  static constexpr int magnitude(int n) { return n < 0 ? -n : n; }
  constexpr bool wanted(node_id base, int exponent) const {
    for (auto const& w : wanted_)
      if (w.base == base && w.exponent == exponent) return true;
    return false;
  }

  constexpr node_id expanded(node_id base, node_id x, int exponent) {
    if (exponent < 0) {
      node_id const one = new_.constant(number(rational(1)));
      return new_.apply(opcode::divide, one, positive(base, x, -exponent));
    }
    return exponent == 0 ? new_.constant(number(rational(1))) : positive(base, x, exponent);
  }
  // Depth is the number of bits of the exponent, or the length of a run of exponents that are all wanted.
  constexpr node_id positive(node_id base, node_id x, int n) {
    if (n == 1) return x;
    if (n == 2) return new_.apply(opcode::multiply, x, x);
    if (n <= 64 && wanted(base, n - 1)) return product(positive(base, x, n - 1), x);
    if (n % 2 != 0) return product(positive(base, x, n - 1), x);
    node_id const half = positive(base, x, n / 2);
    return new_.apply(opcode::multiply, half, half);
  }
  constexpr node_id product(node_id a, node_id b) { return a <= b ? new_.apply(opcode::multiply, a, b) : new_.apply(opcode::multiply, b, a); }

  struct wanted_power {
    node_id base = no_node;
    int exponent = 0;
  };

  graph_view old_;
  builder new_;
  buffer<wanted_power> wanted_;
};

}  // namespace detail

constexpr graph reduce_strength(graph_view g) { return detail::power_expander(g).run(); }

}  // namespace calx
