// SPDX-License-Identifier: Apache-2.0
// A network of 2 inputs, two layers of 8 tanh neurons and one linear output: half the squared error of one sample, with its
// gradient in all 105 weights. The weights of a neuron lie together, its bias last.
#pragma once

#include <calx/core.hpp>

#include <array>
#include <cmath>

namespace network {

inline constexpr std::size_t weights = 8 * 3 + 8 * 9 + 9;
using point = std::array<double, weights>;
using outcome = calx::value_and_gradient_result<double, std::array<double, weights>>;
inline constexpr point at = [] {
  point p{};
  for (std::size_t i = 0; i < weights; ++i) p[i] = 0.05 * static_cast<double>((i * 37) % 41) - 1;
  return p;
}();
inline constexpr double input[2] = {0.6, -0.35}, target = 0.25;

template <class Vector> constexpr auto formula(Vector const& w, auto const& x1, auto const& x2, auto const& y) {
  using std::tanh;
  using number = std::remove_cvref_t<decltype(w[0] * x1)>;
  std::array<number, 8> first{}, second{};
  for (std::size_t i = 0; i < 8; ++i) first[i] = tanh(w[3 * i] * x1 + w[3 * i + 1] * x2 + w[3 * i + 2]);
  for (std::size_t i = 0; i < 8; ++i) {
    number sum = w[24 + 9 * i + 8] + 0.0;
    for (std::size_t j = 0; j < 8; ++j) sum = sum + w[24 + 9 * i + j] * first[j];
    second[i] = tanh(sum);
  }
  number out = w[104] + 0.0;
  for (std::size_t i = 0; i < 8; ++i) out = out + w[96 + i] * second[i];
  return 0.5 * (out - y) * (out - y);
}

constexpr auto w = calx::vec<"w", static_cast<int>(weights)>;
constexpr auto x1 = calx::var<"x1">;
constexpr auto x2 = calx::var<"x2">;
constexpr auto y = calx::var<"y">;
constexpr auto f = calx::trace<[](auto const&... arguments) { return formula(arguments...); }>(w, x1, x2, y);

[[gnu::noinline]] inline outcome by_calx(point const& p) {
  return value_and_gradient(f, w)(w = p, x1 = input[0], x2 = input[1], y = target);
}

// tanh' = 1 - tanh^2 as everybody writes it.
[[gnu::noinline]] inline outcome by_hand(point const& p) {
  std::array<double, 8> first, second, adjoint{};
  for (std::size_t i = 0; i < 8; ++i) first[i] = std::tanh(p[3 * i] * input[0] + p[3 * i + 1] * input[1] + p[3 * i + 2]);
  double out = p[104];
  for (std::size_t i = 0; i < 8; ++i) {
    double const* const row = &p[24 + 9 * i];
    double sum = row[8];
    for (std::size_t j = 0; j < 8; ++j) sum += row[j] * first[j];
    second[i] = std::tanh(sum);
    out += p[96 + i] * second[i];
  }
  double const error = out - target;
  outcome r;
  r.value = 0.5 * error * error;
  r.gradient[104] = error;
  for (std::size_t i = 0; i < 8; ++i) {
    r.gradient[96 + i] = error * second[i];
    double const delta = error * p[96 + i] * (1 - second[i] * second[i]);
    r.gradient[24 + 9 * i + 8] = delta;
    for (std::size_t j = 0; j < 8; ++j) {
      r.gradient[24 + 9 * i + j] = delta * first[j];
      adjoint[j] += delta * p[24 + 9 * i + j];
    }
  }
  for (std::size_t i = 0; i < 8; ++i) {
    double const delta = adjoint[i] * (1 - first[i] * first[i]);
    r.gradient[3 * i] = delta * input[0];
    r.gradient[3 * i + 1] = delta * input[1];
    r.gradient[3 * i + 2] = delta;
  }
  return r;
}

}  // namespace network
