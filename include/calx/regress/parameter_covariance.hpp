// SPDX-License-Identifier: Apache-2.0
// The covariance of fitted parameters, s^2 (J'J)^-1 with s^2 = r'r/(m - n), by QR of J with columns scaled to length 1.
#pragma once

#include <Eigen/Dense>

namespace calx {

// A template, so that a program that fits nothing does not compile Eigen's factorisations.
template <class Real = double> struct parameter_covariance {
  using vector_type = Eigen::Matrix<Real, Eigen::Dynamic, 1>;
  using matrix_type = Eigen::Matrix<Real, Eigen::Dynamic, Eigen::Dynamic>;

  matrix_type matrix;
  Eigen::Index rank = 0;
};

// J: a row for each row of the data, a column for each parameter; r: the residuals.
template <class Real>
parameter_covariance<Real> covariance_of(Eigen::Matrix<Real, Eigen::Dynamic, Eigen::Dynamic> const& jacobian,
                                         Eigen::Matrix<Real, Eigen::Dynamic, 1> const& residuals) {
  using vector = typename parameter_covariance<Real>::vector_type;
  using matrix = typename parameter_covariance<Real>::matrix_type;
  auto const n = jacobian.cols(), m = jacobian.rows();
  vector const inverse_scale = jacobian.colwise().norm().transpose().cwiseInverse();
  Eigen::ColPivHouseholderQR<matrix> const qr(jacobian * inverse_scale.asDiagonal());
  matrix const identity = matrix::Identity(n, n);
  matrix const inverse =
      qr.colsPermutation() * matrix(qr.matrixR().topLeftCorner(n, n).template triangularView<Eigen::Upper>().solve(identity));
  Real const variance = m > n ? residuals.squaredNorm() / static_cast<Real>(m - n) : Real(0);
  return {variance * (inverse_scale.asDiagonal() * (inverse * inverse.transpose()) * inverse_scale.asDiagonal()), qr.rank()};
}

}  // namespace calx
