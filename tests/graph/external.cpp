// SPDX-License-Identifier: Apache-2.0
#include <calx/graph/external.hpp>

#include "../externals.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(external)

namespace {

using namespace calx_test;
using calx::no_node, calx::opcode;

// The calls f(x), f(x, y), f(x, y, z) in a graph that has the inputs x, y, z.
struct calls {
  calx::builder g;
  node_id x[3] = {g.input(0), g.input(1), g.input(2)};
  node_id of[3] = {calx::call_external(g, bump, x), calx::call_external(g, tilt, x), calx::call_external(g, blend, x)};
};

constexpr bool a_call_has_its_function_and_arguments(int first) {
  calls c;
  calx::graph_view const g = c.g.view();
  for (int k = first; k < 3; ++k) {
    calx::external_call const call = calx::call_of(g, g[c.of[k]]);
    if (!calx::is_external(g[c.of[k]].operation) || &calx::function_called(g, g[c.of[k]]) != externals[k]) return false;
    if (g.constant(call.function).function != externals[k]) return false;
    for (int i = 0; i < 3; ++i)
      if (call.arguments[i] != (i <= k ? c.x[i] : no_node)) return false;
  }
  return !calx::is_external(opcode::first_of_three) && !calx::is_external(opcode::sin);
}
static_assert(a_call_has_its_function_and_arguments(0));

// Equal functions of equal arguments are one node; the name alone does not make them equal.
constexpr external_function namesake{"bump", 1, &bump_partial};
constexpr bool a_call_is_interned(int first) {
  calls c;
  int const size = c.g.size(), constants = c.g.view().constant_count;
  for (int k = first; k < 3; ++k)
    if (calx::call_external(c.g, *externals[k], c.x) != c.of[k]) return false;
  return c.g.size() == size && constants == 3 && calx::call_external(c.g, namesake, c.x) != c.of[0] &&
         calx::call_external(c.g, bump, c.x + 1) != c.of[0];
}
static_assert(a_call_is_interned(0));

// A function is no number: not 0, not exact, and not another's constant.
constexpr bool a_name_is_no_number(calx::number const& n) {
  return !n.is_exact() && !n.is(0) && n.function == &bump && !(n == calx::number::naming(tilt)) && n == n &&
         !(n == calx::number(calx::rational(0))) && n.to<double>() == 0;
}
static_assert(a_name_is_no_number(calx::number::naming(bump)));

// A column among the arguments makes a column.
constexpr bool shapes_are_common(int axis) {
  calx::builder g;
  node_id const x[] = {g.input(0), g.input(1, calx::column_shape(axis)), g.input(2)};
  for (external_function const* f : externals)
    if (g[calx::call_external(g, *f, x)].shape != (f->arity == 1 ? calx::scalar_shape : calx::column_shape(axis))) return false;
  node_id const y[] = {x[1], x[0], x[2]};
  return g[calx::call_external(g, blend, y)].shape == calx::column_shape(axis);
}
static_assert(shapes_are_common(1));

}  // namespace

BOOST_AUTO_TEST_CASE(calls_of_functions) {
  BOOST_TEST(a_call_has_its_function_and_arguments(0));
  BOOST_TEST(a_call_is_interned(0));
  BOOST_TEST(a_name_is_no_number(calx::number::naming(bump)));
  BOOST_TEST(shapes_are_common(1));
}

BOOST_AUTO_TEST_SUITE_END()
