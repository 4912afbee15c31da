// SPDX-License-Identifier: Apache-2.0
// sin(x) exp(-y^2) + x^3: value and gradient.
#pragma once

#include <calx/core.hpp>

#include <array>
#include <cmath>

namespace wave {

using point = std::array<double, 2>;
using outcome = calx::value_and_gradient_result<double, std::array<double, 2>>;
inline constexpr point at{1.25, -0.5};

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;
constexpr auto f = sin(x) * exp(-y * y) + pow<3>(x);

[[gnu::noinline]] inline outcome by_calx(point const& p) { return value_and_gradient(f, x, y)(x = p[0], y = p[1]); }

[[gnu::noinline]] inline outcome by_hand(point const& p) {
  double const s = std::sin(p[0]), c = std::cos(p[0]), e = std::exp(-p[1] * p[1]), square = p[0] * p[0], se = s * e;
  return {se + square * p[0], {c * e + 3 * square, -2 * p[1] * se}};
}

template <class T> T formula(std::array<T, 2> const& p) {
  using std::exp, std::sin;
  return sin(p[0]) * exp(-p[1] * p[1]) + p[0] * p[0] * p[0];
}

}  // namespace wave
