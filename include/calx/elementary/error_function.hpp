// SPDX-License-Identifier: Apache-2.0
//
// erf, erfc, and erf's derivative 2/sqrt(pi) e^(-x^2): 0.5 ulp, subnormal results included.
// |x| < 1: erf's series, the sum of 2/sqrt(pi) (-1)^n x^(2n + 1)/(n! (2n + 1)).
// x >= 1: the trapezoidal rule with step h = 3/8 on an integral for erfc, plus the residue of the pole that it passes,
//   erfc x = hx/pi e^(-x^2) (1/x^2 + 2 sum_{k >= 1} e^(-h^2 k^2)/(x^2 + h^2 k^2)) - 2/(e^(2 pi x/h) - 1),
// whose terms are positive and whose relative error is e^(-pi^2/h^2) = 2^-101. The residue is left out from x = 8,
// before the pole is reached at pi/h = 8.4: there it is worth 2^-97. Goodwin (1949); Chiarella & Reichel (1968). Cost:
// erf below 1 about 15 products of pairs, else 12 divisions and 30 products.
#pragma once

#include <calx/elementary/exponential.hpp>

namespace calx::elementary {

namespace detail {

// 1/(n! (2n + 1))
template <real T> constexpr auto make_erf_coefficients() {
  table<T, 33> result{};
  for (int n = 0; n < 33; ++n) result[n] = inverse_factorials<T>[n] / static_cast<T>(2 * n + 1);
  return result;
}
template <real T> inline constexpr auto erf_coefficients = make_erf_coefficients<T>();

// e^(-9/64)
template <real T>
inline constexpr pair<T> erfc_ratio =
    choose<T>({0x1.bcd553b9d7b62p-1, 0x1.6ad4c353465bp-61}, {0x1.bcd553b9d7b62016p-1L, 0x1.5a986a68cb5f3494p-66L});

template <real T> constexpr pair<T> erf_series(T x) {
  constexpr terms which = {15, by_precision<T>(28, 33)};
  return two_over_sqrt_pi<T> * x * polynomial(erf_coefficients<T>, which, -two_product(x, x));
}

// e^(-h^2 k^2) = q^(k^2), which changes by q^(2k + 1).
template <real T> constexpr auto make_erfc_weights() {
  table<T, 23> result{};
  pair<T> const q_squared = erfc_ratio<T> * erfc_ratio<T>;
  pair<T> change = erfc_ratio<T>;
  result[0] = T(1);
  for (int k = 1; k < 23; ++k) {
    result[k] = result[k - 1] * change;
    change = change * q_squared;
  }
  return result;
}
template <real T> inline constexpr auto erfc_weights = make_erfc_weights<T>();

// 1/x^2 + 2 sum_{k >= 1} e^(-h^2 k^2)/(x^2 + h^2 k^2), from x^2; the smallest terms first.
// From k = 12 on the terms are below 2^-29 of the first, and half of the bits suffice.
template <real T> constexpr pair<T> erfc_sum(pair<T> square) {
  pair<T> sum;
  for (int k = 22; k > 11; --k) sum.hi += erfc_weights<T>[k].hi / (square.hi + static_cast<T>(9 * k * k) / 64);
  for (int k = 11; k > 0; --k) sum = sum + erfc_weights<T>[k] / (square + static_cast<T>(9 * k * k) / 64);
  return scaled(sum, 2) + pair<T>(1) / square;
}

// 2/(e^(16/3 pi x) - 1) for 1 <= x < 8.
template <real T> constexpr pair<T> erfc_residue(T x) {
  auto const [value, exponent] = exp(scaled(half_pi<T> * x, 32) / T(3));
  return pair<T>(2) / (scaled(value, power_of_two<T>(exponent)) + -1);
}

// 1 <= x < 150
template <real T> constexpr scaled_pair<T> erfc_of_large(T x) {
  pair<T> const square = two_product(x, x);
  auto const [value, exponent] = exp(-square);
  pair<T> const main = value * (erfc_sum(square) * x * T(0.1875) / half_pi<T>);
  if (x >= 8) return {main, exponent};
  return {scaled(main, power_of_two<T>(exponent)) - erfc_residue(x), 0};
}

}  // namespace detail

template <real T> constexpr T erf(T x) {
  if (is_nan(x)) return not_a_number<T>;
  if (x == 0) return x;
  using W = working<T>;
  W const size = static_cast<W>(absolute(x));
  if (size < tiny<W>) {
    auto const [mantissa, exponent] = split_exponent(static_cast<W>(x));
    return rounded<T>(two_over_sqrt_pi<W> * mantissa, exponent);
  }
  if (size < 1) return copy_sign(rounded<T>(detail::erf_series(size)), x);
  if (size > 10) return copy_sign(T(1), x);
  auto const [value, exponent] = detail::erfc_of_large(size);
  return copy_sign(rounded<T>(-scaled(value, power_of_two<W>(exponent)) + 1), x);
}

template <real T> constexpr T erfc(T x) {
  if (is_nan(x)) return not_a_number<T>;
  if (x > 150) return T(0);
  if (x < -10) return T(2);
  using W = working<T>;
  if (absolute(x) < 1) return rounded<T>(-detail::erf_series(static_cast<W>(x)) + 1);
  auto const complement = detail::erfc_of_large(static_cast<W>(absolute(x)));
  if (x > 0) return rounded<T>(complement);
  return rounded<T>(-scaled(complement.value, power_of_two<W>(complement.exponent)) + 2);
}

// x^2 exactly; the constant in the pair.
template <real T> constexpr T two_over_sqrt_pi_exp_minus_square(T x) {
  if (is_nan(x)) return not_a_number<T>;
  if (absolute(x) > 150) return T(0);
  using W = working<T>;
  auto const [value, exponent] = exp(-two_product(static_cast<W>(x), static_cast<W>(x)));
  return rounded<T>(value * two_over_sqrt_pi<W>, exponent);
}

}  // namespace calx::elementary
