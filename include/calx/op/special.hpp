// SPDX-License-Identifier: Apache-2.0
// Rows of the error function and of the sigmoid family.
#pragma once

#include <calx/elementary/arithmetic.hpp>
#include <calx/elementary/error_function.hpp>
#include <calx/elementary/logistic.hpp>
#include <calx/op/row.hpp>

#include <cmath>
#include <concepts>
#include <limits>

namespace calx {

template <> struct row<opcode::erf> : total_unary_row {
  static constexpr std::string_view name = "erf";
  static constexpr parity symmetry = parity::odd;
  static constexpr exact_point exact_at[] = {{0, 0}};
  static constexpr monotony shape = monotony::increasing;
  static constexpr closed_range range{-1, 1};
  template <class Real> static constexpr Real kernel(Real const& x) { return elementary::erf(x); }
  template <class Real> CALX_ALWAYS_INLINE static constexpr Real value(Real const& x) {
    if constexpr (std::floating_point<Real>)
      if (std::is_constant_evaluated()) return kernel(x);
    using std::erf;
    return static_cast<Real>(erf(x));
  }
  static constexpr partials derivative(maker& g, node_id, operands x) { return {{g.apply(opcode::erf_slope, x[0])}}; }
};

template <> struct row<opcode::erfc> : total_unary_row {
  static constexpr std::string_view name = "erfc";
  static constexpr exact_point exact_at[] = {{0, 1}};
  static constexpr monotony shape = monotony::decreasing;
  static constexpr closed_range range{0, 2};
  template <class Real> static constexpr Real kernel(Real const& x) { return elementary::erfc(x); }
  template <class Real> CALX_ALWAYS_INLINE static constexpr Real value(Real const& x) {
    if constexpr (std::floating_point<Real>)
      if (std::is_constant_evaluated()) return kernel(x);
    using std::erfc;
    return static_cast<Real>(erfc(x));
  }
  static constexpr partials derivative(maker& g, node_id, operands x) { return {{g.negate(g.apply(opcode::erf_slope, x[0]))}}; }
};

// x^2 - s for s = x^2 rounded: exact where there is a fused multiply-add, else by T. J. Dekker's split (1971).
template <std::floating_point Real> CALX_ALWAYS_INLINE Real square_error(Real x, Real s) {
#ifdef CALX_HAS_FMA
  if constexpr (!std::same_as<Real, long double>) return std::fma(x, x, -s);
#endif
  constexpr Real splitter = Real((1ull << ((std::numeric_limits<Real>::digits + 1) / 2)) + 1);
  Real const c = splitter * x, high = c - (c - x), low = x - high;
  return (high * high - s) + low * (x + high);
}

// erf'(x) = 2/sqrt(pi) exp(-x^2)
template <> struct row<opcode::erf_slope> : total_unary_row {
  static constexpr std::string_view name = "erf_slope";
  static constexpr std::string_view c_form = "calx_erf_slope(a)";
  static constexpr std::string_view c_definition =
      "double calx_erf_slope(double x) {\n"
      "  double const s = x*x;\n"
      "  double const value = exp(-s);\n"
      "  return 1.1283791670955126*(s < 1e5 ? value - value*fma(x, x, -s) : value);\n"
      "}\n";
  static constexpr parity symmetry = parity::even;
  static constexpr monotony shape = monotony::decreasing_in_magnitude;
  static constexpr closed_range range = at_least(0);
  template <class Real> static constexpr Real kernel(Real const& x) { return elementary::two_over_sqrt_pi_exp_minus_square(x); }
  template <class Real> CALX_ALWAYS_INLINE static constexpr Real value(Real const& x) {
    if constexpr (std::floating_point<Real>) {
      if (std::is_constant_evaluated()) return kernel(x);
      // x^2 is rounded, s + r is exact: exp(-(s + r)) = exp(-s)(1 - r).
      Real const s = x * x, value = std::exp(-s);
      return Real(1.128379167095512573896158903121545172L) * (s < Real(1e5) ? value - value * square_error(x, s) : value);
    } else {
      using std::exp, std::sqrt, std::acos;
      return static_cast<Real>(Real(2) / sqrt(Real(acos(Real(-1)))) * exp(Real(-x * x)));
    }
  }
  static constexpr partials derivative(maker& g, node_id self, operands x) {
    return {{g.multiply(g.constant(rational(-2)), g.multiply(x[0], self))}};
  }
  static constexpr node_id expand(maker& g, operands x) {
    node_id const root_pi = g.apply(opcode::square_root, g.graph().intern({opcode::pi}));
    return g.multiply(g.divide(g.constant(rational(2)), root_pi), g.apply(opcode::exp, g.negate(g.power(x[0], 2))));
  }
};

// 1/(1 + exp(-x)). sigmoid' = sigmoid(x) sigmoid(-x), as sigmoid_slope: 1 - sigmoid(x) would lose its digits for large x.
template <> struct row<opcode::sigmoid> : total_unary_row {
  static constexpr std::string_view name = "sigmoid";
  static constexpr rational exactly(rational const& x) { return x.is_zero() ? rational(1, 2) : rational::inexact(); }
  static constexpr monotony shape = monotony::increasing;
  static constexpr closed_range range{0, 1};
  template <class Real> static constexpr Real kernel(Real const& x) { return elementary::sigmoid(x); }
  static constexpr std::string_view c_form = "calx_sigmoid(a)";
  static constexpr std::string_view c_definition =
      "double calx_sigmoid(double x) {\n"
      "  double const u = exp(x < 0.0 ? x : -x);\n"
      "  return (x < 0.0 ? u : 1.0)/(1.0 + u);\n"
      "}\n";
  template <class Real> CALX_ALWAYS_INLINE static constexpr Real value(Real const& x) {
    if constexpr (std::floating_point<Real>)
      if (std::is_constant_evaluated()) return kernel(x);
    using std::exp;
    if constexpr (std::floating_point<Real>) {  // exp(-x) would overflow where the sigmoid is still a subnormal number
      Real const u = exp(x < Real(0) ? x : -x);
      return (x < Real(0) ? u : Real(1)) / (Real(1) + u);
    } else {
      return static_cast<Real>(Real(1) / (Real(1) + exp(Real(-x))));
    }
  }
  static constexpr partials derivative(maker& g, node_id, operands x) { return {{g.apply(opcode::sigmoid_slope, x[0])}}; }
};

// sigmoid(x) sigmoid(-x) = u/(1 + u)^2 with u = exp(-|x|). Its derivative is -tanh(x/2) times itself; that of the product would
// cancel near 0.
template <> struct row<opcode::sigmoid_slope> : total_unary_row {
  static constexpr std::string_view name = "sigmoid_slope";
  static constexpr rational exactly(rational const& x) { return x.is_zero() ? rational(1, 4) : rational::inexact(); }
  static constexpr std::string_view c_form = "calx_sigmoid_slope(a)";
  static constexpr std::string_view c_definition =
      "double calx_sigmoid_slope(double x) {\n"
      "  double const u = exp(x < 0.0 ? x : -x);\n"
      "  double const v = 1.0 + u;\n"
      "  return u/(v*v);\n"
      "}\n";
  static constexpr parity symmetry = parity::even;
  // Falls with |x|; the ends as products of enclosures.
  template <class Interval> static constexpr Interval enclosure(Interval const& x) {
    if (x.is_empty()) return x;
    auto const half = [](double end) {
      double const value = row<opcode::sigmoid>::kernel(end);
      return Interval::around(value, value).positive();
    };
    Interval const size = abs(x);
    return hull(half(size.lower()) * half(-size.lower()), half(size.upper()) * half(-size.upper()))
        .with_continuity(x.is_continuous());
  }
  template <class Real> CALX_ALWAYS_INLINE static constexpr Real value(Real const& x) {
    if constexpr (std::floating_point<Real>)
      if (std::is_constant_evaluated()) return elementary::multiply(elementary::sigmoid(x), elementary::sigmoid(-x));
    using std::exp;
    Real const u = static_cast<Real>(exp(x < Real(0) ? Real(x) : Real(-x)));
    Real const v = Real(1) + u;
    return static_cast<Real>(u / (v * v));
  }
  static constexpr partials derivative(maker& g, node_id self, operands x) {
    return {{g.negate(g.multiply(self, g.apply(opcode::tanh, g.divide(x[0], g.constant(rational(2))))))}};
  }
  static constexpr node_id expand(maker& g, operands x) {
    return g.multiply(g.apply(opcode::sigmoid, x[0]), g.apply(opcode::sigmoid, g.negate(x[0])));
  }
};

// log(1 + exp(x)), as max(x, 0) + log1p(exp(-|x|)), which neither overflows nor loses small values.
template <> struct row<opcode::softplus> : total_unary_row {
  static constexpr std::string_view name = "softplus";
  static constexpr monotony shape = monotony::increasing;
  static constexpr closed_range range = at_least(0);
  template <class Real> static constexpr Real kernel(Real const& x) { return elementary::softplus(x); }
  static constexpr std::string_view c_form = "a > 0.0 ? a + log1p(exp(-a)) : log1p(exp(a))";
  template <class Real> CALX_ALWAYS_INLINE static constexpr Real value(Real const& x) {
    if constexpr (std::floating_point<Real>)
      if (std::is_constant_evaluated()) return kernel(x);
    using std::exp, std::log1p;
    if (x > Real(0)) return static_cast<Real>(x + log1p(Real(exp(Real(-x)))));
    return static_cast<Real>(log1p(Real(exp(x))));
  }
  static constexpr partials derivative(maker& g, node_id, operands x) { return {{g.apply(opcode::sigmoid, x[0])}}; }
};

}  // namespace calx
