// SPDX-License-Identifier: Apache-2.0
#include <calx/op/hyperbolic.hpp>

#include "../row_check.hpp"

#include <boost/test/unit_test.hpp>

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

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

// tanh and its derivative from their one exponential.
constexpr double tanh_by_kernel(double x) { return value_at<double>(tanh_from, {x, value_at<double>(tanh_kernel, {x})}); }
constexpr double slope_by_kernel(double x) {
  return value_at<double>(sech_squared_from, {x, value_at<double>(tanh_kernel, {x})});
}
constexpr bool is_negative_zero(double x) { return x == 0 && std::bit_cast<std::uint64_t>(x) >> 63 != 0; }

constexpr bool kernel_at_its_ends(double zero) {
  double const large = 1e300;
  return tanh_by_kernel(zero) == 0 && !is_negative_zero(tanh_by_kernel(zero)) && is_negative_zero(tanh_by_kernel(-zero)) &&
         slope_by_kernel(zero) == 1 && slope_by_kernel(-zero) == 1 && tanh_by_kernel(infinity) == 1 &&
         tanh_by_kernel(-infinity) == -1 && slope_by_kernel(infinity) == 0 && slope_by_kernel(-infinity) == 0 &&
         tanh_by_kernel(large) == 1 && tanh_by_kernel(-large) == -1 && slope_by_kernel(-large) == 0 &&
         tanh_by_kernel(5e-324) == 5e-324 && tanh_by_kernel(-0x1p-1022) == -0x1p-1022 && slope_by_kernel(1e-300) == 1;
}
static_assert(kernel_at_its_ends(0));

bool no_number_stays_none(double nan) {
  return std::isnan(tanh_by_kernel(nan)) && std::isnan(slope_by_kernel(nan)) && std::isnan(tanh_by_kernel(-nan));
}

// The kernel is exp(-2|x|) beyond 1/2, expm1(-2|x|) up to it: at 1/2 and its neighbours both operations take the same one.
constexpr bool kernel_at_its_joint(double half) {
  double const above = half + 0x1p-53, below = half - 0x1p-54;
  return value_at<double>(tanh_kernel, {half}) < 0 && value_at<double>(tanh_kernel, {below}) < 0 &&
         value_at<double>(tanh_kernel, {above}) > 0 && value_at<double>(tanh_kernel, {-half}) < 0 &&
         value_at<double>(tanh_kernel, {-above}) > 0 && near(tanh_by_kernel(half), 0.46211715726000979, 4) &&
         near(tanh_by_kernel(above), 0.46211715726000979, 4) && near(tanh_by_kernel(-below), -0.46211715726000979, 4) &&
         near(slope_by_kernel(half), 0.78644773296592737, 4) && near(slope_by_kernel(-above), 0.78644773296592737, 4);
}
static_assert(kernel_at_its_joint(0.5));

// In units in the last place of the double next to the true value, down to where that is subnormal.
double ulps(double got, long double expected) {
  double const size = std::fabs(static_cast<double>(expected));
  long double const step = static_cast<long double>(std::nextafter(size, infinity)) - static_cast<long double>(size);
  return static_cast<double>(std::fabs(static_cast<long double>(got) - expected) / step);
}
struct worst_error {
  double tanh = 0, slope = 0;
  void see(double x) {
    long double const wide = static_cast<long double>(x), c = std::cosh(wide);
    tanh = std::fmax(tanh, ulps(tanh_by_kernel(x), std::tanh(wide)));
    slope = std::fmax(slope, ulps(slope_by_kernel(x), std::isinf(c * c) ? 4 * std::exp(-2 * std::fabs(wide)) : 1 / c / c));
  }
};
worst_error error_by_kernel() {
  worst_error worst;
  for (int i = 0; i <= 200000; ++i)
    for (double const sign : {1.0, -1.0}) {
      worst.see(sign * i * 5e-6);       // up to 1, densely
      worst.see(sign * i * 1.8787e-3);  // up to 375, where the derivative underflows
    }
  for (int k = -1074; k < 1024; ++k)
    for (double const m : {1.0, -1.0, 1.37, -1.93}) worst.see(std::ldexp(m, k));
  for (double const joint : {0.5, -0.5})
    for (int i = -100; i <= 100; ++i) worst.see(joint * (1 + i * 0x1p-52));
  return worst;
}

}  // namespace

BOOST_AUTO_TEST_CASE(values_from_kernels) {
  BOOST_TEST(kernel_at_its_ends(0));
  BOOST_TEST(kernel_at_its_joint(0.5));
  BOOST_TEST(no_number_stays_none(std::numeric_limits<double>::quiet_NaN()));
  worst_error const worst = error_by_kernel();
  BOOST_TEST_MESSAGE("tanh_from: " << worst.tanh << " ulp, sech_squared_from: " << worst.slope << " ulp");
  BOOST_TEST(worst.tanh <= 4);
  BOOST_TEST(worst.slope <= 4.5);  // just below 1, where the ulp is half of that above
  BOOST_TEST(worst.tanh > 0.25);   // the measure can tell
}
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
