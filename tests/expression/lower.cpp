// SPDX-License-Identifier: Apache-2.0
#include <calx/evaluate/evaluate.hpp>
#include <calx/expression/constant.hpp>
#include <calx/expression/freeze.hpp>
#include <calx/expression/lower.hpp>
#include <calx/expression/trace.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <cmath>
#include <utility>

BOOST_AUTO_TEST_SUITE(lowering)

namespace {

using namespace calx::literals;
using calx::opcode;

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;

template <class E> constexpr calx::graph_view graph_of(E const&) { return calx::function_of<E>.graph; }

// Equal subexpressions are one node, however they are reached.
constexpr bool shared() {
  return graph_of(sin(x) + sin(x) * sin(x)).size == 4 && graph_of((x + y) * (x + y)).size == 4 &&
         graph_of(x * x + x * x).size == 3 && graph_of(3_c * x + 3_c * y).size == 6;
}
static_assert(shared());

// A capture is its own occurrence, though the types are equal.
constexpr bool captures_are_numbered() {
  auto const g = graph_of(3 * x + 3 * x);
  int seen = 0;
  for (int i = 0; i < g.size; ++i)
    if (g[i].operation == opcode::captured) seen += 1 + g[i].payload;
  return g.size == 6 && seen == 3 && graph_of(sin(2 * x)).size == 4;
}
static_assert(captures_are_numbered());

// e = sin(e * e + x), 14 deep: 2^14 occurrences of x, 3 nodes a level.
template <int Depth> constexpr auto nested() {
  if constexpr (Depth == 0) {
    return x;
  } else {
    constexpr auto e = nested<Depth - 1>();
    return sin(e * e + x);
  }
}
constexpr auto deep = nested<14>();
static_assert(graph_of(deep).size == 1 + 3 * 14);
constexpr double deep_by_hand(double at) {
  double e = at;
  for (int i = 0; i < 14; ++i) e = sin(x)(x = e * e + at);
  return e;
}
static_assert(deep(x = 0.3) - deep_by_hand(0.3) < 1e-15 && deep_by_hand(0.3) - deep(x = 0.3) < 1e-15);

// 200 terms in one expression, each an operand of the next sum: 0 + 1*x + 2*x^2 + ... (400 take g++ half a minute: its names
// grow with the square of the depth).
template <int... I> constexpr auto sum_of_terms(std::integer_sequence<int, I...>) {
  return (0_c + ... + (calx::constant<I + 1> * calx::pow<(I + 1) % 7 + 1>(x)));
}
constexpr auto long_formula = sum_of_terms(std::make_integer_sequence<int, 200>{});
constexpr double long_by_hand(double at) {
  double sum = 0;
  for (int i = 1; i <= 200; ++i) {
    double power = 1;
    for (int k = 0; k <= i % 7; ++k) power *= at;
    sum += i * power;
  }
  return sum;
}
static_assert(long_formula(x = 1.0) == 20100.0);

// Inputs stand in the order of their names, not of their appearance.
constexpr bool inputs_are_sorted() {
  constexpr auto f = calx::var<"c"> / calx::var<"aa"> - calx::var<"b"> * calx::var<"a">;
  calx::function_view const& v = calx::function_of<std::remove_const_t<decltype(f)>>;
  return v.input_count == 4 && v.inputs[0].name == "a" && v.inputs[1].name == "aa" && v.inputs[2].name == "b" &&
         v.inputs[3].name == "c" &&
         f(calx::var<"a"> = 2.0, calx::var<"b"> = 3.0, calx::var<"c"> = 10.0, calx::var<"aa"> = 5.0) == -4.0;
}
static_assert(inputs_are_sorted());

// x > y is y < x, but its captured numbers stand as written.
constexpr bool mirrored_operands() {
  constexpr auto f = where(2 * x > 3, 4_c, 5_c);
  return f(x = 2.0) == 4.0 && f(x = 1.0) == 5.0 && f.numbers[0] == 2.0 && f.numbers[1] == 3.0;
}
static_assert(mirrored_operands());

// Several roots in one graph share what they have in common.
constexpr bool several_roots() {
  calx::function_graph const f = calx::lower<decltype(sin(x)), decltype(sin(x) + y), decltype(x)>();
  return f.graph.outputs.size() == 3 && f.graph.nodes.size() == 4 &&
         f.graph.nodes[f.graph.outputs[0]].operation == opcode::sin &&
         f.graph.nodes[f.graph.outputs[2]].operation == opcode::input;
}
static_assert(several_roots());

}  // namespace

BOOST_AUTO_TEST_CASE(checked) {
  BOOST_TEST(shared());
  BOOST_TEST(captures_are_numbered());
  BOOST_TEST(inputs_are_sorted());
  BOOST_TEST(mirrored_operands());
  BOOST_TEST(several_roots());
}

BOOST_AUTO_TEST_CASE(deep_and_long) {
  for (double const at : {-1.0, 0.1, 0.3, 2.0}) {
    BOOST_TEST(std::abs(deep(x = at) - deep_by_hand(at)) < 1e-13);
    BOOST_TEST(std::abs(long_formula(x = at) - long_by_hand(at)) <= 1e-13 * std::abs(long_by_hand(at)));
  }
}

BOOST_AUTO_TEST_SUITE_END()
