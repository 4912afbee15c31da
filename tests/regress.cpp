// SPDX-License-Identifier: Apache-2.0
// The header alone is enough to solve its main job.
#include <calx/calx.hpp>
#include <calx/regress.hpp>

#include <boost/test/unit_test.hpp>

#include <vector>

BOOST_AUTO_TEST_SUITE(regress_header)

BOOST_AUTO_TEST_CASE(fits_a_model) {
  constexpr auto x = calx::column<"x">;
  constexpr auto y = calx::column<"y">;
  constexpr auto a = calx::var<"a">;
  std::vector<double> const xs{0, 1, 2}, ys{1, 2.718281828459045, 7.38905609893065};
  auto const r = fit(y == exp(a * x), at(a = 0.5), calx::given(x = xs, y = ys));
  BOOST_TEST(r.converged());
  BOOST_TEST(r[a] == 1.0, boost::test_tools::tolerance(1e-14));
}

BOOST_AUTO_TEST_SUITE_END()
