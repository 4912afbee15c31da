// SPDX-License-Identifier: Apache-2.0
#include <calx/evaluate/evaluate.hpp>
#include <calx/expression/functions.hpp>
#include <calx/expression/trace.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>

BOOST_AUTO_TEST_SUITE(elementary_functions)

namespace {

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;

constexpr bool close(double a, double b) {
  double const difference = a > b ? a - b : b - a, size = b > 0 ? b : -b;
  return difference <= 4.5e-16 * size;
}

// Each function three ways: as an expression, as a traced symbol, and as what it should be there (SymPy, 17 digits).
#define CALX_UNARY(function, point, expected)                                                          \
  static_assert(close(function(x)(x = point), expected), #function);                                   \
  static_assert(close(calx::trace<[](auto const& s) { return function(s); }>(x)(x = point), expected), \
                #function " of a symbol");                                                             \
  BOOST_AUTO_TEST_CASE(function##_of_one) {                                                            \
    BOOST_TEST(close(function(x)(x = point), expected));                                               \
    BOOST_TEST(close(calx::trace<[](auto const& s) { return function(s); }>(x)(x = point), expected)); \
  }
#define CALX_BINARY(function, first, second, expected)                                                                         \
  static_assert(close(function(x, y)(x = first, y = second), expected), #function);                                            \
  static_assert(close(function(x, second)(x = first), expected) && close(function(first, y)(y = second), expected),            \
                #function);                                                                                                    \
  static_assert(                                                                                                               \
      close(calx::trace<[](auto const& a, auto const& b) { return function(a, b); }>(x, y)(x = first, y = second), expected)); \
  BOOST_AUTO_TEST_CASE(function##_of_two) {                                                                                    \
    BOOST_TEST(close(function(x, y)(x = first, y = second), expected));                                                        \
    BOOST_TEST(close(function(x, second)(x = first), expected));                                                               \
    BOOST_TEST(close(function(first, y)(y = second), expected));                                                               \
    BOOST_TEST(close(calx::trace<[](auto const& a, auto const& b) { return function(a, b); }>(x, y)(x = first, y = second),    \
                     expected));                                                                                               \
  }

// clang-format off
CALX_UNARY(sqrt, 0.7, 0.83666002653407552)
CALX_UNARY(cbrt, -0.7, -0.88790400174260069)
CALX_UNARY(exp, 0.7, 2.0137527074704764)
CALX_UNARY(exp2, 0.7, 1.624504792712471)
CALX_UNARY(expm1, 0.0009765625, 0.00097703949241653524)
CALX_UNARY(log, 0.7, -0.35667494393873244)
CALX_UNARY(log2, 0.7, -0.51457317282975833)
CALX_UNARY(log10, 0.7, -0.1549019599857432)
CALX_UNARY(log1p, 0.0009765625, 0.0009760859730554589)
CALX_UNARY(sin, 0.7, 0.64421768723769102)
CALX_UNARY(cos, 0.7, 0.76484218728448845)
CALX_UNARY(tan, 0.7, 0.84228838046307937)
CALX_UNARY(asin, 0.7, 0.775397496610753)
CALX_UNARY(acos, 0.7, 0.79539883018414362)
CALX_UNARY(atan, 0.7, 0.61072596438920859)
CALX_UNARY(sinh, 0.7, 0.75858370183953345)
CALX_UNARY(cosh, 0.7, 1.255169005630943)
CALX_UNARY(tanh, 0.7, 0.60436777711716347)
CALX_UNARY(asinh, 0.7, 0.65266656608235575)
CALX_UNARY(acosh, 1.75, 1.1588103604299468)
CALX_UNARY(atanh, 0.7, 0.86730052769405311)
CALX_UNARY(erf, 0.7, 0.67780119383741844)
CALX_UNARY(erfc, 0.7, 0.32219880616258156)
CALX_UNARY(sigmoid, 0.7, 0.6681877721681661)
CALX_UNARY(softplus, 0.7, 1.1031860488854579)
CALX_UNARY(abs, -0.7, 0.69999999999999996)
CALX_UNARY(sign, -0.7, -1.0)
CALX_UNARY(square, 0.75, 0.5625)
CALX_BINARY(pow, 0.7, -1.3, 1.5899100258580595)
CALX_BINARY(atan2, 0.7, -1.3, 2.6476512846702121)
CALX_BINARY(hypot, 0.7, -1.3, 1.4764823060233401)
CALX_BINARY(min, 0.7, -1.3, -1.3)
CALX_BINARY(max, 0.7, -1.3, 0.69999999999999996)
// clang-format on

constexpr bool operators() {
  return (x + y)(x = 3.0, y = 4.0) == 7.0 && (x - y)(x = 3.0, y = 4.0) == -1.0 && (x * y)(x = 3.0, y = 4.0) == 12.0 &&
         (x / y)(x = 3.0, y = 4.0) == 0.75 && (-x)(x = 3.0) == -3.0 && (+x)(x = 3.0) == 3.0 && (2 + x)(x = 3.0) == 5.0 &&
         (2 - x)(x = 3.0) == -1.0 && (x - 2)(x = 3.0) == 1.0 && (2 / x)(x = 4.0) == 0.5 && (x / 2)(x = 3.0) == 1.5 &&
         calx::pow<3>(x)(x = -2.0) == -8.0 && calx::pow<-2>(x)(x = 2.0) == 0.25 && calx::pow<0>(x)(x = 0.0) == 1.0;
}
static_assert(operators());

// The same operators on symbols, with numbers on both sides, and assigning.
constexpr auto on_symbols = calx::trace<[](auto const& a, auto const& b) {
  auto s = 2 * a + b * 3 - a / 4 + 5 / b;
  s += a;
  s -= 1;
  s *= b;
  s /= 2;
  return -(+s) + (1 - a) + calx::pow<2>(b) + pow(a, 2) + pow(2.0, b);
}>;
constexpr double by_hand(double a, double b) {
  double const s = ((2 * a + b * 3 - a / 4 + 5 / b) + a - 1) * b / 2;
  return -s + (1 - a) + b * b + a * a + 4;
}
static_assert(close(on_symbols(x, y)(x = 1.5, y = 2.0), by_hand(1.5, 2.0)));

}  // namespace

BOOST_AUTO_TEST_CASE(operators_on_expressions_and_symbols) {
  BOOST_TEST(operators());
  BOOST_TEST(close(on_symbols(x, y)(x = 1.5, y = 2.0), by_hand(1.5, 2.0)));
}

BOOST_AUTO_TEST_SUITE_END()
