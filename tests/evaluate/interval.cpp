// SPDX-License-Identifier: Apache-2.0
#include <calx/calculus/gradient.hpp>
#include <calx/calculus/hessian.hpp>
#include <calx/evaluate/columns.hpp>
#include <calx/evaluate/function.hpp>
#include <calx/evaluate/interval.hpp>
#include <calx/expression/condition.hpp>
#include <calx/expression/fixed.hpp>
#include <calx/expression/trace.hpp>

#include <boost/hana/for_each.hpp>
#include <boost/hana/tuple.hpp>
#include <boost/test/unit_test.hpp>

#include "../enclosure_check.hpp"

#include <array>
#include <cmath>
#include <limits>
#include <span>
#include <stdexcept>
#include <type_traits>
#include <vector>

BOOST_AUTO_TEST_SUITE(evaluation_on_intervals)

namespace {

using namespace calx::literals;
using calx::interval, calx::rational;
namespace hana = boost::hana;

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;
constexpr auto v = calx::vec<"v", 3>;
constexpr double infinity = std::numeric_limits<double>::infinity();

// Numbers of other types beside an interval are intervals of one number.
constexpr bool number_types() {
  interval const one{0, 1};
  static_assert(std::is_same_v<calx::number_type<interval, double>, interval> &&
                std::is_same_v<calx::number_type<int, interval>, interval> &&
                std::is_same_v<calx::number_type<interval, rational>, interval>);
  interval const third = (x * y)(x = interval(1), y = rational(1, 3));
  return (x + y)(x = one, y = 3.0) == interval{3, 4} && (x + y)(x = 3, y = one) == interval{3, 4} &&
         (x * 1_c)(x = one) == one && third.lower() == 1 / 3.0 && third.upper() == calx::next_above(1 / 3.0) &&
         (x + y)(x = one, y = 0.1L).lower() < 0.1 && calx::function(x - y, y, x)(one, 2) == interval{1, 2};
}
static_assert(number_types());

// What the doubles around a constant leave open is in the result; exact constants are exact.
constexpr bool constants() {
  interval const zero(0);
  interval const tenth = (0.1_c + x)(x = zero), captured = (0.1 + x)(x = zero), wide = (0.1L + x)(x = zero),
                 circle = (calx::pi + x)(x = zero);
  return tenth.upper() == 0.1 && tenth.lower() == calx::next_below(0.1) && captured == interval(0.1) && wide == tenth &&
         circle == interval{3.141592653589793, calx::next_above(3.141592653589793)} &&
         (x / 4 + 0.25_c)(x = interval{1, 3}) == interval{0.5, 1} && (1e300 * x)(x = interval(1)) == interval(1e300) &&
         ((1LL << 53) * x + 1_c)(x = interval(1)) == interval{0x1p53, 0x1p53 + 2};
}
static_assert(constants());

// Simplified first: x x is x^2, like terms are one; not so as written.
constexpr bool tightness() {
  interval const a{-1, 1}, b{1, 2};
  constexpr auto square = x * x;
  constexpr auto difference = x - 3 * y - x;
  constexpr auto shared = x / (1_c + y) + y / (1_c + y);
  return square(x = a) == interval{0, 1} && calx::as_written(square)(x = a) == a && calx::pow<2>(x)(x = a) == interval{0, 1} &&
         difference(x = interval{-1e9, 1e9}, y = b) == interval{-6, -3} && shared(x = b, y = interval(1)) == interval{1, 1.5} &&
         (x * x * x)(x = a) == a && sin(x)(x = interval{0, 2}).upper() == 1 &&
         (exp(x) * exp(-x))(x = interval(0)) == interval(1);
}
static_assert(tightness());

constexpr bool continuity() {
  interval const a{-1, 1}, b{1, 2};
  constexpr auto choice = where(x > 0, log(x), 2 * x);
  return (1 / x)(x = a).is_entire() && !(1 / x)(x = a).is_continuous() && (1 / x)(x = b).is_continuous() &&
         log(x)(x = a) == interval{-infinity, 0} && !log(x)(x = a).is_continuous() &&
         sqrt(x)(x = interval{-2, -1}).is_empty() && (exp(x) + y)(x = interval{0, infinity}, y = 1).is_continuous() &&
         choice(x = b) == log(x)(x = b) && choice(x = b).is_continuous() && choice(x = interval{-2, -1}) == interval{-4, -2} &&
         choice(x = interval{-2, -1}).is_continuous() && choice(x = a) == interval{-infinity, 2} &&
         !choice(x = a).is_continuous() && !(0 * (1 / x))(x = a).is_continuous() &&
         sqrt(x)(x = interval{0, 1}).is_continuous() && !(sign(x) * x)(x = a).is_continuous() &&
         abs(x)(x = a).is_continuous() && !(x + y)(x = a, y = b.if_continuous(false)).is_continuous();
}
static_assert(continuity());

// Several values at once, vectors, Hana tuples.
constexpr bool bundles() {
  interval const a{0, 1}, b{1, 2};
  constexpr auto f = x * x * y + log(y);
  auto const slope = gradient(f, x, y)(x = a, y = b);
  auto const curvature = hessian(f, x, y)(x = a, y = b);
  auto const both = value_and_gradient(x * y, x, y)(x = a, y = b);
  constexpr auto total = calx::trace<[](auto const& p) { return p[0] + 10 * p[1] * p[1] + 100 * p[2]; }>;
  std::array<interval, 3> const parts{a, interval{-1, 1}, interval(0)};
  auto const elements = (2 * v + 1)(v = parts);
  return slope[0] == interval{0, 4} && slope[1] == interval{0.5, 2} && curvature[0][0] == interval{2, 4} &&
         curvature[0][1] == interval{0, 2} && curvature[1][1] == interval{-1, -0.25} && both.value == interval{0, 2} &&
         both.gradient[1] == a && total(v)(v = parts) == interval{0, 11} &&
         gradient(total(v), v)(v = parts)[1] == interval{-20, 20} && (v[1_c] * x)(v = parts, x = 2) == interval{-2, 2} &&
         elements[0] == interval{1, 3} && elements[1] == interval{-1, 3} && elements[2] == interval(1) &&
         (x - y)(hana::make_tuple(x = a, y = b)) == interval{-2, 0};
}
static_assert(bundles());

// Poles, overflow and what has no value anywhere: results, in constant expressions, too.
static_assert(exp(x)(x = interval{0, 1000}).upper() == infinity && (1 / x)(x = interval{0, 1}) == interval{1, infinity} &&
              log(x)(x = interval(0)).is_empty() && gradient(sqrt(x), x)(x = interval{0, 4})[0] == interval{0.25, infinity});

// --- the same bits at run time ---

constexpr auto all_functions =
    hana::make_tuple(sqrt(x), cbrt(x), exp(x), exp2(x), expm1(x), log(x), log2(x), log10(x), log1p(x), sin(x), cos(x), tan(x),
                     asin(x / 64), acos(x / 64), atan(x), sinh(x), cosh(x), tanh(x), asinh(x), acosh(1 + x), atanh(x / 64),
                     erf(x), erfc(x), sigmoid(x), softplus(x), abs(x), sign(x), calx::pow<5>(x), pow(x, 0.3), pow(x, 7),
                     pow(2.5, x), atan2(x, 3), hypot(x, 3), min(x, 3), max(x, 3), sin(x) * exp(-x * x) + x / 3);
constexpr std::size_t function_count = 36, interval_count = 7;
constexpr double ends[][2] = {{0.1, 0.1}, {0.5, 0.75}, {1, 1.25}, {-0.5, 0.5}, {2, 40}, {-3, -2.875}, {7.5, 7.5000001}};

struct table {
  interval values[function_count][interval_count];
};
template <class End> constexpr table evaluated(End const (&at)[interval_count][2]) {
  table result;
  std::size_t row = 0;
  hana::for_each(all_functions, [&](auto const& f) {
    for (std::size_t i = 0; i < interval_count; ++i)
      result.values[row][i] = f(x = interval{static_cast<double>(at[i][0]), static_cast<double>(at[i][1])});
    ++row;
  });
  return result;
}
constexpr table while_compiling = evaluated(ends);

// --- against numbers of 60 digits, which go through the optimised program ---

template <class F, class... Box>
void check_bundle(F const& f, char const* name, interval const& a, interval const& b, calx_test::random_source& random) {
  auto const got = f(x = a, y = b);
  for (int i = 0; i < 4; ++i) {
    calx_test::big const p = calx_test::random_member(a, random), q = calx_test::random_member(b, random);
    auto const truth = f(x = p, y = q);
    for (std::size_t k = 0; k < truth.size(); ++k) {
      if (!calx_test::is_finite(truth[k])) continue;
      bool const inside = calx_test::is_in(truth[k], got[k], calx_test::size_of(truth[k]) * calx_test::big(1e-30));
      BOOST_REQUIRE_MESSAGE(inside, name << ", slope " << k << " at " << p << ", " << q << ": " << truth[k] << " is not in ["
                                         << got[k].lower() << ", " << got[k].upper() << "]");
    }
  }
}

}  // namespace

BOOST_AUTO_TEST_CASE(checked) {
  BOOST_TEST(number_types());
  BOOST_TEST(constants());
  BOOST_TEST(tightness());
  BOOST_TEST(continuity());
  BOOST_TEST(bundles());
}

BOOST_AUTO_TEST_CASE(same_bits_at_run_time) {
  double volatile opaque[interval_count][2];
  for (std::size_t i = 0; i < interval_count; ++i)
    for (std::size_t k = 0; k < 2; ++k) opaque[i][k] = ends[i][k];
  table const now = evaluated(opaque);
  for (std::size_t f = 0; f < function_count; ++f)
    for (std::size_t i = 0; i < interval_count; ++i) {
      interval const &a = while_compiling.values[f][i], &b = now.values[f][i];
      BOOST_TEST((a == b && a.is_continuous() == b.is_continuous()), "function " << f << " on interval " << i);
    }
  BOOST_TEST(while_compiling.values[2][0].width() > 0);
}

// What passes make of derivatives: shared reciprocals, roots, x^y and its slopes, tanh and its slope, choices.
BOOST_AUTO_TEST_CASE(derivatives) {
  calx_test::random_source random(6);
  for (int i = 0; i < 150; ++i) {
    interval const a = calx_test::random_interval(random), b = calx_test::random_interval(random);
    check_bundle(gradient(pow(abs(x) + 0.5, y) / (x * x + 1_c) + x / y, x, y), "powers and quotients", a, b, random);
    check_bundle(gradient(tanh(x * y) + log(y) * sqrt(x) + erf(x), x, y), "functions", a, b, random);
    check_bundle(gradient(where(x > y, x * exp(-y), max(x, y) * hypot(x, y)), x, y), "pieces", a, b, random);
  }
}

BOOST_AUTO_TEST_CASE(columns_of_intervals) {
  constexpr auto t = calx::column<"t">;
  std::vector<interval> const rows{{0, 1}, {-1, 1}};
  auto const values = (x * (t * t))(x = 2.0, t = rows);
  BOOST_REQUIRE(values.size() == 2);
  BOOST_TEST((values[0] == interval{0, 2}));
  BOOST_TEST((values[1] == interval{0, 2}));
}

BOOST_AUTO_TEST_CASE(numbers_that_are_none_are_refused) {
  double volatile const nan = std::numeric_limits<double>::quiet_NaN();
  double const none = nan;
  BOOST_CHECK_THROW((x + y)(x = interval(1), y = none), std::invalid_argument);
  BOOST_CHECK_THROW((none * x)(x = interval(1)), std::invalid_argument);
}

BOOST_AUTO_TEST_SUITE_END()
