// SPDX-License-Identifier: Apache-2.0
// What cannot be minimized, or not from there: each has a status that says so, and the best point.
#include <calx/calx.hpp>
#include <calx/optimize.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <string>

BOOST_AUTO_TEST_SUITE(bad_input)

namespace {

using calx::pow, calx::status, calx::subject_to;
constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;

// All methods of one function and start.
template <class F, class Check> void by_all(F const& f, double a, double b, Check const& check) {
  auto const by = [&](auto const& method, char const* name) {
    auto const r = minimize(f, at(x = a, y = b), method);
    BOOST_TEST_CONTEXT(name << ": " << to_string(r.status) << ", " << r.value << " at " << r[x] << ", " << r[y]) { check(r); }
  };
  by(calx::best_method{}, "best");
  by(calx::trust_region{}, "trust region");
  by(calx::newton{}, "newton");
  by(calx::bfgs{}, "bfgs");
  by(calx::lbfgs{}, "lbfgs");
  by(calx::conjugate_gradient{}, "conjugate gradient");
  by(calx::gradient_descent{}, "gradient descent");
}

}  // namespace

BOOST_AUTO_TEST_CASE(outside_of_the_domain) {
  by_all(log(x) + y * y, -1.0, 2.0, [](auto const& r) {
    BOOST_TEST((r.status == status::not_finite && r.not_finite_in == -1 && r[x] == -1 && r[y] == 2));
  });
  by_all(x * x + sqrt(y), 1.0, 0.0,
         [](auto const& r) { BOOST_TEST((r.status == status::not_finite && r.not_finite_in == 1)); });
  by_all(x * x + y * y, NAN, 0.0, [](auto const& r) { BOOST_TEST((r.status == status::not_finite)); });
}

// The domain ends between the start and where a whole step leads: a shorter one is taken.
BOOST_AUTO_TEST_CASE(not_a_number_on_the_way) {
  by_all(x - log(x) + pow<2>(sqrt(y) - 1), 1e-3, 9.0,
         [](auto const& r) { BOOST_TEST((r.converged() && std::abs(r[x] - 1) < 1e-3 && std::abs(r[y] - 1) < 1e-3)); });
}

BOOST_AUTO_TEST_CASE(zero_gradients_at_the_start) {
  // Saddles and a top are left, a bottom is not.
  by_all(x * y + pow<4>(x) + pow<4>(y), 0.0, 0.0,
         [](auto const& r) { BOOST_TEST((r.converged() && std::abs(r.value + 0.125) < 1e-6)); });
  by_all(cos(x) + cos(y), 0.0, 0.0, [](auto const& r) { BOOST_TEST((r.converged() && std::abs(r.value + 2) < 1e-6)); });
  by_all(pow<4>(x) + pow<2>(y), 0.0, 0.0,
         [](auto const& r) { BOOST_TEST((r.converged() && r.value == 0 && r.iterations == 0)); });
}

BOOST_AUTO_TEST_CASE(singular_hessians) {
  by_all(pow<2>(x + y - 3), 5.0, 1.0, [](auto const& r) { BOOST_TEST((r.converged() && r.value < 1e-12)); });
  by_all(pow<4>(x - 1) + pow<4>(y + 2), 5.0, 1.0,
         [](auto const& r) { BOOST_TEST((r.converged() && std::abs(r[x] - 1) < 1e-2 && std::abs(r[y] + 2) < 1e-2)); });
  by_all(0 * x + 0 * y + 4, 5.0, 1.0, [](auto const& r) { BOOST_TEST((r.converged() && r.value == 4 && r[x] == 5)); });
}

BOOST_AUTO_TEST_CASE(unbounded) {
  by_all(x + y * y, 1.0, 1.0, [](auto const& r) { BOOST_TEST((!r.converged() && r.value < -1e13)); });
  BOOST_TEST((minimize(x + y * y, at(x = 1.0, y = 1.0), calx::bfgs{}).status == status::unbounded));
  by_all(pow<3>(x) + y * y, -1.0, 1.0, [](auto const& r) { BOOST_TEST((r.status == status::unbounded)); });
}

BOOST_AUTO_TEST_CASE(limits_of_nothing) {
  auto const none = minimize(exp(x) + y * y - x, at(x = 2.0, y = 1.0), calx::trust_region{.max_iterations = 0});
  BOOST_TEST((none.status == status::iteration_limit && none[x] == 2 && none.iterations == 0));
  auto const bound =
      minimize(exp(x) + y * y - x, at(x = 2.0, y = 1.0), subject_to(x >= 0, y >= 0), calx::interior_point{.max_iterations = 0});
  BOOST_TEST((bound.status == status::iteration_limit && bound[x] == 2));
  auto const late =
      minimize(exp(x) + y * y - x, at(x = 2.0, y = 1.0), subject_to(x >= 0), calx::interior_point{.max_seconds = 0});
  BOOST_TEST((late.status == status::time_limit));
  auto const few =
      minimize(exp(x) + y * y - x, at(x = 2.0, y = 1.0), subject_to(x >= 0), calx::interior_point{.max_evaluations = 3});
  BOOST_TEST((few.status == status::evaluation_limit && few.function_evaluations <= 6));
}

BOOST_AUTO_TEST_CASE(constraints) {
  auto const crossed = minimize(x * x, at(x = 0.0), subject_to(x >= 2, x <= 1));
  BOOST_TEST((crossed.status == status::infeasible && std::abs(crossed.violation - 0.5) < 1e-3));
  auto const nowhere = minimize(x + y, at(x = 1.0, y = 1.0), subject_to(x * x + y * y <= -1));
  BOOST_TEST((nowhere.status == status::infeasible && nowhere.violation >= 1));
  auto const undefined = minimize(x + y, at(x = -1.0, y = 1.0), subject_to(log(x) >= 0));
  BOOST_TEST((undefined.status == status::not_finite));
  auto const endless = minimize(-x + y * y, at(x = 1.0, y = 1.0), subject_to(x >= 0, y >= 0));
  BOOST_TEST((endless.status == status::unbounded), to_string(endless.status));
  // The domain of the objective ends where a bound does.
  auto const edge = minimize(-log(x) - log(y), at(x = 0.1, y = 0.1), subject_to(x + y <= 1));
  BOOST_TEST((edge.converged() && std::abs(edge[x] - 0.5) < 1e-9));
}

BOOST_AUTO_TEST_CASE(results_say_more) {
  auto const r = minimize(100 * x * x + y * y + exp(x * y), at(x = 2.0, y = 1.0));
  BOOST_TEST((r.condition > 50 && r.condition < 200));
  auto const c = minimize(x * x + y * y, at(x = 2.0, y = 1.0), subject_to(x >= 1, y >= -3, x + y <= 10));
  BOOST_TEST((c.active[0] && !c.active[1] && !c.active[2] && c.condition >= 1 && c.condition < 100));
}

BOOST_AUTO_TEST_SUITE_END()
