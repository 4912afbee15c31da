// SPDX-License-Identifier: Apache-2.0
// Rows of a user's own functions (graph/external.hpp): name and derivatives are the function's own, values are computed by
// evaluate/instruction.hpp, which knows its type.
#pragma once

#include <calx/graph/external.hpp>
#include <calx/op/row.hpp>

namespace calx {

template <int Arity> struct external_row : default_row {
  static constexpr int arity = Arity;
  static constexpr bool evaluate_exactly = true;  // a value that does not take rationals says so itself
  static constexpr node_id pull(maker& g, node_id self, operands, int which, node_id w) {
    graph_view const view = g.graph().view();
    node const n = view[self];
    external_call const c = call_of(view, n);
    // Operand 0 is the function, but in external_three the first argument.
    int const argument = n.operation == opcode::external_three ? which : which - 1;
    if (argument < 0) return no_node;
    node_id const partial = function_called(view, n).partial(g, c.arguments, argument);
    return g.is(partial, 0) ? no_node : g.multiply(w, partial);
  }
};

template <> struct row<opcode::external> : external_row<2> {
  static constexpr std::string_view name = "external";
};
template <> struct row<opcode::external_two> : external_row<3> {
  static constexpr std::string_view name = "external_two";
};
template <> struct row<opcode::external_three> : external_row<3> {
  static constexpr std::string_view name = "external_three";
};
template <> struct row<opcode::first_of_three> : total_binary_row {
  static constexpr std::string_view name = "first_of_three";
  static constexpr std::string_view c_form = "b";
  static constexpr bool evaluate_exactly = true;
  template <class Real> CALX_ALWAYS_INLINE static constexpr Real value(Real const&, Real const& x) { return x; }
  static constexpr partials derivative(maker& g, node_id, operands) { return {{no_node, g.one()}}; }
};

}  // namespace calx
