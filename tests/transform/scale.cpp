// SPDX-License-Identifier: Apache-2.0
#include <calx/transform/scale.hpp>

#include <calx/transform/pipeline.hpp>

#include "../formula.hpp"
#include "../graph_interpreter.hpp"

#include <boost/test/unit_test.hpp>

#include <cmath>

BOOST_AUTO_TEST_SUITE(placed_constants)

namespace {

using namespace calx_test;
using calx::graph, calx::opcode, calx::rational;

constexpr graph placed(graph const& g) { return calx::place_constants(g.view()); }
constexpr int products(graph const& g) { return count_of(placed(g), opcode::multiply); }

// Dyadic arguments: no product rounds, so that equal means equal.
constexpr bool same_values(graph const& f) {
  graph const g = placed(f);
  for (int sample = 0; sample < 8; ++sample) {
    double const s = sample % 2 == 0 ? 1 : -1;
    arguments<double> const at{s * (0.5 + sample), 1.25 - sample, s * 0.375, 3.0 + sample};
    for (int i = 0; i < f.outputs.size(); ++i)
      if (output_of(f.view(), at, i) != output_of(g.view(), at, i)) return false;
  }
  return true;
}
constexpr bool places(graph const& f, int multiplications) { return products(f) == multiplications && same_values(f); }

// c (u x), c (u y), c u: one multiplication for c u, and one each.
constexpr bool a_factor_carries_the_constant(paper written) {
  return places(written([](auto x, auto y, auto z) -> formulas {
                  auto const u = abs(z);
                  return {2 * (u * x), 2 * (u * y), 2 * u};
                }),
                3) &&
         is_listed(placed(written([](auto x, auto y, auto z) -> formulas { return {2 * (z * x), 2 * (z * y), 2 * z}; })),
                   "%0 = input [0]\n%1 = input [1]\n%2 = input [2]\n%3 = constant 2\n%4 = multiply %2 %3\n"
                   "%5 = multiply %0 %4\n%6 = multiply %1 %4\noutputs %5 %6 %4\n");
}
static_assert(a_factor_carries_the_constant(paper{}));

// 2 (z (x w)) and 2 (z (x y)) with 2 z: down a chain of products, as long as all their uses agree.
constexpr bool down_a_chain(paper written) {
  return places(written([](auto x, auto y, auto z, auto w) -> formulas {
                  auto const p = z * x;
                  return {2 * (p * y), 2 * (p * w), 2 * z, 2 * p};
                }),
                4) &&
         places(written([](auto x, auto y, auto z, auto w) -> formulas {
                  auto const p = z * x;
                  return {2 * (p * y), 2 * (p * w), 2 * z, p};
                }),
                5);
}
static_assert(down_a_chain(paper{}));

// Two constants, or a use as it is: the constant stays in front.
constexpr bool uses_must_agree(paper written) {
  return places(written([](auto x, auto y, auto z) -> formulas { return {2 * (z * x), 3 * (z * x), 2 * z, 3 * y}; }), 5) &&
         places(written([](auto x, auto z) -> formulas { return {2 * (z * x), z * x, 2 * z}; }), 3) &&
         places(written([](auto x, auto z) -> formulas { return {2 * (z * x), sin(z * x), 2 * z}; }), 3) &&
         places(written([](auto x, auto z) -> formulas { return {2 * (z * x), z}; }), 2);
}
static_assert(uses_must_agree(paper{}));

// 2 (z z) with 2 z is (2 z) z, not (2 z)(2 z).
constexpr bool squares(paper written) {
  return places(written([](auto z) -> formulas { return {2 * (z * z), 2 * z}; }), 2) &&
         same_values(written([](auto z) -> formulas { return {-2 * (z * z), 2 * z, 4 * z}; })) &&
         places(written([](auto z) -> formulas { return {2 * (z * z)}; }), 2) &&
         places(written([](auto x, auto z) -> formulas {
                  auto const p = x * z;
                  return {2 * (p * p), 2 * p, 2 * x};
                }),
                4);
}
static_assert(squares(paper{}));

// -2 pow<7>(x), after the powers have become products.
constexpr bool powers(paper written) {
  graph const f = calx::reduce_strength(written([](auto x) -> formulas { return {-2 * pow(x, 7), -2 * x}; }).view());
  graph const g = calx::reduce_strength(written([](auto x) -> formulas { return {-2 * pow(x, 7), 3 - 2 * pow(x, 6)}; }).view());
  return same_values(f) && products(f) <= 5 && same_values(g);
}
static_assert(powers(paper{}));

constexpr bool signs(paper written) {
  auto const negations = [](graph const& g) { return count_of(placed(g), opcode::negate); };
  graph const both = written([](auto x, auto y, auto z) -> formulas { return {-2 * (z * x) + y, 1 - 2 * (z * y), -2 * z}; });
  graph const sums = written([](auto x, auto y, auto z) -> formulas { return {2 * z - -x, -(2 * z) - y, -x + y, -x - -y}; });
  graph const others = written([](auto x, auto y, auto z) -> formulas {
    return {abs(-2 * (z * x)), where(-x < 2 * z, -y, -2 * z), -x / -y, (-x) * (-y), -x / (2 * z), pow(-x, 3)};
  });
  return same_values(both) && negations(both) == 0 && products(both) == 3 && same_values(sums) && same_values(others);
}
static_assert(signs(paper{}));

// (-x) e, which was once 0 times something.
constexpr bool a_sign_alone(paper written) {
  graph const f = written([](auto x) { return (-x) * x.leaf(opcode::e); }), g = placed(f);
  return output_of(g.view(), arguments<double>{0.0}) == 0 && output_of(g.view(), arguments<double>{1.0}) < -2.718 &&
         output_of(g.view(), arguments<double>{-1.0}) > 2.718 && count_of(g, opcode::multiply) == 1;
}
static_assert(a_sign_alone(paper{}));

// Beyond 2^20, what no rational holds, and 0 stay where they are.
constexpr bool immoderate_constants_stay(paper written) {
  auto const with = [&](auto constant) {
    return written([constant](auto x, auto y, auto z) -> formulas {
      auto const c = constant(x);
      return {c * (z * x), c * (z * y), c * z};
    });
  };
  auto const rational_number = [](rational const& c) { return [c](auto x) { return x.number(c); }; };
  return products(with(rational_number(1 << 20))) == 3 && products(with(rational_number(rational(1, 1 << 20)))) == 3 &&
         products(with(rational_number((1 << 20) + 1))) == 5 &&
         products(with(rational_number(rational(1, (1 << 20) + 1)))) == 5 &&
         products(with([](auto x) { return x.floating(1e200L); })) == 5 &&
         products(with([](auto x) { return x.floating(1e-200L); })) == 5 && products(with(rational_number(0))) == 5;
}
static_assert(immoderate_constants_stay(paper{}));

// A number that is no rational is immoderate just as well: exp(700), 10^300 (z = 1e100, x = 1e-200).
constexpr bool immoderate_numbers_stay(paper written) {
  graph const powers_of_ten = written([](auto x, auto y, auto z) -> formulas {
    auto const c = pow(x.number(10), 300);
    return {c * (z * x), c * (z * y), c * z};
  });
  graph const exponentials = written([](auto x, auto y, auto z) -> formulas {
    auto const c = exp(x.number(690));
    return {c * (z * x), c * (z * y), c * z};
  });
  arguments<double> const at{1e-200, 1e-250, 1e100};
  for (graph const* f : {&powers_of_ten, &exponentials})
    for (int i = 0; i < 2; ++i) {
      graph const g = placed(*f);
      double const before = output_of(f->view(), at, i), after = output_of(g.view(), at, i);
      if (!(after > before * 0.999999 && after < before * 1.000001)) return false;
    }
  return true;
}
static_assert(immoderate_numbers_stay(paper{}));

// 0.5 (1/sqrt(2)), sqrt(2), pi: numbers that the compiler folds move as rationals do.
constexpr bool closed_numbers(paper written) {
  auto const with = [&](auto number) {
    return written([number](auto x, auto y, auto z) -> formulas {
      auto const c = number(x);
      return {c * (z * x), c * (z * y), c * z};
    });
  };
  auto const variable_products = [](graph const& g) {  // those that the compiler does not fold
    graph const after = placed(g);
    int count = 0;
    calx::buffer<char> closed(after.nodes.size());
    for (int i = 0; i < after.nodes.size(); ++i) {
      calx::node const& n = after.nodes[i];
      closed[i] = n.operation != opcode::input ? 1 : 0;
      for (int k = 0; k < 3 && n.operands[k] != calx::no_node; ++k)
        if (closed[n.operands[k]] == 0) closed[i] = 0;
      count += n.operation == opcode::multiply && closed[i] == 0 ? 1 : 0;
    }
    return count;
  };
  return variable_products(with([](auto x) { return x.leaf(opcode::pi); })) == 3 &&
         variable_products(with([](auto x) { return sqrt(x.number(2)); })) == 3 &&
         variable_products(with([](auto x) { return 1 / sqrt(x.number(2)); })) == 3 &&
         variable_products(with([](auto x) { return rational(1, 2) / sqrt(x.number(2)); })) == 3;
}
static_assert(closed_numbers(paper{}));

// Their values, after all passes of evaluation.
constexpr bool closed_numbers_keep_their_values(paper written) {
  graph const f = written([](auto x, auto y, auto z) -> formulas {
    auto const k = rational(1, 2) * (1 / sqrt(x.number(2))), u = x + y;
    return {k * (u * x), 3 - k * (u * y), -k * u, k * (-z), 2 * k * (u * u), z / k, k / z, k + x.leaf(opcode::pi) * z};
  });
  graph const g = calx::run_passes(calx::evaluation_passes, f.view());
  for (double const s : {1.0, -2.5, 1e10, 1e-10}) {
    arguments<double> const at{0.7 * s, 1.3 * s, -0.4 * s};
    for (int i = 0; i < f.outputs.size(); ++i) {
      double const before = output_of(f.view(), at, i), after = output_of(g.view(), at, i);
      double const error = before < after ? after - before : before - after, size = before < 0 ? -before : before;
      if (!(error <= 2e-15 * size)) return false;
    }
  }
  return true;
}
static_assert(closed_numbers_keep_their_values(paper{}));

constexpr bool again_changes_no_count(paper written) {
  graph const once = placed(written(
      [](auto x, auto y, auto z) -> formulas { return {-2 * (z * x) + y, 1 - 2 * (z * y), -2 * z, 3 * (x * (y * z))}; }));
  graph const twice = placed(once);
  return once.nodes.size() == twice.nodes.size() && same_values(once);
}
static_assert(again_changes_no_count(paper{}));

}  // namespace

BOOST_AUTO_TEST_CASE(where_constants_go) {
  BOOST_TEST(a_factor_carries_the_constant(at_run_time));
  BOOST_TEST(down_a_chain(at_run_time));
  BOOST_TEST(uses_must_agree(at_run_time));
  BOOST_TEST(squares(at_run_time));
  BOOST_TEST(powers(at_run_time));
  BOOST_TEST(closed_numbers(at_run_time));
  BOOST_TEST(again_changes_no_count(at_run_time));
}
BOOST_AUTO_TEST_CASE(soundness) {
  BOOST_TEST(signs(at_run_time));
  BOOST_TEST(a_sign_alone(at_run_time));
  BOOST_TEST(immoderate_constants_stay(at_run_time));
  BOOST_TEST(immoderate_numbers_stay(at_run_time));
  BOOST_TEST(closed_numbers_keep_their_values(at_run_time));
}

BOOST_AUTO_TEST_SUITE_END()
