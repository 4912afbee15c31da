// SPDX-License-Identifier: Apache-2.0
// Rows of the error function and of the sigmoid family.
#pragma once

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
  template <class Real> CALX_ALWAYS_INLINE static constexpr Real value(Real const& x) {
    if constexpr (std::floating_point<Real>)
      if (std::is_constant_evaluated()) return elementary::erf(x);
    using std::erf;
    return static_cast<Real>(erf(x));
  }
  static constexpr partials derivative(maker& g, node_id, operands x) { return {{g.apply(opcode::erf_slope, x[0])}}; }
};

template <> struct row<opcode::erfc> : total_unary_row {
  static constexpr std::string_view name = "erfc";
  static constexpr exact_point exact_at[] = {{0, 1}};
  template <class Real> CALX_ALWAYS_INLINE static constexpr Real value(Real const& x) {
    if constexpr (std::floating_point<Real>)
      if (std::is_constant_evaluated()) return elementary::erfc(x);
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
  static constexpr parity symmetry = parity::even;
  template <class Real> CALX_ALWAYS_INLINE static constexpr Real value(Real const& x) {
    if constexpr (std::floating_point<Real>) {
      if (std::is_constant_evaluated()) return elementary::two_over_sqrt_pi_exp_minus_square(x);
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

// 1/(1 + exp(-x)). sigmoid' = sigmoid(x) sigmoid(-x): 1 - sigmoid(x) would lose its digits for large x.
template <> struct row<opcode::sigmoid> : total_unary_row {
  static constexpr std::string_view name = "sigmoid";
  template <class Real> CALX_ALWAYS_INLINE static constexpr Real value(Real const& x) {
    if constexpr (std::floating_point<Real>)
      if (std::is_constant_evaluated()) return elementary::sigmoid(x);
    using std::exp;
    if constexpr (std::floating_point<Real>) {  // exp(-x) would overflow where the sigmoid is still a subnormal number
      Real const u = exp(x < Real(0) ? x : -x);
      return (x < Real(0) ? u : Real(1)) / (Real(1) + u);
    } else {
      return static_cast<Real>(Real(1) / (Real(1) + exp(Real(-x))));
    }
  }
  static constexpr partials derivative(maker& g, node_id self, operands x) {
    return {{g.multiply(self, g.apply(opcode::sigmoid, g.negate(x[0])))}};
  }
};

// log(1 + exp(x)), as max(x, 0) + log1p(exp(-|x|)), which neither overflows nor loses small values.
template <> struct row<opcode::softplus> : total_unary_row {
  static constexpr std::string_view name = "softplus";
  template <class Real> CALX_ALWAYS_INLINE static constexpr Real value(Real const& x) {
    if constexpr (std::floating_point<Real>)
      if (std::is_constant_evaluated()) return elementary::softplus(x);
    using std::exp, std::log1p;
    if (x > Real(0)) return static_cast<Real>(x + log1p(Real(exp(Real(-x)))));
    return static_cast<Real>(log1p(Real(exp(x))));
  }
  static constexpr partials derivative(maker& g, node_id, operands x) { return {{g.apply(opcode::sigmoid, x[0])}}; }
};

}  // namespace calx
