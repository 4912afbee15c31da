// SPDX-License-Identifier: Apache-2.0
#include <calx/transform/prune.hpp>

#include "../formula.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(pruning)

namespace {

using namespace calx_test;

constexpr calx::graph with_dead_nodes() {
  return calx::parse_graph(
             "%0 = input [0]\n%1 = constant 5\n%2 = input [1]\n%3 = constant 1/3\n%4 = add %0 %1\n%5 = multiply %2 %3\n%6 = "
             "sin %4\noutputs %5 %5\n")
      .value;
}

constexpr bool keeps_what_outputs_need(int outputs) {
  calx::graph const g = calx::prune(with_dead_nodes().view());
  auto const needed = calx::needed_nodes(with_dead_nodes().view());
  return g.outputs.size() == outputs &&
         is_listed(g, "%0 = input [1]\n%1 = constant 1/3\n%2 = multiply %0 %1\noutputs %2 %2\n") && needed[2] == 1 &&
         needed[3] == 1 && needed[5] == 1 && needed[0] == 0 && needed[6] == 0;
}
static_assert(keeps_what_outputs_need(2));

constexpr bool keeps_a_graph_without_dead_nodes(paper written) {
  calx::graph const g = written([](auto x, auto y) { return x * y + 3; });
  auto const text = calx::graph_text(g.view());
  return is_listed(calx::prune(g.view()), {text.data(), static_cast<std::size_t>(text.size())}) && g.constants.size() == 1;
}
static_assert(keeps_a_graph_without_dead_nodes(paper{}));

constexpr bool nothing_is_needed_without_outputs(paper written) {
  calx::graph g = written([](auto x) { return x + 1; });
  g.outputs.clear();
  return calx::prune(g.view()).nodes.empty() && calx::prune(g.view()).constants.empty();
}
static_assert(nothing_is_needed_without_outputs(paper{}));

}  // namespace

BOOST_AUTO_TEST_CASE(dead_nodes) {
  BOOST_TEST(keeps_what_outputs_need(at_run_time.inputs / 2));
  BOOST_TEST(keeps_a_graph_without_dead_nodes(at_run_time));
  BOOST_TEST(nothing_is_needed_without_outputs(at_run_time));
}

BOOST_AUTO_TEST_SUITE_END()
