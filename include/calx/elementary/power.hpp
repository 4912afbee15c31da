// SPDX-License-Identifier: Apache-2.0
//
// pow(x, y), ipow(x, n): 0.5 ulp, exact where the result is a number of the type. Special values as in C, Annex F.
// Integer exponents up to 512: products of pairs by repeated squaring. All others: exp(y log x), where log x has 100
// bits (120 for long double), of which y log x <= 2^14 takes away at most 14.
#pragma once

#include <calx/elementary/exponential.hpp>
#include <calx/elementary/logarithm.hpp>

namespace calx::elementary {

namespace detail {

template <real T> struct exponent_of_power {
  pair<T> value;
  bool is_integer = false;
  bool is_odd = false;
};

// x^n for x > 0, 0 <= n <= 512: the mantissa's power stays between 2^-257 and 2^257.
template <real T> constexpr scaled_pair<T> power_by_squaring(T x, int n) {
  auto [mantissa, exponent] = split_exponent(x);
  if (mantissa < T(0.70710678)) mantissa *= 2, --exponent;
  pair<T> square = mantissa;
  pair<T> result = T(1);
  for (int rest = n; rest != 0; rest /= 2) {
    if (rest % 2 == 1) result = result * square;
    if (rest > 1) square = square * square;
  }
  return {result, exponent * n};
}

// x^y for finite x > 0 and finite y.
template <real T> constexpr scaled_pair<T> power_of_positive(T x, exponent_of_power<T> y) {
  T const size = absolute(y.value.hi);
  if (y.is_integer && size <= 512) {
    scaled_pair<T> const result = power_by_squaring(x, static_cast<int>(size));
    if (y.value.hi > 0) return result;
    return {pair<T>(1) / result.value, -result.exponent};
  }
  // |log x| >= 2^-p if it isn't 0, so that such a power is out of range; and log x * y would be, too.
  if (size > power_of_two<T>(precision<T> + 16))
    return {T(1), (x > 1) == (y.value.hi > 0) ? saturated_exponent : -saturated_exponent};
  return exp(log(pair<T>(x)) * y.value);
}

// x is 0 or infinite, y isn't 0: the result is 0 or infinite, and has x's sign if y is odd.
template <real T> constexpr T power_of_limit(T x, exponent_of_power<working<T>> y) {
  T const size = (x == 0) == (y.value.hi > 0) ? T(0) : infinity<T>;
  return y.is_odd ? copy_sign(size, x) : size;
}

template <real T> constexpr T power(T x, exponent_of_power<working<T>> y) {
  if (y.value.hi == 0 || x == 1) return T(1);
  if (is_nan(x)) return not_a_number<T>;
  if (x == 0 || is_infinite(x)) return power_of_limit(x, y);
  if (x < 0 && !y.is_integer) return not_a_number<T>;
  if (x == -1) return y.is_odd ? x : T(1);
  T const size = rounded<T>(power_of_positive(static_cast<working<T>>(absolute(x)), y));
  return x < 0 && y.is_odd ? -size : size;
}

}  // namespace detail

template <real T> constexpr T pow(T x, T y) {
  if (y == 0 || x == 1) return T(1);
  if (is_nan(x) || is_nan(y)) return not_a_number<T>;
  if (is_infinite(y)) {
    if (x == -1) return T(1);
    return (absolute(x) > 1) == (y > 0) ? infinity<T> : T(0);
  }
  return detail::power(x, {static_cast<working<T>>(y), truncate(y) == y, is_odd(truncate(y)) && truncate(y) == y});
}

template <real T> constexpr T ipow(T x, long long n) {
  using W = working<T>;
  constexpr long long half = 1LL << 32;
  pair<W> const value = two_sum(static_cast<W>(n / half) * static_cast<W>(half), static_cast<W>(n % half));
  return detail::power(x, {value, true, n % 2 != 0});
}

}  // namespace calx::elementary
