// SPDX-License-Identifier: Apache-2.0
// Taylor polynomials as a user meets them: exact, with captured numbers, with other variables, in several variables.
#include <calx/calculus/taylor.hpp>

#include <calx/core.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <stdexcept>

namespace {

using namespace calx::literals;

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;

static_assert(taylor<5>(sin(x), x, 0_c) == x - pow<3>(x) / 6 + pow<5>(x) / 120);
static_assert(taylor<3>(1 / (1 - x), x, 0_c) == 1 + x + x * x + x * x * x);
static_assert(taylor<2>(log(x), x, 1_c) == (x - 1) - (x - 1) * (x - 1) / 2);
static_assert(taylor<2>(exp(x) * cos(y), calx::wrt(x, y), 0_c, 0_c) == 1 + x + (x * x - y * y) / 2);
static_assert(taylor<3>(x * y * y + y, calx::wrt(x, y), 1_c, 2_c) == x * y * y + y);
static_assert(taylor<3>(sin(x * y), x, 0_c) == x * y - pow<3>(x * y) / 6);
static_assert(taylor<2>(sin(x), x, y) == sin(y) + cos(y) * (x - y) - sin(y) * pow<2>(x - y) / 2);
// A quotient that is 0/0 at the point is continued.
static_assert(taylor<4>(sin(x) / x, x, 0_c) == 1 - x * x / 6 + pow<4>(x) / 120);
static_assert(taylor<1>((exp(x) - 1) / (sin(x) * 2), x, 0) == 1_c / 2 + x / 4);
// Captured numbers give exact coefficients, too, where the function has them.
static_assert(taylor<3>(sin(2 * x), x, 0) == 2 * x - 4_c / 3 * pow<3>(x));
static_assert(derivative(taylor<3>(exp(x), x, 0_c), x) == taylor<2>(exp(x), x, 0_c));

static_assert(taylor<4>(exp(x), x, 0_c).coefficient<4>() == 1_c / 24);
static_assert(taylor<4>(exp(x) * y, x, 0_c).coefficient<2>() == y / 2);
static_assert(taylor<2>(exp(x) * cos(y), calx::wrt(x, y), 0_c, 0_c).coefficient<0, 2>() == -1_c / 2);
static_assert(taylor<2>(exp(x), x, 0_c).coefficients() == std::array{1.0, 1.0, 0.5});
static_assert(taylor<2>(exp(2 * x), x, 0.0).coefficients() == std::array{1.0, 2.0, 2.0});
static_assert(taylor<5>(tan(x), x, 0_c).order() == 5);
static_assert(taylor<5>(tan(x), x, 0_c).is_exact() && !taylor<5>(tan(x), x, 1_c).is_exact());
// 128-bit rationals hold the common functions to order 30; beyond, the coefficients are numbers.
static_assert(taylor<30>(exp(x), x, 0_c).is_exact() && taylor<30>(sin(x), x, 0_c).is_exact());
static_assert(!taylor<40>(exp(x), x, 0_c).is_exact());
// Rational values beyond a row's short list: roots of squares, powers of roots, and of two operands.
constexpr bool is_exactly(auto const& t, auto const& polynomial) { return t.is_exact() && t == polynomial; }
static_assert(is_exactly(taylor<5>(sigmoid(x), x, 0_c), 1_c / 2 + x / 4 - pow<3>(x) / 48 + pow<5>(x) / 480));
static_assert(is_exactly(taylor<3>(derivative(sigmoid(x), x), x, 0_c), 1_c / 4 - x * x / 16));
static_assert(is_exactly(taylor<2>(sqrt(x), x, 1_c / 4_c), 1_c / 2 + (x - 1_c / 4) - square(x - 1_c / 4)));
static_assert(is_exactly(taylor<2>(cbrt(x), x, -27_c / 8_c),
                         -3_c / 2 + 4 * (x + 27_c / 8) / 27 + 32 * square(x + 27_c / 8) / 2187));
static_assert(is_exactly(taylor<3>(pow(x, 3_c / 2_c), x, 4_c), 8 + 3 * (x - 4) + 3 * square(x - 4) / 16 - pow<3>(x - 4) / 128));
static_assert(is_exactly(taylor<2>(hypot(x, y), calx::wrt(x, y), 3_c, 4_c),
                         5 + (3 * (x - 3) + 4 * (y - 4)) / 5 + square(4 * (x - 3) - 3 * (y - 4)) / 250));
static_assert(is_exactly(taylor<3>(atan2(x, y), calx::wrt(x, y), 0_c, 1_c),
                         x - x * (y - 1) + x * square(y - 1) - pow<3>(x) / 3));
static_assert(is_exactly(taylor<3>(pow(x, y), calx::wrt(x, y), 1_c, 1_c), x + (x - 1) * (y - 1) + square(x - 1) * (y - 1) / 2));
static_assert(!taylor<1>(sqrt(x), x, 2_c).is_exact() && !taylor<1>(hypot(x, 1_c), x, 1_c).is_exact() &&
              !taylor<1>(atan2(x, -1_c), x, 1_c).is_exact() && !taylor<1>(pow(x, 1_c / 3_c), x, 9_c).is_exact() &&
              !taylor<0>(sigmoid(x), x, 1_c).is_exact());
constexpr double last_of_forty = taylor<40>(exp(x), x, 0_c).coefficients()[40];
static_assert(last_of_forty > 1.2256172e-48 && last_of_forty < 1.2256175e-48);

static_assert(to_string(taylor<5>(sin(x), x, 0_c)) == "x - x^3/6 + x^5/120");
static_assert(to_string(taylor<3>(log(x), x, 1_c)) == "(x - 1) - (x - 1)^2/2 + (x - 1)^3/3");
static_assert(to_string(taylor<2>(exp(x) * cos(y), calx::wrt(x, y), 0_c, 0_c)) == "1 + x + x^2/2 - y^2/2");
static_assert(to_string(taylor<2>(x - x, x, 0_c)) == "0");

}  // namespace

BOOST_AUTO_TEST_SUITE(taylor_polynomials)

BOOST_AUTO_TEST_CASE(evaluated) {
  auto const t = taylor<9>(exp(sin(x)), x, 0_c);
  BOOST_TEST(t(x = 0.25) == std::exp(std::sin(0.25)), boost::test_tools::tolerance(1e-8));
  BOOST_TEST(t(x = 0.0) == 1.0);
  BOOST_TEST(to_string(taylor<3>(sin(2 * x), x, 0)).view() == "2*x - 4*x^3/3");
}

BOOST_AUTO_TEST_CASE(of_the_program) {
  double center = 1.5;
  for (double k : {2.0, -0.5}) {
    auto const t = taylor<6>(exp(k * x), x, center);
    for (int i = 0; i <= 6; ++i)
      BOOST_TEST(t.coefficients()[static_cast<std::size_t>(i)] == std::exp(k * center) * std::pow(k, i) / std::tgamma(i + 1.0),
                 boost::test_tools::tolerance(1e-14));
    BOOST_TEST(t(x = 1.6) == std::exp(k * 1.6), boost::test_tools::tolerance(1e-7));
  }
  double const zero = 0;
  BOOST_CHECK_THROW((void)taylor<2>(log(x), x, zero), std::invalid_argument);
  BOOST_CHECK_THROW((void)taylor<2>(1 / x, x, zero), std::invalid_argument);
  BOOST_CHECK_THROW((void)taylor<2>(sqrt(x), x, zero), std::invalid_argument);
  BOOST_CHECK_THROW((void)taylor<2>(abs(x), x, zero), std::invalid_argument);
}

BOOST_AUTO_TEST_SUITE_END()
