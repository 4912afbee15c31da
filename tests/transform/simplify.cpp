// SPDX-License-Identifier: Apache-2.0
#include <calx/transform/simplify.hpp>

#include "../formula.hpp"
#include "../graph_interpreter.hpp"

#include <boost/test/unit_test.hpp>

#include <cmath>

BOOST_AUTO_TEST_SUITE(simplification)

namespace {

using namespace calx_test;
using calx::graph, calx::rational, calx::opcode;

constexpr graph simplified(graph const& g) { return calx::simplify(g.view()); }

// --- what it does
// --------------------------------------------------------------------------------------------------------------
constexpr bool like_terms_are_collected(paper written) {
  return reads(simplified(written([](auto x, auto y) { return x + y - x + 2 * y + 1 + 2; })), "3*y + 3") &&
         reads(simplified(written([](auto x, auto y) { return 2 * (x * y) + 3 * (y * x); })), "5*x*y") &&
         reads(simplified(written([](auto x) { return -(x - 1) - (-x); })), "1") &&
         reads(simplified(written([](auto x) { return x - 0 + 0 * x; })), "x") &&
         reads(simplified(written([](auto x) { return x / 2 + x / 4; })), "3*x/4");
}
static_assert(like_terms_are_collected(paper{}));

constexpr bool products_and_powers(paper written) {
  return reads(simplified(written([](auto x) { return x * x * x; })), "x^3") &&
         reads(simplified(written([](auto x) { return pow(pow(x, 2), 3); })), "x^6") &&
         reads(simplified(written([](auto x, auto y) { return 2 * x * (3 * y); })), "6*x*y") &&
         reads(simplified(written([](auto x) { return (-x) * (-x); })), "x^2") &&
         reads(simplified(written([](auto x) { return 2 * x / 2; })), "x") &&
         reads(simplified(written([](auto x, auto y) { return x + -y; })), "x - y") &&
         reads(simplified(written([](auto x, auto y) { return -x + y; })), "y - x") &&
         reads(simplified(written([](auto x) { return pow(x, 1) * 1; })), "x");
}
static_assert(products_and_powers(paper{}));

constexpr bool symmetries_and_exact_values(paper written) {
  return reads(simplified(written([](auto x) { return sin(-x); })), "-sin(x)") &&
         reads(simplified(written([](auto x) { return cos(abs(-2 * x)); })), "cos(abs(2*x))") &&
         reads(simplified(written([](auto x) { return exp(x.number(0)) + log(x.number(1)) + sqrt(x.number(9)); })), "4") &&
         reads(simplified(written([](auto x) { return exp(x.number(1)); })), "exp(1)") &&
         reads(simplified(written([](auto x) { return sqrt(x.number(2)); })), "sqrt(2)");
}
static_assert(symmetries_and_exact_values(paper{}));

constexpr bool choices(paper written) {
  return reads(simplified(written([](auto x, auto y) { return where(x.number(1) < 2, x, y); })), "x") &&
         reads(simplified(written([](auto x, auto y) { return where(x < y, x, x); })), "x") &&
         reads(simplified(written([](auto x, auto y) { return where(x < y, x, 0) + where(x < y, 0, y); })),
               "where(x < y, x, y)");
}
static_assert(choices(paper{}));

// --- what it must not do
// --------------------------------------------------------------------------------------------------------- No pole is
// cancelled: these are undefined at 0.
constexpr bool poles_stay(paper written) {
  return reads(simplified(written([](auto x) { return x / x; })), "x/x") &&
         reads(simplified(written([](auto x) { return x * (1 / x); })), "x/x") &&
         reads(simplified(written([](auto x) { return x * x / x; })), "x^2/x") &&
         reads(simplified(written([](auto x) { return pow(x, -1) * x; })), "x/x") &&
         reads(simplified(written([](auto x) { return 1 / x - 1 / x; })), "0/x") &&
         reads(simplified(written([](auto x) { return 0 / x; })), "0/x");
}
static_assert(poles_stay(paper{}));

// Nothing with a smaller domain is dropped.
constexpr bool domains_stay(paper written) {
  return reads(simplified(written([](auto x) { return log(x) - log(x); })), "0*log(x)") &&
         reads(simplified(written([](auto x) { return 0 * log(x); })), "0*log(x)") &&
         reads(simplified(written([](auto x, auto y) { return y + 0 * sqrt(x); })), "y + 0*sqrt(x)") &&
         reads(simplified(written([](auto x) { return pow(log(x), 0); })), "log(x)^0") &&
         reads(simplified(written([](auto x, auto y) { return where(log(x) < 0, y, y); })), "where(log(x) < 0, y, y)") &&
         reads(simplified(written([](auto x) { return sin(x) - sin(x) + 0 * exp(x); })), "0");
}
static_assert(domains_stay(paper{}));

// sqrt(x^2), log(exp(x)) and their like are left alone: proofs know what they are, evaluation must not lose a value.
constexpr bool functions_stay(paper written) {
  return reads(simplified(written([](auto x) { return sqrt(x * x); })), "sqrt(x^2)") &&
         reads(simplified(written([](auto x) { return pow(sqrt(x), 2); })), "sqrt(x)^2") &&
         reads(simplified(written([](auto x) { return exp(log(x)); })), "exp(log(x))") &&
         reads(simplified(written([](auto x, auto y) { return log(x * y); })), "log(x*y)");
}
static_assert(functions_stay(paper{}));

// Constants that would carry an intermediate out of range stay where they are: x = 1e200 in 1e-200 x (1e-200 x), and the like.
bool extreme_constants_are_not_moved(paper written) {
  graph const f = written([](auto x, auto y, auto z) -> formulas {
    auto const tiny = x.floating(1e-200L), huge = x.floating(0x1p100L), large = x.number(rational(calx::int128{1} << 100, 1));
    return {tiny * x * (tiny * x), (huge * y) * (huge * y) / (huge * y), large * (large * z), z / large * large,
            (large * z) / (large * z)};
  });
  graph const g = simplified(simplified(f));
  bool kept = true;
  for (double const x : {1.0, 1e200, 1e-100, 1e290, -3e250}) {
    arguments<double> const at{x, x * 1e-30, x};
    for (int i = 0; i < f.outputs.size(); ++i) {
      double const before = output_of(f.view(), at, i), after = output_of(g.view(), at, i);
      kept = kept && (!std::isfinite(before) || std::fabs(before - after) <= 1e-15 * std::fabs(before));
    }
  }
  return kept;
}

// A constant that no longer fits into 128 bits is not folded, and never becomes 0.
constexpr bool overflowing_constants_are_not_folded(paper written) {
  graph const f = written([](auto x) {
    auto const p = x.number(rational(calx::int128{1} << 100, (calx::int128{1} << 99) - 1)),
               q = x.number(rational((calx::int128{1} << 99) + 1, calx::int128{1} << 100));
    return p * (q / x) + p * q;
  });
  double const expected = output_of(f.view(), arguments<double>{0.5}),
               got = output_of(simplified(f).view(), arguments<double>{0.5});
  return expected > 2.9 && got > expected - 1e-14 && got < expected + 1e-14;
}
static_assert(overflowing_constants_are_not_folded(paper{}));

// --- sums are balanced
// ---------------------------------------------------------------------------------------------------------------
constexpr int depth_of(graph const& g) {
  calx::buffer<int> depth(g.nodes.size());
  int most = 0;
  for (int i = 0; i < g.nodes.size(); ++i) {
    for (int k = 0; k < 3 && g.nodes[i].operands[k] != calx::no_node; ++k)
      if (int const below = depth[g.nodes[i].operands[k]] + 1; below > depth[i]) depth[i] = below;
    if (depth[i] > most) most = depth[i];
  }
  return most;
}
constexpr bool a_chain_becomes_a_tree(int terms) {
  calx::builder b;
  calx::node_id sum = b.apply(opcode::sin, b.input(0));
  for (int i = 1; i < terms; ++i)
    sum = b.apply(i % 3 == 0 ? opcode::subtract : opcode::add, sum, b.apply(opcode::sin, b.input(i)));
  b.output(sum);
  graph const g = simplified(b.take());
  int bits = 0;
  while ((1 << bits) < terms) ++bits;
  return depth_of(g) <= bits + 2 && count_of(g, opcode::add) + count_of(g, opcode::subtract) == terms - 1;
}
static_assert(a_chain_becomes_a_tree(33));

// A sum that is used twice is computed once, not spread over its users.
constexpr bool shared_sums_stay_shared(paper written) {
  graph const g = simplified(written([](auto x, auto y, auto z) -> formulas {
    auto const s = x + y;
    return {s + z, s * z};
  }));
  return count_of(g, opcode::add) == 2;
}
static_assert(shared_sums_stay_shared(paper{}));

constexpr bool again_changes_nothing(paper written) {
  graph const once =
      simplified(simplified(written([](auto x, auto y) { return exp(-(x * x)) * (y + x - 3) + 4 / (2 * x) - (y - x) / 3; })));
  graph const twice = simplified(once);
  auto const text = calx::graph_text(once.view());
  return is_listed(twice, {text.data(), static_cast<std::size_t>(text.size())});
}
static_assert(again_changes_nothing(paper{}));

// --- factor_sums
// ---------------------------------------------------------------------------------------------------------------------
constexpr graph factored(graph const& g) { return calx::factor_sums(g.view()); }

constexpr bool common_factors_are_taken_out(paper written) {
  return reads(factored(written([](auto x, auto y, auto z, auto w) { return x * y + x * z + w; })), "w + x*(y + z)") &&
         reads(factored(written([](auto x, auto y, auto z) { return x * y - x * z; })), "x*(y - z)") &&
         reads(factored(written([](auto x, auto y, auto z) { return -(x * y) - x * z; })), "-x*(y + z)") &&
         reads(factored(written([](auto x, auto y, auto z, auto w) { return x * y + x * z + w * y + w * z; })),
               "x*(y + z) + w*(y + z)") &&
         count_of(factored(written([](auto x, auto y, auto z, auto w) { return x * y + x * z + w * y + w * z; })),
                  opcode::add) == 2 &&
         reads(factored(written([](auto x, auto y) {
                 auto const s = sin(y), c = cos(y);
                 return x * s + x * c + 2;
               })),
               "x*(sin(y) + cos(y)) + 2") &&
         reads(factored(written([](auto x, auto y) {
                 auto const p = x * y;
                 return p + sin(x);
               })),
               "x*y + sin(x)");
}
static_assert(common_factors_are_taken_out(paper{}));

constexpr bool common_constants_are_taken_out(paper written) {
  return reads(factored(written([](auto x, auto y) { return 2 * x + 2 * y; })), "2*(x + y)") &&
         reads(factored(written([](auto x, auto y, auto z) { return 2 * x - 2 * y + z; })), "z + 2*(x - y)") &&
         reads(factored(written([](auto x, auto y, auto z) { return 2 * x + 3 * y - 2 * z; })), "3*y + 2*(x - z)") &&
         reads(factored(written([](auto x, auto y, auto z, auto w) { return 3 * (x * y) + 3 * (x * z) - w; })),
               "3*x*(y + z) - w") &&
         count_of(factored(written([](auto x, auto y, auto z) { return 2 * x + 3 * y + 5 * z; })), opcode::multiply) == 3 &&
         // beyond 2^20 nothing moves
         count_of(factored(written([](auto x, auto y) { return (1 << 20) * x + (1 << 20) * y; })), opcode::multiply) == 1 &&
         count_of(factored(written([](auto x, auto y) { return (1 << 21) * x + (1 << 21) * y; })), opcode::multiply) == 2;
}
static_assert(common_constants_are_taken_out(paper{}));

// 2 sin(z) + 400 (x y) = 2 (sin(z) + s y) where s = 200 x is needed elsewhere; not where it isn't, or is 100 x.
constexpr bool scaled_factors_are_used(paper written) {
  auto const with = [&](int scale) {
    return factored(
        written([scale](auto x, auto y, auto z) -> formulas { return {2 * sin(z) + 400 * (x * y), sin(scale * x)}; }));
  };
  return is_listed(with(200),
                   "%0 = input [0]\n%1 = input [1]\n%2 = input [2]\n%3 = sin %2\n%4 = constant 2\n%5 = constant 200\n"
                   "%6 = multiply %5 %0\n%7 = multiply %1 %6\n%8 = add %3 %7\n%9 = multiply %4 %8\n%10 = sin %6\n"
                   "outputs %9 %10\n") &&
         count_of(with(100), opcode::multiply) == 4 && count_of(with(200), opcode::multiply) == 3;
}
static_assert(scaled_factors_are_used(paper{}));

// The sums of a symmetric matrix times a vector, by rows and by columns, are one node each.
constexpr bool equal_sums_are_one_node(paper written) {
  graph const f = written([](auto x, auto y, auto z) -> formulas {
    auto const a = sin(x), b = sin(y), c = sin(z);
    return {a + b + c, cos(c + b + a), exp(b + (c + a)), (a + c) - -b};
  });
  graph const g = factored(f);
  return count_of(g, opcode::add) == 2 && g.outputs[0] == g.outputs[3] && g.nodes[g.outputs[1]].operands[0] == g.outputs[0] &&
         g.nodes[g.outputs[2]].operands[0] == g.outputs[0];
}
static_assert(equal_sums_are_one_node(paper{}));

// Where a product is needed itself, nothing would be saved.
constexpr bool products_used_elsewhere_are_left(paper written) {
  graph const used = factored(written([](auto x, auto y, auto z) -> formulas { return {x * y + x * z, sin(x * y)}; }));
  graph const output = factored(written([](auto x, auto y, auto z) -> formulas { return {x * y + x * z, x * z}; }));
  graph const scaled =
      factored(written([](auto x, auto y, auto z) -> formulas { return {2 * (x * y) + x * z, exp(2 * (x * y))}; }));
  graph const sums = factored(written([](auto x, auto y, auto z) -> formulas { return {x * y + x * z, x * y - x * z}; }));
  return count_of(used, opcode::multiply) == 2 && count_of(output, opcode::multiply) == 2 &&
         count_of(scaled, opcode::multiply) == 3 && count_of(sums, opcode::multiply) == 2 && reads(sums, "x*(y + z)") &&
         reads(sums, "x*(y - z)", 1);
}
static_assert(products_used_elsewhere_are_left(paper{}));

// x^2 is x x; higher powers are not taken apart.
constexpr bool powers_in_sums(paper written) {
  return reads(factored(written([](auto x, auto y) { return pow(x, 2) + x * y; })), "x*(x + y)") &&
         reads(factored(written([](auto x, auto y) { return pow(x, 2) - 3 * (x * y); })), "x*(x - 3*y)") &&
         count_of(factored(written([](auto x, auto y) { return pow(x, 3) + x * y; })), opcode::power) == 1 &&
         count_of(factored(written([](auto x, auto y) -> formulas { return {pow(x, 2) + x * y, sqrt(pow(x, 2))}; })),
                  opcode::power) == 1 &&
         count_of(factored(written([](auto x, auto y) { return pow(x, 2) + pow(y, 2); })), opcode::power) == 2;
}
static_assert(powers_in_sums(paper{}));

constexpr bool captured_numbers_are_factors(paper written) {
  graph const g = factored(written([](auto x, auto y) {
    auto const c = x.leaf(opcode::captured, 0), d = x.leaf(opcode::captured, 1);
    return c * x + c * y + d;
  }));
  arguments<double> at{3.0, 5.0};
  at.captured.push(7.0), at.captured.push(0.5);
  return count_of(g, opcode::multiply) == 1 && count_of(g, opcode::add) == 2 && output_of(g.view(), at) == 56.5;
}
static_assert(captured_numbers_are_factors(paper{}));

// A column is data: a product of columns stays as it is, a scalar one may be taken apart, and shapes are what they were.
constexpr bool columns_are_left(int rows) {
  calx::builder b;
  calx::node_id const s = b.input(0), t = b.input(1), u = b.input(2), c = b.input(3, calx::vector_shape(rows)),
                      d = b.input(4, calx::vector_shape(rows));
  auto const product = [&](calx::node_id p, calx::node_id q) { return b.apply(opcode::multiply, p, q); };
  calx::node_id const columns = b.apply(opcode::add, product(s, c), product(s, d));
  calx::node_id const scalars = b.apply(opcode::add, b.apply(opcode::add, product(s, t), product(s, u)), c);
  b.output(columns), b.output(scalars);
  graph const g = factored(b.take());
  return count_of(g, opcode::multiply) == 3 && g.nodes[g.outputs[0]].shape == calx::vector_shape(rows) &&
         g.nodes[g.outputs[1]].shape == calx::vector_shape(rows);
}
static_assert(columns_are_left(5));

// No pole is cancelled, nothing with a smaller domain is dropped; the values are those of the sum as it was.
constexpr bool factoring_is_sound(paper written) {
  graph const f = written([](auto x, auto y, auto z, auto w) -> formulas {
    return {x * y - y * x + x * z, x * (1 / y) - x * (1 / y), log(x) * y - log(x) * y, z * x * w + 4 * (x * w) - w * (z + x)};
  });
  graph const g = factored(simplified(f));
  for (double const s : {1.0, -2.0, 0.25, 1024.0}) {
    arguments<double> const at{0.5 * s, 1.25 * s, -3 * s, 2 - s};
    for (int const i : {0, 3})
      if (output_of(f.view(), at, i) != output_of(g.view(), at, i)) return false;
  }
  double const pole = output_of(g.view(), arguments<double>{1, 0, 0, 0}, 1),
               outside = output_of(g.view(), arguments<double>{-1, 1, 0, 0}, 2);
  return pole != pole && outside != outside;
}
static_assert(factoring_is_sound(paper{}));

constexpr bool factoring_again_changes_no_count(paper written) {
  graph const once = factored(simplified(written([](auto x, auto y, auto z, auto w) {
    return x * y + x * z + 3 * (w * y) + 3 * (w * z) + pow(x, 2) - 2 * z - 2 * sin(x * y + y * x);
  })));
  return factored(once).nodes.size() == once.nodes.size();
}
static_assert(factoring_again_changes_no_count(paper{}));

}  // namespace

BOOST_AUTO_TEST_CASE(rules) {
  BOOST_TEST(like_terms_are_collected(at_run_time));
  BOOST_TEST(products_and_powers(at_run_time));
  BOOST_TEST(symmetries_and_exact_values(at_run_time));
  BOOST_TEST(choices(at_run_time));
}
BOOST_AUTO_TEST_CASE(soundness) {
  BOOST_TEST(poles_stay(at_run_time));
  BOOST_TEST(domains_stay(at_run_time));
  BOOST_TEST(functions_stay(at_run_time));
  BOOST_TEST(extreme_constants_are_not_moved(at_run_time));
  BOOST_TEST(overflowing_constants_are_not_folded(at_run_time));
}
BOOST_AUTO_TEST_CASE(form) {
  BOOST_TEST(a_chain_becomes_a_tree(250 * at_run_time.inputs));
  BOOST_TEST(shared_sums_stay_shared(at_run_time));
  BOOST_TEST(again_changes_nothing(at_run_time));
}

BOOST_AUTO_TEST_CASE(factors_of_sums) {
  BOOST_TEST(common_factors_are_taken_out(at_run_time));
  BOOST_TEST(common_constants_are_taken_out(at_run_time));
  BOOST_TEST(scaled_factors_are_used(at_run_time));
  BOOST_TEST(equal_sums_are_one_node(at_run_time));
  BOOST_TEST(products_used_elsewhere_are_left(at_run_time));
  BOOST_TEST(powers_in_sums(at_run_time));
  BOOST_TEST(captured_numbers_are_factors(at_run_time));
  BOOST_TEST(columns_are_left(at_run_time.inputs));
  BOOST_TEST(factoring_is_sound(at_run_time));
  BOOST_TEST(factoring_again_changes_no_count(at_run_time));
}

BOOST_AUTO_TEST_SUITE_END()
