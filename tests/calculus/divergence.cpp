// SPDX-License-Identifier: Apache-2.0
#include <calx/calculus/divergence.hpp>
#include <calx/calculus/gradient.hpp>
#include <calx/calculus/laplacian.hpp>
#include <calx/calculus/prove.hpp>
#include <calx/evaluate/evaluate.hpp>
#include <calx/expression/trace.hpp>

#include <boost/test/unit_test.hpp>

#include <array>

BOOST_AUTO_TEST_SUITE(divergences)

namespace {

using namespace calx::literals;

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;
constexpr auto z = calx::var<"z">;
constexpr auto v = calx::vec<"v", 3>;

constexpr bool known_ones() {
  constexpr auto square_of_radius = x * x + y * y;
  constexpr auto f = exp(x * y) * sin(z);
  constexpr auto slope = gradient(f, x, y, z);
  return divergence(calx::vector(x, y, z), x, y, z) == 3 && divergence(calx::vector(-y, x), x, y) == 0 &&
         divergence(calx::vector(x / square_of_radius, y / square_of_radius), x, y) == 0 &&
         divergence(calx::vector(sin(x)), x) == cos(x) &&
         divergence(calx::vector(get<0>(slope), get<1>(slope), get<2>(slope)), x, y, z) == laplacian(f, x, y, z);
}
static_assert(known_ones());

constexpr bool values_and_numbers() {
  constexpr auto scaled = [](double a, double b) { return divergence(calx::vector(a * x * y, b * y * y), x, y); };
  constexpr auto field = calx::trace<[](auto const& p) { return std::array{p[0] * p[1], p[1] * p[1], p[0] * p[2]}; }>;
  return scaled(2, 3)(x = 1.0, y = 5.0) == 40.0 && scaled(1, 2) == 5 * y &&
         divergence(field(v), v)(v = std::array{2.0, 3.0, 5.0}) == 3.0 + 6.0 + 2.0;
}
static_assert(values_and_numbers());

}  // namespace

BOOST_AUTO_TEST_CASE(checked) {
  BOOST_TEST(known_ones());
  BOOST_TEST(values_and_numbers());
}

BOOST_AUTO_TEST_SUITE_END()
