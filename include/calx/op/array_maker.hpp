// SPDX-License-Identifier: Apache-2.0
// The normal form of operations on arrays:
//
//   to one's own shape   fill, sum, maximum, a segment of everything, a transpose of a number: the operand
//   fill                 fill(fill(x)) = fill(x); transpose, segment and elements of what is repeated are it, repeated or not
//   sum                  sum(c x) = c sum(x) for moderate constants c (op/maker.hpp); what is only repeated is multiplied
//   matrix product       by the identity: the other factor; of a column and a row: elementwise, repeated
//   segment, pad         the first row counted from the first one, where that is known
//   segment              of a segment or of its own pad: one segment, or the operand; of one number: the element
//   element              of a placed number, a segment, a transpose: where it stands
#pragma once

#include <calx/op/maker.hpp>

namespace calx {

namespace detail {

constexpr bool is_vector_shape(array_shape const& s) { return is_one(s.rows) || is_one(s.columns); }

// The number of rows as a node; those of an axis are known when the program runs.
constexpr node_id rows_of(maker& g, extent const& rows, int payload = 0) {
  if (rows.axis == 0) return g.constant(rational(rows.count));
  array_shape const s{rows, single_row};
  return g.graph().intern(
      array_node(opcode::length, {}, g.graph().intern(array_node(opcode::fill, s, g.zero())), no_node, no_node, payload));
}

constexpr node_id sum_of_fill(maker& g, node_id whole, array_shape const& to) {
  array_shape const all = g[whole].shape;
  node_id const x = g[whole].operands[0];
  array_shape const own = g[x].shape;
  array_shape const kept{is_one(to.rows) ? single_row : own.rows, is_one(to.columns) ? single_row : own.columns};
  node_id result = g.sum(x, kept);
  if (is_one(to.rows) && is_one(own.rows) && !is_one(all.rows)) result = g.multiply(rows_of(g, all.rows), result);
  if (is_one(to.columns) && is_one(own.columns) && !is_one(all.columns)) result = g.multiply(rows_of(g, all.columns), result);
  return g.fill(result, to);
}

constexpr node_id normal_sum(maker& g, node const& n) {
  node_id const x = n.operands[0];
  node const operand = g[x];
  if (operand.operation == opcode::fill) return sum_of_fill(g, x, n.shape);
  if (operand.operation == opcode::sum) return g.sum(operand.operands[0], n.shape);
  maker::product const p = g.as_product(x);
  if (p.term != x && p.term != no_node && maker::moderate(p.coefficient) && g[p.term].shape == operand.shape)
    return g.multiply(g.constant(p.coefficient), g.sum(p.term, n.shape));
  return g.graph().intern(n);
}

constexpr node_id normal_transpose(maker& g, node const& n) {
  node const operand = g[n.operands[0]];
  if (operand.operation == opcode::transpose) return operand.operands[0];
  if (operand.operation == opcode::identity) return n.operands[0];
  if (operand.operation == opcode::fill) return g.fill(g.transpose(operand.operands[0]), n.shape);
  return g.graph().intern(n);
}

constexpr node_id normal_matrix_product(maker& g, node const& n) {
  node const a = g[n.operands[0]], b = g[n.operands[1]];
  if (a.operation == opcode::identity) return n.operands[1];
  if (b.operation == opcode::identity) return n.operands[0];
  if (is_one(a.shape.columns)) return g.fill(g.multiply(n.operands[0], n.operands[1]), n.shape);
  return g.graph().intern(n);
}

constexpr node_id normal_segment(maker& g, node const& n) {
  node const operand = g[n.operands[0]];
  if (operand.operation == opcode::fill) {
    array_shape const own = g[operand.operands[0]].shape;
    if (is_one(own.rows)) return g.fill(operand.operands[0], n.shape);
  }
  if (operand.operation == opcode::segment) {
    extent const all = g[operand.operands[0]].shape.rows, middle = operand.shape.rows;
    int const inner = first_row(operand.payload, all, middle);
    int payload = n.payload + inner;
    if (n.payload < 0) payload = n.payload - (all.count - middle.count - inner);  // the middle has an axis: so has all
    else if (inner < 0) payload = inner - (middle.count - n.shape.rows.count - n.payload);  // the middle has none
    return g.array(array_node(opcode::segment, n.shape, operand.operands[0], no_node, no_node, payload));
  }
  if (operand.operation == opcode::pad && g[operand.operands[0]].shape == n.shape &&
      first_row(operand.payload, operand.shape.rows, n.shape.rows) == n.payload)
    return operand.operands[0];
  if (n.shape.is_scalar() && n.payload >= 0)
    return g.array(array_node(opcode::element, {}, n.operands[0], no_node, no_node, n.payload));
  return g.graph().intern(n);
}

constexpr node_id normal_element(maker& g, node const& n) {
  node const operand = g[n.operands[0]];
  if (operand.shape.is_scalar() && operand.operation != opcode::input) return n.operands[0];
  switch (operand.operation) {
    case opcode::fill:
      if (g[operand.operands[0]].shape.is_scalar()) return operand.operands[0];
      break;
    case opcode::placed: return operand.payload == n.payload ? operand.operands[0] : g.zero();
    case opcode::segment: {
      if (!is_one(operand.shape.columns) || operand.payload < 0) break;
      node_id const from = operand.operands[0];
      int const first = first_row(operand.payload, g[from].shape.rows, operand.shape.rows);
      if (first < 0) break;  // counted from an end that is known when the program runs
      return g.array(array_node(opcode::element, {}, from, no_node, no_node, n.payload + first));
    }
    case opcode::transpose:
      if (!is_vector_shape(operand.shape)) break;
      return g.array(array_node(opcode::element, {}, operand.operands[0], no_node, no_node, n.payload));
    default: break;
  }
  return g.graph().intern(n);
}

}  // namespace detail

constexpr node_id maker::array(node const& given) {
  node n = given;
  node_id const x = n.operands[0];
  if (n.operation == opcode::identity) return n.shape.is_scalar() ? one() : graph_.intern(n);
  array_shape const own = graph_[x].shape;
  if (n.operation == opcode::segment) n.payload = first_row(n.payload, own.rows, n.shape.rows);
  if (n.operation == opcode::pad) n.payload = first_row(n.payload, n.shape.rows, own.rows);
  switch (n.operation) {
    case opcode::element: return detail::normal_element(*this, n);
    case opcode::placed:
      if (n.shape.is_scalar()) return x;
      if (is(x, 0)) return fill(x, n.shape);
      break;
    case opcode::fill:
      if (own == n.shape) return x;
      if (graph_[x].operation == opcode::fill) return fill(graph_[x].operands[0], n.shape);
      break;
    case opcode::sum: return own == n.shape ? x : detail::normal_sum(*this, n);
    case opcode::maximum:
    case opcode::log_sum_exp:
      if (own == n.shape) return x;
      break;
    case opcode::product:
      if (own.is_scalar()) return x;
      break;
    case opcode::length: return detail::rows_of(*this, own.rows, n.payload);
    case opcode::segment: return own == n.shape ? x : detail::normal_segment(*this, n);
    case opcode::pad:
      if (own == n.shape) return x;
      if (graph_[x].operation == opcode::fill && is(graph_[x].operands[0], 0)) return fill(zero(), n.shape);
      break;
    case opcode::matrix_product: return detail::normal_matrix_product(*this, n);
    case opcode::transpose: return own.is_scalar() ? x : detail::normal_transpose(*this, n);
    case opcode::recurrence:
      if (n.shape.is_scalar()) return add(multiply(x, n.operands[2]), n.operands[1]);
      break;
    default: break;
  }
  return graph_.intern(n);
}

constexpr node_id maker::again(node const& n) {
  if (is_array_operation(n.operation)) return array(n);
  node_id const made = apply(n.operation, n.operands[0], n.operands[1], n.operands[2], n.payload);
  return n.shape.is_scalar() ? made : fill(made, n.shape);
}

}  // namespace calx
