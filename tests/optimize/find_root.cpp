// SPDX-License-Identifier: Apache-2.0
#include <calx/core.hpp>
#include <calx/optimize/find_root.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <limits>
#include <vector>

namespace {

using namespace calx::literals;
constexpr auto x = calx::var<"x">;

constexpr bool near(double a, double b) {
  double const gap = a > b ? a - b : b - a;
  return gap <= 4e-16 * (b < 0 ? -b : b);
}

// In a constant expression.
constexpr auto square_root = find_root(x * x - 2, x = 1.0);
static_assert(square_root.converged() && near(square_root[x], 1.4142135623730951));
static_assert(near(find_root(cos(x) - x, x = 0.5)[x], 0.7390851332151607));
static_assert(!find_root(x * x + 1, x = 0.5).converged());
static_assert(find_root(x - 1, x = 1.0f).root == 1.0f);

// A root of f: found from this start, to the last digits.
template <class F> void finds(F const& f, double start, double root) {
  auto const r = find_root(f, x = start);
  BOOST_TEST_CONTEXT(to_string(f).view() << " from " << start << ": " << r.root << ", " << to_string(r.status)) {
    BOOST_TEST(r.converged());
    BOOST_TEST(std::abs(r.root - root) <= 4 * std::numeric_limits<double>::epsilon() * std::max(std::abs(root), 1e-300));
    BOOST_TEST(r.iterations < 200);
    BOOST_TEST(r.function_evaluations >= r.iterations);
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(find_root_by_newton)

BOOST_AUTO_TEST_CASE(roots) {
  finds(x * x - 2, 1.0, 1.4142135623730951);
  finds(x * x - 2, -100.0, -1.4142135623730951);
  finds(cos(x) - x, 0.5, 0.7390851332151607);
  finds(x * x * x - 2 * x + 2, 0.0, -1.7692923542386314);  // plain Newton cycles between 0 and 1
  finds(x * x * x - 2 * x + 2, 1.0, -1.7692923542386314);
  finds(tan(x) - x, 4.0, 4.493409457909064);
  finds(exp(x) - 1e5, -10.0, 11.512925464970229);  // plain Newton runs away to 2e9
  finds(log(x), 10.0, 1.0);                        // plain Newton leaves the domain
  finds(x + 1e-20, 1.0, -1e-20);                   // a tiny root, to full relative precision
  finds(pow<3>(x) - 1e-90, 1.0, 1e-30);
}

BOOST_AUTO_TEST_CASE(atan_from_far) {
  auto const r = find_root(atan(x), x = 3.0);  // plain Newton diverges from 1.4 on
  BOOST_TEST(r.converged());
  BOOST_TEST(std::abs(r.root) < 1e-300);
}

BOOST_AUTO_TEST_CASE(plain_newton_says_that_it_failed) {
  auto const r = find_root(x * x * x - 2 * x + 2, x = 0.0, calx::newton_raphson{.max_iterations = 50});
  BOOST_TEST(!r.converged());
  BOOST_TEST((r.status == calx::status::iteration_limit));
  BOOST_TEST(r.iterations == 50);
  BOOST_TEST((find_root(x * x + 1, x = 0.0, calx::newton_raphson{}).status == calx::status::stalled));
}

BOOST_AUTO_TEST_CASE(what_has_no_root_is_not_called_a_success) {
  BOOST_TEST((find_root(x * x + 1, x = 0.5).status == calx::status::no_root));
  BOOST_TEST(!find_root(exp(x), x = 0.0).converged());
  BOOST_TEST(!find_root(1 / x, x = -0.5).converged());  // a change of sign at a pole
  BOOST_TEST(!find_root(1 / (x - 0.3), x = 0.0).converged());
  BOOST_TEST((find_root(log(x), x = -1.0).status == calx::status::not_finite));
}

// The search to both sides meets the change of sign at the pole 2.5 first, and goes on.
BOOST_AUTO_TEST_CASE(a_root_beyond_a_pole) { finds((x * x * x * x - x * x + 0.3) * (x - 4) / (x - 2.5), -5.18, 4.0); }

// Poles and the end of the domain on the way are no refusal in a constant expression.
static_assert(!find_root(1 / x, x = -0.5).converged());
static_assert(find_root(log(x), x = 10.0).converged() && !find_root(log(x), x = -1.0).converged());
static_assert(find_root(x * x - 2, x = 1.0, calx::newton_raphson{}).converged());

BOOST_AUTO_TEST_CASE(number_types) {
  auto const f = find_root(x * x - 2, x = 1.0f);
  static_assert(std::is_same_v<decltype(f.root), float>);
  BOOST_TEST(std::abs(f.root - 1.4142135f) < 3e-7f);
  auto const l = find_root(x * x - 2, x = 1.0L);
  BOOST_TEST(std::abs(l.root - std::sqrt(2.0L)) < 1e-15L);
}

// Between two points whose values have different signs: the root, never a point outside.
BOOST_AUTO_TEST_CASE(brackets) {
  constexpr auto r = find_root(cos(x) - x, x = calx::interval{0.0, 1.0});
  static_assert(r.converged() && r.function_evaluations <= 8);
  BOOST_TEST(std::abs(r[x] - 0.7390851332151607) < 2e-16);
  for (double const end : {1.0, 10.0, 1e3, 1e10}) {
    auto const far = find_root(exp(-x) - 0.5, x = calx::interval{-1.0, end});
    BOOST_TEST((far.converged() && std::abs(far[x] - 0.6931471805599453) < 4e-16 && far.function_evaluations < 80));
  }
  // f is not defined outside of the bracket.
  auto const edge = find_root(sqrt(x) - 0.5, x = calx::interval{0.0, 1.0});
  BOOST_TEST((edge.converged() && edge[x] == 0.25));
  BOOST_TEST((find_root(x * x - 4, x = calx::interval{2.0, 5.0}).root == 2));
  BOOST_TEST((find_root(x * x - 4, x = calx::interval{-7.0, -2.0}).root == -2));
}

BOOST_AUTO_TEST_CASE(brackets_without_a_root) {
  auto const none = find_root(x * x + 1, x = calx::interval{-1.0, 2.0});
  BOOST_TEST((none.status == calx::status::no_root && none.function_evaluations == 2));
  BOOST_TEST(!find_root(1 / x, x = calx::interval{-1.0, 2.0}).converged());
  BOOST_TEST(!find_root(tan(x), x = calx::interval{1.0, 2.0}).converged());
  BOOST_TEST((find_root(log(x), x = calx::interval{-1.0, 2.0}).status == calx::status::not_finite));
}

BOOST_AUTO_TEST_CASE(plain_methods) {
  std::vector<double> misses;
  auto const watch = [&](auto const& step) { misses.push_back(std::abs(step.at - std::sqrt(2))); };
  // How the logarithms of the errors grow from step to step.
  auto const order = [&](std::size_t i) { return std::log(misses[i + 1] / misses[i]) / std::log(misses[i] / misses[i - 1]); };
  auto const third = find_root(x * x - 2, x = 1.2, calx::halley{}, watch);
  BOOST_TEST((third.converged() && near(third.root, 1.4142135623730951)));
  BOOST_TEST(order(1) > 2.7);
  misses.clear();
  auto const second = find_root(x * x - 2, x = 1.2, calx::newton_raphson{}, watch);
  BOOST_TEST((second.converged() && order(2) > 1.9 && order(2) < 2.1));
  BOOST_TEST(static_cast<int>(misses.size()) == second.function_evaluations);
  misses.clear();
  auto const golden = find_root(x * x - 2, x = 1.2, calx::secant{.distance = 0.1}, watch);
  BOOST_TEST((golden.converged() && near(golden.root, 1.4142135623730951)));
  BOOST_TEST((order(4) > 1.5 && order(4) < 1.75));
  // They fail as textbooks say, and say so.
  BOOST_TEST((find_root(atan(x), x = 10.0, calx::secant{}).status != calx::status::converged));
  BOOST_TEST((find_root(x * x + 1, x = 0.0, calx::halley{}).status == calx::status::stalled));
  BOOST_TEST((find_root(x * x + 1, x = 0.5, calx::halley{}).status == calx::status::iteration_limit));
  BOOST_TEST((find_root(0 * x + 1, x = 0.5, calx::secant{}).status == calx::status::stalled));
  static_assert(find_root(x * x - 2, x = 1.0, calx::halley{}).converged());
  static_assert(find_root(x * x - 2, x = 1.0, calx::secant{}).converged());
}

BOOST_AUTO_TEST_CASE(observers) {
  int seen = 0;
  auto const r = find_root(exp(x) - 5, x = 10.0, calx::safeguarded_newton{}, [&](auto const& step) {
    ++seen;
    BOOST_TEST((step.evaluation == seen && std::abs(step.value - (std::exp(step.at) - 5)) <= 1e-10));
    BOOST_TEST(std::abs(step.slope - std::exp(step.at)) <= 1e-10);
    return seen < 3 ? calx::proceed : calx::stop;
  });
  BOOST_TEST((r.status == calx::status::stopped_by_caller && seen == 3 && r.function_evaluations == 3));
  BOOST_TEST((r.value < std::exp(10) - 5 && std::abs(r.value - (std::exp(r.root) - 5)) <= 1e-10));
}

// What cannot be asked has a status, too.
BOOST_AUTO_TEST_CASE(bad_input) {
  using calx::status;
  auto const none = find_root(x * x - 2, x = 1.0, calx::safeguarded_newton{.max_iterations = 0});
  BOOST_TEST((none.status == status::iteration_limit && none.root == 1 && none.value == -1));
  BOOST_TEST((find_root(x * x - 2, x = std::nan("")).status == status::not_finite));
  BOOST_TEST((find_root(x * x - 2, x = INFINITY).status == status::not_finite));
  BOOST_TEST((find_root(x * x - 2, x = calx::interval{1.0, INFINITY}).status == status::not_finite));
  BOOST_TEST((find_root(x * x - 2, x = calx::interval{1.0, 1.0}).status == status::no_root));
  // Not a number in the middle of a bracket: said so, with the best of the points where it is one.
  auto const gap = find_root(where(abs(x) < 0.5, sqrt(-1 - x * x), x), x = calx::interval{-1.0, 1.0});
  BOOST_TEST((gap.status == status::not_finite && std::isfinite(gap.value)));
}

BOOST_AUTO_TEST_SUITE_END()
