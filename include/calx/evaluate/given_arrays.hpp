// SPDX-License-Identifier: Apache-2.0
// What values of arrays are given as: where their numbers lie, if they lie together, and how many rows they have.
#pragma once

#include <calx/evaluate/evaluate.hpp>

#include <cstddef>
#include <tuple>
#include <type_traits>

namespace calx::detail {

// Contiguous numbers of the evaluation's type, where a value has them.
template <class Real, class Value> CALX_ALWAYS_INLINE Real const* contiguous_numbers(Value const& value) {
  if constexpr (std::is_array_v<Value>) {
    if constexpr (std::is_same_v<std::remove_cv_t<std::remove_extent_t<Value>>, Real>) return value;
    else return contiguous_numbers<Real>(value[0]);
  } else if constexpr (requires {
                         { value.data() } -> std::convertible_to<Real const*>;
                       }) {
    return value.data();
  } else {
    return value.size() == 0 ? nullptr
                             : contiguous_numbers<Real>(*value.data());  // rows that have no members but their numbers
  }
}
template <class Real, class Row> constexpr bool is_plain_row() {
  if constexpr (std::is_array_v<Row>) return std::is_same_v<std::remove_cv_t<std::remove_extent_t<Row>>, Real>;
  else
    return requires(Row const& r) {
      { r.data() } -> std::convertible_to<Real const*>;
    } && std::is_trivially_copyable_v<Row> && requires { std::tuple_size<Row>::value; };
}
template <class Real, class Value> concept has_numbers = requires(Value const& v) {
  { v.data() } -> std::convertible_to<Real const*>;
};
// A matrix object, as Eigen's, whose type says in which order its numbers lie.
template <class Value> concept ordered_matrix = matrix_object<Value> && requires { bool(Value::IsRowMajor); };

template <class Real, class Value, bool IsMatrix> constexpr bool is_in_place() {
  if constexpr (matrix_object<Value> && IsMatrix) {
    if constexpr (ordered_matrix<Value> && has_numbers<Real, Value>) return bool(Value::IsRowMajor);
    else return false;
  } else if constexpr (matrix_object<Value>) {
    return has_numbers<Real, Value>;
  } else if constexpr (has_numbers<Real, Value>) {
    return true;
  } else if constexpr (std::is_array_v<Value>) {
    using row = std::remove_cv_t<std::remove_extent_t<Value>>;
    return std::is_same_v<row, Real> || is_plain_row<Real, row>();
  } else if constexpr (requires(Value const& v) { v.data(); }) {
    return is_plain_row<Real, std::remove_cvref_t<decltype(*std::declval<Value const&>().data())>>();
  } else {
    return false;
  }
}

// A matrix that lies column by column is read so where its columns are few, or its products are all that is needed of it; any
// other is copied.
template <class Real, class Value> constexpr bool lies_by_columns() {
  if constexpr (ordered_matrix<Value> && has_numbers<Real, Value>) return !bool(Value::IsRowMajor);
  else return false;
}

// A part of a matrix has gaps between its rows, or its elements.
template <class Value> CALX_ALWAYS_INLINE bool has_gaps(Value const& value) {
  if constexpr (requires { value.innerStride(), value.outerStride(); }) {
    if (value.innerStride() != 1 && value.size() > 1) return true;
    if constexpr (requires { requires bool(Value::IsVectorAtCompileTime); }) return false;
    else return value.outerStride() != (Value::IsRowMajor ? value.cols() : value.rows()) && value.size() > 1;
  } else {
    return false;
  }
}

template <std::size_t Columns, class Value> CALX_ALWAYS_INLINE std::size_t row_count_of(Value const& value) {
  if constexpr (matrix_object<Value> && Columns == 1) {
    bool const is_row = value.rows() == 1;
    if (!is_row && value.cols() != 1) refuse("calx: evaluate: a matrix stands for a column, which has one column");
    return static_cast<std::size_t>(is_row ? value.cols() : value.rows());
  } else if constexpr (matrix_object<Value>) return static_cast<std::size_t>(value.rows());
  else if constexpr (Columns == 1 || array_of_rows<Value>) return length_of(value);
  else return length_of(value) / Columns;
}

}  // namespace calx::detail
