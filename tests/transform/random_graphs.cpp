// SPDX-License-Identifier: Apache-2.0
//
// Random graphs against every pass: the verifier is content, values are kept, derivatives agree three ways, what is proved
// equal is equal, text parses back. CALX_GRAPHS sets the number of graphs for each property (default 5,000), CALX_SEED the
// seed; CALX_SHOW=1 prints what simplification made and no proof was found for. A failure prints the graph and the point.
#include <calx/print/text_form.hpp>
#include <calx/transform/canonical.hpp>
#include <calx/transform/forward.hpp>
#include <calx/transform/pipeline.hpp>
#include <calx/transform/reverse.hpp>

#include "../program_interpreter.hpp"
#include "../random_graph.hpp"

#include <boost/test/unit_test.hpp>

#include <cstdio>
#include <cstdlib>
#include <sstream>
#include <string>

BOOST_AUTO_TEST_SUITE(random_graphs)

namespace {

using calx::graph, calx::graph_view, calx::node_id;
using namespace calx_test;

long from_environment(char const* name, long otherwise) {
  char const* const text = std::getenv(name);
  return text ? std::atol(text) : otherwise;
}
int graphs() { return static_cast<int>(from_environment("CALX_GRAPHS", 5000)); }
random_source source(std::uint64_t property) {
  long const seed = from_environment("CALX_SEED", 1);
  std::printf("random_graphs: seed %ld, %d graphs\n", seed, graphs());
  return random_source(static_cast<std::uint64_t>(seed) * 1000 + property);
}

std::string text_of(graph_view g) {
  calx::buffer<char> const text = calx::graph_text(g);
  return {text.data(), static_cast<std::size_t>(text.size())};
}
std::string text_of(arguments<double> const& x) {
  std::ostringstream out;
  out.precision(17);
  out << "inputs";
  for (double const v : x.inputs) out << ' ' << v;
  out << ", captured";
  for (double const v : x.captured) out << ' ' << v;
  return out.str() + '\n';
}

bool same(graph_view a, graph_view b) {
  bool equal = a.size == b.size && a.output_count == b.output_count;
  for (int i = 0; equal && i < a.size; ++i) equal = a[i].operation == calx::opcode::constant || a[i] == b[i];
  for (int i = 0; equal && i < a.size; ++i)
    if (a[i].operation == calx::opcode::constant) {
      calx::number const &p = a.constant(i), &q = b.constant(i);
      equal = b.is_constant(i) &&
              (p == q || (!p.is_exact() && !q.is_exact() && std::isnan(p.approximate) && std::isnan(q.approximate)));
    }
  for (int i = 0; equal && i < a.output_count; ++i) equal = a.outputs[i] == b.outputs[i];
  return equal;
}

// Do the outputs of `after` have the values of `before`, as far as these are well-conditioned? Counts what it compared, and
// what left the range of double (not that of long double): where products are multiplied in another order it may.
struct comparison {
  random_source& random;
  bool may_leave_range = false;
  long compared = 0, out_of_range = 0;

  bool agree(graph_view before, graph_view after, arguments<double> const& x, char const* pass) {
    conditioning const expected(before, x, random);
    calx::buffer<long double> const precise = interpret(after, converted<long double>(x));
    calx::buffer<double> const narrow = interpret(after, x);
    for (int i = 0; i < before.output_count; ++i) {
      conditioned_value const e = expected[before.outputs[i]];
      if (!(e.spread <= 1e-6L * std::fabs(e.value)) && e.value != 0) continue;
      if (!(e.spread < HUGE_VALL)) continue;
      ++compared;
      long double const tolerance = 64 * e.spread + 1e-15L * std::fabs(e.value);
      long double const got = precise[after.outputs[i]], rounded = narrow[after.outputs[i]];
      bool const precise_agrees = std::fabs(got - e.value) <= tolerance;
      if (precise_agrees && std::fabs(rounded - e.value) <= tolerance) continue;
      if (precise_agrees && may_leave_range && !std::isfinite(rounded)) {
        ++out_of_range;
        continue;
      }
      BOOST_ERROR("after " << pass << " output " << i << " is " << got << ", in double " << rounded << ", instead of "
                           << e.value << " +- " << e.spread << "\nbefore\n"
                           << text_of(before) << "after\n"
                           << text_of(after) << text_of(x));
      return false;
    }
    return true;
  }
};

// f and its gradient, as a verb hands them to the result passes.
graph with_gradient(graph_view f) {
  calx::builder b;
  calx::maker make(b);
  graph const simple = calx::run_passes(calx::preparing_passes, f);
  graph_view const g = simple.view();
  calx::buffer<calx::node_id> const moved = calx::rebuild(g, b, [&](calx::node const& n, int) { return b.intern(n); });
  calx::buffer<calx::node_id> inputs;
  for (int i = 0; i < b.size(); ++i)
    if (b[i].operation == calx::opcode::input) inputs.push(i);
  calx::buffer<calx::node_id> const adjoints = calx::reverse(make, moved[g.outputs[0]], inputs);
  b.output(moved[g.outputs[0]]);
  for (calx::node_id const id : adjoints) b.output(id);
  return calx::run_passes(calx::derivative_passes, b.view());
}

// Each pass keeps the value of each graph that `make` makes; so does the schedule.
template <int Count, class Make>
void check_passes(calx::pass const (&passes)[Count], std::uint64_t seed, Make make, bool may_leave_range = false) {
  random_source random = source(seed);
  comparison compare{random, may_leave_range};
  long points = 0;
  int failures = 0;
  for (int i = 0; i < graphs() && failures < 5; ++i) {
    graph const g = make(random);
    BOOST_REQUIRE_MESSAGE(!calx::verify(g.view(), calx::dead_nodes::forbidden).found(),
                          "the generator made this\n" + text_of(g.view()));
    arguments<double> x[4];
    for (auto& at : x) at = random_point(random);
    graph after = calx::copy_of(g.view());
    for (calx::pass const& p : passes) {
      graph const before = static_cast<graph&&>(after);
      after = p.run(before.view());
      if (p.may_apply != nullptr && !p.may_apply(before.view()))
        BOOST_TEST(same(before.view(), after.view()), p.name << " is left out, but changes\n" << text_of(before.view()));
      calx::graph_fault const fault = calx::verify(after.view(), calx::dead_nodes::forbidden);
      if (fault.found()) {
        BOOST_ERROR("after " << p.name << " node " << fault.node << ": " << fault.reason << "\nbefore\n"
                             << text_of(g.view()) << "after\n"
                             << text_of(after.view()));
        ++failures;
        break;
      }
      bool kept = true;
      for (auto const& at : x) {
        ++points;
        kept = kept && compare.agree(g.view(), after.view(), at, p.name.data());
      }
      if (!kept) {
        ++failures;
        break;
      }
    }
    calx::program const p = calx::schedule(after.view(), scalar_arguments(after.view()));
    calx::buffer<double> const direct = interpret(after.view(), x[0]), scheduled = run_program(p, after.view(), x[0]);
    for (int k = 0; k < after.outputs.size(); ++k) {
      double const a = direct[after.outputs[k]], b = scheduled[k];
      BOOST_TEST((a == b || (std::isnan(a) && std::isnan(b))), "the schedule gives " << b << " instead of " << a << '\n'
                                                                                     << text_of(after.view()) << text_of(x[0]));
    }
  }
  std::printf("  %ld comparisons at %ld points, %ld out of range\n", compare.compared, points, compare.out_of_range);
  BOOST_TEST(compare.compared > points / 4);
  BOOST_TEST(compare.out_of_range <= compare.compared / 10000);
}

}  // namespace

BOOST_AUTO_TEST_CASE(evaluation_passes_keep_values) {
  check_passes(calx::evaluation_passes, 1, [](random_source& random) { return random_graph(random, {.externals = true}); });
}

BOOST_AUTO_TEST_CASE(result_passes_keep_values) {
  random_graph_style style;
  style.externals = true;
  style.most_nodes = style.least_nodes + 12;
  check_passes(
      calx::result_passes, 8, [&](random_source& random) { return with_gradient(random_graph(random, style).view()); }, true);
}

BOOST_AUTO_TEST_CASE(internal_operations_expand_to_public_ones) {
  random_source random = source(2);
  long compared = 0;
  int failures = 0;
  random_graph_style style;
  style.externals = true;
  style.fused = true;
  for (int i = 0; i < graphs() && failures < 5; ++i) {
    graph const g = random_graph(random, style), after = calx::expand(g.view());
    calx::graph_fault const fault = calx::verify(after.view(), calx::dead_nodes::forbidden);
    BOOST_TEST(!fault.found(), fault.reason << '\n' << text_of(g.view()) << text_of(after.view()));
    for (calx::node const& n : after.nodes) BOOST_TEST(calx::facts_of(n.operation).expand == nullptr);
    for (int k = 0; k < 4; ++k) {
      arguments<double> const x = random_point(random);
      conditioning const a(g.view(), x, random), b(after.view(), x, random);
      for (int o = 0; o < g.outputs.size(); ++o) {
        conditioned_value const p = a[g.outputs[o]], q = b[after.outputs[o]];
        if (!(p.spread + q.spread < 1e-6L * (std::fabs(p.value) + std::fabs(q.value)))) continue;
        ++compared;
        if (std::fabs(p.value - q.value) <= 64 * (p.spread + q.spread) + 1e-15L * std::fabs(p.value)) continue;
        BOOST_ERROR("expanded: " << q.value << " instead of " << p.value << '\n'
                                 << text_of(g.view()) << text_of(after.view()) << text_of(x));
        ++failures;
      }
    }
  }
  std::printf("  %ld comparisons\n", compared);
  BOOST_TEST(compared > graphs());
}

BOOST_AUTO_TEST_CASE(text_parses_back) {
  random_source random = source(3);
  random_graph_style style;
  style.externals = true;
  style.fused = true;
  for (int i = 0; i < graphs(); ++i) {
    graph const g = random_graph(random, style);
    std::string const text = text_of(g.view());
    calx::parsed_graph const parsed = calx::parse_graph(text, calx_test::externals, 3);
    BOOST_REQUIRE_MESSAGE(parsed.ok(), "line " << parsed.line << ": " << parsed.error << '\n' << text);
    BOOST_REQUIRE_MESSAGE(same(g.view(), parsed.value.view()) && text_of(parsed.value.view()) == text, text);
  }
}

namespace {

graph swap_differences(graph_view g) {  // a pass with a mistake
  graph result = calx::copy_of(g);
  for (int i = 0; i < result.nodes.size(); ++i)
    if (calx::node& n = result.nodes[i]; n.operation == calx::opcode::subtract)
      n.operands[0] = g[i].operands[1], n.operands[1] = g[i].operands[0];
  return result;
}

// A graph with one output, and the derivatives of that output: by reverse mode, then by forward mode.
struct differentiated {
  graph value;
  calx::buffer<int> inputs;  // their positions, in the order of the derivatives
};
differentiated differentiate(graph_view g) {
  calx::builder b;
  calx::buffer<node_id> const moved = calx::rebuild(g, b, [&](calx::node const& n, int) { return b.intern(n); });
  calx::maker make(b);
  differentiated d;
  calx::buffer<node_id> inputs;
  for (int i = 0; i < g.size; ++i)
    if (g[i].operation == calx::opcode::input) {
      inputs.push(moved[i]);
      d.inputs.push(g[i].payload);
    }
  node_id const output = moved[g.outputs[0]];
  b.output(output);
  for (node_id const adjoint : calx::reverse(make, output, inputs)) b.output(adjoint);
  for (node_id const input : inputs) {
    node_id const tangent = calx::forward(make, output + 1, input)[output];
    b.output(tangent == calx::no_node ? make.zero() : tangent);
  }
  d.value = calx::prune(b.view());
  return d;
}

// The nodes that the value depends on at this point: the branch that where() doesn't take is left out.
calx::buffer<char> taken_nodes(graph_view g, calx::buffer<long double> const& values) {
  calx::buffer<char> taken(g.size);
  taken[g.outputs[0]] = 1;
  for (int i = g.size - 1; i >= 0; --i) {
    if (taken[i] == 0) continue;
    calx::node const& n = g[i];
    bool const choice = n.operation == calx::opcode::where;
    for (int k = 0; k < 3 && n.operands[k] != calx::no_node; ++k)
      if (!choice || k == 0 || (k == 1) == (values[n.operands[0]] != 0)) taken[n.operands[k]] = 1;
  }
  return taken;
}

// Is there a singularity, or a whole-number condition on an argument, among the operations that matter here?
bool regular(graph_view g, calx::buffer<long double> const& values) {
  using enum calx::opcode;
  calx::buffer<char> const taken = taken_nodes(g, values);
  for (int i = 0; i < g.size; ++i) {
    if (taken[i] == 0) continue;
    calx::node const& n = g[i];
    long double const a = n.operands[0] == calx::no_node ? 0 : values[n.operands[0]],
                      b = n.operands[1] == calx::no_node ? 0 : values[n.operands[1]];
    if (!(std::fabs(values[i]) < 1e100L)) return false;
    switch (n.operation) {
      case square_root:
      case cube_root:
      case integer_power:
      case times_log:
      case divide:
        if (std::fabs(n.operation == divide ? b : a) < 1e-30L) return false;
        break;
      case pow:
      case pow_slope:
        if (!(a > 1e-30L)) return false;
        break;
      case sin:
      case cos:
      case tan:
        if (std::fabs(a) > 30) return false;  // too fast for differences
        break;
      case hypot:
      case atan2:
        if (std::fabs(a) + std::fabs(b) < 1e-30L) return false;
        break;
      case asin:
      case acos:
      case atanh:
      case acosh:
        if (std::fabs(std::fabs(a) - 1) < 1e-10L) return false;
        break;
      default: break;
    }
  }
  return true;
}

bool is_condition(calx::opcode operation) {
  using enum calx::opcode;
  return operation == less || operation == less_equal || operation == equal || operation == logical_and ||
         operation == logical_or || operation == logical_not || operation == sign || operation == min || operation == max ||
         operation == abs;
}

// Central differences of the output by input `which`, extrapolated (Richardson 1911), and how far two steps disagree. No
// condition may change between the points, nor may the extrapolation straddle a kink.
struct slope {
  long double value = 0;
  long double error = HUGE_VALL;
  long double step = 1;
};
slope difference_quotient(graph_view g, arguments<long double> const& at, int which) {
  long double const size = std::fabs(at.inputs[which]), h = size == 0 ? 0x1p-18L : std::fmin(0x1p-7L * size, 0x1p-11L);
  if (size != 0 && size < 0x1p-20L) return {};
  calx::buffer<long double> const middle = interpret(g, at);
  long double quotients[4];
  for (int k = 0; k < 4; ++k) {
    arguments<long double> left = at, right = at;
    long double const step =
        k < 3 ? h / static_cast<long double>(1 << k) : h / 29;  // the last sees what oscillates faster than h
    left.inputs[which] -= step, right.inputs[which] += step;
    calx::buffer<long double> const l = interpret(g, left), r = interpret(g, right);
    for (int i = 0; i < g.size; ++i) {
      calx::node const& n = g[i];
      if (n.operation == calx::opcode::where &&
          ((l[n.operands[0]] != 0) != (middle[n.operands[0]] != 0) || (r[n.operands[0]] != 0) != (middle[n.operands[0]] != 0)))
        return {};
      if (!is_condition(n.operation)) continue;
      if (n.operation == calx::opcode::abs ? (l[n.operands[0]] < 0) != (r[n.operands[0]] < 0) : false) return {};
      if ((n.operation == calx::opcode::min || n.operation == calx::opcode::max) &&
          (l[n.operands[0]] < l[n.operands[1]]) != (r[n.operands[0]] < r[n.operands[1]]))
        return {};
      bool const jumps =
          n.operation != calx::opcode::min && n.operation != calx::opcode::max && n.operation != calx::opcode::abs;
      if (jumps && (l[i] != middle[i] || r[i] != middle[i])) return {};
    }
    quotients[k] = (r[g.outputs[0]] - l[g.outputs[0]]) / (2 * step);
  }
  long double const first = (4 * quotients[1] - quotients[0]) / 3, second = (4 * quotients[2] - quotients[1]) / 3;
  long double const rough = std::fabs(quotients[3] - second) / 100;
  return {second, std::fmax(std::fabs(second - first), rough) + 1e-12L * std::fabs(middle[g.outputs[0]] / h), h / 29};
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_comparison_can_fail) {
  random_source random = source(4);
  int found = 0, changed = 0;
  for (int i = 0; i < 50; ++i) {
    graph const g = random_graph(random, {.externals = true}), wrong = swap_differences(g.view());
    bool const differs = !same(g.view(), wrong.view());
    changed += differs ? 1 : 0;
    if (!differs) continue;
    for (int k = 0; k < 8; ++k) {
      arguments<double> const x = random_point(random);
      conditioning const a(g.view(), x, random), b(wrong.view(), x, random);
      node_id const p = g.outputs[0], q = wrong.outputs[0];
      if (a[p].is_known() && b[q].is_known() && !a[p].is_near(b[q].value)) {
        ++found;
        break;
      }
    }
  }
  BOOST_TEST(changed > 20);
  BOOST_TEST(found > 4);
}

BOOST_AUTO_TEST_CASE(reverse_forward_and_differences_agree) {
  random_source random = source(5);
  random_graph_style style;
  style.externals = true;
  style.most_nodes = 30;
  style.outputs = false;
  style.fused = true;
  long modes = 0, differences = 0;
  int failures = 0;
  for (int i = 0; i < graphs() && failures < 5; ++i) {
    graph const g = random_graph(random, style);
    differentiated const d = differentiate(g.view());
    calx::graph_fault const fault = calx::verify(d.value.view(), calx::dead_nodes::forbidden);
    BOOST_TEST(!fault.found(), fault.reason << '\n' << text_of(g.view()) << text_of(d.value.view()));
    int const count = d.inputs.size();
    for (int k = 0; k < 4 && failures < 5; ++k) {
      arguments<double> const x = random_point(random);
      arguments<long double> const wide = converted<long double>(x);
      calx::buffer<long double> const values = interpret(g.view(), wide);
      if (!regular(g.view(), values)) continue;
      conditioning const c(d.value.view(), x, random);
      calx::buffer<long double> const derivatives = interpret(d.value.view(), wide);
      for (int n = 0; n < count; ++n) {
        node_id const back = d.value.outputs[1 + n], ahead = d.value.outputs[1 + count + n];
        slope const s = difference_quotient(g.view(), wide, d.inputs[n]);
        std::ostringstream what;
        what << "d/d input " << d.inputs[n] << " is " << derivatives[back] << " +- " << c[back].spread << " by reverse, "
             << derivatives[ahead] << " +- " << c[ahead].spread << " by forward mode, " << s.value << " +- " << s.error
             << " by differences\n";
        if (c[back].is_known() && c[ahead].is_known()) {
          ++modes;
          if (std::fabs(derivatives[back] - derivatives[ahead]) > 256 * (c[back].spread + c[ahead].spread)) {
            BOOST_ERROR(what.str() << text_of(g.view()) << text_of(d.value.view()) << text_of(x));
            ++failures;
            break;
          }
        }
        // Where the derivative is ill-conditioned it must at least be there.
        bool const there = std::isfinite(derivatives[back]) && std::isfinite(derivatives[ahead]);
        if (!c[d.value.outputs[0]].is_known() || (there && !(c[back].is_known() && c[ahead].is_known()))) continue;
        if (!(s.error <= 1e-5L * std::fabs(s.value) || (s.value == 0 && s.error < 1e-9L))) continue;
        ++differences;
        long double const rounding = 0x1p-12L * c[d.value.outputs[0]].spread / s.step;
        long double const tolerance = 1e3L * s.error + 1e-9L + 1e-9L * std::fabs(s.value) + rounding;
        if (std::fabs(derivatives[back] - s.value) <= tolerance + 256 * c[back].spread &&
            std::fabs(derivatives[ahead] - s.value) <= tolerance + 256 * c[ahead].spread)
          continue;
        BOOST_ERROR(what.str() << text_of(g.view()) << text_of(d.value.view()) << text_of(x));
        ++failures;
        break;
      }
    }
  }
  std::printf("  %ld comparisons of the modes, %ld with differences\n", modes, differences);
  BOOST_TEST(modes > graphs());
  BOOST_TEST(differences > graphs());
}

namespace {

// Both graphs as one, with their first outputs.
graph side_by_side(graph_view f, graph_view g) {
  calx::builder both;
  for (graph_view const& one : {f, g})
    both.output(calx::rebuild(one, both, [&](calx::node const& n, int) { return both.intern(n); })[one.outputs[0]]);
  return calx::prune(both.view());
}
bool proved(graph_view f, graph_view g) { return calx::proves_equal(calx::expand(side_by_side(f, g).view()).view()); }

// One small change: another operation, other operands, another constant.
graph mutated(graph_view g, random_source& random) {
  graph result = calx::copy_of(g);
  for (int tries = 0; tries < 100; ++tries) {
    int const i = random.below(g.size);
    calx::node& n = result.nodes[i];
    if (calx::is_external(n.operation) || names_function(g, i)) continue;
    if (n.operation == calx::opcode::constant) {
      result.constants[n.payload] = random_constant(random);
    } else if (n.operation == calx::opcode::power) {
      n.payload += random.one_in(2) ? 1 : -1;
    } else if (calx::arity_of(n) > 0 && n.operation != calx::opcode::integer_power && random.one_in(2)) {
      int const operand = random.below(i);
      if (names_function(g, operand)) continue;
      n.operands[random.below(calx::arity_of(n))] = operand;
    } else if (calx::arity_of(n) > 0 && n.operation != calx::opcode::integer_power) {
      random_graph_style const style;
      calx::opcode const other = random_operation(random, style);
      if (calx::facts_of(other).arity != calx::arity_of(n) || other == calx::opcode::power ||
          other == calx::opcode::integer_power)
        continue;
      n.operation = other;
    } else {
      continue;
    }
    calx::builder clean;  // the change may have made two nodes equal
    calx::copy_outputs(result.view(), clean,
                       calx::rebuild(result.view(), clean, [&](calx::node const& m, int) { return clean.intern(m); }));
    return calx::prune(clean.view());
  }
  return result;
}

// Do the first outputs differ at a point where both are defined and well-conditioned? Internal operations are written out:
// y x^(y - 1) has no value at (0, 0), where pow_slope has one by convention.
bool seen_to_differ(graph_view internal_f, graph_view internal_g, arguments<double> const& x, random_source& random) {
  graph const expanded_f = calx::expand(internal_f), expanded_g = calx::expand(internal_g);
  graph_view const f = expanded_f.view(), g = expanded_g.view();
  conditioning const a(f, x, random), b(g, x, random);
  conditioned_value const p = a[f.outputs[0]], q = b[g.outputs[0]];
  if (!p.is_known() || !q.is_known()) return false;
  return std::fabs(p.value - q.value) > 256 * (p.spread + q.spread) + 1e-12L * std::fabs(p.value);
}

}  // namespace

BOOST_AUTO_TEST_CASE(what_is_proved_equal_is_equal) {
  random_source random = source(6);
  random_graph_style style;
  style.externals = true;
  style.outputs = false;
  style.fused = true;
  int proofs = 0, refuted = 0, failures = 0, count = graphs();
  for (int i = 0; i < count && failures < 5; ++i) {
    style.least_nodes = 2 + random.below(6);
    style.most_nodes = style.least_nodes + 1 + random.below(12);
    graph const f = random_graph(random, style);
    graph const g = random.one_in(4) ? random_graph(random, style) : mutated(f.view(), random);
    if (proved(f.view(), g.view())) {
      ++proofs;
      for (int k = 0; k < 16; ++k) {
        arguments<double> const x = random_point(random);
        if (!seen_to_differ(f.view(), g.view(), x, random)) continue;
        BOOST_ERROR("proved, but " << output_of(f.view(), converted<long double>(x)) << " and "
                                   << output_of(g.view(), converted<long double>(x)) << '\n'
                                   << text_of(f.view()) << text_of(g.view()) << text_of(x));
        ++failures;
        break;
      }
    } else {
      for (int k = 0; k < 2; ++k)
        if (seen_to_differ(f.view(), g.view(), random_point(random), random)) {
          ++refuted;
          break;
        }
    }
  }
  std::printf("  %d of %d pairs proved equal, %d seen to differ\n", proofs, count, refuted);
  BOOST_TEST(proofs > count / 50);
  BOOST_TEST(refuted > count / 4);
}

BOOST_AUTO_TEST_CASE(a_simplified_graph_is_proved_equal) {
  random_source random = source(7);
  random_graph_style style;
  style.externals = true;
  style.outputs = false;
  int proofs = 0, count = graphs();
  for (int i = 0; i < count; ++i) {
    style.least_nodes = 2 + random.below(20);
    style.most_nodes = style.least_nodes + 1 + random.below(20);
    graph const f = random_graph(random, style);
    graph const g = calx::run_passes(calx::evaluation_passes, f.view());
    bool const equal = proved(f.view(), g.view());
    proofs += equal ? 1 : 0;
    if (!equal && from_environment("CALX_SHOW", 0) != 0)
      std::printf("not proved\n%s%s", text_of(f.view()).c_str(), text_of(g.view()).c_str());
  }
  std::printf("  %d of %d proved: %.1f %%\n", proofs, count, 100.0 * proofs / count);
  BOOST_TEST(proofs > count * 4 / 5);
}

BOOST_AUTO_TEST_SUITE_END()
