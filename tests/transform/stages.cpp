// SPDX-License-Identifier: Apache-2.0
#include <calx/transform/expand_arrays.hpp>
#include <calx/transform/stages.hpp>

#include "../array_derivatives.hpp"
#include "../plan_interpreter.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(stages)

using namespace calx_test;

namespace {

// The same function of matrices that lie column by column: of the transposes of its inputs.
calx::graph with_inputs_by_columns(calx::graph_view g) {
  calx::builder b;
  calx::buffer<calx::node_id> const moved = calx::rebuild(g, b, [&](calx::node const& n, int) {
    if (n.operation != calx::opcode::input || calx::is_one(n.shape.columns)) return b.intern(n);
    calx::array_shape const s = n.shape;
    calx::node_id const lying = b.input(n.payload, {s.columns, s.rows});
    return b.intern(calx::array_node(calx::opcode::transpose, s, lying));
  });
  calx::copy_outputs(g, b, moved);
  return b.take();
}
array_arguments<double> by_columns(calx::graph_view g, array_arguments<double> x) {
  for (int i = 0; i < g.size; ++i) {
    if (g[i].operation != calx::opcode::input || calx::is_one(g[i].shape.columns)) continue;
    array_value<double>& v = x.inputs[static_cast<std::size_t>(g[i].payload)];
    array_value<double> turned(v.columns, v.rows);
    for (int r = 0; r < v.rows; ++r)
      for (int c = 0; c < v.columns; ++c) turned.at(c, r) = v.at(r, c);
    v = turned;
  }
  return x;
}

// Runs the plan of g, which may have lost what g computes; false: it is wrong.
bool plan_agrees(calx::graph_view g, array_arguments<double> const& x, array_comparison& compare, bool columns = false) {
  calx::graph const expanded = calx::expand_arrays(columns ? with_inputs_by_columns(g).view() : g);
  calx::array_plan const plan = calx::plan_arrays(expanded.view());
  auto const precise = converted<long double>(columns ? by_columns(g, x) : x);
  plan_interpreter<long double> run(plan, expanded.view(), precise);
  std::vector<array_value<long double>> const got = run.run();
  std::string const texts = text_of(g) + text_of(expanded.view()) + text_of(x);
  if (!run.fault().empty()) {
    BOOST_ERROR(run.fault() << '\n' << texts);
    return false;
  }
  int const at = compare.difference(g, x, flat(got));
  if (at >= 0) BOOST_ERROR("element " << at << " of the outputs differs\n" << texts);
  return at < 0;
}

void check_plans(random_source random, random_array_style const& style, int graphs) {
  array_comparison compare;
  int failures = 0;
  for (int i = 0; i < graphs && failures < 5; ++i) {
    calx::graph const g = random_array_graph(random, style);
    for (int k = 0; k < (style.axes ? 3 : 1); ++k) {
      std::vector<int> const lengths = {k == 0 ? random.below(2) : random.below(9), random.below(6)};
      if (!lengths_fit(g.view(), lengths)) continue;
      array_arguments<double> const x = random_array_point(random, g.view(), lengths);
      if (plan_agrees(g.view(), x, compare) && plan_agrees(g.view(), x, compare, true)) continue;
      ++failures;
      break;
    }
  }
  BOOST_TEST(compare.compared > graphs);
  BOOST_TEST(compare.skipped < compare.compared / 10);
  BOOST_TEST_MESSAGE(compare.compared << " compared, " << compare.skipped << " skipped");
}

}  // namespace

// A chain of products: while one is made, only the one before it is needed.
BOOST_AUTO_TEST_CASE(buffers_are_shared) {
  calx::builder g;
  calx::maker make(g);
  calx::node_id x = g.input(0, calx::matrix_shape(9, 9));
  calx::node_id const factor = x;
  for (int i = 0; i < 6; ++i) x = make.matrix_product(x, factor);
  g.output(make.sum(make.apply(calx::opcode::exp, x), {}));
  calx::array_plan const plan = calx::plan_arrays(g.view());
  BOOST_TEST(plan.buffers.size() == 2);
  BOOST_TEST(plan.steps.size() == 7);
}

// Numbers placed in arrays of two shapes, of which one is repeated in the other.
BOOST_AUTO_TEST_CASE(placed_numbers_are_repeated) {
  calx::builder g;
  calx::maker make(g);
  calx::node_id const x = g.input(0), y = g.input(1);
  calx::node_id const column =
      make.array(calx::array_node(calx::opcode::placed, {{0, 4}, {}}, x, calx::no_node, calx::no_node, 1));
  calx::node_id const all =
      make.array(calx::array_node(calx::opcode::placed, {{0, 4}, {0, 3}}, y, calx::no_node, calx::no_node, 4));
  g.output(make.apply(calx::opcode::add, column, all));
  array_arguments<double> values;
  values.inputs = {array_value<double>(1, 1, 2), array_value<double>(1, 1, 5)};
  array_comparison compare;
  BOOST_TEST(plan_agrees(g.view(), values, compare));
}

BOOST_AUTO_TEST_CASE(plans_have_the_values) { check_plans(array_source(6), {.externals = true}, graph_count(5000)); }
BOOST_AUTO_TEST_CASE(plans_along_axes_have_the_values) {
  check_plans(array_source(7), {.axes = true, .externals = true}, graph_count(5000));
}

BOOST_AUTO_TEST_CASE(plans_of_derivatives_have_the_values) {
  for (bool const axes : {false, true}) {
    random_source random = array_source(axes ? 9 : 8);
    array_comparison compare;
    int const graphs = graph_count(1500);
    int failures = 0;
    for (int i = 0; i < graphs && failures < 5; ++i) {
      calx::graph const g = random_array_graph(random, {.most_nodes = 12, .axes = axes, .externals = true});
      std::vector<int> const lengths = {random.below(5), random.below(5)};
      if (!lengths_fit(g.view(), lengths)) continue;
      array_arguments<double> const x = random_array_point(random, g.view(), lengths);
      if (near_kink(g.view(), converted<long double>(x))) continue;
      auto const shapes = input_shapes(g.view());
      calx::graph const adjoints = adjoints_of_arrays(g.view());
      calx::graph const twice = tangents_of_arrays(calx::simplify(adjoints.view()).view(), shapes);
      auto const both = with_direction(x, random_array_point(random, g.view(), lengths));
      bool const right =
          plan_agrees(adjoints.view(), x, compare) && plan_agrees(calx::simplify(twice.view()).view(), both, compare);
      failures += right ? 0 : 1;
    }
    BOOST_TEST(compare.compared > graphs);
    BOOST_TEST_MESSAGE(compare.compared << " compared, " << compare.skipped << " skipped");
  }
}

BOOST_AUTO_TEST_SUITE_END()
