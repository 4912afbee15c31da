// SPDX-License-Identifier: Apache-2.0
#include <calx/evaluate/evaluate.hpp>
#include <calx/expression/expression.hpp>
#include <calx/expression/functions.hpp>
#include <calx/expression/variable.hpp>

#include <boost/test/unit_test.hpp>

#include <type_traits>

BOOST_AUTO_TEST_SUITE(expressions)

namespace {

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;

static_assert(calx::expression<decltype(x)> && calx::expression<decltype(sin(x) + 3)> && calx::expression<decltype(sin(x))&>);
static_assert(!calx::expression<double> && !calx::expression<decltype(x = 1.0)> && !calx::expression<decltype(x < y)>);

static_assert(std::is_empty_v<calx::capture_storage<double, 0>> &&
              sizeof(calx::capture_storage<long double, 3>) == 3 * sizeof(long double));

// The numbers of the parts, one after the other.
constexpr bool numbers_are_appended() {
  constexpr auto f = (7 * x) - (8 + y * 9);
  constexpr auto part = calx::detail::from_numbers<decltype(8 + y * 9)>(f.numbers + 1);
  return f.numbers[0] == 7 && f.numbers[1] == 8 && f.numbers[2] == 9 && part.numbers[0] == 8 && part.numbers[1] == 9 &&
         part(y = 2.0) == 26.0;
}
static_assert(numbers_are_appended());

// What is wrong with a call, as a type that names the culprit.
using f = decltype(x * y);
using calx::call_fault;
template <class... Bindings> using fault = call_fault<f, Bindings...>;
static_assert(std::is_same_v<fault<decltype(x = 1.0), decltype(y = 2)>, calx::no_fault>);
static_assert(std::is_same_v<fault<decltype(x = 1.0)>, calx::no_value_for<std::remove_const_t<decltype(y)>>>);
static_assert(std::is_same_v<fault<decltype(x = 1.0), decltype(y = 1.0), decltype(x = 1.0)>,
                             calx::two_values_for<std::remove_const_t<decltype(x)>>>);
static_assert(std::is_same_v<fault<decltype(x = 1.0), double>, calx::no_name>);
static_assert(std::is_same_v<fault<decltype(x = "1"), decltype(y = 1.0)>,
                             calx::unfit_value_for<std::remove_const_t<decltype(x)>, char[2]>>);
static_assert(
    std::is_same_v<call_fault<decltype(sin(x)), decltype(x = calx::rational(1))>, calx::no_exact_value_of<calx::opcode::sin>>);

}  // namespace

BOOST_AUTO_TEST_CASE(checked) { BOOST_TEST(numbers_are_appended()); }

BOOST_AUTO_TEST_SUITE_END()
