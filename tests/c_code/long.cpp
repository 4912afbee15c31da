// SPDX-License-Identifier: Apache-2.0
// Long enough for several chunks, between which values go through shared slots.
#include "program.hpp"

namespace {

constexpr auto u = calx::vec<"u", 64>;

constexpr auto rosenbrock_code = [](auto const& z) {
  auto sum = square(1 - z[0]);
  for (std::size_t i = 1; i < z.size(); ++i) sum = sum + 100 * square(z[i] - square(z[i - 1])) + square(1 - z[i]);
  return sum;
};
constexpr auto rosenbrock = gradient(calx::trace<rosenbrock_code>(u), u);
static_assert(calx::program_of<decltype(rosenbrock)>.shared > 0);

}  // namespace

void c_code::print_long() {
  print_check<"rosenbrock">(rosenbrock, {64}, -2, 2, [](auto const* p) { return rosenbrock(u = std::vector(p, p + 64)); });
}
