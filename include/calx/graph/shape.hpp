// SPDX-License-Identifier: Apache-2.0
// shape: rows x columns of a node. A scalar is 1 x 1.
//
// An extent is a number, or a named axis plus an offset: `axis 1, -1` is the length of axis 1, less one row, known when the
// program runs. Elementwise operations take operands of one shape; an extent of 1 is repeated as often as needed.
#pragma once

#include <cstdint>

namespace calx {

struct extent {
  std::int32_t axis = 0;   // 0: none, the extent is `count`
  std::int32_t count = 1;  // a number, or the offset from the axis' length

  friend constexpr bool operator==(extent const& a, extent const& b) { return a.axis == b.axis && a.count == b.count; }
};

struct array_shape {
  extent rows{};
  extent columns{};

  constexpr bool is_scalar() const { return rows.count == 1 && rows.axis == 0 && columns.count == 1 && columns.axis == 0; }
  constexpr bool varies() const { return rows.axis != 0 || columns.axis != 0; }

  friend constexpr bool operator==(array_shape const& a, array_shape const& b) {
    return a.rows.axis == b.rows.axis && a.rows.count == b.rows.count && a.columns.axis == b.columns.axis &&
           a.columns.count == b.columns.count;
  }
};

inline constexpr array_shape scalar_shape{};
constexpr array_shape vector_shape(int rows) { return {{0, rows}, {0, 1}}; }
constexpr array_shape column_shape(int axis) { return {{axis, 0}, {0, 1}}; }
constexpr array_shape matrix_shape(int rows, int columns) { return {{0, rows}, {0, columns}}; }

inline constexpr extent single_row{};
constexpr bool is_one(extent const& x) { return x.axis == 0 && x.count == 1; }

// So few columns that a loop over rows has them all in its body.
inline constexpr int most_single_columns = 16;
constexpr bool is_few(extent const& x) { return x.axis == 0 && x.count <= most_single_columns; }
constexpr bool are_many_rows(extent const& x) { return x.axis != 0 || x.count >= most_single_columns; }

// The shape of an elementwise operation on a and b, or nothing where they do not fit together: an extent of 1 is repeated.
struct broadcast_result {
  array_shape common{};
  bool fits = true;
};
constexpr broadcast_result broadcast(array_shape const& a, array_shape const& b) {
  if (b.is_scalar() || a == b) return {a, true};
  if (a.is_scalar()) return {b, true};
  bool const rows = a.rows == b.rows || is_one(a.rows) || is_one(b.rows);
  bool const columns = a.columns == b.columns || is_one(a.columns) || is_one(b.columns);
  return {{is_one(a.rows) ? b.rows : a.rows, is_one(a.columns) ? b.columns : a.columns}, rows && columns};
}

}  // namespace calx
