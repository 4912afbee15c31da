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

// Two choices by one condition are added as one where that saves an addition: where one of the four branches is 0.
constexpr bool sums_of_choices(int zeros) {
  sheet s;
  auto& g = s.g;
  node_id const c = g.apply(opcode::less, s.x, s.y), z = g.zero(), p = g.apply(opcode::sin, s.x), q = g.apply(opcode::cos, s.x);
  auto const is_choice = [&](node_id a, node_id b) {
    return g[g.add(g.where(c, a, p), g.where(c, b, q))].operation == opcode::where;
  };
  auto const is_choice_below = [&](node_id a, node_id b) {
    return g[g.subtract(g.where(c, p, a), g.where(c, q, b))].operation == opcode::where;
  };
  return zeros == 1 && is_choice(z, s.x) && is_choice(s.x, z) && !is_choice(s.x, s.y) && is_choice_below(z, s.x) &&
         is_choice_below(s.x, z) && !is_choice_below(s.x, s.y) &&
         g[g.add(g.where(c, z, p), g.where(g.apply(opcode::less, s.y, s.x), z, q))].operation == opcode::add;
}
static_assert(sums_of_choices(1));

// x^b for a whole constant b below 2^20 is a product; the library's pow for others.
constexpr bool whole_exponents(int limit) {
  sheet s;
  auto& g = s.g;
  auto const operation = [&](rational const& b) { return g[g.pow(s.x, g.constant(b))].operation; };
  return operation(rational(limit - 1)) == opcode::power && operation(rational(1 - limit)) == opcode::power &&
         operation(rational(limit)) == opcode::pow && operation(rational(-limit)) == opcode::pow &&
         operation(rational(5, 2)) == opcode::pow;
}
static_assert(whole_exponents(1 << 20));

// Exponents multiply as long as the product stays below 2^20, where int is safe.
constexpr bool powers_of_powers(int limit) {
  sheet s;
  auto& g = s.g;
  node_id const square = g.power(s.x, 2);
  auto const is_nested = [&](int n) { return g[g[g.power(square, n)].operands[0]].operation == opcode::power; };
  return !is_nested(limit / 2 - 1) && is_nested(limit / 2) && is_nested(limit) && !is_nested(1 - limit / 2) &&
         is_nested(-limit / 2);
}
static_assert(powers_of_powers(1 << 20));

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

// The limits themselves, at both ends; a sign moves however large the constant is.
constexpr bool moderate_up_to_the_limit(int bits) {
  sheet s;
  auto& g = s.g;
  rational const limit(1LL << bits), beyond(1LL << (bits + 1));
  node_id const three_x = g.multiply(s.number(3), s.x);
  auto const moves = [&](rational const& c) {
    return g[g[g.multiply(g.constant(c), three_x)].operands[1]].operation == opcode::input;
  };
  return moves(limit) && moves(limit.reciprocal()) && !moves(beyond) && !moves(beyond.reciprocal()) && moves(-limit) &&
         g.multiply(g.constant(beyond), g.negate(s.x)) == g.multiply(g.constant(-beyond), s.x) &&
         g.divide(s.number(1, 3), g.negate(s.x)) == g.divide(s.number(-1, 3), s.x) &&
         g.multiply(s.number(2), g.divide(s.number(3), s.x)) == g.divide(s.number(6), s.x);
}
static_assert(moderate_up_to_the_limit(20));

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

// a/b where no factor of b is 0: what both have in common cancels, and nothing else does.
constexpr bool division_in_a_domain(int two) {
  sheet s;
  auto& g = s.g;
  node_id const z = s.nodes.input(2), xy = g.multiply(s.x, s.y), square = g.power(s.x, two);
  return g.divide_in_domain(s.x, s.x) == g.one() && g.divide_in_domain(xy, s.x) == s.y && g.divide_in_domain(xy, s.y) == s.x &&
         g.divide_in_domain(square, s.x) == s.x && g.divide_in_domain(g.power(s.x, 5), s.x) == g.power(s.x, 4) &&
         g.divide_in_domain(g.negate(s.x), s.x) == s.number(-1) && g.divide_in_domain(g.negate(xy), s.y) == g.negate(s.x) &&
         g.divide_in_domain(g.multiply(s.number(3), s.x), s.x) == s.number(3) &&
         g.divide_in_domain(g.divide(xy, z), s.x) == g.divide(s.y, z) && g.divide_in_domain(s.x, s.y) == g.divide(s.x, s.y) &&
         g.divide_in_domain(s.y, s.x) == g.divide(s.y, s.x) &&
         g.divide_in_domain(g.add(s.x, s.y), s.x) == g.divide(g.add(s.x, s.y), s.x) &&
         g.divide_in_domain(g.divide(s.y, s.x), s.x) == g.divide(g.divide(s.y, s.x), s.x) &&
         g.divide_in_domain(g.apply(opcode::sin, s.x), s.x) == g.divide(g.apply(opcode::sin, s.x), s.x);
}
static_assert(division_in_a_domain(2));

// Products, powers, quotients and roots as divisors: factor by factor.
constexpr bool division_by_products_in_a_domain(int three) {
  sheet s;
  auto& g = s.g;
  node_id const z = s.nodes.input(2), xy = g.multiply(s.x, s.y), cube = g.power(s.x, three);
  node_id const quotient = g.divide(s.x, s.y);
  return g.divide_in_domain(s.x, xy) == g.divide(g.one(), s.y) &&
         g.divide_in_domain(g.multiply(s.x, z), xy) == g.divide(z, s.y) &&
         g.divide_in_domain(s.x, cube) == g.divide(g.one(), g.power(s.x, 2)) &&
         g.divide_in_domain(g.power(s.x, 2), cube) == g.divide(g.one(), s.x) && g.divide_in_domain(cube, cube) == g.one() &&
         g.divide_in_domain(g.power(s.x, 4), cube) == s.x && g.divide_in_domain(s.y, cube) == g.divide(s.y, cube) &&
         g.divide_in_domain(g.divide(z, s.y), quotient) == g.divide(z, s.x) &&
         g.divide_in_domain(g.divide(s.x, s.y), quotient) == g.one() &&
         g.divide_in_domain(z, quotient) == g.divide(z, quotient) &&
         g.divide_in_domain(g.divide(s.y, s.root), s.root) == g.divide(s.y, s.x) &&
         g.divide_in_domain(s.y, s.root) == g.divide(s.y, s.root) &&
         g.divide_in_domain(s.x, g.power(s.x, -2)) == g.divide(s.x, g.power(s.x, -2));
}
static_assert(division_by_products_in_a_domain(3));

constexpr bool numerators_without_divisor(int depth) {
  sheet s;
  auto& g = s.g;
  node_id const z = s.nodes.input(2), w = g.divide(z, s.x);
  auto const rest = [&](node_id a) { return g.without_divisor(a, s.x, depth); };
  return rest(w) == z && rest(g.negate(w)) == g.negate(z) && rest(g.multiply(s.number(5), w)) == g.multiply(s.number(5), z) &&
         rest(g.multiply(s.y, w)) == g.multiply(s.y, z) && rest(g.multiply(w, s.y)) == g.multiply(s.y, z) &&
         rest(g.negate(g.multiply(s.y, w))) == g.negate(g.multiply(s.y, z)) && rest(z) == no_node &&
         rest(g.divide(z, s.y)) == no_node && rest(g.add(w, s.y)) == no_node && rest(g.divide(w, s.y)) == no_node &&
         rest(g.apply(opcode::sin, w)) == no_node && rest(g.divide(z, g.multiply(s.x, s.y))) == no_node &&
         g.without_divisor(w, s.x, 0) == z && g.without_divisor(g.negate(w), s.x, 0) == no_node;
}
static_assert(numerators_without_divisor(3));

// How deep they look: three levels of products, no more.
constexpr bool factors_lie_near(int levels) {
  sheet s;
  auto& g = s.g;
  node_id product = s.x, quotient = g.divide(s.y, s.x);
  for (int i = 0; i < levels; ++i) {
    product = s.nodes.apply(opcode::multiply, product, s.nodes.input(3 + i));
    quotient = s.nodes.apply(opcode::multiply, quotient, s.nodes.input(3 + i));
  }
  return g[g.divide_in_domain(product, s.x)].operation != opcode::divide && g.without_divisor(quotient, s.x) != no_node;
}
static_assert(factors_lie_near(3) && !factors_lie_near(4));

}  // namespace

BOOST_AUTO_TEST_CASE(divisions_in_a_domain) {
  BOOST_TEST(division_in_a_domain(2));
  BOOST_TEST(division_by_products_in_a_domain(3));
  BOOST_TEST(numerators_without_divisor(3));
  BOOST_TEST(factors_lie_near(3));
  BOOST_TEST(!factors_lie_near(4));
}
BOOST_AUTO_TEST_CASE(rules) {
  BOOST_TEST(sums(2));
  BOOST_TEST(products(2));
  BOOST_TEST(quotients(2));
  BOOST_TEST(powers(2));
  BOOST_TEST(conditions(2));
  BOOST_TEST(sums_of_choices(1));
  BOOST_TEST(whole_exponents(1 << 20));
  BOOST_TEST(powers_of_powers(1 << 20));
  BOOST_TEST(close_numbers_compare_exactly(80));
  BOOST_TEST(totality(2));
  BOOST_TEST(only_moderate_constants_move(21));
  BOOST_TEST(moderate_up_to_the_limit(20));
  BOOST_TEST(products_beyond_128_bits(100));
}

BOOST_AUTO_TEST_SUITE_END()
