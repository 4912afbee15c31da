// SPDX-License-Identifier: Apache-2.0
#include <calx/transform/partials.hpp>
#include <calx/transform/pipeline.hpp>

#include "../formula.hpp"

#include <boost/test/unit_test.hpp>

#include <initializer_list>

BOOST_AUTO_TEST_SUITE(partials_of_graphs)

namespace {

using namespace calx_test;

// By x and y, the inputs 0 and 1, and by a variable that the function does not have; as made, or simplified.
constexpr calx::graph partials_as_made(calx::graph const& f, std::initializer_list<int> orders) {
  calx::buffer<int> inputs, rows;
  for (int const input : {0, 1, -1}) inputs.push(input);
  for (int const order : orders) rows.push(order);
  return calx::mixed_partials(f.view(), inputs, rows);
}
constexpr calx::graph partials(calx::graph const& f, std::initializer_list<int> orders) {
  return calx::run_passes(calx::derivative_passes, partials_as_made(f, orders).view());
}

constexpr bool in_the_order_asked_for(paper written) {
  calx::graph const f = written([](auto x, auto y) { return pow(x, 3) * y; });
  calx::graph const p = partials(f, {2, 1, 0, 0, 0, 0, 1, 0, 0, 0, 2, 0, 1, 0, 1, 4, 0, 0});
  return p.outputs.size() == 6 && reads(p, "6*x", 0) && reads(p, "x^3*y", 1) && reads(p, "3*x^2*y", 2) && reads(p, "0", 3) &&
         reads(p, "0", 4) && reads(p, "0", 5);
}
static_assert(in_the_order_asked_for(paper{}));

// Shared: all derivatives of exp(x y) have one exponential, and what occurs twice is one node.
constexpr bool shared(paper written) {
  calx::graph const f = written([](auto x, auto y) { return exp(x * y); });
  calx::graph const all = partials_as_made(f, {1, 0, 0, 0, 1, 0, 2, 0, 0, 1, 1, 0, 0, 2, 0, 3, 0, 0, 2, 1, 0, 1, 1, 0});
  return count_of(all, calx::opcode::exp) == 1 && all.outputs[3] == all.outputs[7] &&
         !calx::verify(all.view(), calx::dead_nodes::forbidden).found();
}
static_assert(shared(paper{}));

// Mixed derivatives agree, whichever variable comes first, and with differentiating one after the other.
constexpr bool one_after_the_other(paper written) {
  calx::graph const f = written([](auto x, auto y) { return x * x * sin(y); });
  calx::graph const once = partials(f, {1, 0, 0}), twice = partials(once, {0, 2, 0});
  return reads(twice, "-2*x*sin(y)") && reads(partials(f, {1, 2, 0}), "-2*x*sin(y)");
}
static_assert(one_after_the_other(paper{}));

}  // namespace

BOOST_AUTO_TEST_CASE(checked) {
  BOOST_TEST(in_the_order_asked_for(at_run_time));
  BOOST_TEST(shared(at_run_time));
  BOOST_TEST(one_after_the_other(at_run_time));
}

BOOST_AUTO_TEST_SUITE_END()
