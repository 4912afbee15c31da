// SPDX-License-Identifier: Apache-2.0
// C = A B for matrices that lie row by row in memory; either may be read as its transpose.
#pragma once

#include <cstddef>

namespace calx::detail {

template <class Real> struct matrix_operand {
  Real const* data;
  std::ptrdiff_t row_stride, column_stride;
};

// Row after row of B times the elements of a row of A: the inner loop runs over neighbours.
template <class Real>
void multiply_matrices(Real* c, matrix_operand<Real> a, matrix_operand<Real> b, std::ptrdiff_t rows, std::ptrdiff_t inner,
                       std::ptrdiff_t columns) {
  if (columns == 1 || b.column_stride != 1) {
    for (std::ptrdiff_t i = 0; i < rows; ++i)
      for (std::ptrdiff_t j = 0; j < columns; ++j) {
        Real sum(0);
        for (std::ptrdiff_t k = 0; k < inner; ++k)
          sum += a.data[i * a.row_stride + k * a.column_stride] * b.data[k * b.row_stride + j * b.column_stride];
        c[i * columns + j] = sum;
      }
    return;
  }
  for (std::ptrdiff_t i = 0; i < rows; ++i) {
    Real* const row = c + i * columns;
    for (std::ptrdiff_t j = 0; j < columns; ++j) row[j] = Real(0);
    for (std::ptrdiff_t k = 0; k < inner; ++k) {
      Real const factor = a.data[i * a.row_stride + k * a.column_stride];
      Real const* const from = b.data + k * b.row_stride;
      for (std::ptrdiff_t j = 0; j < columns; ++j) row[j] += factor * from[j];
    }
  }
}

}  // namespace calx::detail
