// SPDX-License-Identifier: Apache-2.0
// Functions of vectors, matrices and columns of data. Elementwise operators and functions take arrays of one shape; extents of
// 1 are repeated, so that a number or a row goes with every row of a matrix.
//
//   sum mean product maximum log_sum_exp norm     of all elements
//   row_sums row_maxima row_log_sum_exp           a number for each row; column_sums: for each column
//   softmax log_softmax                           over all elements; row_softmax, row_log_softmax: within each row
//   dot(u, v)  A * v  A * B  outer(u, v)  transpose(A)  trace_of(A)  identity<N>  hadamard(A, B) (element by element)
//   drop_first<K> drop_last<K> segment<First, Count> concatenate(u, v) element<I>(v) element<I, J>(A)
//   relu                                          elementwise
//   cumulative_sum(u)  linear_recurrence(a, u, h) h[i] = a[i] h[i-1] + u[i] with h[-1] = h
//   shape(A)                                      extents{rows, columns}; calx::dynamic where known only when the program runs
#pragma once

#include <calx/core/text.hpp>
#include <calx/expression/functions.hpp>
#include <calx/expression/variable.hpp>

namespace calx {

struct extents {
  int rows = 1, columns = 1;
  friend constexpr bool operator==(extents const& a, extents const& b) = default;
};

namespace detail {

constexpr int count_of(extent const& x) { return x.axis != 0 ? dynamic : x.count; }
template <class A> constexpr array_shape const& shape_of() { return record_of<std::remove_cvref_t<A>>.shape; }
template <class A> constexpr extents extents_of() { return {count_of(shape_of<A>().rows), count_of(shape_of<A>().columns)}; }

}  // namespace detail

template <expression A> constexpr extents shape(A const&) { return detail::extents_of<A>(); }

template <expression A, expression B> constexpr auto matrix_product(A const& a, B const& b) {
  return apply_to_array<opcode::matrix_product, shape_rule::of_operation>(a, b);
}
template <expression A, expression B> constexpr auto hadamard(A const& a, B const& b) { return apply<opcode::multiply>(a, b); }

// Reductions.
template <expression A> constexpr auto sum(A const& a) { return apply_to_array<opcode::sum, shape_rule::number>(a); }
template <expression A> constexpr auto row_sums(A const& a) { return apply_to_array<opcode::sum, shape_rule::per_row>(a); }
template <expression A> constexpr auto column_sums(A const& a) {
  return apply_to_array<opcode::sum, shape_rule::per_column>(a);
}
template <expression A> constexpr auto maximum(A const& a) { return apply_to_array<opcode::maximum, shape_rule::number>(a); }
template <expression A> constexpr auto row_maxima(A const& a) {
  return apply_to_array<opcode::maximum, shape_rule::per_row>(a);
}
template <expression A> constexpr auto log_sum_exp(A const& a) {
  return apply_to_array<opcode::log_sum_exp, shape_rule::number>(a);
}
template <expression A> constexpr auto row_log_sum_exp(A const& a) {
  return apply_to_array<opcode::log_sum_exp, shape_rule::per_row>(a);
}
template <expression A> constexpr auto product(A const& a) {
  static_assert(is_one(detail::shape_of<A>().columns), "calx: product(v) takes a vec or a column");
  return apply_to_array<opcode::product, shape_rule::of_operation>(a);
}
template <expression A> constexpr auto mean(A const& a) {
  constexpr int columns = detail::shape_of<A>().columns.count;
  auto const rows = apply_to_array<opcode::length, shape_rule::of_operation, 0, 1>(a);
  if constexpr (columns == 1) return sum(a) / rows;
  else return sum(a) / (constant<columns> * rows);
}

// Linear algebra.
template <expression A> constexpr auto transpose(A const& a) {
  return apply_to_array<opcode::transpose, shape_rule::of_operation>(a);
}
template <expression A, expression B>
  requires(detail::shape_of<A>() == detail::shape_of<B>())
constexpr auto dot(A const& a, B const& b) {
  return sum(hadamard(a, b));
}
template <expression A, expression B, int RowsOfU = detail::extents_of<A>().rows, int RowsOfV = detail::extents_of<B>().rows>
  requires(!(detail::shape_of<A>() == detail::shape_of<B>()))
CALX_REFUSED("calx: dot(u, v): u and v differ in size")
constexpr refused dot(A const&, B const&) {
  return {};
}
template <expression A> constexpr auto norm(A const& a) { return sqrt(sum(pow<2>(a))); }
template <expression A, expression B> constexpr auto outer(A const& a, B const& b) {
  static_assert(is_one(detail::shape_of<A>().columns) && is_one(detail::shape_of<B>().columns),
                "calx: outer(u, v) takes two vecs or columns");
  return hadamard(a, transpose(b));
}
template <int N> inline constexpr auto identity = apply_to_array<opcode::identity, shape_rule::square, N>();
template <expression A> constexpr auto trace_of(A const& a) {
  static_assert(detail::shape_of<A>().rows == detail::shape_of<A>().columns, "calx: trace_of(A): A is not square");
  return sum(hadamard(a, identity<detail::shape_of<A>().columns.count>));
}

// Parts.
template <int K = 1, expression A> constexpr auto drop_first(A const& a) {
  static_assert(K >= 0 && (detail::shape_of<A>().rows.axis != 0 || K < detail::shape_of<A>().rows.count),
                "calx: drop_first<k>(v): nothing is left");
  return apply_to_array<opcode::segment, shape_rule::more_rows, -K, K>(a);
}
template <int K = 1, expression A> constexpr auto drop_last(A const& a) {
  static_assert(K >= 0 && (detail::shape_of<A>().rows.axis != 0 || K < detail::shape_of<A>().rows.count),
                "calx: drop_last<k>(v): nothing is left");
  return apply_to_array<opcode::segment, shape_rule::more_rows, -K, 0>(a);
}
template <int First, int Count, expression A> constexpr auto segment(A const& a) {
  static_assert(
      First >= 0 && Count > 0 && (detail::shape_of<A>().rows.axis != 0 || First + Count <= detail::shape_of<A>().rows.count),
      "calx: segment<first, count>(v): v has not so many rows");
  return apply_to_array<opcode::segment, shape_rule::rows, Count, First>(a);
}
template <expression A, expression B> constexpr auto concatenate(A const& a, B const& b) {
  static_assert(detail::shape_of<A>().columns == detail::shape_of<B>().columns,
                "calx: concatenate(u, v): u has not as many columns as v");
  static_assert(detail::shape_of<A>().rows.axis == 0 || detail::shape_of<B>().rows.axis == 0,
                "calx: concatenate(u, v): the length of one of them must be known while compiling");
  return apply_to_array<opcode::pad, shape_rule::joined>(a, b);
}
template <int I, expression A> constexpr auto element(A const& a) {
  static_assert(is_one(detail::shape_of<A>().columns), "calx: element<i>(v): v is a matrix; write element<i, j>(A)");
  static_assert(I >= 0 && (detail::shape_of<A>().rows.axis != 0 || I < detail::shape_of<A>().rows.count),
                "calx: element<i>(v): the index is not below the length of v");
  return apply_to_array<opcode::element, shape_rule::of_operation, 0, I>(a);
}
template <int I, int J, expression A> constexpr auto element(A const& a) {
  constexpr array_shape s = detail::shape_of<A>();
  static_assert(I >= 0 && J >= 0 && (s.rows.axis != 0 || I < s.rows.count) && J < s.columns.count,
                "calx: element<i, j>(A): an index is not below the number of rows, or of columns");
  return apply_to_array<opcode::element, shape_rule::of_operation, 0, I * s.columns.count + J>(a);
}

// What networks are made of.
template <argument A> constexpr auto relu(A const& a) { return max(a, constant<0>); }
template <expression A> constexpr auto log_softmax(A const& a) { return a - log_sum_exp(a); }
template <expression A> constexpr auto softmax(A const& a) { return exp(log_softmax(a)); }
template <expression A> constexpr auto row_log_softmax(A const& a) { return a - row_log_sum_exp(a); }
template <expression A> constexpr auto row_softmax(A const& a) { return exp(row_log_softmax(a)); }

// Recurrences.
template <operand A, expression B, operand H> constexpr auto linear_recurrence(A const& a, B const& u, H const& h) {
  static_assert(is_one(detail::shape_of<B>().columns), "calx: linear_recurrence(a, u, h): u is a vec or a column");
  return apply_to_array<opcode::recurrence, shape_rule::of_operation>(a, u, h);
}
template <operand A, expression B> constexpr auto linear_recurrence(A const& a, B const& u) {
  return linear_recurrence(a, u, constant<0>);
}
template <expression A> constexpr auto cumulative_sum(A const& a) { return linear_recurrence(constant<1>, a); }

}  // namespace calx
