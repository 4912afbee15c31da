// SPDX-License-Identifier: Apache-2.0
#include <calx/op/hyperbolic.hpp>

#include "../row_check.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(hyperbolic_rows)

namespace {

using namespace calx_test;
using enum calx::opcode;

constexpr double infinity = std::numeric_limits<double>::infinity();

constexpr bool ends(double infinite) {
  return value_at<double>(tanh, {infinite}) == 1 && value_at<double>(tanh, {-infinite}) == -1 &&
         value_at<double>(sinh, {-infinite}) == -infinite && value_at<double>(cosh, {-infinite}) == infinite &&
         value_at<double>(atanh, {1.0}) == infinite && value_at<double>(acosh, {1.0}) == 0 &&
         value_at<double>(acosh, {0.5}) != value_at<double>(acosh, {0.5}) &&
         value_at<double>(asinh, {-infinite}) == -infinite && value_at<double>(sech_squared, {0.0}) == 1 &&
         value_at<double>(sech_squared, {infinite}) == 0;
}
static_assert(ends(infinity));

// asinh' = 1/hypot(1, x) where x^2 overflows; acosh' and atanh' near 1, where 1 - x^2 has lost its digits.
constexpr bool derivatives_at_awkward_points(double large) {
  double const above = 1 + 0x1p-40, below = 1 - 0x1p-40;
  return near(partial_at<double>(asinh, 0, {large}), 1 / large, 2) &&
         near(partial_at<double>(acosh, 0, {large}), 1 / large, 4) &&
         near(partial_at<double>(acosh, 0, {above}) * partial_at<double>(acosh, 0, {above}), 1 / (0x1p-40 * (2 + 0x1p-40)),
              8) &&
         near(partial_at<double>(atanh, 0, {below}), 1 / (0x1p-40 * (2 - 0x1p-40)), 4) &&
         partial_at<double>(atanh, 0, {1.0}) == infinity && partial_at<double>(acosh, 0, {1.0}) == infinity;
}
static_assert(derivatives_at_awkward_points(1e200));

// tanh'(x) = 1/cosh(x)^2 to a few ulp, down to where it underflows.
bool the_derivative_of_tanh_keeps_its_digits() {
  bool all = true;
  for (double x = 0; x <= 300; x += 0.37)
    for (double const s : {x, -x}) {
      long double const c = std::cosh(static_cast<long double>(s));
      if (near(partial_at<double>(tanh, 0, {s}), static_cast<double>(1 / (c * c)), 8)) continue;
      all = false;
      std::printf("tanh'(%g) = %.17g, not %.17Lg\n", s, partial_at<double>(tanh, 0, {s}), 1 / (c * c));
    }
  return all;
}
constexpr bool and_while_compiling(double x) {
  double const c = value_at<double>(cosh, {x});
  return near(partial_at<double>(tanh, 0, {x}), 1 / (c * c), 8) && near(partial_at<double>(tanh, 0, {-x}), 1 / (c * c), 8);
}
static_assert(and_while_compiling(0.125) && and_while_compiling(8) && and_while_compiling(19.5) && and_while_compiling(300));

}  // namespace

BOOST_AUTO_TEST_CASE(rows_of_values) {
  BOOST_TEST(ends(infinity));
  BOOST_TEST(derivatives_at_awkward_points(1e200));
  BOOST_TEST(and_while_compiling(8));
  BOOST_TEST(the_derivative_of_tanh_keeps_its_digits());
}
BOOST_AUTO_TEST_CASE(rows_of_derivatives) {
  for (calx::opcode const operation : {sinh, cosh, tanh, sech_squared, asinh})
    BOOST_TEST(partials_are_slopes(operation, {{0}, {1}, {-2.5L}, {0.125L}, {6}}));
  BOOST_TEST(partials_are_slopes(acosh, {{1.5L}, {3}, {100}}));
  BOOST_TEST(partials_are_slopes(atanh, {{0}, {0.5L}, {-0.75L}}));
}

BOOST_AUTO_TEST_SUITE_END()
