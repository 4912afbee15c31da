// SPDX-License-Identifier: Apache-2.0
//
// log, log2, log10, log1p: 0.5 ulp, also next to 1; log2(2^n) and log10(10^n) exact.
// x = 2^k m with m in [sqrt(1/2), sqrt(2)): log x = k ln 2 + 2 atanh((m - 1)/(m + 1)), atanh by its series.
// Cost: about 12 products of pairs. log(0) = -infinity; NaN below 0.
#pragma once

#include <calx/elementary/constants.hpp>

namespace calx::elementary {

namespace detail {

// log(1 + x) = 2 atanh(x/(2 + x)) for sqrt(1/2) <= 1 + x < sqrt(2).
template <real T> constexpr pair<T> log1p_series(pair<T> x) {
  pair<T> const s = x / (x + 2);
  return scaled(s, 2) * polynomial(odd_reciprocals<T>, terms{10, by_precision<T>(21, 25)}, s * s);
}

// log(x) = ln(mantissa) + power ln 2.
template <real T> struct split_logarithm {
  pair<T> rest;
  int power = 0;
};

template <real T> constexpr split_logarithm<T> log_by_parts(pair<T> x) {
  auto [mantissa, power] = split_exponent(x.hi);
  if (mantissa < T(0.70710678)) mantissa *= 2, --power;
  pair<T> const m = {mantissa, scale_by_power_of_two(x.lo, -power)};
  return {log1p_series(m + -1), power};
}

}  // namespace detail

// Of x > 0.
template <real T> constexpr pair<T> log(pair<T> x) {
  auto const [rest, power] = detail::log_by_parts(x);
  return ln_2<T> * static_cast<T>(power) + rest;
}

// Of x > -1.
template <real T> constexpr pair<T> log1p(pair<T> x) {
  bool const near = x.hi > T(-0.29) && x.hi < T(0.41);
  return near ? detail::log1p_series(x) : log(x + 1);
}

template <real T> constexpr T log(T x) {
  if (is_nan(x) || x < 0) return not_a_number<T>;
  if (x == 0) return -infinity<T>;
  if (is_infinite(x)) return x;
  return rounded<T>(log(pair<working<T>>(x)));
}

template <real T> constexpr T log2(T x) {
  if (is_nan(x) || x < 0) return not_a_number<T>;
  if (x == 0) return -infinity<T>;
  if (is_infinite(x)) return x;
  auto const [rest, power] = detail::log_by_parts(pair<working<T>>(x));
  return rounded<T>(rest * inverse_ln_2<working<T>> + static_cast<working<T>>(power));
}

template <real T> constexpr T log10(T x) {
  if (is_nan(x) || x < 0) return not_a_number<T>;
  if (x == 0) return -infinity<T>;
  if (is_infinite(x)) return x;
  return rounded<T>(log(pair<working<T>>(x)) * inverse_ln_10<working<T>>);
}

template <real T> constexpr T log1p(T x) {
  if (is_nan(x) || x < -1) return not_a_number<T>;
  if (x == -1) return -infinity<T>;
  if (is_infinite(x) || absolute(x) < tiny<T>) return x;
  return rounded<T>(log1p(pair<working<T>>(x)));
}

}  // namespace calx::elementary
