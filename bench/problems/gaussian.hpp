// SPDX-License-Identifier: Apache-2.0
// The Gaussian log-likelihood of one observation: value and gradient in mean and standard deviation.
#pragma once

#include <calx/core.hpp>

#include <array>
#include <cmath>

namespace gaussian {

using namespace calx::literals;

using point = std::array<double, 3>;  // the observation, mu, sigma
using outcome = calx::value_and_gradient_result<double, std::array<double, 2>>;
inline constexpr point at{1.7, 0.4, 1.3};

constexpr auto x = calx::var<"x">;
constexpr auto mu = calx::var<"mu">;
constexpr auto sigma = calx::var<"sigma">;
constexpr auto f = -log(2_c * calx::pi) / 2_c - log(sigma) - pow<2>((x - mu) / sigma) / 2_c;
constexpr auto with_numbers = -0.91893853320467274178 - log(sigma) - 0.5 * pow<2>((x - mu) / sigma);

[[gnu::noinline]] inline outcome by_calx(point const& p) {
  return value_and_gradient(f, mu, sigma)(x = p[0], mu = p[1], sigma = p[2]);
}

[[gnu::noinline]] inline outcome captured_by_calx(point const& p) {
  return value_and_gradient(with_numbers, mu, sigma)(x = p[0], mu = p[1], sigma = p[2]);
}

[[gnu::noinline]] inline outcome by_hand(point const& p) {
  double const inverse = 1 / p[2], z = (p[0] - p[1]) * inverse, by_mu = z * inverse;
  return {-0.91893853320467274178 - std::log(p[2]) - 0.5 * z * z, {by_mu, z * by_mu - inverse}};
}

template <class T> T formula(std::array<T, 2> const& p) {
  using std::log;
  T const z = (at[0] - p[0]) / p[1];
  return -0.91893853320467274178 - log(p[1]) - 0.5 * z * z;
}

}  // namespace gaussian
