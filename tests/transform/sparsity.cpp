// SPDX-License-Identifier: Apache-2.0
#include <calx/transform/sparsity.hpp>

#include "../formula.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(nonzero_outputs)

namespace {

using namespace calx_test;

constexpr bool constants_of_zero(paper written) {
  calx::graph const g =
      written([](auto x, auto y) -> formulas { return {x, x - x, x.number(0), x.number(2), y - x - y + x, 0 * sin(y)}; });
  auto const nonzero = calx::nonzero_outputs(g.view());
  return nonzero.size() == 6 && nonzero[0] == 1 && nonzero[1] == 0 && nonzero[2] == 0 && nonzero[3] == 1 && nonzero[4] == 0 &&
         nonzero[5] == 0;
}
static_assert(constants_of_zero(paper{}));

// What is 0 only where it is defined, or only for some values, is not called 0.
constexpr bool not_certain(paper written) {
  calx::graph const g = written([](auto x, auto y) -> formulas { return {0 / x, log(x) - log(x), y - abs(y)}; });
  auto const nonzero = calx::nonzero_outputs(g.view());
  return nonzero[0] == 1 && nonzero[1] == 1 && nonzero[2] == 1;
}
static_assert(not_certain(paper{}));

}  // namespace

BOOST_AUTO_TEST_CASE(checked) {
  BOOST_TEST(constants_of_zero(at_run_time));
  BOOST_TEST(not_certain(at_run_time));
}

BOOST_AUTO_TEST_SUITE_END()
