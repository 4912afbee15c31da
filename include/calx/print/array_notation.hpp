// SPDX-License-Identifier: Apache-2.0
// How formulas of arrays are best written: what can stand as a whole, as A v and u + v, and what only by its elements, as the
// elements' squares or a number that is added to each. Linear, but for the factors of products.
#pragma once

#include <calx/print/terms.hpp>

namespace calx::detail {

// Written as \sin\left(x\right), with one argument.
constexpr bool is_latex_call(node const& n) {
  switch (n.operation) {
    case opcode::exp:
    case opcode::exp2:
    case opcode::expm1:
    case opcode::log1p:
    case opcode::square_root:
    case opcode::cube_root:
    case opcode::abs:
    case opcode::negate:
    case opcode::power:
    case opcode::logical_not: return false;
    default: return arity_of(n) == 1 && !is_array_operation(n.operation);
  }
}

// A vector times a product of matrices, summed: u' A v.
struct inner_product {
  node_id left = no_node, right = no_node;
  constexpr bool exists() const { return left != no_node; }
};

class array_notation {
 public:
  constexpr array_notation(graph_view g, terms const& of) : g_(g), terms_(of) {
    if (!has_arrays(g)) return;
    for (int i = 0; i < g_.size; ++i) is_whole_.push(is_writable_as_whole(i) ? 1 : 0);
  }

  // Can it be written without its elements?
  constexpr bool is_whole(node_id id) const { return id >= is_whole_.size() || is_whole_[id] != 0; }

  constexpr inner_product inner_product_of(node_id id) const {
    node const& n = g_[id];
    if (n.operation != opcode::sum || !n.shape.is_scalar() || g_[n.operands[0]].operation != opcode::multiply) return {};
    product_parts const parts = terms_.written_parts_of(n.operands[0]);
    if (!parts.coefficient.is(1) || !parts.below.empty() || parts.above.size() != 2) return {};
    bool found = false, fits = true;
    for (factor const& f : parts.above) {
      fits = fits && f.exponent == 1 && is_one(g_[f.id].shape.columns) && is_array(f.id) && is_whole_[f.id] != 0;
      found = found || g_[f.id].operation == opcode::matrix_product;
    }
    if (!fits || !found) return {};
    bool const turned = g_[parts.above[1].id].operation != opcode::matrix_product;
    return {parts.above[turned ? 1 : 0].id, parts.above[turned ? 0 : 1].id};
  }

  // Are there indices of rows in it that are moved?
  constexpr bool has_moved_rows(node_id root) const {
    buffer<node_id> open;
    open.push(root);
    while (!open.empty()) {
      node const& n = g_[open.pop()];
      if (n.operation == opcode::segment || n.operation == opcode::pad) return true;
      bool const ends = is_array_operation(n.operation) && n.operation != opcode::transpose && n.operation != opcode::fill;
      for (int k = 0; k < 3 && !ends && n.operands[k] != no_node; ++k)
        if (is_array(n.operands[k])) open.push(n.operands[k]);
    }
    return false;
  }

  constexpr bool is_running_sum(node const& n) const {
    return g_.is_constant(n.operands[0]) && g_.constant(n.operands[0]).is(1) && g_.is_constant(n.operands[2]) &&
           g_.constant(n.operands[2]).is(0);
  }
  static constexpr bool is_counted_from_start(node const& n) { return n.payload >= 0; }
  constexpr bool length_is_sum(node const& n) const {
    extent const rows = g_[n.operands[0]].shape.rows;
    node_id const column = input_along(g_, rows);
    return column != no_node && !(g_[column].shape.rows == rows);
  }

 private:
  constexpr bool is_array(node_id id) const { return !g_[id].shape.is_scalar(); }
  static constexpr bool is_vector(array_shape const& s) { return is_one(s.rows) != is_one(s.columns); }

  constexpr bool is_writable_as_whole(node_id id) const {
    node const& n = g_[id];
    if (!is_array(id)) return true;
    switch (n.operation) {
      case opcode::input:
      case opcode::placed:
      case opcode::pad:
      case opcode::matrix_product:
      case opcode::identity: return true;
      case opcode::transpose: return is_whole_[n.operands[0]] != 0;
      case opcode::fill:
        return is_vector(n.shape) && g_.is_constant(n.operands[0]) &&
               (g_.constant(n.operands[0]).is(0) || g_.constant(n.operands[0]).is(1));
      case opcode::sum:
      case opcode::maximum:
      case opcode::log_sum_exp:
      case opcode::segment: return false;
      case opcode::recurrence: return !is_running_sum(n);
      case opcode::add: return terms_.concatenation_of(id).exist() || (is_whole_operand(n, 0) && is_whole_operand(n, 1));
      case opcode::subtract: return is_whole_operand(n, 0) && is_whole_operand(n, 1);
      case opcode::negate: return is_whole_operand(n, 0);
      case opcode::multiply:
      case opcode::divide: return is_whole_product(id);
      case opcode::exp: return is_vector(n.shape) && is_whole_operand(n, 0);
      default: return is_vector(n.shape) && is_latex_call(n) && is_whole_operand(n, 0);
    }
  }
  constexpr bool is_whole_operand(node const& n, int k) const {
    return g_[n.operands[k]].shape == n.shape && is_whole_[n.operands[k]] != 0;
  }
  // Arrays of one shape; or a column and a row.
  constexpr bool is_whole_product(node_id id) const {
    product_parts const parts = terms_.written_parts_of(id);
    for (factor const& f : parts.below)
      if (is_array(f.id)) return false;
    int same = 0, columns = 0, rows = 0;
    for (factor const& f : parts.above) {
      array_shape const& s = g_[f.id].shape;
      if (s.is_scalar()) continue;
      if (f.exponent != 1 || is_whole_[f.id] == 0) return false;
      if (s == g_[id].shape) ++same;
      else if (is_one(s.columns)) ++columns;
      else if (is_one(s.rows)) ++rows;
      else return false;
    }
    return columns == 0 && rows == 0 ? same > 0 : same == 0 && columns == 1 && rows == 1;
  }

  graph_view g_;
  terms const& terms_;
  buffer<char> is_whole_;  // of each node, where there are arrays
};

}  // namespace calx::detail
