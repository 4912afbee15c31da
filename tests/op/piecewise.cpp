// SPDX-License-Identifier: Apache-2.0
#include <calx/op/piecewise.hpp>

#include "../row_check.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(piecewise_rows)

namespace {

using namespace calx_test;
using enum calx::opcode;
using calx::rational;

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr bool is_nan(double x) { return x != x; }

constexpr bool values(double two) {
  return value_at<double>(abs, {-two}) == 2 && value_at<double>(sign, {-two}) == -1 && value_at<double>(sign, {0.0}) == 0 &&
         value_at<double>(min, {two, 3}) == 2 && value_at<double>(max, {two, 3}) == 3 &&
         value_at<double>(less, {two, 3}) == 1 && value_at<double>(less, {two, two}) == 0 &&
         value_at<double>(less_equal, {two, two}) == 1 && value_at<double>(equal, {two, 3}) == 0 &&
         value_at<double>(logical_and, {two, 0}) == 0 && value_at<double>(logical_or, {two, 0}) == 1 &&
         value_at<double>(logical_not, {two}) == 0 && value_at<double>(where, {1, two, nan}) == 2 &&
         value_at<double>(where, {0, nan, two}) == 2;
}
static_assert(values(2));

// A NaN operand is not hidden, from either side; a condition on NaN does not hold.
constexpr bool nan_is_not_hidden(double none) {
  return is_nan(value_at<double>(min, {none, 1})) && is_nan(value_at<double>(min, {1, none})) &&
         is_nan(value_at<double>(max, {none, 1})) && is_nan(value_at<double>(max, {1, none})) &&
         is_nan(value_at<double>(abs, {none})) && is_nan(value_at<double>(sign, {none})) &&
         value_at<double>(less, {none, 1}) == 0 && value_at<double>(less_equal, {1, none}) == 0 &&
         value_at<double>(equal, {none, none}) == 0;
}
static_assert(nan_is_not_hidden(nan));

constexpr bool exact_rationals(rational const& third) {
  return value_at<rational>(abs, {-third}) == third && value_at<rational>(min, {third, rational(1, 2)}) == third &&
         value_at<rational>(less, {third, rational(1, 2)}) == rational(1) &&
         value_at<rational>(sign, {-third}) == rational(-1) && value_at<rational>(where, {third, 2, 3}) == rational(2);
}
static_assert(exact_rationals(rational(1, 3)));

// Conventions at kinks: the middle of the slopes on both sides.
constexpr bool kinks(double zero) {
  return partial_at<double>(abs, 0, {zero}) == 0 && partial_at<double>(min, 0, {zero, zero}) == 0.5 &&
         partial_at<double>(min, 1, {zero, zero}) == 0.5 && partial_at<double>(max, 0, {zero, zero}) == 0.5 &&
         partial_at<double>(sign, 0, {zero}) == 0;
}
static_assert(kinks(0));

constexpr bool the_chosen_one_has_the_derivative(double infinite) {
  return partial_at<double>(min, 0, {1, 2}) == 1 && partial_at<double>(min, 1, {1, 2}) == 0 &&
         partial_at<double>(max, 0, {1, 2}) == 0 && partial_at<double>(max, 1, {1, infinite}) == 1 &&
         partial_at<double>(where, 1, {1, 2, nan}) == 1 && partial_at<double>(where, 2, {1, 2, nan}) == 0 &&
         partial_at<double>(where, 0, {1, 2, 3}) == 0;
}
static_assert(the_chosen_one_has_the_derivative(infinity));

}  // namespace

BOOST_AUTO_TEST_CASE(rows_of_values) {
  BOOST_TEST(values(2));
  BOOST_TEST(nan_is_not_hidden(nan));
  BOOST_TEST(exact_rationals(rational(1, 3)));
  BOOST_TEST(kinks(0));
  BOOST_TEST(the_chosen_one_has_the_derivative(infinity));
}
BOOST_AUTO_TEST_CASE(rows_of_derivatives) {
  for (calx::opcode const operation : {abs, sign, logical_not}) BOOST_TEST(partials_are_slopes(operation, {{1}, {-2.5L}}));
  for (calx::opcode const operation : {min, max, less, less_equal, equal, logical_and, logical_or})
    BOOST_TEST(partials_are_slopes(operation, {{1, 2}, {3, -2.5L}}));
  BOOST_TEST(partials_are_slopes(where, {{1, 2, 3}, {-1, -2, 5}}));
}

BOOST_AUTO_TEST_SUITE_END()
