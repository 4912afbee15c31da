// SPDX-License-Identifier: Apache-2.0
// Derivatives of graphs of arrays, for tests: as graphs of arrays, and as graphs of their elements.
#pragma once

#include <calx/transform/forward.hpp>
#include <calx/transform/reverse.hpp>

#include "array_check.hpp"

#include <cmath>

namespace calx_test {

// The shapes of the inputs by position; those that do not occur are numbers.
inline std::vector<calx::array_shape> input_shapes(calx::graph_view g) {
  std::vector<calx::array_shape> shapes;
  for (int i = 0; i < g.size; ++i) {
    if (g[i].operation != calx::opcode::input) continue;
    auto const at = static_cast<std::size_t>(g[i].payload);
    if (shapes.size() <= at) shapes.resize(at + 1);
    shapes[at] = g[i].shape;
  }
  return shapes;
}

inline calx::number weight_of(int output) { return calx::number(calx::rational(output + 1, 2)); }

// The adjoints of sum of weight_of(k) times all elements of output k, for each input: one output for each.
inline calx::graph adjoints_of_arrays(calx::graph_view g) {
  calx::builder b;
  calx::maker make(b);
  calx::buffer<calx::node_id> const moved = calx::rebuild(g, b);
  calx::buffer<calx::node_id> outputs, weights, inputs;
  for (calx::array_shape const& s : input_shapes(g)) inputs.push(b.input(inputs.size(), s));
  for (int k = 0; k < g.output_count; ++k) outputs.push(moved[g.outputs[k]]), weights.push(b.constant(weight_of(k)));
  for (calx::node_id const id : calx::reverse(make, outputs, weights, inputs)) b.output(id);
  return calx::prune(b.take());
}
// The same for the elements of the inputs.
inline calx::graph adjoints_of_elements(calx::graph_view g, std::vector<calx::array_shape> const& shapes) {
  calx::graph const numbers = calx::scalarize(g);
  calx::builder b;
  calx::maker make(b);
  calx::buffer<calx::node_id> const moved = calx::rebuild(numbers.view(), b);
  calx::buffer<calx::node_id> outputs, weights, inputs;
  for (std::size_t i = 0; i < shapes.size(); ++i) {
    calx::node_id const whole = b.input(static_cast<int>(i), shapes[i]);
    int const count = calx::element_count(shapes[i]);
    for (int k = 0; k < count; ++k) inputs.push(shapes[i].is_scalar() ? whole : b.element(whole, k));
  }
  for (int k = 0; k < g.output_count; ++k)
    for (int e = 0; e < calx::element_count(g[g.outputs[k]].shape); ++e) {
      outputs.push(moved[numbers.outputs[outputs.size()]]);
      weights.push(b.constant(weight_of(k)));
    }
  for (calx::node_id const id : calx::reverse(make, outputs, weights, inputs)) b.output(id);
  return calx::prune(b.take());
}

// The tangents of the outputs; that of input i is input i + the number of inputs.
inline calx::graph tangents_of_arrays(calx::graph_view g, std::vector<calx::array_shape> const& shapes) {
  calx::builder b;
  calx::maker make(b);
  calx::buffer<calx::node_id> const moved = calx::rebuild(g, b);
  calx::buffer<calx::node_id> seeds(b.size(), calx::no_node);
  for (int i = 0; i < g.size; ++i)
    if (g[i].operation == calx::opcode::input)
      seeds[moved[i]] = b.input(g[i].payload + static_cast<int>(shapes.size()), g[i].shape);
  calx::buffer<calx::node_id> const tangents = calx::forward(make, seeds);
  for (int k = 0; k < g.output_count; ++k) {
    calx::node_id const tangent = tangents[moved[g.outputs[k]]];
    b.output(make.fill(tangent == calx::no_node ? make.zero() : tangent, g[g.outputs[k]].shape));
  }
  return calx::prune(b.take());
}
inline calx::graph tangents_of_elements(calx::graph_view g, std::vector<calx::array_shape> const& shapes) {
  calx::builder b;
  calx::maker make(b);
  calx::buffer<calx::node_id> const moved = calx::rebuild(g, b);
  calx::buffer<calx::node_id> seeds(b.size(), calx::no_node);
  for (int i = 0; i < g.size; ++i) {
    bool const whole = g[i].operation == calx::opcode::input && g[i].shape.is_scalar();
    bool const part = g[i].operation == calx::opcode::element && g[g[i].operands[0]].operation == calx::opcode::input;
    if (!whole && !part) continue;
    int const position = g[whole ? i : g[i].operands[0]].payload;
    calx::node_id const input = b.input(position + static_cast<int>(shapes.size()), shapes[static_cast<std::size_t>(position)]);
    seeds[moved[i]] = whole ? input : b.element(input, g[i].payload);
  }
  calx::buffer<calx::node_id> const tangents = calx::forward(make, seeds);
  for (int k = 0; k < g.output_count; ++k) {
    calx::node_id const tangent = tangents[moved[g.outputs[k]]];
    b.output(tangent == calx::no_node ? make.zero() : tangent);
  }
  return calx::prune(b.take());
}

// A point and a direction: twice as many inputs.
template <class Real> array_arguments<Real> with_direction(array_arguments<Real> x, array_arguments<Real> const& direction) {
  for (std::size_t i = 0, count = x.inputs.size(); i < count; ++i) x.inputs.push_back(direction.inputs[i]);
  return x;
}
template <class Real>
array_arguments<Real> moved_along(array_arguments<Real> x, array_arguments<Real> const& direction, Real const& step) {
  for (std::size_t i = 0; i < x.inputs.size(); ++i)
    for (std::size_t k = 0; k < x.inputs[i].elements.size(); ++k)
      x.inputs[i].elements[k] += step * direction.inputs[i].elements[k];
  return x;
}

// d/dh of the outputs of g at x + h direction, by central differences and R. Richardson's extrapolation, with what it may err
// by.
struct difference_quotients {
  std::vector<long double> values, errors;
};
inline difference_quotients quotients_of(calx::graph_view g, array_arguments<long double> const& x,
                                         array_arguments<long double> const& direction) {
  auto const quotient = [&](long double h) {
    std::vector<long double> a = flat(outputs_of(g, moved_along(x, direction, h)));
    std::vector<long double> const b = flat(outputs_of(g, moved_along(x, direction, -h)));
    for (std::size_t i = 0; i < a.size(); ++i) a[i] = (a[i] - b[i]) / (2 * h);
    return a;
  };
  std::vector<long double> const fine = quotient(0x1p-16L), coarse = quotient(0x1p-15L);
  difference_quotients q;
  for (std::size_t i = 0; i < fine.size(); ++i) {
    q.values.push_back((4 * fine[i] - coarse[i]) / 3);
    q.errors.push_back(std::fabs(fine[i] - coarse[i]));
  }
  return q;
}

// Is the function not smooth near this point, or has it no value?
inline bool near_kink(calx::graph_view g, array_arguments<long double> const& x) {
  using enum calx::opcode;
  std::vector<array_value<long double>> const values = interpret_arrays(g, x);
  for (int i = 0; i < g.size; ++i) {
    calx::node const& n = g[i];
    auto const operand = [&](int k) -> array_value<long double> const& {
      return values[static_cast<std::size_t>(n.operands[k])];
    };
    array_value<long double> const& made = values[static_cast<std::size_t>(i)];
    for (long double const v : made.elements)
      if (!std::isfinite(v) || std::fabs(v) > 1e8L) return true;
    for (int r = 0; r < made.rows; ++r)
      for (int c = 0; c < made.columns; ++c) {
        bool const by_zero = n.operation == abs || n.operation == log || n.operation == square_root || n.operation == hypot;
        if (by_zero && std::fabs(n.operation == hypot ? made.at(r, c) : operand(0).repeated(r, c)) < 1e-3L) return true;
        bool const by_other = n.operation == min || n.operation == max || n.operation == less;
        if (by_other && std::fabs(operand(0).repeated(r, c) - operand(1).repeated(r, c)) < 1e-3L) return true;
        if (n.operation == divide && std::fabs(operand(1).repeated(r, c)) < 1e-3L) return true;
      }
    if (n.operation != maximum) continue;
    array_value<long double> const& from = operand(0);
    std::vector<int> near(made.elements.size());
    for (int r = 0; r < from.rows; ++r)
      for (int c = 0; c < from.columns; ++c) {
        int const at = (made.rows == 1 ? 0 : r) * made.columns + (made.columns == 1 ? 0 : c);
        if (from.at(r, c) > made.elements[static_cast<std::size_t>(at)] - 1e-3L && ++near[static_cast<std::size_t>(at)] > 1)
          return true;
      }
  }
  return false;
}

}  // namespace calx_test
