// SPDX-License-Identifier: Apache-2.0
#include <calx/transform/balance.hpp>

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(balanced_products)

namespace {

using calx::node_id;
using calx::opcode;

// x0 x1 ... as a chain; the product of the first two is an output too, if it `serves_others`.
constexpr calx::graph chain(int factors, bool serves_others = false) {
  calx::builder b;
  node_id p = b.input(0);
  for (int i = 1; i < factors; ++i) {
    p = b.commuted(opcode::multiply, p, b.input(i));
    if (i == 1 && serves_others) b.output(p);
  }
  b.output(p);
  return b.take();
}
// The longest way from an input to an output, in products.
constexpr int depth(calx::graph_view g) {
  calx::buffer<int> depths(g.size);
  int deepest = 0;
  for (node_id i = 0; i < g.size; ++i) {
    for (int k = 0; k < 3 && g[i].operands[k] != calx::no_node; ++k)
      if (depths[g[i].operands[k]] >= depths[i]) depths[i] = depths[g[i].operands[k]] + 1;
    if (depths[i] > deepest) deepest = depths[i];
  }
  return deepest;
}
constexpr int depth_after(int factors, bool serves_others = false) {
  calx::graph const written = chain(factors, serves_others);
  calx::graph const g = calx::balance_products(written.view());
  return g.nodes.size() == written.nodes.size() ? depth(g.view()) : -1;
}

constexpr bool chains_become_trees() {
  return depth_after(7) == 6 && depth_after(8) == 3 && depth_after(9) == 4 && depth_after(100) == 7 &&
         depth_after(9, true) == 4;  // x0 x1 is a factor
}
static_assert(chains_become_trees());

// 3 (x0 ... x8): the constant keeps its value and its place.
constexpr bool constants_stay_in_front(int three) {
  calx::builder b;
  node_id p = b.input(0);
  for (int i = 1; i < 9; ++i) p = b.commuted(opcode::multiply, p, b.input(i));
  b.output(b.apply(opcode::multiply, b.constant(calx::number(calx::rational(three))), p));
  calx::graph const g = calx::balance_products(b.view());
  calx::graph_view const v = g.view();
  calx::node const& top = v[v.outputs[0]];
  return depth(v) == 5 && v.is_constant(top.operands[0]) && v.constant(top.operands[0]).is(three);
}
static_assert(constants_stay_in_front(3));

// Where the pass is left out it would have changed nothing.
constexpr bool is_left_out_for_short_chains() {
  return !calx::may_balance_products(chain(7).view()) && calx::may_balance_products(chain(8).view());
}
static_assert(is_left_out_for_short_chains());

}  // namespace

BOOST_AUTO_TEST_CASE(checked) {
  BOOST_TEST(chains_become_trees());
  BOOST_TEST(constants_stay_in_front(3));
  BOOST_TEST(is_left_out_for_short_chains());
}

BOOST_AUTO_TEST_SUITE_END()
