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

#include <calx/optimize/status.hpp>

#include <Eigen/Dense>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

namespace calx {

struct levenberg_marquardt {
  int max_iterations = 1000;
  double step_tolerance = 1e-14;
  double initial_damping = 1e-3;
};

struct least_squares_solution {
  calx::status status = calx::status::iteration_limit;
  Eigen::VectorXd parameters;
  Eigen::VectorXd residuals;
  Eigen::MatrixXd jacobian;
  int iterations = 0;
  int function_evaluations = 0;
};

// evaluate(p, r, J) fills the residuals and the Jacobian at p. One type for all models: the solver is compiled once.
using residual_function = std::function<void(Eigen::VectorXd const& p, Eigen::VectorXd& r, Eigen::MatrixXd& jacobian)>;

namespace detail {

class levenberg_marquardt_run {
 public:
  levenberg_marquardt_run(residual_function const& evaluate, levenberg_marquardt const& options)
      : evaluate_(evaluate), options_(options) {}

  least_squares_solution run(Eigen::VectorXd const& start) {
    at_.parameters = start;
    evaluate(at_);
    if (!finite(at_)) return finish(status::not_finite);
    scale_ = at_.jacobian.colwise().norm().transpose();
    double damping = options_.initial_damping, growth = 2;
    for (at_.iterations = 0; at_.iterations < options_.max_iterations; ++at_.iterations) {
      factorize();
      for (int attempt = 0;; ++attempt) {
        Eigen::VectorXd const step = damped_step(damping);
        if (!step.allFinite()) return finish(status::singular);
        bool const tiny = is_tiny(step);
        least_squares_solution next;
        next.parameters = at_.parameters + step;
        evaluate(next);
        double const before = at_.residuals.squaredNorm(), after = next.residuals.squaredNorm();
        double const predicted = before - (at_.residuals + at_.jacobian * step).squaredNorm();
        // Below 1e-9 of chi-squared its rounding hides the difference; the gradient still shows it.
        bool const polishing = std::abs(before - after) <= 1e-9 * before && predicted <= 1e-9 * before;
        bool const better = finite(next) && (polishing ? cosine(next) < cosine(at_) : after < before);
        if (better) {
          double const gain = predicted > 0 && !polishing ? (before - after) / predicted : 1;
          damping *= std::max(1.0 / 3, 1 - std::pow(2 * gain - 1, 3));
          growth = 2;
          accept(next);
          if (tiny) return finish(status::converged);
          break;
        }
        if (tiny) return finish(gradient_is_small() ? status::converged : status::stalled);
        damping *= growth;
        growth *= 2;
        if (attempt > 200 || !(damping < 1e300)) return finish(gradient_is_small() ? status::converged : status::stalled);
      }
    }
    return finish(status::iteration_limit);
  }

 private:
  void evaluate(least_squares_solution& s) {
    evaluate_(s.parameters, s.residuals, s.jacobian);
    ++evaluations_;
  }
  static bool finite(least_squares_solution const& s) { return s.residuals.allFinite() && s.jacobian.allFinite(); }

  void accept(least_squares_solution& next) {
    next.iterations = at_.iterations;
    at_ = next;
    scale_ = scale_.cwiseMax(at_.jacobian.colwise().norm().transpose());
  }
  least_squares_solution finish(status s) {
    at_.status = s;
    at_.function_evaluations = evaluations_;
    return at_;
  }

  // J P = Q R: then |J s + r| is |R (P^T s) + Q^T r| up to a constant.
  void factorize() {
    Eigen::ColPivHouseholderQR<Eigen::MatrixXd> const qr(at_.jacobian);
    auto const n = at_.jacobian.cols();
    triangle_ = qr.matrixR().topLeftCorner(n, n).triangularView<Eigen::Upper>();
    rotated_ = (qr.householderQ().adjoint() * at_.residuals).head(n);
    permutation_ = qr.colsPermutation();
  }
  Eigen::VectorXd damped_step(double damping) const {
    auto const n = triangle_.cols();
    Eigen::MatrixXd stacked = Eigen::MatrixXd::Zero(2 * n, n);
    stacked.topRows(n) = triangle_;
    Eigen::VectorXd const scaled = (permutation_.transpose() * scale_).eval() * std::sqrt(damping);
    stacked.bottomRows(n).diagonal() = scaled;
    Eigen::VectorXd right = Eigen::VectorXd::Zero(2 * n);
    right.head(n) = -rotated_;
    return permutation_ * Eigen::VectorXd(stacked.colPivHouseholderQr().solve(right));
  }

  bool is_tiny(Eigen::VectorXd const& step) const {
    for (Eigen::Index i = 0; i < step.size(); ++i)
      if (std::abs(step[i]) > options_.step_tolerance * std::abs(at_.parameters[i]) + std::numeric_limits<double>::min())
        return false;
    return true;
  }
  // The largest cosine between a column of J and r.
  double cosine(least_squares_solution const& s) const {
    double const residual = s.residuals.norm();
    Eigen::VectorXd const gradient = s.jacobian.transpose() * s.residuals;
    double largest = 0;
    for (Eigen::Index i = 0; i < gradient.size() && residual > 0; ++i)
      if (scale_[i] > 0) largest = std::max(largest, std::abs(gradient[i]) / (scale_[i] * residual));
    return largest;
  }
  bool gradient_is_small() const { return cosine(at_) <= 1e-7; }

  residual_function const& evaluate_;
  levenberg_marquardt const& options_;
  least_squares_solution at_;
  Eigen::VectorXd scale_, rotated_;
  Eigen::MatrixXd triangle_;
  Eigen::PermutationMatrix<Eigen::Dynamic, Eigen::Dynamic> permutation_;
  int evaluations_ = 0;
};

}  // namespace detail

inline least_squares_solution solve_least_squares(residual_function const& evaluate, Eigen::VectorXd const& start,
                                                  levenberg_marquardt const& options = {}) {
  return detail::levenberg_marquardt_run(evaluate, options).run(start);
}

// The covariance of the parameters, s^2 (J^T J)^-1 with s^2 = |r|^2/(m - n), by QR of J with columns scaled to length 1.
struct parameter_covariance {
  Eigen::MatrixXd matrix;
  Eigen::Index rank = 0;
};
inline parameter_covariance covariance_of(least_squares_solution const& solution) {
  auto const n = solution.jacobian.cols(), m = solution.jacobian.rows();
  Eigen::VectorXd const inverse_scale = solution.jacobian.colwise().norm().transpose().cwiseInverse();
  Eigen::ColPivHouseholderQR<Eigen::MatrixXd> const qr(solution.jacobian * inverse_scale.asDiagonal());
  Eigen::MatrixXd const identity = Eigen::MatrixXd::Identity(n, n);
  Eigen::MatrixXd const inverse =
      qr.colsPermutation() * Eigen::MatrixXd(qr.matrixR().topLeftCorner(n, n).triangularView<Eigen::Upper>().solve(identity));
  double const variance = m > n ? solution.residuals.squaredNorm() / static_cast<double>(m - n) : 0;
  return {variance * (inverse_scale.asDiagonal() * (inverse * inverse.transpose()) * inverse_scale.asDiagonal()), qr.rank()};
}

}  // namespace calx
