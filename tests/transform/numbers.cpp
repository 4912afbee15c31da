// SPDX-License-Identifier: Apache-2.0
#include <calx/transform/numbers.hpp>

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(gathered_numbers)

namespace {

using calx::node_id;
using calx::opcode;

// The first operand of what gather_numbers makes of the first output: the number in front, or not.
template <class Write> constexpr bool stands_in_front(Write write) {
  calx::builder b;
  b.output(write(b));
  calx::graph const g = calx::gather_numbers(b.view());
  calx::node const& top = g.nodes[g.outputs[0]];
  if (top.operation != opcode::multiply) return false;
  calx::buffer<int> const number = calx::detail::tame_numbers(g.view());
  return number[top.operands[0]] != 0 || number[top.operands[1]] != 0;
}
constexpr node_id root_of(calx::builder& b, int n) {
  return b.apply(opcode::square_root, b.constant(calx::number(calx::rational(n))));
}

constexpr bool products_and_quotients(int two) {
  return stands_in_front([=](calx::builder& b) {  // x (sqrt(2) y)
           return b.apply(opcode::multiply, b.input(0), b.apply(opcode::multiply, root_of(b, two), b.input(1)));
         }) &&
         stands_in_front([=](calx::builder& b) {  // (sqrt(2) x)/y
           return b.apply(opcode::divide, b.apply(opcode::multiply, root_of(b, two), b.input(0)), b.input(1));
         }) &&
         !stands_in_front([=](calx::builder& b) {  // x/(sqrt(2) y) keeps its divisor
           return b.apply(opcode::divide, b.input(0), b.apply(opcode::multiply, root_of(b, two), b.input(1)));
         });
}
static_assert(products_and_quotients(2));

// x/sqrt(2) is (1/sqrt(2)) x; two of them leave 1/2, and no root.
constexpr bool roots(int two) {
  bool const in_front =
      stands_in_front([=](calx::builder& b) { return b.apply(opcode::divide, b.input(0), root_of(b, two)); }) &&
      stands_in_front([=](calx::builder& b) {
        node_id const root_half = b.apply(opcode::square_root, b.constant(calx::number(calx::rational(1, two))));
        return b.apply(opcode::multiply, b.input(0), b.apply(opcode::multiply, root_half, b.input(1)));
      });
  calx::builder b;
  node_id const u = b.apply(opcode::divide, b.input(0), root_of(b, two)),
                v = b.apply(opcode::divide, b.input(1), root_of(b, two));
  b.output(b.apply(opcode::multiply, u, v));
  calx::graph const g = calx::gather_numbers(b.view());
  calx::node const& top = g.nodes[g.outputs[0]];
  return in_front && g.nodes.size() == 5 && top.operation == opcode::multiply &&
         g.view().constant(top.operands[0]).exact == calx::rational(1, two);
}
static_assert(roots(2));

// By what the pass is left out.
constexpr bool applies_where_there_are_numbers(int two) {
  calx::builder plain, root, pi;
  plain.output(plain.apply(opcode::square_root, plain.input(0)));
  root.output(root_of(root, two));
  pi.output(pi.intern({opcode::pi}));
  return !calx::may_gather_numbers(plain.view()) && calx::may_gather_numbers(root.view()) &&
         calx::may_gather_numbers(pi.view());
}
static_assert(applies_where_there_are_numbers(2));

// Huge numbers, numbers that may be 0 or NaN, and captured ones stay where they are.
constexpr bool only_tame_numbers(int two) {
  auto const times = [](calx::builder& b, node_id k) {
    return b.apply(opcode::multiply, b.input(0), b.apply(opcode::multiply, k, b.input(1)));
  };
  auto const constant = [](calx::builder& b, calx::rational const& c) { return b.constant(calx::number(c)); };
  return !stands_in_front([=](calx::builder& b) { return times(b, b.apply(opcode::exp, constant(b, 700))); }) &&
         !stands_in_front([=](calx::builder& b) { return times(b, b.apply(opcode::square_root, constant(b, -two))); }) &&
         !stands_in_front([=](calx::builder& b) { return times(b, b.apply(opcode::log, constant(b, two - 1))); }) &&
         !stands_in_front([=](calx::builder& b) { return times(b, b.intern({opcode::captured})); }) &&
         stands_in_front([=](calx::builder& b) { return times(b, b.intern({opcode::pi})); });
}
static_assert(only_tame_numbers(2));

}  // namespace

BOOST_AUTO_TEST_CASE(checked) {
  BOOST_TEST(products_and_quotients(2));
  BOOST_TEST(only_tame_numbers(2));
  BOOST_TEST(roots(2));
  BOOST_TEST(applies_where_there_are_numbers(2));
}

BOOST_AUTO_TEST_SUITE_END()
