// SPDX-License-Identifier: Apache-2.0
// NIST's Rat43, b1/(1 + exp(b2 - b3 x))^(1/b4), written naively: value and the four partials.
// By hand: optimised as in the documentation of a well-known solver, with each power, exponential and quotient taken once.
#pragma once

#include <calx/core.hpp>

#include <array>
#include <cmath>

namespace rat43 {

using point = std::array<double, 5>;  // b1, b2, b3, b4, x
using outcome = calx::value_and_gradient_result<double, std::array<double, 4>>;
inline constexpr point at{699.6, 5.277, 0.7596, 1.279, 9.0};

constexpr auto b1 = calx::var<"b1">;
constexpr auto b2 = calx::var<"b2">;
constexpr auto b3 = calx::var<"b3">;
constexpr auto b4 = calx::var<"b4">;
constexpr auto x = calx::var<"x">;
constexpr auto f = b1 / pow(1 + exp(b2 - b3 * x), 1 / b4);
constexpr auto g = calx::fixed<f>;

[[gnu::noinline]] inline outcome by_calx(point const& p) {
  return value_and_gradient(g, b1, b2, b3, b4)(b1 = p[0], b2 = p[1], b3 = p[2], b4 = p[3], x = p[4]);
}
[[gnu::noinline]] inline outcome captured_by_calx(point const& p) {
  return value_and_gradient(f, b1, b2, b3, b4)(b1 = p[0], b2 = p[1], b3 = p[2], b4 = p[3], x = p[4]);
}

[[gnu::noinline]] inline outcome by_hand(point const& p) {
  double const t2 = std::exp(p[1] - p[2] * p[4]), t3 = 1 + t2, inverse = 1 / p[3], t5 = std::pow(t3, -inverse);
  double const value = p[0] * t5, t8 = value * inverse, by_b2 = -t8 * t2 / t3;
  return {value, {t5, by_b2, -p[4] * by_b2, t8 * inverse * std::log(t3)}};
}

template <class T> T formula(std::array<T, 4> const& p) {
  using std::exp, std::pow;
  return p[0] / pow(1.0 + exp(p[1] - p[2] * at[4]), 1.0 / p[3]);
}

}  // namespace rat43
