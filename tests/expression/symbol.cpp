// SPDX-License-Identifier: Apache-2.0
#include <calx/expression/condition.hpp>
#include <calx/expression/constant.hpp>
#include <calx/expression/symbol.hpp>
#include <calx/expression/variable.hpp>

#include <boost/test/unit_test.hpp>

#include <concepts>
#include <stdexcept>

BOOST_AUTO_TEST_SUITE(symbols)

namespace {

using calx::opcode, calx::symbol;

// An operation on symbols is a node; equal ones are the same.
constexpr bool operations_are_nodes() {
  calx::builder g;
  symbol const a{&g, g.input(0)}, b{&g, g.input(1)};
  symbol const s = a + b, t = sin(s), u = calx::pow<3>(a);
  return g[s.id].operation == opcode::add && g[s.id].operands[0] == a.id && g[s.id].operands[1] == b.id &&
         g[t.id].operands[0] == s.id && g[u.id].payload == 3 && (a + b).id == s.id && (b + a).id != s.id;
}
static_assert(operations_are_nodes());

// A bare number is an exact constant of the function: 0.5 and 1/2 are one, 0.1 is the double, 2^80 would not be.
constexpr bool numbers_are_constants() {
  calx::builder g;
  symbol const a{&g, g.input(0)};
  return g.constant_at((a + 3).id - 1).is(3) && (a * 0.5).id == (a * calx::constant<1, 2>).id && (a + 3).id == (a + 3.0).id &&
         (a + 0.1).id != (a + calx::constant<1, 10>).id && (a + 1e300).id != (a + 1e299).id &&
         (a + calx::pi).id == (a + calx::pi).id;
}
static_assert(numbers_are_constants());

constexpr bool assigning() {
  calx::builder g;
  symbol const a{&g, g.input(0)};
  symbol s = a;
  s += a;
  bool const sum = s.id == (a + a).id;
  s *= 2;
  return sum && s.id == ((a + a) * 2).id && (s -= 1).graph == &g && (s /= a).graph == &g;
}
static_assert(assigning());

constexpr bool vectors() {
  calx::builder g;
  calx::vector_symbol<3> const v{&g, g.input(0, calx::vector_shape(3))};
  return v.size() == 3 && v[0].id != v[1].id && v[2].id == v[2].id && g[v[1].id].operation == opcode::element &&
         g[v[1].id].payload == 1;
}
static_assert(vectors());

static_assert(calx::traced_operands<symbol, int> && calx::traced_operands<double, symbol> &&
              !calx::traced_operands<int, double>);
static_assert(!calx::traced_operand<char const*> && !calx::traced_operand<calx::vector_symbol<2>>);

// 2 * pi is an expression, and a constant here.
constexpr bool constant_expressions() {
  calx::builder g;
  symbol const a{&g, g.input(0)};
  symbol const s = a * (2 * calx::pi + 1), t = a * (calx::constant<2> * calx::pi + calx::constant<1>);
  return s.id == t.id && (2 * calx::pi * a).graph == &g && (a / (2 * calx::pi)).id != s.id;
}
static_assert(constant_expressions());
static_assert(std::same_as<decltype(symbol{} < 1), calx::symbolic_condition>);

}  // namespace

BOOST_AUTO_TEST_CASE(checked) {
  BOOST_TEST(operations_are_nodes());
  BOOST_TEST(numbers_are_constants());
  BOOST_TEST(assigning());
  BOOST_TEST(vectors());
  BOOST_TEST(constant_expressions());
}

BOOST_AUTO_TEST_CASE(refusals) {
  calx::builder g;
  calx::vector_symbol<3> const v{&g, g.input(0, calx::vector_shape(3))};
  BOOST_CHECK_THROW((void)v[3], std::invalid_argument);
  BOOST_CHECK_THROW((void)(v[0] + calx::var<"x">), std::invalid_argument);
}

BOOST_AUTO_TEST_SUITE_END()
