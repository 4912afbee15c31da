// SPDX-License-Identifier: Apache-2.0
#include <calx/op/power.hpp>

#include "../row_check.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(power_rows)

namespace {

using namespace calx_test;
using enum calx::opcode;
using calx::rational, calx::whole_power;

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr bool is_nan(double x) { return x != x; }

constexpr bool whole_powers(double two) {
  return whole_power(two, 10) == 1024 && whole_power(two, -2) == 0.25 && whole_power(-two, 3) == -8 &&
         whole_power(0.0, 0) == 1 && whole_power(0.0, -1) == infinity && whole_power(-0.0, -3) == -infinity &&
         whole_power(infinity, -2) == 0 && whole_power(two, 2000) == infinity &&
         whole_power(1.0, std::numeric_limits<int>::min()) == 1 &&
         whole_power(-1.0, std::numeric_limits<long long>::min()) == 1 && whole_power(rational(2, 3), -3) == rational(27, 8);
}
static_assert(whole_powers(2));

// Each power of 0: the derivative of x^n at 0 is 0, 1, or a pole; of x^0 it is 0.
constexpr bool derivatives_at_zero(double zero) {
  return partial_at<double>(power, 0, {zero}, 0) == 0 && partial_at<double>(power, 0, {zero}, 1) == 1 &&
         partial_at<double>(power, 0, {zero}, 2) == 0 && partial_at<double>(power, 0, {zero}, -1) == -infinity &&
         partial_at<double>(integer_power, 0, {zero, 0}) == 0 && partial_at<double>(integer_power, 0, {zero, 1}) == 1 &&
         partial_at<double>(integer_power, 0, {zero, 3}) == 0 && partial_at<double>(pow, 0, {zero, 0}) == 0 &&
         partial_at<double>(pow, 0, {zero, 1}) == 1 && partial_at<double>(pow, 0, {zero, 2}) == 0 &&
         partial_at<double>(pow, 0, {zero, 0.5}) == infinity && partial_at<double>(pow, 1, {zero, 2}) == 0 &&
         partial_at<double>(pow, 1, {1, 2}) == 0;
}
static_assert(derivatives_at_zero(0));

constexpr bool roots_at_zero(double zero) {
  return partial_at<double>(square_root, 0, {zero}) == infinity && partial_at<double>(cube_root, 0, {zero}) == infinity &&
         is_nan(partial_at<double>(hypot, 0, {zero, zero})) && is_nan(value_at<double>(square_root, {-1.0})) &&
         value_at<double>(cube_root, {-8.0}) == -2 && value_at<double>(square_root, {infinity}) == infinity;
}
static_assert(roots_at_zero(0));

constexpr bool products_with_logarithms(double zero) {
  return value_at<double>(times_log, {zero, zero}) == 0 && value_at<double>(times_log, {zero, -1}) == 0 &&
         value_at<double>(times_log, {2, zero}) == -infinity && value_at<double>(pow_slope, {zero, zero}) == 0 &&
         value_at<double>(pow_slope, {zero, 1}) == 1 && near(value_at<double>(pow_slope, {2, 3}), 12.0, 0);
}
static_assert(products_with_logarithms(0));

// d(x/h)/dx = (y/h)^2/h, also where y is so small beside x that 1/h - (x/h)^2/h is 0.
constexpr bool second_derivative_of_hypot(double y) {
  point<double> const p{2, y, value_at<double>(hypot, {2.0, y})};
  return near(partial_at<double>(hypot_slope, 0, p), y * y / 8, 4) && near(partial_at<double>(hypot_slope, 1, p), -y / 4, 4) &&
         partial_at<double>(hypot_slope, 2, p) == 0 && value_at<double>(hypot_slope, p) == 1;
}
static_assert(second_derivative_of_hypot(1e-12));

// hypot and its derivative where the squares over- or underflow.
constexpr bool lengths_of_extremes(double size) {
  return near(value_at<double>(hypot, {3 * size, 4 * size}), 5 * size, 1) &&
         near(partial_at<double>(hypot, 0, {3 * size, 4 * size}), 0.6, 2);
}
static_assert(lengths_of_extremes(1e300) && lengths_of_extremes(1e-300));

constexpr bool negative_bases(double base) {
  return value_at<double>(pow, {base, 3}) == -8 && is_nan(value_at<double>(pow, {base, 0.5})) &&
         partial_at<double>(pow, 0, {base, 3}) == 12 && value_at<double>(integer_power, {base, -2}) == 0.25;
}
static_assert(negative_bases(-2));

// y x^(y - 1) from x^y.
constexpr double slope_by_power(double x, double y) {
  return value_at<double>(pow_slope_from, {x, y, value_at<double>(pow, {x, y})});
}
constexpr bool slopes_agree(double x, double y, double ulps) {
  return near(slope_by_power(x, y), value_at<double>(pow_slope, {x, y}), ulps);
}

constexpr bool slopes_by_powers(double two) {
  return slope_by_power(two, 3) == 12 && slope_by_power(-two, 3) == 12 && slope_by_power(-two, 2) == -4 &&
         slope_by_power(-two, -1) == -0.25 && slope_by_power(two, 1) == 1 && slope_by_power(two, 0) == 0 &&
         slope_by_power(-two, 0) == 0 && is_nan(slope_by_power(-two, 0.5)) && slope_by_power(4, 0.5) == 0.25 &&
         slope_by_power(4, -0.5) == -0.0625 && slope_by_power(1, two) == 2;
}
static_assert(slopes_by_powers(2));

// p/x is no way at 0, and none where p has left the range of normal numbers though x^(y - 1) has not.
constexpr bool slopes_where_the_power_is_of_no_use(double zero) {
  bool all = slope_by_power(zero, 1) == 1 && slope_by_power(zero, 2) == 0 && slope_by_power(zero, 0) == 0 &&
             slope_by_power(zero, 0.5) == infinity && slope_by_power(-zero, 1) == 1 && slope_by_power(-zero, 3) == 0;
  all = all && value_at<double>(pow, {1e155, 2}) == infinity && slope_by_power(1e155, 2) == 2e155 &&
        slope_by_power(-1e155, 2) == -2e155;                                                    // overflow
  all = all && value_at<double>(pow, {1e-170, 2}) == 0 && slope_by_power(1e-170, 2) == 2e-170;  // underflow
  all = all && slopes_agree(1e-155, 2, 2) && slope_by_power(1e-155, 2) == 2e-155 && slopes_agree(-1e-155, 2, 2) &&
        slopes_agree(1e-103, 3, 4) && slopes_agree(0x1p-1074, 1, 0);  // p subnormal, with few digits
  all = all && slope_by_power(infinity, 2) == infinity && slope_by_power(infinity, -1) == 0 && slope_by_power(infinity, 0) == 0;
  double const nan = std::numeric_limits<double>::quiet_NaN();
  return all && is_nan(slope_by_power(nan, 2)) && is_nan(slope_by_power(2, nan));
}
static_assert(slopes_where_the_power_is_of_no_use(0));

// Over the plane: as far from the truth as x^(y - 1) itself, or nearer.
bool slopes_over_the_plane() {
  bool all = true;
  for (double x = 1e-300; x < 1e300; x *= 7.3)
    for (double y = -3.25; y <= 3.25; y += 0.125) {
      long double const expected = y * std::pow(static_cast<long double>(x), static_cast<long double>(y) - 1);
      long double const lower = y == 0 ? 1 : std::fabs(expected / y);  // x^(y - 1) has to be a normal number, too
      if (std::fmax(std::fabs(expected), lower) > 1e308L || std::fmin(std::fabs(expected), lower) < 1e-307L) continue;
      if (near(static_cast<long double>(slope_by_power(x, y)), expected, 0x1p12)) continue;  // in ulp of long double
      all = false;
      std::printf("pow_slope_from(%g, %g) = %.17g, not %.17Lg\n", x, y, slope_by_power(x, y), expected);
    }
  return all;
}

}  // namespace

BOOST_AUTO_TEST_CASE(slopes_from_powers) {
  BOOST_TEST(slopes_by_powers(2));
  BOOST_TEST(slopes_where_the_power_is_of_no_use(0));
  BOOST_TEST(slopes_over_the_plane());
}
BOOST_AUTO_TEST_CASE(rows_of_values) {
  BOOST_TEST(whole_powers(2));
  BOOST_TEST(derivatives_at_zero(0));
  BOOST_TEST(roots_at_zero(0));
  BOOST_TEST(products_with_logarithms(0));
  BOOST_TEST(lengths_of_extremes(1e300));
  BOOST_TEST(lengths_of_extremes(1e-300));
  BOOST_TEST(negative_bases(-2));
}
BOOST_AUTO_TEST_CASE(rows_of_derivatives) {
  for (int n = -6; n <= 6; ++n) BOOST_TEST(partials_are_slopes(power, {{1}, {-1.5L}, {0.125L}, {3}}, n));
  BOOST_TEST(partials_are_slopes(pow, {{1, 2}, {2.5L, -1.5L}, {0.125L, 0.5L}, {3, 7}}));
  BOOST_TEST(partials_are_slopes(pow_slope, {{1, 2}, {2.5L, -1.5L}, {0.125L, 0.5L}, {3, 7}}, 0, 64));
  BOOST_TEST(partials_are_slopes(times_log, {{1, 2}, {-2.5L, 1.5L}, {0.125L, 0.5L}}));
  BOOST_TEST(partials_are_slopes(square_root, {{1}, {0.125L}, {1e6L}}));
  BOOST_TEST(partials_are_slopes(cube_root, {{1}, {-0.125L}, {1e6L}}));
  BOOST_TEST(second_derivative_of_hypot(1e-12));
  BOOST_TEST(partials_are_slopes(hypot, {{3, 4}, {-1, 0.5L}, {0, 2}}));
}

BOOST_AUTO_TEST_SUITE_END()
