// SPDX-License-Identifier: Apache-2.0
#include <calx/transform/pipeline.hpp>

#include "../formula.hpp"

#include <boost/test/unit_test.hpp>

#include <iterator>
#include <span>

BOOST_AUTO_TEST_SUITE(pipeline)

namespace {

using namespace calx_test;
using calx::graph, calx::graph_view, calx::opcode;

constexpr bool passes_keep_a_graph_well_formed(paper written) {
  graph const f =
      written([](auto x, auto y) -> formulas { return {tanh(x * y) / pow(x, 3) + where(x < y, sqrt(x), y - x - y), x * y}; });
  return !calx::run_verified_passes(calx::evaluation_passes, f.view()).fault.found() &&
         !calx::run_verified_passes(calx::result_passes, f.view()).fault.found() &&
         !calx::run_verified_passes(calx::derivative_passes, f.view()).fault.found() &&
         !calx::run_verified_passes(calx::printing_passes, f.view()).fault.found();
}
static_assert(passes_keep_a_graph_well_formed(paper{}));

constexpr bool verifying_changes_nothing(paper written) {
  graph const f = written([](auto x, auto y) { return x * y + pow(y, 2) - 3 * x * y; });
  auto const text = calx::graph_text(calx::run_passes(calx::evaluation_passes, f.view()).view());
  return is_listed(calx::run_verified_passes(calx::evaluation_passes, f.view()).result,
                   {text.data(), static_cast<std::size_t>(text.size())});
}
static_assert(verifying_changes_nothing(paper{}));

// The pass that breaks a graph is named, and so is what is wrong.
constexpr graph forgets_an_operand(graph_view g) {
  graph broken = calx::copy_of(g);
  for (calx::node& n : std::span(broken.nodes.data(), static_cast<std::size_t>(broken.nodes.size())))
    if (n.operation == opcode::add) n.operands[1] = calx::no_node;
  return broken;
}
constexpr graph leaves_a_dead_node(graph_view g) {
  graph broken = calx::copy_of(g);
  broken.nodes.push({opcode::pi});
  return broken;
}
constexpr bool the_culprit_is_named(paper written) {
  constexpr calx::pass first[] = {{"simplify", calx::simplify}, {"forgets", forgets_an_operand}, {"fuse", calx::fuse}};
  constexpr calx::pass second[] = {{"leaves", leaves_a_dead_node}, {"simplify", calx::simplify}};
  graph const f = written([](auto x, auto y) { return x + y; });
  auto const a = calx::run_verified_passes(first, f.view()), b = calx::run_verified_passes(second, f.view()),
             c = calx::run_verified_passes(second, forgets_an_operand(f.view()).view());
  return a.pass == "forgets" && a.fault.node == 2 && a.fault.reason == "an operand is missing: the operation takes more" &&
         b.pass == "leaves" && b.fault.reason == "a dead node: no output needs it" && c.pass == "input";
}
static_assert(the_culprit_is_named(paper{}));

// The first number that is no operation; there is no row to ask.
constexpr bool what_is_no_operation(int count) {
  calx::graph g;
  g.nodes.push({static_cast<calx::opcode>(count)});
  return calx::verify(g.view()).reason == "not an operation";
}
static_assert(what_is_no_operation(calx::opcode_count));

// The passes of each goal, in their order.
constexpr bool the_passes_by_name(int count) {
  constexpr std::string_view names[] = {"simplify",           "expand for code", "avoid overflow",
                                        "avoid cancellation", "simplify again",  "reduce strength",
                                        "gather numbers",     "place constants", "fuse"};
  for (int i = 0; i < count; ++i)
    if (calx::evaluation_passes[i].name != names[i]) return false;
  return std::size(calx::evaluation_passes) == 9;
}
static_assert(the_passes_by_name(9));

constexpr bool what_evaluation_makes_of_a_formula(paper written) {
  return is_listed(
      calx::run_passes(calx::evaluation_passes, written([](auto x, auto y) { return x * x * y + 2 * y + y * 3; }).view()),
      "%0 = input [0]\n%1 = input [1]\n%2 = multiply %0 %0\n%3 = multiply %1 %2\n%4 = constant 5\n%5 = multiply_add %1 %4 "
      "%3\noutputs %5\n");
}
static_assert(what_evaluation_makes_of_a_formula(paper{}));

}  // namespace

BOOST_AUTO_TEST_CASE(passes) {
  BOOST_TEST(passes_keep_a_graph_well_formed(at_run_time));
  BOOST_TEST(verifying_changes_nothing(at_run_time));
  BOOST_TEST(the_culprit_is_named(at_run_time));
  BOOST_TEST(what_is_no_operation(calx::opcode_count));
  BOOST_TEST(the_passes_by_name(2 * at_run_time.inputs + 1));
  BOOST_TEST(what_evaluation_makes_of_a_formula(at_run_time));
}

BOOST_AUTO_TEST_SUITE_END()
