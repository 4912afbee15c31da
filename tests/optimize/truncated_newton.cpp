// SPDX-License-Identifier: Apache-2.0
#include "allocations.hpp"

#include <calx/optimize/truncated_newton.hpp>

#include <calx/calx.hpp>
#include <calx/optimize/minimize_subject_to.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <cmath>
#include <vector>

BOOST_AUTO_TEST_SUITE(truncated_newton_method)

namespace {

using namespace calx::literals;
using calx::pow;
using calx::truncated_newton;

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;
constexpr auto t = calx::column<"t">;
constexpr auto u = calx::column<"u">;

constexpr bool near(double a, double b, double tolerance) { return (a > b ? a - b : b - a) <= tolerance; }

constexpr auto rosenbrock = pow<2>(1 - x) + 100 * pow<2>(y - x * x);
constexpr auto valley = minimize(rosenbrock, at(x = -1.2, y = 1.0), truncated_newton{});
static_assert(valley.converged() && near(valley[x], 1, 1e-9) && near(valley[y], 1, 1e-9));
static_assert(valley.hessian_evaluations == 0 && valley.hessian_products > valley.iterations / 2);

// As J. J. More, B. S. Garbow and K. E. Hillstrom (1981) have it, with the odd unknowns in t and the even ones in u.
constexpr auto extended_rosenbrock = sum(100 * square(u - square(t)) + square(1 - t));
// Diffusion between ends that are 0, and a source: convex.
constexpr auto diffusion = 100 * (dot(t, t) - dot(drop_first(t), drop_last(t))) + sum(exp(t) - 2 * t);

}  // namespace

BOOST_AUTO_TEST_CASE(ten_thousand_unknowns) {
  std::vector<double> const odd(5000, -1.2), even(5000, 1.0), zero(10000);
  auto const pairs = minimize(extended_rosenbrock, at(t = odd, u = even), truncated_newton{});
  BOOST_TEST((pairs.converged() && pairs.value < 1e-20 && pairs.iterations < 50), to_string(pairs.status));
  BOOST_TEST((near(pairs[t][17], 1, 1e-10) && near(pairs[u][4999], 1, 1e-10)));
  auto const few = minimize(extended_rosenbrock, at(t = odd, u = even), calx::lbfgs{});
  BOOST_TEST((few.converged() && few.value < 1e-10), to_string(few.status));

  auto const layer = minimize(diffusion, at(t = zero), truncated_newton{});
  BOOST_TEST(layer.converged(), to_string(layer.status));
  // Away from the ends exp(t) = 2; beside them 200 t_0 - 100 t_1 + exp(t_0) = 2.
  BOOST_TEST(near(layer[t][5000], std::log(2.0), 1e-10));
  BOOST_TEST(near(200 * layer[t][0] - 100 * layer[t][1] + std::exp(layer[t][0]), 2, 1e-8));
  auto const the_same = minimize(diffusion, at(t = zero), calx::trust_region{});
  BOOST_TEST((the_same.converged() && the_same.hessian_products > 0 && the_same.hessian_evaluations == 0));
  BOOST_TEST(near(the_same[t][3], layer[t][3], 1e-8));
}

BOOST_AUTO_TEST_CASE(saddles_are_left) {
  constexpr auto saddle = x * x - y * y + pow<4>(y);
  for (double const start : {0.0, 3.0}) {
    auto const r = minimize(saddle, at(x = start, y = 0.0), truncated_newton{});
    BOOST_TEST((r.converged() && near(r.value, -0.25, 1e-14)), to_string(r.status));
  }
  auto const bottom = minimize(pow<4>(x) + pow<4>(y), at(x = 0.0, y = 0.0), truncated_newton{});
  BOOST_TEST((bottom.converged() && bottom.iterations == 0));
  // One unknown of a thousand bends down.
  std::vector<double> const origin(1000);
  auto const many = minimize(sum(square(t)) - 3 * square(calx::element<500>(t)) + pow<4>(calx::element<500>(t)), at(t = origin),
                             truncated_newton{});
  BOOST_TEST((many.converged() && near(many.value, -1, 1e-12)), many.value);  // q^4 - 2 q^2
}

BOOST_AUTO_TEST_CASE(statuses) {
  std::vector<double> const start(200, 0.5);
  auto const falls =
      minimize(sum(square(t)) - pow<4>(calx::element<0>(t)), at(t = std::vector<double>(200, 2.0)), truncated_newton{});
  BOOST_TEST((falls.status == calx::status::unbounded), to_string(falls.status));
  auto const none = minimize(sum(square(t)), at(t = start), truncated_newton{.max_iterations = 0});
  BOOST_TEST((none.status == calx::status::iteration_limit && none[t][7] == 0.5));
  auto const late = minimize(sum(pow<4>(t)), at(t = start), truncated_newton{.max_seconds = 0});
  BOOST_TEST((late.status == calx::status::time_limit));
  auto const nowhere = minimize(sum(log(t - 1)), at(t = start), truncated_newton{});
  BOOST_TEST((nowhere.status == calx::status::not_finite));
  // The domain ends on the way.
  auto const inside = minimize(sum(t - log(t)), at(t = std::vector<double>(200, 0.001)), truncated_newton{});
  BOOST_TEST((inside.converged() && near(inside[t][100], 1, 1e-8)), to_string(inside.status));
  auto const flat = minimize(sum(pow<4>(t)), at(t = start), truncated_newton{});
  BOOST_TEST((flat.converged() && flat.value < 1e-12), to_string(flat.status));
  auto const raised = minimize(diffusion + 1000000, at(t = start), truncated_newton{});
  BOOST_TEST(raised.converged(), to_string(raised.status));
}

// Where the start is so steep that any gradient is small beside its own, the step has to be small, too. The minima: 0, and that
// of penalty I as in J. J. More, B. S. Garbow and K. E. Hillstrom's paper's problem 23 with 100 unknowns.
BOOST_AUTO_TEST_CASE(steep_starts) {
  constexpr auto position = cumulative_sum(0_c * t + 1_c);
  constexpr auto weighted = sum(position * (t - 1_c));
  constexpr auto variably_dimensioned = sum(square(t - 1_c)) + square(weighted) + pow<4>(weighted);
  constexpr auto penalty = sum(square(t - 1_c)) / 100000_c + square(sum(square(t)) - 0.25_c);
  std::vector<double> falling(100), rising(100);
  for (std::size_t i = 0; i < 100; ++i) {
    rising[i] = static_cast<double>(i + 1);
    falling[i] = 1 - rising[i] / 100;
  }
  auto const reach = [&](auto const& method) {
    auto const a = minimize(variably_dimensioned, at(t = falling), method);
    BOOST_TEST((a.converged() && a.value < 1e-15), to_string(a.status));
    auto const b = minimize(penalty, at(t = rising), method);
    BOOST_TEST((b.converged() && near(b.value, 9.02491e-4, 1e-9)), b.value);
  };
  reach(calx::lbfgs{});
  reach(truncated_newton{});
  reach(calx::best_method{});
}

// As many for fifty iterations as for ten.
BOOST_AUTO_TEST_CASE(nothing_is_allocated_on_the_way) {
  std::vector<double> const odd(5000, -1.2), even(5000, 1.0);
  auto const used = [&](auto const& method) {
    long const before = allocations;
    auto const r = minimize(extended_rosenbrock, at(t = odd, u = even), method);
    BOOST_TEST(r.iterations == method.max_iterations);
    return allocations - before;
  };
  BOOST_TEST(used(truncated_newton{.max_iterations = 10}) == used(truncated_newton{.max_iterations = 20}));
  BOOST_TEST(used(calx::lbfgs{.max_iterations = 10}) == used(calx::lbfgs{.max_iterations = 30}));
  BOOST_TEST(used(calx::conjugate_gradient{.max_iterations = 10}) == used(calx::conjugate_gradient{.max_iterations = 30}));
  auto const used_within = [&](auto const& method) {
    long const before = allocations;
    auto const r = minimize(extended_rosenbrock, at(t = odd, u = even), calx::subject_to(t <= 2, u >= -1), method);
    BOOST_TEST(r.iterations == method.max_iterations);
    return allocations - before;
  };
  BOOST_TEST(used_within(truncated_newton{.max_iterations = 5}) == used_within(truncated_newton{.max_iterations = 10}));
  BOOST_TEST(used_within(calx::lbfgs{.max_iterations = 10}) == used_within(calx::lbfgs{.max_iterations = 20}));
}

BOOST_AUTO_TEST_SUITE_END()
