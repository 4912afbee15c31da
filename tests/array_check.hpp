// SPDX-License-Identifier: Apache-2.0
// Are two functions of arrays equal at a point? CALX_GRAPHS sets the number of random graphs for each property, CALX_SEED the
// seed.
#pragma once

#include <calx/print/text_form.hpp>
#include <calx/transform/scalarize.hpp>

#include "random_array_graph.hpp"

#include <cstdlib>
#include <sstream>
#include <string>

namespace calx_test {

inline long from_environment(char const* name, long otherwise) {
  char const* const text = std::getenv(name);
  return text ? std::atol(text) : otherwise;
}
inline int graph_count(int otherwise) { return static_cast<int>(from_environment("CALX_GRAPHS", otherwise)); }
inline random_source array_source(std::uint64_t property) {
  return random_source(static_cast<std::uint64_t>(from_environment("CALX_SEED", 1)) * 1000 + property);
}

inline std::string text_of(calx::graph_view g) {
  calx::buffer<char> const text = calx::graph_text(g);
  return {text.data(), static_cast<std::size_t>(text.size())};
}
template <class Real> std::string text_of(array_value<Real> const& x) {
  std::ostringstream out;
  out.precision(20);
  out << x.rows << 'x' << x.columns << '[';
  for (Real const& v : x.elements) out << ' ' << v;
  return out.str() + " ]";
}
template <class Real> std::string text_of(array_arguments<Real> const& x) {
  std::string text = "lengths";
  for (int const n : x.lengths) text += ' ' + std::to_string(n);
  for (auto const& v : x.inputs) text += "\ninput " + text_of(v);
  for (auto const& v : x.captured) text += "\ncaptured " + std::to_string(v);
  return text + '\n';
}

// The outputs' elements, one after the other.
template <class Real> std::vector<Real> flat(std::vector<array_value<Real>> const& arrays) {
  std::vector<Real> all;
  for (auto const& a : arrays) all.insert(all.end(), a.elements.begin(), a.elements.end());
  return all;
}
template <class Real> arguments<Real> scalar_arguments_of(array_arguments<Real> const& x) {
  arguments<Real> y;
  for (auto const& v : x.inputs) y.inputs.push(v.elements.empty() ? Real(0) : v.elements[0]);
  for (Real const& v : x.captured) y.captured.push(v);
  return y;
}

// The outputs of a graph of numbers, whose inputs' elements are elements of the point's inputs.
template <class Real> std::vector<Real> element_outputs(calx::graph_view g, array_arguments<Real> const& x) {
  arguments<Real> const y = scalar_arguments_of(x);
  calx::buffer<Real> values;
  std::vector<array_value<Real>> all;
  for (int i = 0; i < g.size; ++i) {
    calx::node const& n = g[i];
    bool const of_input = n.operation == calx::opcode::element && g[n.operands[0]].operation == calx::opcode::input;
    if (n.operation == calx::opcode::input || of_input) {
      int const position = of_input ? g[n.operands[0]].payload : n.payload;
      values.push(x.inputs[static_cast<std::size_t>(position)].elements[of_input ? static_cast<std::size_t>(n.payload) : 0]);
      continue;
    }
    calx::node const* const one = &n;
    auto const operand = [&](int k) { return one->operands[k] == calx::no_node ? Real(0) : values[one->operands[k]]; };
    switch (n.operation) {
      case calx::opcode::captured: values.push(y.captured[n.payload]); break;
      case calx::opcode::constant: values.push(g.constants[n.payload].template to<Real>()); break;
      default: {
        int const payload = calx::is_external(n.operation) ? g[calx::call_of(g, n).function].payload : n.payload;
        values.push(apply_in<Real>(g.constants, n.operation, payload, operand(0), operand(1), operand(2)));
      }
    }
  }
  std::vector<Real> outputs;
  for (int i = 0; i < g.output_count; ++i) outputs.push_back(values[g.outputs[i]]);
  return outputs;
}

// What is equal up to rounding, given the expected values and the same in double: what these differ by is the function's
// sensitivity. Values that are not known well say nothing. Counts.
struct array_comparison {
  long compared = 0, skipped = 0;
  double relative = 1e-12;

  // Where the elements of the outputs of g at x differ from these; -1: nowhere. At a pole nothing is compared: -0 is not kept.
  int difference(calx::graph_view g, array_arguments<double> const& x, std::vector<long double> const& got) {
    std::vector<array_value<long double>> const values = interpret_arrays(g, converted<long double>(x));
    for (auto const& value : values)
      for (long double const v : value.elements)
        if (!std::isfinite(v)) return ++skipped, -1;
    std::vector<array_value<long double>> outputs;
    for (int i = 0; i < g.output_count; ++i) outputs.push_back(values[static_cast<std::size_t>(g.outputs[i])]);
    return difference(flat(outputs), flat(outputs_of(g, x)), got);
  }

  // Where two lists differ; -1: nowhere.
  int difference(std::vector<long double> const& expected, std::vector<double> const& rounded,
                 std::vector<long double> const& got) {
    if (expected.size() != got.size()) return 0;
    for (std::size_t i = 0; i < expected.size(); ++i) {
      long double const e = expected[i], spread = std::fabs(e - static_cast<long double>(rounded[i]));
      if (!(std::fabs(e) < 1e15L) || !(spread <= 1e-7L * (std::fabs(e) + 1e-3L))) {
        ++skipped;
        continue;
      }
      ++compared;
      long double const tolerance = 64 * spread + static_cast<long double>(relative) * (1 + std::fabs(e));
      if (!(std::fabs(got[i] - e) <= tolerance)) return static_cast<int>(i);
    }
    return -1;
  }
};

}  // namespace calx_test
