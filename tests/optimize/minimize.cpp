// SPDX-License-Identifier: Apache-2.0
#include <calx/optimize/minimize.hpp>

#include <calx/calx.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <vector>

BOOST_AUTO_TEST_SUITE(minima)

namespace {

using namespace calx::literals;
using calx::pow;

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;
constexpr auto z = calx::var<"z">;
constexpr auto w = calx::var<"w">;

constexpr auto beale = pow<2>(1.5_c - x + x * y) + pow<2>(2.25_c - x + x * y * y) + pow<2>(2.625_c - x + x * pow<3>(y));
constexpr auto rosenbrock = pow<2>(1 - x) + 100 * pow<2>(y - x * x);
constexpr auto wood = 100 * pow<2>(y - x * x) + pow<2>(1 - x) + 90 * pow<2>(w - z * z) + pow<2>(1 - z) +
                      10 * pow<2>(y + w - 2) + pow<2>(y - w) / 10;

constexpr bool near(double a, double b, double tolerance) { return (a > b ? a - b : b - a) <= tolerance; }

// Solved while compiling.
constexpr auto valley = minimize(rosenbrock, at(x = -1.2, y = 1.0));
static_assert(valley.converged() && near(valley[x], 1, 1e-9) && near(valley[y], 1, 1e-9));
constexpr auto by_bfgs = minimize(beale, at(x = 1.0, y = 1.0), calx::bfgs{});
static_assert(by_bfgs.converged() && near(by_bfgs[x], 3, 1e-9));
constexpr auto four = minimize(wood, at(x = -3.0, y = -1.0, z = -3.0, w = -1.0));
static_assert(four.converged() && near(four[x], 1, 1e-8) && near(four[w], 1, 1e-8));

template <class Method> void solves(Method const& method, double tolerance) {
  auto const b = minimize(beale, at(x = 1.0, y = 1.0), method);
  BOOST_TEST(b.converged(), to_string(b.status));
  BOOST_TEST((near(b[x], 3, tolerance) && near(b[y], 0.5, tolerance)));
  BOOST_TEST((b.iterations > 0 && b.function_evaluations >= b.iterations));
  auto const v = minimize(rosenbrock, at(y = 1.0, x = -1.2), method);
  BOOST_TEST(v.converged(), to_string(v.status));
  BOOST_TEST((near(v[x], 1, tolerance) && near(v[y], 1, tolerance)));
}

}  // namespace

BOOST_AUTO_TEST_CASE(methods) {
  solves(calx::best_method{}, 1e-9);
  solves(calx::newton{}, 1e-9);
  solves(calx::newton{.line_search = calx::line_search::strong_wolfe}, 1e-8);
  solves(calx::newton{.line_search = calx::line_search::armijo}, 1e-8);
  solves(calx::trust_region{}, 1e-9);
  solves(calx::trust_region{.radius = 0.01}, 1e-9);
  solves(calx::bfgs{}, 1e-7);
  solves(calx::bfgs{.line_search = calx::line_search::strong_wolfe}, 1e-7);
  solves(calx::bfgs{.line_search = calx::line_search::armijo}, 1e-6);
  solves(calx::lbfgs{}, 1e-6);
  solves(calx::lbfgs{.memory = 2}, 1e-6);
  solves(calx::conjugate_gradient{}, 1e-5);
  solves(calx::gradient_descent{.max_iterations = 100000}, 1e-4);
  solves(calx::gradient_descent{.step = calx::step_rule::backtracking, .max_iterations = 200000}, 1e-3);
  solves(calx::nelder_mead{}, 1e-6);
  solves(calx::coordinate{.max_iterations = 200000}, 1e-4);
}

// A rate that suits the function, and one that does not.
BOOST_AUTO_TEST_CASE(fixed_steps) {
  using calx::step_rule;
  for (double const momentum : {0.0, 0.9})
    for (bool const nesterov : {false, true}) {
      calx::gradient_descent const method{
          .step = step_rule::fixed, .rate = 0.01, .momentum = momentum, .nesterov = nesterov, .max_iterations = 20000};
      auto const r = minimize(beale, at(x = 1.0, y = 1.0), method);
      BOOST_TEST((r.converged() && near(r[x], 3, 1e-4)));
    }
  auto const wild = minimize(beale, at(x = 1.0, y = 1.0), calx::gradient_descent{.step = step_rule::fixed, .rate = 10});
  BOOST_TEST((!wild.converged() && wild.value <= 14.203125 && std::isfinite(wild[x])));
  BOOST_TEST((minimize(beale, at(x = 1.0, y = 1.0), calx::adam{}).converged()));
  BOOST_TEST((minimize(beale, at(x = 1.0, y = 1.0), calx::adagrad{.rate = 1}).converged()));
  auto const r = minimize(beale, at(x = 1.0, y = 1.0), calx::rmsprop{.rate = 1e-3});
  BOOST_TEST((r.status == calx::status::iteration_limit && near(r[x], 3, 0.05)));
}

BOOST_AUTO_TEST_CASE(quadratic_functions_take_one_step) {
  auto const r = minimize(pow<2>(x - 3) + 2 * pow<2>(y + 1) + x * y, at(x = 0.0, y = 0.0));
  BOOST_TEST((r.status == calx::status::exact && r.iterations == 1));
  BOOST_TEST((near(r[x], 4, 1e-15) && near(r[y], -2, 1e-15)));
  auto const falls = minimize(x * x - y * y, at(x = 1.0, y = 0.5));
  BOOST_TEST((falls.status == calx::status::unbounded));
  auto const level = minimize(pow<2>(x + y), at(x = 1.0, y = 0.5));
  BOOST_TEST((level.converged() && level.value < 1e-30));
}

BOOST_AUTO_TEST_CASE(many_unknowns) {
  constexpr auto v = calx::vec<"v", 40>;
  constexpr auto t = calx::column<"t">;
  std::array<double, 40> start{};
  for (std::size_t i = 0; i < 40; ++i) start[i] = i % 2 == 0 ? -1.2 : 1.0;
  auto const small =
      minimize(sum(100 * square(drop_first(v) - square(drop_last(v))) + square(1 - drop_last(v))), at(v = start));
  BOOST_TEST(small.converged());
  BOOST_TEST(small[v].size() == 40u);
  std::vector<double> const longer(2000, 0.5);
  auto const large =
      minimize(sum(100 * square(drop_first(t) - square(drop_last(t))) + square(1 - drop_last(t))), at(t = longer));
  BOOST_TEST(large.converged(), to_string(large.status));
  BOOST_TEST((large[t].size() == 2000u && near(large[t][1000], 1, 1e-4)));
  BOOST_CHECK_THROW((void)minimize(sum(square(v)), at(v = std::vector<double>(3))), std::invalid_argument);
}

// An unknown function of data: the line through three points, and a mean of exponential waiting times, by likelihood.
BOOST_AUTO_TEST_CASE(given_data) {
  constexpr auto moment = calx::column<"moment">;
  constexpr auto seen = calx::column<"seen">;
  std::vector<double> const times{1, 2, 4}, values{2, 3, 7};
  auto const line =
      minimize(sum(square(seen - x - y * moment)), at(x = 0.0, y = 0.0), calx::given(moment = times, seen = values));
  BOOST_TEST((line.converged() && near(line[y], 12.0 / 7, 1e-14) && near(line[x], 0, 1e-14)));
  auto const mean = minimize(sum(log(x) + moment / x), at(x = 1.0), calx::given(moment = times));
  BOOST_TEST((mean.converged() && near(mean[x], 7.0 / 3, 1e-14)));
  auto const of_bfgs = minimize(sum(log(x) + moment / x), at(x = 1.0), calx::given(moment = times), calx::bfgs{});
  BOOST_TEST((of_bfgs.converged() && near(of_bfgs[x], 7.0 / 3, 1e-7)));
}

BOOST_AUTO_TEST_CASE(saddles_are_left) {
  constexpr auto saddle = x * x - y * y + pow<4>(y);
  for (double const sign : {1.0, -1.0}) {
    auto const r = minimize(saddle, at(x = 0.0, y = 0.0 * sign));
    BOOST_TEST((r.converged() && near(r.value, -0.25, 1e-15)));
  }
  auto const r = minimize(saddle, at(x = 0.0, y = 0.0), calx::newton{});
  BOOST_TEST((r.converged() && near(r.value, -0.25, 1e-15)));
  auto const bottom = minimize(pow<4>(x) + pow<4>(y), at(x = 0.0, y = 0.0));
  BOOST_TEST((bottom.converged() && bottom.iterations == 0));
}

// The step in the ball: from where the Hessian is positive definite, and the Newton step too long; from where it is not, with a
// slope along the lowest curvature and without.
BOOST_AUTO_TEST_CASE(steps_in_a_ball) {
  constexpr auto waves = x * x / 2 + cos(3 * x) + y * y / 2 + cos(2 * y);
  for (double const radius : {1e-3, 0.1, 1.0, 100.0})
    for (double const a : {0.0, 0.01, 0.3, 1.2, 4.0}) {
      double last = 1e300;
      auto const r = minimize(waves, at(x = a, y = -a / 2), calx::trust_region{.radius = radius}, [&](auto const& step) {
        BOOST_TEST(step.value <= last + 1e-14);
        last = step.value;
      });
      BOOST_TEST(r.converged(), to_string(r.status));
      BOOST_TEST((near(r[x], 3 * std::sin(3 * r[x]), 1e-12) && 1 - 9 * std::cos(3 * r[x]) > 0));
      BOOST_TEST((near(r[y], 2 * std::sin(2 * r[y]), 1e-12) && 1 - 4 * std::cos(2 * r[y]) > 0));
    }
  // As few as other implementations take.
  BOOST_TEST(minimize(rosenbrock, at(x = -1.2, y = 1.0)).function_evaluations <= 30);
  BOOST_TEST(minimize(wood, at(x = -3.0, y = -1.0, z = -3.0, w = -1.0)).function_evaluations <= 50);
}

BOOST_AUTO_TEST_CASE(limits) {
  auto const none = minimize(beale, at(x = 1.0, y = 1.0), calx::bfgs{.max_iterations = 0});
  BOOST_TEST((none.status == calx::status::iteration_limit && none[x] == 1 && none.iterations == 0));
  auto const few = minimize(beale, at(x = 1.0, y = 1.0), calx::bfgs{.max_iterations = 3});
  BOOST_TEST((few.status == calx::status::iteration_limit && few.iterations == 3 && few.value < none.value));
  auto const seldom = minimize(beale, at(x = 1.0, y = 1.0), calx::bfgs{.max_evaluations = 5});
  BOOST_TEST((seldom.status == calx::status::evaluation_limit && seldom.function_evaluations <= 60));
  auto const late = minimize(beale, at(x = 1.0, y = 1.0), calx::gradient_descent{.max_seconds = 0});
  BOOST_TEST((late.status == calx::status::time_limit));
}

BOOST_AUTO_TEST_CASE(functions_without_a_value_or_a_minimum) {
  auto const nowhere = minimize(log(x) + y * y, at(x = -1.0, y = 2.0));
  BOOST_TEST((nowhere.status == calx::status::not_finite && nowhere[x] == -1));
  auto const edge = minimize(sqrt(x) + pow<2>(y - 1), at(x = 0.0, y = 2.0));
  BOOST_TEST((edge.status == calx::status::not_finite && edge.not_finite_in == 0));
  // The domain ends on the way.
  for (double const start : {0.001, 0.1, 1.5, 100.0}) {
    auto const r = minimize(x - log(x) + pow<2>(y), at(x = start, y = 5.0));
    BOOST_TEST((r.converged() && near(r[x], 1, 1e-7)), start << ' ' << to_string(r.status));
    auto const q = minimize(x - log(x) + pow<2>(y), at(x = start, y = 5.0), calx::bfgs{});
    BOOST_TEST((q.converged() && near(q[x], 1, 1e-6)), start << ' ' << to_string(q.status));
  }
  for (auto const status :
       {minimize(x * x - y, at(x = 1.0, y = 0.0)).status, minimize(x * x - y, at(x = 1.0, y = 0.0), calx::bfgs{}).status,
        minimize(pow<3>(x) + y * y, at(x = -1.0, y = 1.0), calx::lbfgs{}).status})
    BOOST_TEST((status == calx::status::unbounded));
}

// A start at the minimum is an end, too; and rounding there is no failure.
BOOST_AUTO_TEST_CASE(a_start_at_the_minimum) {
  auto const best = minimize(beale + 1000, at(x = 1.0, y = 1.0));
  BOOST_TEST(best.converged());
  auto const again = [&](auto const& method) { return minimize(beale + 1000, at(x = best[x], y = best[y]), method); };
  BOOST_TEST(again(calx::bfgs{}).converged(), to_string(again(calx::bfgs{}).status));
  BOOST_TEST(again(calx::trust_region{}).converged());
  BOOST_TEST(again(calx::newton{}).converged(), to_string(again(calx::newton{}).status));
  for (double const shift : {1e6, -1e6, 1e-6})
    for (int i = 0; i < 10; ++i) {
      auto const r = minimize(beale + shift, at(x = 1.0 + 0.1 * i, y = 1.0), calx::bfgs{});
      BOOST_TEST((r.converged() && near(r[x], 3, 1e-2)), shift << ' ' << to_string(r.status));
    }
}

BOOST_AUTO_TEST_CASE(observers) {
  std::vector<double> values;
  auto const r = minimize(beale, at(x = 1.0, y = 1.0), calx::bfgs{}, [&](auto const& step) {
    values.push_back(step.value);
    BOOST_TEST((step.iteration == static_cast<int>(values.size()) && std::isfinite(step[x]) && step.step_norm > 0));
  });
  BOOST_TEST((r.converged() && static_cast<int>(values.size()) == r.iterations && values.back() == r.value));
  int seen = 0;
  auto const stopped = minimize(beale, at(x = 1.0, y = 1.0), calx::trust_region{},
                                [&](auto const&) { return ++seen == 2 ? calx::stop : calx::proceed; });
  BOOST_TEST((stopped.status == calx::status::stopped_by_caller && stopped.iterations == 2));
}

// The same bits each time, and in float.
BOOST_AUTO_TEST_CASE(reproducible) {
  auto const a = minimize(wood, at(x = -3.0, y = -1.0, z = -3.0, w = -1.0), calx::bfgs{});
  auto const b = minimize(wood, at(x = -3.0, y = -1.0, z = -3.0, w = -1.0), calx::bfgs{});
  BOOST_TEST((a.numbers == b.numbers && a.function_evaluations == b.function_evaluations));
  auto const single = minimize(beale, at(x = 1.0f, y = 1.0f));
  BOOST_TEST((single.converged() && std::abs(single[x] - 3.0f) < 1e-3f));
}

BOOST_AUTO_TEST_SUITE_END()
