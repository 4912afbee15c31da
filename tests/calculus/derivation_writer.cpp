// SPDX-License-Identifier: Apache-2.0
// When a derivative has a block of its own; and first and second derivatives of random graphs, of which each step is proved or,
// where the proof gives up, agrees at random points.
#include <calx/calculus/derivation_writer.hpp>
#include <calx/calculus/resolve.hpp>
#include <calx/graph/put_numbers.hpp>

#include "../formula.hpp"
#include "../random_graph.hpp"

#include <calx/transform/canonical.hpp>

#include <boost/test/unit_test.hpp>

#include <string>

namespace {

using calx::derivation_line, calx::node_id, calx::opcode;
using calx::detail::blackboard, calx::detail::derivation_writer;
using calx_test::paper;
using kind = derivation_line::kind_type;

constexpr calx::input_info names[] = {{"x"}, {"y"}, {"z"}, {"w"}};
constexpr calx::buffer<calx::detail::slot> by_x() {
  calx::buffer<calx::detail::slot> slots;
  slots.push({"x", {}, -1});
  return slots;
}

// One letter a line: B for a block, s for a step, with its depth where it is inside another.
template <class Write> constexpr bool has_lines(paper written, Write write, std::string_view expected) {
  calx::graph const g = written(write);
  blackboard board({g.view(), names, 4, 0}, g.view(), by_x());
  calx::buffer<derivation_line> lines;
  calx::buffer<calx::used_rule> rules;
  derivation_writer(board, lines, rules).derive(board.function(), board.variables()[0]);
  calx::growing_text shape;
  for (derivation_line const& l : lines) {
    shape.append(l.kind == kind::block ? 'B' : 's');
    if (l.depth > 0) shape.append(static_cast<char>('0' + l.depth));
  }
  if (!std::is_constant_evaluated() && !(shape == expected)) std::printf("got %s\n", std::string(shape).c_str());
  return shape == expected;
}

constexpr bool blocks(paper p) {
  // a chain stays in line, and so does what is left beside it
  return has_lines(
             p, [](auto x) { return exp(sin(cos(x))); }, "Bsss") &&
         has_lines(
             p, [](auto x) { return x * sin(pow(x, 2)); }, "Bssss") &&
         has_lines(
             p, [](auto x) { return 3 * x; }, "Bs") &&
         // two that need more than one step
         has_lines(
             p, [](auto x) { return sin(pow(x, 2)) * exp(sin(x)); }, "BsB1s1s1B1s1s1s") &&
         // sin(x^3 + sin(x)) occurs twice: worked out once
         has_lines(
             p,
             [](auto x) {
               auto const f = sin(pow(x, 3) + sin(x));
               return log(f) + exp(f);
             },
             "BsB1s1B2s2s2s1B1s1s1s");
}

struct tally {
  int steps = 0, proved = 0, agree = 0, differ = 0;
};
void check_step(tally& t, calx::graph const& g, calx_test::random_source& random) {
  ++t.steps;
  if (calx::proves_equal(g.view())) {
    ++t.proved;
    return;
  }
  int agree = 0, differ = 0;
  for (int k = 0; k < 12; ++k) {
    auto const values = calx_test::interpret(g.view(), calx_test::converted<long double>(calx_test::random_point(random)));
    long double const a = values[g.outputs[0]], b = values[g.outputs[1]];
    if (!(std::fabs(a) < 1e100L && std::fabs(b) < 1e100L)) continue;
    (std::fabs(a - b) <= 1e-7L * (1 + std::fabs(a)) ? agree : differ) += 1;
  }
  (differ > agree ? t.differ : t.agree) += 1;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(derivation_writing)

BOOST_AUTO_TEST_CASE(checked) { BOOST_TEST(blocks(calx_test::at_run_time)); }

BOOST_AUTO_TEST_CASE(a_false_step_is_seen) {
  calx_test::random_source random(1);
  calx::builder g;
  g.output(g.apply(opcode::sin, g.input(0)));
  g.output(g.apply(opcode::cos, g.input(0)));
  tally t;
  check_step(t, g.take(), random);
  BOOST_TEST(t.differ == 1);
}

BOOST_AUTO_TEST_CASE(random_graphs) {
  tally t;
  for (unsigned seed = 0; seed < 500; ++seed) {
    calx_test::random_source random(seed);
    calx_test::random_graph_style style;
    style.least_nodes = 2;
    style.most_nodes = 12;
    style.outputs = false;
    calx::graph const written = calx_test::random_graph(random, style);
    auto const at = calx_test::random_point(random);
    calx::graph const g = calx::put_numbers(written.view(), [&](int i) { return at.captured[i]; });
    blackboard board({g.view(), names, 4, 0}, g.view(), by_x());
    calx::buffer<derivation_line> lines;
    calx::buffer<calx::used_rule> rules;
    derivation_writer writer(board, lines, rules);
    node_id const first = writer.derive(board.function(), board.variables()[0]);
    writer.derive(first, board.variables()[0]);
    for (derivation_line const& l : lines)
      if (l.kind == kind::step) check_step(t, calx::detail::resolved(board, l.before, l.after), random);
    BOOST_TEST(t.differ == 0, "seed " << seed);
  }
  BOOST_TEST_MESSAGE(t.steps << " steps, " << t.proved << " proved, " << t.agree << " agree at points");
  BOOST_TEST(t.proved > 9 * t.steps / 10);
}

// sin(sin(... sin(x))), 60 deep: blocks in blocks, no recursion.
BOOST_AUTO_TEST_CASE(deep) {
  calx::builder g;
  node_id f = g.input(0);
  for (int i = 0; i < 60; ++i) f = g.apply(opcode::sin, f);
  g.output(f);
  blackboard board({g.view(), names, 1, 0}, g.view(), by_x());
  calx::buffer<derivation_line> lines;
  calx::buffer<calx::used_rule> rules;
  derivation_writer(board, lines, rules).derive(board.function(), board.variables()[0]);
  int deepest = 0;
  for (derivation_line const& l : lines) deepest = l.depth > deepest ? l.depth : deepest;
  BOOST_TEST(deepest > 20);
}

BOOST_AUTO_TEST_SUITE_END()
