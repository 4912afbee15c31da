// SPDX-License-Identifier: Apache-2.0
// A random graph through the passes. The verifier is content after each, and well-conditioned values are kept; the schedule
// computes what the graph does; forward and reverse mode agree; what is proved equal is equal where it is defined. Nothing
// hangs.
#include <calx/transform/canonical.hpp>
#include <calx/transform/forward.hpp>
#include <calx/transform/pipeline.hpp>
#include <calx/transform/reverse.hpp>

#include "../program_interpreter.hpp"
#include "../random_graph.hpp"
#include "bytes.hpp"

namespace {

using namespace calx_test;
using calx::graph, calx::graph_view, calx::node_id, calx_fuzz::require, calx_fuzz::text_of, calx_fuzz::wrong;

std::string text_of_point(arguments<double> const& x) {
  std::string text = "at";
  char number[40];
  for (auto const* list : {&x.inputs, &x.captured})
    for (double const v : *list) text += (std::snprintf(number, sizeof number, " %.17g", v), number);
  return text;
}

void check_well_formed(graph_view g, std::string_view pass, graph_view before) {
  calx::graph_fault const fault = calx::verify(g, calx::dead_nodes::forbidden);
  if (fault.found())
    wrong("after " + std::string(pass) + ": node " + std::to_string(fault.node) + ": " + std::string(fault.reason) + '\n' +
          text_of(before) + "became\n" + text_of(g));
}

// As in transform/random_graphs.cpp: values that say something, within what rounding may do to them.
void check_values(graph_view before, graph_view after, arguments<double> const& x, random_source& random,
                  std::string_view pass) {
  conditioning const expected(before, x, random);
  calx::buffer<long double> const precise = interpret(after, converted<long double>(x));
  for (int i = 0; i < before.output_count; ++i) {
    conditioned_value const e = expected[before.outputs[i]];
    if (!e.is_known() || (!(e.spread <= 1e-6L * std::fabs(e.value)) && e.value != 0)) continue;
    long double const got = precise[after.outputs[i]];
    if (!(std::fabs(got - e.value) <= 256 * e.spread + 1e-14L * std::fabs(e.value)))
      wrong("after " + std::string(pass) + " output " + std::to_string(i) + " is " + std::to_string(got) + " instead of " +
            std::to_string(e.value) + '\n' + text_of(before) + "became\n" + text_of(after) + text_of_point(x));
  }
}

void check_schedule(graph_view g, arguments<double> const& x) {
  calx::program const p = calx::schedule(g, scalar_arguments(g));
  calx::buffer<double> const direct = interpret(g, x), scheduled = run_program(p, g, x);
  for (int k = 0; k < g.output_count; ++k) {
    double const a = direct[g.outputs[k]], b = scheduled[k];
    if (!(a == b || (std::isnan(a) && std::isnan(b))))
      wrong("the schedule gives " + std::to_string(b) + " instead of " + std::to_string(a) + '\n' + text_of(g) +
            text_of_point(x));
  }
}

void check_derivatives(graph_view g, arguments<double> const* points, int count, random_source& random) {
  calx::builder b;
  calx::buffer<node_id> const moved = calx::rebuild(g, b, [&](calx::node const& n, int) { return b.intern(n); });
  calx::maker make(b);
  calx::buffer<node_id> inputs;
  for (int i = 0; i < g.size; ++i)
    if (g[i].operation == calx::opcode::input) inputs.push(moved[i]);
  node_id const output = moved[g.outputs[0]];
  b.output(output);
  for (node_id const adjoint : calx::reverse(make, output, inputs)) b.output(adjoint);
  for (node_id const input : inputs) {
    node_id const tangent = calx::forward(make, output + 1, input)[output];
    b.output(tangent == calx::no_node ? make.zero() : tangent);
  }
  graph const both = calx::prune(b.view());
  check_well_formed(both.view(), "reverse and forward", g);
  check_well_formed(calx::run_passes(calx::derivative_passes, both.view()).view(), "the derivative passes", both.view());
  for (int k = 0; k < count; ++k) {
    conditioning const c(both.view(), points[k], random);
    bool ordinary = true;  // a singularity on the way makes one of the modes 0 * infinity
    for (int i = 0; i < both.nodes.size(); ++i) ordinary = ordinary && c[i].is_known() && std::fabs(c[i].value) < 1e100L;
    for (int n = 0; ordinary && n < inputs.size(); ++n) {
      conditioned_value const back = c[both.outputs[1 + n]], ahead = c[both.outputs[1 + inputs.size() + n]];
      if (std::fabs(back.value - ahead.value) > 256 * (back.spread + ahead.spread) + 1e-15L * std::fabs(back.value))
        wrong("reverse mode says " + std::to_string(back.value) + ", forward mode " + std::to_string(ahead.value) + '\n' +
              text_of(g) + "became\n" + text_of(both.view()) + text_of_point(points[k]));
    }
  }
}

void check_proof(graph_view g, graph_view simplified, arguments<double> const* points, int count, random_source& random) {
  graph const expanded = calx::expand(g);
  if (g.output_count > 1 && calx::proves_equal(expanded.view()))
    for (int k = 0; k < count; ++k) {
      conditioning const c(expanded.view(), points[k], random);
      conditioned_value const p = c[expanded.outputs[0]], q = c[expanded.outputs[1]];
      if (p.is_known() && q.is_known() &&
          std::fabs(p.value - q.value) > 256 * (p.spread + q.spread) + 1e-12L * std::fabs(p.value))
        wrong("proved equal: " + std::to_string(p.value) + " and " + std::to_string(q.value) + '\n' + text_of(g) +
              text_of_point(points[k]));
    }
  calx::builder side_by_side;
  for (graph_view const one : {g, simplified})
    side_by_side.output(
        calx::rebuild(one, side_by_side, [&](calx::node const& n, int) { return side_by_side.intern(n); })[one.outputs[0]]);
  (void)calx::proves_equal(calx::expand(calx::prune(side_by_side.view()).view()).view());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  calx_fuzz::byte_source bytes(data, size);
  random_source random(bytes.bits<std::uint16_t>());
  graph const g = calx_fuzz::graph_from(bytes);
  check_well_formed(g.view(), "the builder", g.view());
  constexpr int points = 2;
  arguments<double> x[points];
  for (auto& at : x) at = random_point(random);
  graph after = calx::copy_of(g.view());
  for (calx::pass const& p : calx::evaluation_passes) {
    after = p.run(after.view());
    check_well_formed(after.view(), p.name, g.view());
    for (auto const& at : x) check_values(g.view(), after.view(), at, random, p.name);
  }
  check_schedule(g.view(), x[0]);
  check_schedule(after.view(), x[0]);
  check_derivatives(g.view(), x, points, random);
  check_proof(g.view(), after.view(), x, points, random);
  return 0;
}
