// SPDX-License-Identifier: Apache-2.0
#include "program.hpp"

namespace {

using c_code::x, c_code::y;

constexpr auto power = gradient(pow(x, y), x, y);
constexpr auto with_numbers = gradient(-0.1 * exp(-2.5 * x) + 1e300 * y - x / -3 + calx::constant<1, 3> * square(x), x, y);
constexpr auto errors = gradient(erf(x) * y, x, y);
constexpr auto soft = value_and_gradient(softplus(x * y) + sigmoid(x) + tanh(y), x, y);
constexpr auto extremes = value_and_gradient(min(x, y) * max(x, 2.5) + abs(y) * sign(x) + pow(y, -2), x, y);
constexpr auto functions =
    expm1(x) + log1p(y) + asin(x) + atan(x) + asinh(y) + cbrt(x) + hypot(x, y) + sin(x) * cos(y) * tanh(x);

}  // namespace

void c_code::print_floats() {
  check_plane<"power_float", float>(power, -1, 5);
  check_plane<"numbers_float", float>(with_numbers, -4, 4);
  check_plane<"errors_float", float>(errors, -3, 3);
  check_plane<"soft", double>(soft, -40, 40);
  check_plane<"soft_float", float>(soft, -40, 40);
  check_plane<"extremes_float", float>(extremes, -4, 4);
  check_plane<"functions", double>(functions, -1, 3);
  check_plane<"functions_float", float>(functions, -1, 3);
}
