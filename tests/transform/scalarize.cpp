// SPDX-License-Identifier: Apache-2.0
#include <calx/transform/scalarize.hpp>

#include "../array_check.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(scalarizing)

using namespace calx_test;

BOOST_AUTO_TEST_CASE(elements_are_the_elements_of_arrays) {
  random_source random = array_source(1);
  array_comparison compare;
  int failures = 0;
  for (int i = 0; i < graph_count(10000) && failures < 5; ++i) {
    calx::graph const g = random_array_graph(random, {.externals = true});
    calx::graph_fault const before = calx::verify(g.view(), calx::dead_nodes::forbidden);
    BOOST_REQUIRE_MESSAGE(!before.found(), before.reason << '\n' << text_of(g.view()));
    calx::graph const numbers = calx::scalarize(g.view());
    calx::graph_fault const fault = calx::verify(numbers.view(), calx::dead_nodes::forbidden);
    BOOST_TEST(!calx::has_arrays(numbers.view()));
    if (fault.found()) {
      BOOST_ERROR("node " << fault.node << ": " << fault.reason << '\n' << text_of(g.view()) << text_of(numbers.view()));
      ++failures;
      continue;
    }
    array_arguments<double> const x = random_array_point(random, g.view(), {});
    auto const precise = converted<long double>(x);
    int const at = compare.difference(g.view(), x, element_outputs(numbers.view(), precise));
    if (at < 0) continue;
    ++failures;
    BOOST_ERROR("element " << at << " of the outputs differs\n" << text_of(g.view()) << text_of(numbers.view()) << text_of(x));
  }
  BOOST_TEST(compare.skipped < compare.compared / 10);
  BOOST_TEST_MESSAGE(compare.compared << " compared, " << compare.skipped << " skipped");
}

BOOST_AUTO_TEST_SUITE_END()
