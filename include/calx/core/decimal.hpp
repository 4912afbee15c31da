// SPDX-License-Identifier: Apache-2.0
// nearest_floating<Real>(digits, exponent): the Real nearest to digits * 10^exponent, ties to even, in constant expressions
// too. In: decimal digits, at least one; below 1/2 of the least positive number it is 0, beyond the largest it is infinite.
//
// Exact, on integers in words of 32 bits: digits * 10^exponent, or digits * 2^shift / 10^-exponent by short divisions, whose
// remainders matter only as a bit below the others. O((digits + |exponent|)^2), 1,000 steps for 1e-300.
#pragma once

#include <calx/core/buffer.hpp>
#include <calx/core/config.hpp>

#include <concepts>
#include <cstdint>
#include <limits>
#include <string_view>

namespace calx {

namespace detail {

// A natural number; least significant word first, no leading zeros.
class natural {
 public:
  constexpr void multiply_add(std::uint32_t factor, std::uint32_t term) {
    std::uint64_t carry = term;
    for (int i = 0; i < words_.size(); ++i) {
      carry += static_cast<std::uint64_t>(words_[i]) * factor;
      words_[i] = static_cast<std::uint32_t>(carry);
      carry >>= 32;
    }
    if (carry != 0) words_.push(static_cast<std::uint32_t>(carry));
  }
  // The quotient stays; what is returned is the remainder.
  constexpr std::uint32_t divide(std::uint32_t divisor) {
    std::uint64_t rest = 0;
    for (int i = words_.size() - 1; i >= 0; --i) {
      rest = rest << 32 | words_[i];
      words_[i] = static_cast<std::uint32_t>(rest / divisor);
      rest %= divisor;
    }
    while (!words_.empty() && words_.back() == 0) (void)words_.pop();
    return static_cast<std::uint32_t>(rest);
  }
  constexpr void shift_words(int count) {
    buffer<std::uint32_t> moved(count);
    for (int i = 0; i < words_.size(); ++i) moved.push(words_[i]);
    words_.swap(moved);
  }
  constexpr int bits() const {
    if (words_.empty()) return 0;
    int count = 32 * (words_.size() - 1);
    for (std::uint32_t top = words_[words_.size() - 1]; top != 0; top >>= 1) ++count;
    return count;
  }
  constexpr bool bit(int i) const { return i >= 0 && (words_[i / 32] >> (i % 32) & 1u) != 0; }
  constexpr bool any_below(int i) const {
    for (int k = 0; k < i; ++k)
      if (bit(k)) return true;
    return false;
  }

 private:
  buffer<std::uint32_t> words_;
};

// (n + a little, if `more`) * 2^exponent, rounded once to nearest even. n has more bits than a Real.
template <std::floating_point Real> constexpr Real rounded_natural(natural const& n, int exponent, bool more) {
  using limits = std::numeric_limits<Real>;
  int const bits = n.bits();
  if (bits + exponent > limits::max_exponent) return limits::infinity();
  int unit = bits - limits::digits;  // the place of the last bit that is kept
  int const least = limits::min_exponent - limits::digits - exponent;
  if (unit < least) unit = least;
  if (unit > bits) return Real(0);
  uint128 mantissa = 0;
  for (int i = bits - 1; i >= unit; --i) mantissa = mantissa << 1 | (n.bit(i) ? 1u : 0u);
  if (n.bit(unit - 1) && (more || (mantissa & 1) != 0 || n.any_below(unit - 1))) ++mantissa;
  if (bits + exponent == limits::max_exponent && mantissa >> limits::digits != 0) return limits::infinity();
  Real value = static_cast<Real>(mantissa);
  for (int k = exponent + unit; k > 0; --k) value *= 2;
  for (int k = exponent + unit; k < 0; ++k) value /= 2;
  return value;
}

}  // namespace detail

template <std::floating_point Real> constexpr Real nearest_floating(std::string_view digits, int exponent) {
  using limits = std::numeric_limits<Real>;
  detail::natural n;
  for (char const c : digits) n.multiply_add(10, static_cast<std::uint32_t>(c - '0'));
  int const count = static_cast<int>(digits.size());
  if (n.bits() == 0 || exponent < limits::min_exponent10 - limits::digits10 - 2 - count) return Real(0);
  if (exponent > limits::max_exponent10) return limits::infinity();
  // Room for the bits of a Real above and, so that ties are seen, two more below.
  int words = limits::digits / 32 + 2;
  for (int k = exponent; k < 0; k += 9) ++words;
  n.shift_words(words);
  bool more = false;
  for (; exponent > 0; --exponent) n.multiply_add(10, 0);
  for (; exponent <= -9; exponent += 9) more = n.divide(1000000000u) != 0 || more;
  for (; exponent < 0; ++exponent) more = n.divide(10) != 0 || more;
  return detail::rounded_natural<Real>(n, -32 * words, more);
}

}  // namespace calx
