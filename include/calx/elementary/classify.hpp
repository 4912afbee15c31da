// SPDX-License-Identifier: Apache-2.0
//
// What kind of number x is, and its parts: sign, exponent, integer part. Legal in constant expressions for every x.
// <cmath>'s functions of the same purpose are not constexpr in C++20, and clang does not fold them.
#pragma once

#include <bit>
#include <cstdint>
#include <limits>
#include <type_traits>

namespace calx::elementary {

template <class T> concept real = std::is_floating_point_v<T>;

template <real T> inline constexpr T infinity = std::numeric_limits<T>::infinity();
template <real T> inline constexpr T not_a_number = std::numeric_limits<T>::quiet_NaN();

// The number of bits of precision: 24, 53, 64.
template <real T> inline constexpr int precision = std::numeric_limits<T>::digits;

template <real T> constexpr bool is_nan(T x) { return x != x; }
template <real T> constexpr bool is_infinite(T x) { return x == infinity<T> || x == -infinity<T>; }
template <real T> constexpr bool is_finite(T x) { return !is_nan(x) && !is_infinite(x); }

// The builtins are folded by both compilers, see the sign of -0 and of NaN, and are one instruction at run time.
constexpr float copy_sign(float size, float sign) { return __builtin_copysignf(size, sign); }
constexpr double copy_sign(double size, double sign) { return __builtin_copysign(size, sign); }
constexpr long double copy_sign(long double size, long double sign) { return __builtin_copysignl(size, sign); }

template <real T> constexpr bool sign_bit(T x) { return copy_sign(T(1), x) < 0; }
template <real T> constexpr T absolute(T x) { return copy_sign(x, T(1)); }

// x without its fraction; keeps the sign of zero. Below 2^(p - 1) <= 2^63 the conversion is exact, above x is an
// integer.
template <real T> constexpr T truncate(T x) {
  constexpr T integer_from = static_cast<T>(std::uint64_t(1) << (precision<T> < 64 ? precision<T> - 1 : 63));
  if (is_nan(x) || absolute(x) >= integer_from) return x;
  return copy_sign(static_cast<T>(static_cast<std::int64_t>(x)), x);
}

// For integers x.
template <real T> constexpr bool is_odd(T x) { return truncate(x / 2) * 2 != x; }

// The nearest integer, ties to even; keeps the sign of zero.
template <real T> constexpr T round_to_integer(T x) {
  T const whole = truncate(x);
  if (!is_finite(x) || whole == x) return x;
  T const fraction = absolute(x - whole);
  bool const away = fraction > T(0.5) || (fraction == T(0.5) && is_odd(whole));
  return away ? whole + copy_sign(T(1), x) : whole;
}

namespace detail {

// 2^(2^i) and 2^-(2^i), as long as the former is a number of the type.
template <real T> struct repeated_squares {
  static constexpr unsigned count = std::bit_width(static_cast<unsigned>(std::numeric_limits<T>::max_exponent) - 1);
  T up[count]{};
  T down[count]{};
  constexpr repeated_squares() {
    up[0] = 2;
    for (unsigned i = 1; i < count; ++i) up[i] = up[i - 1] * up[i - 1];
    for (unsigned i = 0; i < count; ++i) down[i] = 1 / up[i];
  }
};
template <real T> inline constexpr repeated_squares<T> squares{};

}  // namespace detail

// 2^n as a normal number: min_exponent <= n + 1 <= max_exponent.
template <real T> constexpr T power_of_two(int n) {
  if constexpr (precision<T> == 53) {
    return std::bit_cast<T>(static_cast<std::uint64_t>(n + 1023) << 52);
  } else {
    auto const& factors = n < 0 ? detail::squares<T>.down : detail::squares<T>.up;
    T result = 1;
    int i = 0;
    for (unsigned rest = static_cast<unsigned>(n < 0 ? -n : n); rest != 0; rest >>= 1, ++i)
      if (rest & 1u) result *= factors[i];
    return result;
  }
}

// x = mantissa * 2^exponent with mantissa in [1/2, 1). Zero, infinities and NaN come back with exponent 0.
template <real T> struct parts_of {
  T mantissa{};
  int exponent = 0;
};

namespace detail {

// For normal numbers, portably: a binary search for the exponent.
template <real T> constexpr parts_of<T> search_exponent(T x) {
  auto const& [up, down] = squares<T>;
  int exponent = 0;
  if (absolute(x) >= 1) {
    for (int i = int(squares<T>.count) - 1; i >= 0; --i)
      if (absolute(x) >= up[i]) x *= down[i], exponent += 1 << i;
    return {x / 2, exponent + 1};
  }
  for (int i = int(squares<T>.count) - 1; i >= 0; --i)
    if (absolute(x) < down[i]) x *= up[i], exponent -= 1 << i;
  return {x, exponent};
}

}  // namespace detail

template <real T> constexpr parts_of<T> split_exponent(T x) {
  if (x == 0 || !is_finite(x)) return {x, 0};
  if (absolute(x) < std::numeric_limits<T>::min()) {
    auto const [mantissa, exponent] = split_exponent(x * power_of_two<T>(precision<T>));
    return {mantissa, exponent - precision<T>};
  }
  if constexpr (precision<T> == 53) {
    auto const bits = std::bit_cast<std::uint64_t>(x);
    std::uint64_t const exponent_bits = std::uint64_t(2047) << 52;
    return {std::bit_cast<T>((bits & ~exponent_bits) | std::uint64_t(1022) << 52),
            static_cast<int>((bits & exponent_bits) >> 52) - 1022};
  } else {
    return detail::search_exponent(x);
  }
}

// x * 2^n, rounded once; infinite beyond the largest number.
template <real T> constexpr T scale_by_power_of_two(T x, int n) {
  using limits = std::numeric_limits<T>;
  auto const [mantissa, exponent] = split_exponent(x);
  if (x == 0 || !is_finite(x)) return x;
  if (n > 2 * limits::max_exponent + 2 * limits::digits || exponent + n > limits::max_exponent)
    return copy_sign(infinity<T>, x);
  if (n < 2 * limits::min_exponent - 2 * limits::digits || exponent + n < limits::min_exponent - limits::digits - 1)
    return copy_sign(T(0), x);
  if (exponent + n >= limits::min_exponent) return mantissa * 2 * power_of_two<T>(exponent + n - 1);
  return mantissa * power_of_two<T>(exponent + n + limits::digits + 2) * power_of_two<T>(-limits::digits - 2);
}

}  // namespace calx::elementary
