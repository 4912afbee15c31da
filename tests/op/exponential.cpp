// SPDX-License-Identifier: Apache-2.0
#include <calx/op/exponential.hpp>

#include "../row_check.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(exponential_rows)

namespace {

using namespace calx_test;
using enum calx::opcode;

constexpr double infinity = std::numeric_limits<double>::infinity();

constexpr bool exact_values(int zero) {
  for (calx::opcode const operation : {exp, exp2, expm1, log, log2, log10, log1p}) {
    calx::operation_facts const& facts = calx::facts_of(operation);
    if (facts.exact_count == 0) return false;
    for (int i = zero; i < facts.exact_count; ++i)
      if (value_at<double>(operation, {static_cast<double>(facts.exact_at[i].argument)}) != facts.exact_at[i].value)
        return false;
  }
  return true;
}
static_assert(exact_values(0));

constexpr bool ends(double infinite) {
  return value_at<double>(exp, {infinite}) == infinite && value_at<double>(exp, {-infinite}) == 0 &&
         value_at<double>(exp, {710.0}) == infinite && value_at<double>(log, {0.0}) == -infinite &&
         value_at<double>(log, {infinite}) == infinite && value_at<double>(log, {-1.0}) != value_at<double>(log, {-1.0}) &&
         value_at<double>(log1p, {-1.0}) == -infinite && value_at<double>(expm1, {-infinite}) == -1 &&
         value_at<double>(expm1, {1e-300}) == 1e-300 && value_at<double>(log1p, {1e-300}) == 1e-300 &&
         value_at<double>(log2, {0x1p-1074}) == -1074;
}
static_assert(ends(infinity));

// Derivatives in the relative sense, where a careless formula is 0 or NaN.
constexpr bool derivatives_at_the_ends(double large) {
  return near(partial_at<double>(expm1, 0, {-large}), value_at<double>(exp, {-large}), 0) &&
         partial_at<double>(expm1, 0, {-large}) > 0 && partial_at<double>(log, 0, {0.0}) == infinity &&
         near(partial_at<double>(log, 0, {1e-300}), 1e300, 1) && partial_at<double>(log1p, 0, {-1.0}) == infinity &&
         partial_at<double>(exp, 0, {-infinity}) == 0;
}
static_assert(derivatives_at_the_ends(700));

// With c = 1 they keep the digits of a small x; with any other c they are the formulas as written, bit for bit.
constexpr bool sums_with_a_number(double x) {
  double const c = 1 + 0x1p-30, e = value_at<double>(exp, {x}), large = value_at<double>(exp, {800.0});
  return value_at<double>(log_sum, {1.0, 1e-20}) == 1e-20 && value_at<double>(exp_minus, {1e-20, 1.0}) == 1e-20 &&
         value_at<double>(log_sum, {c, x}) == value_at<double>(log, {c + x}) && value_at<double>(exp_minus, {x, c}) == e - c &&
         value_at<double>(log_sum, {1e-20, 0.0}) == value_at<double>(log, {1e-20}) &&
         value_at<double>(log_plus_exp, {1.0, x, e}) == value_at<double>(log1p, {e}) &&
         value_at<double>(log_plus_exp, {c, x, e}) == value_at<double>(log, {c + e}) &&
         value_at<double>(log_plus_exp, {c, 800.0, large}) == 800 && value_at<double>(exp_share, {e, 0.25}) == 0.25 &&
         value_at<double>(exp_share, {large, value_at<double>(divide, {large, large})}) == 1;
}
static_assert(sums_with_a_number(0.3) && sums_with_a_number(2));

}  // namespace

BOOST_AUTO_TEST_CASE(rows_of_values) {
  BOOST_TEST(sums_with_a_number(0.3));
  BOOST_TEST(exact_values(0));
  BOOST_TEST(ends(infinity));
  BOOST_TEST(derivatives_at_the_ends(700));
}
BOOST_AUTO_TEST_CASE(rows_of_derivatives) {
  for (calx::opcode const operation : {exp, exp2, expm1})
    BOOST_TEST(partials_are_slopes(operation, {{0}, {1}, {-2.5L}, {20}, {-30}, {1e-5L}}));
  for (calx::opcode const operation : {log, log2, log10})
    BOOST_TEST(partials_are_slopes(operation, {{1}, {0.1L}, {2.5L}, {1e6L}, {1e-6L}}));
  BOOST_TEST(partials_are_slopes(log_sum, {{1, 0.5L}, {0.25L, 3}, {2, -1.5L}}));
  BOOST_TEST(partials_are_slopes(exp_minus, {{0.5L, 1}, {-3, 0.25L}, {2, 7}}));
  BOOST_TEST(partials_are_slopes(log1p, {{0}, {1}, {-0.75L}, {1e6L}, {1e-5L}}));
}

BOOST_AUTO_TEST_SUITE_END()
