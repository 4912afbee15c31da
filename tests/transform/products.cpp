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

}  // namespace

BOOST_AUTO_TEST_CASE(checked) { BOOST_TEST(one_order_serves(2)); }

BOOST_AUTO_TEST_SUITE_END()
