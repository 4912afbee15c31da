// SPDX-License-Identifier: Apache-2.0
#include <calx/calculus/derivative.hpp>
#include <calx/evaluate/evaluate.hpp>
#include <calx/expression/constant.hpp>
#include <calx/expression/functions.hpp>
#include <calx/expression/trace.hpp>
#include <calx/expression/variables.hpp>

#include <boost/hana/for_each.hpp>
#include <boost/test/unit_test.hpp>

#include <string>
#include <type_traits>

BOOST_AUTO_TEST_SUITE(variables_of_functions)

namespace {

using namespace calx::literals;
namespace hana = boost::hana;

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;
constexpr auto v = calx::vec<"v", 3>;
constexpr auto t = calx::column<"t">;
constexpr auto first = calx::trace<[](auto const& p) { return p[0]; }>;

template <class... Variables> using tuple = hana::tuple<std::remove_const_t<Variables>...>;

// In order of name, each once, of its kind.
static_assert(std::is_same_v<decltype(variables(y * x + sin(y))), tuple<decltype(x), decltype(y)>>);
static_assert(std::is_same_v<decltype(variables(x + first(v) * t)), tuple<decltype(t), decltype(v), decltype(x)>>);
static_assert(std::is_same_v<decltype(variables(calx::var<"b"> + calx::var<"B"> + calx::var<"a2"> + calx::var<"a10">)),
                             tuple<decltype(calx::var<"B">), decltype(calx::var<"a10">), decltype(calx::var<"a2">),
                                   decltype(calx::var<"b">)>>);
static_assert(std::is_same_v<decltype(variables(3_c)), tuple<>> && std::is_same_v<decltype(variables(x)), tuple<decltype(x)>>);
static_assert(std::is_same_v<decltype(variables(first(calx::vec<"v", 1>))), tuple<decltype(calx::vec<"v", 1>)>>);
static_assert(std::is_same_v<decltype(variables((x * y)(x = t))), tuple<decltype(t), decltype(y)>>);

// A derivative has the variables of its function, also those that it lost.
static_assert(std::is_same_v<decltype(variables(derivative(x + y, x))), tuple<decltype(x), decltype(y)>>);

}  // namespace

BOOST_AUTO_TEST_CASE(for_each_of_them) {
  std::string names;
  hana::for_each(variables(x * y + first(v)), [&](auto const& variable) { names += std::string(variable.name()) + ' '; });
  BOOST_TEST(names == "v x y ");
}

BOOST_AUTO_TEST_SUITE_END()
