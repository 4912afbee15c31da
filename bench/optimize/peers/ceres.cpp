// SPDX-License-Identifier: Apache-2.0
// Ceres' GradientProblemSolver (Debian: libceres-dev): BFGS and L-BFGS. Its tolerance is of the gradient.
#if __has_include(<ceres/ceres.h>)
#include "peers.hpp"

#include <ceres/ceres.h>

namespace peers {
namespace {

class function final : public ceres::FirstOrderFunction {
 public:
  explicit function(problem const& p) : p_(p) {}
  bool Evaluate(double const* x, double* cost, double* gradient) const override {
    *cost = p_.evaluate(x, gradient);
    return true;
  }
  int NumParameters() const override { return p_.size(); }

 private:
  problem const& p_;
};

template <ceres::LineSearchDirectionType Direction> void run(problem const& p, double tolerance, outcome& to) {
  ceres::GradientProblem const whole(new function(p));
  ceres::GradientProblemSolver::Options options;
  options.line_search_direction_type = Direction;
  options.logging_type = ceres::SILENT;
  options.max_num_iterations = 10000;
  options.function_tolerance = 1e-300;
  options.parameter_tolerance = 1e-300;
  options.gradient_tolerance = tolerance;
  to.at = p.start;
  p.evaluations = 0;
  ceres::GradientProblemSolver::Summary summary;
  ceres::Solve(options, whole, to.at.data(), &summary);
  to.value = summary.final_cost;
  to.iterations = static_cast<int>(summary.iterations.size()) - 1;
  to.evaluations = p.evaluations;
}

enrolled const all[]{
    enrolled(optimizer{.name = "Ceres BFGS", .run = run<ceres::BFGS>, .most_unknowns = 100}),
    enrolled(optimizer{.name = "Ceres LBFGS", .run = run<ceres::LBFGS>}),
};

}  // namespace
}  // namespace peers

#endif
