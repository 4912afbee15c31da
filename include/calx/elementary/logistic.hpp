// SPDX-License-Identifier: Apache-2.0
//
// sigmoid(x) = 1/(1 + e^-x) and its integral softplus(x) = log(1 + e^x): 0.5 ulp down to underflow, no overflow on the
// way. With u = e^-|x|: sigmoid = 1/(1 + u) or u/(1 + u), softplus = max(x, 0) + log1p(u). Cost: exp's, and log's for
// softplus.
#pragma once

#include <calx/elementary/exponential.hpp>
#include <calx/elementary/logarithm.hpp>

namespace calx::elementary {

namespace detail {

// Below 2^-200 u doesn't matter beside 1, nor u^2 beside u.
inline constexpr int negligible_exponent = -200;

}  // namespace detail

template <real T> constexpr T sigmoid(T x) {
  if (is_nan(x)) return not_a_number<T>;
  if (is_infinite(x)) return x > 0 ? T(1) : T(0);
  using W = working<T>;
  auto const [value, exponent] = exp(pair<W>(-static_cast<W>(absolute(x))));
  if (exponent < detail::negligible_exponent) return x < 0 ? rounded<T>(value, exponent) : T(1);
  pair<W> const one_plus = scaled(value, power_of_two<W>(exponent)) + 1;
  return x < 0 ? rounded<T>(value / one_plus, exponent) : rounded<T>(pair<W>(1) / one_plus);
}

template <real T> constexpr T softplus(T x) {
  if (is_nan(x)) return not_a_number<T>;
  if (is_infinite(x)) return x > 0 ? x : T(0);
  using W = working<T>;
  auto const [value, exponent] = exp(pair<W>(-static_cast<W>(absolute(x))));
  if (exponent < detail::negligible_exponent) return x < 0 ? rounded<T>(value, exponent) : x;
  pair<W> const result = log1p(scaled(value, power_of_two<W>(exponent)));
  return rounded<T>(x < 0 ? result : result + static_cast<W>(x));
}

}  // namespace calx::elementary
