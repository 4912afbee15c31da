// SPDX-License-Identifier: Apache-2.0
#include <calx/calculus/direction.hpp>
#include <calx/expression/functions.hpp>

#include <boost/test/unit_test.hpp>

#include <type_traits>

BOOST_AUTO_TEST_SUITE(directions)

namespace {

using namespace calx::literals;

using x = std::remove_const_t<decltype(calx::var<"x">)>;
using v = std::remove_const_t<decltype(calx::vec<"v", 3>)>;
using w = std::remove_const_t<decltype(calx::vec<"w", 1>)>;
using triple = std::remove_const_t<decltype(calx::vector(x{}, 2, 3_c))>;
template <class... Variables> using wrt = calx::wrt_list<Variables...>;

// As many as variables, each of its variable's size.
static_assert(calx::detail::are_directions<wrt<x>, int> && calx::detail::are_directions<wrt<x, x>, x, double>);
static_assert(calx::detail::are_directions<wrt<v>, v> && calx::detail::are_directions<wrt<v>, triple>);
static_assert(calx::detail::are_directions<wrt<x, v, w>, x, triple, w>);
static_assert(!calx::detail::are_directions<wrt<x>> && !calx::detail::are_directions<wrt<x>, int, int>);
static_assert(!calx::detail::are_directions<wrt<x>, v> && !calx::detail::are_directions<wrt<v>, x>);
static_assert(!calx::detail::are_directions<wrt<v>, w> && !calx::detail::are_directions<wrt<x>, char const*>);

// An output for each scalar and each element; the numbers in the order of the parts.
constexpr bool elements() {
  calx::function_graph const f = calx::detail::lower_elements<x, triple, w, v>();
  calx::graph_view const g = f.graph.view();
  auto const is = [&](int output, calx::opcode operation, int payload) {
    return g[g.outputs[output]].operation == operation && g[g.outputs[output]].payload == payload;
  };
  return g.output_count == 8 && f.captures == 1 && f.inputs.size() == 3 && g.outputs[0] == g.outputs[1] &&
         is(2, calx::opcode::captured, 0) && is(4, calx::opcode::element, 0) && is(7, calx::opcode::element, 2);
}
static_assert(elements());

}  // namespace

BOOST_AUTO_TEST_CASE(checked) { BOOST_TEST(elements()); }

BOOST_AUTO_TEST_SUITE_END()
