// SPDX-License-Identifier: Apache-2.0
// A model in a header: its formula, which its users may differentiate themselves, and a function that is compiled once,
// in wave.cpp. A user of the header alone pays for calx/core.hpp and the formula, not for the derivatives.
#pragma once

#include <calx/core.hpp>

#include <array>

namespace waves {

inline constexpr auto x = calx::var<"x">;
inline constexpr auto t = calx::var<"t">;
inline constexpr auto formula = exp(-x * x) * sin(3 * x - 2 * t);

// The numbers 3 and 2 become constants of the function, and its symbol is the formula's name.
inline constexpr auto fixed = calx::fixed<formula>;

// The other way to a short name: a type of one's own. The formula has no bare numbers, or they would be lost: model{} is empty.
using namespace calx::literals;
struct model : decltype(exp(-x * x) * sin(3_c * x - 2_c * t)){};

struct local {
  double value;
  std::array<double, 2> slope;
  std::array<std::array<double, 2>, 2> curvature;
};
local wave(double at_x, double at_t);

}  // namespace waves
