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

BOOST_AUTO_TEST_SUITE_END()
