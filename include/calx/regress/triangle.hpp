// SPDX-License-Identifier: Apache-2.0
// Rows of a linear least-squares problem, reduced to a triangle: W^(1/2) [A b] = Q R, of which only R is kept.
//
//   fold      rows under a triangle go into it by Householder reflections: 2 rows n^2 operations, in the cache
//   combine   two triangles become one
//   leaf      a block of rows becomes a triangle
//
// A triangle is column by column, n x n with n = columns + 1 (b is the last), and exponents: column j of the true R is column j
// here times 2^exponent[j]. So columns of any size pass without overflow, and reflections do not depend on powers of two: every
// other bit is that of the unscaled columns.
// Sources: A. S. Householder 1958; J. Demmel, L. Grigori, M. Hoemmen, J. Langou 2012 (TSQR).
#pragma once

#include <calx/core/buffer.hpp>
#include <calx/optimize/dense.hpp>

#include <cstddef>
#include <limits>
#include <type_traits>

namespace calx::detail {

// The number of columns where it is not known before the program runs.
inline constexpr int any_number = -1;

// The data: element i of column j of A is matrix[i + j * stride]; weights are null where all are 1. The numbers are finite and
// the weights not negative: the caller looks (else the solution is not finite).
template <class Real> struct linear_rows {
  int rows = 0;
  int columns = 0;
  Real const* matrix = nullptr;
  Real const* right = nullptr;
  Real const* weights = nullptr;
  std::ptrdiff_t stride = 0;  // 0: as many as rows

  // b is column `columns`.
  constexpr Real const* column(int j) const { return j < columns ? matrix + (stride == 0 ? rows : stride) * j : right; }
  constexpr linear_rows part(int first, int count) const {
    return {count,
            columns,
            matrix + first,
            right + first,
            weights == nullptr ? nullptr : weights + first,
            stride == 0 ? rows : stride};
  }
};

// Loops over rows run in full lanes: blocks are padded with rows of zeros, which change nothing.
inline constexpr int row_lanes = 8;
constexpr int padded(int rows) { return (rows + row_lanes - 1) / row_lanes * row_lanes; }

// How many rows become one triangle: enough that combining triangles costs little beside, few enough for the first cache.
constexpr int block_rows(int columns) { return columns < 32 ? 128 : padded(4 * columns); }

// The exponent that brings x into [1/2, 1).
template <class Real> constexpr int exponent_of(Real x) {
  return x == 0 || !is_finite(x) ? 0 : elementary::split_exponent(x).exponent;
}

// to = from 2^exponent
template <class Real> constexpr void copy_scaled(Real const* from, int exponent, Real* to, int n) {
  constexpr int range = std::numeric_limits<Real>::max_exponent - 2;
  if (exponent == 0) return copy(from, to, n);
  if (exponent < -range || exponent > range) {
    for (int i = 0; i < n; ++i) to[i] = elementary::scale_by_power_of_two(from[i], exponent);
    return;
  }
  Real const factor = elementary::power_of_two<Real>(exponent);
  for (int i = 0; i < n; ++i) to[i] = from[i] * factor;
}

template <class Real> constexpr void multiply_by(Real const* factors, Real* x, int n) {
  for (int i = 0; i < n; ++i) x[i] *= factors[i];
}
template <class Real> constexpr Real sum_of_magnitudes(Real const* x, int n) {
  Real sums[row_lanes]{};
  int i = 0;
  for (; i + row_lanes <= n; i += row_lanes)
    for (int k = 0; k < row_lanes; ++k) sums[k] += magnitude(x[i + k]);
  for (; i < n; ++i) sums[0] += magnitude(x[i]);
  Real sum(0);
  for (Real const& s : sums) sum += s;
  return sum;
}

// A column of a block, with the roots of the weights; the exponent is what was taken out of it. Ordinary columns stay as they
// are. The weights come after a first scaling and before a second, so that no product overflows.
template <class Real> constexpr int load_column(Real const* from, Real const* roots, Real* to, int n) {
  if (!std::is_constant_evaluated()) {
    copy(from, to, n);
    if (roots != nullptr) multiply_by(roots, to, n);
    Real const size = sum_of_magnitudes(to, n);
    if (size > Real(1e-30) && size < Real(1e30)) return 0;
  }
  int const first = exponent_of(largest_of(from, n));
  copy_scaled(from, -first, to, n);
  if (roots == nullptr) return first;
  multiply_by(roots, to, n);
  int const second = exponent_of(largest_of(to, n));
  copy_scaled(to, -second, to, n);
  return first + second;
}

// Reflections that zero the rows below the triangle r. Column k of the rows has min(count, filled + k) elements that are not
// zero: filled = count for any rows, filled = 1 for a triangle. The rows are lost.
//   v = (r_kk - beta, x) with beta = -sign(r_kk) |(r_kk, x)|;  y += v (v'y) / (beta (r_kk - beta)) for the columns y behind
// A column whose square underflows is zero beside what its scale has left of order 1.
template <class Real> constexpr void fold(Real* r, int n, Real* rows, int stride, int filled, int count) {
  for (int k = 0; k < n; ++k) {
    int const m = filled + k < count ? filled + k : count;
    Real const* const x = rows + k * stride;
    Real const square = inner(x, x, m);
    if (square < std::numeric_limits<Real>::min() / std::numeric_limits<Real>::epsilon()) continue;
    Real const top = r[k * n + k];
    Real const length = square_root(top * top + square);
    Real const beta = top < 0 ? length : -length;
    Real const v = top - beta;
    Real const factor = 1 / (beta * v);
    r[k * n + k] = beta;
    for (int j = k + 1; j < n; ++j) {
      Real* const y = rows + j * stride;
      Real const t = (v * r[j * n + k] + inner(x, y, m)) * factor;
      r[j * n + k] += v * t;
      add_scaled(y, t, x, y, m);
    }
  }
}

// The triangle of the rows of `left` and `right`, in `left`; `right` is lost.
template <class Real> constexpr void combine(Real* left, int* left_exponents, Real* right, int* right_exponents, int n) {
  for (int j = 0; j < n; ++j) {
    int const difference = left_exponents[j] - right_exponents[j];
    if (difference == 0) continue;
    // An empty column has no size that counts.
    bool const left_is_less = largest_of(right + j * n, j + 1) != 0 && (difference < 0 || largest_of(left + j * n, j + 1) == 0);
    if (left_is_less) {
      copy_scaled(left + j * n, difference, left + j * n, j + 1);
      left_exponents[j] = right_exponents[j];
    } else {
      copy_scaled(right + j * n, -difference, right + j * n, j + 1);
    }
  }
  fold(left, n, right, n, 1, n);
}

// What a block needs beside its triangle: made once.
template <class Real> struct block_workspace {
  constexpr block_workspace(int columns, int rows)
      : stride(padded(rows < block_rows(columns) ? rows : block_rows(columns))),
        entries(stride * (columns + 1)),
        roots(stride) {}
  int stride;
  buffer<Real> entries;
  buffer<Real> roots;
};

// The triangle of at most block_rows rows, in r, which is zero before.
template <class Real>
constexpr void make_leaf(linear_rows<Real> const& data, Real* r, int* exponents, block_workspace<Real>& work) {
  int const n = data.columns + 1, count = padded(data.rows);
  if (data.weights != nullptr)
    for (int i = 0; i < data.rows; ++i) work.roots[i] = square_root(data.weights[i]);
  for (int j = 0; j < n; ++j) {
    Real* const to = work.entries.data() + j * work.stride;
    exponents[j] = load_column(data.column(j), data.weights == nullptr ? nullptr : work.roots.data(), to, data.rows);
    for (int i = data.rows; i < count; ++i) to[i] = Real(0);
  }
  fold(r, n, work.entries.data(), work.stride, count, count);
}

}  // namespace calx::detail
