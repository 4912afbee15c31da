// SPDX-License-Identifier: Apache-2.0
// A small function with its gradient and Hessian, evaluated.
#include <calx/core.hpp>

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;
constexpr auto f = sin(x) * exp(-y * y) + x * y;

double evaluated(double a, double b) {
  auto const all = value_gradient_hessian(f, x, y)(x = a, y = b);
  return f(x = a, y = b) + all.value + all.gradient[0] + all.gradient[1] + all.hessian[0][1];
}
