// SPDX-License-Identifier: Apache-2.0
#include <calx/calculus/derivative.hpp>
#include <calx/calculus/laplacian.hpp>
#include <calx/calculus/prove.hpp>
#include <calx/evaluate/evaluate.hpp>
#include <calx/expression/trace.hpp>

#include <boost/test/unit_test.hpp>

#include <array>

BOOST_AUTO_TEST_SUITE(laplacians)

namespace {

using namespace calx::literals;

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;
constexpr auto z = calx::var<"z">;
constexpr auto v = calx::vec<"v", 10>;

constexpr bool known_ones() {
  constexpr auto radius = sqrt(x * x + y * y + z * z);
  constexpr auto f = exp(x * y) * sin(z);
  // The potentials of a charge and of a line charge have none.
  return laplacian(x * x * y * y, x, y) == 2 * y * y + 2 * x * x && laplacian(x * x * y * y, x) == 2 * y * y &&
         laplacian(1 / radius, x, y, z) == 0 && laplacian(log(x * x + y * y), x, y) == 0 &&
         laplacian(exp(x) * cos(y), x, y) == 0 && laplacian(pow<2>(radius), x, y, z) == 6 &&
         laplacian(radius, x, y, z) == 2 / radius && laplacian(z, x, y) == 0 &&
         laplacian(f, x, y, z) == derivative<2>(f, x) + derivative<2>(f, y) + derivative<2>(f, z);
}
static_assert(known_ones());

constexpr bool values_and_numbers() {
  constexpr auto scaled = [](double a, double b) { return laplacian(a * x * x + b * y * y * x, x, y); };
  return scaled(2, 3)(x = 5.0, y = 1.0) == 34.0 && scaled(1, 0) == 2 && laplacian(laplacian(x * x * y * y, x, y), x, y) == 8;
}
static_assert(values_and_numbers());

// Ten variables: by edge pushing, not by forward sweeps.
constexpr auto quartic = calx::trace<[](auto const& p) {
  auto sum = 0 * p[0];
  for (std::size_t i = 0; i < p.size(); ++i) sum += p[i] * p[i] * p[(i + 1) % p.size()] * p[(i + 1) % p.size()];
  return sum;
}>;
static_assert(laplacian(quartic(v), v)(v = std::array{1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0}) == 4 * 385.0);

}  // namespace

BOOST_AUTO_TEST_CASE(checked) {
  BOOST_TEST(known_ones());
  BOOST_TEST(values_and_numbers());
}

BOOST_AUTO_TEST_SUITE_END()
