// SPDX-License-Identifier: Apache-2.0
// verify: is this a well-formed graph? The answer names the first node that is not, and says in a sentence why.
//
//   arity        as many operands as the operation has, without holes
//   order        operands come earlier than the node
//   uniqueness   no node and no constant twice
//   payloads     constants exist, elements are in range
//   functions    a user's own function stands where an external operation names it, with as many arguments, and nowhere else
//   shapes       operands fit, the result follows from them
//   outputs      are nodes
//   dead nodes   on demand (a pass that prunes leaves none): every node and every constant serves an output
//
// What an operation's arity is stands in its row, which graph/ doesn't know: it is given as arity_of(opcode).
// In: any graph_view, however broken. Linear, as the builder is.
#pragma once

#include <calx/graph/array.hpp>
#include <calx/graph/external.hpp>

#include <string_view>

namespace calx {

struct graph_fault {
  node_id node = no_node;     // or the position of the output or constant that the reason speaks of
  std::string_view reason{};  // empty: the graph is well-formed

  constexpr bool found() const { return !reason.empty(); }
};

enum class dead_nodes : bool { allowed, forbidden };

namespace detail {

constexpr std::string_view fault_in_operands(graph_view g, node_id id, int arity) {
  node const& n = g[id];
  for (int k = 0; k < arity; ++k) {
    if (n.operands[k] == no_node) return "an operand is missing: the operation takes more";
    if (n.operands[k] < 0) return "an operand is not a node";
    if (n.operands[k] >= id) return "an operand does not come earlier than the node";
  }
  for (int k = arity; k < 3; ++k)
    if (n.operands[k] != no_node) return "an operand too many: the operation takes fewer";
  return {};
}

constexpr bool has_payload(opcode operation) {
  return operation == opcode::input || operation == opcode::captured || operation == opcode::constant ||
         operation == opcode::element || operation == opcode::placed || operation == opcode::segment ||
         operation == opcode::pad || operation == opcode::recurrence || operation == opcode::length ||
         operation == opcode::power;
}

constexpr std::string_view fault_in_payload(graph_view g, node const& n) {
  if (!has_payload(n.operation)) return n.payload == 0 ? "" : "a payload where the operation has none";
  bool const from_the_end = n.operation == opcode::segment || n.operation == opcode::pad;
  if (n.operation != opcode::power && !from_the_end && n.payload < 0) return "a negative position";
  if (n.operation == opcode::constant && n.payload >= g.constant_count) return "the constant is not in the table of constants";
  if (n.operation == opcode::recurrence && n.payload > 1) return "a recurrence goes forwards, 0, or backwards, 1";
  if (n.operation == opcode::length && n.payload > 1) return "a length may be 0, 0, or may not, 1";
  return {};
}

// How many arguments the user's function has that this node names; 0: it is a number.
constexpr int arity_named(graph_view g, node_id id) {
  if (g[id].operation == opcode::first_of_three) return 3;
  return g.is_constant(id) && g.constant(id).function != nullptr ? g.constant(id).function->arity : 0;
}

constexpr std::string_view fault_in_functions(graph_view g, node const& n, int arity) {
  for (int k = 0; k < arity; ++k) {
    int const expected = k == 0 ? arity_of_function_operand(n.operation) : 0;
    bool const by_first_argument = g[n.operands[k]].operation == opcode::first_of_three;
    if (arity_named(g, n.operands[k]) == expected && by_first_argument == (k == 0 && n.operation == opcode::external_three))
      continue;
    return expected == 0 ? "a user's function stands where a number belongs"
                         : "the first operand does not name a user's function of as many arguments";
  }
  return {};
}

constexpr bool sensible(extent const& x) { return x.axis > 0 || (x.axis == 0 && x.count > 0); }

constexpr std::string_view fault_in_shape(graph_view g, node const& n, int arity) {
  if (!sensible(n.shape.rows) || !sensible(n.shape.columns)) return "an extent is not positive";
  if (n.operation == opcode::input) return {};
  if (is_array_operation(n.operation)) {
    array_shape const a = arity > 0 ? g[n.operands[0]].shape : array_shape{},
                      b = arity > 1 ? g[n.operands[1]].shape : array_shape{};
    if (n.operation == opcode::recurrence && !g[n.operands[2]].shape.is_scalar())
      return "a recurrence does not start from a number";
    array_shape result = n.shape;
    std::string_view const reason = fault_of_array_shapes(n.operation, n.payload, a, b, result);
    return !reason.empty() || n.shape == result ? reason : "the shape does not follow from the operands";
  }
  array_shape expected{};
  for (int k = 0; k < arity; ++k) {
    broadcast_result const both = broadcast(expected, g[n.operands[k]].shape);
    if (!both.fits) return "the shapes of the operands do not fit together";
    expected = both.common;
  }
  return n.shape == expected ? "" : "the shape does not follow from the operands";
}

constexpr graph_fault fault_in_constants(graph_view g) {
  for (int i = 0; i < g.constant_count; ++i)
    for (int j = 0; j < i; ++j)
      if (g.constants[i] == g.constants[j]) return {i, "a constant stands twice in the table of constants"};
  return {};
}

// The graph is well-formed otherwise.
constexpr graph_fault find_dead(graph_view g) {
  buffer<char> needed(g.size), named(g.constant_count);
  for (int i = 0; i < g.output_count; ++i) needed[g.outputs[i]] = 1;
  for (int i = g.size - 1; i >= 0; --i) {
    if (needed[i] == 0) return {i, "a dead node: no output needs it"};
    for (int k = 0; k < 3 && g[i].operands[k] != no_node; ++k) needed[g[i].operands[k]] = 1;
    if (g[i].operation == opcode::constant) named[g[i].payload] = 1;
  }
  for (int i = 0; i < g.constant_count; ++i)
    if (named[i] == 0) return {i, "a dead constant: no node names it"};
  return {};
}

}  // namespace detail

template <class ArityOf>
constexpr graph_fault verify(graph_view g, ArityOf arity_of_operation, dead_nodes dead = dead_nodes::allowed) {
  builder seen;
  for (node_id i = 0; i < g.size; ++i) {
    node const& n = g[i];
    if (static_cast<int>(n.operation) >= opcode_count) return {i, "not an operation"};
    int const arity = arity_of_operation(n.operation);
    std::string_view reason = detail::fault_in_operands(g, i, arity);
    if (reason.empty()) reason = detail::fault_in_payload(g, n);
    if (reason.empty()) reason = detail::fault_in_functions(g, n, arity);
    if (reason.empty()) reason = detail::fault_in_shape(g, n, arity);
    if (reason.empty() && seen.intern(n) != i) reason = "the same node stands there already";
    if (!reason.empty()) return {i, reason};
  }
  for (int i = 0; i < g.output_count; ++i)
    if (g.outputs[i] < 0 || g.outputs[i] >= g.size) return {i, "an output is not a node"};
  for (int i = 0; i < g.output_count; ++i)
    if (detail::arity_named(g, g.outputs[i]) != 0) return {i, "a user's function stands where a number belongs"};
  graph_fault const constants = detail::fault_in_constants(g);
  if (constants.found() || dead == dead_nodes::allowed) return constants;
  return detail::find_dead(g);
}

}  // namespace calx
