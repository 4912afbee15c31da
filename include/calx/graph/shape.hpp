// SPDX-License-Identifier: Apache-2.0
// shape: rows x columns of a node. A scalar is 1 x 1.
//
// An extent is a number, or a named axis plus an offset: `axis 1, -1` is the length of axis 1, less one row, known when the
// program runs. Elementwise operations take operands of one shape, or scalars, which are broadcast.
#pragma once

#include <cstdint>

namespace calx {

struct extent {
  std::int32_t axis = 0;   // 0: none, the extent is `count`
  std::int32_t count = 1;  // a number, or the offset from the axis' length

  friend constexpr bool operator==(extent const& a, extent const& b) { return a.axis == b.axis && a.count == b.count; }
};

struct shape {
  extent rows{};
  extent columns{};

  constexpr bool is_scalar() const { return rows.count == 1 && rows.axis == 0 && columns.count == 1 && columns.axis == 0; }
  constexpr bool varies() const { return rows.axis != 0 || columns.axis != 0; }

  friend constexpr bool operator==(shape const& a, shape const& b) {
    return a.rows.axis == b.rows.axis && a.rows.count == b.rows.count && a.columns.axis == b.columns.axis &&
           a.columns.count == b.columns.count;
  }
};

inline constexpr shape scalar_shape{};
constexpr shape vector_shape(int rows) { return {{0, rows}, {0, 1}}; }
constexpr shape column_shape(int axis) { return {{axis, 0}, {0, 1}}; }

// The shape of an elementwise operation on a and b, or nothing where they do not fit together.
struct broadcast_result {
  shape common{};
  bool fits = true;
};
constexpr broadcast_result broadcast(shape const& a, shape const& b) {
  if (b.is_scalar()) return {a, true};
  if (a.is_scalar()) return {b, true};
  return {a, a == b};
}

}  // namespace calx
