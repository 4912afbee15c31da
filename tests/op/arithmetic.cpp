// SPDX-License-Identifier: Apache-2.0
#include <calx/op/arithmetic.hpp>

#include "../row_check.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(arithmetic_rows)

namespace {

using namespace calx_test;
using enum calx::opcode;
using calx::rational;

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr bool is_nan(double x) { return x != x; }

constexpr bool values(double two) {
  return value_at<double>(add, {two, 3}) == 5 && value_at<double>(subtract, {two, 3}) == -1 &&
         value_at<double>(multiply, {two, 3}) == 6 && value_at<double>(divide, {two, 4}) == 0.5 &&
         value_at<double>(negate, {two}) == -2 && value_at<double>(multiply_add, {two, 3, 4}) == 10 &&
         value_at<double>(multiply_subtract, {two, 3, 4}) == 2 && value_at<double>(subtract_product, {two, 3, 4}) == -2;
}
static_assert(values(2));

// The compilers reject arithmetic that yields NaN or overflows in a constant expression; the rows do it.
constexpr bool the_ends_of_the_range(double infinite) {
  return is_nan(value_at<double>(subtract, {infinite, infinite})) && is_nan(value_at<double>(multiply, {0, infinite})) &&
         is_nan(value_at<double>(divide, {0, 0})) && value_at<double>(divide, {1, 0}) == infinite &&
         value_at<double>(divide, {-1, 0}) == -infinite && value_at<double>(multiply, {1e200, 1e200}) == infinite &&
         value_at<double>(add, {1.7e308, 1.7e308}) == infinite &&
         value_at<double>(multiply_add, {1e200, 1e200, -1}) == infinite &&
         is_nan(value_at<double>(multiply_subtract, {0, infinite, 1})) && value_at<double>(multiply, {1e-200, 1e-200}) == 0;
}
static_assert(the_ends_of_the_range(infinity));

constexpr bool exact_rationals(rational const& third) {
  return value_at<rational>(add, {third, rational(1, 6)}) == rational(1, 2) &&
         value_at<rational>(divide, {third, rational(2)}) == rational(1, 6) &&
         value_at<rational>(multiply_add, {third, 3, 4}) == rational(5) &&
         !value_at<rational>(divide, {third, rational(0)}).exact();
}
static_assert(exact_rationals(rational(1, 3)));

// d(a/b)/db = -a/b^2 where b^2 would over- or underflow.
constexpr bool quotients_of_extremes(double tiny) {
  return near(partial_at<double>(divide, 1, {tiny, tiny}), -1 / tiny, 4) &&
         near(partial_at<double>(divide, 1, {1 / tiny, 1 / tiny}), -tiny, 4);
}
static_assert(quotients_of_extremes(0x1p-700));

}  // namespace

BOOST_AUTO_TEST_CASE(rows_of_values) {
  BOOST_TEST(values(2));
  BOOST_TEST(the_ends_of_the_range(infinity));
  BOOST_TEST(exact_rationals(rational(1, 3)));
  BOOST_TEST(quotients_of_extremes(0x1p-700));
}
BOOST_AUTO_TEST_CASE(rows_of_derivatives) {
  for (calx::opcode const operation :
       {add, subtract, multiply, divide, negate, multiply_add, multiply_subtract, subtract_product})
    BOOST_TEST(partials_are_slopes(operation, {{2, 3, 5}, {-0.5, 0.25, 7}, {1e5L, -1e-3L, 1}}));
}

BOOST_AUTO_TEST_SUITE_END()
