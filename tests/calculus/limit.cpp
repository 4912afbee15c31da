// SPDX-License-Identifier: Apache-2.0
// limit and continuous_extension: exact limits, awkward points, captured numbers, more variables.
#include <calx/calculus/limit.hpp>

#include <calx/core.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <limits>
#include <stdexcept>

BOOST_AUTO_TEST_SUITE(limits)

namespace {

using namespace calx::literals;

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;

static_assert(limit(sin(x) / x, x, 0_c) == 1_c && limit(sin(2 * x) / x, x, 0) == 2_c);
static_assert(limit((1_c - cos(x * y)) / (x * x), x, 0_c) == y * y / 2_c);
static_assert(limit(log(x) / (x - 1), x, 1) == 1_c && limit(exp(x), x, 0_c) == 1_c);
static_assert(limit((exp(x) - 1 - x) / pow<2>(sin(x)), x, 0) == 1_c / 2);
static_assert(limit((tan(x) - x) / (x - sin(x)), x, 0_c) == 2_c);
static_assert(limit(x / sin(x) * ((sin(x) - x) / pow<3>(x)), x, 0_c) == -1_c / 6);
static_assert(limit(pow<4>(sin(x)) / pow<4>(x), x, 0_c) == 1_c);
static_assert(!(limit(sin(x) / x, x, 0_c) == 0_c));

// Where f has a value it is that, also at a kink; and f need not depend on x.
static_assert(limit(abs(x) + 3_c, x, 0_c) == 3_c && limit(sin(y), x, 0_c) == sin(y) && limit(x, x, y) == y);
// Twelve times 0/0, and no more.
static_assert(limit(pow<12>(sin(x)) / pow<12>(x), x, 0_c) == 1_c);

constexpr auto sinc = continuous_extension(sin(x) / x, x, 0_c);
static_assert(sinc(x = 0.0) == 1.0 && derivative(sinc, x)(x = 0.0) == 0.0);
// The derivatives are right at the point up to the order of the extension; two by default.
constexpr auto fourth = calx::continuous_extension<4>(sin(x) / x, x, 0_c);
static_assert(derivative<4>(fourth, x)(x = 0.0) == 0.2 && derivative<4>(sinc, x)(x = 0.0) == 0);

// In two variables: d/dy of sin(xy)/x is cos(xy).
constexpr auto wave = continuous_extension(sin(x * y) / x, x, 0_c);
static_assert(wave(x = 0.0, y = 2.0) == 2 && gradient(wave, x, y)(x = 0.0, y = 2.0)[1] == 1);

constexpr double infinity = std::numeric_limits<double>::infinity();

BOOST_AUTO_TEST_CASE(numbers_of_run_time) {
  for (double a : {0.5, -3.0, 1e-8, 1e8}) {
    BOOST_TEST(limit(sin(a * x) / x, x, 0)() == a);
    BOOST_TEST(limit((exp(a * x) - 1) / (a * x), x, 0)() == 1);
    BOOST_TEST(limit((x * x - a * a) / (x - a), x, a)() == 2 * a);
    BOOST_TEST(continuous_extension((x * x - a * a) / (x - a), x, a)(x = a) == 2 * a);
  }
  BOOST_TEST(sinc(x = 0.5) == std::sin(0.5) / 0.5, boost::test_tools::tolerance(1e-15));
  BOOST_TEST(derivative<2>(sinc, x)(x = 0.0) == -1.0 / 3, boost::test_tools::tolerance(1e-15));
}

BOOST_AUTO_TEST_CASE(refusals_at_run_time) {
  double const zero = 0, nan = std::nan("");
  BOOST_CHECK_THROW(limit((1 - cos(x)) / pow<3>(x), x, zero), std::invalid_argument);  // a pole
  BOOST_CHECK_THROW(limit(pow<13>(sin(x)) / pow<13>(x), x, zero), std::invalid_argument);
  BOOST_CHECK_THROW(limit(log(x), x, zero), std::invalid_argument);
  BOOST_CHECK_THROW(limit(log(x), x, -1.0), std::invalid_argument);
  BOOST_CHECK_THROW(limit(abs(x) / x, x, zero), std::invalid_argument);  // -1 and 1
  BOOST_CHECK_THROW(limit(sign(x), x, zero), std::invalid_argument);
  BOOST_CHECK_THROW(limit(where(x < 0, 1, x), x, zero), std::invalid_argument);
  BOOST_CHECK_THROW(limit(max(x, 0) / x, x, zero), std::invalid_argument);
  BOOST_CHECK_THROW(limit(sin(x) / x, x, nan), std::invalid_argument);
  BOOST_TEST(limit(sign(x), x, 1e-300)() == 1);
}

BOOST_AUTO_TEST_CASE(infinities_and_nan) {
  BOOST_TEST(limit(1 / x, x, infinity)() == 0);
  BOOST_TEST(limit(x, x, -infinity)() == -infinity);
  BOOST_TEST(std::isnan(limit(x, x, std::nan(""))()));
  BOOST_TEST(std::isnan(sinc(x = std::nan(""))));
  BOOST_TEST(std::isnan(sinc(x = infinity)));  // sin has no value there
}

// With other variables, a bare number is not known to be the point where f is 0/0.
BOOST_AUTO_TEST_CASE(bare_points_beside_variables) {
  double const zero = 0;
  BOOST_TEST(std::isnan(limit(sin(x * y) / x, x, zero)(y = 3.0)));
  BOOST_TEST(limit(sin(x * y) / x, x, 0_c)(y = 3.0) == 3);
  BOOST_TEST(limit(sin(x) / x, x, y)(y = 3.0) == std::sin(3.0) / 3, boost::test_tools::tolerance(1e-15));
}

}  // namespace

BOOST_AUTO_TEST_SUITE_END()
