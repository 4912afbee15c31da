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

BOOST_AUTO_TEST_CASE(fits_a_model_to_a_table) {
  constexpr auto x = calx::column<"x">;
  constexpr auto y = calx::column<"y">;
  constexpr auto a = calx::var<"a">;
  constexpr auto b = calx::var<"b">;
  auto const data = calx::parse_csv("height,note,age\n5,,1\n7,\"7, or so\",2\n9,,3\n", y = "height", x = 2);
  auto const r = fit(y == a + b * x, at(a = 0.0, b = 0.0), data);
  BOOST_TEST(r.converged());
  BOOST_TEST(r[a] == 3.0, boost::test_tools::tolerance(1e-13));
  BOOST_TEST(r[b] == 2.0, boost::test_tools::tolerance(1e-13));
}

BOOST_AUTO_TEST_SUITE_END()
