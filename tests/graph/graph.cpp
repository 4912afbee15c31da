// SPDX-License-Identifier: Apache-2.0
#include <calx/graph/graph.hpp>

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(graphs)

namespace {

using calx::no_node, calx::node, calx::opcode, calx::rational;

constexpr calx::graph one_third_of(int input) {
  calx::graph g;
  g.nodes.push({opcode::input, {no_node, no_node, no_node}, input, {}});
  g.nodes.push({opcode::constant, {no_node, no_node, no_node}, 0, {}});
  g.nodes.push({opcode::multiply, {0, 1, no_node}, 0, {}});
  g.constants.push(calx::number(rational(1, 3)));
  g.outputs.push(2);
  return g;
}

constexpr bool views_and_copies(int input) {
  calx::graph const g = one_third_of(input), copy = calx::copy_of(g.view());
  calx::graph_view const v = copy.view();
  bool equal = v.size == 3 && v.constant_count == 1 && v.output_count == 1 && v.outputs[0] == 2;
  for (int i = 0; i < 3; ++i) equal = equal && v[i] == g.nodes[i];
  return equal && v.nodes != g.nodes.data() && v.is_constant(1) && !v.is_constant(0) && v.constant(1).exact == rational(1, 3);
}
static_assert(views_and_copies(4));

constexpr bool nodes_compare_all_they_hold(int two) {
  node const sum{opcode::add, {0, 1, no_node}, 0, {}};
  node other = sum, payload = sum, shaped = sum;
  other.operands[1] = two, payload.payload = two, shaped.shape = calx::vector_shape(two);
  return sum == sum && !(sum == other) && !(sum == payload) && !(sum == shaped) &&
         !(sum == node{opcode::subtract, {0, 1, no_node}, 0, {}}) && calx::arity_of(sum) == 2 && calx::arity_of(node{}) == 0 &&
         calx::arity_of(node{opcode::where, {0, 1, 2}, 0, {}}) == 3;
}
static_assert(nodes_compare_all_they_hold(2));

constexpr bool frozen(int input) {
  calx::frozen_graph<3, 1, 1> f;
  calx::graph const g = one_third_of(input);
  for (int i = 0; i < 3; ++i) f.nodes[i] = g.nodes[i];
  f.constants[0] = g.constants[0], f.outputs[0] = 2;
  calx::frozen_graph<0, 0, 0> const nothing;
  return f.view().size == 3 && f.view()[2] == g.nodes[2] && f.view().constant(1).is_exact() && nothing.view().size == 0;
}
static_assert(frozen(0));

}  // namespace

BOOST_AUTO_TEST_CASE(nodes_and_views) {
  BOOST_TEST(views_and_copies(4));
  BOOST_TEST(nodes_compare_all_they_hold(2));
  BOOST_TEST(frozen(0));
}

BOOST_AUTO_TEST_SUITE_END()
