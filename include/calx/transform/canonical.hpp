// SPDX-License-Identifier: Apache-2.0
// canonical: a node as a ratio of polynomials over atoms, so that equality of functions can be decided: f == g is proved
// if the numerator of f - g vanishes identically. The rules that proofs allow (DESIGN.md, law 8); all others are unsound here.
//
// A rule may cancel a pole, and must hold at every point where both sides are defined. With u, v any functions, c rational:
//   exp(c u + v) = exp(u)^c exp(v)      exp(c log u) = u^c          exp(v log u) = u^v        log(exp u) = u
//   u^(c + v) = u^c u^v                 (u^(p/q))^q = u^p           sqrt, cbrt, hypot are powers; exp2(u) = 2^u
//   cos^2 = 1 - sin^2                   tan = sin/cos               |u|^2 = u^2
//   sinh, cosh, tanh, sigmoid           in exp(u)                   softplus(u) = log(1 + exp(u))
//   expm1 = exp - 1, log1p(u) = log(1 + u), log2 and log10 by log   erfc = 1 - erf
//   min, max                            by |a - b|                  where(c, a, b) = b + [c] (a - b), [c]^2 = [c]
//   f(-u) = f(u) or -f(u)               where the row says so
// Not used: sqrt(u^2) = u, log(a b) = log a + log b, and anything else that fails at some point.
//
// Internal operations have been written out before (transform/expand.hpp). Everything not named is an atom: equal operation,
// equal operands. Any rounding, overflow, or more terms than polynomial.hpp allows: not proved.
#pragma once

#include <calx/op/table.hpp>
#include <calx/transform/polynomial.hpp>

namespace calx {

class canonical {
 public:
  constexpr explicit canonical(graph_view g) : g_(g), algebra_(*this) {
    for (int i = 0; i < g.size && !algebra_.given_up(); ++i) values_.push(value_of(g[i]));
  }

  // Is the function of output a the function of output b?
  constexpr bool proves_equal(int a, int b) {
    if (algebra_.given_up()) return false;
    fraction const difference = algebra_.subtract(values_[g_.outputs[a]], values_[g_.outputs[b]]);
    return algebra_.is_zero(difference);
  }

  // --- what polynomial.hpp asks --------------------------------------------------------------------------------------------
  using algebra = polynomial_algebra<canonical>;
  constexpr bool rewrites(int which, exponent power) const {
    switch (atoms_[which].kind) {
      case atom_kind::base: return power.p < 0 || power.p >= power.q;
      case atom_kind::indicator: return power.is_integer() && power.p > 1;
      case atom_kind::function: return has_square(which) && power.is_integer() && power.p > 1;
      default: return false;
    }
  }
  constexpr fraction rewrite(algebra& a, int which, exponent power) {
    fraction const argument = atoms_[which].first;
    if (atoms_[which].kind == atom_kind::indicator) return a.atom(which);
    if (atoms_[which].kind == atom_kind::base) {  // u^(k + r) = u^k (u^r), 0 <= r < 1
      int const whole = power.floor();
      exponent const rest{power.p - whole * power.q, power.q};
      fraction const outside = a.power(argument, whole);
      if (rest.p == 0) return outside;
      return a.multiply(outside, a.atom(which, rest));
    }
    fraction square = a.power(argument, 2);  // |u|^2 = u^2
    if (atoms_[which].operation == opcode::cos)
      square = a.subtract(a.number(rational(1)), a.power(function(opcode::sin, argument), 2));
    fraction const even = a.power(square, power.p / 2);
    if (power.p % 2 == 0) return even;
    return a.multiply(even, a.atom(which));
  }

 private:
  constexpr bool has_square(int which) const {
    return atoms_[which].kind == atom_kind::function &&
           (atoms_[which].operation == opcode::cos || atoms_[which].operation == opcode::abs);
  }

  enum class atom_kind : std::uint8_t {
    leaf,         // input, captured number, pi, or a constant that is not rational
    exponential,  // exp(m / q): first is m/q
    base,         // u in u^r, 0 < r < 1
    power,        // u^(m / q): first is u, second is m/q
    indicator,    // [condition]
    function,     // anything else
  };
  struct atom {
    atom_kind kind = atom_kind::leaf;
    opcode operation = opcode::input;
    int payload = 0;
    fraction first;  // g++ 12 frees an array of these twice in constant evaluation, so they have names
    fraction second;
  };

  constexpr fraction one() { return algebra_.number(rational(1)); }
  constexpr fraction atom_of(atom_kind kind, opcode operation, int payload, fraction const& a, fraction const& b,
                             exponent power = {}) {
    for (int i = 0; i < atoms_.size(); ++i) {
      if (atoms_[i].kind != kind || atoms_[i].operation != operation || atoms_[i].payload != payload) continue;
      fraction const first = atoms_[i].first, second = atoms_[i].second;  // copies: comparing may make new atoms
      if (algebra_.equal(first, a) && algebra_.equal(second, b)) return algebra_.atom(i, power);
    }
    if (algebra_.given_up()) return algebra_.number(rational(0));
    atoms_.push({kind, operation, payload, a, b});
    return algebra_.atom(atoms_.size() - 1, power);
  }
  constexpr fraction leaf(opcode operation, int payload) {
    fraction const none = algebra_.number(rational(0));
    return atom_of(atom_kind::leaf, operation, payload, none, none);
  }

  // A function of one argument, with f(-u) brought back to f(u) where the row says how.
  constexpr fraction function(opcode operation, fraction const& argument) {
    fraction u = argument;
    if (algebra_.is_polynomial(u) && algebra::is_constant(u.numerator)) {
      rational const value = exact_value(operation, algebra::constant_value(u.numerator));
      if (value.exact()) return algebra_.number(value);
    }
    parity const symmetry = parity_of(operation);
    rational sign(1);
    if (symmetry != parity::none) {
      bool const above = algebra_.leading_coefficient(u.numerator).is_negative();
      bool const below = algebra_.leading_coefficient(u.denominator).is_negative();
      if (below) u = {algebra_.scaled(u.numerator, rational(-1)), algebra_.scaled(u.denominator, rational(-1))};
      if (above != below) {
        u.numerator = algebra_.scaled(u.numerator, rational(-1));
        if (symmetry == parity::odd) sign = rational(-1);
      }
    }
    fraction const f = atom_of(atom_kind::function, operation, 0, u, algebra_.number(rational(0)));
    return {algebra_.scaled(f.numerator, sign), f.denominator};
  }

  static constexpr exponent as_exponent(rational const& r) {
    return {static_cast<int>(r.numerator()), static_cast<int>(r.denominator())};
  }
  static constexpr bool fits(rational const& r) {
    constexpr int128 most = 1 << 16;
    return r.exact() && r.numerator() < most && -r.numerator() < most && r.denominator() < most;
  }
  // exp(c term), or u^(c term): the atom without c, to the power c; with an unwieldy c, such as 0.1 as a double, c is part of
  // it.
  constexpr fraction raised(atom_kind kind, opcode operation, fraction const& u, fraction const& term, rational const& c) {
    bool const apart = fits(c);
    fraction whole = term;
    if (!apart) whole.numerator = algebra_.scaled(term.numerator, c.magnitude());
    exponent const power = apart ? as_exponent(c) : exponent{c.is_negative() ? -1 : 1, 1};
    if (kind == atom_kind::exponential) return atom_of(kind, operation, 0, whole, u, power);
    return atom_of(kind, operation, 0, u, whole, power);
  }

  // u^c
  constexpr fraction constant_power(fraction const& u, rational const& c) {
    if (!fits(c)) return raised(atom_kind::power, opcode::pow, u, one(), c);
    if (c.is_integer()) return algebra_.power(u, static_cast<int>(c.numerator()));
    if (algebra_.is_polynomial(u) && algebra::is_constant(u.numerator)) {
      rational const exact = exact_root(algebra::constant_value(u.numerator), static_cast<int>(c.denominator()));
      if (exact.exact()) return algebra_.power(algebra_.number(exact), static_cast<int>(c.numerator()));
    }
    fraction const none = algebra_.number(rational(0));
    int const whole = as_exponent(c).floor();
    rational const rest = c - rational(whole);
    return algebra_.multiply(algebra_.power(u, whole), atom_of(atom_kind::base, opcode::pow, 0, u, none, as_exponent(rest)));
  }
  static constexpr rational exact_root(rational const& value, int degree) {
    if (value.is_negative() || value.numerator() > 1000000 || value.denominator() > 1000000) return rational::inexact();
    int128 const p = integer_root(value.numerator(), degree), q = integer_root(value.denominator(), degree);
    return p < 0 || q < 0 ? rational::inexact() : rational(p, q);
  }
  static constexpr int128 integer_root(int128 n, int degree) {
    for (int128 r = 0; r <= 1000; ++r) {
      int128 power = 1;
      for (int i = 0; i < degree && power <= n; ++i) power *= r;
      if (power == n) return r;
      if (power > n) return -1;
    }
    return -1;
  }

  // exp(u): a factor for each term of u.
  constexpr fraction exponential(fraction const& u) {
    fraction result = one();
    for (auto const& t : u.numerator) result = algebra_.multiply(result, exponential_term(t, u.denominator));
    return result;
  }
  // exp(c m / q), with exp(v log w) = w^v.
  constexpr fraction exponential_term(polynomial_term const& t, term_sum const& below) {
    buffer<atom_power> const factors = algebra_.factors_of(t.monomial);
    if (algebra_.is_one(below))
      for (int i = 0; i < factors.size(); ++i) {
        atom const& a = atoms_[factors[i].atom];
        if (a.kind != atom_kind::function || a.operation != opcode::log || !(factors[i].exponent == exponent{1, 1})) continue;
        buffer<atom_power> rest;
        for (int j = 0; j < factors.size(); ++j)
          if (j != i) rest.push(factors[j]);
        fraction const w = a.first;
        return power(w, algebra_.multiply(algebra_.number(t.coefficient), algebra_.monomial(algebra_.interned(rest))));
      }
    fraction const term = algebra_.divide(algebra_.monomial(t.monomial), {below, algebra_.constant(rational(1))});
    return raised(atom_kind::exponential, opcode::exp, algebra_.number(rational(0)), term, t.coefficient);
  }

  // u^v: a factor for each term of v.
  constexpr fraction power(fraction const& u, fraction const& v) {
    fraction result = one();
    for (auto const& t : v.numerator) {
      if (t.monomial == 0 && algebra_.is_one(v.denominator)) {
        result = algebra_.multiply(result, constant_power(u, t.coefficient));
        continue;
      }
      fraction const term = algebra_.divide(algebra_.monomial(t.monomial), {v.denominator, algebra_.constant(rational(1))});
      result = algebra_.multiply(result, raised(atom_kind::power, opcode::pow, u, term, t.coefficient));
    }
    return result;
  }

  // log(u), with log(exp(v)) = v.
  constexpr fraction logarithm(fraction const& u) {
    if (algebra_.is_polynomial(u) && u.numerator.size() == 1 && u.numerator[0].coefficient == rational(1)) {
      buffer<atom_power> const factors = algebra_.factors_of(u.numerator[0].monomial);
      fraction sum = algebra_.number(rational(0));
      bool exponentials = !factors.empty();
      for (auto const& f : factors) exponentials = exponentials && atoms_[f.atom].kind == atom_kind::exponential;
      for (int i = 0; exponentials && i < factors.size(); ++i) {
        rational const c{static_cast<int128>(factors[i].exponent.p), static_cast<int128>(factors[i].exponent.q)};
        sum = algebra_.add(sum, atoms_[factors[i].atom].first, c);
      }
      if (exponentials) return sum;
    }
    return function(opcode::log, u);
  }

  // 1 or 0. A condition is that already; any other number is true where it is not 0.
  constexpr fraction truth(node_id id) {
    switch (g_[id].operation) {
      case opcode::less:
      case opcode::less_equal:
      case opcode::equal:
      case opcode::logical_and:
      case opcode::logical_or:
      case opcode::logical_not: return values_[id];
      case opcode::constant:
        if (g_.constant(id).is_exact()) return algebra_.number(rational(g_.constant(id).is(0) ? 0 : 1));
        [[fallthrough]];
      default:
        return algebra_.subtract(one(),
                                 atom_of(atom_kind::indicator, opcode::equal, 0, values_[id], algebra_.number(rational(0))));
    }
  }

  constexpr fraction indicator(node const& n) {
    fraction const none = algebra_.number(rational(0));
    if (n.operation == opcode::logical_not) return algebra_.subtract(one(), truth(n.operands[0]));
    if (n.operation == opcode::logical_and || n.operation == opcode::logical_or) {
      fraction const p = truth(n.operands[0]), q = truth(n.operands[1]), both = algebra_.multiply(p, q);
      if (n.operation == opcode::logical_and) return both;
      return algebra_.subtract(algebra_.add(p, q), both);
    }
    fraction const& a = values_[n.operands[0]];
    fraction const& b = values_[n.operands[1]];
    if (n.operation == opcode::equal) return atom_of(atom_kind::indicator, n.operation, 0, a, b);
    return atom_of(atom_kind::indicator, n.operation, 0, algebra_.subtract(a, b), none);
  }

  constexpr fraction larger(fraction const& a, fraction const& b, rational const& sign) {
    fraction const gap = function(opcode::abs, algebra_.subtract(a, b));
    return algebra_.multiply(algebra_.number(rational(1, 2)), algebra_.add(algebra_.add(a, b), gap, sign));
  }

  constexpr fraction value_of(node const& n) {
    fraction const none = algebra_.number(rational(0));
    fraction const& a = n.operands[0] == no_node ? none : values_[n.operands[0]];
    fraction const& b = n.operands[1] == no_node ? none : values_[n.operands[1]];
    algebra& g = algebra_;
    switch (n.operation) {
      case opcode::constant:
        if (g_.constants[n.payload].is_exact()) return g.number(g_.constants[n.payload].exact);
        return leaf(n.operation, n.payload);
      case opcode::input:
      case opcode::captured:
      case opcode::pi: return leaf(n.operation, n.payload);
      case opcode::e: return exponential(one());
      case opcode::add: return g.add(a, b);
      case opcode::subtract: return g.subtract(a, b);
      case opcode::multiply: return g.multiply(a, b);
      case opcode::divide: return g.divide(a, b);
      case opcode::negate: return {g.scaled(a.numerator, rational(-1)), a.denominator};
      case opcode::power: return g.power(a, n.payload);
      case opcode::pow:
      case opcode::integer_power: return power(a, b);
      case opcode::square_root: return constant_power(a, rational(1, 2));
      case opcode::cube_root: return constant_power(a, rational(1, 3));
      case opcode::hypot: return constant_power(g.add(g.multiply(a, a), g.multiply(b, b)), rational(1, 2));
      case opcode::exp: return exponential(a);
      case opcode::exp2: return power(g.number(rational(2)), a);
      case opcode::expm1: return g.subtract(exponential(a), one());
      case opcode::log: return logarithm(a);
      case opcode::log2: return g.divide(logarithm(a), logarithm(g.number(rational(2))));
      case opcode::log10: return g.divide(logarithm(a), logarithm(g.number(rational(10))));
      case opcode::log1p: return logarithm(g.add(one(), a));
      case opcode::tan: return g.divide(function(opcode::sin, a), function(opcode::cos, a));
      case opcode::sinh: return hyperbolic(a, rational(-1));
      case opcode::cosh: return hyperbolic(a, rational(1));
      case opcode::tanh: return g.divide(hyperbolic(a, rational(-1)), hyperbolic(a, rational(1)));
      case opcode::erfc: return g.subtract(one(), function(opcode::erf, a));
      case opcode::sigmoid: return g.divide(exponential(a), g.add(one(), exponential(a)));
      case opcode::softplus: return logarithm(g.add(one(), exponential(a)));
      case opcode::min: return larger(a, b, rational(-1));
      case opcode::max: return larger(a, b, rational(1));
      case opcode::where: return g.add(b_of(n), g.multiply(truth(n.operands[0]), g.subtract(b, b_of(n))));
      case opcode::less:
      case opcode::less_equal:
      case opcode::equal:
      case opcode::logical_and:
      case opcode::logical_or:
      case opcode::logical_not: return indicator(n);
      case opcode::atan2: return atom_of(atom_kind::function, n.operation, 0, a, b);
      case opcode::external:
      case opcode::external_two:
      case opcode::external_three: return external(n);
      case opcode::first_of_three: return b;
      default:
        if (is_array_operation(n.operation)) return array(n, a, b);
        if (arity_of(n) != 1) algebra_.give_up();  // the atom would forget an operand
        return function(n.operation, a);
    }
  }
  // An operation on arrays is one and the same on equal operands of equal shapes. What is repeated is equal in each place.
  constexpr fraction array(node const& n, fraction const& a, fraction const& b) {
    if (n.operation == opcode::fill) return a;
    array_shape const first = arity_of(n) > 0 ? g_[n.operands[0]].shape : array_shape{};
    array_shape const second = arity_of(n) > 1 ? g_[n.operands[1]].shape : array_shape{};
    int which = 0;
    while (which < array_kinds_.size() && !array_kinds_[which].is(n, first, second)) ++which;
    if (which == array_kinds_.size()) array_kinds_.push({n.payload, n.shape, first, second});
    if (arity_of(n) < 3) return atom_of(atom_kind::function, n.operation, which, a, b);
    fraction const both = atom_of(atom_kind::function, opcode::first_of_three, which, a, b);
    return atom_of(atom_kind::function, n.operation, which, both, values_[n.operands[2]]);
  }
  struct array_kind {
    int payload = 0;
    array_shape result{}, first{}, second{};
    constexpr bool is(node const& n, array_shape const& a, array_shape const& b) const {
      return payload == n.payload && result == n.shape && first == a && second == b;
    }
  };
  // A user's function: one and the same on equal arguments. An atom holds two of them; the first two of three are an atom.
  constexpr fraction external(node const& n) {
    external_call const call = call_of(g_, n);
    int const which = g_[call.function].payload;
    fraction const none = algebra_.number(rational(0));
    fraction const& a = values_[call.arguments[0]];
    fraction const& b = call.arguments[1] == no_node ? none : values_[call.arguments[1]];
    if (call.arguments[2] == no_node) return atom_of(atom_kind::function, n.operation, which, a, b);
    fraction const both = atom_of(atom_kind::function, opcode::first_of_three, which, a, b);
    return atom_of(atom_kind::function, n.operation, which, both, values_[call.arguments[2]]);
  }

  constexpr fraction b_of(node const& n) { return values_[n.operands[2]]; }

  // (exp(u) + sign exp(-u)) / 2
  constexpr fraction hyperbolic(fraction const& u, rational const& sign) {
    fraction const up = exponential(u), down = algebra_.divide(one(), up);
    return algebra_.multiply(algebra_.number(rational(1, 2)), algebra_.add(up, down, sign));
  }

  graph_view g_;
  algebra algebra_;
  buffer<atom> atoms_;
  buffer<fraction> values_;
  buffer<array_kind> array_kinds_;
};

// Are outputs a and b of g one function? True means proved.
constexpr bool proves_equal(graph_view g, int a = 0, int b = 1) { return canonical(g).proves_equal(a, b); }

}  // namespace calx
