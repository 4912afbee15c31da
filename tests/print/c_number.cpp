// SPDX-License-Identifier: Apache-2.0
#include <calx/print/c_number.hpp>

#include <calx/core/text.hpp>

#include <boost/test/unit_test.hpp>

#include <bit>
#include <cstdint>
#include <cstdlib>
#include <random>
#include <string>

BOOST_AUTO_TEST_SUITE(c_number)

namespace {

using calx::number, calx::rational;

struct sink {
  calx::text<80> written{};
  constexpr void append(char c) { written.append(std::string_view(&c, 1)); }
};
template <class Real = double> constexpr bool writes(std::string_view expected, number const& n, char before = ' ') {
  sink out;
  calx::detail::write_c_number<Real>(out, n, before);
  return out.written == expected;
}
constexpr number fraction(long long p, long long q) { return number(rational(p, q)); }
static_assert(!writes("2", fraction(2, 1)));  // the helper can fail

constexpr bool exact_numbers_are_decimals_or_quotients() {
  return writes("2.0", fraction(2, 1)) && writes("0.5", fraction(1, 2)) && writes("0.3", fraction(3, 10)) &&
         writes("1.0/3.0", fraction(1, 3)) && writes("22.0/7.0", fraction(22, 7)) && writes("-1.0/3.0", fraction(-1, 3)) &&
         writes("1e30", number::from_floating(1e30L)) && writes("123456789012.0", fraction(123456789012, 1)) &&
         writes("0.0", fraction(0, 1)) && writes<float>("1.0f/3.0f", fraction(1, 3)) && writes<float>("2.0f", fraction(2, 1));
}
static_assert(exact_numbers_are_decimals_or_quotients());

// A quotient of numbers that are not exact in the type would be rounded twice.
constexpr bool inexact_parts_are_rounded_once() {
  number const large(rational(1000000000000000000) * rational(1000000, 3));
  return writes("3.333333333333333e23", large) && writes("3002398750.780747", fraction(9007199254740991, 3000001)) &&
         writes("9007199254740991.0/300001.0", fraction(9007199254740991, 300001)) &&
         writes<float>("5592405.5f", fraction(16777217, 3)) && writes<float>("16777215.0f/11.0f", fraction(16777215, 11));
}
static_assert(inexact_parts_are_rounded_once());

constexpr bool parentheses_where_they_are_needed() {
  return writes("(-2.0)", fraction(-2, 1), '-') && writes("(-2.0)", fraction(-2, 1), '+') &&
         writes("(-2.0)", fraction(-2, 1), '/') && writes("-2.0", fraction(-2, 1), ',') &&
         writes("-2.0", fraction(-2, 1), '<') && writes("2.0", fraction(2, 1), '-') &&
         writes("(1.0/3.0)", fraction(1, 3), '*') && writes("(1.0/3.0)", fraction(1, 3), '/') &&
         writes("1.0/3.0", fraction(1, 3), '-') && writes("(-1.0/3.0)", fraction(-1, 3), '-') &&
         writes("1.0/3.0", fraction(1, 3));
}
static_assert(parentheses_where_they_are_needed());

template <class Real> constexpr bool writes_floating(std::string_view expected, Real value, char before = ' ') {
  sink out;
  calx::detail::write_c_floating(out, value, before);
  return out.written == expected;
}
constexpr bool values_that_are_no_decimals() {
  constexpr double infinity = std::numeric_limits<double>::infinity(), nan = std::numeric_limits<double>::quiet_NaN();
  return writes_floating("INFINITY", infinity) && writes_floating("(-INFINITY)", -infinity, '*') &&
         writes_floating("NAN", nan, '*') && writes_floating("-0.0", -0.0) && writes_floating("(-0.0)", -0.0, '+') &&
         writes_floating("0.0", 0.0) && writes_floating("5e-324", 5e-324) && writes_floating("1e300", 1e300) &&
         writes_floating("0.1f", 0.1f) && writes<float>("INFINITY", number::from_floating(1e300L)) &&
         writes("NAN", number(rational(1, 0)));
}
static_assert(values_that_are_no_decimals());

// By the C library's reader.
template <class Real, class Bits> int changed_on_the_way(int count, Real (*read)(char const*, char**)) {
  std::mt19937_64 generator(11);
  int changed = 0;
  for (int i = 0; i < count; ++i) {
    Real const value = std::bit_cast<Real>(static_cast<Bits>(generator()));
    if (!(value - value == 0)) continue;
    sink out;
    calx::detail::write_c_floating(out, value, ' ');
    changed += std::bit_cast<Bits>(read(out.written.c_str(), nullptr)) != std::bit_cast<Bits>(value);
  }
  return changed;
}

}  // namespace

BOOST_AUTO_TEST_CASE(texts) {
  BOOST_TEST(exact_numbers_are_decimals_or_quotients());
  BOOST_TEST(inexact_parts_are_rounded_once());
  BOOST_TEST(parentheses_where_they_are_needed());
  BOOST_TEST(values_that_are_no_decimals());
}

BOOST_AUTO_TEST_CASE(what_is_written_reads_back) {
  BOOST_TEST((changed_on_the_way<double, std::uint64_t>(3000, std::strtod)) == 0);
  BOOST_TEST((changed_on_the_way<float, std::uint32_t>(3000, std::strtof)) == 0);
}

BOOST_AUTO_TEST_SUITE_END()
