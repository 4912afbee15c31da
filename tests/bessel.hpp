// SPDX-License-Identifier: Apache-2.0
// Functions of one's own, as users would define them: Bessel functions whose derivatives need each other, a table with its
// slope, and functions of two and three arguments.
#pragma once

#include <calx/calx.hpp>

#include <cmath>

namespace calx_test {

// J_n by its power series, for any number type and in constant expressions: good for |x| < 5. Built-in numbers at run time: the
// standard library.
template <int Order> struct bessel_value {
  template <class Real> constexpr Real operator()(Real const& x) const {
    if constexpr (std::floating_point<Real>)
      if (!std::is_constant_evaluated()) return x < 0 && Order == 1 ? -of_library(-x) : of_library(std::abs(x));
    Real const q = x * x / Real(4);
    Real term = Order == 0 ? Real(1) : Real(x / Real(2)), sum = term;
    for (int k = 1; k < 60; ++k) {
      term = -term * q / Real(k * (k + Order));
      sum = sum + term;
    }
    return sum;
  }
  template <class Real> static Real of_library(Real x) { return std::cyl_bessel_j(Real(Order), x); }
};

struct bessel_0_slope {
  constexpr auto operator()(auto const& x) const;
};
struct bessel_1_slope {
  constexpr auto operator()(auto const& x) const;
};
inline constexpr auto bessel_0 = calx::primitive<"j0", bessel_value<0>{}, bessel_0_slope{}>;
inline constexpr auto bessel_1 = calx::primitive<"j1", bessel_value<1>{}, bessel_1_slope{}>;
constexpr auto bessel_0_slope::operator()(auto const& x) const { return -bessel_1(x); }
constexpr auto bessel_1_slope::operator()(auto const& x) const { return where(x == 0, 0.5, bessel_0(x) - bessel_1(x) / x); }

// All orders at once: the order is an argument.
struct bessel_order_value {
  double operator()(double order, double x) const {
    return order < 0 ? std::pow(-1, order) * std::cyl_bessel_j(-order, x) : std::cyl_bessel_j(order, x);
  }
};
struct bessel_order_slope {
  constexpr auto operator()(auto const& order, auto const& x) const;
};
inline constexpr auto bessel = calx::primitive<"bessel", bessel_order_value{}, calx::no_derivative, bessel_order_slope{}>;
constexpr auto bessel_order_slope::operator()(auto const& order, auto const& x) const {
  return (bessel(order - 1, x) - bessel(order + 1, x)) / 2;
}

// A cubic through (0, 0), (1, 2), (2, 1), (3, 3) with slopes 1, 0, -1, 2 there (C. Hermite), straight lines outside; as
// functions of double alone.
struct table_piece {
  double left, right, left_slope, right_slope;
};
constexpr table_piece piece_at(double x, double& t) {
  constexpr table_piece pieces[] = {{0, 2, 1, 0}, {2, 1, 0, -1}, {1, 3, -1, 2}};
  int const i = x < 1 ? 0 : x < 2 ? 1 : 2;
  t = x - i;
  return pieces[i];
}
constexpr double table_value(double x) {
  if (x < 0) return x;
  if (x > 3) return 3 + 2 * (x - 3);
  double t = 0;
  table_piece const p = piece_at(x, t);
  double const rise = p.right - p.left, a = p.left_slope - rise, b = rise - p.right_slope;
  return p.left + t * rise + t * (1 - t) * (a * (1 - t) + b * t);
}
constexpr double table_slope(double x) {
  if (x < 0) return 1;
  if (x > 3) return 2;
  double t = 0;
  table_piece const p = piece_at(x, t);
  double const rise = p.right - p.left, a = p.left_slope - rise, b = rise - p.right_slope;
  return rise + (1 - 2 * t) * (a * (1 - t) + b * t) + t * (1 - t) * (b - a);
}
inline constexpr auto table = calx::primitive<"table", &table_value, &table_slope>;

// Formulas as derivatives, with numbers, built-in functions and constants in them.
struct product_value {  // x y + sin(x)
  template <class Real> constexpr Real operator()(Real const& x, Real const& y) const {
    using std::sin;
    if constexpr (std::floating_point<Real>)
      if (std::is_constant_evaluated()) return x * y + calx::elementary::sin(x);
    return Real(x * y + sin(x));
  }
};
struct product_by_first {
  constexpr auto operator()(auto const& x, auto const& y) const { return y + cos(x); }
};
struct first_of_two {
  constexpr auto operator()(auto const& x, auto const&) const { return x; }
};
inline constexpr auto product = calx::primitive<"product", product_value{}, product_by_first{}, first_of_two{}>;

struct mixture_value {  // x^2 y + 2 pi z
  template <class Real> constexpr Real operator()(Real const& x, Real const& y, Real const& z) const {
    return Real(x * x * y + Real(6.283185307179586476925286766559005768L) * z);
  }
};
struct mixture_by_first {
  constexpr auto operator()(auto const& x, auto const& y, auto const&) const { return 2 * x * y; }
};
struct mixture_by_second {
  constexpr auto operator()(auto const& x, auto const&, auto const&) const { return pow<2>(x); }
};
struct mixture_by_third {
  constexpr auto operator()(auto const&, auto const&, auto const&) const { return 2 * calx::pi; }
};
inline constexpr auto mixture =
    calx::primitive<"mixture", mixture_value{}, mixture_by_first{}, mixture_by_second{}, mixture_by_third{}>;

}  // namespace calx_test
