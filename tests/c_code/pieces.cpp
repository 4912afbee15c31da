// SPDX-License-Identifier: Apache-2.0
#include "program.hpp"

namespace {

using namespace calx::literals;
using c_code::x, c_code::y;
constexpr auto third = calx::constant<1, 3>;

constexpr auto chosen =
    value_and_gradient(where(x < y && !(x < 0), sqrt(x) * y, where(x == y || y <= -1, exp(y), third)), x, y);
constexpr auto extremes = value_and_gradient(min(x, y) * max(x, 2.5) + abs(y) * sign(x) + min(x, -third), x, y);
constexpr auto whole_powers = value_and_gradient(pow(x, 7) + pow(x, -2) * y + calx::pow<5>(y), x, y);
constexpr auto spelled = calx::as_written(calx::pow<-3>(x) - (third - (-2_c)) * (x / (7_c / 11)) * calx::pow<4>(y) - -x);

}  // namespace

void c_code::print_pieces() {
  check_plane<"chosen">(chosen, -2, 2);
  check_plane<"extremes">(extremes, -4, 4);
  check_plane<"whole_powers">(whole_powers, -4, 4);
  check_plane<"spelled">(spelled, -3, 3);
}
