// SPDX-License-Identifier: Apache-2.0
// limit, continuous_extension, linearize, approximate, taylor_coefficients: what is made of Taylor polynomials.
#include <calx/calculus/taylor_forms.hpp>

#include <calx/calculus/approximate.hpp>
#include <calx/calculus/limit.hpp>
#include <calx/calculus/linearize.hpp>
#include <calx/calculus/taylor_coefficients.hpp>
#include <calx/core.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cmath>

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

static_assert(linearize(x * x + y, x = 3_c, y = 1_c) == 10 + 6 * (x - 3) + (y - 1));
static_assert(linearize(x * x, x = 3) == 9 + 6 * (x - 3));

constexpr auto sinc = continuous_extension(sin(x) / x, x, 0_c);
static_assert(sinc(x = 0.0) == 1.0 && derivative(sinc, x)(x = 0.0) == 0.0);

constexpr auto near = calx::approximate<1e-6, calx::interval{-0.5, 0.5}>(sin(x), x);
static_assert(near.order() <= 7 && near.remainder_bound(calx::interval{-0.5, 0.5}).magnitude() <= 1e-6);
constexpr auto tight = calx::approximate<1e-12, calx::interval{1, 1.25}>(exp(x) * log(x), x);

static_assert(get<2>(taylor_coefficients<3>(exp(x) * y, x)) == exp(x) * y / 2);
static_assert(taylor_coefficients<3>(x * x, x)(x = 3.0) == std::array{9.0, 6.0, 1.0, 0.0});
static_assert(taylor_coefficients<2>(x * y, calx::wrt(x, y))(x = 3.0, y = 5.0) == std::array{15.0, 5.0, 3.0, 0.0, 1.0, 0.0});

}  // namespace

BOOST_AUTO_TEST_SUITE(taylor_verbs)

BOOST_AUTO_TEST_CASE(approximations_keep_their_promise) {
  double worst = 0, worst_tight = 0;
  for (int i = 0; i <= 1000; ++i) {
    double const at = -0.5 + i / 1000.0, at_tight = 1 + i / 4000.0;
    worst = std::max(worst, std::abs(near(x = at) - std::sin(at)));
    worst_tight = std::max(worst_tight, std::abs(tight(x = at_tight) - std::exp(at_tight) * std::log(at_tight)));
  }
  BOOST_TEST(worst <= 1e-6);
  BOOST_TEST(worst_tight <= 1e-12 + 4e-15);
  BOOST_TEST(derivative<2>(sinc, x)(x = 0.0) == -1.0 / 3, boost::test_tools::tolerance(1e-15));
  BOOST_TEST(sinc(x = 0.5) == std::sin(0.5) / 0.5, boost::test_tools::tolerance(1e-15));
}

BOOST_AUTO_TEST_CASE(coefficients_are_derivatives_over_factorials) {
  auto const c = taylor_coefficients<4>(exp(sin(x)) + 1 / (1 + x * x), x)(x = 0.7);
  auto const d = derivative<4>(exp(sin(x)) + 1 / (1 + x * x), x)(x = 0.7);
  BOOST_TEST(c[4] == d / 24, boost::test_tools::tolerance(1e-12));
}

BOOST_AUTO_TEST_SUITE_END()
