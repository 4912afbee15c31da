// SPDX-License-Identifier: Apache-2.0
// Graphs for tests, written as mathematics and kept exactly as written:
//
//   constexpr bool collects(paper written) {
//     graph const g = written([](auto x, auto y) { return x + y + x; });    x, y, z, w are inputs 0 to 3
//     return reads(simplify(g.view()), "2*x + y");                         its first output; at run time a difference is
//     printed
//   }
//   static_assert(collects(paper{}));         while compiling,
//   BOOST_TEST(collects(at_run_time));        and again in the program
//
// The order in which C++ evaluates the operands of a sign is open, and with it the order of nodes: where it shows, give them
// names. The paper is a parameter that the function reads: g++ 12 would otherwise evaluate each graph several times more, in
// vain.
#pragma once

#include <calx/print/infix.hpp>
#include <calx/print/text_form.hpp>
#include <calx/transform/prune.hpp>

#include <cstdio>
#include <initializer_list>

namespace calx_test {

struct formula {
  calx::builder* sheet;
  calx::node_id id;

  constexpr formula apply(calx::opcode operation, int payload = 0) const {
    return {sheet, sheet->apply(operation, id, calx::no_node, calx::no_node, payload)};
  }
  constexpr formula apply(calx::opcode operation, formula b) const { return {sheet, sheet->apply(operation, id, b.id)}; }
  constexpr formula apply(calx::opcode operation, formula b, formula c) const {
    return {sheet, sheet->apply(operation, id, b.id, c.id)};
  }
  constexpr formula number(calx::rational const& value) const { return {sheet, sheet->constant(calx::number(value))}; }
  constexpr formula floating(long double value) const { return {sheet, sheet->constant(calx::number::from_floating(value))}; }
  constexpr formula leaf(calx::opcode operation, int payload = 0) const {
    return {sheet, sheet->intern({operation, {calx::no_node, calx::no_node, calx::no_node}, payload, {}})};
  }
};

template <class T> concept exact_number = std::integral<T> || std::same_as<T, calx::rational>;

#define CALX_TEST_BINARY(sign, name)                                                                                    \
  constexpr formula operator sign(formula a, formula b) { return a.apply(calx::opcode::name, b); }                      \
  constexpr formula operator sign(formula a, exact_number auto const& b) { return a sign a.number(calx::rational(b)); } \
  constexpr formula operator sign(exact_number auto const& a, formula b) { return b.number(calx::rational(a)) sign b; }
CALX_TEST_BINARY(+, add)
CALX_TEST_BINARY(-, subtract)
CALX_TEST_BINARY(*, multiply)
CALX_TEST_BINARY(/, divide)
CALX_TEST_BINARY(<, less)
CALX_TEST_BINARY(<=, less_equal)
#undef CALX_TEST_BINARY
constexpr formula operator-(formula a) { return a.apply(calx::opcode::negate); }
constexpr formula operator!(formula a) { return a.apply(calx::opcode::logical_not); }
constexpr formula pow(formula a, int n) { return a.apply(calx::opcode::power, n); }
constexpr formula pow(formula a, formula b) { return a.apply(calx::opcode::pow, b); }
constexpr formula where(formula c, formula a, formula b) { return c.apply(calx::opcode::where, a, b); }
constexpr formula where(formula c, formula a, int b) { return where(c, a, c.number(b)); }
constexpr formula where(formula c, int a, formula b) { return where(c, c.number(a), b); }
#define CALX_TEST_FUNCTION(spelling, name) \
  constexpr formula spelling(formula a) { return a.apply(calx::opcode::name); }
CALX_TEST_FUNCTION(sqrt, square_root)
CALX_TEST_FUNCTION(cbrt, cube_root)
CALX_TEST_FUNCTION(exp, exp)
CALX_TEST_FUNCTION(exp2, exp2)
CALX_TEST_FUNCTION(expm1, expm1)
CALX_TEST_FUNCTION(log, log)
CALX_TEST_FUNCTION(log1p, log1p)
CALX_TEST_FUNCTION(sin, sin)
CALX_TEST_FUNCTION(cos, cos)
CALX_TEST_FUNCTION(tan, tan)
CALX_TEST_FUNCTION(sinh, sinh)
CALX_TEST_FUNCTION(cosh, cosh)
CALX_TEST_FUNCTION(tanh, tanh)
CALX_TEST_FUNCTION(erf, erf)
CALX_TEST_FUNCTION(sigmoid, sigmoid)
CALX_TEST_FUNCTION(abs, abs)
CALX_TEST_FUNCTION(sign, sign)
#undef CALX_TEST_FUNCTION
#define CALX_TEST_FUNCTION(spelling, name) \
  constexpr formula spelling(formula a, formula b) { return a.apply(calx::opcode::name, b); }
CALX_TEST_FUNCTION(min, min)
CALX_TEST_FUNCTION(max, max)
CALX_TEST_FUNCTION(hypot, hypot)
CALX_TEST_FUNCTION(atan2, atan2)
CALX_TEST_FUNCTION(equal, equal)
CALX_TEST_FUNCTION(both, logical_and)
CALX_TEST_FUNCTION(either, logical_or)
#undef CALX_TEST_FUNCTION

struct formulas {
  calx::buffer<formula> all{};
  constexpr formulas(formula f) { all.push(f); }
  constexpr formulas(std::initializer_list<formula> list) {
    for (formula const& f : list) all.push(f);
  }
};

struct paper {
  int inputs = 4;

  template <class Write> constexpr calx::graph operator()(Write write) const {
    calx::builder sheet;
    for (int i = 0; i < inputs; ++i) (void)sheet.input(i);
    formula const x{&sheet, 0}, y{&sheet, 1}, z{&sheet, 2}, w{&sheet, 3};
    auto const outputs = [&]() -> formulas {
      if constexpr (std::is_invocable_v<Write, formula>) return write(x);
      else if constexpr (std::is_invocable_v<Write, formula, formula>) return write(x, y);
      else if constexpr (std::is_invocable_v<Write, formula, formula, formula>) return write(x, y, z);
      else return write(x, y, z, w);
    }();
    for (formula const& f : outputs.all) sheet.output(f.id);
    return calx::prune(sheet.view());
  }
};
inline paper at_run_time{};

constexpr calx::buffer<char> infix_text(calx::graph_view g, int output = 0) {
  calx::input_info inputs[4];
  std::string_view const names[] = {"x", "y", "z", "w"};
  for (int i = 0; i < 4; ++i) inputs[i].name = names[i];
  calx::detail::character_sink sink;
  calx::detail::infix_writer<calx::detail::character_sink>(sink, g, inputs).write(g.outputs[output]);
  return sink.characters;
}

constexpr bool same_text(calx::buffer<char> const& text, std::string_view expected) {
  std::string_view const got(text.data(), static_cast<std::size_t>(text.size()));
  if (got == expected) return true;
  if (!std::is_constant_evaluated())
    std::printf("expected\n%.*s\ngot\n%.*s\n", static_cast<int>(expected.size()), expected.data(), static_cast<int>(got.size()),
                got.data());
  return false;
}
constexpr bool reads(calx::graph const& g, std::string_view expected, int output = 0) {
  return same_text(infix_text(g.view(), output), expected);
}
// The same in the text form, for what infix text doesn't show: order, fused operations, sharing.
constexpr bool is_listed(calx::graph const& g, std::string_view expected) {
  return same_text(calx::graph_text(g.view()), expected);
}

constexpr int count_of(calx::graph const& g, calx::opcode operation) {
  int count = 0;
  for (calx::node const& n : g.nodes) count += n.operation == operation ? 1 : 0;
  return count;
}

}  // namespace calx_test
