// SPDX-License-Identifier: Apache-2.0
//
// sinh, cosh, tanh, sech_squared(x) = 1 - tanh(x)^2, asinh, acosh, atanh: 0.5 ulp, up to overflow and down to
// underflow. Each by the formula without cancellation, on exp, expm1 and log1p in pairs; e^x stays apart from its power
// of two, so that sinh and cosh reach their own overflow (710.47 for double), past exp's (709.78). Cost: exp's or log's
// and a division.
#pragma once

#include <calx/elementary/exponential.hpp>
#include <calx/elementary/logarithm.hpp>
#include <calx/elementary/root.hpp>

namespace calx::elementary {

namespace detail {

// (e^x + sign e^-x)/2 for x >= 0 as a pair times a power of two.
template <real T> constexpr scaled_pair<T> mean_of_exponentials(T x, T sign) {
  auto const [value, exponent] = exp(pair<T>(x));
  if (exponent > precision<T> + 10) return {value, exponent - 1};
  return {value + scaled(pair<T>(sign) / value, power_of_two<T>(-2 * exponent)), exponent - 1};
}

// sinh x = (e + e/(1 + e))/2 with e = expm1(x), for small x >= 0.
template <real T> constexpr pair<T> sinh_of_small(T x) {
  pair<T> const e = expm1(pair<T>(x));
  return scaled(e + e / (e + 1), T(0.5));
}

// From here on log(2x) stands for asinh and acosh.
template <real T> inline constexpr T large = power_of_two<T>(precision<T> + 10);
template <real T> constexpr pair<T> log_of_twice(T x) { return log(pair<T>(x)) + ln_2<T>; }

}  // namespace detail

template <real T> constexpr T sinh(T x) {
  if (is_nan(x)) return not_a_number<T>;
  if (is_infinite(x) || absolute(x) < tiny<T>) return x;
  using W = working<T>;
  W const size = static_cast<W>(absolute(x));
  T const result =
      size < W(0.5) ? rounded<T>(detail::sinh_of_small(size)) : rounded<T>(detail::mean_of_exponentials(size, W(-1)));
  return copy_sign(result, x);
}

template <real T> constexpr T cosh(T x) {
  if (is_nan(x)) return not_a_number<T>;
  if (is_infinite(x)) return infinity<T>;
  return rounded<T>(detail::mean_of_exponentials(static_cast<working<T>>(absolute(x)), working<T>(1)));
}

// -e/(2 + e) with e = expm1(-2|x|), and 1 for large |x|.
template <real T> constexpr T tanh(T x) {
  if (is_nan(x)) return not_a_number<T>;
  if (absolute(x) < tiny<T>) return x;
  if (absolute(x) > 40) return copy_sign(T(1), x);
  auto const e = expm1(pair<working<T>>(-2 * static_cast<working<T>>(absolute(x))));
  return copy_sign(rounded<T>(-e / (e + 2)), x);
}

// 4u/(1 + u)^2 with u = e^(-2|x|)
template <real T> constexpr T sech_squared(T x) {
  if (is_nan(x)) return not_a_number<T>;
  if (absolute(x) > detail::exponent_limit<T>) return T(0);
  using W = working<T>;
  auto const [value, exponent] = exp(pair<W>(-2 * static_cast<W>(absolute(x))));
  pair<W> const one_plus = exponent < -200 ? pair<W>(1) : scaled(value, power_of_two<W>(exponent)) + 1;
  return rounded<T>(value / (one_plus * one_plus), exponent + 2);
}

// log1p(x + x^2/(1 + sqrt(1 + x^2)))
template <real T> constexpr T asinh(T x) {
  if (is_nan(x)) return not_a_number<T>;
  if (is_infinite(x) || absolute(x) < tiny<T>) return x;
  using W = working<T>;
  W const size = static_cast<W>(absolute(x));
  if (size > detail::large<W>) return copy_sign(rounded<T>(detail::log_of_twice(size)), x);
  pair<W> const square = two_product(size, size);
  return copy_sign(rounded<T>(log1p(square / (sqrt(square + 1) + 1) + size)), x);
}

// log1p(t + sqrt(t(t + 2))) with t = x - 1
template <real T> constexpr T acosh(T x) {
  if (is_nan(x) || x < 1) return not_a_number<T>;
  if (is_infinite(x)) return x;
  using W = working<T>;
  W const size = static_cast<W>(x);
  if (size > detail::large<W>) return rounded<T>(detail::log_of_twice(size));
  pair<W> const t = two_sum(size, W(-1));
  return rounded<T>(log1p(t + sqrt(t * (t + 2))));
}

// log1p(2x/(1 - x))/2
template <real T> constexpr T atanh(T x) {
  if (is_nan(x) || absolute(x) > 1) return not_a_number<T>;
  if (absolute(x) == 1) return copy_sign(infinity<T>, x);
  if (absolute(x) < tiny<T>) return x;
  using W = working<T>;
  W const size = static_cast<W>(absolute(x));
  return copy_sign(rounded<T>(scaled(log1p(pair<W>(2 * size) / two_sum(W(1), -size)), W(0.5))), x);
}

}  // namespace calx::elementary
