// SPDX-License-Identifier: Apache-2.0
// The forms of a Taylor polynomial as functions: a sum of powers (for proofs and derivatives), its terms (for text), Horner's
// form (for evaluation), and its coefficients. The source of all is one function with the outputs
//
//   f, the point of expansion for each variable, the variables
//
// which says by its inputs what f and the points depend on, and has the captured numbers of f and then of the points.
#pragma once

#include <calx/expression/lower.hpp>
#include <calx/transform/expansion.hpp>
#include <calx/transform/prune.hpp>

namespace calx {

struct taylor_source {
  function_view function{};
  int variables = 0;
  int order = 0;

  constexpr expansion in() const {
    expansion result{buffer<int>(function.input_count, -1), variables, order};
    graph_view const g = function.graph;
    for (int v = 0; v < variables; ++v) result.variable_of_input[g[g.outputs[1 + variables + v]].payload] = v;
    return result;
  }
  constexpr graph_view only(int output) const {
    graph_view g = function.graph;
    g.outputs += output;
    g.output_count = 1;
    return g;
  }
  // Do f or a point depend on anything but the variables of the expansion?
  constexpr bool is_parametric() const {
    for (int const v : in().variable_of_input)
      if (v < 0) return true;
    return false;
  }
};

// Does the series need a derivative of a user's own function that nobody gave? Whatever the captured numbers are.
constexpr bool lacks_derivatives(taylor_source const& s) {
  if (!calls_functions(s.function.graph)) return false;
  buffer<char> expanded;
  for (int const variable : s.in().variable_of_input) expanded.push(variable >= 0 ? 1 : 0);
  return unknown_derivative_in(close_under_differentiation(s.only(0), expanded, s.order).graph.view()) != nullptr;
}

enum class taylor_form : std::uint8_t { sum, horner, coefficients, terms };

// The point of expansion; inputs of the points are of no account, since it has none where this is asked for.
constexpr buffer<number> centers_in_numbers(taylor_source const& s, buffer<number> const& captured) {
  expansion const none{buffer<int>(s.function.input_count, -1), 1, 0};
  buffer<number> centers;
  for (int v = 0; v < s.variables; ++v)
    centers.push(expand_in_numbers(s.only(1 + v), none, buffer<number>(s.function.input_count), captured).coefficients[0]);
  return centers;
}

constexpr expanded_series<number> taylor_in_numbers(taylor_source const& s, buffer<number> const& centers,
                                                    buffer<number> const& captured) {
  expansion const in = s.in();
  buffer<number> inputs;
  for (int const v : in.variable_of_input) inputs.push(v < 0 ? number() : centers[v]);
  return expand_in_numbers(s.only(0), in, inputs, captured);
}

namespace detail {

constexpr function_graph finished_form(maker& make, function_view const& f, taylor_form form, multi_index_set const& indices,
                                       buffer<node_id> const& coefficients, buffer<node_id> const& variables, int captures) {
  builder& b = make.graph();
  switch (form) {
    case taylor_form::sum: b.output(polynomial_as_sum(make, indices, coefficients, variables)); break;
    case taylor_form::horner: b.output(polynomial_by_horner(make, indices, coefficients, variables)); break;
    case taylor_form::coefficients:
      for (node_id const c : coefficients) b.output(c);
      break;
    case taylor_form::terms:
      for (int i = 0; i < indices.size(); ++i) b.output(taylor_term(make, indices, i, coefficients, variables));
  }
  function_graph result{prune(b.take()), {}, captures};
  for (int i = 0; i < f.input_count; ++i) result.inputs.push(f.inputs[i]);
  return result;
}

}  // namespace detail

// From coefficients and centers that are known.
constexpr function_graph taylor_of_numbers(taylor_source const& s, taylor_form form, buffer<number> const& known,
                                           buffer<number> const& centers) {
  builder b;
  maker make(b);
  graph_view const g = s.function.graph;
  buffer<node_id> coefficients, variables;
  for (number const& c : known)  // what was rounded to 0 is no term
    coefficients.push(!c.is_exact() && c.approximate == 0 ? make.zero() : make.constant(c));
  for (int v = 0; v < s.variables; ++v) {
    node_id const x = b.intern(g[g.outputs[1 + s.variables + v]]), center = make.constant(centers[v]);
    variables.push(make.subtract(x, center));
  }
  return detail::finished_form(make, s.function, form, s.in().indices(), coefficients, variables, 0);
}

// What an object with captured numbers holds behind those: the centers, the coefficients, and these once more as quotients, so
// that a proof or a text has 1/6 and not the double next to it.
struct taylor_layout {
  int first = 0;  // how many numbers stand before
  int variables = 0;
  int terms = 0;

  constexpr int center(int v) const { return first + v; }
  constexpr int coefficient(int i) const { return first + variables + i; }
  constexpr int numerator(int i) const { return coefficient(terms + 2 * i); }
  constexpr int denominator(int i) const { return numerator(i) + 1; }
  constexpr int size() const { return first + variables + 3 * terms; }
};

constexpr function_graph taylor_of_captured(taylor_source const& s, taylor_form form, taylor_layout const& layout) {
  builder b;
  maker make(b);
  graph_view const g = s.function.graph;
  buffer<node_id> coefficients, variables;
  auto const captured = [&](int which) { return b.intern({opcode::captured, {no_node, no_node, no_node}, which, {}}); };
  for (int i = 0; i < layout.terms; ++i) {
    if (form == taylor_form::horner) {
      coefficients.push(captured(layout.coefficient(i)));
      continue;
    }
    node_id const numerator = captured(layout.numerator(i)), denominator = captured(layout.denominator(i));
    coefficients.push(make.divide(numerator, denominator));
  }
  for (int v = 0; v < s.variables; ++v) {
    node_id const x = b.intern(g[g.outputs[1 + s.variables + v]]), center = captured(layout.center(v));
    variables.push(make.subtract(x, center));
  }
  return detail::finished_form(make, s.function, form, s.in().indices(), coefficients, variables, layout.size());
}

// From coefficients that are formulas of other inputs and of captured numbers.
constexpr function_graph taylor_of_nodes(taylor_source const& s, taylor_form form, taylor_fault& fault) {
  graph_view const g = s.function.graph;
  builder b(4 * g.size);
  maker make(b);
  buffer<node_id> const moved = rebuild(g, b, [&](node const& n, int) {
    return n.operands[0] == no_node ? b.intern(n)
                                    : make.apply(n.operation, n.operands[0], n.operands[1], n.operands[2], n.payload);
  });
  expansion const in = s.in();
  auto const leaf = [&](node const& n, graph_view from, multi_index_set const& indices, int index) {
    if (n.operation == opcode::element) {
      if (index > 0) return make.zero();
      node_id const array = b.intern(from[n.operands[0]]);
      return b.element(array, n.payload);
    }
    int const v = in.variable_of_input[n.payload];
    if (index > 0) return v >= 0 && index == indices.unit(v) ? make.one() : make.zero();
    return v >= 0 ? moved[g.outputs[1 + v]] : b.intern(n);
  };
  expanded_series<node_id> const series = expand_in_nodes(make, s.only(0), in, leaf);
  fault = series.fault;
  if (fault != taylor_fault::none) return {};
  buffer<node_id> variables;
  for (int v = 0; v < s.variables; ++v)
    variables.push(make.subtract(moved[g.outputs[1 + s.variables + v]], moved[g.outputs[1 + v]]));
  return detail::finished_form(make, s.function, form, in.indices(), series.coefficients, variables, s.function.captures);
}

}  // namespace calx
