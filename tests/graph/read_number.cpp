// SPDX-License-Identifier: Apache-2.0
#include <calx/graph/read_number.hpp>
#include <calx/print/number_text.hpp>

#include "../random_graph.hpp"

#include <boost/test/unit_test.hpp>

#include <bit>
#include <string>

namespace {

using calx::int128, calx::number, calx::number_reading, calx::rational, calx::read_number;

constexpr bool is_exactly(std::string_view text, rational const& expected) {
  number_reading const r = read_number(text);
  return r.length == static_cast<int>(text.size()) && r.fault.empty() && r.value.is_exact() && r.value.exact == expected;
}
constexpr bool is_floating(std::string_view text, long double expected) {
  number_reading const r = read_number(text);
  return r.length == static_cast<int>(text.size()) && r.fault.empty() && r.value == number::from_floating(expected);
}
constexpr int length_of(std::string_view text) { return read_number(text).length; }
constexpr bool is_refused(std::string_view text) {
  return length_of(text) == static_cast<int>(text.size()) && !read_number(text).fault.empty();
}
static_assert(!is_exactly("1", 2) && !is_exactly("1 ", 1) && !is_floating("1e300", 2e300L));  // the helpers can fail

constexpr bool exact_numbers() {
  int128 const large = int128{1000000000000000000} * 1000000000000000000;
  return is_exactly("0", 0) && is_exactly("7", 7) && is_exactly("0012", 12) && is_exactly("1.5", rational(3, 2)) &&
         is_exactly("0.1", rational(1, 10)) && is_exactly(".5", rational(1, 2)) && is_exactly("2.", 2) &&
         is_exactly("1e3", 1000) && is_exactly("1E+3", 1000) && is_exactly("2.5e-3", rational(1, 400)) &&
         is_exactly("0.000", 0) && is_exactly("0e99999999999999999999", 0) && is_exactly("100e-2", 1) &&
         is_exactly("1e36", rational(large, 1)) && is_exactly("1e-36", rational(1, large)) &&
         is_exactly("8e-39", rational(1, large * 125)) &&  // 8/10^39 would not fit
         is_exactly("170141183460469231731687303715884105727", rational(static_cast<int128>(~calx::uint128{0} >> 1), 1)) &&
         is_exactly("12345678901234567", 12345678901234567) &&  // a whole number is exact
         is_exactly("0.123456789012345", rational(24691357802469, 200000000000000)) &&
         is_exactly("0.123456789012345678", rational(61728394506172839, 500000000000000000)) &&
         is_exactly("0.10000000000000000000000000000000000000000000000000000000000000", rational(1, 10));
}
// What doubles are printed as.
constexpr bool floating_numbers() {
  return is_floating("0.30000000000000004", 0.30000000000000004) && is_floating("3.141592653589793", 3.141592653589793) &&
         is_floating("1e300", 1e300) && is_floating("1.7976931348623157e308", std::numeric_limits<double>::max()) &&
         is_floating("2.2250738585072014e-308", std::numeric_limits<double>::min()) && is_floating("1e-300", 1e-300) &&
         is_floating("7.888609052210118e-31", 0x1p-100L) && is_floating("1e39", 1e39) &&
         is_floating("1000000000000000000000000000000000000000", 1e39) &&
         is_floating("1.23456789012345678901e-300", 1.23456789012345678901e-300L) && is_floating("5e-324", 5e-324L);
}
constexpr bool refused_numbers() {
  return is_refused("0.1234567890123456789012345678901234567890123") && is_refused("1e99999") && is_refused("1e-99999") &&
         is_refused("1e99999999999999999999999") && is_refused("170141183460469231731687303715884105729") &&
         is_refused("1234567890123456789012345678901234567890123456789012345678901234567890");
}
// The number ends where it must.
constexpr bool lengths() {
  return length_of("") == 0 && length_of("x") == 0 && length_of(".") == 0 && length_of(".x") == 0 && length_of("-1") == 0 &&
         length_of("e5") == 0 && length_of("2x") == 1 && length_of("2e") == 1 && length_of("2e+") == 1 &&
         length_of("2e-x") == 1 && length_of("2e5x") == 3 && length_of("1.5.5") == 3 && length_of("1..5") == 2 &&
         length_of("12]") == 2;
}
static_assert(exact_numbers());
static_assert(floating_numbers());
static_assert(refused_numbers());
static_assert(lengths());

struct sink {
  std::string text{};
  void append(char c) { text += c; }
};
std::string text_of(number const& n) {
  sink out;
  calx::write_number(out, n);
  return out.text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(graph_read_number)

BOOST_AUTO_TEST_CASE(the_same_at_run_time) {
  BOOST_TEST(exact_numbers());
  BOOST_TEST(floating_numbers());
  BOOST_TEST(refused_numbers());
  BOOST_TEST(lengths());
}

BOOST_AUTO_TEST_CASE(beyond_double) {
  if (std::numeric_limits<long double>::max_exponent <= 1024) return;
  BOOST_TEST(is_floating("1e400", std::strtold("1e400", nullptr)));
  BOOST_TEST(is_floating("1e-400", std::strtold("1e-400", nullptr)));
}

// What is printed as a decimal reads back: as the double that it is, and as the constant itself unless it has few digits.
BOOST_AUTO_TEST_CASE(printed_numbers) {
  calx_test::random_source random(11);
  int decimals = 0, changed = 0;
  for (int i = 0; i < 100000; ++i) {
    number n = calx_test::random_constant(random);
    if (random.one_in(3)) n = number::from_floating(std::bit_cast<double>(random.next() >> 1));
    if (n.is_exact() ? n.exact.is_negative() : !(n.approximate >= 0)) continue;
    std::string const text = text_of(n);
    if (text.find('/') != std::string::npos || text == "inf") continue;
    number_reading const r = read_number(text);
    BOOST_TEST_CONTEXT(text) {
      BOOST_TEST_REQUIRE(r.length == static_cast<int>(text.size()));
      BOOST_TEST_REQUIRE(r.fault.empty());
      BOOST_TEST_REQUIRE(r.value.to<double>() == n.to<double>());
    }
    ++decimals;
    if (!(r.value == n)) ++changed;
  }
  BOOST_TEST(decimals > 50000);
  BOOST_TEST(changed > 0);
  BOOST_TEST(changed < decimals / 10);
}

BOOST_AUTO_TEST_SUITE_END()
