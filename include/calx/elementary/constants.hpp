// SPDX-License-Identifier: Apache-2.0
//
// Constants as pairs, and the tables of coefficients that several functions share.
// The digits: with mpmath.workprec(400): hi = round(x, p), lo = round(x - hi, p), p = 53 and 64, printed as
// hexadecimals.
#pragma once

#include <calx/elementary/pair.hpp>

namespace calx::elementary {

namespace detail {

template <real T> constexpr pair<T> choose(pair<double> for_double, pair<long double> for_long_double) {
  if constexpr (precision<T> == 53) return {static_cast<T>(for_double.hi), static_cast<T>(for_double.lo)};
  else return {for_long_double.hi, for_long_double.lo};
}

}  // namespace detail

template <real T>
inline constexpr pair<T> ln_2 =
    detail::choose<T>({0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56}, {0x1.62e42fefa39ef358p-1L, -0x1.b0e2633fe0684a86p-67L});
template <real T>
inline constexpr pair<T> inverse_ln_2 =
    detail::choose<T>({0x1.71547652b82fep0, 0x1.777d0ffda0d24p-56}, {0x1.71547652b82fe178p0L, -0x1.05e004be5b8b05dcp-65L});
template <real T>
inline constexpr pair<T> inverse_ln_10 =
    detail::choose<T>({0x1.bcb7b1526e50ep-2, 0x1.95355baaafad3p-57}, {0x1.bcb7b1526e50e32ap-2L, 0x1.aadd557d699ee192p-68L});
template <real T>
inline constexpr pair<T> half_pi =
    detail::choose<T>({0x1.921fb54442d18p0, 0x1.1a62633145c07p-54}, {0x1.921fb54442d1846ap0L, -0x1.d9cceba3f91f1976p-66L});
template <real T>
inline constexpr pair<T> two_over_sqrt_pi =
    detail::choose<T>({0x1.20dd750429b6dp0, 0x1.1ae3a914fed8p-56}, {0x1.20dd750429b6d11ap0L, 0x1.c75229fdaffb0d1p-65L});

template <real T> inline constexpr pair<T> pi = scaled(half_pi<T>, 2);

// Below this, f(x) = x + O(x^2) is x to 2^-11 ulp, and lo parts would be near the end of the exponent range.
template <real T> inline constexpr T tiny = power_of_two<T>(-precision<T> - 12);

// The number of terms that a series needs for 53 and for 64 bits.
template <real T> constexpr int by_precision(int for_53, int for_64) { return precision<T> == 53 ? for_53 : for_64; }

template <real T, unsigned N> struct table {
  pair<T> entries[N];
  constexpr pair<T>& operator[](int i) { return entries[i]; }
  constexpr pair<T> const& operator[](int i) const { return entries[i]; }
};

namespace detail {

template <real T> constexpr auto make_inverse_factorials() {
  table<T, 34> result{};
  result[0] = T(1);
  for (int n = 1; n < 34; ++n) result[n] = result[n - 1] / static_cast<T>(n);
  return result;
}

template <real T> constexpr auto make_odd_reciprocals() {
  table<T, 26> result{};
  for (int n = 0; n < 26; ++n) result[n] = pair<T>(1) / static_cast<T>(2 * n + 1);
  return result;
}

}  // namespace detail

// 1/n! and 1/(2n + 1).
template <real T> inline constexpr auto inverse_factorials = detail::make_inverse_factorials<T>();
template <real T> inline constexpr auto odd_reciprocals = detail::make_odd_reciprocals<T>();

}  // namespace calx::elementary
