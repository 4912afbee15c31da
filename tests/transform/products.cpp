// SPDX-License-Identifier: Apache-2.0
#include <calx/transform/products.hpp>

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(shared_products)

namespace {

using calx::node_id;
using calx::opcode;

constexpr node_id times(calx::builder& b, node_id x, node_id y) {
  return x < y ? b.apply(opcode::multiply, x, y) : b.apply(opcode::multiply, y, x);
}
// How many products are left of the outputs that `write` makes of x, y, z.
template <class Write> constexpr int products(Write write) {
  calx::builder b;
  node_id const x = b.input(0), y = b.input(1), z = b.input(2);
  write(b, x, y, z);
  calx::graph const g = calx::share_products(b.view());
  int count = 0;
  for (calx::node const& n : g.nodes) count += n.operation == opcode::multiply ? 1 : 0;
  return count;
}

constexpr bool one_order_serves(int depth) {
  return products([=](calx::builder& b, node_id x, node_id y, node_id z) {  // (x y) z and x (y z): one
           b.output(times(b, times(b, x, y), z));
           b.output(times(b, x, times(b, y, z)));
         }) == 2 &&
         products([=](calx::builder& b, node_id x, node_id y, node_id z) {  // nothing in common: as written
           b.output(times(b, x, times(b, y, z)));
         }) == 2 &&
         products([=](calx::builder& b, node_id x, node_id y, node_id z) {  // 2 x and y (2 z) share no product of 2 and y
           node_id const two = b.constant(calx::number(calx::rational(depth)));
           b.output(times(b, two, y));
           b.output(times(b, y, times(b, two, z)));
           b.output(x);
         }) == 3;
}
static_assert(one_order_serves(2));

constexpr bool common_pairs_are_found() {
  return products([](calx::builder& b, node_id x, node_id y, node_id z) {  // (x z) y, (y z) z, x y: p z, (y z) z, p
           b.output(times(b, times(b, x, z), y));
           b.output(times(b, times(b, y, z), z));
           b.output(times(b, x, y));
         }) == 4 &&
         products([](calx::builder& b, node_id x, node_id y, node_id z) {  // x x y and x x z share x^2
           b.output(times(b, x, times(b, x, y)));
           b.output(times(b, x, times(b, x, z)));
         }) == 3 &&
         products([](calx::builder& b, node_id x, node_id y, node_id z) {  // x y stays, since a sine uses it
           node_id const xy = times(b, x, y);
           b.output(b.apply(opcode::sin, xy));
           b.output(times(b, xy, z));
         }) == 2;
}
static_assert(common_pairs_are_found());

}  // namespace

BOOST_AUTO_TEST_CASE(checked) {
  BOOST_TEST(one_order_serves(2));
  BOOST_TEST(common_pairs_are_found());
}

BOOST_AUTO_TEST_SUITE_END()
