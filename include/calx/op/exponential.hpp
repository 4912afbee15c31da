// SPDX-License-Identifier: Apache-2.0
// Rows of exponentials and logarithms. Each derivative reuses the value where it has one.
#pragma once

#include <calx/elementary/exponential.hpp>
#include <calx/elementary/logarithm.hpp>
#include <calx/op/arithmetic.hpp>

#include <cmath>
#include <limits>

namespace calx {

template <> struct row<opcode::exp> : total_unary_row {
  static constexpr std::string_view name = "exp";
  static constexpr exact_point exact_at[] = {{0, 1}};
  static constexpr monotony shape = monotony::increasing;
  static constexpr closed_range range = at_least(0);
  template <class Real> static constexpr Real kernel(Real const& x) { return elementary::exp(x); }
  template <class Real> CALX_ALWAYS_INLINE static constexpr Real value(Real const& x) {
    if constexpr (std::floating_point<Real>)
      if (std::is_constant_evaluated()) return kernel(x);
    using std::exp;
    return static_cast<Real>(exp(x));
  }
  static constexpr partials derivative(maker&, node_id self, operands) { return {{self}}; }
};

// d 2^x = 2^x log 2
template <> struct row<opcode::exp2> : total_unary_row {
  static constexpr std::string_view name = "exp2";
  static constexpr exact_point exact_at[] = {{0, 1}, {1, 2}, {2, 4}, {3, 8}};
  static constexpr monotony shape = monotony::increasing;
  static constexpr closed_range range = at_least(0);
  template <class Real> static constexpr Real kernel(Real const& x) { return elementary::exp2(x); }
  template <class Real> CALX_ALWAYS_INLINE static constexpr Real value(Real const& x) {
    if constexpr (std::floating_point<Real>)
      if (std::is_constant_evaluated()) return kernel(x);
    using std::exp2;
    return static_cast<Real>(exp2(x));
  }
  static constexpr partials derivative(maker& g, node_id self, operands) {
    return {{g.multiply(self, g.apply(opcode::log, g.constant(rational(2))))}};
  }
};

// exp(x) - 1. Its derivative is exp(x), not self + 1, which loses everything for large negative x.
template <> struct row<opcode::expm1> : total_unary_row {
  static constexpr std::string_view name = "expm1";
  static constexpr exact_point exact_at[] = {{0, 0}};
  static constexpr monotony shape = monotony::increasing;
  static constexpr closed_range range = at_least(-1);
  template <class Real> static constexpr Real kernel(Real const& x) { return elementary::expm1(x); }
  template <class Real> CALX_ALWAYS_INLINE static constexpr Real value(Real const& x) {
    if constexpr (std::floating_point<Real>)
      if (std::is_constant_evaluated()) return kernel(x);
    using std::expm1;
    return static_cast<Real>(expm1(x));
  }
  static constexpr partials derivative(maker& g, node_id, operands x) { return {{g.apply(opcode::exp, x[0])}}; }
};

template <> struct row<opcode::log> : unary_row {
  static constexpr std::string_view name = "log";
  static constexpr exact_point exact_at[] = {{1, 0}};
  static constexpr monotony shape = monotony::increasing;
  static constexpr closed_range domain = at_least(0);
  template <class Real> static constexpr Real kernel(Real const& x) { return elementary::log(x); }
  template <class Real> CALX_ALWAYS_INLINE static constexpr Real value(Real const& x) {
    if constexpr (std::floating_point<Real>)
      if (std::is_constant_evaluated()) return kernel(x);
    using std::log;
    return static_cast<Real>(log(x));
  }
  static constexpr node_id pull(maker& g, node_id, operands x, int, node_id w) { return g.divide_in_domain(w, x[0]); }
};

template <> struct row<opcode::log2> : unary_row {
  static constexpr std::string_view name = "log2";
  static constexpr exact_point exact_at[] = {{1, 0}, {2, 1}, {4, 2}, {8, 3}};
  static constexpr monotony shape = monotony::increasing;
  static constexpr closed_range domain = at_least(0);
  template <class Real> static constexpr Real kernel(Real const& x) { return elementary::log2(x); }
  template <class Real> CALX_ALWAYS_INLINE static constexpr Real value(Real const& x) {
    if constexpr (std::floating_point<Real>)
      if (std::is_constant_evaluated()) return kernel(x);
    using std::log2;
    return static_cast<Real>(log2(x));
  }
  static constexpr node_id pull(maker& g, node_id, operands x, int, node_id w) {
    return g.divide_in_domain(g.divide(w, g.apply(opcode::log, g.constant(rational(2)))), x[0]);
  }
};

template <> struct row<opcode::log10> : unary_row {
  static constexpr std::string_view name = "log10";
  static constexpr exact_point exact_at[] = {{1, 0}, {10, 1}, {100, 2}, {1000, 3}};
  static constexpr monotony shape = monotony::increasing;
  static constexpr closed_range domain = at_least(0);
  template <class Real> static constexpr Real kernel(Real const& x) { return elementary::log10(x); }
  template <class Real> CALX_ALWAYS_INLINE static constexpr Real value(Real const& x) {
    if constexpr (std::floating_point<Real>)
      if (std::is_constant_evaluated()) return kernel(x);
    using std::log10;
    return static_cast<Real>(log10(x));
  }
  static constexpr node_id pull(maker& g, node_id, operands x, int, node_id w) {
    return g.divide_in_domain(g.divide(w, g.apply(opcode::log, g.constant(rational(10)))), x[0]);
  }
};

// log(1 + x)
template <> struct row<opcode::log1p> : unary_row {
  static constexpr std::string_view name = "log1p";
  static constexpr exact_point exact_at[] = {{0, 0}};
  static constexpr monotony shape = monotony::increasing;
  static constexpr closed_range domain = at_least(-1);
  template <class Real> static constexpr Real kernel(Real const& x) { return elementary::log1p(x); }
  template <class Real> CALX_ALWAYS_INLINE static constexpr Real value(Real const& x) {
    if constexpr (std::floating_point<Real>)
      if (std::is_constant_evaluated()) return kernel(x);
    using std::log1p;
    return static_cast<Real>(log1p(x));
  }
  static constexpr node_id pull(maker& g, node_id, operands x, int, node_id w) {
    return g.divide_in_domain(w, g.add(g.one(), x[0]));
  }
};

// What a formula with a bare 1 becomes: the number c is known when the program runs. Where it is 1, log1p and expm1 keep the
// digits that 1 + x and exp(x) - 1 lose; where it is not, these are the formulas as written.

// log(c + x)
template <> struct row<opcode::log_sum> : binary_row {
  static constexpr std::string_view name = "log_sum";
  static constexpr std::string_view c_form = "a == 1.0 ? log1p(b) : log(a + b)";
  template <class Real> CALX_ALWAYS_INLINE static constexpr Real value(Real const& c, Real const& x) {
    if (c == Real(1)) return row<opcode::log1p>::value<Real>(x);
    return row<opcode::log>::value<Real>(row<opcode::add>::value<Real>(c, x));
  }
  static constexpr node_id pull(maker& g, node_id, operands x, int, node_id w) {
    return g.divide_in_domain(w, g.add(x[0], x[1]));
  }
  static constexpr node_id expand(maker& g, operands x) { return g.apply(opcode::log, g.add(x[0], x[1])); }
  template <class Interval> static constexpr Interval enclosure(Interval const& c, Interval const& x) {
    return enclosure_by_shape<row<opcode::log>>(c + x);
  }
};

// exp(x) - c
template <> struct row<opcode::exp_minus> : total_binary_row {
  static constexpr std::string_view name = "exp_minus";
  static constexpr std::string_view c_form = "b == 1.0 ? expm1(a) : exp(a) - b";
  template <class Real> CALX_ALWAYS_INLINE static constexpr Real value(Real const& x, Real const& c) {
    if (c == Real(1)) return row<opcode::expm1>::value<Real>(x);
    return row<opcode::subtract>::value<Real>(row<opcode::exp>::value<Real>(x), c);
  }
  static constexpr partials derivative(maker& g, node_id, operands x) {
    return {{g.apply(opcode::exp, x[0]), g.constant(rational(-1))}};
  }
  static constexpr node_id expand(maker& g, operands x) { return g.subtract(g.apply(opcode::exp, x[0]), x[1]); }
  template <class Interval> static constexpr Interval enclosure(Interval const& x, Interval const& c) {
    return enclosure_by_shape<row<opcode::exp>>(x) - c;
  }
};

template <class Real> CALX_ALWAYS_INLINE constexpr bool has_overflowed(Real const& x) {
  if constexpr (std::floating_point<Real>) return x > std::numeric_limits<Real>::max();
  else return x > Real(0) && !(Real(x - x) == Real(0));
}

// log(c + e) from c, x and e = exp(x), which may be infinite: x then, but for c/e, which is tiny.
template <> struct row<opcode::log_plus_exp> : default_row {
  static constexpr std::string_view name = "log_plus_exp";
  static constexpr std::string_view c_form = "c > DBL_MAX ? b : a == 1.0 ? log1p(c) : log(a + c)";
  static constexpr int arity = 3;
  template <class Real> CALX_ALWAYS_INLINE static constexpr Real value(Real const& c, Real const& x, Real const& power) {
    return has_overflowed(power) ? x : row<opcode::log_sum>::value<Real>(c, power);
  }
  static constexpr node_id pull(maker& g, node_id, operands x, int which, node_id w) {  // x counts through e
    return which == 1 ? no_node : g.divide_in_domain(w, g.add(x[0], x[2]));
  }
  static constexpr node_id expand(maker& g, operands x) { return g.apply(opcode::log, g.add(x[0], x[2])); }
  template <class Interval> static constexpr Interval enclosure(Interval const& c, Interval const&, Interval const& power) {
    return enclosure_by_shape<row<opcode::log>>(c + power);
  }
};

// q = e/(c + e) with e = exp(x): 1 where e is infinite, but for c/e, which is tiny.
template <> struct row<opcode::exp_share> : binary_row {
  static constexpr std::string_view name = "exp_share";
  static constexpr std::string_view c_form = "a > DBL_MAX ? 1.0 : b";
  template <class Real> CALX_ALWAYS_INLINE static constexpr Real value(Real const& power, Real const& q) {
    return has_overflowed(power) ? Real(1) : q;
  }
  static constexpr partials derivative(maker& g, node_id, operands) { return {{no_node, g.one()}}; }  // e counts through q
  static constexpr node_id expand(maker&, operands x) { return x[1]; }
  template <class Interval> static constexpr Interval enclosure(Interval const& power, Interval const& q) {
    return power.upper() == Interval::infinity ? hull(q, Interval(1)) : q;
  }
};

}  // namespace calx
