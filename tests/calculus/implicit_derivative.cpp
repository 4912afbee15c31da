// SPDX-License-Identifier: Apache-2.0
#include <calx/calculus/implicit_derivative.hpp>
#include <calx/calculus/prove.hpp>
#include <calx/evaluate/evaluate.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>

BOOST_AUTO_TEST_SUITE(implicit_derivatives)

namespace {

using namespace calx::literals;

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;
constexpr auto z = calx::var<"z">;

// y'' = -(x^2 + y^2)/y^3, on the curve -1/y^3, and the third derivative is -3 x (x^2 + y^2)/y^5.
constexpr bool circle() {
  constexpr auto curve = x * x + y * y == 1;
  return implicit_derivative(curve, y, x) == -x / y && implicit_derivative(curve, x, y) == -y / x &&
         implicit_derivative<2>(curve, y, x) == -(x * x + y * y) / pow<3>(y) &&
         implicit_derivative<3>(curve, y, x) == -3 * x * (x * x + y * y) / pow<5>(y) &&
         implicit_derivative(curve, y, x)(x = 1.5, y = -0.75) == 2.0 &&
         implicit_derivative<2>(curve, y, x)(x = 0.0, y = 1.0) == -1.0;
}
static_assert(circle());

// An explicit function is a special case; both sides count; other variables are parameters.
constexpr bool forms() {
  return implicit_derivative(y == sin(x), y, x) == cos(x) && implicit_derivative<2>(y == sin(x), y, x) == -sin(x) &&
         implicit_derivative(sin(x) == y, y, x) == cos(x) && implicit_derivative(x * y == z, y, x) == -y / x &&
         implicit_derivative(x * y == z, y, z) == 1 / x && implicit_derivative(y * y == 4, y, x) == 0 &&
         implicit_derivative<2>(y * y == 4, y, x) == 0;
}
static_assert(forms());

constexpr auto ellipse = [](double a, double b) { return implicit_derivative(a * x * x == 1 - b * y * y, y, x); };
constexpr bool captures_are_carried() {
  return ellipse(1, 4) == -x / (4 * y) && ellipse(2, 1)(x = 1.0, y = 4.0) == -0.5 && ellipse(3, 1)(x = 1.0, y = 4.0) == -0.75;
}
static_assert(captures_are_carried());

}  // namespace

BOOST_AUTO_TEST_CASE(checked) {
  BOOST_TEST(circle());
  BOOST_TEST(forms());
  BOOST_TEST(captures_are_carried());
}

// Kepler's equation: against differences of its solution, found by iteration.
BOOST_AUTO_TEST_CASE(differences) {
  auto const kepler = y - 0.3L * sin(y) == x;
  auto const solution = [](long double mean) {
    long double angle = mean;
    for (int i = 0; i < 100; ++i) angle = mean + 0.3L * std::sin(angle);
    return angle;
  };
  for (long double const at : {0.0L, 0.7L, 2.5L}) {
    long double const h = 1e-4L, above = solution(at + h), here = solution(at), below = solution(at - h);
    BOOST_TEST(std::abs(implicit_derivative(kepler, y, x)(x = at, y = here) - (above - below) / (2 * h)) < 1e-7L);
    BOOST_TEST(std::abs(implicit_derivative<2>(kepler, y, x)(x = at, y = here) - (above - 2 * here + below) / (h * h)) < 1e-6L);
  }
}

BOOST_AUTO_TEST_SUITE_END()
