// SPDX-License-Identifier: Apache-2.0
#include <calx/calculus/function_class.hpp>
#include <calx/expression/fixed.hpp>
#include <calx/expression/trace.hpp>

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(function_classes)

namespace {

using namespace calx::literals;
using kind = calx::function_kind;

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;
constexpr auto v = calx::vec<"v", 3>;
constexpr auto w = calx::vec<"w", 1>;

constexpr bool kinds() {
  return function_class(y * exp(y), x) == kind::constant && function_class(3, x) == kind::constant &&
         function_class(3 * x - 2 * y + 1, x, y) == kind::linear && function_class(x * y, x) == kind::linear &&
         function_class(x * sin(y) / y, x) == kind::linear && function_class(x * y, x, y) == kind::quadratic &&
         function_class(pow<2>(x - y) / 2, x, y) == kind::quadratic && function_class(x * x * y, x, y) == kind::polynomial &&
         function_class(pow(x, 3_c), x) == kind::polynomial && function_class(sin(x), x) == kind::general &&
         function_class(1 / x, x) == kind::general && function_class(abs(x), x) == kind::general;
}
static_assert(kinds());

// What cancels is not counted; numbers that happen to be 0 are not looked at, unless they are constants of the function.
constexpr auto k_is_zero = 0.0 * x * x + x;
constexpr bool what_is_seen() {
  return function_class(x * x - x * x + x, x) == kind::linear && function_class(k_is_zero, x) == kind::quadratic &&
         function_class(calx::fixed<k_is_zero>, x) == kind::linear && function_class(pow(x, 2), x) == kind::general &&
         function_class(where(y > 0, x, x * x), x) == kind::quadratic &&
         function_class(where(x > 0, x, -x), x) == kind::general;
}
static_assert(what_is_seen());

constexpr bool elements_of_a_vec() {
  constexpr auto form = calx::trace<[](auto const& p) { return p[0] * p[1] + 2 * p[2]; }>;
  return function_class(form(v), v) == kind::quadratic && function_class(form(v), x) == kind::constant &&
         function_class(v[1_c] + x * x, v) == kind::linear && function_class(v * v, v) == kind::quadratic &&
         function_class(w[0_c] * x, w) == kind::linear && function_class(v[0_c] * x, v, x) == kind::quadratic;
}
static_assert(elements_of_a_vec());

}  // namespace

BOOST_AUTO_TEST_CASE(checked) {
  BOOST_TEST(kinds());
  BOOST_TEST(what_is_seen());
  BOOST_TEST(elements_of_a_vec());
}

BOOST_AUTO_TEST_SUITE_END()
