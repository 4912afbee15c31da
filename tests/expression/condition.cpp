// SPDX-License-Identifier: Apache-2.0
#include <calx/calculus/prove.hpp>
#include <calx/evaluate/evaluate.hpp>
#include <calx/expression/condition.hpp>
#include <calx/expression/constant.hpp>
#include <calx/expression/trace.hpp>

#include <boost/test/unit_test.hpp>

#include <concepts>
#include <limits>
#include <type_traits>

BOOST_AUTO_TEST_SUITE(conditions)

namespace {

using namespace calx::literals;

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;

// 1 where the condition holds.
template <class Condition> constexpr bool holds(Condition const& c, double a, double b) {
  return where(c, 1_c, 0_c)(x = a, y = b) == 1.0;
}

constexpr bool comparisons() {
  return holds(x < y, 1, 2) && !holds(x < y, 2, 2) && !holds(x < y, 3, 2) && holds(x <= y, 2, 2) && !holds(x <= y, 3, 2) &&
         holds(x > y, 3, 2) && !holds(x > y, 2, 2) && holds(x >= y, 2, 2) && !holds(x >= y, 1, 2) && holds(x == y, 2, 2) &&
         !holds(x == y, 1, 2) && holds(x < 3, 2, 0) && holds(3 > x, 2, 0) && !holds(3 < x, 2, 0) && holds(x >= 0.5, 0.5, 0) &&
         holds(x * x <= y + 1, 1, 0);
}
static_assert(comparisons());

constexpr bool logic() {
  return holds(x > 0 && y > 0, 1, 1) && !holds(x > 0 && y > 0, 1, -1) && holds(x > 0 || y > 0, 1, -1) &&
         !holds(x > 0 || y > 0, -1, -1) && holds(!(x > 0), -1, 0) && !holds(!(x > 0), 1, 0) && holds(x == y && x > 0, 1, 1) &&
         holds(!(x > 0 && y > 0) || x > y, 2, 1);
}
static_assert(logic());

// Captured numbers of a condition, of its mirror image, and of what is chosen, stand in the order written.
constexpr bool captures_in_conditions() {
  constexpr auto f = where(5 > 2 * x && !(x < -1), 10 * x, 100 - y);
  static_assert(sizeof(f) == 5 * sizeof(double));
  return f(x = 2.0, y = 1.0) == 20.0 && f(x = 2.5, y = 1.0) == 99.0 && f(x = -2.0, y = 1.0) == 99.0 &&
         f(x = -1.0, y = 0.0) == -10.0;
}
static_assert(captures_in_conditions());

// Which operators make what.
static_assert(calx::equation<decltype(x == y)> && !calx::equation<decltype(x < y)> &&
              !calx::equation<decltype(x < y && x == y)>);
static_assert(calx::condition<decltype(x == y)> && calx::condition<decltype(!(x < y))> && !calx::condition<decltype(x)> &&
              !calx::condition<bool>);
static_assert(!calx::expression<decltype(x < y)>);
static_assert(std::same_as<decltype(x == x && y == y), bool> && std::same_as<decltype(x == y || y == x), bool> &&
              std::same_as<decltype(!(x == y)), bool>);
static_assert(calx::condition<decltype(x == y && x < y)>, "with an inequality among them it is a condition");
static_assert(std::is_empty_v<decltype(x < y)> && sizeof(x < 3) == sizeof(double));
static_assert(!std::convertible_to<decltype(x < y), bool> && !std::convertible_to<decltype(x < y), int>);

constexpr bool sides() {
  constexpr auto c = 2 * x > y + 3;
  return c.left()(x = 5.0) == 10.0 && c.right()(y = 5.0) == 8.0 && decltype(c)::is_greater && (x == y).left() == x;
}
static_assert(sides());

// The branch not taken may be NaN or a pole, also in a constant expression of clang, which rejects both.
constexpr bool branch_not_taken() {
  constexpr auto inverse = where(x == 0, 1_c, sin(x) / x);
  constexpr auto root = where(x < 0, 0_c, sqrt(x)) + where(x > 0, log(x), x);
  return inverse(x = 0.0) == 1.0 && inverse(x = 0.5) == sin(x)(x = 0.5) / 0.5 && root(x = -4.0) == -4.0 &&
         root(x = 0.0) == 0.0 && root(x = 1.0) == 1.0 && where(x > 0, 1 / x, x)(x = 0.0) == 0.0;
}
static_assert(branch_not_taken());

constexpr bool bare_numbers() {
  return where(x > 0, 1, 2)(x = 1.0) == 1.0 && where(x > 0, 1, 2)(x = -1.0) == 2.0 && where(x > 0, x, 0.5)(x = -1.0) == 0.5;
}
static_assert(bare_numbers());

// The same in traced code.
constexpr auto clamped = calx::trace<[](auto const& a, auto const& low, auto const& high) {
  return where(a < low, low, where(a > high, high, a)) + where(a >= low && a <= high, 100, 0) +
         where(!(a == low) || a == 7, 1000, 0);
}>;
constexpr bool traced() {
  constexpr auto at = [](double a) { return clamped(x, -1_c, 2_c)(x = a); };
  return at(-3) == 999.0 && at(5) == 1002.0 && at(1) == 1101.0 && at(-1) == 99.0;
}
static_assert(traced());

}  // namespace

BOOST_AUTO_TEST_CASE(checked) {
  BOOST_TEST(comparisons());
  BOOST_TEST(logic());
  BOOST_TEST(captures_in_conditions());
  BOOST_TEST(sides());
  BOOST_TEST(branch_not_taken());
  BOOST_TEST(bare_numbers());
  BOOST_TEST(traced());
}

BOOST_AUTO_TEST_CASE(nan_satisfies_no_comparison) {
  double const nan = std::numeric_limits<double>::quiet_NaN();
  BOOST_TEST(!holds(x < y, nan, 1));
  BOOST_TEST(!holds(x >= y, nan, 1));
  BOOST_TEST(!holds(x == y, nan, nan));
  BOOST_TEST(holds(!(x < y), nan, 1));
}

BOOST_AUTO_TEST_SUITE_END()
