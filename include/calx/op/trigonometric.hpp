// SPDX-License-Identifier: Apache-2.0
// Rows of the circular functions and their inverses.
#pragma once

#include <calx/elementary/inverse_trigonometric.hpp>
#include <calx/elementary/trigonometric.hpp>
#include <calx/op/row.hpp>

#include <cmath>

namespace calx {

template <> struct row<opcode::sin> : total_unary_row {
  static constexpr std::string_view name = "sin";
  static constexpr parity symmetry = parity::odd;
  static constexpr exact_point exact_at[] = {{0, 0}};
  template <class Real> CALX_ALWAYS_INLINE static constexpr Real value(Real const& x) {
    if constexpr (std::floating_point<Real>)
      if (std::is_constant_evaluated()) return elementary::sin(x);
    using std::sin;
    return static_cast<Real>(sin(x));
  }
  static constexpr partials derivative(maker& g, node_id, operands x) { return {{g.apply(opcode::cos, x[0])}}; }
};

template <> struct row<opcode::cos> : total_unary_row {
  static constexpr std::string_view name = "cos";
  static constexpr parity symmetry = parity::even;
  static constexpr exact_point exact_at[] = {{0, 1}};
  template <class Real> CALX_ALWAYS_INLINE static constexpr Real value(Real const& x) {
    if constexpr (std::floating_point<Real>)
      if (std::is_constant_evaluated()) return elementary::cos(x);
    using std::cos;
    return static_cast<Real>(cos(x));
  }
  static constexpr partials derivative(maker& g, node_id, operands x) { return {{g.negate(g.apply(opcode::sin, x[0]))}}; }
};

// tan' = 1 + tan^2: a sum of positive terms, so a few ulp everywhere.
template <> struct row<opcode::tan> : unary_row {
  static constexpr std::string_view name = "tan";
  static constexpr parity symmetry = parity::odd;
  static constexpr exact_point exact_at[] = {{0, 0}};
  template <class Real> CALX_ALWAYS_INLINE static constexpr Real value(Real const& x) {
    if constexpr (std::floating_point<Real>)
      if (std::is_constant_evaluated()) return elementary::tan(x);
    using std::tan;
    return static_cast<Real>(tan(x));
  }
  static constexpr partials derivative(maker& g, node_id self, operands) { return {{g.add(g.one(), g.power(self, 2))}}; }
};

// asin' = 1/sqrt((1 - x)(1 + x)): 1 - x^2 would lose its digits near 1.
template <> struct row<opcode::asin> : unary_row {
  static constexpr std::string_view name = "asin";
  static constexpr parity symmetry = parity::odd;
  static constexpr exact_point exact_at[] = {{0, 0}};
  template <class Real> CALX_ALWAYS_INLINE static constexpr Real value(Real const& x) {
    if constexpr (std::floating_point<Real>)
      if (std::is_constant_evaluated()) return elementary::asin(x);
    using std::asin;
    return static_cast<Real>(asin(x));
  }
  static constexpr partials derivative(maker& g, node_id, operands x) {
    return {{g.divide(g.one(), g.apply(opcode::square_root, g.multiply(g.subtract(g.one(), x[0]), g.add(g.one(), x[0]))))}};
  }
};

// acos' = -1/sqrt((1 - x)(1 + x))
template <> struct row<opcode::acos> : unary_row {
  static constexpr std::string_view name = "acos";
  static constexpr exact_point exact_at[] = {{1, 0}};
  template <class Real> CALX_ALWAYS_INLINE static constexpr Real value(Real const& x) {
    if constexpr (std::floating_point<Real>)
      if (std::is_constant_evaluated()) return elementary::acos(x);
    using std::acos;
    return static_cast<Real>(acos(x));
  }
  static constexpr partials derivative(maker& g, node_id, operands x) {
    return {{g.divide(g.constant(rational(-1)),
                      g.apply(opcode::square_root, g.multiply(g.subtract(g.one(), x[0]), g.add(g.one(), x[0]))))}};
  }
};

template <> struct row<opcode::atan> : total_unary_row {
  static constexpr std::string_view name = "atan";
  static constexpr parity symmetry = parity::odd;
  static constexpr exact_point exact_at[] = {{0, 0}};
  template <class Real> CALX_ALWAYS_INLINE static constexpr Real value(Real const& x) {
    if constexpr (std::floating_point<Real>)
      if (std::is_constant_evaluated()) return elementary::atan(x);
    using std::atan;
    return static_cast<Real>(atan(x));
  }
  static constexpr partials derivative(maker& g, node_id, operands x) {
    return {{g.divide(g.one(), g.add(g.one(), g.power(x[0], 2)))}};
  }
};

// The angle of (x, y), as atan2(y, x). With h = hypot(x, y): d/dy = (x/h)/h, d/dx = -(y/h)/h; x^2 + y^2 could overflow.
template <> struct row<opcode::atan2> : binary_row {
  static constexpr std::string_view name = "atan2";
  template <class Real> CALX_ALWAYS_INLINE static constexpr Real value(Real const& y, Real const& x) {
    if constexpr (std::floating_point<Real>)
      if (std::is_constant_evaluated()) return elementary::atan2(y, x);
    using std::atan2;
    return static_cast<Real>(atan2(y, x));
  }
  static constexpr partials derivative(maker& g, node_id, operands x) {
    node_id const h = g.apply(opcode::hypot, x[0], x[1]);
    return {{g.divide(g.divide(x[1], h), h), g.negate(g.divide(g.divide(x[0], h), h))}};
  }
};

}  // namespace calx
