// SPDX-License-Identifier: Apache-2.0
// Products of large matrices by Eigen, in all of a program of which one file includes this: results lie where calx wants them;
// Eigen copies what it multiplies into blocks that fit the caches, in memory of its own: for matrices of more than about
// 100 x 100 it asks the heap for it.
#pragma once

#include <calx/evaluate/matrix_product.hpp>

#include <Eigen/Core>

namespace calx::detail {

template <class Real> struct product_by_eigen {
  using row_major = Eigen::Matrix<Real, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
  using column_major = Eigen::Matrix<Real, Eigen::Dynamic, Eigen::Dynamic, Eigen::ColMajor>;

  template <class Run>
  static void as_matrix(matrix_operand<Real> x, std::ptrdiff_t rows, std::ptrdiff_t columns, Run const& run) {
    using stride = Eigen::OuterStride<>;
    if (x.column_stride == 1) run(Eigen::Map<row_major const, 0, stride>(x.data, rows, columns, stride(x.row_stride)));
    else run(Eigen::Map<column_major const, 0, stride>(x.data, rows, columns, stride(x.column_stride)));
  }
  static void multiply(Real* c, matrix_operand<Real> a, matrix_operand<Real> b, product_size s) {
    Eigen::Map<row_major> result(c, s.rows, s.columns);
    as_matrix(a, s.rows, s.inner, [&](auto const& left) {
      as_matrix(b, s.inner, s.columns, [&](auto const& right) { result.noalias() = left * right; });
    });
  }
};
inline bool const eigen_multiplies = (large_product<float> = &product_by_eigen<float>::multiply,
                                      large_product<double> = &product_by_eigen<double>::multiply, true);

}  // namespace calx::detail
