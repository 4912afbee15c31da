// SPDX-License-Identifier: Apache-2.0
#include <calx/calculus/prove.hpp>
#include <calx/evaluate/evaluate.hpp>
#include <calx/expression/constant.hpp>
#include <calx/expression/fixed.hpp>
#include <calx/expression/functions.hpp>
#include <calx/print/to_string.hpp>

#include <boost/test/unit_test.hpp>

#include <type_traits>

BOOST_AUTO_TEST_SUITE(fixed_functions)

namespace {

using namespace calx::literals;

constexpr auto x = calx::var<"x">;
constexpr auto three = sin(3 * x);
constexpr auto four = sin(4 * x);
constexpr auto plain = sin(x);
constexpr auto tenth = 0.1 * x;

// Captures become constants of the function: equal source types, different functions.
static_assert(std::is_same_v<decltype(three), decltype(four)>);
static_assert(!std::is_same_v<decltype(calx::fixed<three>), decltype(calx::fixed<four>)>);
static_assert(std::is_empty_v<std::remove_const_t<decltype(calx::fixed<three>)>>);
static_assert(calx::record_of<std::remove_const_t<decltype(calx::fixed<three>)>>.captures == 0);

constexpr bool constants_fold_and_merge() {
  return calx::fixed<three> == sin(3_c * x) && !(calx::fixed<three> == calx::fixed<four>) && calx::fixed<plain> == sin(x) &&
         to_string(calx::fixed<three> + calx::fixed<three>) == "2*sin(3*x)" &&
         to_string(calx::fixed<three> + calx::fixed<four>) == "sin(3*x) + sin(4*x)";
}
static_assert(constants_fold_and_merge());

// The constant is the double that was captured, exactly.
static_assert(calx::fixed<tenth> == 0.1 * x && !(calx::fixed<tenth> == 0.1_c * x));

constexpr bool evaluates_and_composes() {
  return calx::fixed<three>(x = 0.5) == three(x = 0.5) && (2 * calx::fixed<four>)(x = 0.25) == 2 * four(x = 0.25) &&
         calx::fixed<tenth>(x = 3.0) == 0.1 * 3.0 && calx::fixed<three>(x = 2 * x)(x = 0.25) == three(x = 0.5);
}
static_assert(evaluates_and_composes());

}  // namespace

BOOST_AUTO_TEST_CASE(checked) {
  BOOST_TEST(constants_fold_and_merge());
  BOOST_TEST(evaluates_and_composes());
}

BOOST_AUTO_TEST_SUITE_END()
