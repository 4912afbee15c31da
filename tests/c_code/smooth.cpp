// SPDX-License-Identifier: Apache-2.0
#include "program.hpp"

namespace {

using namespace calx::literals;
using c_code::x, c_code::y;
constexpr auto K = calx::var<"K">;
constexpr auto S = calx::var<"S">;
constexpr auto T = calx::var<"T">;
constexpr auto a = calx::var<"a">;
constexpr auto r = calx::var<"r">;

constexpr auto call() {
  auto const normal = [](auto const& z) { return 0.5_c * erfc(-z / sqrt(2_c)); };
  auto const d1 = (log(S / K) + (r + square(a) / 2_c) * T) / (a * sqrt(T));
  return S * normal(d1) - K * exp(-r * T) * normal(d1 - a * sqrt(T));
}
constexpr auto price = value_and_gradient(call(), S, K, T, r, a);
constexpr auto power = value_gradient_hessian(pow(x, y), x, y);
constexpr auto angle = value_gradient_hessian(atan2(y, x), x, y);
constexpr auto with_numbers = value_and_gradient(-0.1 * exp(-2.5 * x) + 1e300 * y - x / -3 - 1e-310 * square(x), x, y);
constexpr auto errors = value_gradient_hessian(erf(x * y) - erfc(x + y), x, y);
constexpr auto logarithms = value_and_gradient(exp2(x) + log2(y) + log10(y) + tan(x) + acos(y) + acosh(y) + atanh(x), x, y);
constexpr auto slopes = calx::vector(derivative(tanh(y), y), derivative(pow(x, y), x));  // without the functions themselves

}  // namespace

void c_code::print_smooth() {
  print_check<"price">(price, {0, 0, 0, 0, 0}, 0.1, 2,
                       [](auto const* p) { return price(K = p[0], S = p[1], T = p[2], a = p[3], r = p[4]); });
  check_plane<"power">(power, -1, 5);
  check_plane<"angle">(angle, -4, 4);
  check_plane<"with_numbers">(with_numbers, -4, 4);
  check_plane<"errors">(errors, -3, 3);
  check_plane<"logarithms">(logarithms, -1, 3);
  check_plane<"slopes">(slopes, -1, 3);
}
