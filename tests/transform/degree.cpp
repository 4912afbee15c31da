// SPDX-License-Identifier: Apache-2.0
#include <calx/transform/degree.hpp>

#include "../formula.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(degrees_of_polynomials)

namespace {

using namespace calx_test;

// The degree in the inputs 0 and 1, x and y.
template <class Write> constexpr int degree(paper written, Write write) {
  calx::graph const g = written(write);
  calx::buffer<calx::node_id> variables(1, calx::no_node);
  for (int i = 0; i < g.nodes.size(); ++i)
    if (g.nodes[i].operation == calx::opcode::input && g.nodes[i].payload < 2) variables.push(i);
  return calx::degrees(g.view(), variables)[g.outputs[0]];
}

constexpr bool rules(paper written) {
  return degree(written, [](auto x) { return x.number(3); }) == 0 &&
         degree(written, [](auto x, auto y) { return 3 * x - y; }) == 1 &&
         degree(written, [](auto x, auto y) { return -(x * y) + x; }) == 2 &&
         degree(written, [](auto x, auto y) { return pow(x * y, 3) * x; }) == 7 &&
         degree(written, [](auto x, auto, auto z) { return x * exp(z) / sin(z); }) == 1 &&
         degree(written, [](auto, auto, auto z) { return exp(z); }) == 0 &&
         degree(written, [](auto x, auto y, auto z) { return where(z < 1, x * x, y); }) == 2;
}
static_assert(rules(paper{}));

constexpr bool no_polynomials(paper written) {
  constexpr int no = calx::no_polynomial;
  return degree(written, [](auto x) { return sin(x); }) == no && degree(written, [](auto x) { return 1 / x; }) == no &&
         degree(written, [](auto x) { return pow(x, -2); }) == no && degree(written, [](auto x) { return abs(x) * x; }) == no &&
         degree(written, [](auto x) { return x + sin(x) * 2; }) == no &&
         degree(written, [](auto x, auto y) { return where(x < 0, x, y); }) == no &&
         degree(written, [](auto x, auto, auto z) { return pow(x, z); }) == no;
}
static_assert(no_polynomials(paper{}));

// Far beyond what an int holds.
constexpr bool huge(paper written) {
  return degree(written, [](auto x) { return pow(pow(pow(x, 100000), 100000), 100000) * x; }) == calx::largest_degree;
}
static_assert(huge(paper{}));

}  // namespace

BOOST_AUTO_TEST_CASE(checked) {
  BOOST_TEST(rules(at_run_time));
  BOOST_TEST(no_polynomials(at_run_time));
  BOOST_TEST(huge(at_run_time));
}

BOOST_AUTO_TEST_SUITE_END()
