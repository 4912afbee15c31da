// SPDX-License-Identifier: Apache-2.0
// A user's own function explained and as a power series; as an expression: tests/expression/primitive.cpp.
#include <calx/expression/primitive.hpp>

#include "../bessel.hpp"

#include <boost/test/unit_test.hpp>

#include <array>
#include <cmath>
#include <stdexcept>
#include <string_view>

BOOST_AUTO_TEST_SUITE(primitive_calculus)

namespace {

using namespace calx_test;
using namespace calx::literals;

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;
constexpr auto z = calx::var<"z">;

constexpr bool near(double got, double expected) {
  double const difference = got > expected ? got - expected : expected - got;
  return difference <= 2e-15 * (expected < 0 ? -expected : expected) + 1e-16;
}

// j0 about 1, by mpmath with 30 digits. The value is a number, and so is each coefficient.
constexpr double of_j0[] = {0.76519768655796655145, -0.44005058574493351596, -0.16257355040651651774, 0.054191183468838839246,
                            0.0095752904109916981};
constexpr auto t = taylor<4>(bessel_0(x), x, 1_c);
constexpr bool has_known_coefficients(auto const& polynomial) {
  for (std::size_t k = 0; k < 5; ++k)
    if (!near(polynomial.coefficients()[k], of_j0[k])) return false;
  return true;
}
static_assert(!t.is_exact() && has_known_coefficients(t) && has_known_coefficients(taylor<4>(bessel_0(x), x, 1)));
static_assert(near(bessel_0(x)(x = calx::series<4>{1.0, 1.0})[4], of_j0[4]));

// By each argument of two and three, whatever the others are.
static_assert(taylor<1>(product(x, y), y, 3_c) == product(x, 3_c) + x * (y - 3_c));
static_assert(taylor<2>(product(x, y), x, 0_c) == product(0_c, y) + x * (y + 1_c));
static_assert(taylor<2>(mixture(x, y, z), x, 1_c) == mixture(1_c, y, z) + 2_c * y * (x - 1_c) + y * square(x - 1_c));
static_assert(taylor<2>(mixture(x, y, z), y, 1_c) == mixture(x, 1_c, z) + x * x * (y - 1_c));
static_assert(taylor<2>(mixture(x, y, z), z, 1_c) == mixture(x, y, 1_c) + 2_c * calx::pi * (z - 1_c));
static_assert(taylor<1>(bessel(y, x), x, 2_c) ==
              bessel(y, 2_c) + (bessel(y - 1_c, 2_c) - bessel(y + 1_c, 2_c)) / 2_c * (x - 2_c));
static_assert(taylor<2>(product(x, y), calx::wrt(x, y), 0_c, 1_c) == 2_c * x + x * (y - 1_c));
static_assert(mixture(2_c, 3_c, z)(z = calx::series<2>{1.0, 0.5})[1] == 0.5 * (2 * 3.14159265358979323846));

// A derivative in numbers goes as far as it goes: the first order.
static_assert(taylor<1>(table(x), x, 0.5_c)(x = 0.75) == table_value(0.5) + 0.25 * table_slope(0.5));
static_assert(linearize(table(x), x = 0.5)(x = 0.25) == table_value(0.5) - 0.25 * table_slope(0.5));

// Nothing is known of it on an interval, so of what is left out neither.
constexpr calx::interval beyond = t.remainder_bound(calx::interval{0.5, 1.5});
static_assert(beyond.lower() == -calx::interval::infinity && beyond.upper() == calx::interval::infinity &&
              !beyond.is_continuous());
static_assert(!taylor<0>(table(x), x, 0.5).remainder_bound(calx::interval{0, 1}).is_continuous());

// Where its derivative is written with a choice, that is a kink: j1'(x) = where(x == 0, 1/2, ...). Below that order it is none.
static_assert(taylor<1>(bessel_0(x), x, 0_c).coefficients() == std::array{1.0, 0.0});

BOOST_AUTO_TEST_CASE(explained) {
  BOOST_TEST(explain(derivative(exp(-x) * bessel_0(2 * x), x)).view() ==
             "d/dx [exp(-x)*j0(2*x)]\n"
             "  = d/dx [exp(-x)]*j0(2*x) + exp(-x)*d/dx [j0(2*x)]    product rule: (u*v)' = u'*v + u*v'\n"
             "    d/dx [exp(-x)]\n"
             "      = exp(-x)*d/dx [-x]    chain rule, derivative of exp: exp(u)' = exp(u)*u'\n"
             "      = -exp(-x)             variable rule\n"
             "    d/dx [j0(2*x)]\n"
             "      = -j1(2*x)*d/dx [2*x]    chain rule, derivative of j0\n"
             "      = -2*j1(2*x)             constant multiple rule: (c*u)' = c*u'\n"
             "  = -exp(-x)*j0(2*x) - 2*exp(-x)*j1(2*x)    put together\n");
  BOOST_TEST(explain(derivative(table(x), x)).view() == "d/dx [table(x)]\n  = table_slope(x)    derivative of table\n");
  BOOST_TEST(explain_latex(derivative(table(x), x)).view() ==
             "\\begin{aligned}\n"
             "&\\frac{d}{dx}\\left[\\operatorname{table}\\left(x\\right)\\right] \\\\\n"
             "&\\quad = \\operatorname{table\\_slope}\\left(x\\right) && \\text{derivative of table} \\\\\n"
             "\\end{aligned}\n");
}

// Each of three arguments depends on x: a term each.
BOOST_AUTO_TEST_CASE(three_arguments_explained) {
  BOOST_TEST(explain(derivative(mixture(x, 2 * x, sin(x)), x)).view() ==
             "d/dx [mixture(x, 2*x, sin(x))]\n"
             "  = 4*x^2 + x^2*d/dx [2*x] + 2*pi*d/dx [sin(x)]    chain rule, derivative of mixture\n"
             "  = 4*x^2 + x^2*2 + 2*pi*cos(x)                    constant multiple rule: (c*u)' = c*u'; derivative of sin\n"
             "  = 2*pi*cos(x) + 6*x^2                            simplify\n");
  BOOST_TEST(explain(derivative(mixture(y, 2_c, x), x)).view() ==
             "d/dx [mixture(y, 2, x)]\n  = 2*pi    chain rule, derivative of mixture\n");
}

BOOST_AUTO_TEST_CASE(series_explained) {
  BOOST_TEST(explain(taylor<2>(product(x, 3_c), x, 0_c)).view() ==
             "Taylor polynomial of product(x, 3) about x = 0, up to order 2\n"
             "  f(x) = product(x, 3)    f(0) = 0\n"
             "  f'(x) = cos(x) + 3      f'(0) = 4\n"
             "  f''(x) = -sin(x)        f''(0) = 0\n"
             "  f'(0)*x\n"
             "    = 4*x\n");
  BOOST_TEST(to_string(taylor<1>(table(2 * x), x, 0.25)).view() == "9/8 + 11*(x - 1/4)/2");
}

BOOST_AUTO_TEST_CASE(at_run_time) {
  for (double at : {0.5, 1.0, 2.75}) {
    auto const about = taylor<6>(bessel_0(x) * product(x, x), x, at);
    double const there = at + 0.0625;
    double const expected = std::cyl_bessel_j(0.0, there) * (there * there + std::sin(there));
    BOOST_TEST(about(x = there) == expected, boost::test_tools::tolerance(1e-9));
  }
  // j1' has a choice at 0, and the second order needs it.
  double const zero = 0;
  BOOST_CHECK_THROW(taylor<3>(bessel_0(x), x, zero), std::invalid_argument);
  // All of a gradient's functions, each with its series.
  auto const slopes = gradient(mixture(x, y, z), y, z)(x = calx::series<2>{3.0, 1.0}, y = 1.0, z = 1.0);
  BOOST_TEST((slopes[0] == calx::series<2>{9.0, 6.0, 1.0}));
  BOOST_TEST(slopes[1][1] == 0);
}

}  // namespace

BOOST_AUTO_TEST_SUITE_END()
