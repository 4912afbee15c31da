// SPDX-License-Identifier: Apache-2.0
//
// exp, exp2, expm1: 0.5 ulp, subnormal results included; exp2(n) and exp(0) exact.
// x = k ln 2 + r with |r| <= ln(2)/2; expm1(r/16) by its Taylor series, then four times expm1(2s) = e(2 + e), e =
// expm1(s), which keeps the relative error where 1 + e would lose it. The power 2^k comes last, so nothing overflows on
// the way. Cost: about 12 products of pairs.
#pragma once

#include <calx/elementary/constants.hpp>

namespace calx::elementary {

namespace detail {

// Beyond this e^x is infinite or 0 in every type, and so is the answer of saturated_exponent.
template <real T> inline constexpr T exponent_limit = 32768;
inline constexpr int saturated_exponent = 1 << 20;

// expm1(x) for |x| <= 0.36.
template <real T> constexpr pair<T> expm1_series(pair<T> x) {
  pair<T> const s = scaled(x, T(1) / 16);
  pair<T> e = s * polynomial(inverse_factorials<T>, terms{7, by_precision<T>(14, 17), 1}, s);
  for (int i = 0; i < 4; ++i) e = e * (e + 2);
  return e;
}

// x = k ln 2 + r.
template <real T> struct reduced_exponent {
  pair<T> rest;
  int power = 0;
};

template <real T> constexpr reduced_exponent<T> divide_by_ln_2(pair<T> x) {
  T const power = round_to_integer(x.hi * inverse_ln_2<T>.hi);
  return {x - ln_2<T> * power, static_cast<int>(power)};
}

}  // namespace detail

// e^x as a pair in [0.7, 1.42] times a power of two.
template <real T> constexpr scaled_pair<T> exp(pair<T> x) {
  if (absolute(x.hi) > detail::exponent_limit<T>)
    return {T(1), x.hi > 0 ? detail::saturated_exponent : -detail::saturated_exponent};
  auto const [rest, power] = detail::divide_by_ln_2(x);
  return {detail::expm1_series(rest) + 1, power};
}

// e^x - 1 for x < 300.
template <real T> constexpr pair<T> expm1(pair<T> x) {
  if (x.hi < -300) return T(-1);
  auto const [rest, power] = detail::divide_by_ln_2(x);
  pair<T> const e = detail::expm1_series(rest);
  return power == 0 ? e : scaled(e + 1, power_of_two<T>(power)) + -1;
}

template <real T> constexpr T exp(T x) {
  if (is_nan(x)) return not_a_number<T>;
  if (is_infinite(x)) return x > 0 ? x : T(0);
  return rounded<T>(exp(pair<working<T>>(x)));
}

template <real T> constexpr T exp2(T x) {
  if (is_nan(x)) return not_a_number<T>;
  if (x > detail::exponent_limit<T>) return infinity<T>;
  if (x < -detail::exponent_limit<T>) return T(0);
  using W = working<T>;
  W const power = round_to_integer(static_cast<W>(x));
  return rounded<T>(detail::expm1_series(ln_2<W> * (static_cast<W>(x) - power)) + 1, static_cast<int>(power));
}

template <real T> constexpr T expm1(T x) {
  if (is_nan(x)) return not_a_number<T>;
  if (absolute(x) < tiny<T>) return x;
  if (x > 200) return exp(x);
  if (is_infinite(x)) return T(-1);
  return rounded<T>(expm1(pair<working<T>>(x)));
}

}  // namespace calx::elementary
