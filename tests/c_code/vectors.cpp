// SPDX-License-Identifier: Apache-2.0
#include "program.hpp"

namespace {

using namespace calx::literals;
using c_code::x;
constexpr auto a = calx::var<"a">;
constexpr auto v = calx::vec<"v", 3>;
constexpr auto w = calx::vec<"w", 6>;
constexpr auto t = calx::column<"t">;

constexpr auto network_code = [](auto const& z, auto const& s) {
  return z[0] * tanh(z[1] * s + z[2]) + z[3] * tanh(z[4] * s + z[5]);
};
constexpr auto network = value_and_gradient(calx::trace<network_code>(w, x), w, x);

constexpr auto functions = calx::vector(v[0_c] * sinh(v[1_c]), cosh(v[2_c]) / v[0_c], calx::pi, v[1_c] - calx::e);
constexpr auto map = value_and_jacobian(functions, v);
constexpr auto elements = exp(v) * x + v[1_c];
constexpr auto decay = value_and_gradient(a * exp(-x * t), a, x);

template <class Real> auto three(Real const* p) { return std::array{p[0], p[1], p[2]}; }
template <class Real> auto six(Real const* p) { return std::array{p[0], p[1], p[2], p[3], p[4], p[5]}; }

}  // namespace

void c_code::print_vectors() {
  print_check<"network">(network, {6, 0}, -3, 3, [](auto const* p) { return network(w = six(p), x = p[6]); });
  print_check<"network_float", float>(network, {6, 0}, -3, 3, [](auto const* p) { return network(w = six(p), x = p[6]); });
  print_check<"map">(map, {3}, -3, 3, [](auto const* p) { return map(v = three(p)); });
  print_check<"elements">(elements, {3, 0}, -3, 3, [](auto const* p) { return elements(v = three(p), x = p[3]); });
  print_check<"decay">(decay, {0, 0, 0}, -3, 3,
                       [](auto const* p) { return decay(a = p[0], t = std::vector{p[1]}, x = p[2])[0]; });
}
