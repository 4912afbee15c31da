// SPDX-License-Identifier: Apache-2.0
// Evaluates a graph on one number type, node by node, through the rows: what passes and schedules are compared with.
// Arrays are out of scope: inputs are scalars. Works in constant expressions and at run time.
#pragma once

#include <calx/op/table.hpp>

#include <initializer_list>
#include <utility>

namespace calx_test {

template <class Real> struct arguments {
  calx::buffer<Real> inputs{};
  calx::buffer<Real> captured{};

  constexpr arguments() = default;
  constexpr arguments(std::initializer_list<Real> given) {
    for (Real const& x : given) inputs.push(x);
  }
};

namespace detail {

template <class Real> using row_value = Real (*)(int payload, Real const& a, Real const& b, Real const& c);

template <calx::opcode Operation, class Real>
constexpr Real value_by_row([[maybe_unused]] int payload, [[maybe_unused]] Real const& a, [[maybe_unused]] Real const& b,
                            [[maybe_unused]] Real const& c) {
  using row = calx::row<Operation>;
  if constexpr (std::is_same_v<Real, calx::rational> && !row::evaluate_exactly) return Real::inexact();
  else if constexpr (Operation == calx::opcode::power) return calx::whole_power(a, payload);
  else if constexpr (requires { row::template value<Real>(); }) return row::template value<Real>();
  else if constexpr (requires { row::template value<Real>(a); }) return row::template value<Real>(a);
  else if constexpr (requires { row::template value<Real>(a, b); }) return row::template value<Real>(a, b);
  else if constexpr (requires { row::template value<Real>(a, b, c); }) return row::template value<Real>(a, b, c);
  else return Real(0);  // input, captured, constant and element: not computed
}

template <class Real> struct value_table {
  row_value<Real> of[calx::opcode_count];
};
template <class Real, std::size_t... Code> constexpr value_table<Real> collect_values(std::index_sequence<Code...>) {
  return {{value_by_row<static_cast<calx::opcode>(Code), Real>...}};
}
template <class Real>
inline constexpr value_table<Real> values_by_row = collect_values<Real>(std::make_index_sequence<calx::opcode_count>{});

}  // namespace detail

// One operation, on numbers.
template <class Real>
constexpr Real apply(calx::opcode operation, int payload, Real const& a, Real const& b = Real(0), Real const& c = Real(0)) {
  return detail::values_by_row<Real>.of[static_cast<int>(operation)](payload, a, b, c);
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
      default: values.push(change(i, apply<Real>(n.operation, n.payload, operand(0), operand(1), operand(2))));
    }
  }
  return values;
}

// The value of one output.
template <class Real> constexpr Real output_of(calx::graph_view g, arguments<Real> const& x, int which = 0) {
  return interpret(g, x)[g.outputs[which]];
}

}  // namespace calx_test
