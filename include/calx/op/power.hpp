// SPDX-License-Identifier: Apache-2.0
// Rows of powers and roots.
//
// pow(x, y) means x^y as the C library has it: x > 0, or x = 0 and y >= 0, or x < 0 and y a whole number.
#pragma once

#include <calx/elementary/power.hpp>
#include <calx/elementary/root.hpp>
#include <calx/op/arithmetic.hpp>

#include <cmath>
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

// x^n with n fixed by the type. The schedule has turned it into multiplications; this is for formulas evaluated as written.
template <> struct row<opcode::power> : total_unary_row {  // a negative n has a pole: op/maker.hpp knows
  static constexpr std::string_view name = "power";
  static constexpr bool evaluate_exactly = true;
  template <int Exponent, class Real> CALX_ALWAYS_INLINE static constexpr Real value(Real const& x) {
    return whole_power(x, Exponent);
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
  static constexpr partials derivative(maker& g, node_id, operands x) {
    node_id const slope = g.multiply(x[1], g.apply(opcode::integer_power, x[0], g.subtract(x[1], g.one())));
    return {{g.where(g.apply(opcode::equal, x[1], g.zero()), g.zero(), slope)}};
  }
};

template <> struct row<opcode::pow> : binary_row {
  static constexpr std::string_view name = "pow";
  template <class Real> CALX_ALWAYS_INLINE static constexpr Real value(Real const& x, Real const& y) {
    if constexpr (std::floating_point<Real>)
      if (std::is_constant_evaluated()) return elementary::pow(x, y);
    using std::pow;
    return static_cast<Real>(pow(x, y));
  }
  static constexpr node_id pull(maker& g, node_id self, operands x, int which, node_id w) {
    if (which == 1) return g.multiply(w, g.apply(opcode::times_log, self, x[0]));
    if (g.is_exact(x[1]) && (g.exact(x[1]) + g.exact(x[1])).is_integer())  // x^(y - 1) is a root or a product
      return g.multiply(w, g.multiply(x[1], g.pow(x[0], g.subtract(x[1], g.one()))));
    return g.multiply(w, g.apply(opcode::pow_slope, x[0], x[1]));
  }
};

// d(x^y)/dx = y x^(y-1), and 0 for y = 0, where the formula would be 0 * infinity at x = 0.
template <> struct row<opcode::pow_slope> : binary_row {
  static constexpr std::string_view name = "pow_slope";
  static constexpr shared_work shared{opcode::pow, opcode::pow_slope_from};
  template <class Real> CALX_ALWAYS_INLINE static constexpr Real value(Real const& x, Real const& y) {
    if (y == Real(0)) return Real(0);
    Real const lower = row<opcode::subtract>::value<Real>(y, Real(1));
    return row<opcode::multiply>::value<Real>(y, row<opcode::pow>::value<Real>(x, lower));
  }
  static constexpr partials derivative(maker& g, node_id, operands x) {
    node_id const lower = g.subtract(x[1], g.one());
    return {{g.multiply(x[1], g.apply(opcode::pow_slope, x[0], lower)),
             g.add(g.pow(x[0], lower), g.apply(opcode::times_log, g.apply(opcode::pow_slope, x[0], x[1]), x[0]))}};
  }
  static constexpr node_id expand(maker& g, operands x) { return g.multiply(x[1], g.pow(x[0], g.subtract(x[1], g.one()))); }
};

// The same from p = x^y, as y (p/x); where p or that has left the range of normal numbers, which x^(y - 1) need not, from x and
// y.
template <> struct row<opcode::pow_slope_from> : default_row {
  static constexpr std::string_view name = "pow_slope_from";
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
  static constexpr node_id expand(maker& g, operands x) { return row<opcode::pow_slope>::expand(g, x); }
};

// x log(y), continued by 0 at x = 0: the derivative of 0^y by y is 0 for y > 0.
template <> struct row<opcode::times_log> : binary_row {
  static constexpr std::string_view name = "times_log";
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
  template <class Real> CALX_ALWAYS_INLINE static constexpr Real value(Real const& x) {
    if constexpr (std::floating_point<Real>)
      if (std::is_constant_evaluated()) return elementary::sqrt(x);
    using std::sqrt;
    return static_cast<Real>(sqrt(x));
  }
  static constexpr partials derivative(maker& g, node_id self, operands) {
    return {{g.divide(g.one(), g.multiply(g.constant(rational(2)), self))}};
  }
};

// d cbrt(x) = 1/(3 cbrt(x)^2): infinite at 0.
template <> struct row<opcode::cube_root> : total_unary_row {
  static constexpr std::string_view name = "cbrt";
  static constexpr parity symmetry = parity::odd;
  static constexpr exact_point exact_at[] = {{0, 0}, {1, 1}, {8, 2}, {27, 3}};
  template <class Real> CALX_ALWAYS_INLINE static constexpr Real value(Real const& x) {
    if constexpr (std::floating_point<Real>)
      if (std::is_constant_evaluated()) return elementary::cbrt(x);
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
  template <class Real> CALX_ALWAYS_INLINE static constexpr Real value(Real const& x, Real const& y) {
    if constexpr (std::floating_point<Real>)
      if (std::is_constant_evaluated()) return elementary::hypot(x, y);
    using std::hypot;
    return static_cast<Real>(hypot(x, y));
  }
  static constexpr partials derivative(maker& g, node_id self, operands x) {
    return {{g.divide(x[0], self), g.divide(x[1], self)}};
  }
};

}  // namespace calx
