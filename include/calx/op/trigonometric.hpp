// SPDX-License-Identifier: Apache-2.0
// Rows of the circular functions and their inverses.
#pragma once

#include <calx/elementary/inverse_trigonometric.hpp>
#include <calx/elementary/trigonometric.hpp>
#include <calx/op/row.hpp>

#include <cmath>

namespace calx {

namespace detail {

// The doubles below pi and 2 pi.
inline constexpr double pi_below = 0x1.921fb54442d18p+1, two_pi_below = 2 * pi_below;

// A sine on an interval shorter than 2 pi, from its values at the ends and whether it rises there. It turns once in pi: where
// both ends rise, or both fall, not at all or twice. The signs of elementary::sin and cos are right for every double.
template <class Interval>
constexpr Interval wave(Interval const& x, Interval const& at_lower, Interval const& at_upper, bool rises_first,
                        bool rises_last) {
  Interval result = hull(at_lower, at_upper);
  if (rises_first != rises_last) result = hull(result, Interval(rises_first ? 1 : -1));
  else if (!(x.width() < pi_below)) result = Interval(-1, 1);
  return result.if_continuous(x.is_continuous());
}
template <class Interval> constexpr Interval whole_wave(Interval const& x) {
  return x.is_empty() ? x : Interval(-1, 1).if_continuous(x.is_continuous());
}

}  // namespace detail

template <> struct row<opcode::sin> : total_unary_row {
  static constexpr std::string_view name = "sin";
  static constexpr parity symmetry = parity::odd;
  static constexpr exact_point exact_at[] = {{0, 0}};
  template <class Real> static constexpr Real kernel(Real const& x) { return elementary::sin(x); }
  template <class Real> CALX_ALWAYS_INLINE static constexpr Real value(Real const& x) {
    if constexpr (std::floating_point<Real>)
      if (std::is_constant_evaluated()) return kernel(x);
    using std::sin;
    return static_cast<Real>(sin(x));
  }
  template <class Interval> static constexpr Interval enclosure(Interval const& x) {
    if (!(x.width() < detail::two_pi_below)) return detail::whole_wave(x);
    bool const rises[] = {elementary::cos(x.lower()) > 0, elementary::cos(x.upper()) > 0};
    return detail::wave(x, enclosure_at<row, Interval>(x.lower()), enclosure_at<row, Interval>(x.upper()), rises[0], rises[1]);
  }
  static constexpr partials derivative(maker& g, node_id, operands x) { return {{g.apply(opcode::cos, x[0])}}; }
};

template <> struct row<opcode::cos> : total_unary_row {
  static constexpr std::string_view name = "cos";
  static constexpr parity symmetry = parity::even;
  static constexpr exact_point exact_at[] = {{0, 1}};
  template <class Real> static constexpr Real kernel(Real const& x) { return elementary::cos(x); }
  template <class Real> CALX_ALWAYS_INLINE static constexpr Real value(Real const& x) {
    if constexpr (std::floating_point<Real>)
      if (std::is_constant_evaluated()) return kernel(x);
    using std::cos;
    return static_cast<Real>(cos(x));
  }
  template <class Interval> static constexpr Interval enclosure(Interval const& x) {
    if (!(x.width() < detail::two_pi_below)) return detail::whole_wave(x);
    Interval const size = abs(x);
    bool const rises[] = {elementary::sin(size.lower()) < 0, elementary::sin(size.upper()) < 0};
    return detail::wave(size, enclosure_at<row, Interval>(size.lower()), enclosure_at<row, Interval>(size.upper()), rises[0],
                        rises[1]);
  }
  static constexpr partials derivative(maker& g, node_id, operands x) { return {{g.negate(g.apply(opcode::sin, x[0]))}}; }
};

// tan' = 1 + tan^2: a sum of positive terms, so a few ulp everywhere.
template <> struct row<opcode::tan> : unary_row {
  static constexpr std::string_view name = "tan";
  static constexpr parity symmetry = parity::odd;
  static constexpr exact_point exact_at[] = {{0, 0}};
  template <class Real> static constexpr Real kernel(Real const& x) { return elementary::tan(x); }
  template <class Real> CALX_ALWAYS_INLINE static constexpr Real value(Real const& x) {
    if constexpr (std::floating_point<Real>)
      if (std::is_constant_evaluated()) return kernel(x);
    using std::tan;
    return static_cast<Real>(tan(x));
  }
  template <class Interval> static constexpr Interval enclosure(Interval const& x) {
    if (x.is_empty()) return x;
    // One pole at most, and then the cosine changes its sign.
    if (!(x.width() < detail::pi_below) || (elementary::cos(x.lower()) > 0) != (elementary::cos(x.upper()) > 0))
      return Interval::entire().if_continuous(false);
    return hull(enclosure_at<row, Interval>(x.lower()), enclosure_at<row, Interval>(x.upper()))
        .if_continuous(x.is_continuous());
  }
  static constexpr partials derivative(maker& g, node_id self, operands) { return {{g.add(g.one(), g.power(self, 2))}}; }
};

// asin' = 1/sqrt(1 - x^2), which transform/cancellation.hpp evaluates as (1 - x)(1 + x): differentiated once more, the product
// would cancel near 0.
template <> struct row<opcode::asin> : unary_row {
  static constexpr std::string_view name = "asin";
  static constexpr parity symmetry = parity::odd;
  static constexpr exact_point exact_at[] = {{0, 0}};
  static constexpr monotony shape = monotony::increasing;
  static constexpr closed_range domain{-1, 1};
  template <class Real> static constexpr Real kernel(Real const& x) { return elementary::asin(x); }
  template <class Real> CALX_ALWAYS_INLINE static constexpr Real value(Real const& x) {
    if constexpr (std::floating_point<Real>)
      if (std::is_constant_evaluated()) return kernel(x);
    using std::asin;
    return static_cast<Real>(asin(x));
  }
  static constexpr partials derivative(maker& g, node_id, operands x) {
    return {{g.divide(g.one(), g.apply(opcode::square_root, g.subtract(g.one(), g.power(x[0], 2))))}};
  }
};

// acos' = -1/sqrt(1 - x^2)
template <> struct row<opcode::acos> : unary_row {
  static constexpr std::string_view name = "acos";
  static constexpr exact_point exact_at[] = {{1, 0}};
  static constexpr monotony shape = monotony::decreasing;
  static constexpr closed_range domain{-1, 1};
  static constexpr closed_range range = at_least(0);
  template <class Real> static constexpr Real kernel(Real const& x) { return elementary::acos(x); }
  template <class Real> CALX_ALWAYS_INLINE static constexpr Real value(Real const& x) {
    if constexpr (std::floating_point<Real>)
      if (std::is_constant_evaluated()) return kernel(x);
    using std::acos;
    return static_cast<Real>(acos(x));
  }
  static constexpr partials derivative(maker& g, node_id, operands x) {
    return {{g.divide(g.constant(rational(-1)), g.apply(opcode::square_root, g.subtract(g.one(), g.power(x[0], 2))))}};
  }
};

template <> struct row<opcode::atan> : total_unary_row {
  static constexpr std::string_view name = "atan";
  static constexpr parity symmetry = parity::odd;
  static constexpr exact_point exact_at[] = {{0, 0}};
  static constexpr monotony shape = monotony::increasing;
  template <class Real> static constexpr Real kernel(Real const& x) { return elementary::atan(x); }
  template <class Real> CALX_ALWAYS_INLINE static constexpr Real value(Real const& x) {
    if constexpr (std::floating_point<Real>)
      if (std::is_constant_evaluated()) return kernel(x);
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
  static constexpr rational exactly(rational const& y, rational const& x) {  // atan2(0, -1) is pi
    return y.is_zero() && rational(0) < x ? rational(0) : rational::inexact();
  }
  template <class Real> static constexpr Real kernel(Real const& y, Real const& x) { return elementary::atan2(y, x); }
  template <class Real> CALX_ALWAYS_INLINE static constexpr Real value(Real const& y, Real const& x) {
    if constexpr (std::floating_point<Real>)
      if (std::is_constant_evaluated()) return kernel(y, x);
    using std::atan2;
    return static_cast<Real>(atan2(y, x));
  }
  template <class Interval> static constexpr Interval enclosure(Interval const& y, Interval const& x) {
    if (y.is_empty() || x.is_empty()) return Interval::empty();
    // The cut, y = 0 and x < 0, belongs to its upper side.
    if (y.lower() < 0 && y.upper() >= 0 && x.lower() < 0)
      return Interval::around(-detail::pi_below, detail::pi_below).if_continuous(false);
    Interval const lower = hull(corner<Interval>(y.lower(), x.lower()), corner<Interval>(y.lower(), x.upper()));
    Interval const upper = hull(corner<Interval>(y.upper(), x.lower()), corner<Interval>(y.upper(), x.upper()));
    return hull(lower, upper).if_continuous(y.is_continuous() && x.is_continuous() && !(y.contains(0) && x.contains(0)));
  }
  static constexpr partials derivative(maker& g, node_id, operands x) {
    node_id const h = g.apply(opcode::hypot, x[0], x[1]);
    return {{g.divide(g.divide(x[1], h), h), g.negate(g.divide(g.divide(x[0], h), h))}};
  }

 private:
  template <class Interval> static constexpr Interval corner(double y, double x) {
    double const angle = kernel(y, x);
    return angle == 0 && (y == 0 || x == Interval::infinity) ? Interval(0) : Interval::around(angle, angle);
  }
};

}  // namespace calx
