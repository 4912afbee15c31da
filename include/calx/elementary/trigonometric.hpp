// SPDX-License-Identifier: Apache-2.0
//
// sin, cos, tan: 0.5 ulp for every finite argument, multiples of pi/2 up to the largest numbers included. NaN for
// infinity. x = q pi/2 + r, |r| <= pi/4, by 320 bits of 2/pi (Payne & Hanek 1983); then Taylor's series in pairs. Cost:
// about 10 products of pairs, 20 for tan; the reduction as much again, below pi/4 nothing.
#pragma once

#include <calx/core/config.hpp>
#include <calx/elementary/constants.hpp>
#include <calx/elementary/two_over_pi.hpp>

namespace calx::elementary {

namespace detail {

// An angle of q quarter turns, q modulo 4, and a rest in [-pi/4, pi/4].
template <real T> struct reduced_angle {
  pair<T> rest;
  int quadrant = 0;
};

// The 320 bits as words, first word first.
struct fraction {
  std::uint64_t words[5]{};
};

// m x 2/pi modulo 4 as 2 bits for the quadrant and 318 bits of fraction, for x = m 2^(exponent - 64). Bits of 2/pi that
// contribute multiples of 4 are left out, and those behind the window are worth less than 2^-254. The nearest that a
// number gets to a multiple of pi/2 is about 2^-62 (double) or 2^-80 (long double): 170 bits remain.
constexpr fraction quarter_turns(std::uint64_t m, int exponent) {
  fraction product;
  std::uint64_t carry = 0;
  for (int i = 4; i >= 0; --i) {
    uint128 const sum = uint128(m) * two_over_pi_bits(exponent + 62 + 64 * i) + carry;
    product.words[i] = static_cast<std::uint64_t>(sum);
    carry = static_cast<std::uint64_t>(sum >> 64);
  }
  return product;
}

// For finite x >= 1/2.
template <real T> constexpr reduced_angle<T> reduce_large(T x) {
  auto const [mantissa, exponent] = split_exponent(x);
  constexpr T two_to_64 = power_of_two<T>(64);
  fraction const turns = quarter_turns(static_cast<std::uint64_t>(mantissa * two_to_64), exponent);
  bool const up = (turns.words[0] >> 61 & 1) != 0;  // a fraction of 1/2 or more belongs to the next quadrant
  pair<T> rest;
  T weight = power_of_two<T>(-32);
  for (int i = 0; i < 5; ++i) {
    std::uint64_t const bits = turns.words[i] << 2 | (i < 4 ? turns.words[i + 1] >> 62 : 0);
    std::uint64_t const word = up ? ~bits : bits;
    rest = rest + static_cast<T>(word >> 32) * weight;
    weight *= power_of_two<T>(-32);
    rest = rest + static_cast<T>(word & 0xffffffffu) * weight;
    weight *= power_of_two<T>(-32);
  }
  int const quadrant = static_cast<int>(turns.words[0] >> 62) + (up ? 1 : 0);
  return {(up ? -rest : rest) * half_pi<T>, quadrant % 4};
}

// For finite x >= 0.
template <real T> constexpr reduced_angle<T> reduce_angle(T x) {
  if (x < T(0.785)) return {x, 0};
  return reduce_large(x);
}

template <real T> constexpr pair<T> sin_series(pair<T> x) {
  return x * polynomial(inverse_factorials<T>, terms{8, by_precision<T>(15, 16), 1, 2}, -(x * x));
}

template <real T> constexpr pair<T> cos_series(pair<T> x) {
  return polynomial(inverse_factorials<T>, terms{9, by_precision<T>(15, 17), 0, 2}, -(x * x));
}

// sin(r + q pi/2)
template <real T> constexpr pair<T> sin_of(reduced_angle<T> x) {
  pair<T> const size = x.quadrant % 2 == 0 ? sin_series(x.rest) : cos_series(x.rest);
  return x.quadrant % 4 < 2 ? size : -size;
}

}  // namespace detail

template <real T> constexpr T sin(T x) {
  if (!is_finite(x)) return not_a_number<T>;
  if (absolute(x) < tiny<T>) return x;
  T const size = rounded<T>(detail::sin_of(detail::reduce_angle(static_cast<working<T>>(absolute(x)))));
  return x < 0 ? -size : size;
}

template <real T> constexpr T cos(T x) {
  if (!is_finite(x)) return not_a_number<T>;
  auto const [rest, quadrant] = detail::reduce_angle(static_cast<working<T>>(absolute(x)));
  return rounded<T>(detail::sin_of<working<T>>({rest, quadrant + 1}));
}

template <real T> constexpr T tan(T x) {
  if (!is_finite(x)) return not_a_number<T>;
  if (absolute(x) < tiny<T>) return x;
  auto const [rest, quadrant] = detail::reduce_angle(static_cast<working<T>>(absolute(x)));
  auto const sine = detail::sin_series(rest);
  auto const cosine = detail::cos_series(rest);
  T const size = rounded<T>(quadrant % 2 == 0 ? sine / cosine : -(cosine / sine));
  return x < 0 ? -size : size;
}

}  // namespace calx::elementary
