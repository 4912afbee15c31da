// SPDX-License-Identifier: Apache-2.0
// Evaluates a graph on one number type, node by node, through the rows: what passes and schedules are compared with.
// Arrays are out of scope: inputs are scalars. Works in constant expressions and at run time.
#pragma once

#include <calx/op/apply_row.hpp>

#include "externals.hpp"

#include <initializer_list>

namespace calx_test {

template <class Real> struct arguments {
  calx::buffer<Real> inputs{};
  calx::buffer<Real> captured{};

  constexpr arguments() = default;
  constexpr arguments(std::initializer_list<Real> given) {
    for (Real const& x : given) inputs.push(x);
  }
};

// One operation, on numbers.
template <class Real>
constexpr Real apply(calx::opcode operation, int payload, Real const& a, Real const& b = Real(0), Real const& c = Real(0)) {
  return calx::apply_row<Real>(operation, payload, a, b, c);
}

// The same of an instruction, or of a node whose payload names its function as an instruction's does.
template <class Real>
constexpr Real apply_in(calx::number const* constants, calx::opcode operation, int payload, Real const& a, Real const& b,
                        Real const& c) {
  if (!calx::is_external(operation)) return apply(operation, payload, a, b, c);
  external_function const& f = *constants[payload].function;
  return operation == calx::opcode::external_three ? value_of(f, a, b, c) : value_of(f, b, c, Real(0));
}

struct as_it_is {
  template <class Real> constexpr Real operator()(calx::node_id, Real const& value) const { return value; }
};

// The value of every node; `change` sees what was computed or rounded, and may disturb it.
template <class Real, class Change = as_it_is>
constexpr calx::buffer<Real> interpret(calx::graph_view g, arguments<Real> const& x, Change change = {}) {
  calx::buffer<Real> values;
  values.reserve(g.size);
  Real const none(0);
  for (int i = 0; i < g.size; ++i) {
    calx::node const& n = g[i];
    auto const operand = [&](int k) -> Real const& { return n.operands[k] == calx::no_node ? none : values[n.operands[k]]; };
    switch (n.operation) {
      case calx::opcode::input: values.push(x.inputs[n.payload]); break;
      case calx::opcode::captured: values.push(x.captured[n.payload]); break;
      case calx::opcode::constant: {
        Real const value = g.constants[n.payload].template to<Real>();
        bool const rounded = static_cast<Real>(g.constants[n.payload].template to<float>()) != value;
        values.push(rounded ? change(i, value) : value);
        break;
      }
      default: {
        int const payload = calx::is_external(n.operation) ? g[calx::call_of(g, n).function].payload : n.payload;
        values.push(change(i, apply_in<Real>(g.constants, n.operation, payload, operand(0), operand(1), operand(2))));
      }
    }
  }
  return values;
}

// The value of one output.
template <class Real> constexpr Real output_of(calx::graph_view g, arguments<Real> const& x, int which = 0) {
  return interpret(g, x)[g.outputs[which]];
}

}  // namespace calx_test
