// SPDX-License-Identifier: Apache-2.0
// Which form each difference takes; how accurate they are is in accuracy.cpp.
#include <calx/transform/cancellation.hpp>
#include <calx/transform/simplify.hpp>

#include "../formula.hpp"
#include "../graph_interpreter.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(cancellation)

namespace {

using namespace calx_test;
using calx::graph, calx::opcode;

constexpr graph safe(graph const& written) {
  graph const simple = calx::simplify(written.view()), made = calx::avoid_cancellation(simple.view());
  return calx::simplify(made.view());
}
constexpr formula captured(formula x, int which = 0) { return x.leaf(opcode::captured, which); }

constexpr bool logarithms(paper written) {
  return reads(safe(written([](auto x) { return log(1 + x); })), "log1p(x)") &&
         reads(safe(written([](auto x) { return log(1 - x); })), "log1p(-x)") &&
         reads(safe(written([](auto x, auto y) { return log(x * y + 1); })), "log1p(x*y)") &&
         reads(safe(written([](auto x) { return log(captured(x) + x); })), "log_sum(captured[0], x)") &&
         reads(safe(written([](auto x) { return log(sigmoid(x)); })), "-softplus(-x)") &&
         reads(safe(written([](auto x) { return log(2 + x); })), "log(x + 2)") &&
         reads(safe(written([](auto x) { return log(x - 1); })), "log(x - 1)") &&
         reads(safe(written([](auto x) { return log(captured(x) - 2 * x); })), "log_sum(captured[0], -2*x)");
}
static_assert(logarithms(paper{}));

constexpr bool differences(paper written) {
  return reads(safe(written([](auto x) { return exp(x) - 1; })), "expm1(x)") &&
         reads(safe(written([](auto x) { return 1 - exp(x); })), "-expm1(x)") &&
         reads(safe(written([](auto x) { return 3 - 3 * exp(x); })), "-3*expm1(x)") &&
         reads(safe(written([](auto x) { return exp(x) - captured(x); })), "exp_minus(x, captured[0])") &&
         reads(safe(written([](auto x) { return 1 - cos(x); })), "2*sin(x/2)^2") &&
         reads(safe(written([](auto x) { return cos(2 * x) - 1; })), "-2*sin(x)^2") &&
         reads(safe(written([](auto x) { return 1 + cos(x); })), "2*cos(x/2)^2") &&
         reads(safe(written([](auto x) { return cosh(x) - 1; })), "2*sinh(x/2)^2") &&
         reads(safe(written([](auto x) { return 1 - pow(tanh(x), 2); })), "sech_squared(x)") &&
         reads(safe(written([](auto x) { return 1 - pow(sin(x), 2); })), "cos(x)^2") &&
         reads(safe(written([](auto x) { return 1 - tanh(x); })), "2*sigmoid(-2*x)") &&
         reads(safe(written([](auto x) { return 1 + tanh(x); })), "2*sigmoid(2*x)") &&
         reads(safe(written([](auto x) { return (1 + erf(x)) / 2; })), "erfc(-x)/2") &&
         reads(safe(written([](auto x) { return 1 - erf(x); })), "erfc(x)") &&
         reads(safe(written([](auto x) { return 1 - sigmoid(x); })), "sigmoid(-x)") &&
         reads(safe(written([](auto x) { return sigmoid(x) - pow(sigmoid(x), 2); })), "sigmoid(x)*sigmoid(-x)") &&
         reads(safe(written([](auto x) { return sqrt(1 + x) - 1; })), "x/(sqrt(x + 1) + 1)");
}
static_assert(differences(paper{}));

constexpr bool squares(paper written) {
  return reads(safe(written([](auto x) { return 1 - x * x; })), "(1 - x)*(x + 1)") &&
         reads(safe(written([](auto x) { return 2 * (x * x) - 2; })), "2*(x - 1)*(x + 1)") &&
         count_of(safe(written([](auto x, auto y) { return x * x - y * y; })), opcode::power) == 0 &&
         count_of(safe(written([](auto x, auto y) { return x * x - y * y + x; })), opcode::power) == 2 &&
         count_of(safe(written([](auto x, auto y) -> formulas { return {x * x - y * y, x * x}; })), opcode::power) == 2 &&
         count_of(safe(written([](auto x) { return 4 - x * x; })), opcode::power) == 1;
}
static_assert(squares(paper{}));

// Where more than one pair is possible nothing is done, but for all of them together.
constexpr bool further_terms(paper written) {
  auto const count = [&](auto write, opcode operation) { return count_of(safe(written(write)), operation); };
  return count([](auto x, auto y) { return exp(x) + y - 1; }, opcode::expm1) == 1 &&
         count([](auto x, auto y) { return exp(x) + exp(y) - 1; }, opcode::expm1) == 0 &&
         count([](auto x, auto y) { return exp(x) + exp(y) - 2; }, opcode::expm1) == 2 &&
         count([](auto x, auto y) { return exp(x) - captured(x) - captured(x, 1) + y; }, opcode::exp_minus) == 0 &&
         count([](auto x, auto y) { return exp(x) - captured(x) + y; }, opcode::exp_minus) == 1 &&
         count([](auto x) { return exp(x) + 1; }, opcode::expm1) == 0 &&
         count([](auto x) { return exp(x) - 2; }, opcode::expm1) == 0 &&
         count([](auto x) { return 2 * exp(x) - 1; }, opcode::expm1) == 0;
}
static_assert(further_terms(paper{}));

// Where sin and cos are there anyway, no third function of the angle is called.
constexpr bool cosines_are_shared(paper written) {
  graph const g = safe(written([](auto x) -> formulas { return {1 - cos(x), sin(x)}; })),
              h = safe(written([](auto x) -> formulas { return {1 + cos(x), cos(x)}; }));
  return count_of(g, opcode::sin) == 1 && count_of(g, opcode::cos) == 1 && count_of(h, opcode::sin) == 1 &&
         count_of(h, opcode::cos) == 1 && output_of<double>(g.view(), {1e-9}) == 5e-19 &&
         output_of<double>(g.view(), {3.0}) == 1 - calx::elementary::cos(3.0) &&
         output_of<double>(h.view(), {1.0}) == 1 + calx::elementary::cos(1.0);
}
static_assert(cosines_are_shared(paper{}));

// What has no such difference is as it was.
constexpr bool nothing_else_changes(paper written) {
  graph const f = written([](auto x, auto y) { return sin(x + y) / (2 + exp(y)) + log(x); }), simple = calx::simplify(f.view()),
              after = calx::avoid_cancellation(simple.view());
  auto const text = calx::graph_text(simple.view());
  return is_listed(after, {text.data(), static_cast<std::size_t>(text.size())}) &&
         !calx::may_avoid_cancellation(written([](auto x, auto y) { return x * y + sin(x * exp(y)) - y * y; }).view()) &&
         calx::may_avoid_cancellation(simple.view());
}
static_assert(nothing_else_changes(paper{}));

}  // namespace

BOOST_AUTO_TEST_CASE(checked) {
  BOOST_TEST(logarithms(at_run_time));
  BOOST_TEST(differences(at_run_time));
  BOOST_TEST(squares(at_run_time));
  BOOST_TEST(further_terms(at_run_time));
  BOOST_TEST(nothing_else_changes(at_run_time));
}

// A zero of 1 - x^2 has the sign that it had: 1/sqrt(1 - x^2) is +infinity at both ends.
BOOST_AUTO_TEST_CASE(signs_of_zero) {
  graph const f = safe(at_run_time([](auto x) { return 1 / (1 - x * x); }));
  BOOST_TEST(output_of<double>(f.view(), {1.0}) == HUGE_VAL);
  BOOST_TEST(output_of<double>(f.view(), {-1.0}) == HUGE_VAL);
}

BOOST_AUTO_TEST_SUITE_END()
