// SPDX-License-Identifier: Apache-2.0
// Random graphs of arrays: written as elements, planned as loops, simplified and differentiated, against their definition.
// CALX_SEED and CALX_GRAPHS choose others and more.
#include <calx/transform/stages.hpp>

#include <calx/transform/expand_arrays.hpp>
#include <calx/transform/forward.hpp>
#include <calx/transform/pipeline.hpp>
#include <calx/transform/reverse.hpp>

#include "../random_array_graph.hpp"

#include <boost/test/unit_test.hpp>

#include <cstdlib>

namespace {

using namespace calx_test;

int from_environment(char const* name, int usual) {
  char const* const given = std::getenv(name);
  return given == nullptr ? usual : std::atoi(given);
}

bool near(array_value const& a, array_value const& b, long double tolerance) {
  if (a.rows != b.rows || a.columns != b.columns) return false;
  for (std::size_t i = 0; i < a.elements.size(); ++i)
    if (!(std::abs(a.elements[i] - b.elements[i]) <= tolerance * (1 + std::abs(b.elements[i])))) return false;
  return true;
}
array_value output(calx::graph_view g, std::vector<array_value> const& values, int k) {
  return values[static_cast<std::size_t>(g.outputs[k])];
}

// The elements of the inputs, and of the outputs, in a row.
arguments<long double> flattened(std::vector<array_value> const& inputs) {
  arguments<long double> x;
  for (array_value const& a : inputs)
    for (long double const element : a.elements) x.inputs.push(element);
  return x;
}
// The elements of an input are inputs by themselves.
calx::graph with_flat_inputs(calx::graph_view g, std::vector<array_value> const& inputs) {
  std::vector<int> first(1, 0);
  for (array_value const& a : inputs) first.push_back(first.back() + static_cast<int>(a.elements.size()));
  calx::builder b;
  calx::buffer<calx::node_id> const moved = calx::rebuild(g, b, [&](calx::node const& n, int i) {
    if (n.operation == calx::opcode::input && n.shape.is_scalar()) return b.input(first[static_cast<std::size_t>(n.payload)]);
    if (n.operation != calx::opcode::element) return b.intern(n);
    calx::node const& array = g[g[i].operands[0]];
    return b.input(first[static_cast<std::size_t>(array.payload)] + n.payload);
  });
  copy_outputs(g, b, moved);
  return calx::prune(b.take());
}

struct differences {
  int graphs = 0, compared = 0;
};

void check_values(int seed, random_arrays const& made, differences& count) {
  calx::graph_view const g = made.graph.view();
  BOOST_TEST_REQUIRE(!calx::verify(g).found(), "seed " << seed << ": " << calx::verify(g).reason);
  std::vector<array_value> const values = interpret_arrays(g, made.inputs, made.lengths);
  calx::graph const simple = calx::simplify(g), expanded = calx::expand_arrays(simple.view());
  for (calx::graph const* const h : {&simple, &expanded}) {
    calx::graph_fault const fault = calx::verify(h->view(), calx::dead_nodes::forbidden);
    BOOST_TEST_REQUIRE(!fault.found(), "seed " << seed << ": " << fault.reason);
    std::vector<array_value> const after = interpret_arrays(h->view(), made.inputs, made.lengths);
    for (int k = 0; k < g.output_count; ++k)
      BOOST_TEST(near(output(h->view(), after, k), output(g, values, k), 1e-12L),
                 "seed " << seed << (h == &simple ? ": simplified" : ": expanded"));
  }
  bool varies = false, has_identity = false;
  for (calx::node const& n : expanded.nodes) {
    varies = varies || n.shape.varies();
    has_identity = has_identity || n.operation == calx::opcode::identity;
  }
  if (!varies && !calx::has_varying(g)) {
    calx::graph const elements = with_flat_inputs(calx::scalarize(g).view(), made.inputs);
    calx::buffer<long double> const scalars = interpret(elements.view(), flattened(made.inputs));
    int next = 0;
    for (int k = 0; k < g.output_count; ++k) {
      array_value got = output(g, values, k);
      for (long double& x : got.elements) x = scalars[elements.outputs[next++]];
      BOOST_TEST(near(got, output(g, values, k), 1e-12L), "seed " << seed << ": elements");
    }
  }
  if (has_identity) return;
  std::vector<calx::array_shape> shapes;
  for (calx::node_id const id : expanded.outputs) shapes.push_back(expanded.nodes[id].shape);
  calx::array_plan const plan = calx::plan_arrays(expanded.view());
  std::vector<array_value> const planned = plan_interpreter(plan, made.inputs, made.lengths, shapes).run();
  for (int k = 0; k < g.output_count; ++k)
    BOOST_TEST(near(planned[static_cast<std::size_t>(k)], output(g, values, k), 1e-12L),
               "seed " << seed << ": planned, output " << k);
  ++count.graphs;
}

// The sum of all outputs' elements, differentiated by all inputs, in arrays and in elements.
void check_derivatives(int seed, random_arrays const& made, differences& count) {
  calx::builder b;
  calx::maker make(b);
  calx::buffer<calx::node_id> const moved = calx::rebuild(made.graph.view(), b);
  calx::node_id const f = make.sum(moved[made.graph.outputs[0]], {});
  calx::buffer<calx::node_id> inputs(static_cast<int>(made.inputs.size()), calx::no_node);
  for (int i = 0; i < b.size(); ++i)
    if (b[i].operation == calx::opcode::input) inputs[b[i].payload] = i;
  int const size = b.size();
  b.output(f);
  calx::graph const only_f = calx::prune(b.view());
  calx::buffer<calx::node_id> const adjoints = calx::reverse(make, f, inputs);
  calx::graph with_adjoints = calx::copy_of(b.view());
  for (int i = 0; i < inputs.size(); ++i)
    if (inputs[i] != calx::no_node) with_adjoints.outputs.push(adjoints[i]);
  calx::graph const g = calx::prune(static_cast<calx::graph&&>(with_adjoints));
  BOOST_TEST_REQUIRE(!calx::verify(g.view()).found(), "seed " << seed << ": adjoints: " << calx::verify(g.view()).reason);
  std::vector<array_value> const values = interpret_arrays(g.view(), made.inputs, made.lengths);
  int next = 1;
  for (int i = 0; i < inputs.size(); ++i) {
    if (inputs[i] == calx::no_node) continue;
    array_value const slope = output(g.view(), values, next++);
    for (std::size_t e = 0; e < slope.elements.size(); ++e) {
      auto const value_at = [&](long double h) {
        std::vector<array_value> x = made.inputs;
        x[static_cast<std::size_t>(i)].elements[e] += h;
        return output(only_f.view(), interpret_arrays(only_f.view(), x, made.lengths), 0).at(0, 0);
      };
      long double const h = 1e-5L, left = (value_at(0) - value_at(-h)) / h, right = (value_at(h) - value_at(0)) / h;
      if (!(std::abs(left - right) < 1e-3L * (1 + std::abs(left)))) continue;  // a kink, or steep
      long double const difference = (8 * (value_at(h) - value_at(-h)) - (value_at(2 * h) - value_at(-2 * h))) / (12 * h);
      long double const smooth = (value_at(2 * h) - 2 * value_at(0) + value_at(-2 * h)) / (4 * h * h);
      if (!(std::abs(smooth) < 1e4L)) continue;
      BOOST_TEST(std::abs(slope.elements[e] - difference) <= 1e-6L * (1 + std::abs(difference)),
                 "seed " << seed << ": adjoint of input " << i << ": " << slope.elements[e] << " and " << difference);
      ++count.compared;
    }
    // Forward mode along the input: the sum of its adjoint times the direction.
    calx::buffer<calx::node_id> seeds(size, calx::no_node);
    seeds[inputs[i]] = inputs[i];
    calx::buffer<calx::node_id> const tangents = calx::forward(make, seeds);
    calx::graph along = calx::copy_of(b.view());
    along.outputs.clear();
    along.outputs.push(tangents[f] == calx::no_node ? make.zero() : tangents[f]);
    if (along.outputs[0] >= along.nodes.size())
      along = calx::copy_of(b.view()), along.outputs.clear(), along.outputs.push(make.zero());
    calx::graph const t = calx::prune(static_cast<calx::graph&&>(along));
    BOOST_TEST_REQUIRE(!calx::verify(t.view()).found(), "seed " << seed << ": tangents: " << calx::verify(t.view()).reason);
    long double expected = 0;
    array_value const& x = made.inputs[static_cast<std::size_t>(i)];
    for (std::size_t e = 0; e < slope.elements.size(); ++e) expected += slope.elements[e] * x.elements[e];
    long double const got = output(t.view(), interpret_arrays(t.view(), made.inputs, made.lengths), 0).at(0, 0);
    BOOST_TEST(std::abs(got - expected) <= 1e-10L * (1 + std::abs(expected)),
               "seed " << seed << ": tangent along input " << i << ": " << got << " and " << expected);
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(stages)

BOOST_AUTO_TEST_CASE(values_of_random_graphs) {
  int const first = from_environment("CALX_SEED", 1), graphs = from_environment("CALX_GRAPHS", 3000);
  differences count;
  for (int seed = first; seed < first + graphs; ++seed) {
    random_source random(static_cast<std::uint64_t>(seed));
    int const nodes = 12 + random.below(30), outputs = 1 + random.below(3);
    check_values(seed, random_array_graph(random, nodes, outputs, seed % 2 == 0), count);
  }
  BOOST_TEST(count.graphs > graphs / 2);
}

BOOST_AUTO_TEST_CASE(derivatives_of_random_graphs) {
  int const first = from_environment("CALX_SEED", 1), graphs = from_environment("CALX_GRAPHS", 600);
  differences count;
  for (int seed = first; seed < first + graphs; ++seed) {
    random_source random(static_cast<std::uint64_t>(seed) + 1000000);
    int const nodes = 12 + random.below(16);
    check_derivatives(seed, random_array_graph(random, nodes, 1, seed % 2 == 0), count);
  }
  BOOST_TEST(count.compared > graphs);
}

BOOST_AUTO_TEST_SUITE_END()
