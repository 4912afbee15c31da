// SPDX-License-Identifier: Apache-2.0
// What a coefficient of a power series can be (transform/taylor.hpp). Leaf(i, index) is the coefficient of leaf i;
// continued(a, first) is a term a of a series whose first one is `first`; called(f, x) a user's own function at numbers x.
//
//   number_algebra     exact rationals as long as they last, then double precision
//   real_algebra       any number type
//   interval_algebra   intervals: enclosures, which say themselves where something was not defined or not continuous
//   node_algebra       nodes of a graph: coefficients that depend on other inputs; only what is the constant 0 counts as zero
#pragma once

#include <calx/core/refuse.hpp>
#include <calx/op/apply_row.hpp>
#include <calx/op/enclosure.hpp>

namespace calx {

// What is not exact has the precision of a double.
constexpr number approximate_number(long double value) {
  number n(rational::inexact());
  n.approximate = static_cast<long double>(static_cast<double>(value));
  return n;
}

template <class Leaf> struct number_algebra {
  using value = number;
  Leaf leaf_value;

  constexpr number leaf(node_id i, int index) const { return leaf_value(i, index); }
  constexpr number zero() const { return {}; }
  constexpr bool is_zero(number const& a) const { return a.is_exact() ? a.is(0) : a.approximate == 0; }
  constexpr bool is_finite(number const& a) const {
    return a.is_exact() ||
           (a.approximate <= std::numeric_limits<double>::max() && a.approximate >= std::numeric_limits<double>::lowest());
  }
  constexpr number const& continued(number const& a, number const&) const { return a; }
  constexpr number add(number const& a, number const& b) const {
    rational const exact = a.exact + b.exact;
    return exact.exact() ? number(exact) : by_row(opcode::add, a, b);
  }
  constexpr number subtract(number const& a, number const& b) const {
    rational const exact = a.exact - b.exact;
    return exact.exact() ? number(exact) : by_row(opcode::subtract, a, b);
  }
  constexpr number multiply(number const& a, number const& b) const {
    rational const exact = a.exact * b.exact;
    return exact.exact() ? number(exact) : by_row(opcode::multiply, a, b);
  }
  constexpr number square(number const& a) const { return multiply(a, a); }
  constexpr number divide(number const& a, number const& b) const {
    rational const exact = a.exact / b.exact;
    return exact.exact() ? number(exact) : by_row(opcode::divide, a, b);
  }
  constexpr number scale(number const& a, int p, int q) const { return multiply(a, number(rational(p, q))); }
  constexpr number choose(number const& condition, number const& a, number const& b) const {
    return is_zero(condition) ? b : a;
  }
  constexpr number apply(opcode operation, int payload, number const& a, number const& b, number const& c) const {
    operation_facts const& facts = facts_of(operation);
    rational exact = rational::inexact();
    if (facts.evaluate_exactly) exact = apply_row<rational>(operation, payload, a.exact, b.exact, c.exact);
    else if (facts.arity == 1 && a.is_exact()) exact = exact_value(operation, a.exact);
    else if (facts.arity == 2 && a.is_exact() && b.is_exact()) exact = exact_value(operation, a.exact, b.exact);
    return exact.exact() ? number(exact) : by_row(operation, a, b, c, payload);
  }
  constexpr number called(external_function const& f, number const (&x)[3]) const {
    double const arguments[] = {x[0].to<double>(), x[1].to<double>(), x[2].to<double>()};
    return approximate_number(f.value(arguments));
  }

 private:
  static constexpr number by_row(opcode operation, number const& a, number const& b, number const& c = {}, int payload = 0) {
    return approximate_number(apply_row<double>(operation, payload, a.to<double>(), b.to<double>(), c.to<double>()));
  }
};

template <class Real, class Leaf> struct real_algebra {
  using value = Real;
  Leaf leaf_value;

  constexpr Real leaf(node_id i, int index) const { return leaf_value(i, index); }
  constexpr Real zero() const { return Real(0); }
  constexpr bool is_zero(Real const& a) const { return a == Real(0); }
  constexpr bool is_finite(Real const&) const { return true; }  // what is not a number shows itself
  constexpr Real const& continued(Real const& a, Real const&) const { return a; }
  constexpr Real add(Real const& a, Real const& b) const { return row<opcode::add>::value<Real>(a, b); }
  constexpr Real subtract(Real const& a, Real const& b) const { return row<opcode::subtract>::value<Real>(a, b); }
  constexpr Real multiply(Real const& a, Real const& b) const { return row<opcode::multiply>::value<Real>(a, b); }
  constexpr Real square(Real const& a) const { return multiply(a, a); }
  constexpr Real divide(Real const& a, Real const& b) const { return row<opcode::divide>::value<Real>(a, b); }
  constexpr Real scale(Real const& a, int p, int q) const {
    Real const scaled = p == 1 ? a : multiply(Real(p), a);
    return q == 1 ? scaled : divide(scaled, Real(q));
  }
  constexpr Real choose(Real const& condition, Real const& a, Real const& b) const { return condition == Real(0) ? b : a; }
  constexpr Real apply(opcode operation, int payload, Real const& a, Real const& b, Real const& c) const {
    return apply_row<Real>(operation, payload, a, b, c);
  }
  constexpr Real called(external_function const& f, Real const (&x)[3]) const {
    if constexpr (std::is_same_v<Real, double> || std::is_same_v<Real, float>) {
      double const arguments[] = {x[0], x[1], x[2]};
      return static_cast<Real>(f.value(arguments));
    } else {
      refuse("calx: a primitive in a derivative of high order is evaluated with float or double");
    }
  }
};

template <class Leaf> struct interval_algebra {
  using value = interval;
  Leaf leaf_value;

  constexpr interval leaf(node_id i, int index) const { return leaf_value(i, index); }
  constexpr interval zero() const { return {}; }
  constexpr bool is_zero(interval const& a) const { return a.is_continuous() && a.lower() == 0 && a.upper() == 0; }
  constexpr bool is_finite(interval const&) const { return true; }
  // Where a function jumps, none of its derivatives exists.
  constexpr interval continued(interval const& a, interval const& first) const {
    return a.if_continuous(first.is_continuous());
  }
  constexpr interval add(interval const& a, interval const& b) const { return a + b; }
  constexpr interval subtract(interval const& a, interval const& b) const { return a - b; }
  constexpr interval multiply(interval const& a, interval const& b) const { return a * b; }
  constexpr interval square(interval const& a) const { return facts_of(opcode::power).enclosure(a, a, a, 2); }
  constexpr interval divide(interval const& a, interval const& b) const { return a / b; }
  constexpr interval scale(interval const& a, int p, int q) const {
    interval const scaled = p == 1 ? a : p == -1 ? -a : interval(p) * a;
    return q == 1 ? scaled : scaled / interval(q);
  }
  constexpr interval choose(interval const& condition, interval const& a, interval const& b) const {
    return facts_of(opcode::where).enclosure(condition, a, b, 0);
  }
  constexpr interval apply(opcode operation, int payload, interval const& a, interval const& b, interval const& c) const {
    return facts_of(operation).enclosure(a, b, c, payload);
  }
  // Nothing is known of it on an interval.
  constexpr interval called(external_function const&, interval const (&)[3]) const {
    return interval::entire().if_continuous(false);
  }
};

template <class Leaf> struct node_algebra {
  using value = node_id;
  maker& make;
  Leaf leaf_value;

  constexpr node_id leaf(node_id i, int index) const { return leaf_value(i, index); }
  constexpr node_id zero() const { return make.zero(); }
  constexpr bool is_zero(node_id a) const { return a == make.zero(); }
  constexpr bool is_finite(node_id) const { return true; }
  constexpr node_id continued(node_id a, node_id) const { return a; }
  constexpr node_id add(node_id a, node_id b) const { return make.add(a, b); }
  constexpr node_id subtract(node_id a, node_id b) const { return make.subtract(a, b); }
  constexpr node_id multiply(node_id a, node_id b) const { return make.multiply(a, b); }
  constexpr node_id square(node_id a) const { return make.power(a, 2); }
  constexpr node_id divide(node_id a, node_id b) const { return make.divide(a, b); }
  constexpr node_id scale(node_id a, int p, int q) const { return make.multiply(make.constant(rational(p, q)), a); }
  constexpr node_id choose(node_id condition, node_id a, node_id b) const { return make.where(condition, a, b); }
  constexpr node_id apply(opcode operation, int payload, node_id a, node_id b, node_id c) const {
    int const arity = facts_of(operation).arity;
    return make.apply(operation, a, arity > 1 ? b : no_node, arity > 2 ? c : no_node, payload);
  }
  constexpr node_id called(external_function const& f, node_id const (&x)[3]) const {
    return call_external(make.graph(), f, x);
  }
};

}  // namespace calx
