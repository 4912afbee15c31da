// SPDX-License-Identifier: Apache-2.0
#include <calx/calculus/prove.hpp>
#include <calx/evaluate/evaluate.hpp>
#include <calx/expression/capture.hpp>
#include <calx/expression/constant.hpp>
#include <calx/expression/functions.hpp>
#include <calx/print/to_string.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <cstdint>
#include <limits>
#include <type_traits>

BOOST_AUTO_TEST_SUITE(captures)

namespace {

using namespace calx::literals;

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;

// Equal types, different numbers: that is why a capture is never merged or folded.
constexpr bool not_merged() {
  constexpr auto f = sin(3 * x) + sin(4 * x);
  static_assert(std::is_same_v<decltype(3 * x), decltype(4 * x)>);
  return !(f == 2 * sin(3 * x)) && !(f == 2 * sin(4 * x)) && f == sin(4 * x) + sin(3 * x) &&
         to_string(f) == "sin(3*x) + sin(4*x)" && f(x = 0.5) == sin(3_c * x)(x = 0.5) + sin(4_c * x)(x = 0.5);
}
static_assert(not_merged());

// One flat array, in the order written.
constexpr bool flat_and_in_order() {
  constexpr auto f = (1 * x + 2) / (3 - y * 4) + pow(5, x);
  static_assert(sizeof(f) == 5 * sizeof(double));
  for (int i = 0; i < 5; ++i)
    if (f.numbers[i] != i + 1) return false;
  return true;
}
static_assert(flat_and_in_order());
static_assert(sizeof(3 * x) == sizeof(double) && sizeof(2 * (3 * x)) == 2 * sizeof(double));
static_assert(sizeof((3 * x) * (3 * x)) == 2 * sizeof(double), "a shared use is another occurrence");

// Any arithmetic type; what a double does not hold exactly is kept as long double.
static_assert(std::is_same_v<decltype(1 * x)::stored_type, double> && std::is_same_v<decltype(1u * x)::stored_type, double> &&
              std::is_same_v<decltype(1.0f * x)::stored_type, double> &&
              std::is_same_v<decltype(short{1} * x)::stored_type, double>);
static_assert(std::is_same_v<decltype(1l * x)::stored_type, long double> &&
              std::is_same_v<decltype(1.0L * x)::stored_type, long double> &&
              std::is_same_v<decltype(1ull * x)::stored_type, long double>);
static_assert(std::is_same_v<decltype(2 * x + 1.0L * y)::stored_type, long double>, "one array: all of them, then");

constexpr bool every_arithmetic_type() {
  return (3 * x)(x = 2.0) == 6.0 && (3u * x)(x = 2.0) == 6.0 && (3l * x)(x = 2.0) == 6.0 && (3ull * x)(x = 2.0) == 6.0 &&
         (0.5f * x)(x = 2.0) == 1.0 && (0.5 * x)(x = 2.0) == 1.0 && (0.5L * x)(x = 2.0) == 1.0 &&
         (short{3} * x)(x = 2.0) == 6.0 && (x - 1u)(x = 0.5) == -0.5 && (x + (-1))(x = 0.5) == -0.5 &&
         (x * std::int8_t{-3})(x = 1.0) == -3.0;
}
static_assert(every_arithmetic_type());

constexpr bool nothing_is_lost() {
  constexpr long large = (1l << 62) + 1;  // 63 bits
  constexpr long double third = 1.0L / 3;
  return (x + large)(x = 0.0L) == static_cast<long double>(large) && (x * third)(x = 1.0L) == third &&
         (x * third + 2 * y)(x = 1.0L, y = 0.0L) == third && (x * 0.1)(x = 1.0L) == static_cast<long double>(0.1);
}
static_assert(nothing_is_lost());

// The number type of an evaluation is that of the bound values; captures convert to it.
static_assert(std::is_same_v<decltype((0.1 * x)(x = 1.0f)), float> && std::is_same_v<decltype((0.1L * x)(x = 1.0)), double>);
static_assert((0.1 * x)(x = 1.0f) == 0.1f);

// Powers: a bare integer exponent is a whole power, of negative numbers too; any other is the C library's pow.
constexpr bool exponents() {
  return pow(x, 3)(x = -2.0) == -8.0 && pow(x, -2)(x = -2.0) == 0.25 && pow(x, 0)(x = 0.0) == 1.0 &&
         pow(x, 2u)(x = -3.0) == 9.0 && pow(x, 3.0)(x = -2.0) == -8.0 && pow(2, x)(x = -1.0) == 0.5 &&
         pow(x, 0.5)(x = 4.0) == 2.0;
}
static_assert(exponents());

auto made_elsewhere(double k, int n) {
  double const doubled = 2 * k;
  return doubled * pow(x, n) + k;
}

}  // namespace

BOOST_AUTO_TEST_CASE(checked) {
  BOOST_TEST(not_merged());
  BOOST_TEST(flat_and_in_order());
  BOOST_TEST(every_arithmetic_type());
  BOOST_TEST(nothing_is_lost());
  BOOST_TEST(exponents());
}

BOOST_AUTO_TEST_CASE(survive_their_scope) {
  auto const f = made_elsewhere(1.5, 3), g = made_elsewhere(0.5, 2);
  BOOST_TEST(f(x = 2.0) == 25.5);
  BOOST_TEST(g(x = 2.0) == 4.5);
  auto const both = f + g;
  BOOST_TEST(both(x = 2.0) == 30.0);
  BOOST_TEST(bool(both == f + g));
}

BOOST_AUTO_TEST_CASE(by_value) {
  double k = 3;
  auto const f = k * x;
  k = 4;
  BOOST_TEST(f(x = 1.0) == 3.0);
}

BOOST_AUTO_TEST_CASE(any_number_passes_through) {
  for (double const k : {0.0, -0.0, 1e-320, 1e308, 0.1, std::numeric_limits<double>::infinity()}) {
    double const through = (x + k)(x = 0.0);
    BOOST_TEST(through == k);
    BOOST_TEST((k * x)(x = 1.0) == k);
  }
  BOOST_TEST(std::isnan((std::nan("") * x)(x = 1.0)));
}

BOOST_AUTO_TEST_SUITE_END()
