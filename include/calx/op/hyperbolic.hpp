// SPDX-License-Identifier: Apache-2.0
// Rows of the hyperbolic functions and their inverses.
#pragma once

#include <calx/elementary/hyperbolic.hpp>
#include <calx/op/arithmetic.hpp>
#include <calx/op/exponential.hpp>

#include <cmath>

namespace calx {

template <> struct row<opcode::sinh> : total_unary_row {
  static constexpr std::string_view name = "sinh";
  static constexpr parity symmetry = parity::odd;
  static constexpr exact_point exact_at[] = {{0, 0}};
  static constexpr monotony shape = monotony::increasing;
  template <class Real> static constexpr Real kernel(Real const& x) { return elementary::sinh(x); }
  template <class Real> CALX_ALWAYS_INLINE static constexpr Real value(Real const& x) {
    if constexpr (std::floating_point<Real>)
      if (std::is_constant_evaluated()) return kernel(x);
    using std::sinh;
    return static_cast<Real>(sinh(x));
  }
  static constexpr partials derivative(maker& g, node_id, operands x) { return {{g.apply(opcode::cosh, x[0])}}; }
};

template <> struct row<opcode::cosh> : total_unary_row {
  static constexpr std::string_view name = "cosh";
  static constexpr parity symmetry = parity::even;
  static constexpr exact_point exact_at[] = {{0, 1}};
  static constexpr monotony shape = monotony::increasing_in_magnitude;
  static constexpr closed_range range = at_least(1);
  template <class Real> static constexpr Real kernel(Real const& x) { return elementary::cosh(x); }
  template <class Real> CALX_ALWAYS_INLINE static constexpr Real value(Real const& x) {
    if constexpr (std::floating_point<Real>)
      if (std::is_constant_evaluated()) return kernel(x);
    using std::cosh;
    return static_cast<Real>(cosh(x));
  }
  static constexpr partials derivative(maker& g, node_id, operands x) { return {{g.apply(opcode::sinh, x[0])}}; }
};

// tanh' = 1 - tanh^2, as sech_squared: the textbook (1 + t)(1 - t) is off by 2e-10 at x = 8 and is 0 from x = 19.1.
template <> struct row<opcode::tanh> : total_unary_row {
  static constexpr std::string_view name = "tanh";
  static constexpr shared_work shared{opcode::tanh_kernel, opcode::tanh_from};
  static constexpr parity symmetry = parity::odd;
  static constexpr exact_point exact_at[] = {{0, 0}};
  static constexpr monotony shape = monotony::increasing;
  static constexpr closed_range range{-1, 1};
  template <class Real> static constexpr Real kernel(Real const& x) { return elementary::tanh(x); }
  template <class Real> CALX_ALWAYS_INLINE static constexpr Real value(Real const& x) {
    if constexpr (std::floating_point<Real>)
      if (std::is_constant_evaluated()) return kernel(x);
    using std::tanh;
    return static_cast<Real>(tanh(x));
  }
  static constexpr partials derivative(maker& g, node_id, operands x) { return {{g.apply(opcode::sech_squared, x[0])}}; }
};

// 1 - tanh(x)^2 = 4 u/(1 + u)^2 with u = exp(-2|x|): a few ulp everywhere, down to where it underflows.
template <> struct row<opcode::sech_squared> : total_unary_row {
  static constexpr std::string_view name = "sech_squared";
  static constexpr std::string_view c_form = "calx_sech_squared(a)";
  static constexpr std::string_view c_definition =
      "double calx_sech_squared(double x) {\n"
      "  double const u = exp(x < 0.0 ? x + x : -x - x);\n"
      "  double const v = 1.0 + u;\n"
      "  return 4.0*u/(v*v);\n"
      "}\n";
  static constexpr shared_work shared{opcode::tanh_kernel, opcode::sech_squared_from};
  static constexpr parity symmetry = parity::even;
  static constexpr exact_point exact_at[] = {{0, 1}};
  static constexpr monotony shape = monotony::decreasing_in_magnitude;
  static constexpr closed_range range{0, 1};
  template <class Real> static constexpr Real kernel(Real const& x) { return elementary::sech_squared(x); }
  template <class Real> CALX_ALWAYS_INLINE static constexpr Real value(Real const& x) {
    if constexpr (std::floating_point<Real>)
      if (std::is_constant_evaluated()) return kernel(x);
    using std::exp;
    Real const u = static_cast<Real>(exp(x < Real(0) ? Real(x + x) : Real(-x - x)));
    Real const v = Real(1) + u;
    return static_cast<Real>(Real(4) * u / (v * v));
  }
  static constexpr partials derivative(maker& g, node_id self, operands x) {
    return {{g.multiply(g.constant(rational(-2)), g.multiply(self, g.apply(opcode::tanh, x[0])))}};
  }
  static constexpr node_id expand(maker& g, operands x) { return g.subtract(g.one(), g.power(g.apply(opcode::tanh, x[0]), 2)); }
};

// tanh and 1 - tanh^2 from one exponential, to a few ulp. With u = exp(-2|x|):
//
//   tanh(x) = sign(x) (1 - u)/(1 + u),   1 - tanh(x)^2 = 4 u/(1 + u)^2, or 1 - t^2 where |x| <= 1/2
//
// The kernel is u where |x| > 1/2, and u - 1 = expm1(-2|x|) elsewhere: either of u and 1 - u then follows without cancellation.
template <class Real> CALX_ALWAYS_INLINE constexpr bool kernel_is_power(Real const& x) {
  return x > Real(0.5) || x < Real(-0.5);
}
template <> struct row<opcode::tanh_kernel> : total_unary_row {
  static constexpr std::string_view name = "tanh_kernel";
  static constexpr std::string_view c_form = "calx_tanh_kernel(a)";
  static constexpr std::string_view c_definition =
      "double calx_tanh_kernel(double x) {\n"
      "  double const y = (x < 0.0 ? 2.0 : -2.0)*x;\n"
      "  return x > 0.5 || x < -0.5 ? exp(y) : expm1(y);\n"
      "}\n";
  static constexpr parity symmetry = parity::even;
  template <class Real> CALX_ALWAYS_INLINE static constexpr Real value(Real const& x) {
    Real const argument = row<opcode::multiply>::value<Real>(x < Real(0) ? Real(2) : Real(-2), x);
    return kernel_is_power(x) ? row<opcode::exp>::value<Real>(argument) : row<opcode::expm1>::value<Real>(argument);
  }
  template <class Interval> static constexpr Interval enclosure(Interval const& x) {
    Interval const size = abs(x), argument = Interval(-2) * size;
    Interval const small = enclosure_by_shape<row<opcode::expm1>>(argument),
                   large = enclosure_by_shape<row<opcode::exp>>(argument);
    if (size.upper() <= 0.5) return small;
    return size.lower() > 0.5 ? large : hull(small, large).if_continuous(false);
  }
};
template <> struct row<opcode::tanh_from> : binary_row {
  static constexpr std::string_view name = "tanh_from";
  static constexpr std::string_view c_form = "calx_tanh_from(a, b)";
  static constexpr std::string_view c_definition =
      "double calx_tanh_from(double x, double kernel) {\n"
      "  int const power = x > 0.5 || x < -0.5;\n"
      "  double const inverse = 1.0/((power ? 1.0 : 2.0) + kernel);\n"
      "  double const size = (power ? 1.0 - kernel : -kernel)*inverse;\n"
      "  return x < 0.0 ? -size : size;\n"
      "}\n";
  template <class Real> CALX_ALWAYS_INLINE static constexpr Real value(Real const& x, Real const& kernel) {
    if constexpr (std::floating_point<Real>)
      if (std::is_constant_evaluated()) return elementary::tanh(x);
    bool const power = kernel_is_power(x);
    Real const inverse = Real(1) / (power ? Real(Real(1) + kernel) : Real(Real(2) + kernel));
    Real const size = (power ? Real(Real(1) - kernel) : Real(-kernel)) * inverse;
    return x < Real(0) ? Real(-size) : size;
  }
  template <class Interval> static constexpr Interval enclosure(Interval const& x, Interval const&) {
    return enclosure_by_shape<row<opcode::tanh>>(x);
  }
  static constexpr node_id expand(maker& g, operands x) { return g.apply(opcode::tanh, x[0]); }
};
template <> struct row<opcode::sech_squared_from> : binary_row {
  static constexpr std::string_view name = "sech_squared_from";
  static constexpr std::string_view c_form = "calx_sech_squared_from(a, b)";
  static constexpr std::string_view c_definition =
      "double calx_sech_squared_from(double x, double kernel) {\n"
      "  int const power = x > 0.5 || x < -0.5;\n"
      "  double const inverse = 1.0/((power ? 1.0 : 2.0) + kernel);\n"
      "  double const t = kernel*inverse;\n"
      "  return power ? 4.0*t*inverse : 1.0 - t*t;\n"
      "}\n";
  template <class Real> CALX_ALWAYS_INLINE static constexpr Real value(Real const& x, Real const& kernel) {
    if constexpr (std::floating_point<Real>)
      if (std::is_constant_evaluated()) return elementary::sech_squared(x);
    bool const power = kernel_is_power(x);
    Real const inverse = Real(1) / (power ? Real(Real(1) + kernel) : Real(Real(2) + kernel));
    Real const t = kernel * inverse;
    return power ? Real(Real(4) * t * inverse) : Real(Real(1) - t * t);
  }
  template <class Interval> static constexpr Interval enclosure(Interval const& x, Interval const&) {
    return enclosure_by_shape<row<opcode::sech_squared>>(x);
  }
  static constexpr node_id expand(maker& g, operands x) { return row<opcode::sech_squared>::expand(g, x); }
};

// asinh' = 1/sqrt(1 + x^2), with hypot since x^2 overflows.
template <> struct row<opcode::asinh> : total_unary_row {
  static constexpr std::string_view name = "asinh";
  static constexpr parity symmetry = parity::odd;
  static constexpr exact_point exact_at[] = {{0, 0}};
  static constexpr monotony shape = monotony::increasing;
  template <class Real> static constexpr Real kernel(Real const& x) { return elementary::asinh(x); }
  template <class Real> CALX_ALWAYS_INLINE static constexpr Real value(Real const& x) {
    if constexpr (std::floating_point<Real>)
      if (std::is_constant_evaluated()) return kernel(x);
    using std::asinh;
    return static_cast<Real>(asinh(x));
  }
  static constexpr partials derivative(maker& g, node_id, operands x) {
    return {{g.divide(g.one(), g.apply(opcode::hypot, g.one(), x[0]))}};
  }
};

// acosh' = 1/(sqrt(x - 1) sqrt(x + 1)): x^2 - 1 loses its digits near 1 and overflows for large x.
template <> struct row<opcode::acosh> : unary_row {
  static constexpr std::string_view name = "acosh";
  static constexpr exact_point exact_at[] = {{1, 0}};
  static constexpr monotony shape = monotony::increasing;
  static constexpr closed_range domain = at_least(1);
  static constexpr closed_range range = at_least(0);
  template <class Real> static constexpr Real kernel(Real const& x) { return elementary::acosh(x); }
  template <class Real> CALX_ALWAYS_INLINE static constexpr Real value(Real const& x) {
    if constexpr (std::floating_point<Real>)
      if (std::is_constant_evaluated()) return kernel(x);
    using std::acosh;
    return static_cast<Real>(acosh(x));
  }
  static constexpr partials derivative(maker& g, node_id, operands x) {
    return {{g.divide(g.one(), g.multiply(g.apply(opcode::square_root, g.subtract(x[0], g.one())),
                                          g.apply(opcode::square_root, g.add(x[0], g.one()))))}};
  }
};

// atanh' = 1/(1 - x^2), evaluated as asin' is.
template <> struct row<opcode::atanh> : unary_row {
  static constexpr std::string_view name = "atanh";
  static constexpr parity symmetry = parity::odd;
  static constexpr exact_point exact_at[] = {{0, 0}};
  static constexpr monotony shape = monotony::increasing;
  static constexpr closed_range domain{-1, 1};
  template <class Real> static constexpr Real kernel(Real const& x) { return elementary::atanh(x); }
  template <class Real> CALX_ALWAYS_INLINE static constexpr Real value(Real const& x) {
    if constexpr (std::floating_point<Real>)
      if (std::is_constant_evaluated()) return kernel(x);
    using std::atanh;
    return static_cast<Real>(atanh(x));
  }
  static constexpr partials derivative(maker& g, node_id, operands x) {
    return {{g.divide(g.one(), g.subtract(g.one(), g.power(x[0], 2)))}};
  }
};

}  // namespace calx
