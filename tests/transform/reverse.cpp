// SPDX-License-Identifier: Apache-2.0
#include <calx/transform/pipeline.hpp>
#include <calx/transform/reverse.hpp>

#include "../formula.hpp"
#include "../graph_interpreter.hpp"

#include <boost/test/unit_test.hpp>

#include <cmath>

BOOST_AUTO_TEST_SUITE(reverse_mode)

namespace {

using namespace calx_test;
using calx::graph, calx::opcode, calx::node_id;

// The gradient of the first output by inputs 0 to count - 1: simplified by default, or as the pass leaves it.
constexpr graph gradient_as_made(graph const& f, int count) {
  calx::builder b;
  auto const moved = calx::rebuild(f.view(), b, [&](calx::node const& n, int) { return b.intern(n); });
  calx::buffer<node_id> inputs(count, calx::no_node);
  for (int i = 0; i < f.nodes.size(); ++i)
    if (f.nodes[i].operation == opcode::input && f.nodes[i].payload < count) inputs[f.nodes[i].payload] = moved[i];
  calx::maker make(b);
  for (node_id const adjoint : calx::reverse(make, moved[f.outputs[0]], inputs)) b.output(adjoint);
  return calx::prune(b.view());
}
constexpr graph gradient(graph const& f, int count) {
  return calx::run_passes(calx::derivative_passes, gradient_as_made(f, count).view());
}

constexpr double at(graph const& g, arguments<double> const& x, int output = 0) { return output_of(g.view(), x, output); }

// --- the rules
// -----------------------------------------------------------------------------------------------------------------
constexpr bool partial_derivatives(paper written) {
  graph const product = gradient(written([](auto x, auto y, auto z) { return x * y * z; }), 3);
  graph const quotient = gradient(written([](auto x, auto y) { return x / y; }), 2);
  graph const chain = gradient(written([](auto x) { return sin(x * x); }), 1);
  return reads(product, "y*z", 0) && reads(product, "x*z", 1) && reads(product, "x*y", 2) && reads(quotient, "1/y", 0) &&
         reads(quotient, "-x/y^2", 1) && reads(chain, "2*x*cos(x^2)");
}
static_assert(partial_derivatives(paper{}));

// A node that is used n times has the sum of n adjoints.
constexpr bool shared_nodes(paper written) {
  graph const g = gradient(written([](auto x) {
                             auto const e = exp(x);
                             return e * e + e;
                           }),
                           1);
  return at(g, {0.0}) == 3 && count_of(g, opcode::exp) == 1;
}
static_assert(shared_nodes(paper{}));

// An input that the function doesn't use has the derivative 0; so has a function that is constant.
constexpr bool unused_inputs(paper written) {
  graph const g = gradient(written([](auto x, auto, auto) { return x + 1; }), 3);
  return reads(g, "1", 0) && reads(g, "0", 1) && reads(g, "0", 2) &&
         reads(gradient(written([](auto x) { return x.number(3); }), 1), "0") &&
         reads(gradient(written([](auto x) { return sign(x); }), 1), "0") &&
         reads(gradient(written([](auto x) { return x; }), 1), "1");
}
static_assert(unused_inputs(paper{}));

// Several outputs, one of them used by another, one twice; a weight that depends on the inputs is not differentiated.
bool weighted_outputs(paper written) {
  graph const f = written([](auto x, auto y) -> formulas { return {x * y, sin(x * y), y}; });
  calx::builder b;
  auto const moved = calx::rebuild(f.view(), b);
  calx::maker make(b);
  calx::buffer<node_id> outputs, weights, inputs;
  for (int const i : {0, 1, 2, 0}) outputs.push(moved[f.outputs[i]]);
  for (int const weight : {2, 1, 5}) weights.push(make.constant(calx::rational(weight)));
  weights.push(moved[f.outputs[2]]);
  for (int i = 0; i < 2; ++i) inputs.push(b.input(i));
  for (node_id const adjoint : calx::reverse(make, outputs, weights, inputs)) b.output(adjoint);
  graph const g = calx::run_passes(calx::derivative_passes, b.view());
  double const x = 0.5, y = -2, slope = 2 + y + std::cos(x * y);
  return std::abs(at(g, {x, y}) - y * slope) < 1e-14 && std::abs(at(g, {x, y}, 1) - (x * slope + 5)) < 1e-14;
}

// --- the branch not taken
// ---------------------------------------------------------------------------------------------------------
constexpr bool a_branch_that_is_not_taken_may_be_undefined(paper written) {
  graph const g = gradient(written([](auto x) { return where(x.number(0) < x, log(x), x * x); }), 1);
  return at(g, {2.0}) == 0.5 && at(g, {-3.0}) == -6 && at(g, {0.0}) == 0;
}
static_assert(a_branch_that_is_not_taken_may_be_undefined(paper{}));

// Factors after the choice, and two choices by different conditions that meet in one node.
constexpr bool choices_that_meet(paper written) {
  graph const f = written([](auto x, auto y) {
    auto const root = sqrt(x), big = 1 < y, small = y < -1;
    return 3 * where(big, root, 0) + where(small, root * root, 5);
  });
  graph const g = gradient(f, 1);
  return at(g, {-1.0, 0.0}) == 0 && at(g, {4.0, 2.0}) == 0.75 && at(g, {4.0, -2.0}) == 1 && at(g, {-1.0, 0.5}) == 0;
}
static_assert(choices_that_meet(paper{}));

// where(c, where(d, sqrt x, 1), 2 sqrt x): for c and not d nothing depends on sqrt(x), although each branch of c does.
constexpr bool choices_within_choices(paper written) {
  graph const f = written([](auto x, auto y, auto z) {
    auto const root = sqrt(x);
    return where(0 < y, where(0 < z, root, 1), 2 * root);
  });
  graph const g = gradient(f, 1);
  return at(g, {-1.0, 1.0, -1.0}) == 0 && at(g, {4.0, 1.0, 1.0}) == 0.25 && at(g, {4.0, -1.0, 1.0}) == 0.5;
}
static_assert(choices_within_choices(paper{}));

// min(1/x, y) at x = 0, where 1/x is infinite: y is chosen, and its derivative is 1.
constexpr bool the_larger_one_may_be_infinite(paper written) {
  graph const g = gradient(written([](auto x, auto y) { return min(exp(x), y); }), 2);
  return at(g, {1000.0, 3.0}, 0) == 0 && at(g, {1000.0, 3.0}, 1) == 1 && at(g, {0.0, 1.0}, 0) == 0.5;
}
static_assert(the_larger_one_may_be_infinite(paper{}));

// --- cost
// ------------------------------------------------------------------------------------------------------------------------- A
// chain of n factors: the gradient is at most 4 times as large, however many inputs.
constexpr bool a_gradient_costs_a_small_multiple(int n) {
  calx::builder b;
  node_id product = b.input(0);
  for (int i = 1; i < n; ++i) product = b.apply(opcode::multiply, product, b.input(i));
  b.output(product);
  graph const f = b.take(), g = gradient_as_made(f, n);
  return g.outputs.size() == n && g.nodes.size() < 4 * f.nodes.size();
}
static_assert(a_gradient_costs_a_small_multiple(24));

// Layers of units where(s > 0, s, 0), all connected: every path of choices must not become a term of its own.
constexpr int rectified_network(int layers, int width) {
  calx::builder b;
  calx::buffer<node_id> units;
  for (int i = 0; i < width; ++i) units.push(b.input(i));
  node_id const zero = b.constant(calx::number(calx::rational(0)));
  int weight = width;
  for (int layer = 0; layer < layers; ++layer) {
    calx::buffer<node_id> next;
    for (int i = 0; i < width; ++i) {
      node_id sum = b.apply(opcode::multiply, b.input(weight++), units[0]);
      for (int k = 1; k < width; ++k) sum = b.apply(opcode::add, sum, b.apply(opcode::multiply, b.input(weight++), units[k]));
      next.push(b.apply(opcode::where, b.apply(opcode::less, zero, sum), sum, zero));
    }
    units = next;
  }
  b.output(units[0]);
  graph const f = calx::prune(b.view());
  return gradient_as_made(f, weight).nodes.size() * 100 / f.nodes.size();
}
constexpr bool choices_cost_no_more_in_deep_networks(int layers, int width) {
  return rectified_network(layers, width) < 2 * rectified_network(2, width);
}
static_assert(choices_cost_no_more_in_deep_networks(4, 2));

// What a node gets from both branches of an inner choice is one choice again, under the outer condition: no sum, no `or`.
constexpr bool branches_meet_under_a_condition(paper written) {
  graph const f = written([](auto x, auto y) {
    auto const s = sin(x), inner = where(y < 2, s * y, cos(s));
    return where(y < 3, inner, y);
  });
  graph const g = gradient_as_made(f, 1);
  return count_of(g, opcode::logical_or) == 0 && at(g, {0.0, 1.0}) == 1 && at(g, {0.0, 2.5}) == 0 && at(g, {0.0, 4.0}) == 0;
}
static_assert(branches_meet_under_a_condition(paper{}));

// 600 choices that depend on one node: nothing recurses along them.
bool a_node_with_many_choices() {
  calx::builder b;
  node_id const x = b.input(0), root = b.apply(opcode::square_root, x), zero = b.constant(calx::number(calx::rational(0)));
  node_id sum = zero;
  for (int i = 1; i <= 600; ++i) {
    node_id const c = b.apply(opcode::less, b.constant(calx::number(calx::rational(i))), b.input(1));
    sum = b.apply(opcode::add, sum, b.apply(opcode::where, c, root, zero));
  }
  b.output(sum);
  graph const g = gradient_as_made(b.take(), 1);
  return at(g, {4.0, 300.5}) == 75 && at(g, {-1.0, 0.0}) == 0;
}

}  // namespace

BOOST_AUTO_TEST_CASE(rules) {
  BOOST_TEST(weighted_outputs(at_run_time));
  BOOST_TEST(partial_derivatives(at_run_time));
  BOOST_TEST(shared_nodes(at_run_time));
  BOOST_TEST(unused_inputs(at_run_time));
}
BOOST_AUTO_TEST_CASE(branches_not_taken) {
  BOOST_TEST(a_branch_that_is_not_taken_may_be_undefined(at_run_time));
  BOOST_TEST(choices_that_meet(at_run_time));
  BOOST_TEST(choices_within_choices(at_run_time));
  BOOST_TEST(the_larger_one_may_be_infinite(at_run_time));
}
BOOST_AUTO_TEST_CASE(cost) {
  BOOST_TEST(a_gradient_costs_a_small_multiple(at_run_time.inputs * 50));
  BOOST_TEST(choices_cost_no_more_in_deep_networks(8, at_run_time.inputs));
  BOOST_TEST(branches_meet_under_a_condition(at_run_time));
  BOOST_TEST(a_node_with_many_choices());
}

BOOST_AUTO_TEST_SUITE_END()
