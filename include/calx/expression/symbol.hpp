// SPDX-License-Identifier: Apache-2.0
// symbol: what a traced function computes with (expression/trace.hpp): a node of a graph that is being built.
// The operators and functions of expression/functions.hpp serve symbols and expressions alike, through apply<opcode>().
#pragma once

#include <calx/core/refuse.hpp>
#include <calx/expression/freeze.hpp>
#include <calx/expression/operation.hpp>
#include <calx/graph/builder.hpp>

namespace calx {

struct symbol {
  builder* graph = nullptr;
  node_id id = no_node;
};

struct symbolic_condition {
  builder* graph = nullptr;
  node_id id = no_node;

  template <std::same_as<bool> Bool>
  CALX_REFUSED(
      "calx: a traced function cannot branch on a symbol, whose value is not known yet; write where(condition, a, b) instead "
      "of if or ?:")
  constexpr
  operator Bool() const {
    return false;
  }
};

template <int Size> struct vector_symbol {
  builder* graph = nullptr;
  node_id id = no_node;

  static constexpr std::size_t size() { return Size; }
  constexpr symbol operator[](std::size_t i) const {
    if (i >= Size) refuse("calx: a traced function reads past the end of a vector");
    return {graph, graph->element(id, static_cast<int>(i))};
  }
};

template <class T> concept traced_symbol = std::same_as<std::remove_cvref_t<T>, symbol>;
template <class T> concept traced_operand = traced_symbol<T> || bare_number<T> || expression<T>;
template <class... T> concept traced_operands = (traced_operand<T> && ...) && (traced_symbol<T> || ...);

namespace detail {

constexpr builder& graph_of_operands(symbol const& s) { return *s.graph; }
template <class T, class... Rest> constexpr builder& graph_of_operands(T const& first, Rest const&... rest) {
  if constexpr (traced_symbol<T>) return *first.graph;
  else return graph_of_operands(rest...);
}

// A copy of a constant expression such as 2 * pi; the numbers it captured are constants here.
template <expression E> constexpr node_id traced_copy(builder& g, [[maybe_unused]] E const& e) {
  function_view const& f = function_of<E>;
  if (f.input_count != 0) refuse("calx: a traced function may use numbers, constants and its parameters, no other variable");
  buffer<node_id> moved;
  for (int i = 0; i < f.graph.size; ++i) {
    node n = f.graph[i];
    if (n.operation == opcode::captured) {
      if constexpr (captures_of<E> > 0) moved.push(g.constant(number::from_floating(e.numbers[n.payload])));
    } else if (n.operation == opcode::constant) {
      moved.push(g.constant(f.graph.constants[n.payload]));
    } else {
      for (int k = 0; k < 3 && n.operands[k] != no_node; ++k) n.operands[k] = moved[n.operands[k]];
      moved.push(g.intern(n));
    }
  }
  return moved[f.graph.outputs[0]];
}

template <class T> constexpr node_id traced_id(builder& g, T const& t) {
  if constexpr (traced_symbol<T>) {
    return t.id;
  } else if constexpr (std::integral<T>) {
    return g.constant(number(rational(t)));
  } else if constexpr (std::floating_point<T>) {
    return g.constant(number::from_floating(t));
  } else {
    return traced_copy(g, t);
  }
}

}  // namespace detail

// The operation, written down in the graph; bare numbers are constants of it.
template <opcode Operation, int Payload = 0, class... T>
  requires traced_operands<T...>
constexpr symbol apply(T const&... operands) {
  builder& g = detail::graph_of_operands(operands...);
  node_id ids[3] = {no_node, no_node, no_node};
  int i = 0;
  ((ids[i++] = detail::traced_id(g, operands)), ...);
  return {&g, g.apply(Operation, ids[0], ids[1], ids[2], Payload)};
}

}  // namespace calx
