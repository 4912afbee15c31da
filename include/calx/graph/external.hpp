// SPDX-License-Identifier: Apache-2.0
// external: a user's own function in a graph (expression/primitive.hpp makes them).
//
//   external        f, x        f(x)
//   external_two    f, x, y     f(x, y)
//   external_three  g, y, z     f(x, y, z), with g = first_of_three f, x: the number x, which remembers f
//
// f is a constant of the graph that names the function by its address, so that passes copy it as they copy any constant, equal
// functions are one node, and a graph stays a value. No other operation takes such a constant, or g.
#pragma once

#include <calx/core/config.hpp>
#include <calx/graph/builder.hpp>

#include <string_view>

namespace calx {

class maker;

// One object for each user's function, with static storage: its address is the function's identity.
struct external_function {
  std::string_view name{};
  int arity = 1;
  // The partial derivative by argument `which`, built from `arguments`.
  node_id (*partial)(maker& g, node_id const* arguments, int which) = nullptr;
  // Its value, for passes that compute with numbers.
  double (*value)(double const* arguments) = nullptr;
  // Stands for a derivative that nobody gave, so that who uses it is told so once, when his function is finished.
  bool is_unknown_derivative = false;
};
constexpr bool calls_functions(graph_view g) {
  for (int i = 0; i < g.constant_count; ++i)
    if (g.constants[i].function != nullptr) return true;
  return false;
}
constexpr external_function const* unknown_derivative_in(graph_view g) {
  for (int i = 0; i < g.constant_count; ++i)
    if (g.constants[i].function != nullptr && g.constants[i].function->is_unknown_derivative) return g.constants[i].function;
  return nullptr;
}

// From the address back to the type that has the values: primitive_of(external_tag<f>{}) returns an object of it. Who makes an
// external_function defines this friend beside it.
template <external_function const* Function> struct external_tag {
  CALX_FRIEND_OF_TEMPLATE(friend constexpr auto primitive_of(external_tag);)
};

// How many arguments the function has that operand 0 names; 0 where that is a number, or no operand.
constexpr int arity_of_function_operand(opcode operation) {
  switch (operation) {
    case opcode::external: return 1;
    case opcode::external_two: return 2;
    case opcode::external_three:
    case opcode::first_of_three: return 3;
    default: return 0;
  }
}
constexpr bool is_external(opcode operation) {
  return operation == opcode::external || operation == opcode::external_two || operation == opcode::external_three;
}

// The constant that names the function of an external operation, and the function's arguments.
struct external_call {
  node_id function = no_node;
  node_id arguments[3] = {no_node, no_node, no_node};
};
constexpr external_call call_of(graph_view g, node const& n) {
  if (n.operation != opcode::external_three) return {n.operands[0], {n.operands[1], n.operands[2], no_node}};
  node const& first = g[n.operands[0]];
  return {first.operands[0], {first.operands[1], n.operands[1], n.operands[2]}};
}
constexpr external_function const& function_called(graph_view g, node const& n) {
  return *g.constant(call_of(g, n).function).function;
}

constexpr node_id call_external(builder& g, external_function const& f, node_id const* x) {
  node_id const function = g.constant(number::naming(f));
  if (f.arity == 1) return g.apply(opcode::external, function, x[0]);
  if (f.arity == 2) return g.apply(opcode::external_two, function, x[0], x[1]);
  return g.apply(opcode::external_three, g.apply(opcode::first_of_three, function, x[0]), x[1], x[2]);
}

}  // namespace calx
