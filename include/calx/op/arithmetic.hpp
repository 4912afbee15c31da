// SPDX-License-Identifier: Apache-2.0
// Rows of + - * / and of the fused forms that the schedule makes. In a constant expression they go through the kernel, since
// the compilers reject arithmetic whose result is NaN or infinite; at run time they are the plain operators.
#pragma once

#include <calx/elementary/arithmetic.hpp>
#include <calx/op/row.hpp>

namespace calx {

template <> struct row<opcode::add> : total_binary_row {
  static constexpr std::string_view name = "add";
  static constexpr std::string_view c_form = "a + b";
  static constexpr bool evaluate_exactly = true;
  template <class Real> CALX_ALWAYS_INLINE static constexpr Real value(Real const& a, Real const& b) {
    if constexpr (std::floating_point<Real>)
      if (std::is_constant_evaluated()) return elementary::add(a, b);
    return a + b;
  }
  template <class Interval> static constexpr Interval enclosure(Interval const& a, Interval const& b) { return a + b; }
  static constexpr partials derivative(maker& g, node_id, operands) { return {{g.one(), g.one()}}; }
};

template <> struct row<opcode::subtract> : total_binary_row {
  static constexpr std::string_view name = "subtract";
  static constexpr std::string_view c_form = "a - b";
  static constexpr bool evaluate_exactly = true;
  template <class Real> CALX_ALWAYS_INLINE static constexpr Real value(Real const& a, Real const& b) {
    if constexpr (std::floating_point<Real>)
      if (std::is_constant_evaluated()) return elementary::subtract(a, b);
    return a - b;
  }
  template <class Interval> static constexpr Interval enclosure(Interval const& a, Interval const& b) { return a - b; }
  static constexpr partials derivative(maker& g, node_id, operands) { return {{g.one(), g.constant(rational(-1))}}; }
};

template <> struct row<opcode::multiply> : total_binary_row {
  static constexpr std::string_view name = "multiply";
  static constexpr std::string_view c_form = "a*b";
  static constexpr bool evaluate_exactly = true;
  template <class Real> CALX_ALWAYS_INLINE static constexpr Real value(Real const& a, Real const& b) {
    if constexpr (std::floating_point<Real>)
      if (std::is_constant_evaluated()) return elementary::multiply(a, b);
    return a * b;
  }
  template <class Interval> static constexpr Interval enclosure(Interval const& a, Interval const& b) { return a * b; }
  static constexpr node_id pull(maker& g, node_id self, operands x, int which, node_id w) {
    node_id const v = g.without_divisor(w, self);
    if (v != no_node) return g.divide_in_domain(v, x[which]);
    node_id const rest = g.without_divisor(w, x[1 - which]);  // as in the tangent of b log(b)
    return rest == no_node ? g.multiply(w, x[1 - which]) : rest;
  }
};

// d(a/b) = da/b - (db/b) (a/b): one division serves both, and the quotient is there already.
//
// A w that is v/self comes from a logarithm of the quotient or from a division by it: self is not 0 in the domain of what is
// differentiated, and d log(a/b) = da/a - db/b. The same for products and powers.
template <> struct row<opcode::divide> : binary_row {
  static constexpr std::string_view name = "divide";
  static constexpr std::string_view c_form = "a/b";
  static constexpr bool evaluate_exactly = true;
  template <class Real> CALX_ALWAYS_INLINE static constexpr Real value(Real const& a, Real const& b) {
    if constexpr (std::floating_point<Real>)
      if (std::is_constant_evaluated()) return elementary::divide(a, b);
    return a / b;
  }
  template <class Interval> static constexpr Interval enclosure(Interval const& a, Interval const& b) { return a / b; }
  static constexpr node_id pull(maker& g, node_id self, operands x, int which, node_id w) {
    node_id const v = g.without_divisor(w, self);
    if (v != no_node) return which == 0 ? g.divide_in_domain(v, x[0]) : g.negate(g.divide_in_domain(v, x[1]));
    node_id const quotient = g.divide_in_domain(w, x[1]);
    return which == 0 ? quotient : g.negate(g.multiply(quotient, self));
  }
};

template <> struct row<opcode::negate> : total_unary_row {
  static constexpr std::string_view name = "negate";
  static constexpr std::string_view c_form = "-a";
  static constexpr bool evaluate_exactly = true;
  template <class Real> CALX_ALWAYS_INLINE static constexpr Real value(Real const& a) { return -a; }
  template <class Interval> static constexpr Interval enclosure(Interval const& a) { return -a; }
  static constexpr partials derivative(maker& g, node_id, operands) { return {{g.constant(rational(-1))}}; }
};

// One expression each, so that a compiler that contracts a*b + c may do so, as it would in code written by hand.
struct fused_row : default_row {
  static constexpr int arity = 3;
  static constexpr bool total = true;
  static constexpr bool evaluate_exactly = true;
  static constexpr partials derivative(maker& g, node_id, operands x) { return {{x[1], x[0], g.one()}}; }
};

template <> struct row<opcode::multiply_add> : fused_row {
  static constexpr std::string_view name = "multiply_add";
  static constexpr std::string_view c_form = "a*b + c";
  template <class Real> CALX_ALWAYS_INLINE static constexpr Real value(Real const& a, Real const& b, Real const& c) {
    if constexpr (std::floating_point<Real>)
      if (std::is_constant_evaluated()) return elementary::add(elementary::multiply(a, b), c);
    return a * b + c;
  }
  template <class Interval> static constexpr Interval enclosure(Interval const& a, Interval const& b, Interval const& c) {
    return a * b + c;
  }
  static constexpr node_id expand(maker& g, operands x) { return g.add(g.multiply(x[0], x[1]), x[2]); }
};

template <> struct row<opcode::multiply_subtract> : fused_row {
  static constexpr std::string_view name = "multiply_subtract";
  static constexpr std::string_view c_form = "a*b - c";
  template <class Real> CALX_ALWAYS_INLINE static constexpr Real value(Real const& a, Real const& b, Real const& c) {
    if constexpr (std::floating_point<Real>)
      if (std::is_constant_evaluated()) return elementary::subtract(elementary::multiply(a, b), c);
    return a * b - c;
  }
  template <class Interval> static constexpr Interval enclosure(Interval const& a, Interval const& b, Interval const& c) {
    return a * b - c;
  }
  static constexpr partials derivative(maker& g, node_id, operands x) { return {{x[1], x[0], g.constant(rational(-1))}}; }
  static constexpr node_id expand(maker& g, operands x) { return g.subtract(g.multiply(x[0], x[1]), x[2]); }
};

template <> struct row<opcode::subtract_product> : fused_row {
  static constexpr std::string_view name = "subtract_product";
  static constexpr std::string_view c_form = "c - a*b";
  template <class Real> CALX_ALWAYS_INLINE static constexpr Real value(Real const& a, Real const& b, Real const& c) {
    if constexpr (std::floating_point<Real>)
      if (std::is_constant_evaluated()) return elementary::subtract(c, elementary::multiply(a, b));
    return c - a * b;
  }
  template <class Interval> static constexpr Interval enclosure(Interval const& a, Interval const& b, Interval const& c) {
    return c - a * b;
  }
  static constexpr partials derivative(maker& g, node_id, operands x) { return {{g.negate(x[1]), g.negate(x[0]), g.one()}}; }
  static constexpr node_id expand(maker& g, operands x) { return g.subtract(x[2], g.multiply(x[0], x[1])); }
};

}  // namespace calx
