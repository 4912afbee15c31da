// SPDX-License-Identifier: Apache-2.0
// Rows of powers and roots.
//
// pow(x, y) means x^y as the C library has it: x > 0, or x = 0 and y >= 0, or x < 0 and y a whole number.
#pragma once

#include <calx/core/rational_root.hpp>
#include <calx/elementary/power.hpp>
#include <calx/elementary/root.hpp>
#include <calx/op/arithmetic.hpp>

#include <cmath>
#include <initializer_list>
#include <limits>

namespace calx {

// x^n by repeated squaring, of 1/x for a negative n: 1/x^2 would be 0 at x = 1e155. Value and sign at 0 and infinity are
// IEEE's.
template <class Real, std::integral Integer> CALX_ALWAYS_INLINE constexpr Real whole_power(Real const& x, Integer n) {
  using product = row<opcode::multiply>;
  if (n == 0) return Real(1);
  auto m = n < 0 ? 0u - static_cast<unsigned long long>(n) : static_cast<unsigned long long>(n);
  Real square = n < 0 ? row<opcode::divide>::value<Real>(Real(1), x) : x;
  while ((m & 1u) == 0) {
    square = product::value<Real>(square, square);
    m >>= 1;
  }
  Real result = square;
  while ((m >>= 1) != 0) {
    square = product::value<Real>(square, square);
    if ((m & 1u) != 0) result = product::value<Real>(result, square);
  }
  return result;
}

// The same in C.
inline constexpr std::string_view whole_power_in_c =
    "double calx_whole_power(double x, double n) {\n"
    "  long long const signed_n = (long long)n;\n"
    "  unsigned long long m = signed_n < 0 ? 0 - (unsigned long long)signed_n : (unsigned long long)signed_n;\n"
    "  double square = signed_n < 0 ? 1.0/x : x;\n"
    "  double result = 1.0;\n"
    "  if (m == 0) return result;\n"
    "  for (; (m & 1) == 0; m >>= 1) square *= square;\n"
    "  result = square;\n"
    "  while ((m >>= 1) != 0) {\n"
    "    square *= square;\n"
    "    if ((m & 1) != 0) result *= square;\n"
    "  }\n"
    "  return result;\n"
    "}\n";

namespace detail {

// Of x^n for x >= 0 and a whole number n other than 0, by the kernel and, for a small n, by products, which are exact where the
// result is.
template <class Interval> constexpr Interval enclosure_of_power_of_size(Interval const& x, double n) {
  if (x.is_empty() || (n < 0 && x.upper() == 0)) return Interval::empty();
  double const first = n > 0 ? x.lower() : x.upper(), last = n > 0 ? x.upper() : x.lower(), size = n > 0 ? n : -n;
  Interval const result = Interval::around(elementary::pow(first, n), elementary::pow(last, n)).positive();
  if (size > 8) return result;
  Interval product = x;
  for (int i = 1; i < size; ++i) product = product * x;
  return intersection(result, n < 0 ? Interval(1) / product : product);
}

// Of x^n for a whole number n: either side of 0 is monotone.
template <class Interval> constexpr Interval enclosure_of_whole_power(Interval const& x, double n) {
  if (x.is_empty()) return x;
  bool const continuous = x.is_continuous() && !(n < 0 && x.contains(0));
  if (n == 0) return Interval(1).if_continuous(continuous);
  Interval const right = enclosure_of_power_of_size(x.positive(), n), left = enclosure_of_power_of_size((-x).positive(), n);
  return hull(right, elementary::is_odd(n) ? -left : left).with_continuity(continuous);
}

// Of x^y for x >= 0: monotone in either, so that the corners decide.
template <class Interval> constexpr Interval enclosure_of_corners(Interval const& x, Interval const& y) {
  if (x.is_empty() || (x.upper() == 0 && y.upper() < 0)) return Interval::empty();
  Interval result = Interval::empty();
  for (double const a : {x.lower(), x.upper()})
    for (double const b : {y.lower(), y.upper()}) {
      double const value = elementary::pow(a, b);
      bool const exact = a == 1 || b == 0 || (a == 0 && b > 0);
      result = hull(result, exact ? Interval(value) : Interval::around(value, value).positive());
    }
  return result;
}

// Of x^y. For x < 0 only the whole numbers in y count.
template <class Interval> constexpr Interval enclosure_of_power(Interval const& x, Interval const& y) {
  if (x.is_empty() || y.is_empty()) return Interval::empty();
  double const start = elementary::truncate(y.lower()), end = elementary::truncate(y.upper());
  double const first = start < y.lower() ? start + 1 : start, last = end > y.upper() ? end - 1 : end;
  if (first == last && y.is_point()) return enclosure_of_whole_power(x, first).if_continuous(y.is_continuous());
  bool const continuous = x.is_continuous() && y.is_continuous() && (x.lower() > 0 || (x.lower() == 0 && y.lower() > 0));
  Interval result = enclosure_of_corners(x.positive(), y);
  if (x.lower() < 0 && first == last) {
    result = hull(result, enclosure_of_whole_power(-(-x).positive(), first));
  } else if (x.lower() < 0 && first < last) {
    Interval const size = enclosure_of_corners((-x).positive(), Interval(first, last));
    result = hull(result, hull(size, -size));
  }
  return result.with_continuity(continuous);
}

}  // namespace detail

// x^n with n fixed by the type. The schedule has turned it into multiplications; this is for formulas evaluated as written.
template <> struct row<opcode::power> : total_unary_row {  // a negative n has a pole: op/maker.hpp knows
  static constexpr std::string_view name = "power";
  static constexpr std::string_view c_form = "calx_whole_power(a, n)";
  static constexpr std::string_view c_definition = whole_power_in_c;
  static constexpr bool evaluate_exactly = true;
  template <int Exponent, class Real> CALX_ALWAYS_INLINE static constexpr Real value(Real const& x) {
    return whole_power(x, Exponent);
  }
  template <class Interval> static constexpr Interval enclosure(Interval const& x, int n) {
    return detail::enclosure_of_whole_power(x, n);
  }
  static constexpr node_id pull(maker& g, node_id self, operands x, int, node_id w) {
    int const n = g[self].payload;
    if (n == 0) return no_node;  // 0 x^-1 would be NaN at 0
    node_id const v = g.without_divisor(w, self);
    if (v != no_node) return g.multiply(g.constant(rational(n)), g.divide_in_domain(v, x[0]));
    return g.multiply(w, g.multiply(g.constant(rational(n)), g.power(x[0], n - 1)));
  }
};

// x^n, n a whole number carried by the expression. d/dx = n x^(n-1), and 0 for n = 0, also at x = 0.
template <> struct row<opcode::integer_power> : binary_row {
  static constexpr std::string_view name = "integer_power";
  static constexpr std::string_view c_form = "calx_whole_power(a, b)";
  static constexpr std::string_view c_definition = whole_power_in_c;
  static constexpr bool evaluate_exactly = true;
  template <class Real> CALX_ALWAYS_INLINE static constexpr Real value(Real const& x, Real const& n) {
    if constexpr (std::same_as<Real, rational>) {
      constexpr rational limit(1LL << 62);
      return n.is_integer() && n.magnitude() < limit ? whole_power(x, static_cast<long long>(n.numerator()))
                                                     : rational::inexact();
    } else {
      return whole_power(x, static_cast<long long>(n));
    }
  }
  template <class Interval> static constexpr Interval enclosure(Interval const& x, Interval const& n) {
    return detail::enclosure_of_power(x, n);
  }
  static constexpr partials derivative(maker& g, node_id, operands x) {
    node_id const slope = g.multiply(x[1], g.apply(opcode::integer_power, x[0], g.subtract(x[1], g.one())));
    return {{g.where(g.apply(opcode::equal, x[1], g.zero()), g.zero(), slope)}};
  }
};

template <> struct row<opcode::pow> : binary_row {
  static constexpr std::string_view name = "pow";
  static constexpr rational exactly(rational const& x, rational const& y) { return rational_power(x, y); }
  template <class Real> CALX_ALWAYS_INLINE static constexpr Real value(Real const& x, Real const& y) {
    if constexpr (std::floating_point<Real>)
      if (std::is_constant_evaluated()) return elementary::pow(x, y);
    using std::pow;
    return static_cast<Real>(pow(x, y));
  }
  template <class Interval> static constexpr Interval enclosure(Interval const& x, Interval const& y) {
    return detail::enclosure_of_power(x, y);
  }
  static constexpr node_id pull(maker& g, node_id self, operands x, int which, node_id w) {
    if (which == 1) return g.multiply(w, g.apply(opcode::times_log, self, x[0]));
    if (g.is_exact(x[1]) && (g.exact(x[1]) + g.exact(x[1])).is_integer())  // x^(y - 1) is a root or a product
      return g.multiply(w, g.multiply(x[1], g.pow(x[0], g.subtract(x[1], g.one()))));
    return g.multiply(w, g.apply(opcode::pow_slope, x[0], x[1]));
  }
  // d(x^y) = x^y (y dx/x + log(x) dy)
  static constexpr partials recurrence(maker& g, node_id self, operands x) {
    node_id const log_x = g.apply(opcode::log, x[0]);
    return {{g.divide(g.multiply(x[1], self), x[0]), g.multiply(self, log_x)}};
  }
};

// d(x^y)/dx = y x^(y-1), and 0 for y = 0, where the formula would be 0 * infinity at x = 0.
template <> struct row<opcode::pow_slope> : binary_row {
  static constexpr std::string_view name = "pow_slope";
  static constexpr rational exactly(rational const& x, rational const& y) {
    return y.is_zero() ? rational(0) : y * rational_power(x, y - rational(1));
  }
  static constexpr std::string_view c_form = "b == 0.0 ? 0.0 : b*pow(a, b - 1.0)";
  static constexpr shared_work shared{opcode::pow, opcode::pow_slope_from};
  template <class Real> CALX_ALWAYS_INLINE static constexpr Real value(Real const& x, Real const& y) {
    if (y == Real(0)) return Real(0);
    Real const lower = row<opcode::subtract>::value<Real>(y, Real(1));
    return row<opcode::multiply>::value<Real>(y, row<opcode::pow>::value<Real>(x, lower));
  }
  template <class Interval> static constexpr Interval enclosure(Interval const& x, Interval const& y) {
    Interval const slope = y * detail::enclosure_of_power(x, y - Interval(1));
    return y.contains(0) ? hull(slope, Interval(0)) : slope;
  }
  static constexpr partials derivative(maker& g, node_id, operands x) {
    node_id const lower = g.subtract(x[1], g.one());
    return {{g.multiply(x[1], g.apply(opcode::pow_slope, x[0], lower)),
             g.add(g.pow(x[0], lower), g.apply(opcode::times_log, g.apply(opcode::pow_slope, x[0], x[1]), x[0]))}};
  }
  static constexpr partials recurrence(maker& g, node_id self, operands x) {
    node_id const lower = g.subtract(x[1], g.one()), power = g.pow(x[0], lower), log_x = g.apply(opcode::log, x[0]);
    return {{g.divide(g.multiply(lower, self), x[0]), g.add(power, g.multiply(self, log_x))}};
  }
  static constexpr node_id expand(maker& g, operands x) { return g.multiply(x[1], g.pow(x[0], g.subtract(x[1], g.one()))); }
};

// The same from p = x^y, as y (p/x); where p or that has left the range of normal numbers, which x^(y - 1) need not, from x and
// y.
template <> struct row<opcode::pow_slope_from> : default_row {
  static constexpr std::string_view name = "pow_slope_from";
  static constexpr std::string_view c_form = "calx_pow_slope_from(a, b, c)";
  static constexpr std::string_view c_definition =
      "double calx_pow_slope_from(double x, double y, double p) {\n"
      "  double const slope = y*(p/x);\n"
      "  if (fabs(p) >= DBL_MIN && fabs(slope) <= DBL_MAX) return slope;\n"
      "  return y == 0.0 ? 0.0 : y*pow(x, y - 1.0);\n"
      "}\n";
  static constexpr int arity = 3;
  template <class Real> CALX_ALWAYS_INLINE static constexpr Real value(Real const& x, Real const& y, Real const& p) {
    if constexpr (std::floating_point<Real>) {
      if (!std::is_constant_evaluated()) {
        // x = 0, and a p/x that overflows, end in infinity or NaN.
        Real const slope = y * (p / x);
        bool const normal = std::fabs(p) >= std::numeric_limits<Real>::min();
        if (normal && std::fabs(slope) <= std::numeric_limits<Real>::max()) [[likely]]
          return slope;
      }
    } else if (y != Real(0) && x != Real(0) && p != Real(0) && p - p == Real(0)) {
      return y * (p / x);
    }
    return row<opcode::pow_slope>::value<Real>(x, y);
  }
  template <class Interval> static constexpr Interval enclosure(Interval const& x, Interval const& y, Interval const&) {
    return row<opcode::pow_slope>::enclosure(x, y);
  }
  static constexpr node_id expand(maker& g, operands x) { return row<opcode::pow_slope>::expand(g, x); }
};

// x log(y), continued by 0 at x = 0: the derivative of 0^y by y is 0 for y > 0.
template <> struct row<opcode::times_log> : binary_row {
  static constexpr std::string_view name = "times_log";
  static constexpr rational exactly(rational const& x, rational const& y) {
    return x.is_zero() || y.is(1) ? rational(0) : rational::inexact();
  }
  static constexpr std::string_view c_form = "a == 0.0 ? 0.0 : a*log(b)";
  template <class Real> CALX_ALWAYS_INLINE static constexpr Real value(Real const& x, Real const& y) {
    if constexpr (std::floating_point<Real>) {
      if (!std::is_constant_evaluated()) {  // no branch around the call
        Real const product = x * std::log(y);
        return x == Real(0) ? Real(0) : product;
      }
    }
    if (x == Real(0)) return Real(0);
    return row<opcode::multiply>::value<Real>(x, log_of(y));
  }
  template <class Interval> static constexpr Interval enclosure(Interval const& x, Interval const& y) {
    Interval const product = x * enclosure_by_shape<row<opcode::log>>(y);
    return x.contains(0) ? hull(product, Interval(0)) : product;
  }
  static constexpr node_id pull(maker& g, node_id, operands x, int which, node_id w) {
    if (which == 0) return g.apply(opcode::times_log, w, x[1]);
    return g.multiply(w, g.divide(x[0], x[1]));
  }
  static constexpr node_id expand(maker& g, operands x) { return g.multiply(x[0], g.apply(opcode::log, x[1])); }

 private:
  template <class Real> CALX_ALWAYS_INLINE static constexpr Real log_of(Real const& y) {
    if constexpr (std::floating_point<Real>)
      if (std::is_constant_evaluated()) return elementary::log(y);
    using std::log;
    return static_cast<Real>(log(y));
  }
};

// d sqrt(x) = 1/(2 sqrt(x)): infinite at 0.
template <> struct row<opcode::square_root> : unary_row {
  static constexpr std::string_view name = "sqrt";
  static constexpr exact_point exact_at[] = {{0, 0}, {1, 1}, {4, 2}, {9, 3}, {16, 4}, {25, 5}};
  static constexpr rational exactly(rational const& x) { return rational_root(x, 2); }
  template <class Real> CALX_ALWAYS_INLINE static constexpr Real value(Real const& x) {
    if constexpr (std::floating_point<Real>)
      if (std::is_constant_evaluated()) return elementary::sqrt(x);
    using std::sqrt;
    return static_cast<Real>(sqrt(x));
  }
  template <class Interval> static constexpr Interval enclosure(Interval const& x) { return sqrt(x); }
  static constexpr partials derivative(maker& g, node_id self, operands) {
    return {{g.divide(g.one(), g.multiply(g.constant(rational(2)), self))}};
  }
};

// d cbrt(x) = 1/(3 cbrt(x)^2): infinite at 0.
template <> struct row<opcode::cube_root> : total_unary_row {
  static constexpr std::string_view name = "cbrt";
  static constexpr parity symmetry = parity::odd;
  static constexpr exact_point exact_at[] = {{0, 0}, {1, 1}, {8, 2}, {27, 3}};
  static constexpr rational exactly(rational const& x) { return rational_root(x, 3); }
  static constexpr monotony shape = monotony::increasing;
  template <class Real> static constexpr Real kernel(Real const& x) { return elementary::cbrt(x); }
  template <class Real> CALX_ALWAYS_INLINE static constexpr Real value(Real const& x) {
    if constexpr (std::floating_point<Real>)
      if (std::is_constant_evaluated()) return kernel(x);
    using std::cbrt;
    return static_cast<Real>(cbrt(x));
  }
  static constexpr partials derivative(maker& g, node_id self, operands) {
    return {{g.divide(g.one(), g.multiply(g.constant(rational(3)), g.power(self, 2)))}};
  }
};

// sqrt(x^2 + y^2) without overflow. Not differentiable at (0, 0): the quotients there are NaN.
template <> struct row<opcode::hypot> : total_binary_row {
  static constexpr std::string_view name = "hypot";
  static constexpr rational exactly(rational const& x, rational const& y) { return rational_root(x * x + y * y, 2); }
  template <class Real> static constexpr Real kernel(Real const& x, Real const& y) { return elementary::hypot(x, y); }
  template <class Real> CALX_ALWAYS_INLINE static constexpr Real value(Real const& x, Real const& y) {
    if constexpr (std::floating_point<Real>)
      if (std::is_constant_evaluated()) return kernel(x, y);
    using std::hypot;
    return static_cast<Real>(hypot(x, y));
  }
  template <class Interval> static constexpr Interval enclosure(Interval const& x, Interval const& y) {
    if (x.is_empty() || y.is_empty()) return Interval::empty();
    Interval const a = abs(x), b = abs(y);
    Interval const size = hull(corner<Interval>(a.lower(), b.lower()), corner<Interval>(a.upper(), b.upper()));
    return size.if_continuous(a.is_continuous() && b.is_continuous());
  }
  static constexpr partials derivative(maker& g, node_id self, operands x) {
    return {{g.apply(opcode::hypot_slope, x[0], x[1], self), g.apply(opcode::hypot_slope, x[1], x[0], self)}};
  }

 private:
  template <class Interval> static constexpr Interval corner(double a, double b) {
    double const size = kernel(a, b);
    return (a == 0 || b == 0) && size < Interval::infinity ? Interval(size) : Interval::around(size, size);
  }
};

// x/h with h = hypot(x, y), whose partials (y/h)^2/h and -(x/h) (y/h)/h are those of x/sqrt(x^2 + y^2): as a quotient's, the
// first would be 1/h - (x/h)^2/h, which cancels where y is small. h counts through x and y.
template <> struct row<opcode::hypot_slope> : default_row {
  static constexpr std::string_view name = "hypot_slope";
  static constexpr bool evaluate_exactly = true;
  static constexpr int arity = 3;
  static constexpr bool expands_in_code = true;
  template <class Real> CALX_ALWAYS_INLINE static constexpr Real value(Real const& x, Real const&, Real const& h) {
    return row<opcode::divide>::value<Real>(x, h);
  }
  static constexpr partials derivative(maker& g, node_id self, operands x) {
    node_id const other = g.apply(opcode::hypot_slope, x[1], x[0], x[2]);
    return {{g.divide(g.power(other, 2), x[2]), g.negate(g.divide(g.multiply(self, other), x[2])), no_node}};
  }
  static constexpr node_id expand(maker& g, operands x) { return g.divide(x[0], x[2]); }
  template <class Interval> static constexpr Interval enclosure(Interval const& x, Interval const&, Interval const& h) {
    return x / h;
  }
};

}  // namespace calx
