// SPDX-License-Identifier: Apache-2.0
// enclose(g, inputs, captured, node_values): node_values[i] becomes an interval that holds the value of node i for all
// arguments in `inputs` and `captured`, which lie by position. A loop over the nodes, in constant expressions and at run time;
// g.size steps of one operation each, and no allocation. Inputs are scalars: where a function has vectors, their elements are
// inputs (evaluate/interval.hpp makes them so). Sources of the arithmetic: core/rounding.hpp, op/enclosure.hpp.
#pragma once

#include <calx/graph/graph.hpp>
#include <calx/op/enclosure.hpp>

#include <type_traits>

namespace calx {

// A template, so that only who calls it instantiates the kernels.
template <class Interval = interval>
constexpr void enclose(graph_view g, std::type_identity_t<Interval> const* inputs,
                       std::type_identity_t<Interval> const* captured, std::type_identity_t<Interval>* node_values) {
  Interval const none{};
  for (node_id i = 0; i < g.size; ++i) {
    node const& n = g[i];
    auto const operand = [&](int which) -> Interval const& {
      return n.operands[which] == no_node ? none : node_values[n.operands[which]];
    };
    switch (n.operation) {
      case opcode::input: node_values[i] = inputs[n.payload]; break;
      case opcode::captured: node_values[i] = captured[n.payload]; break;
      case opcode::constant: node_values[i] = g.constant(i).template to<Interval>(); break;
      default:
        node_values[i] = facts_of(n.operation).template enclosure<Interval>(operand(0), operand(1), operand(2), n.payload);
    }
  }
}

}  // namespace calx
