// SPDX-License-Identifier: Apache-2.0
#include <calx/op/special.hpp>

#include "../row_check.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(special_rows)

namespace {

using namespace calx_test;
using enum calx::opcode;

constexpr double infinity = std::numeric_limits<double>::infinity();

constexpr bool ends(double infinite) {
  return value_at<double>(erf, {infinite}) == 1 && value_at<double>(erfc, {infinite}) == 0 &&
         value_at<double>(erfc, {-infinite}) == 2 && value_at<double>(sigmoid, {0.0}) == 0.5 &&
         value_at<double>(sigmoid, {infinite}) == 1 && value_at<double>(sigmoid, {-infinite}) == 0 &&
         value_at<double>(softplus, {infinite}) == infinite && value_at<double>(softplus, {-infinite}) == 0 &&
         value_at<double>(softplus, {1000.0}) == 1000 && value_at<double>(erf_slope, {infinite}) == 0;
}
static_assert(ends(infinity));

// erf'(x) = 2/sqrt(pi) exp(-x^2): a rounded x^2 would cost x^2 2^-53. erf'(25) by mpmath.
bool the_slope_of_erf_keeps_its_digits() {
  bool all = true;
  for (double x = 0; x < 26.5; x += 0.0371) {
    long double const wide = x, expected = 2 / std::sqrt(std::acos(-1.0L)) * std::exp(-wide * wide);
    long double const square = wide * wide, rest = std::fma(wide, wide, -square), exact = expected * (1 - rest);
    if (near(partial_at<double>(erf, 0, {x}), static_cast<double>(exact), 4) &&
        near(partial_at<double>(erfc, 0, {-x}), static_cast<double>(-exact), 4))
      continue;
    all = false;
    std::printf("erf'(%g) = %.17g, not %.17Lg\n", x, partial_at<double>(erf, 0, {x}), exact);
  }
  return all;
}
constexpr bool at_25(double x) { return near(partial_at<double>(erf, 0, {x}), 4.1534010636398967e-272, 4); }

// sigmoid' = s(x) s(-x): 1 - s(x) would be 0 from x = 37.
bool the_derivative_of_sigmoid_keeps_its_digits() {
  bool all = true;
  for (double x = 0; x <= 300; x += 0.37)
    for (double const s : {x, -x}) {
      long double const u = std::exp(-static_cast<long double>(x)), expected = u / ((1 + u) * (1 + u));
      all = all && near(partial_at<double>(sigmoid, 0, {s}), static_cast<double>(expected), 8);
    }
  return all;
}

// The sigmoid itself, down to where it is subnormal: exp(-x) overflows from x = -709.8.
constexpr bool small_sigmoids(double x) {
  return near(value_at<double>(sigmoid, {x}), value_at<double>(exp, {x}), 8) && value_at<double>(sigmoid, {x}) > 0;
}
// sigmoid'' = -sigmoid' tanh(x/2): s(x) s(-x) (s(-x) - s(x)) would lose it near 0.
constexpr bool second_derivative_near_0(double x) {
  return near(partial_at<double>(sigmoid_slope, 0, {x}), -x / 8, 4) && value_at<double>(sigmoid_slope, {0.0}) == 0.25 &&
         value_at<double>(sigmoid_slope, {infinity}) == 0;
}
static_assert(second_derivative_near_0(1e-9) && second_derivative_near_0(-1e-30));

static_assert(small_sigmoids(-40) && small_sigmoids(-705) && small_sigmoids(-720));

constexpr bool softplus_is_positive(double x) {
  return near(value_at<double>(softplus, {-x}), value_at<double>(exp, {-x}), 8) &&
         near(partial_at<double>(softplus, 0, {-x}), value_at<double>(exp, {-x}), 8);
}
static_assert(softplus_is_positive(40) && softplus_is_positive(700));

}  // namespace

BOOST_AUTO_TEST_CASE(rows_of_values) {
  BOOST_TEST(ends(infinity));
  BOOST_TEST(the_slope_of_erf_keeps_its_digits());
  BOOST_TEST(at_25(25));
  BOOST_TEST(second_derivative_near_0(1e-9));
  BOOST_TEST(the_derivative_of_sigmoid_keeps_its_digits());
  BOOST_TEST(small_sigmoids(-40));
  BOOST_TEST(small_sigmoids(-720));
  BOOST_TEST(softplus_is_positive(40));
}
BOOST_AUTO_TEST_CASE(rows_of_derivatives) {
  for (calx::opcode const operation : {erf, erfc, erf_slope, sigmoid, sigmoid_slope, softplus})
    BOOST_TEST(partials_are_slopes(operation, {{0}, {1}, {-1.25L}, {0.125L}, {3}}));
}

BOOST_AUTO_TEST_SUITE_END()
