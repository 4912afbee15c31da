// SPDX-License-Identifier: Apache-2.0
// rational_root(x, n): the real n-th root of x for n >= 1, where that is a rational; else inexact. An even root of a negative
// number is inexact, an odd one negative. Cost: 128/n trials, of n products each.
//
// rational_power(x, y): x^y for x >= 0, or a whole y, likewise: 4^(3/2) = 8. Denominators of y up to 64, |y| up to 128.
#pragma once

#include <calx/core/rational.hpp>

namespace calx {

namespace detail {

// r^n <= x, for r, x >= 0?
constexpr bool power_is_at_most(int128 r, int n, int128 x) {
  int128 power = 1;
  for (int i = 0; i < n; ++i)
    if (__builtin_mul_overflow(power, r, &power) || power > x) return false;
  return true;
}
// The n-th root of x >= 0, or -1.
constexpr int128 whole_root(int128 x, int n) {
  int128 root = 0;
  for (int bit = 126 / n; bit >= 0; --bit)
    if (int128 const next = root | static_cast<int128>(1) << bit; power_is_at_most(next, n, x)) root = next;
  int128 power = 1;
  for (int i = 0; i < n; ++i) power *= root;
  return power == x ? root : -1;
}

}  // namespace detail

constexpr rational rational_root(rational const& x, int n) {
  if (!x.exact() || n < 1 || (x.is_negative() && n % 2 == 0)) return rational::inexact();
  rational const size = x.magnitude();
  int128 const above = detail::whole_root(size.numerator(), n), below = detail::whole_root(size.denominator(), n);
  if (above < 0 || below < 0) return rational::inexact();
  return rational(x.is_negative() ? -above : above, below);
}

constexpr rational rational_power(rational const& x, rational const& y) {
  if (!x.exact() || !y.exact() || y.denominator() > 64 || y.magnitude() > rational(128)) return rational::inexact();
  if ((x.is_negative() && !y.is_integer()) || (x.is_zero() && y.is_negative())) return rational::inexact();
  rational const root = rational_root(x, static_cast<int>(y.denominator()));
  rational const factor = y.is_negative() ? root.reciprocal() : root;
  rational result(1);
  for (int128 i = y.magnitude().numerator(); i > 0 && result.exact(); --i) result *= factor;
  return result;
}

}  // namespace calx
