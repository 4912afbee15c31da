// SPDX-License-Identifier: Apache-2.0
// The same expressions, evaluated by whoever includes this: generic.cpp for any machine, native.cpp for this one.
#pragma once

#include <calx/calx.hpp>

#include "results.hpp"

#include <array>
#include <type_traits>
#include <utility>

namespace two_units {

// Named, as a header should: a lambda as template argument would be another type in each unit.
struct long_function {
  constexpr auto operator()(auto const& p) const {
    auto s = p[0] * p[1];
    for (std::size_t i = 0; i < 38; ++i) {
      auto const a = p[i % 4] * p[(3 * i + 1) % 4] + s / (2 + s * s);
      s = a / (1 + p[(5 * i + 2) % 4] * a * a) + 0.125 * sin(a);
    }
    return s;
  }
};

inline constexpr auto x = calx::var<"x">;
inline constexpr auto y = calx::var<"y">;
inline constexpr auto v = calx::vec<"v", 4>;
inline constexpr auto f = sin(x) * exp(-y * y) + calx::pow<3>(x);
inline constexpr auto traced = calx::trace<long_function{}>(v);
using traced_type = std::remove_const_t<decltype(traced)>;
static_assert(calx::program_of<traced_type>.length > calx::longest_single_chunk);

template <int... I> void const* chunk_of(std::integer_sequence<int, I...>) {
  using calx::detail::chunk, calx::detail::instruction_of;
  return reinterpret_cast<void const*>(
      &chunk<CALX_ARCHITECTURE, calx::program_of<traced_type>.locals, instruction_of<traced_type, I>...>::template run<double>);
}

// In an unnamed namespace, so that each unit has its own.
namespace {
results evaluated(double a, double b, int n) {
  results r;
  std::array const point{a, b, 0.5, 1.5};
  auto const all = value_gradient_hessian(f, x, y)(x = a, y = b);
  r.near = {f(x = a, y = b),    all.value,
            all.gradient[0],    all.gradient[1],
            all.hessian[0][0],  all.hessian[0][1],
            tanh(x)(x = a),     log1p(x)(x = a),
            pow(x, n)(x = a),   (x * y + 1)(x = a, y = b),
            softplus(x)(x = b), hypot(x, y)(x = a, y = b)};
  r.far = {traced(v = point)};
  for (double const slope : gradient(traced, v)(v = point)) r.far.push_back(slope);
  for (double const value : (x * exp(-y * calx::column<"t">))(x = a, y = b, calx::column<"t"> = point)) r.near.push_back(value);
  r.chunk = chunk_of(std::make_integer_sequence<int, calx::chunk_length>{});
  return r;
}
}  // namespace

}  // namespace two_units
