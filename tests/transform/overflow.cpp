// SPDX-License-Identifier: Apache-2.0
// Which form each sum of exponentials takes; how accurate they are is in accuracy.cpp.
#include <calx/transform/overflow.hpp>
#include <calx/transform/simplify.hpp>

#include "../formula.hpp"
#include "../graph_interpreter.hpp"

#include <boost/test/unit_test.hpp>

#include <cmath>

BOOST_AUTO_TEST_SUITE(overflow)

namespace {

using namespace calx_test;
using calx::graph, calx::opcode;

constexpr graph safe(graph const& written) {
  graph const simple = calx::simplify(written.view()), made = calx::avoid_overflow(simple.view());
  return calx::simplify(made.view());
}
constexpr formula captured(formula x) { return x.leaf(opcode::captured); }

constexpr bool logarithms(paper written) {
  return reads(safe(written([](auto x) { return log(1 + exp(x)); })), "log_plus_exp(1, x, exp(x))") &&
         reads(safe(written([](auto x) { return log1p(exp(x)); })), "log_plus_exp(1, x, exp(x))") &&
         reads(safe(written([](auto x) { return log(captured(x) + exp(x)); })), "log_plus_exp(captured[0], x, exp(x))") &&
         reads(safe(written([](auto x) { return log(exp(x)); })), "x") &&
         reads(safe(written([](auto x) { return log(2 + exp(x)); })), "log(exp(x) + 2)") &&
         reads(safe(written([](auto x) { return log(1 + 2 * exp(x)); })), "log(2*exp(x) + 1)");
}
static_assert(logarithms(paper{}));

constexpr bool quotients(paper written) {
  return reads(safe(written([](auto x) { return exp(x) / (1 + exp(x)); })), "exp_share(exp(x), exp(x)/(exp(x) + 1))") &&
         reads(safe(written([](auto x) { return 1 / (1 + exp(x)); })), "1/(exp(x) + 1)") &&
         reads(safe(written([](auto x) { return exp(x) / pow(1 + exp(x), 2); })),
               "exp_share(exp(x), exp(x)/(exp(x) + 1))/(exp(x) + 1)") &&
         reads(safe(written([](auto x) {
                 auto const e = exp(x), c = captured(x);
                 return e / (e + c);
               })),
               "exp_share(exp(x), exp(x)/(exp(x) + captured[0]))") &&
         reads(safe(written([](auto x, auto y) { return exp(x) / (y + exp(x)); })), "exp(x)/(y + exp(x))") &&
         reads(safe(written([](auto x) { return 1 / pow(cosh(x), 2); })), "sech_squared(x)") &&
         reads(safe(written([](auto x) { return pow(cosh(x), -3); })), "sech_squared(x)/cosh(x)") &&
         reads(safe(written([](auto x) { return sinh(x) / cosh(x); })), "tanh(x)") &&
         reads(safe(written([](auto x, auto y) { return y * sinh(x) / pow(cosh(x), 3); })), "y*sech_squared(x)*tanh(x)") &&
         reads(safe(written([](auto x) { return x.apply(opcode::sigmoid_slope) / sigmoid(x); })), "sigmoid(-x)") &&
         reads(safe(written([](auto x) { return x.apply(opcode::sigmoid_slope) / (1 - sigmoid(x)); })), "sigmoid(x)");
}
static_assert(quotients(paper{}));

constexpr bool close(double a, double b) {
  double const difference = a > b ? a - b : b - a;
  return difference <= 4e-16 * (b < 0 ? -b : b);
}

// Values of the forms with a largest argument; none of them calls exp of anything positive.
constexpr bool largest_arguments(paper written) {
  graph const two = safe(written([](auto x, auto y) -> formulas {
    return {log(exp(x) + exp(y)), exp(x) / (exp(x) + exp(y)), exp(y) / (exp(x) + exp(y))};
  })),
              three = safe(written([](auto x, auto y, auto z) -> formulas {
                auto const sum = exp(x) + exp(y) + exp(z);
                return {log(sum), exp(y) / sum};
              })),
              one = safe(written([](auto x, auto y) -> formulas {
                auto const sum = 1 + exp(x) + exp(y);
                return {log(sum), exp(y) / sum};
              }));
  double const log2 = calx::elementary::log(2.0), log3 = calx::elementary::log(3.0);
  arguments<double> const high{1000, 1000, 1000}, low{-1000, -1000, -1000}, apart{-2000, 0, 2000};
  return count_of(two, opcode::exp) == 1 && close(output_of(two.view(), high), 1000 + log2) &&
         close(output_of(two.view(), low), log2 - 1000) && close(output_of(two.view(), apart, 0), 0) &&
         output_of(two.view(), high, 1) == 0.5 && output_of(two.view(), apart, 1) == 0 &&
         output_of(two.view(), apart, 2) == 1 && count_of(three, opcode::exp) == 3 &&
         close(output_of(three.view(), high), 1000 + log3) && close(output_of(three.view(), low), log3 - 1000) &&
         output_of(three.view(), apart) == 2000 && close(output_of(three.view(), high, 1), 1 / 3.0) &&
         close(output_of(one.view(), high), 1000 + log2) && output_of(one.view(), low) == 0 &&
         output_of(one.view(), low, 1) == 0 && output_of(one.view(), high, 1) == 0.5;
}
static_assert(largest_arguments(paper{}));

// In a sum above the sum, too, as in the derivative of log(exp(2x) + exp(3x)).
constexpr bool sums_are_distributed(paper written) {
  graph const g = safe(written([](auto x) { return (2 * exp(2 * x) + 3 * exp(3 * x)) / (exp(2 * x) + exp(3 * x)); }));
  return output_of<double>(g.view(), {1000}) == 3 && output_of<double>(g.view(), {-1000}) == 2 &&
         output_of<double>(g.view(), {0}) == 2.5;
}
static_assert(sums_are_distributed(paper{}));

constexpr bool nothing_else_changes(paper written) {
  graph const f = written([](auto x, auto y) { return sin(x + y) / (y * exp(y)) + log(x) / cosh(x); }),
              simple = calx::simplify(f.view()), after = calx::avoid_overflow(simple.view());
  auto const text = calx::graph_text(simple.view());
  return is_listed(after, {text.data(), static_cast<std::size_t>(text.size())}) &&
         !calx::may_avoid_overflow(written([](auto x, auto y) { return exp(x) * y; }).view()) &&
         calx::may_avoid_overflow(simple.view());
}
static_assert(nothing_else_changes(paper{}));

}  // namespace

BOOST_AUTO_TEST_CASE(checked) {
  BOOST_TEST(logarithms(at_run_time));
  BOOST_TEST(quotients(at_run_time));
  BOOST_TEST(largest_arguments(at_run_time));
  BOOST_TEST(sums_are_distributed(at_run_time));
  BOOST_TEST(nothing_else_changes(at_run_time));
}

// The least of numbers and infinities: what log(0) is, and what is said of it in the header.
BOOST_AUTO_TEST_CASE(infinite_arguments) {
  graph const g = safe(at_run_time([](auto x, auto y) { return log(exp(x) + exp(y)); }));
  BOOST_TEST(output_of<double>(g.view(), {-HUGE_VAL, 3}) == 3);
  BOOST_TEST(output_of<double>(g.view(), {3, -HUGE_VAL}) == 3);
  BOOST_TEST(output_of<double>(g.view(), {HUGE_VAL, 3}) == HUGE_VAL);
  BOOST_TEST(std::isnan(output_of<double>(g.view(), {NAN, 3})));
  BOOST_TEST(std::isnan(output_of<double>(g.view(), {-HUGE_VAL, -HUGE_VAL})));
}

BOOST_AUTO_TEST_SUITE_END()
