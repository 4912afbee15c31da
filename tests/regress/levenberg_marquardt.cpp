// SPDX-License-Identifier: Apache-2.0
#include <calx/regress/levenberg_marquardt.hpp>

#include <boost/test/unit_test.hpp>

namespace {

// Rosenbrock as a least-squares problem: r = (10 (q - p^2), 1 - p), zero at (1, 1).
void rosenbrock(Eigen::VectorXd const& p, Eigen::VectorXd& r, Eigen::MatrixXd& j) {
  r = Eigen::Vector2d(10 * (p[1] - p[0] * p[0]), 1 - p[0]);
  j.resize(2, 2);
  j << -20 * p[0], 10, -1, 0;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(levenberg_marquardt)

BOOST_AUTO_TEST_CASE(a_zero_residual) {
  auto const s = calx::solve_least_squares(rosenbrock, Eigen::Vector2d(-1.2, 1));
  BOOST_TEST((s.status == calx::status::converged));
  BOOST_TEST(s.parameters[0] == 1.0, boost::test_tools::tolerance(1e-14));
  BOOST_TEST(s.parameters[1] == 1.0, boost::test_tools::tolerance(1e-14));
  BOOST_TEST(s.function_evaluations > s.iterations);
}

BOOST_AUTO_TEST_CASE(the_limit_is_said) {
  auto const s = calx::solve_least_squares(rosenbrock, Eigen::Vector2d(-1.2, 1), {.max_iterations = 2});
  BOOST_TEST((s.status == calx::status::iteration_limit));
  BOOST_TEST(s.residuals.allFinite());
}

BOOST_AUTO_TEST_CASE(a_start_that_is_no_number_is_an_answer) {
  auto const nowhere = [](Eigen::VectorXd const& p, Eigen::VectorXd& r, Eigen::MatrixXd& j) {
    r = Eigen::VectorXd::Constant(2, std::log(p[0]));
    j = Eigen::MatrixXd::Constant(2, 1, 1 / p[0]);
  };
  auto const s = calx::solve_least_squares(nowhere, Eigen::VectorXd::Constant(1, -1.0));
  BOOST_TEST((s.status == calx::status::not_finite));
}

// The search by hand, as fit runs it.
BOOST_AUTO_TEST_CASE(the_search_asks) {
  calx::least_squares_search<> search(Eigen::Vector2d(-1.2, 1));
  int evaluations = 0;
  for (; search.needs_evaluation(); search.proceed(), ++evaluations)
    rosenbrock(search.trial().parameters, search.trial().residuals, search.trial().jacobian);
  auto const s = calx::solve_least_squares(rosenbrock, Eigen::Vector2d(-1.2, 1));
  BOOST_TEST((search.solution().status == calx::status::converged));
  BOOST_TEST(search.solution().function_evaluations == evaluations);
  BOOST_TEST(s.function_evaluations == evaluations);
  BOOST_TEST((s.parameters == search.solution().parameters));
}

// Changing the units of a parameter changes nothing in the path.
BOOST_AUTO_TEST_CASE(scale_free) {
  double const unit = 1e6;
  auto const scaled = [unit](Eigen::VectorXd const& p, Eigen::VectorXd& r, Eigen::MatrixXd& j) {
    rosenbrock(Eigen::Vector2d(p[0] / unit, p[1]), r, j);
    j.col(0) /= unit;
  };
  auto const a = calx::solve_least_squares(rosenbrock, Eigen::Vector2d(-1.2, 1));
  auto const b = calx::solve_least_squares(scaled, Eigen::Vector2d(-1.2 * unit, 1));
  BOOST_TEST((b.status == calx::status::converged));
  BOOST_TEST(b.parameters[0] / unit == a.parameters[0], boost::test_tools::tolerance(1e-12));
  BOOST_TEST(std::abs(a.iterations - b.iterations) <= 2);
}

BOOST_AUTO_TEST_SUITE_END()
