// SPDX-License-Identifier: Apache-2.0
// degrees: for each node of a graph, its degree as a polynomial in chosen inputs, from its operands':
//
//   a + b      the larger              a b        the sum                 a^n, n >= 0     n times
//   a / b      a's, if b has degree 0  where      the larger branch's, if the condition has degree 0
//
// What depends on the inputs through anything else is no polynomial. An upper bound: (x + 1)^2 - x^2 counts as 2, since nothing
// is multiplied out.
#pragma once

#include <calx/op/table.hpp>

namespace calx {

inline constexpr int no_polynomial = -1;
inline constexpr int largest_degree = 1 << 20;  // what is above counts as this

namespace detail {

constexpr int degree_of(graph_view g, node_id id, buffer<int> const& degrees) {
  node const& n = g[id];
  int of[3] = {0, 0, 0};
  bool is_polynomial = true, is_constant = true;
  for (int k = 0; k < 3 && n.operands[k] != no_node; ++k) {
    of[k] = degrees[n.operands[k]];
    is_polynomial = is_polynomial && of[k] != no_polynomial;
    is_constant = is_constant && of[k] == 0;
  }
  if (is_constant) return 0;
  if (!is_polynomial) return no_polynomial;
  auto const larger = [](int a, int b) { return a < b ? b : a; };
  auto const limited = [](long long degree) { return degree < largest_degree ? static_cast<int>(degree) : largest_degree; };
  switch (n.operation) {
    case opcode::add:
    case opcode::subtract: return larger(of[0], of[1]);
    case opcode::negate: return of[0];
    case opcode::multiply: return limited(of[0] + of[1]);
    case opcode::divide: return of[1] == 0 ? of[0] : no_polynomial;
    case opcode::power: return n.payload >= 0 ? limited(static_cast<long long>(of[0]) * n.payload) : no_polynomial;
    case opcode::where: return of[0] == 0 ? larger(of[1], of[2]) : no_polynomial;
    default: return no_polynomial;
  }
}

}  // namespace detail

// `variables`: the nodes, inputs or elements of inputs, that have degree 1; no_node among them is skipped. Not for graphs with
// fused operations (transform/fuse.hpp), which count as no polynomial.
constexpr buffer<int> degrees(graph_view g, buffer<node_id> const& variables) {
  buffer<int> result(g.size);
  buffer<char> is_variable(g.size);
  for (node_id const id : variables)
    if (id != no_node) is_variable[id] = 1;
  for (node_id i = 0; i < g.size; ++i) result[i] = is_variable[i] != 0 ? 1 : detail::degree_of(g, i, result);
  return result;
}

}  // namespace calx
