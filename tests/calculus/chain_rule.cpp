// SPDX-License-Identifier: Apache-2.0
#include <calx/calculus/chain_rule.hpp>
#include <calx/calculus/derivative.hpp>
#include <calx/calculus/prove.hpp>
#include <calx/evaluate/evaluate.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <type_traits>

BOOST_AUTO_TEST_SUITE(chain_rules)

namespace {

using namespace calx::literals;

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;

constexpr bool a_composition() {
  constexpr auto links = chain_rule(exp(sin(x * x)), x);
  static_assert(links.size() == 3 && std::is_same_v<decltype(links(x = 1.0)), std::array<double, 3>>);
  return get<0>(links) == exp(sin(x * x)) && get<1>(links) == cos(x * x) && get<2>(links) == 2 * x &&
         links(x = 0.0) == std::array{1.0, 1.0, 0.0} &&
         get<0>(links) * get<1>(links) * get<2>(links) == derivative(exp(sin(x * x)), x);
}
static_assert(a_composition());

// What does not depend on x goes along with its operation; a link of 1 is left out.
constexpr bool parameters() {
  constexpr auto links = chain_rule(y * log(y + pow<3>(x)), x);
  constexpr auto shifted = chain_rule(sin(x + 3), x);
  return links.size() == 3 && get<0>(links) == y && get<1>(links) == 1 / (y + pow<3>(x)) && get<2>(links) == 3 * x * x &&
         shifted.size() == 1 && get<0>(shifted) == cos(x + 3);
}
static_assert(parameters());

// Where several operands depend on x, one link is the derivative of what is left.
constexpr bool forks() {
  constexpr auto links = chain_rule(sqrt(x * sin(x)), x);
  constexpr auto product = chain_rule(x * exp(x), x);
  return links.size() == 2 && get<0>(links) == 1 / (2 * sqrt(x * sin(x))) && get<1>(links) == sin(x) + x * cos(x) &&
         product.size() == 1 && get<0>(product) == exp(x) + x * exp(x);
}
static_assert(forks());

constexpr bool shortest() {
  return chain_rule(x, x).size() == 1 && get<0>(chain_rule(x, x)) == 1 && get<0>(chain_rule(x + 3, x)) == 1 &&
         chain_rule(sin(y), x).size() == 1 && get<0>(chain_rule(sin(y), x)) == 0 && get<0>(chain_rule(5, x)) == 0 &&
         chain_rule(exp(sign(x)), x).size() == 2 && get<1>(chain_rule(exp(sign(x)), x)) == 0 &&
         chain_rule(where(y > 0, sin(x), 0_c), x)(x = 0.0, y = -1.0) == std::array{0.0, 1.0};
}
static_assert(shortest());

constexpr bool captures_are_carried() {
  constexpr auto links = [](double a, double b) { return chain_rule(a * sin(b * x), x); };
  return links(2, 3)(x = 0.0) == std::array{2.0, 1.0, 3.0} && get<2>(links(2, 5)) == 5 && get<0>(links(7, 5)) == 7;
}
static_assert(captures_are_carried());

}  // namespace

BOOST_AUTO_TEST_CASE(checked) {
  BOOST_TEST(a_composition());
  BOOST_TEST(parameters());
  BOOST_TEST(forks());
  BOOST_TEST(shortest());
  BOOST_TEST(captures_are_carried());
}

BOOST_AUTO_TEST_SUITE_END()
