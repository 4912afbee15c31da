// SPDX-License-Identifier: Apache-2.0
// The chained Rosenbrock function in N variables: value and gradient.
#pragma once

#include <calx/core.hpp>

#include <array>

template <std::size_t N> struct rosenbrock {
  using point = std::array<double, N>;
  using outcome = calx::value_and_gradient_result<double, std::array<double, N>>;
  static constexpr point at = [] {
    point p{};
    for (std::size_t i = 0; i < N; ++i) p[i] = -1.2 + 0.1 * static_cast<double>(i % 23);
    return p;
  }();

  template <class Vector> static constexpr auto formula(Vector const& p) {
    auto sum = 0.0 * p[0];
    for (std::size_t i = 0; i + 1 < p.size(); ++i) {
      auto const a = p[i + 1] - p[i] * p[i];
      auto const b = 1.0 - p[i];
      sum = sum + 100.0 * a * a + b * b;
    }
    return sum;
  }

  static constexpr auto v = calx::vec<"v", N>;
  static constexpr auto f = calx::trace<[](auto const& p) { return formula(p); }>(v);

  [[gnu::noinline]] static outcome by_calx(point const& p) { return value_and_gradient(f, v)(v = p); }

  [[gnu::noinline]] static outcome by_hand(point const& p) {
    outcome r{};
    for (std::size_t i = 0; i + 1 < N; ++i) {
      double const a = p[i + 1] - p[i] * p[i], b = 1 - p[i];
      r.value += 100 * a * a + b * b;
      r.gradient[i] += -400 * p[i] * a - 2 * b;
      r.gradient[i + 1] = 200 * a;
    }
    return r;
  }
};
