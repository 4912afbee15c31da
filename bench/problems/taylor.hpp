// SPDX-License-Identifier: Apache-2.0
// The Taylor coefficients up to order N of exp(sin(x)) + 1/(1 + x^2) about any point.
//
// By hand: the derivatives of the sine in closed form, k e_k = sum of j s_j e_(k - j), and the recurrence of three terms of the
// quotient.
#pragma once

#include <calx/calx.hpp>

#if __has_include(<boost/math/differentiation/autodiff.hpp>)
#include <boost/math/differentiation/autodiff.hpp>
#define CALX_BENCH_BOOST_AUTODIFF
#endif

#include <array>
#include <cmath>

template <int Order> struct taylor_series {
  using point = double;
  using outcome = std::array<double, static_cast<std::size_t>(Order + 1)>;
  static constexpr double at = 0.7;

  static constexpr auto formula(auto const& x, auto const& one) { return exp(sin(x)) + one / (one + x * x); }

  [[gnu::noinline]] static outcome by_calx(point const& a) {
    using namespace calx::literals;
    constexpr auto x = calx::var<"x">;
    return taylor_coefficients<Order>(formula(x, 1_c), x)(x = a);
  }

  [[gnu::noinline]] static outcome by_hand(point const& a) {
    double s[Order + 1], e[Order + 1], q[Order + 1];
    double const derivatives[] = {std::sin(a), std::cos(a), -std::sin(a), -std::cos(a)};
    double factor = 1;
    for (int k = 0; k <= Order; factor /= ++k) s[k] = k * derivatives[k % 4] * factor;
    e[0] = std::exp(derivatives[0]);
    for (int k = 1; k <= Order; ++k) {
      double sum = 0;
      for (int j = 1; j <= k; ++j) sum += s[j] * e[k - j];
      e[k] = sum / k;
    }
    q[0] = 1 / (1 + a * a);
    for (int k = 1; k <= Order; ++k) q[k] = -(2 * a * q[k - 1] + (k > 1 ? q[k - 2] : 0)) * q[0];
    outcome result{};
    for (int k = 0; k <= Order; ++k) result[static_cast<std::size_t>(k)] = e[k] + q[k];
    return result;
  }

#ifdef CALX_BENCH_BOOST_AUTODIFF
  [[gnu::noinline]] static outcome by_boost(point const& a) {
    auto const y = formula(boost::math::differentiation::make_fvar<double, Order>(a), 1.0);
    outcome result{};
    for (int k = 0; k <= Order; ++k) result[static_cast<std::size_t>(k)] = y.at(static_cast<std::size_t>(k));
    return result;
  }
#endif
};
