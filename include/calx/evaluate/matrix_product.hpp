// SPDX-License-Identifier: Apache-2.0
// C = A B for matrices that lie row by row in memory; either may be read as its transpose. Small matrices of known size are
// unrolled. Large ones are multiplied by `large_product`: plain loops, or Eigen once calx/eigen.hpp has been included anywhere.
#pragma once

#include <calx/core/config.hpp>

#include <cstddef>

namespace calx::detail {

template <class Real> struct matrix_operand {
  Real const* data;
  std::ptrdiff_t row_stride, column_stride;
};
struct product_size {
  std::ptrdiff_t rows, inner, columns;
};

// Row after row of B times the elements of a row of A: the inner loop runs over neighbours. Four rows of B at a time.
template <class Real>
void add_rows(Real* to, Real const* factors, std::ptrdiff_t each, matrix_operand<Real> b, product_size s) {
  std::ptrdiff_t k = 0;
  for (; k + 4 <= s.inner; k += 4) {
    Real const p = factors[k * each], q = factors[(k + 1) * each], r = factors[(k + 2) * each], t = factors[(k + 3) * each];
    Real const *const b0 = b.data + k * b.row_stride, *const b1 = b0 + b.row_stride, *const b2 = b1 + b.row_stride,
                      *const b3 = b2 + b.row_stride;
    for (std::ptrdiff_t j = 0; j < s.columns; ++j) to[j] += (p * b0[j] + q * b1[j]) + (r * b2[j] + t * b3[j]);
  }
  for (; k < s.inner; ++k) {
    Real const factor = factors[k * each];
    Real const* const from = b.data + k * b.row_stride;
    for (std::ptrdiff_t j = 0; j < s.columns; ++j) to[j] += factor * from[j];
  }
}
// B is read as its transpose: products of rows, four of them at a time.
template <class Real>
void multiply_rows(Real* to, Real const* factors, std::ptrdiff_t each, matrix_operand<Real> b, product_size s) {
  std::ptrdiff_t j = 0;
  for (; j + 4 <= s.columns; j += 4) {
    Real sums[4]{};
    for (std::ptrdiff_t k = 0; k < s.inner; ++k)
      for (std::ptrdiff_t l = 0; l < 4; ++l)
        sums[l] += factors[k * each] * b.data[k * b.row_stride + (j + l) * b.column_stride];
    for (std::ptrdiff_t l = 0; l < 4; ++l) to[j + l] = sums[l];
  }
  for (; j < s.columns; ++j) {
    to[j] = Real(0);
    for (std::ptrdiff_t k = 0; k < s.inner; ++k) to[j] += factors[k * each] * b.data[k * b.row_stride + j * b.column_stride];
  }
}
template <class Real> void plain_product(Real* c, matrix_operand<Real> a, matrix_operand<Real> b, product_size s) {
  for (std::ptrdiff_t i = 0; i < s.rows; ++i) {
    Real* const row = c + i * s.columns;
    Real const* const factors = a.data + i * a.row_stride;
    if (b.column_stride != 1) {
      multiply_rows(row, factors, a.column_stride, b, s);
      continue;
    }
    for (std::ptrdiff_t j = 0; j < s.columns; ++j) row[j] = Real(0);
    add_rows(row, factors, a.column_stride, b, s);
  }
}

// What multiplies large matrices; calx/eigen.hpp puts Eigen here before main.
template <class Real> using product_function = void (*)(Real*, matrix_operand<Real>, matrix_operand<Real>, product_size);
template <class Real> inline product_function<Real> large_product = &plain_product<Real>;

inline constexpr std::ptrdiff_t most_unrolled = 256;

// Row by row, with `Inner` and `Columns` known: a row of C stays in registers.
template <std::ptrdiff_t Inner, std::ptrdiff_t Columns, class Real>
CALX_ALWAYS_INLINE void unrolled_product(Real* c, matrix_operand<Real> a, matrix_operand<Real> b, std::ptrdiff_t rows) {
  for (std::ptrdiff_t i = 0; i < rows; ++i) {
    Real row[Columns]{};
    for (std::ptrdiff_t k = 0; k < Inner; ++k) {
      Real const factor = a.data[i * a.row_stride + k * a.column_stride];
      for (std::ptrdiff_t j = 0; j < Columns; ++j) row[j] += factor * b.data[k * b.row_stride + j * b.column_stride];
    }
    for (std::ptrdiff_t j = 0; j < Columns; ++j) c[i * Columns + j] = row[j];
  }
}

// Inner and Columns: 0 where they are known when the program runs.
template <std::ptrdiff_t Inner, std::ptrdiff_t Columns, class Real>
CALX_ALWAYS_INLINE void multiply_matrices(Real* c, matrix_operand<Real> a, matrix_operand<Real> b, product_size s) {
  if constexpr (Inner > 0 && Columns > 0 && Inner * Columns <= most_unrolled) unrolled_product<Inner, Columns>(c, a, b, s.rows);
  else large_product<Real>(c, a, b, s);
}

}  // namespace calx::detail
