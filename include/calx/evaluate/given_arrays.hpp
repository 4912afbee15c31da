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
template <class Real, class Value, bool IsMatrix> constexpr bool is_in_place() {
  if constexpr (matrix_object<Value>) {
    if constexpr (!IsMatrix)
      return requires(Value const& v) {
        { v.data() } -> std::convertible_to<Real const*>;
      };
    else if constexpr (requires {
                         Value::IsRowMajor;
                         requires bool(Value::IsRowMajor);
                       })
      return requires(Value const& v) {
        { v.data() } -> std::convertible_to<Real const*>;
      };
    else return false;
  } else if constexpr (requires(Value const& v) {
                         { v.data() } -> std::convertible_to<Real const*>;
                       }) {
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

template <std::size_t Columns, class Value> CALX_ALWAYS_INLINE std::size_t row_count_of(Value const& value) {
  if constexpr (matrix_object<Value>) return static_cast<std::size_t>(value.rows());
  else if constexpr (Columns == 1 || array_of_rows<Value>) return length_of(value);
  else return length_of(value) / Columns;
}

}  // namespace calx::detail
