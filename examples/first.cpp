// SPDX-License-Identifier: Apache-2.0
// The program in README.md.
#include <calx/calx.hpp>

#include <cstdio>

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;
constexpr auto f = sin(x) * exp(-y * y);

static_assert(derivative(f, x) == cos(x) * exp(-y * y));  // proved while compiling

int main() {
  std::printf("%s\n", to_string(derivative(f, y)).c_str());
  auto const [value, slope] = value_and_gradient(f, x, y)(x = 1.0, y = 0.5);
  std::printf("%.6f, gradient (%.6f, %.6f)\n", value, slope[0], slope[1]);
}
