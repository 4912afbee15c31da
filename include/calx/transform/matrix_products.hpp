// SPDX-License-Identifier: Apache-2.0
// Matrix products that need no step of their own, or a cheaper one. A is r x k, B k x c, v and u are vectors:
//
//   A v                 a[0] v[0] + a[1] v[1] + ..., with the columns a[j] of A, if they are few; else the sums by row of the
//                       elements of A, each times the v[j] of its column
//   transpose(A) v      the sums by column of the elements of A, each times the v[i] of its row
//   sum(A B)            (sums by column of A) (sums by row of B): r k + k c additions instead of r k c
//   A B with equal rows or columns in A or B: of one of them, repeated; with sums of the other
//
// A matrix in memory is read once for each of these, and what is computed for it goes into the same pass.
//
// The sum, or the largest, of each row of a few columns is that of these columns, in the same pass as all else.
#pragma once

#include <calx/op/table.hpp>

namespace calx::detail {

class product_writer {
 public:
  constexpr explicit product_writer(maker& make) : make_(make) {}

  constexpr node_id product(node_id a, node_id b) {
    array_shape const of_a = make_[a].shape, of_b = make_[b].shape, s{of_a.rows, of_b.columns};
    if (s.is_scalar()) return make_.sum(make_.multiply(make_.transpose(a), b), {});
    if (is_one(s.columns)) return of_vector(a, b);
    if (is_one(s.rows)) return of_row(a, b);
    node const left = make_[a], right = make_[b];
    if (left.operation == opcode::fill) {
      node_id const x = left.operands[0];
      if (is_one(make_[x].shape.columns)) return repeated_product(x, reduced(opcode::sum, b, {single_row, s.columns}), s);
      return make_.fill(of_row(x, b), s);
    }
    if (right.operation == opcode::fill) {
      node_id const x = right.operands[0];
      if (is_one(make_[x].shape.rows)) return repeated_product(reduced(opcode::sum, a, {s.rows, single_row}), x, s);
      return make_.fill(of_vector(a, x), s);
    }
    return make_.matrix_product(a, b);
  }
  // sum(A B) to this shape.
  constexpr node_id sum_of_product(node_id a, node_id b, array_shape s) {
    extent const inner = make_[a].shape.columns;
    if (is_one(s.rows)) a = reduced(opcode::sum, a, {single_row, inner});
    if (is_one(s.columns)) b = reduced(opcode::sum, b, {inner, single_row});
    return product(a, b);
  }

  // The sum or the maximum of x to this shape.
  constexpr node_id reduced(opcode operation, node_id x, array_shape to) {
    array_shape const s = make_[x].shape;
    bool const by_row = is_one(to.columns) && to.rows == s.rows && is_few(s.columns) && !is_one(s.columns);
    if (!by_row || !are_many_rows(s.rows) || make_[x].operation == opcode::fill)
      return make_.array(array_node(operation, to, x));
    node_id total = column_of(x, 0);
    for (int j = 1; j < s.columns.count; ++j) {
      node_id const column = column_of(x, j);
      total = operation == opcode::sum ? make_.add(total, column) : make_.apply(opcode::max, total, column);
    }
    return make_.fill(total, to);
  }

 private:
  constexpr node_id column_of(node_id a, int j) {
    array_shape const s = make_[a].shape;
    node_id const rows = make_.transpose(a);
    return make_.transpose(make_.array(array_node(opcode::segment, {single_row, s.rows}, rows, no_node, no_node, j)));
  }
  constexpr node_id repeated_product(node_id a, node_id b, array_shape s) {
    node_id const whole = make_.fill(a, s);
    return make_.fill(make_.multiply(whole, make_.fill(b, s)), s);
  }
  constexpr node_id of_vector(node_id a, node_id v) {
    bool const transposed = make_[a].operation == opcode::transpose;
    return transposed ? transposed_times(make_[a].operands[0], v) : times(a, v);
  }
  constexpr node_id of_row(node_id u, node_id b) {
    bool const transposed = make_[b].operation == opcode::transpose;
    node_id const v = make_.transpose(u);
    return make_.transpose(transposed ? times(make_[b].operands[0], v) : transposed_times(b, v));
  }
  constexpr node_id times(node_id a, node_id v) {
    array_shape const s = make_[a].shape, result{s.rows, single_row};
    if (!is_few(s.columns)) return make_.sum(make_.fill(make_.multiply(a, make_.fill(make_.transpose(v), s)), s), result);
    node_id total = make_.zero();
    for (int j = 0; j < s.columns.count; ++j) {
      node_id const factor = make_.array(array_node(opcode::element, {}, v, no_node, no_node, j));
      total = make_.add(total, make_.multiply(column_of(a, j), make_.fill(factor, result)));
    }
    return make_.fill(total, result);
  }
  constexpr node_id transposed_times(node_id a, node_id v) {
    array_shape const s = make_[a].shape, of_column{s.rows, single_row}, result{s.columns, single_row};
    if (!is_few(s.columns))
      return make_.transpose(make_.sum(make_.fill(make_.multiply(a, make_.fill(v, s)), s), {single_row, s.columns}));
    node_id total = make_.zero();
    for (int j = 0; j < s.columns.count; ++j) {
      node_id const element = make_.sum(make_.fill(make_.multiply(column_of(a, j), v), of_column), {});
      total = make_.add(total, make_.array(array_node(opcode::placed, result, element, no_node, no_node, j)));
    }
    return make_.fill(total, result);
  }

  maker& make_;
};

}  // namespace calx::detail
