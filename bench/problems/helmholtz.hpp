// SPDX-License-Identifier: Apache-2.0
// The Helmholtz energy of a mixed fluid in 8 variables (A. Griewank 1989), value and gradient:
//
//   R T sum x_i log(x_i/(1 - b.x)) - x.A x/(sqrt(8) b.x) log((1 + (1 + sqrt 2) b.x)/(1 + (1 - sqrt 2) b.x))
#pragma once

#include <calx/core.hpp>

#include <array>
#include <cmath>

namespace helmholtz {

using point = std::array<double, 8>;
using outcome = calx::value_and_gradient_result<double, std::array<double, 8>>;
inline constexpr point at{0.06, 0.11, 0.08, 0.13, 0.05, 0.12, 0.07, 0.09};

inline constexpr double RT = 2.47, root_8 = 2.8284271247461900976, plus = 2.4142135623730950488,
                        minus = -0.41421356237309504880;
inline constexpr std::array<double, 8> b{0.31, 0.42, 0.27, 0.55, 0.38, 0.61, 0.33, 0.47};
inline constexpr std::array<std::array<double, 8>, 8> A = [] {
  std::array<std::array<double, 8>, 8> a{};
  for (std::size_t i = 0; i < 8; ++i)
    for (std::size_t j = 0; j < 8; ++j) a[i][j] = 1.0 / static_cast<double>(1 + i + j) + (i == j ? 0.5 : 0.0);
  return a;
}();

template <class Vector> constexpr auto formula(Vector const& x) {
  using std::log;
  auto bx = b[0] * x[0], xAx = 0.0 * x[0];
  for (std::size_t i = 1; i < 8; ++i) bx = bx + b[i] * x[i];
  for (std::size_t i = 0; i < 8; ++i) {
    auto row = A[i][0] * x[0];
    for (std::size_t j = 1; j < 8; ++j) row = row + A[i][j] * x[j];
    xAx = xAx + x[i] * row;
  }
  auto sum = x[0] * log(x[0] / (1.0 - bx));
  for (std::size_t i = 1; i < 8; ++i) sum = sum + x[i] * log(x[i] / (1.0 - bx));
  return RT * sum - xAx / (root_8 * bx) * log((1.0 + plus * bx) / (1.0 + minus * bx));
}

constexpr auto v = calx::vec<"x", 8>;
constexpr auto f = calx::trace<[](auto const& x) { return formula(x); }>(v);

[[gnu::noinline]] inline outcome by_calx(point const& p) { return value_and_gradient(f, v)(v = p); }

// A is symmetric: the gradient of x.A x is 2 A x.
[[gnu::noinline]] inline outcome by_hand(point const& x) {
  double bx = 0, xAx = 0, sum = 0, total = 0;
  std::array<double, 8> Ax, logs;
  for (std::size_t i = 0; i < 8; ++i) bx += b[i] * x[i];
  for (std::size_t i = 0; i < 8; ++i) {
    double row = 0;
    for (std::size_t j = 0; j < 8; ++j) row += A[i][j] * x[j];
    Ax[i] = row;
    xAx += x[i] * row;
  }
  double const inverse = 1 / (1 - bx);
  for (std::size_t i = 0; i < 8; ++i) {
    logs[i] = std::log(x[i] * inverse);
    sum += x[i] * logs[i];
    total += x[i];
  }
  double const p = 1 + plus * bx, m = 1 + minus * bx, ratio = std::log(p / m), scale = 1 / (root_8 * bx), q = xAx * scale;
  // d/d(bx): RT total/(1 - bx) + q/bx ratio - q (plus/p - minus/m), and plus m - minus p = plus - minus = root_8
  double const by_bx = RT * total * inverse + q * (ratio / bx - root_8 / (p * m)), twice = 2 * scale * ratio;
  outcome r;
  r.value = RT * sum - q * ratio;
  for (std::size_t i = 0; i < 8; ++i) r.gradient[i] = RT * (logs[i] + 1) + by_bx * b[i] - twice * Ax[i];
  return r;
}

}  // namespace helmholtz
