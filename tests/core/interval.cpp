// SPDX-License-Identifier: Apache-2.0
#include <calx/core/interval.hpp>

#include <boost/test/unit_test.hpp>

#include "../random_source.hpp"

#include <cmath>
#include <limits>
#include <stdexcept>
#include <type_traits>

BOOST_AUTO_TEST_SUITE(intervals)

namespace {

using calx::interval, calx::rational;

constexpr double infinity = std::numeric_limits<double>::infinity(), largest = std::numeric_limits<double>::max(),
                 least = std::numeric_limits<double>::denorm_min();

// A template argument, and a number type beside others.
template <interval I> inline constexpr double width_of = I.width();
static_assert(width_of<interval{0, 1}> == 1 && width_of<interval{-0.5, 0.25}> == 0.75);
static_assert(std::is_same_v<std::common_type_t<interval, double>, interval> &&
              std::is_same_v<std::common_type_t<interval, int>, interval> &&
              std::is_same_v<std::common_type_t<rational, interval>, interval>);

constexpr bool construction() {
  interval const third = rational(1, 3), large = (1LL << 53) + 1, tenth = 0.1L;
  return interval() == interval{0, 0} && interval(2) == interval{2.0, 2.0} && interval{0.5f, 3} == interval{0.5, 3.0} &&
         third.lower() == 1 / 3.0 && third.upper() == calx::next_above(1 / 3.0) && large == interval{0x1p53, 0x1p53 + 2} &&
         tenth.upper() == 0.1 && tenth.lower() == calx::next_below(0.1) && interval(-0.0) == interval(0) &&
         interval{0.1L, 0.1L} == tenth && interval(true) == interval(1) && interval(7u) == interval(7) &&
         interval{-infinity, infinity}.is_entire();
}
static_assert(construction());

constexpr bool questions() {
  interval const a{-1, 3};
  return a.lower() == -1 && a.upper() == 3 && a.width() == 4 && a.midpoint() == 1 && a.magnitude() == 3 && a.contains(0) &&
         a.contains(3) && !a.contains(3.5) && a.contains(interval{0, 1}) && !a.contains(interval{0, 4}) &&
         a.contains(interval::empty()) && !a.is_entire() && !a.is_empty() && a.is_continuous() && interval(2).is_point() &&
         interval{-4, 1}.magnitude() == 4 && !interval{0, 1}.contains(std::numeric_limits<double>::quiet_NaN());
}
static_assert(questions());

constexpr bool far_ends() {
  interval const line = interval::entire(), right{1, infinity}, left{-infinity, 1}, whole{-largest, largest};
  return line.midpoint() == 0 && right.midpoint() == largest && left.midpoint() == -largest && whole.midpoint() == 0 &&
         interval{largest / 2, largest}.midpoint() == 0.75 * largest && interval{least, 2 * least}.contains(3 * least / 2) &&
         interval(least).midpoint() == least && line.width() == infinity && whole.width() == infinity &&
         interval{1, 1 + 0x1p-52}.width() == 0x1p-52 && interval{-1, least}.width() == 1 + 0x1p-52 &&
         left.magnitude() == infinity;
}
static_assert(far_ends());

constexpr bool emptiness() {
  interval const none = interval::empty(), some{1, 2};
  bool const no_numbers =
      none.width() != none.width() && none.midpoint() != none.midpoint() && none.magnitude() != none.magnitude();
  return no_numbers && none.is_empty() && !none.is_continuous() && !none.contains(0) && none == interval::empty() &&
         !(none == some) && (none + some).is_empty() && (some - none).is_empty() && (none * some).is_empty() &&
         (some / none).is_empty() && (-none).is_empty() && sqrt(none).is_empty() && abs(none).is_empty() &&
         hull(none, some) == some && intersection(none, some).is_empty() && intersection(interval{0, 1}, some) == interval(1) &&
         intersection(interval{-1, 0}, some).is_empty() && hull(interval(-1), some) == interval{-1, 2};
}
static_assert(emptiness());

constexpr bool arithmetic() {
  interval const a{1, 2}, b{-3, 4};
  return a + b == interval{-2, 6} && a - b == interval{-3, 5} && a * b == interval{-6, 8} && b * b == interval{-12, 16} &&
         -b == interval{-4, 3} && b / a == interval{-3, 4} && a / interval{2, 4} == interval{0.25, 1} &&
         a + 1.0 == interval{2, 3} && 2 * a == interval{2, 4} && abs(b) == interval{0, 4} && abs(interval{-2, -1}) == a &&
         abs(a) == a && sqrt(interval{4, 9}) == interval{2, 3} && (a * b).is_continuous() && (b / a).is_continuous();
}
static_assert(arithmetic());

// Of infinite ends, 0 times them is 0; overflow leaves a finite end.
constexpr bool limits() {
  interval const line = interval::entire(), zero(0), right{1, infinity};
  return (zero * line) == zero && (line * zero) == zero && zero * right == zero && (right - right).is_entire() &&
         right * right == right && right * interval{-2, 3} == line && right / right == interval{0, infinity} &&
         interval(largest) + interval(largest) == interval{largest, infinity} &&
         interval(least) * interval(0.5) == interval{0, least} && 1 / right == interval{0, 1} &&
         interval{-infinity, -1} * interval{-infinity, 2} == line && (line + 1).is_entire() && sqrt(right) == right &&
         interval{0, infinity} * interval{0, 1} == interval{0, infinity};
}
static_assert(limits());

// Divisors with 0 in them, as IEEE 1788 has it; none is continuous.
constexpr bool poles() {
  interval const one(1), a{1, 2}, zero(0);
  return (one / zero).is_empty() && (zero / zero).is_empty() && one / interval{0, 2} == interval{0.5, infinity} &&
         one / interval{-2, 0} == interval{-infinity, -0.5} && (a / interval{-1, 1}).is_entire() &&
         zero / interval{-1, 1} == zero && -a / interval{0, 2} == interval{-infinity, -0.5} &&
         (interval{-1, 1} / interval{0, 2}).is_entire() && interval{0, 2} / interval{0, 1} == interval{0, infinity} &&
         interval{-2, 0} / interval{0, 1} == interval{-infinity, 0} && !(one / interval{0, 2}).is_continuous() &&
         !(one / interval{-2, 0}).is_continuous() && !(a / interval{-1, 1}).is_continuous() &&
         !(zero / interval{-1, 1}).is_continuous() && !((a / interval{-1, 1}) * zero + 1).is_continuous() &&
         sqrt(interval{-1, 4}) == interval{0, 2} && !sqrt(interval{-1, 4}).is_continuous() &&
         sqrt(interval{0, 4}).is_continuous() && sqrt(interval{-2, -1}).is_empty() && sqrt(interval{-2, 0}) == zero;
}
static_assert(poles());

constexpr bool constants() {
  rational const huge = rational((calx::int128{1} << 126) + 1, 3);
  interval const h = huge.to<interval>(), unknown = rational::inexact().to<interval>();
  return h.lower() == 0x1.5555555555555p+124 && h.upper() == calx::next_above(h.lower()) && unknown.is_entire() &&
         !unknown.is_continuous() && rational(-5).to<interval>() == interval(-5) &&
         interval::enclosing(std::numeric_limits<long double>::max()) == interval{largest, infinity} &&
         interval::enclosing(-std::numeric_limits<long double>::infinity()) == interval{-infinity, -largest} &&
         interval::enclosing(std::numeric_limits<long double>::quiet_NaN()).is_entire() &&
         interval::enclosing(std::numeric_limits<long double>::denorm_min()) == interval{0, least};
}
static_assert(constants());

double any_end(calx_test::random_source& random) {
  static constexpr double marks[] = {0, 1, -1, 0.5, 3, -7, largest, -largest, least, -least, 1e200, -1e-200};
  if (random.one_in(3)) return marks[random.below(12)];
  double const size = std::ldexp(random.unit(), random.one_in(2) ? random.below(20) - 10 : random.below(2098) - 1073);
  return random.one_in(2) ? size : -size;
}
interval any_interval(calx_test::random_source& random) {
  double const a = any_end(random), b = random.one_in(6) ? a : any_end(random);
  double const lower = random.one_in(20) ? -infinity : std::fmin(a, b), upper = random.one_in(20) ? infinity : std::fmax(a, b);
  return {lower, upper};
}

// The ends of the result are those of the four corners, rounded outward.
template <class Bracket> interval of_corners(interval const& a, interval const& b, Bracket bracket_of) {
  interval result = interval::empty();
  for (double const x : {a.lower(), a.upper()})
    for (double const y : {b.lower(), b.upper()}) result = hull(result, interval::of(bracket_of(x, y)));
  return result;
}
bool is_bounded(interval const& x) { return x.magnitude() < infinity; }

}  // namespace

BOOST_AUTO_TEST_CASE(checked) {
  BOOST_TEST(construction());
  BOOST_TEST(questions());
  BOOST_TEST(far_ends());
  BOOST_TEST(emptiness());
  BOOST_TEST(arithmetic());
  BOOST_TEST(limits());
  BOOST_TEST(poles());
  BOOST_TEST(constants());
}

BOOST_AUTO_TEST_CASE(as_tight_as_the_corners) {
  calx_test::random_source random(3);
  for (int i = 0; i < 20000; ++i) {
    interval const a = any_interval(random), b = any_interval(random);
    if (!is_bounded(a) || !is_bounded(b)) continue;
    BOOST_REQUIRE((a + b == of_corners(a, b, calx::bracket_of_sum)));
    BOOST_REQUIRE((a - b == of_corners(a, -b, calx::bracket_of_sum)));
    BOOST_REQUIRE((a * b == of_corners(a, b, calx::bracket_of_product)));
    if (!b.contains(0)) BOOST_REQUIRE((a / b == of_corners(a, b, calx::bracket_of_quotient)));
    BOOST_REQUIRE(((a + b).is_continuous() && (a / b).is_continuous() == !b.contains(0)));
  }
}

// A half-line is what its bounded parts come near to.
BOOST_AUTO_TEST_CASE(unbounded_contains_bounded) {
  calx_test::random_source random(5);
  for (int i = 0; i < 20000; ++i) {
    interval const a = any_interval(random), b = any_interval(random);
    interval const p = intersection(a, {-largest, largest}), q = intersection(b, {-largest, largest});
    BOOST_REQUIRE((a + b).contains(p + q));
    BOOST_REQUIRE((a * b).contains(p * q));
    BOOST_REQUIRE((a / b).contains(p / q));
    BOOST_REQUIRE(sqrt(a).contains(sqrt(p)));
    double const m = a.midpoint();
    BOOST_REQUIRE((a.contains(m) && std::fabs(m) <= largest));
  }
}

BOOST_AUTO_TEST_CASE(refused) {
  double volatile const nan = std::numeric_limits<double>::quiet_NaN();
  double const none = nan;
  BOOST_CHECK_THROW((interval{2, 1}), std::invalid_argument);
  BOOST_CHECK_THROW((interval{none, 1}), std::invalid_argument);
  BOOST_CHECK_THROW((interval{0, none}), std::invalid_argument);
  BOOST_CHECK_THROW(interval{none}, std::invalid_argument);
  BOOST_CHECK_THROW(interval{infinity}, std::invalid_argument);
  BOOST_CHECK_THROW((interval{-infinity, -infinity}), std::invalid_argument);
}

BOOST_AUTO_TEST_SUITE_END()
