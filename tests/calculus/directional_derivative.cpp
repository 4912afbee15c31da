// SPDX-License-Identifier: Apache-2.0
#include <calx/calculus/derivative.hpp>
#include <calx/calculus/directional_derivative.hpp>
#include <calx/calculus/operations.hpp>
#include <calx/calculus/prove.hpp>
#include <calx/evaluate/columns.hpp>
#include <calx/evaluate/evaluate.hpp>
#include <calx/expression/array.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <cmath>
#include <type_traits>
#include <vector>

BOOST_AUTO_TEST_SUITE(directional_derivatives)

namespace {

using namespace calx::literals;

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;
constexpr auto v = calx::vec<"v", 3>;
constexpr auto u = calx::vec<"u", 3>;
constexpr auto f = sin(x) * exp(-y * y) + pow<3>(x);
constexpr auto product = calx::trace<[](auto const& p) { return p[0] * p[1] * p[2]; }>;

constexpr bool numbers_and_expressions() {
  constexpr auto along = directional_derivative(x * y, calx::wrt(x, y), 3, 4);
  return along == 3 * y + 4 * x && along(x = 2.0, y = 5.0) == 23.0 &&
         directional_derivative(f, calx::wrt(x), 1) == derivative(f, x) &&
         directional_derivative(f, calx::wrt(y, x), 0_c, 2_c) == 2 * derivative(f, x) &&
         directional_derivative(f, calx::wrt(x, y), sin(y), x) == sin(y) * derivative(f, x) + x * derivative(f, y);
}
static_assert(numbers_and_expressions());

static_assert(directional_derivative(sum(square(v)), calx::wrt(v), u)(v = std::array{1.0, 2.0, 3.0},
                                                                      u = std::array{1.0, 1.0, -1.0}) == 0);
static_assert(directional_derivative(dot(v, v) * x, calx::wrt(v, x), u, 5)(v = std::array{1.0, 2.0, 3.0},
                                                                           u = std::array{1.0, 1.0, 1.0}, x = 2.0) == 94);

// (x, y) along itself: Euler's theorem for a function of degree 2. The direction x is not differentiated.
static_assert(directional_derivative(x * y, calx::wrt(x, y), x, y) == 2 * x * y);
static_assert(directional_derivative(x * y, calx::wrt(x, y), 6, 8) == 2 * directional_derivative(x * y, calx::wrt(x, y), 3, 4),
              "not normalised");
static_assert(directional_derivative(y, calx::wrt(x), 3) == 0);

// The same type with other numbers; those of the function come first.
constexpr auto weighted = [](double k, double a, double b) { return directional_derivative(k * x * y, calx::wrt(x, y), a, b); };
constexpr bool captures_are_carried() {
  static_assert(std::is_same_v<decltype(weighted(1, 2, 3)), decltype(weighted(4, 5, 6))>);
  return weighted(10, 2, 3)(x = 5.0, y = 7.0) == 290.0 && weighted(1, 0, 1) == x && weighted(2, 1, 0) == 2 * y;
}
static_assert(captures_are_carried());

constexpr bool vectors() {
  constexpr auto along = directional_derivative(product(v), calx::wrt(v), u);
  constexpr auto mixed = directional_derivative(x * product(v), calx::wrt(v, x), calx::vector(1, y, 0_c), 2);
  return along(v = std::array{2.0, 3.0, 5.0}, u = std::array{1.0, 10.0, 100.0}) == 15.0 + 100.0 + 600.0 &&
         mixed(v = std::array{2.0, 3.0, 5.0}, x = 7.0, y = 10.0) == 7 * (15.0 + 100.0) + 60.0;
}
static_assert(vectors());

// It is an expression: a second derivative along one direction.
static_assert(directional_derivative(directional_derivative(f, calx::wrt(x, y), 1_c, 2_c), calx::wrt(x, y), 1_c, 2_c) ==
              derivative<2>(f, x) + 4 * derivative(derivative(f, x), y) + 4 * derivative<2>(f, y));
// One sweep: less than the two partial derivatives by themselves.
static_assert(operations(directional_derivative(f, calx::wrt(x, y), x, y)) <= 3 * operations(f));
// The branch not taken does not matter.
static_assert(directional_derivative(where(x > 0, sqrt(x), y* y), calx::wrt(x, y), 1, 1)(x = -1.0, y = 3.0) == 6.0);

}  // namespace

BOOST_AUTO_TEST_CASE(checked) {
  BOOST_TEST(numbers_and_expressions());
  BOOST_TEST(captures_are_carried());
  BOOST_TEST(vectors());
}

BOOST_AUTO_TEST_CASE(differences) {
  constexpr auto along = directional_derivative(f, calx::wrt(x, y), 0.5_c, -2_c);
  for (long double const at : {-1.25L, 0.0L, 0.75L}) {
    auto const line = [&](long double step) { return f(x = at + 0.5L * step, y = 0.5L - 2 * step); };
    long double const difference = (line(1e-5L) - line(-1e-5L)) / 2e-5L;
    BOOST_TEST(std::abs(along(x = at, y = 0.5L) - difference) < 1e-8L);
  }
}

// For each row of the data.
BOOST_AUTO_TEST_CASE(columns) {
  constexpr auto t = calx::column<"t">;
  auto const rows = directional_derivative(y * exp(-x * t), calx::wrt(x, y), 1, 2)(x = 0.5, y = 3.0, t = std::vector{0.0, 1.0});
  BOOST_TEST(rows.size() == 2);
  BOOST_TEST(rows[0] == 2.0);
  BOOST_TEST(std::abs(rows[1] + std::exp(-0.5)) < 1e-15);
}

BOOST_AUTO_TEST_SUITE_END()
