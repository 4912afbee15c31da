// SPDX-License-Identifier: Apache-2.0
#include <calx/calculus/gradient.hpp>
#include <calx/evaluate/evaluate.hpp>
#include <calx/expression/constant.hpp>
#include <calx/expression/functions.hpp>
#include <calx/expression/trace.hpp>

#include <boost/hana/for_each.hpp>
#include <boost/hana/map.hpp>
#include <boost/hana/tuple.hpp>
#include <boost/hana/type.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <deque>
#include <limits>
#include <span>
#include <stdexcept>
#include <type_traits>
#include <vector>

BOOST_AUTO_TEST_SUITE(evaluation)

namespace {

using namespace calx::literals;
using calx::rational;
namespace hana = boost::hana;

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;
constexpr auto v = calx::vec<"v", 3>;
constexpr auto total = calx::trace<[](auto const& p) { return p[0] + 10 * p[1] + 100 * p[2]; }>;

// --- by name --------------------------------------------------------------------------------------------------------------
constexpr bool names() {
  constexpr auto f = x / y;
  constexpr auto b = x = 6.0;
  return f(x = 6.0, y = 3.0) == 2.0 && f(y = 3.0, x = 6.0) == 2.0 && f(b, y = 2.0) == 3.0 &&
         f(x = 6.0, y = 3.0, calx::var<"unused"> = 1.0) == 2.0 && (3_c)() == 3.0 && (calx::pi * 2)() == 6.283185307179586 &&
         (2 * 3_c)(x = 1.0) == 6.0;
}
static_assert(names());

// A sign and a constant: once 0 times something.
constexpr bool signs_and_constants() {
  constexpr auto f = (-x) * calx::e;
  constexpr auto g = -2 * sin(x) * y - 3_c * -(y * x);
  return f(x = 0.0) == 0.0 && f(x = -1.0) == 2.718281828459045 && f(x = 1.0) == -2.718281828459045 &&
         g(x = 0.0, y = 3.0) == 0.0 && (-x * -y * calx::pi)(x = 1.0, y = 1.0) == 3.141592653589793 &&
         (0.5_c * (1 / sqrt(2_c)) * x)(x = 0.0) == 0.0;
}
static_assert(signs_and_constants());

// --- number types ----------------------------------------------------------------------------------------------------------
constexpr auto quotient = (x * x - 1_c) / (x + 0.5_c);
static_assert(std::is_same_v<decltype(quotient(x = 1.0f)), float> && std::is_same_v<decltype(quotient(x = 1.0)), double> &&
              std::is_same_v<decltype(quotient(x = 1.0L)), long double> && std::is_same_v<decltype(quotient(x = 1)), double> &&
              std::is_same_v<decltype(quotient(x = rational(1))), rational>);
static_assert(std::is_same_v<decltype((x + y)(x = 1.0f, y = 2.0)), double> &&
              std::is_same_v<decltype((x + y)(x = 1, y = 2.0f)), float>);

constexpr bool number_types() {
  return quotient(x = 2.0f) == 1.2f && quotient(x = 2.0) == 1.2 && quotient(x = 2.0L) == 1.2L && quotient(x = 2) == 1.2 &&
         quotient(x = rational(2)) == rational(6, 5) && (x / 3)(x = 1.0f) == 1.0f / 3 && (x / 3_c)(x = 1.0L) == 1.0L / 3 &&
         (x + 1)(x = (1ll << 53)) == 0x1p53;
}
static_assert(number_types());

// Exact rationals stay exact, through whole powers, choices and captured doubles (what 128 bits do not hold:
// no_finite_value.cpp).
constexpr bool exactly() {
  return (calx::pow<3>(x) / 7 + y)(x = rational(1, 3), y = rational(1, 2)) == rational(191, 378) &&
         (0.5 * x)(x = rational(1, 3)) == rational(1, 6) &&
         where(x < y, x, y)(x = rational(1, 3), y = rational(333, 1000)) == rational(333, 1000) &&
         abs(-x)(x = rational(-1, 3)) == rational(1, 3) &&
         max(x, y)(x = rational(1, 3), y = rational(1, 2)) == rational(1, 2) && (x + 1)(x = rational(1, 3)) == rational(4, 3) &&
         (x + y)(x = rational(1, 3), y = 2) == rational(7, 3) && pow(x, 3)(x = rational(2, 3)) == rational(8, 27) &&
         pow(x, -2)(x = rational(2, 3)) == rational(9, 4);
}
static_assert(exactly());

// --- vectors: anything with a length and an index ---------------------------------------------------------------------------
constexpr bool containers() {
  constexpr int c_array[] = {1, 2, 3};
  constexpr std::array<float, 3> floats{1, 2, 3};
  static_assert(std::is_same_v<decltype(total(v)(v = floats)), float> &&
                std::is_same_v<decltype(total(v)(v = c_array)), double>);
  return total(v)(v = std::array{1.0, 2.0, 3.0}) == 321.0 && total(v)(v = c_array) == 321.0 && total(v)(v = floats) == 321.0f &&
         total(v)(v = std::span(floats)) == 321.0f && (total(v) * x)(v = floats, x = 2.0) == 642.0 &&
         total(v)(v = std::array{rational(1, 2), rational(0), rational(1)}) == rational(201, 2);
}
static_assert(containers());

// --- Hana containers stand for their bindings
// ----------------------------------------------------------------------------------
constexpr bool hana_containers() {
  constexpr auto bindings = hana::make_tuple(y = 3.0, x = 6.0);
  constexpr auto map = hana::make_map(hana::make_pair(hana::type_c<std::remove_const_t<decltype(x)>>, 6.0),
                                      hana::make_pair(hana::type_c<std::remove_const_t<decltype(y)>>, 2.0));
  return (x / y)(bindings) == 2.0 && (x / y)(map) == 3.0 && (x / y)(hana::make_tuple(x = 1.0, y = 4.0)) == 0.25 &&
         gradient(x * y, x, y)(map)[0] == 2.0;
}
static_assert(hana_containers());

// --- the branch not taken may be undefined, in constant expressions too
// ----------------------------------------------------------
constexpr bool branch_not_taken() {
  constexpr auto f = where(x > 0, log(x) + sqrt(x) + 1 / x, where(x < 0, log(-x) / sqrt(-x), 7_c));
  return f(x = 1.0) == 2.0 && f(x = -1.0) == 0.0 && f(x = 0.0) == 7.0 && asin(where(x > 1, 0_c, x))(x = 2.0) == 0.0;
}
static_assert(branch_not_taken());

// --- constant expressions and run time: at most 2 ulp apart
// -----------------------------------------------------------------------
constexpr auto all_functions =
    hana::make_tuple(sqrt(x), cbrt(x), exp(x), exp2(x), expm1(x), log(x), log2(x), log10(x), log1p(x), sin(x), cos(x), tan(x),
                     asin(x / 64), acos(x / 64), atan(x), sinh(x), cosh(x), tanh(x), asinh(x), acosh(1 + x), atanh(x / 64),
                     erf(x), erfc(x), sigmoid(x), softplus(x), abs(x), sign(x), calx::pow<5>(x), pow(x, 0.3), pow(x, 7),
                     pow(2.5, x), atan2(x, 3), hypot(x, 3), min(x, 3), max(x, 3), sin(x) * exp(-x * x) + x / 3);
constexpr double points[] = {0.001953125, 0.1, 0.7, 1.0, 1.3, 2.9, 7.5, 20.25, 50.0};

template <class Real> struct table {
  Real values[36][9]{};
};
template <class Real> constexpr table<Real> evaluated(auto const& at) {
  table<Real> result;
  std::size_t row = 0;
  hana::for_each(all_functions, [&](auto const& f) {
    for (std::size_t i = 0; i < 9; ++i) result.values[row][i] = f(x = static_cast<Real>(at[i]));
    ++row;
  });
  return result;
}
constexpr table<double> while_compiling = evaluated<double>(points);
constexpr table<float> while_compiling_float = evaluated<float>(points);

template <class Real> Real ulps(Real a, Real b) {
  Real const size = std::max(std::abs(b), std::numeric_limits<Real>::min());
  return std::abs(a - b) / (std::nextafter(size, std::numeric_limits<Real>::infinity()) - size);
}

}  // namespace

BOOST_AUTO_TEST_CASE(checked) {
  BOOST_TEST(names());
  BOOST_TEST(signs_and_constants());
  BOOST_TEST(number_types());
  BOOST_TEST(exactly());
  BOOST_TEST(containers());
  BOOST_TEST(hana_containers());
  BOOST_TEST(branch_not_taken());
}

BOOST_AUTO_TEST_CASE(constant_expression_equals_run_time) {
  double volatile opaque[9];
  for (std::size_t i = 0; i < 9; ++i) opaque[i] = points[i];
  table<double> const now = evaluated<double>(opaque);
  table<float> const now_float = evaluated<float>(opaque);
  for (int f = 0; f < 36; ++f)
    for (int i = 0; i < 9; ++i) {
      BOOST_TEST(ulps(while_compiling.values[f][i], now.values[f][i]) <= 2.0, "function " << f << " at " << points[i]);
      BOOST_TEST(ulps(while_compiling_float.values[f][i], now_float.values[f][i]) <= 2.0f,
                 "float function " << f << " at " << points[i]);
    }
  BOOST_TEST(ulps(1.0 + 0x1p-50, 1.0) == 4.0);
}

BOOST_AUTO_TEST_CASE(vectors_at_run_time) {
  std::vector<double> const numbers{1, 2, 3};
  BOOST_TEST(total(v)(v = numbers) == 321.0);
  BOOST_TEST(total(v)(v = std::deque<int>{1, 2, 3}) == 321.0);
  BOOST_TEST(total(v)(v = std::span<double const>(numbers)) == 321.0);
  BOOST_TEST((total(v) + x)(hana::make_tuple(v = numbers, x = 1)) == 322.0);
  auto const kept = hana::make_tuple(v = std::vector<double>{3, 2, 1}, x = 0.5);
  BOOST_TEST((total(v) + x)(kept) == 123.5);
}

BOOST_AUTO_TEST_CASE(a_wrong_length_is_refused) {
  std::vector<double> const two{1, 2}, four{1, 2, 3, 4};
  BOOST_CHECK_THROW(total(v)(v = two), std::invalid_argument);
  BOOST_CHECK_THROW(total(v)(v = four), std::invalid_argument);
  BOOST_CHECK_THROW(total(v)(v = std::array<double, 2>{1, 2}), std::invalid_argument);
  BOOST_CHECK_THROW(gradient(total(v), v)(v = std::vector<double>{}), std::invalid_argument);
}

BOOST_AUTO_TEST_CASE(special_values_pass_through) {
  double const infinity = std::numeric_limits<double>::infinity();
  BOOST_TEST((1 / x)(x = 0.0) == infinity);
  BOOST_TEST((1 / x)(x = -0.0) == -infinity);
  BOOST_TEST((x - x)(x = infinity) == 0.0);  // expressions denote real functions, and on the reals x - x is 0
  BOOST_TEST(std::isnan(sqrt(x)(x = -1.0)));
  BOOST_TEST(exp(x)(x = 1e4) == infinity);
  BOOST_TEST((x * y)(x = 5e-324, y = 0.5) == 0.0);
}

BOOST_AUTO_TEST_SUITE_END()
