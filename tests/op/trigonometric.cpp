// SPDX-License-Identifier: Apache-2.0
#include <calx/op/trigonometric.hpp>

#include "../row_check.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(trigonometric_rows)

namespace {

using namespace calx_test;
using enum calx::opcode;

constexpr double half_turn = 3.14159265358979323846;

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr bool is_nan(double x) { return x != x; }

constexpr bool ends(double infinite) {
  return is_nan(value_at<double>(sin, {infinite})) && is_nan(value_at<double>(tan, {infinite})) &&
         value_at<double>(atan, {infinite}) == half_turn / 2 && value_at<double>(asin, {1.0}) == half_turn / 2 &&
         value_at<double>(acos, {-1.0}) == half_turn && is_nan(value_at<double>(asin, {1.5})) &&
         value_at<double>(atan2, {0.0, -1.0}) == half_turn && value_at<double>(atan2, {1.0, 0.0}) == half_turn / 2 &&
         value_at<double>(atan2, {infinite, infinite}) == half_turn / 4 && value_at<double>(sin, {1e-300}) == 1e-300;
}
static_assert(ends(infinity));

// asin' = 1/sqrt((1 - x)(1 + x)) near 1, with 1 - x = 2^-40 exactly.
constexpr bool near_one(double gap) {
  double const x = 1 - gap, s = partial_at<double>(asin, 0, {x}), c = partial_at<double>(acos, 0, {x});
  return near(s * s, 1 / (gap * (2 - gap)), 8) && c == -s && partial_at<double>(asin, 0, {1.0}) == infinity &&
         partial_at<double>(asin, 0, {-1.0}) == infinity;
}
static_assert(near_one(0x1p-40) && near_one(0x1p-53));

// d atan2(y, x) = (x dy - y dx)/(x^2 + y^2), where the squares over- or underflow.
constexpr bool angles_of_extremes(double size) {
  point<double> const p{3 * size, 4 * size};
  return near(partial_at<double>(atan2, 0, p) * size, 4 / 25.0, 8) &&
         near(partial_at<double>(atan2, 1, p) * size, -3 / 25.0, 8);
}
static_assert(angles_of_extremes(1e300) && angles_of_extremes(1e-300) && angles_of_extremes(1));

constexpr bool steep(double x) {  // tan' = 1 + tan^2 beside the pole
  double const t = value_at<double>(tan, {x});
  return near(partial_at<double>(tan, 0, {x}), 1 + t * t, 4) && t > 1e15;
}
static_assert(steep(half_turn / 2));

}  // namespace

BOOST_AUTO_TEST_CASE(rows_of_values) {
  BOOST_TEST(ends(infinity));
  BOOST_TEST(near_one(0x1p-40));
  BOOST_TEST(angles_of_extremes(1e300));
  BOOST_TEST(angles_of_extremes(1e-300));
  BOOST_TEST(steep(half_turn / 2));
}
BOOST_AUTO_TEST_CASE(rows_of_derivatives) {
  for (calx::opcode const operation : {sin, cos, tan, atan})
    BOOST_TEST(partials_are_slopes(operation, {{0}, {1}, {-1.25L}, {0.125L}, {4}}));
  for (calx::opcode const operation : {asin, acos}) BOOST_TEST(partials_are_slopes(operation, {{0}, {0.5L}, {-0.75L}, {0.9L}}));
  BOOST_TEST(partials_are_slopes(atan2, {{1, 2}, {-1, 2}, {1, -2}, {-3, -0.5L}, {1, 0}, {0, 2}}));
}

BOOST_AUTO_TEST_SUITE_END()
