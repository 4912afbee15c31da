// SPDX-License-Identifier: Apache-2.0
//
// sqrt (correctly rounded), cbrt and hypot (0.5 ulp; exact where the result is a number of the type).
// Newton's iteration on the mantissa, then one step in exact arithmetic. Special values as in C, Annex F.
#pragma once

#include <calx/elementary/pair.hpp>

namespace calx::elementary {

namespace detail {

// sqrt of x in [1, 4), correctly rounded. After Newton's iteration r is off by an ulp u at most, x - r^2 is then exact
// and a multiple of u^2, and sqrt(x) > r + u/2 is x - r^2 > ru, sqrt(x) < r - u/2 is x - r^2 <= -ru: there are no ties.
template <real T> constexpr T sqrt_of_mantissa(T x) {
  T root = T(0.35) * x + T(0.7);
  for (int i = 0; i < 5; ++i) root = (root + x / root) / 2;
  constexpr T ulp = std::numeric_limits<T>::epsilon();
  pair<T> const square = two_product(root, root);
  T const rest = (x - square.hi) - square.lo;
  if (rest > root * ulp) return root + ulp;
  if (rest <= -root * ulp) return root - ulp;
  return root;
}

// The cube root of x in [1/2, 4): Newton's iteration, and one step in pair arithmetic.
template <real T> constexpr pair<T> cbrt_of_mantissa(T x) {
  T root = T(0.23) * x + T(0.7);
  for (int i = 0; i < 5; ++i) root -= (root - x / (root * root)) / 3;
  pair<T> const square = two_product(root, root);
  T const rest = (-(square * root) + x).hi;
  return fast_two_sum(root, rest / (3 * square.hi));
}

}  // namespace detail

// IEEE 754 squareRoot. For float the rounding by way of double is harmless: 53 >= 2 * 24 + 2 (Figueroa 1995).
template <real T> constexpr T sqrt(T x) {
  if (is_nan(x) || x < 0) return not_a_number<T>;
  if (x == 0 || is_infinite(x)) return x;
  auto const [mantissa, exponent] = split_exponent(static_cast<working<T>>(x));
  int const even = (exponent & 1) ? exponent - 1 : exponent - 2;
  auto const root = detail::sqrt_of_mantissa(exponent & 1 ? mantissa * 2 : mantissa * 4);
  return static_cast<T>(root * power_of_two<working<T>>(even / 2));
}

template <real T> constexpr pair<T> sqrt(pair<T> x) {
  if (x.hi == 0) return T(0);
  T const root = sqrt(x.hi);
  return fast_two_sum(root, (x - two_product(root, root)).hi / (2 * root));
}

template <real T> constexpr T cbrt(T x) {
  if (is_nan(x)) return not_a_number<T>;
  if (x == 0 || is_infinite(x)) return x;
  auto const [mantissa, exponent] = split_exponent(static_cast<working<T>>(absolute(x)));
  int const rest = ((exponent % 3) + 3) % 3;
  auto const root = detail::cbrt_of_mantissa(mantissa * power_of_two<working<T>>(rest));
  return copy_sign(rounded<T>(root, (exponent - rest) / 3), x);
}

// sqrt(a^2 + b^2) without intermediate overflow; infinite if one leg is, whatever the other.
template <real T> constexpr T hypot(T a, T b) {
  if (is_infinite(a) || is_infinite(b)) return infinity<T>;
  if (is_nan(a) || is_nan(b)) return not_a_number<T>;
  using W = working<T>;
  W const longer = static_cast<W>(absolute(absolute(a) < absolute(b) ? b : a));
  W const shorter = static_cast<W>(absolute(absolute(a) < absolute(b) ? a : b));
  auto const [mantissa, exponent] = split_exponent(longer);
  if (shorter == 0 || split_exponent(shorter).exponent < exponent - precision<W> - 2) return static_cast<T>(longer);
  W const other = scale_by_power_of_two(shorter, -exponent);
  return rounded<T>(sqrt(two_product(mantissa, mantissa) + two_product(other, other)), exponent);
}

}  // namespace calx::elementary
