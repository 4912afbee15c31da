// SPDX-License-Identifier: Apache-2.0
#include <calx/transform/sum_outputs.hpp>

#include "../formula.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(sums_of_outputs)

namespace {

using namespace calx_test;

constexpr bool diagonals(paper written) {
  calx::graph const g = written([](auto x, auto y) -> formulas { return {x, y, sin(x), x * y, y, 2 * x}; });
  return reads(calx::sum_outputs(g.view(), 0, 5, 2), "3*x") && reads(calx::sum_outputs(g.view(), 1, 3, 2), "2*y") &&
         reads(calx::sum_outputs(g.view(), 2, 1, 2), "sin(x) + x*y") && reads(calx::sum_outputs(g.view(), 0, 1, 0), "0");
}
static_assert(diagonals(paper{}));

}  // namespace

BOOST_AUTO_TEST_CASE(checked) { BOOST_TEST(diagonals(at_run_time)); }

BOOST_AUTO_TEST_SUITE_END()
