// SPDX-License-Identifier: Apache-2.0
// The product of ten variables: value and gradient. By hand: prefixes times suffixes, 25 multiplications.
#pragma once

#include <calx/core.hpp>

#include <array>

namespace product {

using point = std::array<double, 10>;
using outcome = calx::value_and_gradient_result<double, std::array<double, 10>>;
inline constexpr point at{1.5, -0.75, 2.25, 0.5, 1.125, -3.0, 0.875, 1.75, -0.625, 2.0};

template <class Vector> constexpr auto formula(Vector const& v) {
  auto p = v[0];
  for (std::size_t i = 1; i < v.size(); ++i) p = p * v[i];
  return p;
}

constexpr auto v = calx::vec<"v", 10>;
constexpr auto f = calx::trace<[](auto const& p) { return formula(p); }>(v);

[[gnu::noinline]] inline outcome by_calx(point const& p) { return value_and_gradient(f, v)(v = p); }

[[gnu::noinline]] inline outcome by_hand(point const& p) {
  outcome r;
  std::array<double, 10> prefix;  // prefix[i] = p[0] ... p[i]
  prefix[0] = p[0];
  for (std::size_t i = 1; i < 10; ++i) prefix[i] = prefix[i - 1] * p[i];
  r.value = prefix[9];
  double suffix = p[9];
  r.gradient[9] = prefix[8];
  for (std::size_t i = 8; i > 0; --i) {
    r.gradient[i] = prefix[i - 1] * suffix;
    suffix *= p[i];
  }
  r.gradient[0] = suffix;
  return r;
}

}  // namespace product
