// SPDX-License-Identifier: Apache-2.0
// Evaluates a graph of arrays node by node, straight from the definitions in graph/array.hpp: what transform/scalarize.hpp and
// transform/stages.hpp are compared with. The lengths of axes are given; what would have less than 0 rows has none.
#pragma once

#include <calx/graph/array.hpp>

#include "graph_interpreter.hpp"

#include <cmath>
#include <limits>
#include <vector>

namespace calx_test {

template <class Real> struct array_value {
  int rows = 1, columns = 1;
  std::vector<Real> elements = std::vector<Real>(1);

  array_value() = default;
  array_value(Real number) : elements(1, number) {}
  array_value(int row_count, int column_count, Real const& x = Real(0))
      : rows(row_count), columns(column_count), elements(static_cast<std::size_t>(row_count * column_count), x) {}

  int size() const { return rows * columns; }
  Real& at(int row, int column) { return elements[static_cast<std::size_t>(row * columns + column)]; }
  Real const& at(int row, int column) const { return elements[static_cast<std::size_t>(row * columns + column)]; }
  Real const& repeated(int row, int column) const { return at(rows == 1 ? 0 : row, columns == 1 ? 0 : column); }
};

template <class Real> struct array_arguments {
  std::vector<array_value<Real>> inputs{};
  std::vector<Real> captured{};
  std::vector<int> lengths{};  // of the axes, from 1
};

template <class To, class From> array_value<To> converted(array_value<From> const& x) {
  array_value<To> y(x.rows, x.columns);
  for (std::size_t i = 0; i < x.elements.size(); ++i) y.elements[i] = static_cast<To>(x.elements[i]);
  return y;
}
template <class To, class From> array_arguments<To> converted(array_arguments<From> const& x) {
  array_arguments<To> y;
  for (auto const& v : x.inputs) y.inputs.push_back(converted<To>(v));
  for (auto const& v : x.captured) y.captured.push_back(static_cast<To>(v));
  y.lengths = x.lengths;
  return y;
}

inline int value_of(calx::extent const& x, std::vector<int> const& lengths) {
  return x.axis == 0 ? x.count : lengths[static_cast<std::size_t>(x.axis - 1)] + x.count;
}
inline int rows_of(calx::extent const& x, std::vector<int> const& lengths) {
  int const rows = value_of(x, lengths);
  return rows < 0 ? 0 : rows;
}

namespace detail {

// The first of all rows that belongs to a part; k < 0: -1 - k rows are left behind it.
inline int first_row_of_part(int k, int all, int part) { return k >= 0 ? k : all - part - (-1 - k); }

template <class Real> Real reduced(calx::opcode operation, std::vector<Real> const& parts) {
  using enum calx::opcode;
  Real const infinity = std::numeric_limits<Real>::infinity();
  Real result(operation == calx::opcode::product ? 1 : 0);
  if (operation == calx::opcode::sum)
    for (Real const& x : parts) result += x;
  if (operation == calx::opcode::product)
    for (Real const& x : parts) result *= x;
  if (operation == sum || operation == product) return result;
  Real largest = -infinity;
  for (Real const& x : parts) largest = x > largest || x != x ? x : largest;
  for (Real const& x : parts) largest = x != x ? x : largest;
  if (operation == maximum || largest != largest || std::isinf(largest)) return largest;
  for (Real const& x : parts) result += std::exp(x - largest);
  return largest + std::log(result);
}

template <class Real> array_value<Real> reduced(calx::opcode operation, array_value<Real> const& x, array_value<Real> to) {
  for (int r = 0; r < to.rows; ++r) {
    for (int c = 0; c < to.columns; ++c) {
      std::vector<Real> parts;
      for (int i = 0; i < x.rows; ++i)
        for (int j = 0; j < x.columns; ++j)
          if ((to.rows == 1 || i == r) && (to.columns == 1 || j == c)) parts.push_back(x.at(i, j));
      to.at(r, c) = reduced(operation, parts);
    }
  }
  return to;
}

}  // namespace detail

// The value of node i, given those before it.
template <class Real>
array_value<Real> value_of_node(calx::graph_view g, int i, std::vector<array_value<Real>> const& values,
                                array_arguments<Real> const& x) {
  using enum calx::opcode;
  calx::node const& n = g[i];
  array_value<Real> made(rows_of(n.shape.rows, x.lengths), rows_of(n.shape.columns, x.lengths));
  auto const operand = [&](int k) -> array_value<Real> const& { return values[static_cast<std::size_t>(n.operands[k])]; };
  auto const each = [&](auto element) {
    for (int r = 0; r < made.rows; ++r)
      for (int c = 0; c < made.columns; ++c) made.at(r, c) = element(r, c);
  };
  switch (n.operation) {
    case input: return x.inputs[static_cast<std::size_t>(n.payload)];
    case captured: return x.captured[static_cast<std::size_t>(n.payload)];
    case constant: return g.constants[n.payload].template to<Real>();
    case element: return operand(0).elements[static_cast<std::size_t>(n.payload)];
    case placed: made.elements[static_cast<std::size_t>(n.payload)] = operand(0).elements[0]; return made;
    case fill: each([&](int r, int c) { return operand(0).repeated(r, c); }); return made;
    case sum:
    case maximum:
    case log_sum_exp:
    case product: {
      // An axis of one row that is not reduced is reduced over one element: the same.
      return detail::reduced(n.operation, operand(0), made);
    }
    case length: return static_cast<Real>(operand(0).rows);
    case segment: {
      int const first = detail::first_row_of_part(n.payload, operand(0).rows, made.rows);
      each([&](int r, int c) { return operand(0).at(first + r, c); });
      return made;
    }
    case pad: {
      int const first = detail::first_row_of_part(n.payload, made.rows, operand(0).rows);
      for (int r = 0; r < operand(0).rows; ++r)
        for (int c = 0; c < made.columns; ++c) made.at(first + r, c) = operand(0).at(r, c);
      return made;
    }
    case matrix_product:
      each([&](int r, int c) {
        Real total(0);
        for (int k = 0; k < operand(0).columns; ++k) total += operand(0).at(r, k) * operand(1).at(k, c);
        return total;
      });
      return made;
    case transpose: each([&](int r, int c) { return operand(0).at(c, r); }); return made;
    case identity: each([](int r, int c) { return Real(r == c ? 1 : 0); }); return made;
    case recurrence: {
      Real before = operand(2).elements[0];
      for (int step = 0; step < made.rows; ++step) {
        int const r = n.payload == 0 ? step : made.rows - 1 - step;
        made.at(r, 0) = before = operand(0).repeated(r, 0) * before + operand(1).at(r, 0);
      }
      return made;
    }
    default: {
      int const payload = calx::is_external(n.operation) ? g[calx::call_of(g, n).function].payload : n.payload;
      Real const none(0);
      auto const at = [&](int k, int r, int c) { return n.operands[k] == calx::no_node ? none : operand(k).repeated(r, c); };
      each([&](int r, int c) {
        return apply_in<Real>(g.constants, n.operation, payload, at(0, r, c), at(1, r, c), at(2, r, c));
      });
      return made;
    }
  }
}

template <class Real> std::vector<array_value<Real>> interpret_arrays(calx::graph_view g, array_arguments<Real> const& x) {
  std::vector<array_value<Real>> values;
  values.reserve(static_cast<std::size_t>(g.size));
  for (int i = 0; i < g.size; ++i) values.push_back(value_of_node(g, i, values, x));
  return values;
}

template <class Real> std::vector<array_value<Real>> outputs_of(calx::graph_view g, array_arguments<Real> const& x) {
  std::vector<array_value<Real>> const values = interpret_arrays(g, x);
  std::vector<array_value<Real>> outputs;
  for (int i = 0; i < g.output_count; ++i) outputs.push_back(values[static_cast<std::size_t>(g.outputs[i])]);
  return outputs;
}

}  // namespace calx_test
