// SPDX-License-Identifier: Apache-2.0
#include <calx/graph/number.hpp>

#include <boost/test/unit_test.hpp>

#include <limits>

BOOST_AUTO_TEST_SUITE(numbers)

namespace {

using calx::number, calx::rational;

constexpr bool exact_or_not(double tenth) {
  number const a = number::from_floating(tenth), b = number::from_floating(1e300L), c(rational(1, 3));
  return a.is_exact() && a.to<double>() == tenth && !b.is_exact() && b.to<double>() == static_cast<double>(1e300L) &&
         c.to<float>() == 1.0f / 3 && number(rational(2)).is(2) && !c.is(0) && !b.is(0) &&
         number::from_floating(0.5L) == number(rational(1, 2)) && !(a == number(rational(1, 10))) &&
         b == number::from_floating(1e300L) && !(b == number::from_floating(1e301L));
}
static_assert(exact_or_not(0.1));

// What overflowed is no number: it must not read as 0.
constexpr bool overflow_is_no_number(int shift) {
  rational const large(calx::int128{1} << shift, 1);
  double const value = number(large * large).to<double>();
  return value != value && !number(large * large).is(0);
}
static_assert(overflow_is_no_number(100));

constexpr bool nan_equals_nothing(long double none) {
  number const n = number::from_floating(none);
  return !n.is_exact() && !(n == n) && n.to<double>() != n.to<double>();
}
static_assert(nan_equals_nothing(std::numeric_limits<long double>::quiet_NaN()));

}  // namespace

BOOST_AUTO_TEST_CASE(constants) {
  BOOST_TEST(exact_or_not(0.1));
  BOOST_TEST(overflow_is_no_number(100));
  BOOST_TEST(nan_equals_nothing(std::numeric_limits<long double>::quiet_NaN()));
}

BOOST_AUTO_TEST_SUITE_END()
