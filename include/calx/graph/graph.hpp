// SPDX-License-Identifier: Apache-2.0
// A function as a value: nodes in topological order, the constants they name, and the outputs.
//
//   node     operation, operands (ids of earlier nodes; -1: none), payload (what it counts is written beside its opcode), shape
//   graph    owns its arrays: what passes take and return, in constant expressions and at run time
//   frozen   the same in arrays of exact size, to be kept in a constexpr variable; both convert to graph_view
#pragma once

#include <calx/core/buffer.hpp>
#include <calx/graph/number.hpp>
#include <calx/graph/opcode.hpp>
#include <calx/graph/shape.hpp>

#include <cstdint>

namespace calx {

using node_id = std::int32_t;
inline constexpr node_id no_node = -1;

struct node {
  opcode operation = opcode::input;
  node_id operands[3] = {no_node, no_node, no_node};
  std::int32_t payload = 0;
  array_shape shape{};

  // One expression on numbers: this is the innermost step of interning, and every call would cost the compilers.
  friend constexpr bool operator==(node const& a, node const& b) {
    return a.operands[0] == b.operands[0] && a.operands[1] == b.operands[1] && a.operation == b.operation &&
           a.payload == b.payload && a.operands[2] == b.operands[2] && a.shape.rows.axis == b.shape.rows.axis &&
           a.shape.rows.count == b.shape.rows.count && a.shape.columns.axis == b.shape.columns.axis &&
           a.shape.columns.count == b.shape.columns.count;
  }
};

constexpr int arity_of(node const& n) {
  return n.operands[0] == no_node ? 0 : n.operands[1] == no_node ? 1 : n.operands[2] == no_node ? 2 : 3;
}

struct graph_view {
  node const* nodes = nullptr;
  int size = 0;
  number const* constants = nullptr;
  int constant_count = 0;
  node_id const* outputs = nullptr;
  int output_count = 0;

  constexpr node const& operator[](node_id id) const { return nodes[id]; }
  constexpr number const& constant(node_id id) const { return constants[nodes[id].payload]; }
  constexpr bool is_constant(node_id id) const { return nodes[id].operation == opcode::constant; }
};

struct graph {
  buffer<node> nodes;
  buffer<number> constants;
  buffer<node_id> outputs;

  constexpr graph_view view() const {
    return {nodes.data(), nodes.size(), constants.data(), constants.size(), outputs.data(), outputs.size()};
  }
};

constexpr graph copy_of(graph_view g) {
  graph copy;
  copy.nodes.reserve(g.size);
  for (int i = 0; i < g.size; ++i) copy.nodes.push(g.nodes[i]);
  for (int i = 0; i < g.constant_count; ++i) copy.constants.push(g.constants[i]);
  for (int i = 0; i < g.output_count; ++i) copy.outputs.push(g.outputs[i]);
  return copy;
}

// At least one element each: C++ has no arrays of size 0.
template <int Nodes, int Constants, int Outputs> struct frozen_graph {
  node nodes[Nodes > 0 ? Nodes : 1]{};
  number constants[Constants > 0 ? Constants : 1]{};
  node_id outputs[Outputs > 0 ? Outputs : 1]{};

  constexpr graph_view view() const { return {nodes, Nodes, constants, Constants, outputs, Outputs}; }
};

// How much room a pipeline's result needs: run it into a fixed capacity first, and only on overflow again with this.
struct graph_size {
  int nodes = 0;
  int constants = 0;
  int outputs = 0;
};

}  // namespace calx
