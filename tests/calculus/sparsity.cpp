// SPDX-License-Identifier: Apache-2.0
#include <calx/calculus/sparsity.hpp>
#include <calx/expression/fixed.hpp>
#include <calx/expression/trace.hpp>

#include <boost/test/unit_test.hpp>

#include <array>

BOOST_AUTO_TEST_SUITE(sparsity_patterns)

namespace {

using namespace calx::literals;

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;
constexpr auto z = calx::var<"z">;
constexpr auto v = calx::vec<"v", 4>;
template <std::size_t Rows, std::size_t Columns> using pattern = std::array<std::array<bool, Columns>, Rows>;

constexpr bool matrices() {
  constexpr auto f = x * x * y + 3 * sin(y * z);
  return sparsity(hessian(f, x, y, z)) == pattern<3, 3>{{{true, true, false}, {true, true, true}, {false, true, true}}} &&
         sparsity(jacobian(calx::vector(x * y, z + 1, 2_c), x, y, z)) ==
             pattern<3, 3>{{{true, true, false}, {false, false, true}, {false, false, false}}} &&
         sparsity(jacobian(calx::vector(f), y)) == pattern<1, 1>{{{true}}} &&
         sparsity(gradient(x * y + sign(z), x, y, z)) == std::array{true, true, false};
}
static_assert(matrices());

// Terms that cancel are seen, numbers that happen to be 0 are not looked at, unless they are constants of the function.
constexpr auto k_is_zero = 0.0 * x * y;
constexpr bool what_is_seen() {
  constexpr auto cancels = (x + y) - y + x * z;
  return sparsity(gradient(cancels, x, y, z)) == std::array{true, false, true} &&
         sparsity(hessian(k_is_zero, x, y)) == pattern<2, 2>{{{false, true}, {true, false}}} &&
         sparsity(hessian(calx::fixed<k_is_zero>, x, y)) == pattern<2, 2>{};
}
static_assert(what_is_seen());

constexpr auto chain = calx::trace<[](auto const& p) { return p[0] * p[1] + sin(p[1]) * p[2] + exp(p[3]); }>;
constexpr bool elements_of_a_vec() {
  return sparsity(hessian(chain(v), v)) == pattern<4, 4>{{{false, true, false, false},
                                                          {true, true, true, false},
                                                          {false, true, false, false},
                                                          {false, false, false, true}}};
}
static_assert(elements_of_a_vec());

}  // namespace

BOOST_AUTO_TEST_CASE(checked) {
  BOOST_TEST(matrices());
  BOOST_TEST(what_is_seen());
  BOOST_TEST(elements_of_a_vec());
}

BOOST_AUTO_TEST_SUITE_END()
