// SPDX-License-Identifier: Apache-2.0
#include <calx/calculus/taylor_coefficients.hpp>

#include <calx/core.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <cmath>
#include <limits>

BOOST_AUTO_TEST_SUITE(coefficients_everywhere)

namespace {

using namespace calx::literals;

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;

static_assert(get<2>(taylor_coefficients<3>(exp(x) * y, x)) == exp(x) * y / 2);
static_assert(taylor_coefficients<3>(x * x, x)(x = 3.0) == std::array{9.0, 6.0, 1.0, 0.0});
static_assert(taylor_coefficients<2>(x * y, calx::wrt(x, y))(x = 3.0, y = 5.0) == std::array{15.0, 5.0, 3.0, 0.0, 1.0, 0.0});
static_assert(taylor_coefficients<0>(x * y, x)(x = 3.0, y = 5.0) == std::array{15.0});
static_assert(taylor_coefficients<2>(5_c, x)(x = 1.0) == std::array{5.0, 0.0, 0.0});
static_assert(taylor_coefficients<1>(x, y)(x = 3.0, y = 1.0) == std::array{3.0, 0.0});

// Each is the derivative over the factorial, as a formula.
constexpr auto f = sin(x * y) / (1_c + x);
static_assert(get<0>(taylor_coefficients<3>(f, x)) == f && get<1>(taylor_coefficients<3>(f, x)) == derivative(f, x) &&
              get<3>(taylor_coefficients<3>(f, x)) == derivative<3>(f, x) / 6);
// x^2 y: 1, x, y, x^2, x y, y^2
static_assert(get<3>(taylor_coefficients<2>(x * x * y, calx::wrt(x, y))) == y &&
              get<4>(taylor_coefficients<2>(x * x * y, calx::wrt(x, y))) == 2 * x &&
              get<5>(taylor_coefficients<2>(x * x * y, calx::wrt(x, y))) == 0);

BOOST_AUTO_TEST_CASE(coefficients_are_derivatives_over_factorials) {
  auto const g = exp(sin(x)) + 1 / (1 + x * x);
  auto const c = taylor_coefficients<4>(g, x)(x = 0.7);
  BOOST_TEST(c[4] == derivative<4>(g, x)(x = 0.7) / 24, boost::test_tools::tolerance(1e-12));
}

BOOST_AUTO_TEST_CASE(captured_numbers) {
  for (double a : {0.5, -2.0, 3.0}) {
    auto const c = taylor_coefficients<3>(exp(a * x), x)(x = 0.25);
    double const e = std::exp(a * 0.25);
    BOOST_TEST(c[0] == e, boost::test_tools::tolerance(1e-15));
    BOOST_TEST(c[3] == a * a * a * e / 6, boost::test_tools::tolerance(1e-14));
  }
}

// What evaluation gives at such points, coefficient for coefficient: nothing is continued, kinks follow the conventions.
BOOST_AUTO_TEST_CASE(awkward_points) {
  double const infinity = std::numeric_limits<double>::infinity();
  BOOST_TEST((taylor_coefficients<1>(abs(x), x)(x = 0.0) == std::array{0.0, 0.0}));
  BOOST_TEST((taylor_coefficients<2>(where(x < 1, x * x, 3 * x), x)(x = 1.0) == std::array{3.0, 3.0, 0.0}));
  BOOST_TEST(taylor_coefficients<1>(sqrt(x), x)(x = 0.0)[1] == infinity);
  BOOST_TEST(taylor_coefficients<1>(1 / x, x)(x = 0.0)[1] == -infinity);
  BOOST_TEST(std::isnan(taylor_coefficients<1>(sqrt(x), x)(x = -1.0)[1]));
  BOOST_TEST(std::isnan(taylor_coefficients<1>(sin(x) / x, x)(x = 0.0)[0]));
  BOOST_TEST(taylor_coefficients<2>(exp(x), x)(x = infinity)[2] == infinity);
  BOOST_TEST(taylor_coefficients<2>(exp(x), x)(x = -infinity)[2] == 0);
  BOOST_TEST(std::isnan(taylor_coefficients<2>(x * x, x)(x = std::nan(""))[1]));
  BOOST_TEST(taylor_coefficients<2>(x * x, x)(x = std::nan(""))[2] == 1);
}

}  // namespace

BOOST_AUTO_TEST_SUITE_END()
