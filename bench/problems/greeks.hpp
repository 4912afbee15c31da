// SPDX-License-Identifier: Apache-2.0
// S Phi(d1) - K Phi(d2), the price of a call without interest, with Phi by erfc: all 34 partial derivatives of orders 1 to 3 in
// S, K, v, T, in one schedule.
#pragma once

#include <calx/calx.hpp>

#if __has_include(<boost/math/differentiation/autodiff.hpp>)
#include <boost/math/differentiation/autodiff.hpp>
#define CALX_BENCH_BOOST_AUTODIFF
#endif

#include <array>
#include <cmath>

namespace greeks {

using namespace calx::literals;

using point = std::array<double, 4>;
using outcome = std::array<double, 34>;
inline constexpr point at{105, 100, 0.2, 0.5};

constexpr auto S = calx::var<"S">;
constexpr auto K = calx::var<"K">;
constexpr auto v = calx::var<"v">;
constexpr auto T = calx::var<"T">;

constexpr auto price(auto const& s, auto const& k, auto const& vol, auto const& t, auto const& half, auto const& root_half) {
  auto const normal = [&](auto const& z) { return half * erfc(-z * root_half); };
  auto const width = vol * sqrt(t);
  auto const d1 = log(s / k) / width + width * half;
  return s * normal(d1) - k * normal(d1 - width);
}
constexpr auto call = price(S, K, v, T, 0.5_c, 1_c / sqrt(2_c));
constexpr auto partials_of_call = all_partials<3>(call, S, K, v, T);

[[gnu::noinline]] inline outcome by_calx(point const& p) { return partials_of_call(S = p[0], K = p[1], v = p[2], T = p[3]); }

#ifdef CALX_BENCH_BOOST_AUTODIFF
[[gnu::noinline]] inline outcome by_boost(point const& p) {
  using namespace boost::math::differentiation;
  auto const variables = make_ftuple<double, 3, 3, 3, 3>(p[0], p[1], p[2], p[3]);
  auto const y = price(std::get<0>(variables), std::get<1>(variables), std::get<2>(variables), std::get<3>(variables), 0.5,
                       0.70710678118654752440);
  outcome result{};
  std::size_t next = 0;
  for (auto const& [s, k, vol, t] : partials_of_call.indices())
    result[next++] = y.derivative(static_cast<std::size_t>(s), static_cast<std::size_t>(k), static_cast<std::size_t>(vol),
                                  static_cast<std::size_t>(t));
  return result;
}
#endif

}  // namespace greeks
