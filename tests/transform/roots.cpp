// SPDX-License-Identifier: Apache-2.0
#include <calx/transform/roots.hpp>
#include <calx/transform/simplify.hpp>

#include "../formula.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(roots)

namespace {

using namespace calx_test;
using calx::graph;

constexpr graph scaled(graph const& g) {
  graph const simple = calx::simplify(g.view());
  return calx::scale_roots(simple.view());
}

// The order of terms is the order of nodes.
constexpr bool become_hypot(paper written) {
  return reads(scaled(written([](auto x, auto y) {
                 auto const p = x * x, q = y * y;
                 return sqrt(p + q);
               })),
               "hypot(x, y)") &&
         reads(scaled(written([](auto x, auto y, auto z) {
                 auto const p = x * x, q = pow(y, 4), r = z * z;
                 return sqrt(p + q + r);
               })),
               "hypot(hypot(z, x), y^2)") &&
         reads(scaled(written([](auto x, auto y) {
                 auto const p = x * x, q = 4 * (y * y);
                 return sqrt(p + q);
               })),
               "hypot(x, 2*y)") &&
         reads(scaled(written([](auto x) { return 1 / sqrt(x * x + 3); })), "1/hypot(x, sqrt(3))") &&
         reads(scaled(written([](auto x) { return sqrt(x * x); })), "abs(x)") &&
         reads(scaled(written([](auto x) { return pow(x * x + 1, x.number(calx::rational(1, 2))); })), "hypot(x, 1)");
}
static_assert(become_hypot(paper{}));

// Not where a term is no square, or could be negative.
constexpr bool or_stay(paper written) {
  auto const hypots = [&](auto write) { return count_of(scaled(written(write)), calx::opcode::hypot); };
  return hypots([](auto x, auto y) { return sqrt(x * x + y); }) == 0 &&
         hypots([](auto x, auto y) { return sqrt(x * x - y * y); }) == 0 &&
         hypots([](auto x) { return sqrt(x * x - 1); }) == 0 &&
         hypots([](auto x, auto y) { return sqrt(pow(x, 3) + y * y); }) == 0 &&
         hypots([](auto x) { return sqrt(pow(x, -2) + 1); }) == 0 &&
         hypots([](auto x, auto y) { return sqrt(x * x + y * y); }) == 1;
}
static_assert(or_stay(paper{}));

}  // namespace

BOOST_AUTO_TEST_CASE(checked) {
  BOOST_TEST(become_hypot(at_run_time));
  BOOST_TEST(or_stay(at_run_time));
}

BOOST_AUTO_TEST_SUITE_END()
