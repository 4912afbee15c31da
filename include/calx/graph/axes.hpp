// SPDX-License-Identifier: Apache-2.0
// axes: which extents are equal. Each column has an axis of its own until an operation meets it with another one; then both
// are one axis, up to a number of rows: in drop_first(w) - y, y is one row shorter than w.
#pragma once

#include <calx/core/buffer.hpp>
#include <calx/graph/shape.hpp>

namespace calx {

class axes {
 public:
  constexpr extent fresh() {
    parents_.push({parents_.size() + 1, 0});
    return {parents_.size(), 0};
  }
  constexpr int count() const { return parents_.size(); }
  constexpr bool empty() const { return parents_.empty(); }

  // The same extent by the axis that stands for all equal ones.
  constexpr extent resolved(extent x) const {
    while (x.axis != 0 && parents_[x.axis - 1].axis != x.axis) {
      extent const up = parents_[x.axis - 1];
      x = {up.axis, x.count + up.count};
    }
    return x;
  }
  constexpr array_shape resolved_shape(array_shape const& s) const { return {resolved(s.rows), resolved(s.columns)}; }

  // From now on these are equal; false if they cannot be.
  constexpr bool unify(extent const& a, extent const& b) {
    extent const p = resolved(a), q = resolved(b);
    if (p.axis == q.axis) return p.count == q.count;
    if (p.axis == 0 || q.axis == 0) return false;
    parents_[p.axis - 1] = {q.axis, q.count - p.count};
    return true;
  }
  // As calx::broadcast.
  constexpr broadcast_result broadcast(array_shape const& a, array_shape const& b) {
    array_shape const p = resolved_shape(a), q = resolved_shape(b);
    if (q.is_scalar()) return {p, true};
    bool const rows = is_one(p.rows) || is_one(q.rows) || unify(p.rows, q.rows);
    bool const columns = is_one(p.columns) || is_one(q.columns) || unify(p.columns, q.columns);
    array_shape const common{is_one(p.rows) ? q.rows : p.rows, is_one(p.columns) ? q.columns : p.columns};
    return {resolved_shape(common), rows && columns};
  }

 private:
  buffer<extent> parents_;  // of axis i + 1; its own where it stands for itself
};

}  // namespace calx
