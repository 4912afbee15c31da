// SPDX-License-Identifier: Apache-2.0
#include <calx/transform/chains.hpp>

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(product_chains)

namespace {

using calx::node_id;
using calx::opcode;

constexpr node_id times(calx::builder& b, node_id x, node_id y) { return b.commuted(opcode::multiply, x, y); }

// 3 (((x y) z) (x y)), whose sine is an output: the factor x y is used twice, so it is a chain of its own.
constexpr bool parts_that_serve_others_stand_alone(int three) {
  calx::builder b;
  node_id const x = b.input(0), y = b.input(1), z = b.input(2);
  node_id const xy = times(b, x, y), xyz = times(b, xy, z), all = times(b, xyz, xy);
  node_id const scaled = b.apply(opcode::multiply, b.constant(calx::number(calx::rational(three))), all);
  b.output(b.apply(opcode::sin, scaled));
  calx::product_chains chains(b.view());
  calx::buffer<node_id> factors;
  chains.factors_of(all, factors);
  chains.factors_of(xy, factors);
  bool const roots = chains.is_root(xy) && chains.is_root(all) && !chains.is_root(xyz) && !chains.is_root(scaled);
  bool const of_all = factors[0] == xy && factors[1] == z && factors[2] == xy;
  return roots && factors.size() == 5 && of_all && factors[3] == x && factors[4] == y;
}
static_assert(parts_that_serve_others_stand_alone(3));

}  // namespace

BOOST_AUTO_TEST_CASE(checked) { BOOST_TEST(parts_that_serve_others_stand_alone(3)); }

BOOST_AUTO_TEST_SUITE_END()
