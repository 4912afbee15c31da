// SPDX-License-Identifier: Apache-2.0
#include <calx/transform/strength.hpp>

#include "../formula.hpp"
#include "../graph_interpreter.hpp"

#include <boost/test/unit_test.hpp>

#include <cmath>

BOOST_AUTO_TEST_SUITE(strength_reduction)

namespace {

using namespace calx_test;
using calx::graph, calx::opcode;

constexpr graph reduced(graph const& g) { return calx::reduce_strength(g.view()); }

// x^n takes as many products as its bits ask for.
constexpr bool powers_become_products(paper written) {
  auto const products = [&](int n) { return count_of(reduced(written([n](auto x) { return pow(x, n); })), opcode::multiply); };
  return products(2) == 1 && products(3) == 2 && products(4) == 2 && products(6) == 3 && products(7) == 4 && products(8) == 3 &&
         products(-8) == 3 && products(0) == 0;
}
static_assert(powers_become_products(paper{}));

constexpr bool lower_powers_are_shared(paper written) {
  graph const g = reduced(written([](auto x) { return pow(x, 2) + pow(x, 3) + pow(x, 4) + pow(x, 5); }));
  // x^6 = x^5 x and x^7 = x^6 x, not (x^3)^2
  graph const h = reduced(written([](auto x) { return pow(x, 5) + pow(x, 6) + pow(x, 7); }));
  return count_of(g, opcode::multiply) == 4 && count_of(g, opcode::power) == 0 && count_of(h, opcode::multiply) == 5;
}
static_assert(lower_powers_are_shared(paper{}));

constexpr bool listings(paper written) {
  return is_listed(
             reduced(written([](auto x) { return pow(x, -3); })),
             "%0 = input [0]\n%1 = constant 1\n%2 = divide %1 %0\n%3 = multiply %2 %2\n%4 = multiply %2 %3\noutputs %4\n") &&
         is_listed(reduced(written([](auto x) { return pow(x, 0); })), "%0 = constant 1\noutputs %0\n");
}
static_assert(listings(paper{}));

// The values of repeated squaring, bit for bit where both do the same products; else within a few ulp, at all sizes.
constexpr bool values_are_kept(paper written) {
  for (int n = -12; n <= 12; ++n) {
    graph const f = written([n](auto x) { return pow(x, n); }), g = reduced(f);
    for (double const x : {1.5, -0.75, 1e20, 1e-20, -3.0}) {
      double const before = output_of(f.view(), arguments<double>{x}), after = output_of(g.view(), arguments<double>{x});
      double const difference = before > after ? before - after : after - before;
      if (before == after || difference <= 8e-16 * (before < 0 ? -before : before)) continue;
      return false;
    }
  }
  return true;
}
static_assert(values_are_kept(paper{}));

// x^-2 of a large x is subnormal, not 0: x^2 would overflow on the way.
constexpr bool nothing_newly_underflows(paper written) {
  graph const g = reduced(written([](auto x) { return pow(x, -2); }));
  double const y = output_of(g.view(), arguments<double>{1e155});
  return y > 0.999e-310 && y < 1.001e-310;
}
static_assert(nothing_newly_underflows(paper{}));

// x/sqrt(2) multiplies by 1/sqrt(2); x/exp(-720) stays a quotient, since 1/exp(-720) overflows.
constexpr graph quotient_by(opcode function, int argument) {
  calx::builder b;
  calx::node_id const x = b.input(0), c = b.apply(function, b.constant(calx::number(calx::rational(argument))));
  b.output(b.apply(opcode::divide, x, c));
  return b.take();
}
constexpr bool only_tame_divisors_are_inverted(int argument) {
  return count_of(reduced(quotient_by(opcode::square_root, argument)), opcode::multiply) == 1 &&
         count_of(reduced(quotient_by(opcode::exp, -720)), opcode::multiply) == 0;
}
static_assert(only_tame_divisors_are_inverted(2));

// pi and e are tame; a root or a logarithm is, of a number from 2^-20 to 2^20; a variable is not.
constexpr bool tame_divisors(paper written) {
  auto const products = [](graph const& g) { return count_of(reduced(g), opcode::multiply); };
  return products(written([](auto x) { return x / x.leaf(opcode::pi); })) == 1 &&
         products(written([](auto x) { return x / x.leaf(opcode::e); })) == 1 &&
         products(written([](auto x) { return x / log(x.number(10)); })) == 1 &&
         products(written([](auto x, auto y) { return x / sqrt(y); })) == 0 &&
         products(written([](auto x) { return x / x.number(7); })) == 0 &&
         products(quotient_by(opcode::square_root, 1 << 20)) == 1 &&
         products(quotient_by(opcode::square_root, (1 << 20) + 1)) == 0 &&
         products(written([](auto x) { return x / sqrt(x.number(calx::rational(1, 1 << 20))); })) == 1 &&
         products(written([](auto x) { return x / sqrt(x.number(calx::rational(1, (1 << 20) + 1))); })) == 0;
}
static_assert(tame_divisors(paper{}));
// 1/sqrt(2) is itself, beside x/sqrt(2), too: not 1 (1/sqrt(2)).
constexpr bool reciprocals_stay(paper written) {
  auto const reciprocal = [](auto x) { return x.number(1) / sqrt(x.number(2)) - x; };
  auto const both = [](auto x) {
    auto const root = sqrt(x.number(2));
    return x.number(1) / root + x / root;
  };
  return count_of(reduced(written(reciprocal)), opcode::multiply) == 0 &&
         count_of(reduced(written(both)), opcode::multiply) == 1 && count_of(reduced(written(both)), opcode::divide) == 1;
}
static_assert(reciprocals_stay(paper{}));

// tanh and its derivative come from one exponential, x^y and its slope from one power: where both are wanted, of the same.
constexpr bool kernels_are_shared(paper written) {
  graph const both = reduced(written([](auto x) -> formulas { return {tanh(x), x.apply(opcode::sech_squared)}; }));
  graph const slope = reduced(written([](auto x, auto y) -> formulas { return {pow(x, y), x.apply(opcode::pow_slope, y)}; }));
  graph const twice = reduced(written([](auto x, auto y) -> formulas {
    return {tanh(x), x.apply(opcode::sech_squared), y.apply(opcode::sech_squared), tanh(y), tanh(x) * y};
  }));
  return is_listed(
             both,
             "%0 = input [0]\n%1 = tanh_kernel %0\n%2 = tanh_from %0 %1\n%3 = sech_squared_from %0 %1\noutputs %2 %3\n") &&
         is_listed(slope, "%0 = input [0]\n%1 = input [1]\n%2 = pow %0 %1\n%3 = pow_slope_from %0 %1 %2\noutputs %2 %3\n") &&
         count_of(twice, opcode::tanh_kernel) == 2 && count_of(twice, opcode::tanh_from) == 2 &&
         count_of(twice, opcode::sech_squared_from) == 2;
}
static_assert(kernels_are_shared(paper{}));

// One alone, however often, or both of different arguments, is better off by itself.
constexpr bool kernels_for_one_are_not(paper written) {
  auto const kernels = [](graph const& g) {
    graph const after = reduced(g);
    return count_of(after, opcode::tanh_kernel) + count_of(after, opcode::tanh_from) +
           count_of(after, opcode::sech_squared_from) + count_of(after, opcode::pow_slope_from);
  };
  return kernels(written([](auto x) -> formulas { return {tanh(x), sin(tanh(x)), tanh(x) * x}; })) == 0 &&
         kernels(written([](auto x) -> formulas { return {x.apply(opcode::sech_squared), cos(x)}; })) == 0 &&
         kernels(written([](auto x, auto y) -> formulas { return {tanh(x), y.apply(opcode::sech_squared)}; })) == 0 &&
         kernels(written([](auto x, auto y) -> formulas { return {pow(x, y), exp(pow(x, y))}; })) == 0 &&
         kernels(written([](auto x, auto y) -> formulas { return {x.apply(opcode::pow_slope, y), y}; })) == 0 &&
         kernels(written([](auto x, auto y) -> formulas { return {pow(y, x), x.apply(opcode::pow_slope, y)}; })) == 0;
}
static_assert(kernels_for_one_are_not(paper{}));

constexpr bool shared_kernels_keep_values(paper written) {
  graph const f = written([](auto x, auto y) -> formulas {
    return {tanh(x), x.apply(opcode::sech_squared), pow(y, x), y.apply(opcode::pow_slope, x)};
  });
  graph const g = reduced(f);
  for (double const x : {0.0, 0.25, -0.5, 0.75, 3.0, -20.0, 300.0})
    for (double const y : {0.5, 1.0, 3.0})
      for (int i = 0; i < f.outputs.size(); ++i) {
        double const before = output_of(f.view(), arguments<double>{x, y}, i),
                     after = output_of(g.view(), arguments<double>{x, y}, i);
        double const difference = before > after ? before - after : after - before, size = before < 0 ? -before : before;
        if (!(difference <= 2e-15 * size)) return false;
      }
  return true;
}
static_assert(shared_kernels_keep_values(paper{}));

bool zeros_and_infinities(paper written) {
  for (int n = -5; n <= 5; ++n) {
    graph const f = written([n](auto x) { return pow(x, n); }), g = reduced(f);
    for (double const x : {0.0, -0.0, HUGE_VAL, -HUGE_VAL}) {
      double const before = output_of(f.view(), arguments<double>{x}), after = output_of(g.view(), arguments<double>{x});
      if (before != after || std::signbit(before) != std::signbit(after)) return false;
    }
  }
  return true;
}

}  // namespace

BOOST_AUTO_TEST_CASE(powers) {
  BOOST_TEST(powers_become_products(at_run_time));
  BOOST_TEST(lower_powers_are_shared(at_run_time));
  BOOST_TEST(listings(at_run_time));
  BOOST_TEST(values_are_kept(at_run_time));
  BOOST_TEST(nothing_newly_underflows(at_run_time));
  BOOST_TEST(only_tame_divisors_are_inverted(2));
  BOOST_TEST(tame_divisors(at_run_time));
  BOOST_TEST(zeros_and_infinities(at_run_time));
}
BOOST_AUTO_TEST_CASE(kernels) {
  BOOST_TEST(kernels_are_shared(at_run_time));
  BOOST_TEST(kernels_for_one_are_not(at_run_time));
  BOOST_TEST(shared_kernels_keep_values(at_run_time));
}

BOOST_AUTO_TEST_SUITE_END()
