// SPDX-License-Identifier: Apache-2.0
// The smallest user: prints d(x x)/dx at 3, which is 6.
#include <calx/core.hpp>

#include <cstdio>

int main() {
  constexpr auto x = calx::var<"x">;
  double const slope = derivative(x * x, x)(x = 3.0);
  std::printf("%g\n", slope);
  return slope == 6.0 ? 0 : 1;
}
