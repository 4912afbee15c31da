// SPDX-License-Identifier: Apache-2.0
// A program must compute what its graph does. The interpreter fills unwritten slots with NaN, and forgets local slots at the
// end of each chunk, so a slot that is overwritten while it is live shows as a wrong value.
#include <calx/transform/pipeline.hpp>
#include <calx/transform/schedule.hpp>

#include "../formula.hpp"
#include "../program_interpreter.hpp"
#include "../random_graph.hpp"

#include <boost/test/unit_test.hpp>

#include <span>

BOOST_AUTO_TEST_SUITE(scheduling)

namespace {

using namespace calx_test;
using calx::graph, calx::program, calx::opcode, calx::place;

constexpr program scheduled(graph const& g) { return calx::schedule(g.view(), scalar_arguments(g.view())); }

constexpr bool same_value(double a, double b) { return a == b || (a != a && b != b); }

constexpr bool same_values(graph const& g, arguments<double> const& x) {
  auto const nodes = interpret(g.view(), x);
  auto const outputs = run_program(scheduled(g), g.view(), x);
  for (int i = 0; i < g.outputs.size(); ++i)
    if (!same_value(outputs[i], nodes[g.outputs[i]])) return false;
  return outputs.size() == g.outputs.size();
}

constexpr bool small_programs(paper written) {
  graph const g = written([](auto x, auto y, auto z) -> formulas {
    auto const s = x * y + z, t = sqrt(s) - y;
    return {t * s, s, t / (s + t), x};
  });
  return same_values(g, {3.0, 2.0, 4.0, 0.0}) && scheduled(g).code.size() == 7;
}
static_assert(small_programs(paper{}));

// An output that is an input, a constant, or another output takes no instruction.
constexpr bool outputs_without_instructions(paper written) {
  graph const g = written([](auto x, auto y) -> formulas {
    auto const s = x + y;
    return {x, x.number(5), s, s, x.leaf(opcode::pi)};
  });
  program const p = scheduled(g);
  return p.code.size() == 1 && p.outputs[2] == -1 && p.outputs[3] >= 0 && same_values(g, {1.0, 2.0});
}
static_assert(outputs_without_instructions(paper{}));

// x, x^2, x^4, ...: each value is dead after the next, so one slot is enough.
constexpr bool slots_are_used_again(int length) {
  calx::builder b;
  calx::node_id v = b.input(0);
  for (int i = 0; i < length; ++i) v = b.apply(opcode::sin, b.apply(opcode::multiply, v, v));
  b.output(v);
  program const p = scheduled(b.take());
  return p.locals == 1 && p.shared == 0;
}
static_assert(slots_are_used_again(20));

// Rosenbrock's gradient needs a few live values, however many variables it has (DESIGN.md, section 5).
graph sum_of_terms(int terms) {
  calx::builder b;
  calx::node_id sum = b.constant(calx::number(calx::rational(1)));
  for (int i = 0; i + 1 < terms; ++i) {
    calx::node_id const x = b.input(i), y = b.input(i + 1), d = b.apply(opcode::subtract, y, b.apply(opcode::multiply, x, x));
    sum = b.apply(opcode::add, sum, b.apply(opcode::multiply, d, d));
  }
  b.output(sum);
  return b.take();
}
arguments<double> some_numbers(int count) {
  arguments<double> x;
  for (int i = 0; i < count; ++i) x.inputs.push(1 + 0.01 * (i % 37));
  return x;
}
bool long_programs_are_cut() {
  graph const g = sum_of_terms(400);
  program const p = scheduled(g);
  return p.code.size() > 3 * calx::longest_single_chunk && same_values(g, some_numbers(400)) && p.locals + p.shared < 12;
}
bool the_lengths_around_a_chunk() {
  for (int terms = 2; terms < 160; ++terms)
    if (!same_values(sum_of_terms(terms), some_numbers(terms))) return false;
  return true;
}

// Graphs of 300 to 2,000 nodes with everything shared at random: values cross chunks in all ways.
graph tangled(random_source& random, int size) {
  calx::builder b;
  for (int i = 0; i < 5; ++i) (void)b.input(i);
  (void)b.constant(calx::number(calx::rational(1, 3)));
  auto const operand = [&] {
    return random.one_in(3) ? random.below(b.size()) : b.size() - 1 - random.below(b.size() < 30 ? b.size() : 30);
  };
  while (b.size() < size) {
    switch (random.below(5)) {
      case 0: (void)b.apply(opcode::sin, operand()); break;
      case 1: (void)b.apply(opcode::multiply, operand(), operand()); break;
      case 2: (void)b.apply(opcode::subtract, operand(), operand()); break;
      case 3: (void)b.apply(opcode::where, operand(), operand(), operand()); break;
      default: (void)b.apply(opcode::add, operand(), operand());
    }
  }
  for (int i = 0; i < 1 + random.below(20); ++i) b.output(random.below(b.size()));
  b.output(b.size() - 1);
  return calx::prune(b.view());
}
int tangled_graphs(int count) {
  random_source random(7);
  int failures = 0;
  for (int i = 0; i < count; ++i) failures += same_values(tangled(random, 300 + 17 * (i % 100)), some_numbers(5)) ? 0 : 1;
  return failures;
}

// A schedule that shares one slot too many is seen to be wrong.
bool the_interpreter_can_fail() {
  graph const g = sum_of_terms(20);
  program p = scheduled(g);
  for (calx::instruction& n : std::span(p.code.data(), static_cast<std::size_t>(p.code.size())))
    if (calx::decode(n.target).where == place::local) n.target = calx::location{place::local, 0}.code();
  arguments<double> const x = some_numbers(20);
  return p.locals > 1 && !same_value(run_program(p, g.view(), x)[0], output_of(g.view(), x));
}

// The greedy order pays: 2,100 slots for these graphs (it depends a little on the compiler's order of evaluation), 2,370 if the
// instruction that frees most operands is not preferred.
int slots_in_all(int count) {
  random_source random(11);
  int slots = 0;
  for (int i = 0; i < count; ++i) {
    program const p = scheduled(tangled(random, 120 + i));
    slots += p.locals + p.shared;
  }
  return slots;
}

}  // namespace

BOOST_AUTO_TEST_CASE(short_programs) {
  BOOST_TEST(small_programs(at_run_time));
  BOOST_TEST(outputs_without_instructions(at_run_time));
  BOOST_TEST(slots_are_used_again(30 * at_run_time.inputs));
}
BOOST_AUTO_TEST_CASE(chunks) {
  BOOST_TEST(long_programs_are_cut());
  BOOST_TEST(the_lengths_around_a_chunk());
  BOOST_TEST(tangled_graphs(200) == 0);
  BOOST_TEST(slots_in_all(100) < 2250);
  BOOST_TEST(the_interpreter_can_fail());
}

BOOST_AUTO_TEST_SUITE_END()
