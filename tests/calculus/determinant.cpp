// SPDX-License-Identifier: Apache-2.0
#include <calx/calculus/derivative.hpp>
#include <calx/calculus/determinant.hpp>
#include <calx/calculus/prove.hpp>
#include <calx/evaluate/evaluate.hpp>
#include <calx/expression/trace.hpp>

#include <boost/test/unit_test.hpp>

#include <array>

BOOST_AUTO_TEST_SUITE(determinants)

namespace {

using namespace calx::literals;

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;
constexpr auto z = calx::var<"z">;
constexpr auto v = calx::vec<"v", 5>;

// The factors by which coordinates stretch: polar, and spherical.
constexpr bool coordinates() {
  constexpr auto polar = jacobian(calx::vector(x * cos(y), x * sin(y)), x, y);
  constexpr auto spherical = jacobian(calx::vector(x * sin(y) * cos(z), x * sin(y) * sin(z), x * cos(y)), x, y, z);
  return determinant(polar) == x && determinant(spherical) == x * x * sin(y) && determinant(polar)(x = 3.0, y = 0.0) == 3.0;
}
static_assert(coordinates());

constexpr bool hessians() {
  constexpr auto saddle = hessian(3 * x * x + 4 * x * y - 5 * y * y, x, y);
  constexpr auto flat = hessian(pow<2>(x + y), x, y);
  return determinant(saddle) == -76 && determinant(saddle)(x = 1.0, y = 1.0) == -76.0 && determinant(flat) == 0 &&
         determinant(hessian(x * y * z, x, y, z)) == 2 * x * y * z && determinant(hessian(exp(x), x)) == exp(x);
}
static_assert(hessians());

// It is an expression, and carries the numbers of the matrix.
constexpr auto scaled = [](double a, double b) { return determinant(jacobian(calx::vector(a * x, b * y), x, y)); };
static_assert(scaled(2, 3)(x = 1.0, y = 1.0) == 6.0 && scaled(4, 5) == 20);
static_assert(derivative(determinant(jacobian(calx::vector(x * x, y), x, y)), x) == 2);

// A permutation with five rows: one term is left, of sign -1 (a cycle of 2 and one of 3).
constexpr auto cycles = calx::trace<[](auto const& p) { return std::array{p[1], p[0], exp(p[3]), p[4] * p[4], p[2]}; }>;
static_assert(determinant(jacobian(cycles(v), v))(v = std::array{1.0, 1.0, 1.0, 0.0, 3.0}) == -6.0);

}  // namespace

BOOST_AUTO_TEST_CASE(checked) {
  BOOST_TEST(coordinates());
  BOOST_TEST(hessians());
}

BOOST_AUTO_TEST_SUITE_END()
