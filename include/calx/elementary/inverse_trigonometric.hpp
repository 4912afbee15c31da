// SPDX-License-Identifier: Apache-2.0
//
// asin, acos, atan, atan2: 0.5 ulp, subnormal results included. Special values as in C, Annex F (atan2 of zeros and
// infinities gives multiples of pi/4).
// atan t = atan c + atan((t - c)/(1 + tc)) with c the nearest of 0, 1/8, ..., 1, then the series in a number below
// 1/16; asin x and acos x are the angles of the point (sqrt((1 - x)(1 + x)), x). Cost: about 10 products of pairs.
#pragma once

#include <calx/elementary/constants.hpp>
#include <calx/elementary/root.hpp>

namespace calx::elementary {

namespace detail {

// |x| <= 1/8
template <real T> constexpr pair<T> atan_series(pair<T> x) {
  return x * polynomial(odd_reciprocals<T>, terms{7, by_precision<T>(16, 20)}, -(x * x));
}

// atan(k/8) = atan((k - 1)/8) + atan(8/(64 + k(k - 1)))
template <real T> constexpr auto make_atan_of_eighths() {
  table<T, 9> result{};
  for (int k = 1; k < 9; ++k) result[k] = result[k - 1] + atan_series(pair<T>(8) / static_cast<T>(64 + k * (k - 1)));
  return result;
}
template <real T> inline constexpr auto atan_of_eighths = make_atan_of_eighths<T>();

// 0 <= x <= 1
template <real T> constexpr pair<T> atan_of_fraction(pair<T> x) {
  int const k = static_cast<int>(x.hi * 8 + T(0.5));
  if (k == 0) return atan_series(x);
  T const center = static_cast<T>(k) / 8;
  return atan_of_eighths<T>[k] + atan_series((x - center) / (x * center + 1));
}

// The angle of the point (x, y) in the first quadrant, not the origin.
template <real T> constexpr pair<T> angle(pair<T> y, pair<T> x) {
  return y.hi <= x.hi ? atan_of_fraction(y / x) : half_pi<T> - atan_of_fraction(x / y);
}

// sqrt(1 - x^2) for 0 <= x <= 1.
template <real T> constexpr pair<T> other_leg(T x) { return sqrt(two_sum(T(1), -x) * two_sum(T(1), x)); }

// atan2 for finite x, y other than 0, y > 0: the exponents apart, as far as they matter to a pair.
template <real T, real W> constexpr T angle_of_point(W y, W x) {
  auto const [height, above] = split_exponent(y);
  auto const [width, beside] = split_exponent(absolute(x));
  int const difference = above - beside;
  constexpr int all_bits = 2 * precision<W> + 20;
  if (difference > all_bits) return rounded<T>(half_pi<W>);
  if (difference < -all_bits) return x < 0 ? rounded<T>(pi<W>) : rounded<T>(pair<W>(height) / width, difference);
  pair<W> const result = angle(pair<W>(height * power_of_two<W>(difference)), pair<W>(width));
  return rounded<T>(x < 0 ? pi<W> - result : result);
}

// atan2 where a coordinate is infinite: like a point with coordinates +-1 and 0.
template <real T> constexpr T angle_of_infinite_point(T y, T x) {
  using W = working<T>;
  if (!is_infinite(x)) return rounded<T>(half_pi<W>);
  if (!is_infinite(y)) return x > 0 ? T(0) : rounded<T>(pi<W>);
  return rounded<T>(half_pi<W> * (x > 0 ? W(0.5) : W(1.5)));
}

}  // namespace detail

template <real T> constexpr T atan(T x) {
  if (is_nan(x)) return not_a_number<T>;
  if (absolute(x) < tiny<T>) return x;
  using W = working<T>;
  constexpr W large = power_of_two<W>(2 * precision<W>);
  W const size = static_cast<W>(absolute(x));
  return copy_sign(rounded<T>(size > large ? half_pi<W> : detail::angle<W>(size, W(1))), x);
}

template <real T> constexpr T asin(T x) {
  if (is_nan(x) || absolute(x) > 1) return not_a_number<T>;
  if (absolute(x) < tiny<T>) return x;
  working<T> const size = static_cast<working<T>>(absolute(x));
  return copy_sign(rounded<T>(detail::angle(pair<working<T>>(size), detail::other_leg(size))), x);
}

template <real T> constexpr T acos(T x) {
  if (is_nan(x) || absolute(x) > 1) return not_a_number<T>;
  working<T> const size = static_cast<working<T>>(absolute(x));
  auto const result = detail::angle(detail::other_leg(size), pair<working<T>>(size));
  return rounded<T>(x < 0 ? pi<working<T>> - result : result);
}

template <real T> constexpr T atan2(T y, T x) {
  using W = working<T>;
  if (is_nan(x) || is_nan(y)) return not_a_number<T>;
  if (y == 0) return sign_bit(x) ? copy_sign(rounded<T>(pi<W>), y) : y;
  if (x == 0) return copy_sign(rounded<T>(half_pi<W>), y);
  if (is_infinite(x) || is_infinite(y)) return copy_sign(detail::angle_of_infinite_point(y, x), y);
  return copy_sign(detail::angle_of_point<T>(static_cast<W>(absolute(y)), static_cast<W>(x)), y);
}

}  // namespace calx::elementary
