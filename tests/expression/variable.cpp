// SPDX-License-Identifier: Apache-2.0
#include <calx/expression/functions.hpp>
#include <calx/expression/variable.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <type_traits>

BOOST_AUTO_TEST_SUITE(variable_types)

namespace {

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;
constexpr auto v = calx::vec<"v", 3>;
constexpr auto t = calx::column<"t">;

// The name is the type; nothing is stored.
static_assert(std::is_same_v<decltype(x), decltype(calx::var<"x">)>);
static_assert(!std::is_same_v<decltype(x), decltype(y)>);
static_assert(!std::is_same_v<decltype(calx::vec<"v", 3>), decltype(calx::vec<"v", 4>)>);
static_assert(!std::is_same_v<decltype(calx::var<"t">), decltype(t)>);
static_assert(std::is_empty_v<std::remove_const_t<decltype(x)>> && std::is_empty_v<std::remove_const_t<decltype(v)>> &&
              std::is_empty_v<std::remove_const_t<decltype(t)>>);
static_assert(std::is_empty_v<decltype(sin(x) * y + x)>);

static_assert(calx::expression<decltype(x)> && calx::input_expression<decltype(x)> && calx::input_expression<decltype(t)>);
static_assert(!calx::input_expression<decltype(sin(x))> && !calx::input_expression<int>);
static_assert(calx::scalar_variable<decltype(x)> && !calx::scalar_variable<decltype(v)> &&
              !calx::scalar_variable<decltype(t)> && !calx::scalar_variable<decltype(calx::vec<"v", 1>)> &&
              !calx::scalar_variable<decltype(2 * x)>);
static_assert(calx::differentiable_variable<decltype(x)> && calx::differentiable_variable<decltype(v)> &&
              !calx::differentiable_variable<decltype(t)>);

constexpr bool names_and_sizes() {
  return x.name() == "x" && v.name() == "v" && t.name() == "t" && calx::var<"a long name">.name().size() == 11 && v.size() == 3;
}
static_assert(names_and_sizes());

// `x = value` binds, and leaves x a constant.
constexpr bool assignment_binds() {
  constexpr auto b = x = 2.5;
  static_assert(std::is_same_v<decltype(b)::variable_type, std::remove_const_t<decltype(x)>>);
  return b.value() == 2.5 && (v = std::array{1, 2, 3}).value()[2] == 3;
}
static_assert(assignment_binds());

}  // namespace

BOOST_AUTO_TEST_CASE(checked) {
  BOOST_TEST(names_and_sizes());
  BOOST_TEST(assignment_binds());
}

BOOST_AUTO_TEST_SUITE_END()
