// SPDX-License-Identifier: Apache-2.0
#include <calx/regress/levenberg_marquardt.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>

namespace {

// r = (s (q - p^2), 1 - p): zero at (1, 1). A residual `left`, which no p and q change, may be added.
class rosenbrock final : public calx::detail::fit_objective<double> {
 public:
  explicit rosenbrock(double steepness, double left = 0) : s_(steepness), left_(left) {}

  int size() const override { return 2; }
  double value(double const* at) const override {
    double const r = s_ * (at[1] - at[0] * at[0]), t = 1 - at[0];
    return r * r + t * t + left_ * left_;
  }
  double gradient(double const* at, double* g) const override {
    double const r = s_ * (at[1] - at[0] * at[0]), t = 1 - at[0];
    g[0] = 2 * (r * s_ * -2 * at[0] - t), g[1] = 2 * r * s_;
    return value(at);
  }
  double normal_equations(double const* at, double* g, double* a) const override {
    double const slope = -2 * at[0] * s_;
    a[0] = 2 * (slope * slope + 1), a[1] = a[2] = 2 * slope * s_, a[3] = 2 * s_ * s_;
    return gradient(at, g);
  }
  double hessian(double const* at, double* g, double* h) const override {
    double const value = normal_equations(at, g, h);
    h[0] += 2 * s_ * (at[1] - at[0] * at[0]) * -2 * s_;
    return value;
  }
  void curvature_along(double const* at, double const* v, double* to) const override {
    double const second = -2 * s_ * v[0] * v[0];
    to[0] = 2 * second * -2 * at[0] * s_, to[1] = 2 * second * s_;
  }
  bool has_second_derivatives() const override { return true; }
  void hessian_vector(double const*, double const*, double*) const override {}

 private:
  double s_, left_;
};

template <int N = 2>
calx::detail::descent<double> solved(rosenbrock const& f, double p, double q, calx::levenberg_marquardt const& m = {}) {
  double const start[] = {p, q};
  calx::detail::descent<double> search(f, start, {m.max_iterations, m.max_evaluations, m.max_seconds, m.gradient_tolerance},
                                       nullptr);
  calx::detail::levenberg_marquardt_search<double, N>(m, f, search).run();
  search.give_best();
  return search;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(levenberg_marquardt)

BOOST_AUTO_TEST_CASE(a_zero_residual) {
  for (double const steepness : {1.0, 10.0, 1e3, 1e5})
    for (double const radius : {0.01, 1.0, 100.0}) {
      auto const s = solved(rosenbrock(steepness), -1.2, 1, {.radius = radius});
      BOOST_TEST_CONTEXT(steepness << ' ' << radius << ' ' << to_string(s.report.status)) {
        BOOST_TEST(is_success(s.report.status));
        BOOST_TEST(s.at[0] == 1.0, boost::test_tools::tolerance(1e-15 * steepness + 1e-13));
        BOOST_TEST(s.at[1] == 1.0, boost::test_tools::tolerance(1e-15 * steepness + 1e-13));
      }
    }
  // The curve of the valley is followed, not its tangents.
  BOOST_TEST(solved(rosenbrock(10), -1.2, 1).report.function_evaluations <= 40);
}

BOOST_AUTO_TEST_CASE(a_residual_is_left) {
  for (double const left : {1.0, 1e3, 1e6}) {
    auto const s = solved(rosenbrock(10, left), -1.2, 1);
    BOOST_TEST(is_success(s.report.status));
    BOOST_TEST(s.at[0] == 1.0, boost::test_tools::tolerance(1e-9));
  }
}

BOOST_AUTO_TEST_CASE(loops_are_unrolled_or_not) {
  auto const fixed = solved<2>(rosenbrock(10), -1.2, 1), counted = solved<0>(rosenbrock(10), -1.2, 1);
  BOOST_TEST((fixed.at[0] == counted.at[0] && fixed.report.iterations == counted.report.iterations));
}

BOOST_AUTO_TEST_CASE(limits) {
  auto const two = solved(rosenbrock(10), -1.2, 1, {.max_iterations = 2});
  BOOST_TEST((two.report.status == calx::status::iteration_limit && two.report.iterations == 2));
  BOOST_TEST(two.value < rosenbrock(10).value(std::begin({-1.2, 1.0})));
  auto const none = solved(rosenbrock(10), -1.2, 1, {.max_iterations = 0});
  BOOST_TEST((none.report.status == calx::status::iteration_limit && none.at[0] == -1.2));
  auto const few = solved(rosenbrock(10), -1.2, 1, {.max_evaluations = 5});
  BOOST_TEST((few.report.status == calx::status::evaluation_limit));
}

BOOST_AUTO_TEST_CASE(a_start_that_is_no_number_is_an_answer) {
  BOOST_TEST((solved(rosenbrock(10), NAN, 1).report.status == calx::status::not_finite));
  BOOST_TEST((solved(rosenbrock(10), 1e200, 1).report.status == calx::status::not_finite));
}

BOOST_AUTO_TEST_SUITE_END()
