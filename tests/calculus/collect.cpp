// SPDX-License-Identifier: Apache-2.0
#include <calx/calculus/collect.hpp>

#include "../formula.hpp"
#include "../random_graph.hpp"

#include <calx/graph/verify.hpp>
#include <calx/transform/canonical.hpp>
#include <calx/transform/expand.hpp>

#include <boost/test/unit_test.hpp>

namespace {

using calx::collecting, calx::graph, calx::rational;
using calx_test::paper, calx_test::reads;

constexpr calx::input_info names[] = {{"x"}, {"y"}, {"z"}, {"w"}};
constexpr graph cancelled(graph const& g) { return collect(g.view(), names, {}, collecting::cancel); }
constexpr graph multiplied_out(graph const& g) { return collect(g.view(), names, {}, collecting::cancel_and_distribute); }

constexpr bool cancels(paper written) {
  return reads(cancelled(written([](auto x) { return pow(x, 2) / x; })), "x") &&
         reads(cancelled(written([](auto x, auto y) { return x * y / (y * pow(x, 3)); })), "1/x^2") &&
         reads(cancelled(written([](auto x) {
                 auto const up = exp(x), first = up * 2 * x, second = up * sin(x);
                 return (first - second) / pow(up, 2);
               })),
               "(2*x - sin(x))/exp(x)") &&
         // not where one term lacks it
         reads(cancelled(written([](auto x, auto y) { return (x * y + 1) / y; })), "(x*y + 1)/y");
}
constexpr bool collects(paper written) {
  return reads(cancelled(written([](auto x) {
                 auto const below = pow(x, 2) + 1;
                 return (below - x * 2 * x) / pow(below, 2);
               })),
               "(1 - x^2)/(x^2 + 1)^2") &&
         reads(cancelled(written([](auto x, auto y) { return x * y - y * x; })), "0") &&
         reads(cancelled(written([](auto x, auto y) { return sin(2 * x * y + x * y * 3 + 1 - 5); })), "sin(5*x*y - 4)");
}
constexpr bool distributes(paper written) {
  return reads(multiplied_out(written([](auto x) { return 2 * (x + 1) + 1; })), "2*x + 3") &&
         reads(multiplied_out(written([](auto x, auto y) { return (x - 1) * (y + 2); })), "x*y + 2*x - y - 2") &&
         reads(cancelled(written([](auto x) { return 2 * (x + 1) + 1; })), "2*(x + 1) + 1") &&
         // not in an argument, a divisor or a power
         reads(multiplied_out(written([](auto x) { return sin(2 * (x + 1)); })), "sin(2*(x + 1))") &&
         reads(multiplied_out(written([](auto x) { return 1 / (x * (x + 1)); })), "1/(x*(x + 1))") &&
         reads(multiplied_out(written([](auto x) { return x * pow(x + 1, 2); })), "x*(x + 1)^2") &&
         reads(multiplied_out(written([](auto x) { return where(x < 0, x * (x + 1), x); })), "where(x < 0, x^2 + x, x)");
}
// 4 x 4 terms would be too many.
constexpr bool stops(paper written) {
  graph const g = written([](auto x, auto y, auto z) {
    auto const sum = x + y + z + 1, other = x - y - z - 1;
    return sum * other;
  });
  return reads(multiplied_out(g), "(x + y + z + 1)*(x - y - z - 1)");
}

static_assert(cancels(paper{}) && collects(paper{}) && distributes(paper{}) && stops(paper{}));
static_assert(!reads(cancelled(paper{}([](auto x) { return x * 2; })), "x"));

}  // namespace

BOOST_AUTO_TEST_SUITE(collecting_terms)

BOOST_AUTO_TEST_CASE(checked) {
  BOOST_TEST(cancels(calx_test::at_run_time));
  BOOST_TEST(collects(calx_test::at_run_time));
  BOOST_TEST(distributes(calx_test::at_run_time));
  BOOST_TEST(stops(calx_test::at_run_time));
}

// One function before and after, proved or, where the proof gives up, at 12 points.
BOOST_AUTO_TEST_CASE(random_graphs) {
  int proved = 0, changed = 0;
  for (unsigned seed = 0; seed < 400; ++seed) {
    calx_test::random_source random(seed);
    calx_test::random_graph_style style;
    style.most_nodes = 14;
    style.outputs = false;
    graph const g = calx_test::random_graph(random, style);
    for (collecting const how : {collecting::cancel, collecting::cancel_and_distribute}) {
      graph const c = collect(g.view(), names, {}, how);
      BOOST_TEST(!calx::verify(c.view(), [](calx::opcode o) { return calx::facts_of(o).arity; }).found());
      changed += c.nodes.size() != g.nodes.size() ? 1 : 0;
      calx::builder both;
      calx::copy_outputs(g.view(), both,
                         calx::rebuild(g.view(), both, [&](calx::node const& n, int) { return both.intern(n); }));
      calx::copy_outputs(c.view(), both,
                         calx::rebuild(c.view(), both, [&](calx::node const& n, int) { return both.intern(n); }));
      if (calx::proves_equal(calx::expand(both.view()).view())) {
        ++proved;
        continue;
      }
      int agree = 0, differ = 0;
      for (int k = 0; k < 12; ++k) {
        auto const at = calx_test::converted<long double>(calx_test::random_point(random));
        auto const values = calx_test::interpret(both.view(), at);
        long double const a = values[both.view().outputs[0]], b = values[both.view().outputs[1]];
        if (!(std::fabs(a) < 1e100L && std::fabs(b) < 1e100L)) continue;
        (std::fabs(a - b) <= 1e-7L * (1 + std::fabs(a)) ? agree : differ) += 1;
      }
      BOOST_TEST(differ <= agree, "seed " << seed);
    }
  }
  BOOST_TEST(proved > 700);
  BOOST_TEST(changed > 100);
}

BOOST_AUTO_TEST_SUITE_END()
