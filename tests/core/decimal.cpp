// SPDX-License-Identifier: Apache-2.0
#include <calx/core/decimal.hpp>

#include <boost/test/unit_test.hpp>

#include <bit>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>

namespace {

using calx::nearest_floating;

constexpr bool known_values() {
  using limits = std::numeric_limits<double>;
  return nearest_floating<double>("0", 0) == 0 && nearest_floating<double>("000", 5) == 0 &&
         nearest_floating<double>("1", 0) == 1 && nearest_floating<double>("15", -1) == 1.5 &&
         nearest_floating<double>("1", -1) == 0.1 && nearest_floating<double>("3333333333333333", -16) == 0.3333333333333333 &&
         nearest_floating<double>("9007199254740993", 0) == 9007199254740992.0 &&  // a tie goes to the even one
         nearest_floating<double>("9007199254740995", 0) == 9007199254740996.0 &&
         nearest_floating<double>("90071992547409930000000000000000000000001", -25) == 9007199254740994.0 &&
         nearest_floating<double>("17976931348623157", 292) == limits::max() &&
         nearest_floating<double>("17976931348623158", 292) == limits::max() &&
         nearest_floating<double>("17976931348623159", 292) == limits::infinity() &&
         nearest_floating<double>("1", 400) == limits::infinity() && nearest_floating<double>("1", 2000000000) > 0 &&
         nearest_floating<double>("22250738585072014", -324) == limits::min() &&
         nearest_floating<double>("2225073858507201", -323) < limits::min() &&
         nearest_floating<double>("5", -324) == limits::denorm_min() &&
         nearest_floating<double>("24703282292062327208", -343) == 0 &&  // half of it, and a little less
         nearest_floating<double>("24703282292062327209", -343) == limits::denorm_min() &&
         nearest_floating<double>("1", -400) == 0 && nearest_floating<double>("1", -2000000000) == 0;
}
constexpr bool other_precisions() {
  return nearest_floating<float>("16777217", 0) == 16777216.0f && nearest_floating<float>("1", -45) == 1e-45f &&
         nearest_floating<float>("34028235", 31) == 3.4028235e38f && nearest_floating<long double>("1", -1) == 0.1L &&
         nearest_floating<long double>("1", 300) == 1e300L;
}
static_assert(known_values());
static_assert(other_precisions());

struct decimal {
  std::string digits;
  int exponent;
  std::string text() const { return digits + "e" + std::to_string(exponent); }
};
template <class Real> bool as_the_library(decimal const& d) {
  Real expected;
  if constexpr (sizeof(Real) == sizeof(float)) expected = std::strtof(d.text().c_str(), nullptr);
  else if constexpr (sizeof(Real) == sizeof(double)) expected = std::strtod(d.text().c_str(), nullptr);
  else expected = std::strtold(d.text().c_str(), nullptr);
  return nearest_floating<Real>(d.digits, d.exponent) == expected;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(core_decimal)

BOOST_AUTO_TEST_CASE(the_same_at_run_time) {
  BOOST_TEST(known_values());
  BOOST_TEST(other_precisions());
}

BOOST_AUTO_TEST_CASE(random_decimals) {
  std::mt19937_64 random(1);
  for (int i = 0; i < 20000; ++i) {
    decimal d;
    for (int k = 1 + static_cast<int>(random() % 40); k > 0; --k) d.digits += static_cast<char>('0' + random() % 10);
    d.exponent = static_cast<int>(random() % 700) - 370;
    BOOST_TEST_CONTEXT(d.text()) {
      BOOST_TEST_REQUIRE(as_the_library<double>(d));
      BOOST_TEST_REQUIRE(as_the_library<float>(d));
      BOOST_TEST_REQUIRE(as_the_library<long double>(d));
    }
  }
}

// Midpoints between neighbours, written out in full, and the decimals next to them.
BOOST_AUTO_TEST_CASE(ties) {
  std::mt19937_64 random(2);
  int tried = 0;
  for (int i = 0; i < 3000; ++i) {
    double const a = std::bit_cast<double>(random() % 0x7FEFFFFFFFFFFFFFu), b = std::nextafter(a, 2 * a);
    if (!(b < 1e200) || a == 0) continue;
    char middle[1200];
    long double const half = (static_cast<long double>(a) + b) / 2;
    std::snprintf(middle, sizeof middle, "%.1099Le", half);
    std::string const text(middle);
    decimal d{text.substr(0, 1) + text.substr(2, 1099), std::atoi(text.c_str() + text.find('e') + 1) - 1099};
    BOOST_TEST_CONTEXT(d.text()) {
      BOOST_TEST_REQUIRE(as_the_library<double>(d));
      d.digits.back() = '1';
      BOOST_TEST_REQUIRE(as_the_library<double>(d));
      d.digits.resize(17);
      d.exponent += 1083;
      BOOST_TEST_REQUIRE(as_the_library<double>(d));
    }
    ++tried;
  }
  BOOST_TEST(tried > 1000);
}

BOOST_AUTO_TEST_CASE(far_exponents) {
  if (std::numeric_limits<long double>::max_exponent <= 1024) return;
  for (int exponent : {4931, 4932, 4900, -4931, -4950, -4951, -4970})
    BOOST_TEST_CONTEXT(exponent) BOOST_TEST((as_the_library<long double>({"118973149535723176502", exponent - 20})));
}

BOOST_AUTO_TEST_SUITE_END()
