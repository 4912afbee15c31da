// SPDX-License-Identifier: Apache-2.0
// Where a function has no finite value: at run time infinities and NaN as in C, in a constant expression a refusal
// (tests/fail/outside_domain_of_*.cpp, pole.cpp, overflow*.cpp), unless an argument is none itself, or the value is not used.
#include <calx/calculus/derivative.hpp>
#include <calx/calculus/gradient.hpp>
#include <calx/evaluate/evaluate.hpp>
#include <calx/expression/condition.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <limits>

BOOST_AUTO_TEST_SUITE(no_finite_value)

namespace {

using namespace calx::literals;

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;
constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

// An argument that is no number is meant.
static_assert(exp(x)(x = infinity) == infinity && exp(x)(x = -infinity) == 0 && (1 / x)(x = infinity) == 0);
static_assert(log(x)(x = not_a_number) != log(x)(x = not_a_number));
static_assert(sin(x)(x = std::numeric_limits<float>::infinity()) != sin(x)(x = std::numeric_limits<float>::infinity()));

// Only the result counts: infinity on the way is no fault, nor is a branch that is not taken.
static_assert((1 / (1 / x))(x = 0.0) == 0 && atan(1 / x)(x = 0.0) > 1.57 && exp(-1 / (x * x))(x = 0.0) == 0);
static_assert(where(x > 0, log(x), 0_c)(x = -1.0) == 0);

// The largest and the smallest numbers are numbers.
static_assert((x * 1_c)(x = std::numeric_limits<double>::max()) > 1e308);
static_assert((x * 1_c)(x = std::numeric_limits<float>::lowest()) < -1e38f);
static_assert((x * 1_c)(x = std::numeric_limits<double>::denorm_min()) > 0);

static_assert(gradient(sqrt(x) * y, x, y)(x = 0.25, y = 1.0)[0] == 1 && gradient(x / y, x, y)(x = 1.0, y = infinity)[0] == 0);

// Rationals: an exact value, or a refusal, unless an argument is not exact.
static_assert(!(x + 1)(x = calx::rational::inexact()).exact());
static_assert((2_c / 3_c + 1_c / 3_c)(x = calx::rational(1)) == calx::rational(1));

// Only a denominator that is zero for certain is refused.
static_assert((x / (2_c - 1_c))(x = 3.0) == 3 && (x / (x - x + 1))(x = 3.0) == 3 && (0_c / x)(x = 3.0) == 0);

}  // namespace

BOOST_AUTO_TEST_CASE(at_run_time_as_in_c) {
  double volatile minus_one = -1, zero = 0, thousand = 1000;
  BOOST_TEST(std::isnan(log(x)(x = static_cast<double>(minus_one))));
  BOOST_TEST(std::isnan(sqrt(x)(x = static_cast<double>(minus_one))));
  BOOST_TEST(std::isnan(pow(x, 0.5)(x = static_cast<double>(minus_one))));
  BOOST_TEST((1 / x)(x = static_cast<double>(zero)) == infinity);
  BOOST_TEST(log(x)(x = static_cast<double>(zero)) == -infinity);
  BOOST_TEST(exp(x)(x = static_cast<double>(thousand)) == infinity);
  BOOST_TEST(derivative(sqrt(x), x)(x = static_cast<double>(zero)) == infinity);
  BOOST_TEST((x / 0)(x = static_cast<double>(thousand)) == infinity);
  auto const both = value_and_gradient(log(x), x)(x = static_cast<double>(zero));
  BOOST_TEST(both.value == -infinity);
  BOOST_TEST(both.gradient[0] == infinity);
}

// Rationals: what 128 bits do not hold is visibly inexact.
BOOST_AUTO_TEST_CASE(inexact_at_run_time) {
  calx::rational const three_sevenths(3, 7), zero(0), one(1);
  BOOST_TEST(!calx::pow<90>(x)(x = three_sevenths).exact());
  BOOST_TEST(!(1 / x)(x = zero).exact());
  BOOST_TEST(!(1e300 * x)(x = one).exact());
  BOOST_TEST(!value_and_gradient(calx::pow<90>(x), x)(x = three_sevenths).value.exact());
}

// What an inexact number is compared with decides nothing; a condition that holds or fails without it does.
BOOST_AUTO_TEST_CASE(no_branch_by_an_inexact_number) {
  calx::rational const three_sevenths(3, 7), one(1);
  constexpr auto small = calx::pow<90>(x);  // below 1, and more than 128 bits
  auto const choice = [&](auto condition) { return where(condition, 1_c, 2_c)(x = three_sevenths, y = one); };
  BOOST_TEST(!choice(small < y).exact());
  BOOST_TEST(!choice(small <= y).exact());
  BOOST_TEST(!choice(small > y).exact());
  BOOST_TEST(!choice(!(small > y)).exact());
  BOOST_TEST(!choice(small < y && y > 0).exact());
  BOOST_TEST(!choice(small < y || y < 0).exact());
  BOOST_TEST((choice(small < y && y < 0) == calx::rational(2)));
  BOOST_TEST((choice(small < y || y > 0) == calx::rational(1)));
  BOOST_TEST((where(y > 0, y, small)(x = three_sevenths, y = one) == one));
  BOOST_TEST(!max(small, y)(x = three_sevenths, y = one).exact());
  BOOST_TEST(!derivative(max(small, y), y)(x = three_sevenths, y = one).exact());
}

// The trial of a constant initialization is no constant expression that must succeed.
BOOST_AUTO_TEST_CASE(in_an_initialization) {
  static double const value = log(x)(x = -1.0);
  double const other = (1 / x)(x = 0.0);
  BOOST_TEST(std::isnan(value));
  BOOST_TEST(other == infinity);
}

BOOST_AUTO_TEST_SUITE_END()
