// SPDX-License-Identifier: Apache-2.0
#include <calx/transform/forward.hpp>
#include <calx/transform/pipeline.hpp>

#include "../formula.hpp"
#include "../graph_interpreter.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(forward_mode)

namespace {

using namespace calx_test;
using calx::graph, calx::node_id;

// The tangent of the first output along input `which`; 0 where it doesn't depend on it.
constexpr graph tangent(graph const& f, int which) {
  calx::builder b;
  auto const moved = calx::rebuild(f.view(), b, [&](calx::node const& n, int) { return b.intern(n); });
  calx::maker make(b);
  int const size = b.size();
  node_id seed = calx::no_node;
  for (int i = 0; i < size; ++i)
    if (b[i].operation == calx::opcode::input && b[i].payload == which) seed = i;
  node_id const t = seed == calx::no_node ? calx::no_node : calx::forward(make, size, seed)[moved[f.outputs[0]]];
  b.output(t == calx::no_node ? make.zero() : t);
  return calx::run_passes(calx::derivative_passes, calx::prune(b.view()).view());
}

constexpr bool rules(paper written) {
  graph const f = written([](auto x, auto y) { return x * exp(x * y); });
  return reads(tangent(f, 0), "exp(x*y) + x*y*exp(x*y)") && reads(tangent(f, 1), "x^2*exp(x*y)") && reads(tangent(f, 2), "0") &&
         reads(tangent(written([](auto x) { return x; }), 0), "1") &&
         reads(tangent(written([](auto x) { return sign(x) + 3; }), 0), "0");
}
static_assert(rules(paper{}));

// d^3/dx^3 of sin(x)^2, by the pass on its own result.
constexpr bool higher_derivatives(paper written) {
  graph g = written([](auto x) { return sin(x) * sin(x); });
  for (int i = 0; i < 3; ++i) g = tangent(g, 0);
  return reads(g, "-8*sin(x)*cos(x)");
}
static_assert(higher_derivatives(paper{}));

// The same for both: a tangent of the gradient is a column of the Hessian, so mixed derivatives agree.
constexpr bool mixed_derivatives_agree(paper written) {
  graph const f = written([](auto x, auto y) { return sin(x * y) / (1 + y * y); });
  graph const xy = tangent(tangent(f, 0), 1), yx = tangent(tangent(f, 1), 0);
  for (double const x : {0.3, -2.0}) {
    double const difference = output_of(xy.view(), arguments<double>{x, 0.7}) - output_of(yx.view(), arguments<double>{x, 0.7});
    if (difference > 1e-14 || difference < -1e-14) return false;
  }
  return true;
}
static_assert(mixed_derivatives_agree(paper{}));

// Along a direction that moves both inputs, and is not differentiated itself: (x, exp(y)), the second function.
constexpr bool directions(paper written) {
  graph const f = written([](auto x, auto y) -> formulas { return {x * y, exp(y)}; });
  calx::builder b;
  auto const moved = calx::rebuild(f.view(), b);
  calx::maker make(b);
  calx::buffer<node_id> seeds(b.size(), calx::no_node);
  for (int i = 0; i < b.size(); ++i)
    if (b[i].operation == calx::opcode::input) seeds[i] = b[i].payload == 0 ? i : moved[f.outputs[1]];
  auto const tangents = calx::forward(make, seeds);
  b.output(tangents[moved[f.outputs[0]]]);
  b.output(tangents[moved[f.outputs[1]]]);
  graph const g = calx::run_passes(calx::derivative_passes, b.view());
  return reads(g, "x*y + x*exp(y)", 0) && reads(g, "exp(y)^2", 1);
}
static_assert(directions(paper{}));

// A seed that is not among the nodes moves nothing.
constexpr bool seeds_beyond(paper written) {
  graph const f = written([](auto x, auto y) { return x * y; });
  calx::builder b;
  (void)calx::rebuild(f.view(), b);
  calx::maker make(b);
  auto const tangents = calx::forward(make, 2, 3);
  return tangents.size() == 2 && tangents[0] == calx::no_node && tangents[1] == calx::no_node;
}
static_assert(seeds_beyond(paper{}));

// The branch not taken may be undefined, and so may its tangent.
constexpr bool branches_not_taken(paper written) {
  graph const g = tangent(written([](auto x) { return 2 * where(x.number(0) < x, sqrt(x), x * x); }), 0);
  return output_of(g.view(), arguments<double>{4.0}) == 0.5 && output_of(g.view(), arguments<double>{-3.0}) == -12;
}
static_assert(branches_not_taken(paper{}));

}  // namespace

BOOST_AUTO_TEST_CASE(tangents) {
  BOOST_TEST(rules(at_run_time));
  BOOST_TEST(higher_derivatives(at_run_time));
  BOOST_TEST(mixed_derivatives_agree(at_run_time));
  BOOST_TEST(branches_not_taken(at_run_time));
  BOOST_TEST(directions(at_run_time));
  BOOST_TEST(seeds_beyond(at_run_time));
}

BOOST_AUTO_TEST_SUITE_END()
