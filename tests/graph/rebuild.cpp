// SPDX-License-Identifier: Apache-2.0
#include <calx/graph/rebuild.hpp>

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(rebuilding)

namespace {

using calx::opcode;

constexpr calx::graph sine_of_sum() {
  calx::builder b;
  (void)b.input(7);  // dead, so that ids move
  calx::node_id const x = b.input(0), three = b.constant(calx::number(calx::rational(3)));
  b.output(b.apply(opcode::sin, b.apply(opcode::add, x, three)));
  return b.take();
}

// A copy into a builder that holds something already: ids move, constants go by value.
constexpr bool copies_into_another(int value) {
  calx::graph const g = sine_of_sum();
  calx::builder to;
  (void)to.constant(calx::number(calx::rational(value)));
  auto const moved = calx::rebuild(g.view(), to, [&](calx::node const& n, int) { return to.intern(n); });
  calx::copy_outputs(g.view(), to, moved);
  calx::graph const copy = to.take();
  calx::node const& sine = copy.nodes[copy.outputs[0]];
  calx::node const& sum = copy.nodes[sine.operands[0]];
  return sine.operation == opcode::sin && sum.operation == opcode::add &&
         copy.constants[copy.nodes[sum.operands[1]].payload].is(3) && moved[g.outputs[0]] == copy.outputs[0] &&
         copy.nodes[moved[0]].payload == 7;
}
static_assert(copies_into_another(5));

constexpr bool as_they_are(int value) {
  calx::graph const g = sine_of_sum();
  calx::builder to;
  (void)to.input(value);
  auto const moved = calx::rebuild(g.view(), to);
  calx::node const& sine = to[moved[g.outputs[0]]];
  return moved[0] == 1 && sine.operation == opcode::sin && to.constant_at(to[sine.operands[0]].operands[1]).is(3);
}
static_assert(as_they_are(8));

// make() sees the old position and the new operands, and may put another node in the place.
constexpr bool replaces_nodes(int shift) {
  calx::graph const g = sine_of_sum();
  calx::builder to;
  int seen = 0;
  auto const moved = calx::rebuild(g.view(), to, [&](calx::node const& n, int i) {
    seen += i;
    if (n.operation != opcode::sin) return to.intern(n);
    return to.apply(opcode::cos, n.operands[0]);
  });
  return seen == 0 + 1 + 3 + 4 + 0 * shift && to[moved[g.outputs[0]]].operation == opcode::cos;
}
static_assert(replaces_nodes(0));

}  // namespace

BOOST_AUTO_TEST_CASE(copies) {
  BOOST_TEST(copies_into_another(5));
  BOOST_TEST(as_they_are(8));
  BOOST_TEST(replaces_nodes(0));
}

BOOST_AUTO_TEST_SUITE_END()
