// SPDX-License-Identifier: Apache-2.0
// Operations on arrays that are not elementwise, and the shapes of their results. n x m stands for rows x columns.
//
//   element k           n x m -> 1 x 1     element k, row by row
//   placed k            1 x 1 -> S         the number as element k, 0 elsewhere
//   fill                s -> S             extents of 1 are repeated
//   sum, maximum,       S -> s             over all extents that s has as 1; fill and sum are adjoint
//   log_sum_exp
//   product             n x 1 -> 1 x 1
//   length              S -> 1 x 1         the number of rows
//   segment k           n x m -> n' x m    rows k, k + 1, ..., k + n' - 1
//   pad k               n' x m -> n x m    zeros, but the operand from row k on; segment and pad are adjoint
//                                          k < 0: -1 - k rows are left behind it
//   matrix_product      n x k, k x m -> n x m
//   transpose           n x m -> m x n
//   identity            -> n x n
//   recurrence          a, u, h -> shape of u   a has the shape of u or is a number, h is a number; columns
//
// A node whose shape does not follow from its operands has it as its own: placed, fill, sum, maximum, log_sum_exp,
// segment, pad, identity.
#pragma once

#include <calx/graph/builder.hpp>

#include <string_view>

namespace calx {

constexpr long long element_count_of(array_shape const& s) { return static_cast<long long>(s.rows.count) * s.columns.count; }

constexpr bool is_array_operation(opcode operation) { return operation >= opcode::element && operation <= opcode::recurrence; }
constexpr bool reduces(opcode operation) {
  return operation == opcode::sum || operation == opcode::maximum || operation == opcode::log_sum_exp;
}

// A * B is a product of matrices where both are arrays; two columns, or two rows, are multiplied element by element.
constexpr bool are_matrix_factors(array_shape const& a, array_shape const& b) {
  return !a.is_scalar() && !b.is_scalar() && !(is_one(a.columns) && is_one(b.columns)) && !(is_one(a.rows) && is_one(b.rows));
}

// Is there more than numbers and the elements of inputs?
constexpr bool has_arrays(graph_view g) {
  for (int i = 0; i < g.size; ++i) {
    node const& n = g.nodes[i];
    if (n.operation == opcode::input || n.operation == opcode::captured || n.operation == opcode::constant) continue;
    if (n.operation == opcode::element && g.nodes[n.operands[0]].operation == opcode::input && !n.shape.varies() &&
        !g.nodes[n.operands[0]].shape.varies())
      continue;
    if (is_array_operation(n.operation) || !n.shape.is_scalar()) return true;
  }
  for (int i = 0; i < g.output_count; ++i)
    if (!g.nodes[g.outputs[i]].shape.is_scalar()) return true;
  return false;
}
constexpr bool has_varying(graph_view g) {
  for (int i = 0; i < g.size; ++i)
    if (g.nodes[i].shape.varies()) return true;
  return false;
}

constexpr node array_node(opcode operation, array_shape s, node_id a, node_id b = no_node, node_id c = no_node,
                          int payload = 0) {
  return {operation, {a, b, c}, payload, s};
}

// Why an array operation does not take these shapes; empty: it does. `result` has the shape that the node says, and gets it
// where it follows from the operands.
constexpr std::string_view fault_of_array_shapes(opcode operation, int payload, array_shape const& a, array_shape const& b,
                                                 array_shape& result) {
  switch (operation) {
    case opcode::element:
      result = {};
      if (payload < 0) return "a negative position";
      return a.varies() || payload < element_count_of(a) ? "" : "the array has no such element";
    case opcode::placed:
      if (!a.is_scalar()) return "what is placed in an array is no number";
      return result.varies() || payload < element_count_of(result) ? "" : "the array has no such element";
    case opcode::fill: {
      broadcast_result const both = broadcast(result, a);
      return both.fits && both.common == result ? "" : "the array does not fit into what is filled";
    }
    case opcode::sum:
    case opcode::maximum:
    case opcode::log_sum_exp: {
      broadcast_result const both = broadcast(result, a);
      return both.fits && both.common == a ? "" : "what is reduced does not reduce to this shape";
    }
    case opcode::product: result = {}; return is_one(a.columns) ? "" : "a product over a matrix";
    case opcode::length: result = {}; return "";
    case opcode::segment:
    case opcode::pad: {
      bool const is_pad = operation == opcode::pad;
      extent const& all = is_pad ? result.rows : a.rows;
      extent const& part = is_pad ? a.rows : result.rows;
      if (!(a.columns == result.columns)) return "a segment has other columns";
      long long const apart = payload < 0 ? -1 - payload : payload;
      if (all.axis == part.axis) return apart + part.count <= all.count ? "" : "a segment is longer than the array";
      return part.axis == 0 ? "" : "a segment along another axis";
    }
    case opcode::matrix_product:
      result = {a.rows, b.columns};
      return a.columns == b.rows ? "" : "the first factor has not as many columns as the second has rows";
    case opcode::transpose: result = {a.columns, a.rows}; return "";
    case opcode::identity: return result.rows == result.columns ? "" : "the identity matrix is not square";
    case opcode::recurrence:
      result = b;
      if (!is_one(b.columns)) return "a recurrence over a matrix";
      return a.is_scalar() || a == b ? "" : "the coefficients of a recurrence have another length";
    default: return "no array operation";
  }
}

// Where a segment starts in all rows, counted from the first one where that is known: 0 or more.
constexpr int first_row(int payload, extent const& all, extent const& part) {
  return payload < 0 && all.axis == part.axis ? all.count - part.count + 1 + payload : payload;
}

}  // namespace calx
