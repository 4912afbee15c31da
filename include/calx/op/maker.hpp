// SPDX-License-Identifier: Apache-2.0
// maker: builds nodes in normal form. The one place that normalises, and the rules that evaluation allows (DESIGN.md, law 8):
// a value at a point of the domain never changes, no pole is cancelled, and nothing with a smaller domain is dropped.
//
//   constants     fold while they are exact; stand in front of a product, c (u v), and outside a quotient, c (u / v)
//   signs         stand outside products and quotients; a + (-b) = a - b
//   like terms    a + a = 2 a, and c u + d u = (c + d) u
//   powers        x x = x^2 and x^m x^n = x^(m + n) for m, n > 0
//   0 u, u - u    are 0 only where u is defined everywhere (`is_total`)
//   operands      of + and * are ordered by id, so that x*y and y*x are one node
//
// A constant is moved past a factor only if it is moderate, 2^-20 <= |c| <= 2^20: the price is at most 20 binary orders at
// the very ends of the range. Constants that 128-bit rationals do not hold are never moved or folded.
#pragma once

#include <calx/graph/array.hpp>

namespace calx {

class maker;

// Facts about an operation that normalising needs; they stand in its row (op/row.hpp) and are collected in op/table.hpp.
enum class parity : std::uint8_t { none, even, odd };
constexpr bool is_total(opcode operation);
constexpr parity parity_of(opcode operation);
constexpr rational exact_value(opcode operation, rational const& argument);
constexpr rational exact_value(opcode operation, rational const& a, rational const& b);

class maker {
 public:
  constexpr explicit maker(builder& g) : graph_(g) {}

  constexpr node_id constant(rational const& value) { return graph_.constant(number(value)); }
  constexpr node_id constant(number const& value) { return graph_.constant(value); }
  constexpr node_id zero() { return zero_ != no_node ? zero_ : (zero_ = constant(rational(0))); }
  constexpr node_id one() { return one_ != no_node ? one_ : (one_ = constant(rational(1))); }
  constexpr node const& operator[](node_id id) const { return graph_[id]; }
  constexpr builder& graph() { return graph_; }

  constexpr node_id add(node_id a, node_id b);
  constexpr node_id subtract(node_id a, node_id b);
  constexpr node_id multiply(node_id a, node_id b);
  constexpr node_id divide(node_id a, node_id b);
  constexpr node_id negate(node_id a);
  // a/b where the function that is differentiated has no value for b = 0, as log(b) and 1/b: a factor b of a cancels.
  constexpr node_id divide_in_domain(node_id a, node_id b);
  // v if w = v/divisor, else no_node.
  constexpr node_id without_divisor(node_id w, node_id divisor, int depth = 3);
  constexpr node_id power(node_id a, int exponent);
  constexpr node_id pow(node_id a, node_id b);
  constexpr node_id where(node_id condition, node_id a, node_id b);
  // Any operation; the ones above are reached through this, too.
  constexpr node_id apply(opcode operation, node_id a, node_id b = no_node, node_id c = no_node, int payload = 0);

  // Operations on arrays, in normal form (op/array_maker.hpp); the operands' shapes fit.
  constexpr node_id array(node const& n);
  constexpr node_id fill(node_id a, array_shape s) {  // a copy: shapes of nodes move when nodes are added
    return graph_[a].shape == s ? a : array(array_node(opcode::fill, s, a));
  }
  constexpr node_id sum(node_id a, array_shape s) { return array(array_node(opcode::sum, s, a)); }
  constexpr node_id transpose(node_id a) {
    array_shape const s = graph_[a].shape;
    return array(array_node(opcode::transpose, {s.columns, s.rows}, a));
  }
  constexpr node_id matrix_product(node_id a, node_id b) {
    return array(array_node(opcode::matrix_product, {graph_[a].shape.rows, graph_[b].shape.columns}, a, b));
  }
  // A node whose operands are in this graph already, in its own shape, which a rule such as x - x = 0 may have lost.
  constexpr node_id again(node const& n);

  constexpr bool is(node_id a, long long value) const {
    return graph_[a].operation == opcode::constant && graph_.constant_at(a).is(value);
  }
  constexpr bool is_constant(node_id a) const { return graph_[a].operation == opcode::constant; }
  constexpr bool is_exact(node_id a) const { return is_constant(a) && graph_.constant_at(a).is_exact(); }
  constexpr rational const& exact(node_id a) const { return graph_.constant_at(a).exact; }
  // Defined at every point of R^n: what may be dropped when it is multiplied by 0.
  constexpr bool is_total_node(node_id a);

  // May a constant be moved past a factor?
  static constexpr bool moderate(rational const& c) {
    constexpr int128 large = static_cast<int128>(1) << 100;
    int128 const n = c.numerator(), p = n < 0 ? -n : n, q = c.denominator();
    if (q == 1) return p > 0 && p <= 1 << 20;
    return p > 0 && q > 0 && p < large && q < large && p <= q << 20 && q <= p << 20;
  }

  // a = coefficient * term, with term == no_node for a constant; most often, 1 * a.
  struct product {
    rational coefficient{1};
    node_id term = no_node;
  };
  constexpr product as_product(node_id a) const;
  constexpr node_id from_product(rational const& coefficient, node_id term);

 private:
  constexpr node_id without_factor(node_id a, node_id b, int depth = 3);
  constexpr bool is_operation(node_id a, opcode operation) const { return graph_[a].operation == operation; }
  constexpr node_id operand(node_id a, int which) const { return graph_[a].operands[which]; }
  static constexpr bool both_powers_of_two(rational const& c) {
    int128 const p = c.numerator() < 0 ? -c.numerator() : c.numerator();
    return c.is_dyadic() && p > 0 && (p & (p - 1)) == 0;
  }
  constexpr node_id sum_of(node_id a, node_id b, bool minus);
  constexpr node_id magnitude_of(product const& p, node_id a);

  builder& graph_;
  node_id zero_ = no_node, one_ = no_node;
  buffer<signed char> total_;
};

constexpr bool maker::is_total_node(node_id a) {
  for (int i = total_.size(); i <= a; ++i) {
    node const& n = graph_[i];
    bool total = is_total(n.operation);
    if (n.operation == opcode::power && n.payload < 0) total = false;
    for (int k = 0; k < 3 && n.operands[k] != no_node; ++k) total = total && total_[n.operands[k]] != 0;
    total_.push(total ? 1 : 0);
  }
  return total_[a] != 0;
}

constexpr maker::product maker::as_product(node_id a) const {
  node const& n = graph_[a];
  if (n.operation == opcode::constant) {
    number const& value = graph_.constant_at(a);
    if (value.is_exact()) return {value.exact, no_node};
  } else if (n.operation == opcode::negate) {
    return {rational(-1), n.operands[0]};
  } else if (n.operation == opcode::multiply && is_exact(n.operands[0])) {
    return {exact(n.operands[0]), n.operands[1]};
  }
  return {rational(1), a};
}

constexpr node_id maker::from_product(rational const& coefficient, node_id term) {
  if (term == no_node) return constant(coefficient);
  if (coefficient.is(1)) return term;
  if (coefficient.is(-1)) return negate(term);
  if (coefficient.is_zero() && is_total_node(term)) return zero();
  return graph_.apply(opcode::multiply, constant(coefficient), term);
}

// a + b, or a - b. Two choices by one condition become one choice where that saves an addition.
constexpr node_id maker::sum_of(node_id a, node_id b, bool minus) {
  if (is_operation(a, opcode::where) && is_operation(b, opcode::where) && operand(a, 0) == operand(b, 0) &&
      (is(operand(a, 1), 0) || is(operand(a, 2), 0) || is(operand(b, 1), 0) || is(operand(b, 2), 0))) {
    node_id const first = sum_of(operand(a, 1), operand(b, 1), minus);
    return where(operand(a, 0), first, sum_of(operand(a, 2), operand(b, 2), minus));
  }
  product const p = as_product(a), q = as_product(b);
  if (p.term == q.term && (p.term != no_node || (is_exact(a) && is_exact(b)))) {
    rational const sum = minus ? p.coefficient - q.coefficient : p.coefficient + q.coefficient;
    if (sum.exact() && !(sum.is_zero() && p.term != no_node && !is_total_node(p.term))) return from_product(sum, p.term);
  }
  bool const plain = p.term == a && q.term == b;
  bool const minus_b = minus != q.coefficient.is_negative() && !q.coefficient.is_zero();
  if (!plain && p.term == no_node && p.coefficient.is_zero())
    return from_product(minus ? -q.coefficient : q.coefficient, q.term);
  if (!plain && q.term == no_node && q.coefficient.is_zero()) return a;
  if (minus_b) {
    if (p.coefficient.is_negative() && p.term != no_node)  // -u - v = -(u + v)
      return negate(graph_.commuted(opcode::add, magnitude_of(p, a), magnitude_of(q, b)));
    return graph_.apply(opcode::subtract, a, magnitude_of(q, b));
  }
  if (p.coefficient.is_negative()) return graph_.apply(opcode::subtract, magnitude_of(q, b), magnitude_of(p, a));
  return graph_.commuted(opcode::add, a, magnitude_of(q, b));
}

// |c| t for a = c t: most often a itself.
constexpr node_id maker::magnitude_of(product const& p, node_id a) {
  if (p.term == a) return a;
  if (p.coefficient.is_negative()) return from_product(-p.coefficient, p.term);
  bool const is_normal = p.term == no_node || !(p.coefficient.is(1) || p.coefficient.is_zero());
  return is_normal ? a : from_product(p.coefficient, p.term);
}

constexpr node_id maker::add(node_id a, node_id b) { return sum_of(a, b, false); }
constexpr node_id maker::subtract(node_id a, node_id b) { return sum_of(a, b, true); }

constexpr node_id maker::negate(node_id a) {
  node const n = graph_[a];
  if (n.operation == opcode::subtract) return graph_.apply(opcode::subtract, n.operands[1], n.operands[0]);
  if (n.operation == opcode::negate) return n.operands[0];
  if (n.operation == opcode::constant && is_exact(a) && (-exact(a)).exact()) return constant(-exact(a));
  if (n.operation == opcode::multiply && is_exact(n.operands[0]) && (-exact(n.operands[0])).exact())
    return from_product(-exact(n.operands[0]), n.operands[1]);
  if (n.operation == opcode::divide && is_exact(n.operands[0]) && (-exact(n.operands[0])).exact())
    return graph_.apply(opcode::divide, constant(-exact(n.operands[0])), n.operands[1]);
  return graph_.apply(opcode::negate, a);
}

constexpr node_id maker::multiply(node_id a, node_id b) {
  product const p = as_product(a), q = as_product(b);
  if (p.term == no_node && q.term == no_node) {
    rational const c = p.coefficient * q.coefficient;
    return c.exact() ? constant(c) : graph_.commuted(opcode::multiply, a, b);
  }
  if (p.term == no_node || q.term == no_node) {  // a constant times b
    rational const c = p.term == no_node ? p.coefficient : q.coefficient;
    node_id const factor = p.term == no_node ? b : a;
    bool const is_plain = p.term == a || q.term == b;  // the factor has no coefficient of its own
    if (is_plain && !c.is(1) && !c.is(-1) && !c.is_zero() && !is_operation(factor, opcode::divide))
      return graph_.apply(opcode::multiply, p.term == no_node ? a : b, factor);
    product const rest = as_product(factor);
    rational const folded = c * rest.coefficient;
    if (rest.coefficient.is(-1) && folded.exact()) return from_product(folded, rest.term);
    if (folded.exact() && moderate(c) && moderate(rest.coefficient)) {
      if (rest.term == factor && is_operation(factor, opcode::divide) && is_exact(operand(factor, 0)) &&
          moderate(exact(operand(factor, 0))) && (c * exact(operand(factor, 0))).exact())
        return graph_.apply(opcode::divide, constant(c * exact(operand(factor, 0))), operand(factor, 1));
      return from_product(folded, rest.term);
    }
    return from_product(c, factor);
  }
  if ((p.term != a || q.term != b) && moderate(p.coefficient) && moderate(q.coefficient)) {
    rational const c = p.coefficient * q.coefficient;
    if (c.exact() && !c.is(1)) return multiply(constant(c), multiply(p.term, q.term));
    if (c.is(1)) a = p.term, b = q.term;
  }
  node const &m = graph_[a], &n = graph_[b];
  // u (1/v) = u/v
  if (n.operation == opcode::divide && is(n.operands[0], 1)) return divide(a, n.operands[1]);
  if (m.operation == opcode::divide && is(m.operands[0], 1)) return divide(b, m.operands[1]);
  node_id const base = m.operation == opcode::power ? m.operands[0] : a;
  node_id const other = n.operation == opcode::power ? n.operands[0] : b;
  int const i = m.operation == opcode::power ? m.payload : 1, j = n.operation == opcode::power ? n.payload : 1;
  if (base == other && i > 0 && j > 0 && i < (1 << 20) && j < (1 << 20)) return power(base, i + j);
  return graph_.commuted(opcode::multiply, a, b);
}

constexpr node_id maker::divide(node_id a, node_id b) {
  product const p = as_product(a), q = as_product(b);
  bool const exact_coefficients = p.coefficient.exact() && q.coefficient.exact() && !q.coefficient.is_zero();
  if (!exact_coefficients) return graph_.apply(opcode::divide, a, b);
  rational const c = p.coefficient / q.coefficient;
  if (q.term == no_node) {  // by a constant
    if (p.term == no_node && c.exact()) return constant(c);
    if (q.coefficient == rational(1)) return a;
    if (q.coefficient == rational(-1)) return negate(a);
    if (p.term != no_node && c.exact() && moderate(p.coefficient) && moderate(q.coefficient)) {
      if (c == rational(1)) return p.term;
      if (both_powers_of_two(q.coefficient) || c.is_integer()) return multiply(constant(c), p.term);
      if (q.coefficient.reciprocal().is_integer()) return multiply(constant(c), p.term);
    } else if (p.term != no_node && both_powers_of_two(q.coefficient)) {
      return from_product(q.coefficient.reciprocal(), a);
    }
    if (q.coefficient.is_negative()) return negate(divide(a, constant(-q.coefficient)));
    if (p.coefficient == rational(-1)) return negate(graph_.apply(opcode::divide, p.term, b));
    return graph_.apply(opcode::divide, a, b);
  }
  if (p.coefficient.is_zero() && p.term == no_node) return graph_.apply(opcode::divide, a, b);
  if (moderate(p.coefficient) && moderate(q.coefficient) && c.exact()) {
    if (p.term == no_node) {
      if (q.coefficient == rational(1) || c.is_dyadic()) return graph_.apply(opcode::divide, constant(c), q.term);
      if (q.coefficient == rational(-1)) return graph_.apply(opcode::divide, constant(c), q.term);
      return graph_.apply(opcode::divide, a, b);
    }
    if (c == rational(1)) return graph_.apply(opcode::divide, p.term, q.term);
    if (c == rational(-1)) return negate(graph_.apply(opcode::divide, p.term, q.term));
    if (c.is_dyadic() || q.coefficient == rational(1))
      return multiply(constant(c), graph_.apply(opcode::divide, p.term, q.term));
  }
  return graph_.apply(opcode::divide, a, b);
}

constexpr node_id maker::divide_in_domain(node_id a, node_id b) {
  node_id rest = without_factor(a, b);
  if (rest != no_node) return rest;
  node const n = graph_[b];  // no factor of b is 0
  if (n.operation == opcode::multiply) {
    for (int k = 0; k < 2; ++k) {
      rest = without_factor(a, n.operands[k]);
      if (rest != no_node) return divide_in_domain(rest, n.operands[1 - k]);
    }
  } else if (n.operation == opcode::power && n.payload > 1) {
    rest = without_factor(a, n.operands[0]);
    if (rest != no_node) return divide_in_domain(rest, power(n.operands[0], n.payload - 1));
  } else if (n.operation == opcode::divide) {  // (v/q)/(p/q)
    rest = without_divisor(a, n.operands[1]);
    if (rest != no_node) return divide_in_domain(rest, n.operands[0]);
  } else if (n.operation == opcode::square_root) {  // (v/sqrt(u))/sqrt(u)
    rest = without_divisor(a, b);
    if (rest != no_node) return divide_in_domain(rest, n.operands[0]);
  }
  return divide(a, b);
}

constexpr node_id maker::without_factor(node_id a, node_id b, int depth) {
  if (a == b) return one();
  node const n = graph_[a];
  if (n.operation == opcode::power && n.operands[0] == b && n.payload > 1) return power(b, n.payload - 1);
  if (depth == 0) return no_node;
  if (n.operation == opcode::multiply) {
    node_id const first = without_factor(n.operands[0], b, depth - 1);
    if (first != no_node) return multiply(first, n.operands[1]);
    node_id const second = without_factor(n.operands[1], b, depth - 1);
    return second == no_node ? no_node : multiply(n.operands[0], second);
  }
  if (n.operation != opcode::divide && n.operation != opcode::negate) return no_node;
  node_id const first = without_factor(n.operands[0], b, depth - 1);
  if (first == no_node) return no_node;
  return n.operation == opcode::negate ? negate(first) : divide(first, n.operands[1]);
}

constexpr node_id maker::without_divisor(node_id w, node_id divisor, int depth) {
  node const n = graph_[w];
  if (n.operation == opcode::divide && n.operands[1] == divisor) return n.operands[0];
  if (depth == 0) return no_node;
  if (n.operation == opcode::negate) {
    node_id const rest = without_divisor(n.operands[0], divisor, depth - 1);
    return rest == no_node ? no_node : negate(rest);
  }
  if (n.operation != opcode::multiply) return no_node;
  for (int k = 0; k < 2; ++k) {
    node_id const rest = without_divisor(n.operands[k], divisor, depth - 1);
    if (rest != no_node) return multiply(rest, n.operands[1 - k]);
  }
  return no_node;
}

constexpr node_id maker::power(node_id a, int exponent) {
  if (exponent == 1) return a;
  if (exponent == 0 && is_total_node(a)) return one();
  if (exponent == -1) return divide(one(), a);
  node const n = graph_[a];
  if (n.operation == opcode::constant && is_exact(a) && exponent > -128 && exponent < 128 &&
      !(exponent < 0 && exact(a).is_zero())) {
    rational result(1);
    rational const factor = exponent < 0 ? exact(a).reciprocal() : exact(a);
    for (int i = exponent < 0 ? -exponent : exponent; i > 0 && result.exact(); --i) result *= factor;
    if (result.exact()) return constant(result);
  }
  if (n.operation == opcode::power && n.payload > 0) {
    long long const total_exponent = static_cast<long long>(n.payload) * exponent;
    if (total_exponent > -(1 << 20) && total_exponent < (1 << 20))
      return power(n.operands[0], static_cast<int>(total_exponent));
  }
  if (exponent % 2 == 0 && (n.operation == opcode::abs || n.operation == opcode::negate)) return power(n.operands[0], exponent);
  if (exponent % 2 != 0 && n.operation == opcode::negate) return negate(power(n.operands[0], exponent));
  return graph_.apply(opcode::power, a, no_node, no_node, exponent);
}

// x^b with a constant b: whole exponents multiply, 1/2 is a square root; the rest is the library's pow.
constexpr node_id maker::pow(node_id a, node_id b) {
  if (is_exact(b)) {
    rational const exponent = exact(b);
    if (exponent.is_integer() && exponent.magnitude() < rational(1 << 20))
      return power(a, static_cast<int>(exponent.numerator()));
    if (exponent == rational(1, 2)) return apply(opcode::square_root, a);
    if (is_exact(a))
      if (rational const value = exact_value(opcode::pow, exact(a), exponent); value.exact()) return constant(value);
  }
  return graph_.apply(opcode::pow, a, b);
}

constexpr node_id maker::where(node_id condition, node_id a, node_id b) {
  if (is_exact(condition)) return exact(condition).is_zero() ? b : a;
  if (a == b && is_total_node(condition)) return a;
  if (is_operation(condition, opcode::logical_not)) return graph_.apply(opcode::where, operand(condition, 0), b, a);
  return graph_.apply(opcode::where, condition, a, b);
}

constexpr node_id maker::apply(opcode operation, node_id a, node_id b, node_id c, int payload) {
  switch (operation) {
    case opcode::add: return add(a, b);
    case opcode::subtract: return subtract(a, b);
    case opcode::multiply: return multiply(a, b);
    case opcode::divide: return divide(a, b);
    case opcode::negate: return negate(a);
    case opcode::power: return power(a, payload);
    case opcode::pow: return pow(a, b);
    case opcode::integer_power:
      if (is_exact(b) && exact(b).is_integer()) return pow(a, b);
      return graph_.apply(operation, a, b);
    case opcode::where: return where(a, b, c);
    case opcode::less:
    case opcode::less_equal:
    case opcode::equal:
      if (is_exact(a) && is_exact(b)) {
        rational const p = exact(a), q = exact(b);
        bool const holds = operation == opcode::less ? p < q : operation == opcode::equal ? p == q : p <= q;
        return constant(rational(holds ? 1 : 0));
      }
      return graph_.apply(operation, a, b);
    default: break;
  }
  if (b == no_node) {
    if (is_exact(a)) {
      rational const value = exact_value(operation, exact(a));
      if (value.exact()) return constant(value);
    }
    parity const symmetry = parity_of(operation);
    if (symmetry != parity::none) {
      product const p = as_product(a);
      if (p.coefficient.is_negative() && (-p.coefficient).exact()) {
        node_id const mirrored = apply(operation, from_product(-p.coefficient, p.term));
        return symmetry == parity::odd ? negate(mirrored) : mirrored;
      }
    }
  }
  if (b != no_node && c == no_node && is_exact(a) && is_exact(b))
    if (rational const value = exact_value(operation, exact(a), exact(b)); value.exact()) return constant(value);
  return graph_.apply(operation, a, b, c, payload);
}

}  // namespace calx
