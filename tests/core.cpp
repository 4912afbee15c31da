// SPDX-License-Identifier: Apache-2.0
// One header for expressions, proofs, derivatives, evaluation and text.
#include <calx/core.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <string>
#include <type_traits>

BOOST_AUTO_TEST_SUITE(core)

namespace {

using namespace calx::literals;

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;
constexpr auto f = sin(x) * exp(-y * y) + calx::pow<3>(x);
constexpr auto v = calx::vec<"v", 3>;
constexpr auto squared = calx::trace<[](auto const& p) { return p[0] * p[0] + p[1] * p[1] + p[2] * p[2]; }>;

// A taste of each part, so that a header that core.hpp loses is missed here.
constexpr bool each_part() {
  constexpr auto in_positions = calx::function(x - y, y, x);
  constexpr auto captured = derivative(2.5 * x * x, x);
  return derivative(f, x) == cos(x) * exp(-y * y) + 3 * x * x && get<0>(gradient(f, x, y)) == derivative(f, x) &&
         get<0, 1>(hessian(f, x, y)) == derivative(derivative(f, x), y) && operations(x * y + x * y) == 2 &&
         f(x = 0.0, y = 3.0) == 0.0 && in_positions(1.0, 5.0) == 4.0 && where(x > 0, x, -x)(x = -2.0) == 2.0 &&
         0.1_c + 0.2_c == 0.3_c && captured == 5 * x && f(x = 0_c) == 0 && squared(v)(v = std::array{1.0, 2.0, 2.0}) == 9.0 &&
         to_string(derivative(sin(x * x), x)) == "2*x*cos(x^2)";
}
static_assert(each_part());
static_assert(std::is_same_v<decltype(variables(y * x)),
                             boost::hana::tuple<std::remove_const_t<decltype(x)>, std::remove_const_t<decltype(y)>>>);

constexpr auto three = 3 * x;
static_assert(calx::fixed<three> == 3_c * x);

}  // namespace

BOOST_AUTO_TEST_CASE(checked) {
  BOOST_TEST(each_part());
  BOOST_TEST(std::string(to_string(calx::fixed<three>)) == "3*x");
}

BOOST_AUTO_TEST_SUITE_END()
