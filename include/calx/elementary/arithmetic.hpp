// SPDX-License-Identifier: Apache-2.0
//
// IEEE 754 arithmetic that is legal in constant expressions for all operands. Compilers reject there what yields NaN
// (clang: whatever has a NaN operand), divisions by zero, and overflow (g++). So each function looks first and returns
// the constant. The results, signs of zeros and infinities included, are those of the operators at run time.
// Cost: a few comparisons beside the operation.
#pragma once

#include <calx/elementary/classify.hpp>

namespace calx::elementary {

namespace detail {

// Both are powers of two and exact: 2^(E/2) and 2^(-E/2), E being 128, 1024 or 16384.
template <real T> inline constexpr T half_range = power_of_two<T>(std::numeric_limits<T>::max_exponent / 2);
template <real T> inline constexpr T inverse_half_range = 1 / half_range<T>;

template <real T> constexpr T signed_infinity(T a, T b) { return sign_bit(a) == sign_bit(b) ? infinity<T> : -infinity<T>; }

}  // namespace detail

template <real T> constexpr T negate(T a) { return is_nan(a) ? not_a_number<T> : -a; }

// Overflow shows in a/2 + b/2, which rounds as a + b does wherever the question arises.
template <real T> constexpr T add(T a, T b) {
  if (is_nan(a) || is_nan(b)) return not_a_number<T>;
  if (is_infinite(a)) return is_infinite(b) && a != b ? not_a_number<T> : a;
  if (is_infinite(b)) return b;
  constexpr T largest_half = std::numeric_limits<T>::max() / 2;
  T const half = a / 2 + b / 2;
  if (absolute(half) > largest_half) return copy_sign(infinity<T>, half);
  return a + b;
}

template <real T> constexpr T subtract(T a, T b) { return add(a, negate(b)); }

// Overflow needs both factors beyond 1, and then shows in ab 2^-E >= 1, which rounds as ab does.
template <real T> constexpr T multiply(T a, T b) {
  if (is_nan(a) || is_nan(b)) return not_a_number<T>;
  if (is_infinite(a) || is_infinite(b)) return a == 0 || b == 0 ? not_a_number<T> : detail::signed_infinity(a, b);
  if (absolute(a) > 1 && absolute(b) > 1) {
    T const scaled = (a * detail::inverse_half_range<T>)*(b * detail::inverse_half_range<T>);
    if (absolute(scaled) >= 1) return copy_sign(infinity<T>, scaled);
  }
  return a * b;
}

// Overflow needs |b| < 1 and |a| > |b| max/2; the mantissas' quotient decides.
template <real T> constexpr T divide(T a, T b) {
  if (is_nan(a) || is_nan(b)) return not_a_number<T>;
  if (is_infinite(a)) return is_infinite(b) ? not_a_number<T> : detail::signed_infinity(a, b);
  if (b == 0) return a == 0 ? not_a_number<T> : detail::signed_infinity(a, b);
  if (absolute(b) < 1 && absolute(a) > absolute(b) * (std::numeric_limits<T>::max() / 2)) {
    auto const [numerator, above] = split_exponent(a);
    auto const [denominator, below] = split_exponent(b);
    return scale_by_power_of_two(numerator / denominator, above - below);
  }
  return a / b;
}

}  // namespace calx::elementary
