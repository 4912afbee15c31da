// SPDX-License-Identifier: Apache-2.0
#include <calx/print/number_text.hpp>

#include <calx/core/text.hpp>

#include <boost/test/unit_test.hpp>

#include <bit>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <random>

namespace {

using calx::int128, calx::number, calx::rational;

struct sink {
  calx::text<100> written{};
  constexpr void append(char c) { written.append(std::string_view(&c, 1)); }
};

template <class Real> constexpr auto floating_text(Real value) {
  sink out;
  calx::detail::write_floating(out, value);
  return out.written;
}
constexpr auto integer_text(int128 value) {
  sink out;
  calx::detail::write_integer(out, value);
  return out.written;
}
constexpr auto rational_text(rational const& value) {
  sink out;
  calx::write_rational(out, value);
  return out.written;
}
constexpr auto number_text(number const& value) {
  sink out;
  calx::write_number(out, value);
  return out.written;
}

constexpr int128 largest = static_cast<int128>(~calx::uint128{0} >> 1);

constexpr bool integers() {
  return integer_text(0) == "0" && integer_text(7) == "7" && integer_text(-10) == "-10" &&
         integer_text(1000000007) == "1000000007" && integer_text(largest) == "170141183460469231731687303715884105727" &&
         integer_text(-largest - 1) == "-170141183460469231731687303715884105728";
}

constexpr bool doubles() {
  using limits = std::numeric_limits<double>;
  return floating_text(0.0) == "0" && floating_text(-0.0) == "0" && floating_text(1.0) == "1" &&
         floating_text(-2.5) == "-2.5" && floating_text(0.1) == "0.1" && floating_text(0.1 + 0.2) == "0.30000000000000004" &&
         floating_text(123456.789) == "123456.789" && floating_text(1.0 / 3) == "0.3333333333333333" &&
         floating_text(100.0) == "100" && floating_text(1e16) == "10000000000000000" && floating_text(1e17) == "1e17" &&
         floating_text(1e22) == "1e22" && floating_text(1e23) == "1e23" && floating_text(1.5e300) == "1.5e300" &&
         floating_text(0.0001) == "0.0001" && floating_text(0.00001) == "0.00001" && floating_text(0.000001) == "1e-6" &&
         floating_text(0.0000012) == "1.2e-6" && floating_text(-1e-300) == "-1e-300" &&
         floating_text(limits::max()) == "1.7976931348623157e308" &&
         floating_text(limits::min()) == "2.2250738585072014e-308" && floating_text(limits::denorm_min()) == "5e-324" &&
         floating_text(limits::infinity()) == "inf" && floating_text(-limits::infinity()) == "-inf" &&
         floating_text(limits::quiet_NaN()) == "nan" &&
         floating_text(0x1p-44) == "5.684341886080802e-14" &&  // rounded up: the nearest of 16 digits is another number's
         floating_text(9007199254740992.0) == "9007199254740992" && floating_text(0.99999999999999989) == "0.9999999999999999";
}

constexpr bool other_precisions() {
  return floating_text(0.1f) == "0.1" && floating_text(16777216.0f) == "16777216" && floating_text(1e-45f) == "1e-45" &&
         floating_text(3.4028235e38f) == "3.4028235e38" && floating_text(0.1L) == "0.1" && floating_text(1e30L) == "1e30" &&
         floating_text(-2.5L) == "-2.5";
}

// An integer or a fraction, unless it is the value of a double with a large denominator.
constexpr bool rationals() {
  return rational_text(3) == "3" && rational_text(rational(-1, 3)) == "-1/3" &&
         rational_text(rational(1, 1000000)) == "1/1000000" && rational_text(rational::from_floating(0.25)) == "1/4" &&
         rational_text(rational::from_floating(0.1)) == "0.1" &&
         rational_text(rational::from_floating(-1234.5678)) == "-1234.5678" &&
         rational_text(rational(1, 3000001)) == "1/3000001" &&
         rational_text(rational(1, int128{1} << 100)) == "7.888609052210118e-31" &&
         rational_text(rational((int128{1} << 100) + 1, int128{1} << 100)) ==
             "1267650600228229401496703205377/1267650600228229401496703205376" &&
         rational_text(rational(10000000000) * rational(10000000000) * rational(1000)) == "100000000000000000000000";
}

// What stands in parentheses as a factor or an exponent is what is written with a slash.
constexpr bool plain_fractions() {
  return calx::is_plain_fraction(rational(1, 3)) && calx::is_plain_fraction(3) &&
         calx::is_plain_fraction(rational(1, 3000001)) &&
         calx::is_plain_fraction(rational((int128{1} << 100) + 1, int128{1} << 100)) &&
         !calx::is_plain_fraction(rational::from_floating(0.1)) && !calx::is_plain_fraction(rational(-1, 1 << 20));
}

constexpr bool numbers() {
  return number_text(rational(2, 3)) == "2/3" && number_text(number::from_floating(0.1L + 0)) != "" &&
         number_text(number::from_floating(0.1)) == "0.1" && number_text(number::from_floating(1e300)) == "1e300" &&
         number_text(number::from_floating(-1e-300)) == "-1e-300" && number_text(number::from_floating(5e-324)) == "5e-324" &&
         number_text(number::from_floating(std::numeric_limits<double>::infinity())) == "inf" &&
         number_text(rational::inexact()) == "nan";
}

// A long double outside the doubles is written as it is, not as inf or 0.
constexpr bool long_doubles() {
  if constexpr (std::numeric_limits<long double>::max_exponent <= 1024) return true;
  else
    return number_text(number::from_floating(1e400L)) == "1e400" && number_text(number::from_floating(-1e-400L)) == "-1e-400";
}

static_assert(integers());
static_assert(doubles());
static_assert(other_precisions());
static_assert(rationals());
static_assert(plain_fractions());
static_assert(numbers());
static_assert(long_doubles());

// Significant digits of a decimal: without leading and trailing zeros.
constexpr int digits_of(std::string_view text) {
  int digits = 0, zeros = 0;
  for (char const c : text) {
    if (c == 'e') break;
    if (c < '0' || c > '9' || (digits == 0 && c == '0')) continue;
    ++digits;
    zeros = c == '0' ? zeros + 1 : 0;
  }
  return digits - zeros;
}
static_assert(digits_of("0.00120e5") == 2 && digits_of("-100") == 1 && digits_of("1.7976931348623157e308") == 17);

// Reads back as the same number, and the standard library needs as many digits.
template <class Real> bool is_shortest(Real value, std::string_view written) {
  Real back = 0;
  auto const read = std::from_chars(written.data(), written.data() + written.size(), back);
  char standard[64];
  auto const end = std::to_chars(standard, standard + sizeof standard, value).ptr;
  return read.ec == std::errc{} && read.ptr == written.data() + written.size() && back == value &&
         digits_of(written) <= digits_of(std::string_view(standard, static_cast<std::size_t>(end - standard)));
}

template <class Real> void is_written_shortest(Real value) {
  auto const written = floating_text(value);
  if (!is_shortest(value, written.view())) BOOST_ERROR(value << " is written " << written.view());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(print_number_text)

BOOST_AUTO_TEST_CASE(the_same_at_run_time) {
  BOOST_TEST(integers());
  BOOST_TEST(doubles());
  BOOST_TEST(other_precisions());
  BOOST_TEST(rationals());
  BOOST_TEST(plain_fractions());
  BOOST_TEST(numbers());
  BOOST_TEST(long_doubles());
}

BOOST_AUTO_TEST_CASE(the_helper_can_fail) {
  BOOST_TEST(is_shortest(0.1, "0.1"));
  BOOST_TEST(!is_shortest(0.1, "0.2"));
  BOOST_TEST(!is_shortest(0.1, "0.10000000000000001"));
  BOOST_TEST(!is_shortest(0.1, "0.1x"));
  BOOST_TEST(!is_shortest(1e23, "9.999999999999999e22"));
}

BOOST_AUTO_TEST_CASE(random_doubles) {
  std::mt19937_64 random(7);
  int written = 0, negative = 0;
  while (written < 20000) {
    auto const value = std::bit_cast<double>(random());
    if (!std::isfinite(value)) continue;
    is_written_shortest(value);
    ++written;
    negative += value < 0 ? 1 : 0;
  }
  BOOST_TEST(negative > 9000);
}

BOOST_AUTO_TEST_CASE(subnormal_doubles) {
  std::mt19937_64 random(8);
  for (int i = 0; i < 2000; ++i) is_written_shortest(std::bit_cast<double>(random() >> (12 + i % 51)));
  for (std::uint64_t bits = 1; bits <= 100; ++bits) is_written_shortest(std::bit_cast<double>(bits));
}

// The gap below a power of two is half as wide as the gap above.
BOOST_AUTO_TEST_CASE(powers_of_two_and_their_neighbours) {
  for (int k = -1074; k < 1024; ++k) {
    double const power = std::ldexp(1.0, k);
    is_written_shortest(power);
    is_written_shortest(std::nextafter(power, 0.0) == 0 ? power : std::nextafter(power, 0.0));
    is_written_shortest(std::nextafter(power, 2 * power > power && std::isfinite(2 * power) ? 2 * power : 0.0));
  }
}

BOOST_AUTO_TEST_CASE(decimal_numbers) {
  for (int k = -323; k <= 308; ++k)
    for (int m : {1, 2, 3, 5, 7, 9}) {
      std::string const text = std::to_string(m) + "e" + std::to_string(k);
      double value = 0;
      if (std::from_chars(text.data(), text.data() + text.size(), value).ec != std::errc{}) continue;  // 2e308
      is_written_shortest(value);
      BOOST_TEST(digits_of(floating_text(value).view()) == 1);
    }
  for (double const value : {5e-324, 1e22, 1e23, 0.1, 123456.789, 1.7976931348623157e308, 2.2250738585072014e-308,
                             2.225073858507201e-308, 9007199254740993.0, 9.5, 0.3, 4.35, 2e22, 8.41e21, 5e-320})
    is_written_shortest(value);
}

BOOST_AUTO_TEST_CASE(other_types) {
  std::mt19937_64 random(9);
  for (int i = 0; i < 5000; ++i) {
    auto const value = std::bit_cast<float>(static_cast<std::uint32_t>(random()));
    if (std::isfinite(value)) is_written_shortest(value);
  }
  for (int i = 0; i < 300; ++i) {
    int const exponent = static_cast<int>(random() % 2000) - 1000;
    is_written_shortest(std::ldexp(static_cast<long double>(random()), exponent));
  }
  if (std::numeric_limits<long double>::max_exponent <= 1024) return;
  BOOST_TEST(floating_text(std::strtold("1e4000", nullptr)).view() == "1e4000");
  BOOST_TEST(floating_text(std::strtold("1e-4000", nullptr)).view() == "1e-4000");
}

BOOST_AUTO_TEST_SUITE_END()
