// SPDX-License-Identifier: Apache-2.0
#include <calx/calculus/wrt.hpp>
#include <calx/expression/functions.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <tuple>
#include <type_traits>

BOOST_AUTO_TEST_SUITE(wrt)

namespace {

using x = std::remove_const_t<decltype(calx::var<"x">)>;
using y = std::remove_const_t<decltype(calx::var<"y">)>;
using v = std::remove_const_t<decltype(calx::vec<"v", 3>)>;
using w = std::remove_const_t<decltype(calx::vec<"w", 1>)>;

static_assert(calx::detail::slots_of<x> == 1 && calx::detail::slots_of<v> == 3 && calx::detail::slot_count<x, v, y> == 5);

// Scalars alone: an array in the order asked for. One vec: its array, also of length 1. A mixture: a tuple of blocks.
constexpr bool layout() {
  double const slots[] = {1, 2, 3, 4, 5, 6};
  using namespace calx::detail;
  auto const scalars = gradient_blocks<y, x>(slots);
  auto const one_scalar = gradient_blocks<x>(slots);
  auto const one_vec = gradient_blocks<v>(slots);
  auto const mixed = gradient_blocks<x, v, y, w>(slots);
  static_assert(
      std::is_same_v<decltype(mixed), std::tuple<double, std::array<double, 3>, double, std::array<double, 1>> const>);
  return scalars == std::array{1.0, 2.0} && one_scalar == std::array{1.0} && one_vec == std::array{1.0, 2.0, 3.0} &&
         mixed == std::tuple{1.0, std::array{2.0, 3.0, 4.0}, 5.0, std::array{6.0}};
}
static_assert(layout());

constexpr bool rows() {
  int const entries[] = {1, 2, 3, 4};
  return calx::detail::matrix_of<2, 2>(entries) == std::array<std::array<int, 2>, 2>{{{1, 2}, {3, 4}}} &&
         calx::detail::matrix_of<1, 3>(entries) == std::array<std::array<int, 3>, 1>{{{1, 2, 3}}};
}
static_assert(rows());

// An entry of a bundle that f does not use is no node.
constexpr bool slots_of_a_function() {
  using f = decltype(sin(x{}) * y{});
  constexpr calx::function_view const& view = calx::function_of<f>;
  auto const slots = calx::detail::slot_nodes<v, y, x>(view.graph, view);
  return slots.size() == 5 && slots[0] == calx::no_node && slots[2] == calx::no_node && view.graph[slots[3]].payload == 1 &&
         view.graph[slots[4]].payload == 0;
}
static_assert(slots_of_a_function());

// Variables as one argument.
static_assert(std::is_same_v<decltype(calx::wrt(x{}, v{})), calx::wrt_list<x, v>> && calx::wrt_list<x, v>::size() == 2);
static_assert(std::is_same_v<decltype(get<1>(calx::wrt(x{}, v{}))), v>);

}  // namespace

BOOST_AUTO_TEST_CASE(checked) {
  BOOST_TEST(layout());
  BOOST_TEST(rows());
  BOOST_TEST(slots_of_a_function());
}

BOOST_AUTO_TEST_SUITE_END()
