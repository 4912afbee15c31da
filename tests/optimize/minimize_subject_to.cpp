// SPDX-License-Identifier: Apache-2.0
#include <calx/optimize/minimize_subject_to.hpp>

#include <calx/calx.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <cmath>
#include <limits>

BOOST_AUTO_TEST_SUITE(constrained_minima)

namespace {

using namespace calx::literals;
using calx::pow, calx::subject_to;

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;

constexpr bool near(double a, double b, double tolerance = 1e-9) { return (a > b ? a - b : b - a) <= tolerance; }

// Solved while compiling: the furthest point of a circle, and a corner.
constexpr auto circle = minimize(-x - y, at(x = 1.0, y = 0.2), subject_to(x* x + y * y == 2));
static_assert(circle.converged() && near(circle[x], 1) && near(circle[y], 1) && near(circle.multipliers[0], 0.5));
constexpr auto corner = minimize(x + 2 * y, at(x = 3.0, y = 3.0), subject_to(x >= 1, y >= 2, x + y <= 10));
static_assert(corner.converged() && near(corner[x], 1) && near(corner[y], 2));

}  // namespace

BOOST_AUTO_TEST_CASE(multipliers) {
  BOOST_TEST((near(corner.multipliers[0], 1) && near(corner.multipliers[1], 2) && near(corner.multipliers[2], 0)));
  // <= and >= have multipliers of one sign, equations of either.
  auto const upper = minimize(-x, at(x = 0.0), subject_to(x <= 3));
  BOOST_TEST((near(upper[x], 3) && near(upper.multipliers[0], 1)));
  auto const turned = minimize(-x, at(x = 0.0), subject_to(3 >= x));
  BOOST_TEST((near(turned[x], 3) && near(turned.multipliers[0], 1)));
  auto const equal = minimize(x * x, at(x = 0.0), subject_to(x == 3));
  BOOST_TEST((near(equal[x], 3) && near(equal.multipliers[0], -6)));
  auto const reversed = minimize(x * x, at(x = 0.0), subject_to(3 == x));
  BOOST_TEST((near(reversed[x], 3) && near(reversed.multipliers[0], 6)));
}

// For lhs == c the optimum's derivative by c is -lambda.
BOOST_AUTO_TEST_CASE(sensitivities) {
  auto const at_right = [](double c) {
    return minimize(exp(x) + y * y + 0.1 * y, at(x = 0.5, y = 0.5), subject_to(x + y * y == c));
  };
  for (double const c : {1.0, 2.0, 5.0}) {
    double const step = 1e-4, slope = (at_right(c + step).value - at_right(c - step).value) / (2 * step);
    BOOST_TEST(at_right(c).converged());
    BOOST_TEST(near(slope, -at_right(c).multipliers[0], 1e-6 * (1 + std::abs(slope))));
  }
}

BOOST_AUTO_TEST_CASE(bounds_and_inequalities) {
  // HS71.
  constexpr auto a = calx::var<"a">;
  constexpr auto b = calx::var<"b">;
  auto const r = minimize(x * b * (x + y + a) + a, at(x = 1.0, y = 5.0, a = 5.0, b = 1.0),
                          subject_to(x * y * a * b >= 25, x * x + y * y + a * a + b * b == 40, 1 <= x, x <= 5, 1 <= y, y <= 5,
                                     1 <= a, a <= 5, 1 <= b, b <= 5));
  BOOST_TEST((r.converged() && near(r.value, 17.014017289156302, 1e-12) && r.violation < 1e-12));
  BOOST_TEST((near(r.multipliers[0], 0.55229366, 1e-7) && near(r.multipliers[1], 0.16146857, 1e-7) &&
              near(r.multipliers[2], 1.08787121, 1e-7)));
  // A minimum inside: no constraint holds with equality, and all multipliers are 0.
  auto const inside =
      minimize(pow<2>(x - 1) + pow<2>(y + 2), at(x = 4.0, y = 4.0), subject_to(x >= -10, y >= -10, x + y <= 20));
  BOOST_TEST((inside.converged() && near(inside[x], 1) && near(inside[y], -2)));
  for (double const m : inside.multipliers) BOOST_TEST(near(m, 0));
  // A start outside of the bounds.
  auto const outside = minimize(pow<2>(x - 1), at(x = -50.0), subject_to(x >= 2, x <= 3));
  BOOST_TEST((outside.converged() && near(outside[x], 2)));
}

BOOST_AUTO_TEST_CASE(what_cannot_be) {
  auto const impossible = minimize(x * x, at(x = 0.0), subject_to(x >= 1, x <= -1));
  BOOST_TEST((impossible.status == calx::status::infeasible && near(impossible.violation, 1, 1e-3)));
  auto const apart = minimize(x + y, at(x = 0.3, y = 0.1), subject_to(x * x + y * y == 1, x * x + y * y == 4));
  BOOST_TEST((apart.status == calx::status::infeasible && apart.violation > 1));
  auto const imaginary = minimize(x, at(x = 0.5, y = 0.5), subject_to(x * x + y * y == -1));
  BOOST_TEST((!imaginary.converged() && imaginary.violation >= 1));
  auto const falls = minimize(-x - y, at(x = 1.0, y = 1.0), subject_to(x - y == 0));
  BOOST_TEST((falls.status == calx::status::unbounded), to_string(falls.status));
  auto const nowhere = minimize(log(x) + y, at(x = -1.0, y = 1.0), subject_to(y >= 0));
  BOOST_TEST((nowhere.status == calx::status::not_finite && nowhere[x] == -1));
  auto const late =
      minimize(exp(x) + y * y, at(x = 3.0, y = 2.0), subject_to(x * y == 1), calx::interior_point{.max_iterations = 2});
  BOOST_TEST((late.status == calx::status::iteration_limit && late.iterations == 2));
}

// The constraints' gradients are 0 at the only feasible point: no multiplier exists, and none is claimed to.
BOOST_AUTO_TEST_CASE(without_a_constraint_qualification) {
  auto const r = minimize(x, at(x = 1.0), subject_to(x * x <= 0));
  BOOST_TEST((std::abs(r[x]) < 1e-3));
  auto const cusp = minimize(pow<2>(x - 2) + y * y, at(x = -2.0, y = -2.0), subject_to(pow<3>(1 - x) >= y, x >= 0, y >= 0));
  BOOST_TEST((!cusp.converged() || std::abs(cusp.value - 1) < 1e-6));
}

BOOST_AUTO_TEST_CASE(the_same_constraint_twice) {
  auto const r = minimize(x * x + y * y, at(x = 3.0, y = 1.0), subject_to(x + y == 2, 2 * x + 2 * y == 4));
  BOOST_TEST((near(r[x], 1, 1e-6) && near(r[y], 1, 1e-6)), to_string(r.status));
}

BOOST_AUTO_TEST_CASE(observers) {
  int seen = 0;
  auto const r =
      minimize(exp(x) + y * y, at(x = 3.0, y = 2.0), subject_to(x * y == 1), calx::interior_point{}, [&](auto const& step) {
        ++seen;
        BOOST_TEST(std::isfinite(step[x]));
        return seen < 3 ? calx::proceed : calx::stop;
      });
  BOOST_TEST((r.status == calx::status::stopped_by_caller && seen == 3));
}

BOOST_AUTO_TEST_CASE(vectors) {
  constexpr auto v = calx::vec<"v", 3>;
  auto const r = minimize(sum(square(v)), at(v = std::array{1.0, 5.0, -3.0}), subject_to(sum(v) == 3, v[0_c] >= 2));
  BOOST_TEST((r.converged() && near(r[v][0], 2) && near(r[v][1], 0.5) && near(r[v][2], 0.5)));
  // A bound on each element, and an equation between vecs.
  auto const each = minimize(sum(square(v - 1)) + x, at(v = std::array{3.0, 5.0, 4.0}, x = 3.0),
                             subject_to(v >= 2, x >= 0, x == v[0_c] * v[1_c]));
  BOOST_TEST((each.converged() && near(each[v][0], 2) && near(each[v][2], 2) && near(each[x], 4)));
  BOOST_TEST((each.multipliers.size() == 5u && near(each.multipliers[2], 2) && each.active[0] && !each.active[3]));
  constexpr auto w = calx::vec<"w", 3>;
  auto const equal = minimize(sum(square(v)) + sum(square(w - 2)),
                              at(v = std::array{3.0, 5.0, 4.0}, w = std::array{1.0, 1.0, 1.0}), subject_to(v == w));
  BOOST_TEST((equal.converged() && near(equal[v][1], 1) && near(equal[w][1], 1)));
}

BOOST_AUTO_TEST_SUITE_END()
