// SPDX-License-Identifier: Apache-2.0
// The normal form, node by node; tests/transform/simplify.cpp has whole formulas.
#include <calx/op/maker.hpp>
#include <calx/op/table.hpp>

#include "../graph_interpreter.hpp"

#include <boost/test/unit_test.hpp>

#include <cmath>

BOOST_AUTO_TEST_SUITE(normal_form)

namespace {

using calx::node_id, calx::no_node, calx::opcode, calx::rational;

struct sheet {
  calx::builder nodes{};
  calx::maker g{nodes};
  node_id x = nodes.input(0), y = nodes.input(1);
  node_id root = nodes.apply(opcode::square_root, x);  // not defined everywhere
  constexpr node_id number(int p, int q = 1) { return g.constant(rational(p, q)); }
};

constexpr bool sums(int two) {
  sheet s;
  auto& g = s.g;
  return g.add(s.x, s.y) == g.add(s.y, s.x) && g.add(s.x, s.x) == g.multiply(s.number(two), s.x) &&
         g.add(s.x, g.negate(s.y)) == g.subtract(s.x, s.y) && g.subtract(s.x, s.x) == g.zero() && g.add(s.x, g.zero()) == s.x &&
         g.negate(g.subtract(s.x, s.y)) == g.subtract(s.y, s.x) && g.add(s.number(two), s.number(1, 2)) == s.number(5, 2) &&
         !g.is(g.subtract(s.root, s.root), 0) && g.add(g.negate(s.x), g.negate(s.y)) == g.negate(g.add(s.x, s.y));
}
static_assert(sums(2));

constexpr bool products(int two) {
  sheet s;
  auto& g = s.g;
  node_id const xy = g.multiply(s.x, s.y);
  return g.multiply(s.y, s.x) == xy && g.multiply(s.x, s.x) == g.power(s.x, two) &&
         g.multiply(g.power(s.x, 2), g.power(s.x, 3)) == g.power(s.x, 5) && g.multiply(g.negate(s.x), g.negate(s.y)) == xy &&
         g.multiply(s.number(two), g.multiply(s.number(3), s.x)) == g.multiply(s.number(6), s.x) &&
         g.multiply(g.zero(), s.x) == g.zero() && !g.is(g.multiply(g.zero(), s.root), 0) &&
         g.multiply(g.one(), s.root) == s.root && g.multiply(s.x, g.divide(g.one(), s.y)) == g.divide(s.x, s.y);
}
static_assert(products(2));

constexpr bool quotients(int two) {
  sheet s;
  auto& g = s.g;
  return g.divide(s.x, g.one()) == s.x && g.divide(s.x, s.number(-1)) == g.negate(s.x) &&
         g.divide(s.x, s.number(two)) == g.multiply(s.number(1, 2), s.x) &&
         g[g.divide(s.x, s.number(3))].operation == opcode::divide &&  // 1/3 is no double: x/3 rounds once
         g.divide(s.number(1), s.number(3)) == s.number(1, 3) && g[g.divide(s.x, s.x)].operation == opcode::divide &&
         g[g.divide(s.x, g.zero())].operation == opcode::divide && g[g.divide(g.zero(), s.x)].operation == opcode::divide &&
         g.divide(g.multiply(s.number(6), s.x), s.number(3)) == g.multiply(s.number(2), s.x);
}
static_assert(quotients(2));

constexpr bool powers(int two) {
  sheet s;
  auto& g = s.g;
  return g.power(s.x, 1) == s.x && g.power(s.x, 0) == g.one() && !g.is(g.power(s.root, 0), 1) &&
         g.power(g.power(s.x, two), 3) == g.power(s.x, 6) && g.power(s.number(2), -3) == s.number(1, 8) &&
         g[g.power(g.zero(), -3)].operation == opcode::power && g.power(g.negate(s.x), 2) == g.power(s.x, 2) &&
         g.power(g.negate(s.x), 3) == g.negate(g.power(s.x, 3)) && g.pow(s.x, s.number(two)) == g.power(s.x, 2) &&
         g.pow(s.x, s.number(1, 2)) == s.root && g[g.pow(s.x, s.number(1, 3))].operation == opcode::pow &&
         g[g.power(s.number(10), 100)].operation == opcode::power;  // 10^100 is no 128-bit rational
}
static_assert(powers(2));

constexpr bool conditions(int two) {
  sheet s;
  auto& g = s.g;
  node_id const c = g.apply(opcode::less, s.x, s.y);
  return g.apply(opcode::less, s.number(two), s.number(3)) == g.one() &&
         g.apply(opcode::equal, s.number(two), s.number(3)) == g.zero() && g.where(g.one(), s.x, s.root) == s.x &&
         g.where(g.zero(), s.root, s.x) == s.x && g.where(c, s.x, s.x) == s.x &&
         g.where(g.apply(opcode::logical_not, c), s.x, s.y) == g.where(c, s.y, s.x) &&
         g[g.where(g.apply(opcode::less, s.root, s.y), s.x, s.x)].operation == opcode::where;
}
static_assert(conditions(2));

// Doubles so close that only an exact comparison of 128-bit fractions tells them apart.
constexpr bool close_numbers_compare_exactly(int shift) {
  sheet s;
  rational const tiny(1, calx::int128{1} << shift), third(1, 3);
  node_id const a = s.g.constant(tiny * third), b = s.g.constant(tiny * rational(1000000001, 3000000002));
  return s.g.is(s.g.apply(opcode::less, a, b), 1) && s.g.is(s.g.apply(opcode::less, b, a), 0) &&
         s.g.is(s.g.apply(opcode::less_equal, b, a), 0);
}
static_assert(close_numbers_compare_exactly(80));

constexpr bool totality(int exponent) {
  sheet s;
  auto& g = s.g;
  return g.is_total_node(s.x) && !g.is_total_node(s.root) && g.is_total_node(g.apply(opcode::exp, s.x)) &&
         !g.is_total_node(g.apply(opcode::exp, s.root)) && !g.is_total_node(g.power(s.x, -exponent)) &&
         g.is_total_node(g.power(s.x, exponent));
}
static_assert(totality(2));

// 2^-20 <= |c| <= 2^20 may move; others stay, so that no intermediate newly leaves the range.
constexpr bool only_moderate_constants_move(int bits) {
  sheet s;
  auto& g = s.g;
  node_id const small = g.constant(rational(1 << 20)), large = g.constant(rational(1 << bits));
  return g.multiply(small, g.multiply(small, s.x)) == g.multiply(g.constant(rational(1LL << 40)), s.x) &&
         g[g[g.multiply(large, g.multiply(large, s.x))].operands[1]].operation == opcode::multiply;
}
static_assert(only_moderate_constants_move(21));

// c (d/x) with moderate c and d whose product needs more than 128 bits: once folded to 0.
constexpr bool products_beyond_128_bits(int shift) {
  sheet s;
  auto& g = s.g;
  calx::int128 const n = calx::int128{1} << shift;
  node_id const p = g.constant(rational(n + 1, n)), q = g.constant(rational(n - 1, n - 2)), f = g.multiply(p, g.divide(q, s.x));
  s.nodes.output(f);
  return calx_test::output_of(s.nodes.view(), calx_test::arguments<double>{0.5}) == 2;
}
static_assert(products_beyond_128_bits(100));

}  // namespace

BOOST_AUTO_TEST_CASE(rules) {
  BOOST_TEST(sums(2));
  BOOST_TEST(products(2));
  BOOST_TEST(quotients(2));
  BOOST_TEST(powers(2));
  BOOST_TEST(conditions(2));
  BOOST_TEST(close_numbers_compare_exactly(80));
  BOOST_TEST(totality(2));
  BOOST_TEST(only_moderate_constants_move(21));
  BOOST_TEST(products_beyond_128_bits(100));
}

BOOST_AUTO_TEST_SUITE_END()
