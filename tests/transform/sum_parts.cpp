// SPDX-License-Identifier: Apache-2.0
#include <calx/transform/sum_parts.hpp>

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(parts_of_sums)

namespace {

using calx::builder, calx::find_sum_parts, calx::node_id, calx::no_node, calx::opcode, calx::sum_parts;

constexpr node_id number_in(builder& b, int value) { return b.constant(calx::number(calx::rational(value))); }

// (x + y) - z and (x + y) + z: the inner sum is part of the first, unless the second uses it, too.
constexpr bool sums_in_sums() {
  builder b;
  node_id const x = b.input(0), y = b.input(1), z = b.input(2);
  node_id const inner = b.apply(opcode::add, x, y), outer = b.apply(opcode::subtract, inner, z);
  b.output(outer);
  sum_parts const once = find_sum_parts(b.view(), false);
  bool const right = once.absorbed[inner] == 1 && once.absorbed[outer] == 0 && once.absorbed[x] == 0 && once.open.empty();
  b.output(b.apply(opcode::add, inner, z));
  return right && find_sum_parts(b.view(), false).absorbed[inner] == 0;
}
static_assert(sums_in_sums());

// What a product, a function or a caller uses is whole; and so is a sum that one sum uses twice.
constexpr bool sums_elsewhere() {
  builder b;
  node_id const x = b.input(0), y = b.input(1);
  node_id const of_sine = b.apply(opcode::add, x, y), of_product = b.apply(opcode::subtract, x, y);
  node_id const twice = b.apply(opcode::negate, x), result = b.apply(opcode::subtract, y, x);
  b.output(b.apply(opcode::sin, of_sine));
  b.output(b.apply(opcode::multiply, of_product, x));
  b.output(b.apply(opcode::add, twice, twice));
  b.output(b.apply(opcode::add, result, x));
  b.output(result);
  sum_parts const parts = find_sum_parts(b.view(), true);
  return parts.absorbed[of_sine] == 0 && parts.absorbed[of_product] == 0 && parts.absorbed[twice] == 0 &&
         parts.absorbed[result] == 0;
}
static_assert(sums_elsewhere());

// x y + 2 (x y) + x^2 + x/y: each is open, for only this sum uses them.
constexpr bool open_products() {
  builder b;
  node_id const x = b.input(0), y = b.input(1), product = b.apply(opcode::multiply, x, y);
  node_id const scaled = b.apply(opcode::multiply, number_in(b, 2), product);
  node_id const square = b.apply(opcode::power, x, no_node, no_node, 2), cube = b.apply(opcode::power, y, no_node, no_node, 3);
  node_id const quotient = b.apply(opcode::divide, x, y);
  node_id sum = b.apply(opcode::add, product, scaled);
  for (node_id const term : {square, cube, quotient}) sum = b.apply(opcode::add, sum, term);
  b.output(sum);
  sum_parts const parts = find_sum_parts(b.view(), true);
  bool const right = parts.open[product] == 1 && parts.open[scaled] == 1 && parts.open[square] == 1 && parts.open[cube] == 0 &&
                     parts.open[quotient] == 1 && parts.kept_scale[product] == no_node;
  b.output(b.apply(opcode::sin, product));  // now it is there in any case
  sum_parts const used = find_sum_parts(b.view(), true);
  return right && used.open[product] == 0 && used.open[scaled] == 0 && used.kept_scale[product] == b[scaled].operands[0];
}
static_assert(open_products());

BOOST_AUTO_TEST_CASE(at_run_time) {
  BOOST_TEST(sums_in_sums());
  BOOST_TEST(sums_elsewhere());
  BOOST_TEST(open_products());
}

}  // namespace

BOOST_AUTO_TEST_SUITE_END()
