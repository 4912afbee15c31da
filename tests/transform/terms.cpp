// SPDX-License-Identifier: Apache-2.0
#include <calx/transform/terms.hpp>

#include "../formula.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(terms)

namespace {

using namespace calx_test;
using calx::graph, calx::rational;

struct expected_term {
  rational coefficient;
  int input;
};

constexpr bool adds_up(graph const& g, rational const& constant, std::initializer_list<expected_term> expected,
                       int output = 0) {
  calx::sum_reader reader(g.view());
  calx::sum_terms sum;
  if (!reader.read(g.outputs[output], sum) || !(sum.constant == constant)) return false;
  if (sum.terms.size() != static_cast<int>(expected.size())) return false;
  int i = 0;
  for (expected_term const& e : expected) {
    calx::sum_term const& t = sum.terms[i++];
    if (!(t.coefficient == e.coefficient) || g.nodes[t.base].payload != e.input) return false;
  }
  return true;
}

constexpr bool coefficients_and_constants(paper written) {
  return adds_up(written([](auto x, auto y) { return (x + 3 * y) - (2 - x); }), -2, {{1, 0}, {3, 1}, {1, 0}}) &&
         adds_up(written([](auto x, auto y) { return -(x - y) + 1; }), 1, {{-1, 0}, {1, 1}}) &&
         adds_up(written([](auto x, auto y) { return x - 2 * y + rational(1, 2); }), rational(1, 2), {{1, 0}, {-2, 1}});
}
static_assert(coefficients_and_constants(paper{}));

// A sum that something else uses, too, is a term.
constexpr bool shared_sums_are_terms(paper written) {
  graph const g = written([](auto x, auto y) -> formulas {
    auto const shared = x + y;
    return {shared + 1, shared};
  });
  calx::sum_reader reader(g.view());
  calx::sum_terms sum;
  return reader.read(g.outputs[0], sum) && sum.terms.size() == 1 && sum.terms[0].base == g.outputs[1] &&
         reader.is_whole(g.outputs[0]) && reader.is_whole(g.outputs[1]) && adds_up(g, 0, {{1, 0}, {1, 1}}, 1);
}
static_assert(shared_sums_are_terms(paper{}));

constexpr bool what_is_no_sum(paper written) {
  graph const g = written([](auto x, auto y) -> formulas { return {x * y, -x, x + y.number(rational::inexact())}; });
  calx::sum_reader reader(g.view());
  calx::sum_terms sum;
  return !reader.read(g.outputs[0], sum) && !reader.read(g.outputs[1], sum) && reader.read(g.outputs[2], sum) &&
         sum.terms.size() == 2;
}
static_assert(what_is_no_sum(paper{}));

}  // namespace

BOOST_AUTO_TEST_CASE(checked) {
  BOOST_TEST(coefficients_and_constants(at_run_time));
  BOOST_TEST(shared_sums_are_terms(at_run_time));
  BOOST_TEST(what_is_no_sum(at_run_time));
}

BOOST_AUTO_TEST_SUITE_END()
