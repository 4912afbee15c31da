// SPDX-License-Identifier: Apache-2.0
#include <calx/graph/builder.hpp>

#include <boost/test/unit_test.hpp>

#include <limits>

BOOST_AUTO_TEST_SUITE(builders)

namespace {

using calx::number, calx::opcode, calx::rational;

// The same node twice is one node; any difference makes two.
constexpr bool interns(int position) {
  calx::builder b;
  int const x = b.input(position), y = b.input(position + 1), sum = b.apply(opcode::add, x, y);
  return b.input(position) == x && b.apply(opcode::add, x, y) == sum && b.apply(opcode::add, y, x) != sum &&
         b.apply(opcode::subtract, x, y) != sum &&
         b.apply(opcode::power, x, -1, -1, 2) != b.apply(opcode::power, x, -1, -1, 3) &&
         b.input(position, calx::column_shape(1)) != x && b.size() == 8;
}
static_assert(interns(0));

constexpr bool constants(rational const& third) {
  calx::builder b;
  number const huge = number::from_floating(1e300L),
               none = number::from_floating(std::numeric_limits<long double>::quiet_NaN());
  int const a = b.constant(number(third)), c = b.constant(huge);
  return b.constant(number(rational(2, 6))) == a && b.constant(huge) == c && a != c && b.constant_at(a).exact == third &&
         b.constant(none) != b.constant(none);
}
static_assert(constants(rational(1, 3)));

constexpr bool shapes_of_results(int rows) {
  calx::builder b;
  int const v = b.input(0, calx::vector_shape(rows)), x = b.input(1);
  return b[b.apply(opcode::add, x, v)].shape == calx::vector_shape(rows) &&
         b[b.apply(opcode::sin, v)].shape == calx::vector_shape(rows) && b[b.element(v, 1)].shape.is_scalar() &&
         b[b.apply(opcode::where, x, x, v)].shape == calx::vector_shape(rows);
}
static_assert(shapes_of_results(4));

// Across many growths of the table every node is found again.
constexpr bool many_nodes(int count) {
  calx::builder b;
  int last = b.input(0);
  for (int i = 0; i < count; ++i) last = b.apply(i % 2 == 0 ? opcode::sin : opcode::exp, last);
  int again = b.input(0);
  for (int i = 0; i < count; ++i) again = b.apply(i % 2 == 0 ? opcode::sin : opcode::exp, again);
  return again == last && b.size() == count + 1;
}
static_assert(many_nodes(300));

constexpr bool gives_its_graph(int position) {
  calx::builder b;
  b.output(b.apply(opcode::sin, b.input(position)));
  calx::graph const g = b.take();
  return g.nodes.size() == 2 && g.outputs.size() == 1 && g.outputs[0] == 1 && g.nodes[0].payload == position;
}
static_assert(gives_its_graph(3));

}  // namespace

BOOST_AUTO_TEST_CASE(nodes) {
  BOOST_TEST(interns(0));
  BOOST_TEST(constants(rational(1, 3)));
  BOOST_TEST(shapes_of_results(4));
  int count = 100000;  // no constant: g++ would try to evaluate it while compiling
  BOOST_TEST(many_nodes(count));
  BOOST_TEST(gives_its_graph(3));
}

BOOST_AUTO_TEST_SUITE_END()
