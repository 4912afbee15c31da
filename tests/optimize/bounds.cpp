// SPDX-License-Identifier: Apache-2.0
#include <calx/optimize/bounds.hpp>

#include <calx/calx.hpp>
#include <calx/optimize/minimize_subject_to.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <vector>

BOOST_AUTO_TEST_SUITE(bounds)

namespace {

using namespace calx::literals;
using calx::given, calx::pow, calx::subject_to;

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;
constexpr auto t = calx::column<"t">;
constexpr auto u = calx::column<"u">;
constexpr auto c = calx::column<"c">;
constexpr auto low = calx::column<"low">;
constexpr auto high = calx::column<"high">;

constexpr bool near(double a, double b, double tolerance = 1e-9) { return (a > b ? a - b : b - a) <= tolerance; }

// Solved while compiling, by projection where that is asked for. The valley's minimum for x <= 1/2 is (1/2, 1/4).
constexpr auto valley = pow<2>(1 - x) + 100 * pow<2>(y - x * x);
constexpr auto bent = minimize(valley, at(x = -1.2, y = 1.0), subject_to(x <= 0.5), calx::lbfgs{});
static_assert(bent.converged() && bent[x] == 0.5 && near(bent[y], 0.25) && near(bent.multipliers[0], 1) && bent.active[0]);
constexpr auto steered = minimize(valley, at(x = -1.2, y = 1.0), subject_to(x <= 0.5), calx::truncated_newton{});
static_assert(steered.converged() && steered[x] == 0.5 && near(steered[y], 0.25) && near(steered.multipliers[0], 1));
static_assert(bent.hessian_products == 0 && steered.hessian_products > 0 && bent.violation == 0);

// By how much the conditions of a minimum between `lowest` and `highest` are missed: by the gradient of the Lagrangian, by the
// signs of the multipliers, by those of bounds that do not hold with equality.
template <class Numbers, class Multipliers>
double missed(std::vector<double> gradient, Numbers const& at, double lowest, double highest, Multipliers const& multipliers) {
  std::size_t const n = gradient.size();
  BOOST_TEST(multipliers.size() == 2 * n);
  double most = 0;
  for (std::size_t i = 0; i < n; ++i) {
    double const below = multipliers[i], above = multipliers[n + i];
    most = std::max({most, -below, -above, std::abs(gradient[i] - below + above), lowest - at[i], at[i] - highest});
    if (at[i] != lowest) most = std::max(most, below);
    if (at[i] != highest) most = std::max(most, above);
  }
  return most;
}

template <class Check> void by_each_method(Check const& check) {
  check(calx::lbfgs{});
  check(calx::truncated_newton{});
}

}  // namespace

// The minimum of the distance is the projection.
BOOST_AUTO_TEST_CASE(nearest_point) {
  std::vector<double> target(1000);
  for (std::size_t i = 0; i < target.size(); ++i) target[i] = std::sin(static_cast<double>(i)) * 3;
  std::vector<double> const start(1000, 0.5);
  auto const r = minimize(sum(square(t - c)), at(t = start), given(c = target), subject_to(t >= -1, 2 >= t));
  BOOST_TEST(r.converged(), to_string(r.status));
  BOOST_TEST((r.multipliers.size() == 2000u && r.active.size() == 2000u && r.violation == 0));
  std::vector<double> gradient(1000);
  for (std::size_t i = 0; i < 1000; ++i) {
    BOOST_TEST(near(r[t][i], std::clamp(target[i], -1.0, 2.0), 1e-12));
    BOOST_TEST((r.active[i] == (target[i] < -1) && r.active[1000 + i] == (target[i] > 2)));
    gradient[i] = 2 * (r[t][i] - target[i]);
  }
  BOOST_TEST(missed(gradient, r[t], -1, 2, r.multipliers) < 1e-10);
}

// A bound for each, from data.
BOOST_AUTO_TEST_CASE(bounds_from_data) {
  std::vector<double> const start(100), lowest(100, 0.25);
  std::vector<double> highest(100);
  for (std::size_t i = 0; i < 100; ++i) highest[i] = 0.25 + 0.01 * static_cast<double>(i);
  by_each_method([&](auto const& method) {
    auto const r = minimize(sum(exp(t) - 2 * t), at(t = start), given(low = lowest, high = highest),
                            subject_to(t >= low, t <= high), method);
    BOOST_TEST(r.converged(), to_string(r.status));
    for (std::size_t i = 0; i < 100; ++i) {
      double const best = std::min(std::log(2.0), highest[i]), slope = std::exp(best) - 2;
      BOOST_TEST((near(r[t][i], best, 1e-8) && r[t][i] <= highest[i]));
      BOOST_TEST(near(r.multipliers[i] - r.multipliers[100 + i], i == 0 || slope < -1e-8 ? slope : 0, 1e-6));
    }
  });
  std::vector<double> const short_one(99);
  BOOST_CHECK_THROW(minimize(sum(square(t)), at(t = start), given(low = short_one), subject_to(t >= low)),
                    std::invalid_argument);
  BOOST_CHECK_THROW(minimize(sum(square(t)), at(t = start), subject_to(calx::element<100>(t) >= 1)), std::invalid_argument);
}

// As in tests/optimize/truncated_newton.cpp. Where t <= 1/2 its slope is -2 (1 - t) = -1, and u = t^2.
BOOST_AUTO_TEST_CASE(extended_rosenbrock) {
  constexpr auto f = sum(100 * square(u - square(t)) + square(1 - t));
  std::vector<double> odd(500, -1.2), even(500, 1.0);
  for (std::size_t i = 0; i < 500; ++i) odd[i] += 1e-3 * static_cast<double>(i);
  by_each_method([&](auto const& method) {
    auto const r = minimize(f, at(t = odd, u = even), subject_to(t <= 0.5), method);
    BOOST_TEST((r.converged() && near(r.value, 125, 1e-9) && r.iterations < 500), to_string(r.status));
    for (std::size_t i = 0; i < 500; ++i)
      BOOST_TEST((r[t][i] == 0.5 && near(r[u][i], 0.25, 1e-8) && near(r.multipliers[i], 1, 1e-6) && r.active[i]));
    // No bound is met.
    auto const wide = minimize(f, at(t = odd, u = even), subject_to(t >= -100, u <= 100), method);
    BOOST_TEST((wide.converged() && wide.value < 1e-15 && near(wide[t][17], 1, 1e-7)), to_string(wide.status));
    auto const free = minimize(f, at(t = odd, u = even), method);
    BOOST_TEST(wide.function_evaluations < 3 * free.function_evaluations);
    for (double const m : wide.multipliers) BOOST_TEST(m == 0);
  });
}

// Unknowns of all sizes and curvatures of both signs, up to 1e8: steepest descent alone takes thousands of steps from here. A
// minimum between the bounds has the slope 2 (s - c) - sin(s) / a = 0 with s = t / a.
BOOST_AUTO_TEST_CASE(many_scales) {
  constexpr auto a = calx::column<"a">;
  constexpr auto f = sum(a * square(t / a - c)) + sum(cos(t / a));
  std::size_t const n = 35;
  std::vector<double> size(n), target(n), lowest(n), highest(n), start(n);
  for (std::size_t i = 0; i < n; ++i) {
    double const j = static_cast<double>((i + 1) * (i + 1)), from = 2 * std::sin(193 + 3 * j),
                 to = from + 1 + std::sin(193 + 5 * j);
    size[i] = std::pow(10.0, 4 * std::sin(193 + j));
    target[i] = i % 3 == 0 ? from : i % 3 == 1 ? to : (from + to) / 2;
    lowest[i] = size[i] * from, highest[i] = size[i] * to, start[i] = size[i] * 3 * std::sin(193 + 7 * j);
  }
  auto const r = minimize(f, at(t = start), given(a = size, c = target, low = lowest, high = highest),
                          subject_to(t >= low, t <= high), calx::truncated_newton{});
  BOOST_TEST((r.converged() && r.iterations < 100), r.iterations);
  for (std::size_t i = 0; i < n; ++i) {
    double const s = r[t][i] / size[i], slope = 2 * (s - target[i]) - std::sin(s) / size[i];
    double const below = r.multipliers[i], above = r.multipliers[n + i];
    BOOST_TEST((std::abs(slope - below + above) < 1e-6 * (1 + 1 / size[i]) && below >= 0 && above >= 0));
    BOOST_TEST(((below == 0 || r[t][i] == lowest[i]) && (above == 0 || r[t][i] == highest[i])));
  }
}

// Non-negative least squares: |A t - c|^2 with A two bands and one row for the ends.
BOOST_AUTO_TEST_CASE(least_squares) {
  constexpr auto f = sum(square(drop_first(t) - 0.9 * drop_last(t) - drop_first(c))) + square(calx::element<0>(t) - 1);
  std::size_t const n = 300;
  std::vector<double> right(n), start(n, 5.0);
  for (std::size_t i = 0; i < n; ++i) right[i] = std::cos(0.7 * static_cast<double>(i));
  by_each_method([&](auto const& method) {
    auto const r = minimize(f, at(t = start), given(c = right), subject_to(t >= 0, t <= 1.5), method);
    BOOST_TEST(r.converged(), to_string(r.status));
    std::vector<double> gradient(n);
    gradient[0] = 2 * (r[t][0] - 1);
    std::size_t held = 0;
    for (std::size_t i = 1; i < n; ++i) {
      double const rest = r[t][i] - 0.9 * r[t][i - 1] - right[i];
      gradient[i] += 2 * rest, gradient[i - 1] -= 1.8 * rest;
      held += r.active[i] || r.active[n + i] ? 1u : 0u;
    }
    BOOST_TEST((held > 50 && held < 250));
    BOOST_TEST(missed(gradient, r[t], 0, 1.5, r.multipliers) < 1e-6);
  });
}

BOOST_AUTO_TEST_CASE(starts_outside) {
  std::vector<double> start(200);
  for (std::size_t i = 0; i < 200; ++i) start[i] = i % 2 == 0 ? -50 : 50;
  by_each_method([&](auto const& method) {
    int outside = 0;
    auto const r = minimize(sum(pow<4>(t)) + square(sum(t) - 150), at(t = start), subject_to(t >= 0.25, t <= 3), method,
                            [&](auto const& step) {
                              for (double const number : step[t]) outside += number < 0.25 || number > 3 ? 1 : 0;
                            });
    BOOST_TEST((r.converged() && outside == 0), to_string(r.status));
    // All are equal: 4 t^3 + 2 (200 t - 150) = 0.
    double const root = r[t][0];
    BOOST_TEST((near(4 * root * root * root + 2 * (200 * root - 150), 0, 1e-6) && near(r[t][199], root, 1e-7)));
  });
}

BOOST_AUTO_TEST_CASE(crossed_and_fixed) {
  std::vector<double> const start(100, 2.0);
  auto const crossed = minimize(sum(square(t)), at(t = start), subject_to(t >= 1, calx::element<7>(t) <= 0));
  BOOST_TEST((crossed.status == calx::status::infeasible && crossed.violation == 0.5 && !crossed.converged()));
  auto const nowhere = minimize(sum(square(t)), at(t = start), subject_to(t >= std::numeric_limits<double>::infinity()));
  BOOST_TEST((nowhere.status == calx::status::infeasible));
  auto const no_number = minimize(sum(square(t)), at(t = start), subject_to(t >= std::nan("")));
  BOOST_TEST((no_number.status == calx::status::infeasible && std::isnan(no_number.violation)));

  // Fixed by two bounds, and by an equation, whose multiplier has either sign: f + lambda (lhs - rhs).
  by_each_method([&](auto const& method) {
    auto const r = minimize(
        sum(square(t - 1)), at(t = start),
        subject_to(calx::element<3>(t) >= 4, calx::element<3>(t) <= 4, calx::element<5>(t) == -1, -2 == calx::element<6>(t)),
        method);
    BOOST_TEST((r.converged() && r[t][3] == 4 && r[t][5] == -1 && r[t][6] == -2 && near(r[t][0], 1)), to_string(r.status));
    BOOST_TEST((r.multipliers.size() == 4u && near(r.multipliers[0], 6) && near(r.multipliers[1], 0)));
    BOOST_TEST((near(r.multipliers[2], 4) && near(r.multipliers[3], -6) && r.active[0] && r.active[1] && r.active[2]));
    auto const all = minimize(sum(square(t - 1)), at(t = start), subject_to(t == 3), method);
    BOOST_TEST((all.converged() && all.value == 400 && all[t][50] == 3 && near(all.multipliers[50], -4)));
  });
}

BOOST_AUTO_TEST_CASE(corners) {
  std::vector<double> start(100, 0.5);
  by_each_method([&](auto const& method) {
    auto const r = minimize(sum(t) - 3 * sum(u), at(t = start, u = start), subject_to(t >= 0, u <= 2), method);
    BOOST_TEST((r.converged() && r.value == -600 && r[t][9] == 0 && r[u][9] == 2), to_string(r.status));
    BOOST_TEST((near(r.multipliers[9], 1) && near(r.multipliers[109], 3)));
    // The start is the minimum.
    std::vector<double> const corner(100, 0.0), top(100, 2.0);
    auto const there = minimize(sum(t) - 3 * sum(u), at(t = corner, u = top), subject_to(t >= 0, u <= 2), method);
    BOOST_TEST(
        (there.converged() && there.iterations == 0 && there.function_evaluations == 1 && near(there.multipliers[9], 1)));
    // On a bound, and the gradient is 0: a top, which is left. What the bound holds stays.
    auto const left =
        minimize(sum(pow<4>(t) - square(t)) + sum(u), at(t = corner, u = corner), subject_to(t >= 0, t <= 0.5, u >= 0), method);
    BOOST_TEST((left.converged() && near(left.value, -100 * 0.1875)), to_string(left.status));
  });
}

// The minimum over t for fixed x is t = max(x, 2); that over x is at its bound.
BOOST_AUTO_TEST_CASE(columns_and_numbers) {
  std::vector<double> const start(150, 7.0);
  by_each_method([&](auto const& method) {
    auto const r = minimize(sum(square(t - x)) + square(x - 3) + 10 * y, at(x = 0.0, t = start, y = -1.0),
                            subject_to(x <= 1, t >= 2, y >= -4), method);
    BOOST_TEST((r.converged() && r[x] == 1 && r[y] == -4 && r[t][149] == 2), to_string(r.status));
    // d/dx: -2 sum(t - x) + 2 (x - 3) = -304, d/dt = 2 (t - x) = 2, d/dy = 10.
    BOOST_TEST((r.multipliers.size() == 152u && near(r.multipliers[0], 304) && near(r.multipliers[17], 2)));
    BOOST_TEST(near(r.multipliers[151], 10));
  });
}

// The conditions are those that the interior point method ends with; many numbers of a vec go by projection of themselves.
BOOST_AUTO_TEST_CASE(of_vecs) {
  constexpr auto v = calx::vec<"v", 3>;
  constexpr auto f = sum(exp(v) - 2 * v) + square(sum(v) - 1) + v[0_c] * v[1_c];
  auto const start = at(v = std::array{1.0, 1.0, 1.0});
  auto const inside = minimize(f, start, subject_to(v >= 0.2, v[2_c] <= 0.3));
  BOOST_TEST((inside.converged() && inside.hessian_products == 0));
  by_each_method([&](auto const& method) {
    auto const r = minimize(f, start, subject_to(v >= 0.2, v[2_c] <= 0.3), method);
    BOOST_TEST(r.converged(), to_string(r.status));
    for (std::size_t i = 0; i < 3; ++i) BOOST_TEST(near(r[v][i], inside[v][i], 1e-7));
    for (std::size_t i = 0; i < 4; ++i) BOOST_TEST(near(r.multipliers[i], inside.multipliers[i], 1e-6));
  });
  constexpr auto many = calx::vec<"many", 100>;
  std::array<double, 100> fives{};
  fives.fill(-5);
  auto const r = minimize(sum(square(many - 1)), at(many = fives), subject_to(many <= -1, many[3_c] <= -2));
  BOOST_TEST((r.converged() && r.hessian_products > 0 && r[many][3] == -2 && r[many][4] == -1));
  BOOST_TEST((near(r.multipliers[3], 0) && near(r.multipliers[100], 6) && near(r.multipliers[4], 4)));
}

// Few unknowns beside data: a line whose slope is bounded, through 0, 1, ..., 9 beside 1, 3, ..., 19.
BOOST_AUTO_TEST_CASE(few_beside_data) {
  std::vector<double> places(10), heights(10);
  for (std::size_t i = 0; i < 10; ++i) places[i] = static_cast<double>(i), heights[i] = 2 * places[i] + 1;
  auto const r = minimize(sum(square(x + y * t - c)), at(x = 0.0, y = 0.0), given(t = places, c = heights), subject_to(y <= 1));
  // x is the mean of heights - places, 5.5; the slope by y is 2 sum(places (x + places - heights)) = -165.
  BOOST_TEST((r.converged() && r[y] == 1 && near(r[x], 5.5) && near(r.multipliers[0], 165, 1e-7)), to_string(r.status));
}

BOOST_AUTO_TEST_CASE(statuses) {
  std::vector<double> const start(100, 0.5);
  by_each_method([&](auto const& method) {
    auto const falls = minimize(sum(-square(t)), at(t = start), subject_to(t >= 0), method);
    BOOST_TEST((falls.status == calx::status::unbounded), to_string(falls.status));
    auto const nowhere = minimize(sum(log(t - 1)), at(t = start), subject_to(t >= 0), method);
    BOOST_TEST((nowhere.status == calx::status::not_finite && nowhere[t][7] == 0.5));
    // The domain ends on the way, and at the bound.
    auto const within = minimize(sum(t - log(t)), at(t = std::vector<double>(100, 0.001)), subject_to(t >= 0), method);
    BOOST_TEST((within.converged() && near(within[t][99], 1, 1e-7)), to_string(within.status));
    int seen = 0;
    auto const stopped = minimize(sum(exp(t) - t * t * t), at(t = start), subject_to(t <= 1), method, [&](auto const&) {
      ++seen;
      return calx::stop;
    });
    BOOST_TEST((stopped.status == calx::status::stopped_by_caller && seen == 1 && stopped.iterations == 1));
    auto limited = method;
    limited.max_iterations = 2;
    auto const late = minimize(sum(pow<4>(t)), at(t = start), subject_to(t >= -1), limited);
    BOOST_TEST((late.status == calx::status::iteration_limit && late.iterations == 2 && late.value < 100.0 / 16));
    limited.max_iterations = 0;
    auto const none = minimize(sum(pow<4>(t - 3)), at(t = start), subject_to(t >= 1), limited);
    BOOST_TEST((none.status == calx::status::iteration_limit && none[t][3] == 1));
    auto few = method;
    few.max_evaluations = 3;
    BOOST_TEST((minimize(sum(pow<4>(t)), at(t = start), subject_to(t >= -1), few).status == calx::status::evaluation_limit));
    auto no_time = method;
    no_time.max_seconds = 0;
    BOOST_TEST((minimize(sum(pow<4>(t)), at(t = start), subject_to(t >= -1), no_time).status == calx::status::time_limit));
  });
}

BOOST_AUTO_TEST_SUITE_END()
