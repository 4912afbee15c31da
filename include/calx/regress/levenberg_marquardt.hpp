// SPDX-License-Identifier: Apache-2.0
// Levenberg-Marquardt: minimises |r(p)|^2 given residuals r and their exact Jacobian J.
//
//   step       min |J s + r|^2 + lambda |D s|^2, by QR of J once for each point and of a small triangle for each lambda
//   scale      D: the largest norms of J's columns so far, so the path does not depend on the units of the parameters
//   lambda     by the gain ratio (H. B. Nielsen 1999)
//   polish     where chi-squared no longer shows a change, a step must lower the gradient instead: the last digits
//   end        when a step changes no parameter by more than 1e-14 of itself, or nothing improves any more: converged if
//              each column of J is then orthogonal to r to 1e-7, stalled otherwise
//
// Sources: K. Levenberg 1944, D. Marquardt 1963, J. J. Moré 1978. Cost: m n^2 an accepted step, n^3 a rejected one.
#pragma once

#include <calx/core/config.hpp>
#include <calx/optimize/status.hpp>

#include <Eigen/Dense>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace calx {

struct levenberg_marquardt {
  int max_iterations = 1000;
  double step_tolerance = 1e-14;
  double initial_damping = 1e-3;
};

// Templates, so that a program that fits nothing does not compile Eigen's factorisations.
template <class Real = double> struct least_squares_solution {
  using vector = Eigen::Matrix<Real, Eigen::Dynamic, 1>;
  using matrix = Eigen::Matrix<Real, Eigen::Dynamic, Eigen::Dynamic>;

  calx::status status = calx::status::iteration_limit;
  vector parameters;
  vector residuals;
  matrix jacobian;
  int iterations = 0;
  int function_evaluations = 0;
};

// The search asks for evaluations, so that it is compiled once and no model appears in it:
//   while (search.needs_evaluation()) { fill trial().residuals and .jacobian at trial().parameters; search.proceed(); }
template <class Real = double> class least_squares_search {
  using solution_type = least_squares_solution<Real>;
  using vector = typename solution_type::vector;
  using matrix = typename solution_type::matrix;

 public:
  explicit least_squares_search(vector const& start, levenberg_marquardt const& options = {}) : options_(options) {
    trial_.parameters = start;
  }

  bool needs_evaluation() const { return !ended_; }
  solution_type& trial() { return trial_; }
  // How it ended, at the best point.
  solution_type const& solution() const { return at_; }

  // The trial point has been evaluated: takes it or leaves it, and proposes another unless that was the end.
  void proceed() {
    ++at_.function_evaluations;
    bool const finite = trial_.residuals.allFinite() && trial_.jacobian.allFinite();
    if (at_.function_evaluations == 1) begin(finite);
    else judge(finite);
  }

 private:
  void begin(bool finite) {
    accept();
    if (!finite) return end(status::not_finite);
    if (options_.max_iterations <= 0) return end(status::iteration_limit);
    factorize();
    propose();
  }

  void propose() {
    vector const step = damped_step(damping_);
    if (!step.allFinite()) return end(status::singular);
    tiny_ = is_tiny(step);
    trial_.parameters = at_.parameters + step;
    predicted_ = at_.residuals.squaredNorm() - (at_.residuals + at_.jacobian * step).squaredNorm();
  }

  void judge(bool finite) {
    double const before = at_.residuals.squaredNorm(), after = trial_.residuals.squaredNorm();
    // Below 1e-9 of chi-squared its rounding hides the difference; the gradient still shows it.
    bool const polishing = std::abs(before - after) <= 1e-9 * before && predicted_ <= 1e-9 * before;
    if (finite && (polishing ? cosine(trial_) < cosine(at_) : after < before)) {
      double const gain = predicted_ > 0 && !polishing ? (before - after) / predicted_ : 1;
      damping_ *= std::max(1.0 / 3, 1 - std::pow(2 * gain - 1, 3));
      growth_ = 2;
      rejected_ = 0;
      accept();
      if (tiny_) return end(status::converged);
      if (++at_.iterations >= options_.max_iterations) return end(status::iteration_limit);
      factorize();
    } else {
      damping_ *= growth_;
      growth_ *= 2;
      if (tiny_ || ++rejected_ > 200 || !(damping_ < 1e300))
        return end(gradient_is_small() || residuals_are_rounding() ? status::converged : status::stalled);
    }
    propose();
  }

  void accept() {
    std::swap(at_.parameters, trial_.parameters);
    std::swap(at_.residuals, trial_.residuals);
    std::swap(at_.jacobian, trial_.jacobian);
    vector const norms = at_.jacobian.colwise().norm().transpose();
    scale_ = scale_.size() == 0 ? norms : vector(scale_.cwiseMax(norms));
  }
  void end(status s) {
    at_.status = s;
    ended_ = true;
  }

  // J P = Q R: then |J s + r| is |R (P^T s) + Q^T r| up to a constant.
  void factorize() {
    Eigen::ColPivHouseholderQR<matrix> const qr(at_.jacobian);
    auto const n = at_.jacobian.cols();
    triangle_ = qr.matrixR().topLeftCorner(n, n).template triangularView<Eigen::Upper>();
    rotated_ = (qr.householderQ().adjoint() * at_.residuals).head(n);
    permutation_ = qr.colsPermutation();
  }
  vector damped_step(double damping) const {
    auto const n = triangle_.cols();
    matrix stacked = matrix::Zero(2 * n, n);
    stacked.topRows(n) = triangle_;
    vector const scaled = (permutation_.transpose() * scale_).eval() * std::sqrt(damping);
    stacked.bottomRows(n).diagonal() = scaled;
    vector right = vector::Zero(2 * n);
    right.head(n) = -rotated_;
    return permutation_ * vector(stacked.colPivHouseholderQr().solve(right));
  }

  bool is_tiny(vector const& step) const {
    for (Eigen::Index i = 0; i < step.size(); ++i)
      if (std::abs(step[i]) > options_.step_tolerance * std::abs(at_.parameters[i]) + std::numeric_limits<double>::min())
        return false;
    return true;
  }
  // The largest cosine between a column of J and r.
  double cosine(solution_type const& s) const {
    double const residual = s.residuals.norm();
    vector const gradient = s.jacobian.transpose() * s.residuals;
    double largest = 0;
    for (Eigen::Index i = 0; i < gradient.size() && residual > 0; ++i)
      if (scale_[i] > 0) largest = std::max(largest, std::abs(gradient[i]) / (scale_[i] * residual));
    return largest;
  }
  bool gradient_is_small() const { return cosine(at_) <= 1e-7; }
  // Of data that the model fits exactly nothing remains but the rounding of the model's values.
  bool residuals_are_rounding() const {
    return at_.residuals.norm() <= 64 * std::numeric_limits<double>::epsilon() * scale_.dot(at_.parameters.cwiseAbs());
  }

  levenberg_marquardt options_;
  solution_type at_, trial_;
  vector scale_, rotated_;
  matrix triangle_;
  Eigen::PermutationMatrix<Eigen::Dynamic, Eigen::Dynamic> permutation_;
  double damping_ = options_.initial_damping, growth_ = 2, predicted_ = 0;
  int rejected_ = 0;
  bool tiny_ = false, ended_ = false;
};

// evaluate(p, r, J) fills the residuals and the Jacobian at p.
template <class Evaluate>
CALX_ALWAYS_INLINE least_squares_solution<> solve_least_squares(Evaluate const& evaluate, Eigen::VectorXd const& start,
                                                                levenberg_marquardt const& options = {}) {
  least_squares_search<> search(start, options);
  for (; search.needs_evaluation(); search.proceed()) {
    least_squares_solution<>& trial = search.trial();
    evaluate(trial.parameters, trial.residuals, trial.jacobian);
  }
  return search.solution();
}

// The covariance of the parameters, s^2 (J^T J)^-1 with s^2 = |r|^2/(m - n), by QR of J with columns scaled to length 1.
template <class Real = double> struct parameter_covariance {
  typename least_squares_solution<Real>::matrix matrix;
  Eigen::Index rank = 0;
};
template <class Real> parameter_covariance<Real> covariance_of(least_squares_solution<Real> const& solution) {
  using vector = typename least_squares_solution<Real>::vector;
  using matrix = typename least_squares_solution<Real>::matrix;
  auto const n = solution.jacobian.cols(), m = solution.jacobian.rows();
  vector const inverse_scale = solution.jacobian.colwise().norm().transpose().cwiseInverse();
  Eigen::ColPivHouseholderQR<matrix> const qr(solution.jacobian * inverse_scale.asDiagonal());
  matrix const identity = matrix::Identity(n, n);
  matrix const inverse =
      qr.colsPermutation() * matrix(qr.matrixR().topLeftCorner(n, n).template triangularView<Eigen::Upper>().solve(identity));
  Real const variance = m > n ? solution.residuals.squaredNorm() / static_cast<double>(m - n) : 0;
  return {variance * (inverse_scale.asDiagonal() * (inverse * inverse.transpose()) * inverse_scale.asDiagonal()), qr.rank()};
}

}  // namespace calx
