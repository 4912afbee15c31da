// SPDX-License-Identifier: Apache-2.0
// The header alone is enough to solve its main job.
#include <calx/calx.hpp>
#include <calx/optimize.hpp>

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(optimize_header)

BOOST_AUTO_TEST_CASE(finds_a_root) {
  constexpr auto x = calx::var<"x">;
  auto const r = find_root(exp(x) - 2, x = 0.0);
  BOOST_TEST(r.converged());
  BOOST_TEST(r[x] == 0.69314718055994531, boost::test_tools::tolerance(1e-15));
}

BOOST_AUTO_TEST_SUITE_END()
