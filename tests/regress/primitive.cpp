// SPDX-License-Identifier: Apache-2.0
// A fit of a model with functions of one's own: data that it makes itself give its parameters back.
#include <calx/calx.hpp>
#include <calx/regress/fit.hpp>

#include "../bessel.hpp"

#include <boost/test/unit_test.hpp>

#include <vector>

BOOST_AUTO_TEST_CASE(fit_of_a_function_of_ones_own) {
  constexpr auto t = calx::column<"t">;
  constexpr auto y = calx::column<"y">;
  constexpr auto a = calx::var<"a">;
  constexpr auto k = calx::var<"k">;
  constexpr auto s = calx::var<"s">;
  auto const curve = a * calx_test::bessel_0(k * t) + calx_test::table(s * t);
  std::vector<double> times;
  for (int i = 0; i < 40; ++i) times.push_back(0.1 * i);
  std::vector<double> const heights = curve(a = 2.5, k = 1.75, s = 0.625, t = times);
  auto const result = fit(y == curve, calx::at(a = 2.0, k = 1.5, s = 0.75), calx::given(t = times, y = heights));
  BOOST_TEST(result.converged());
  BOOST_TEST(std::abs(result[a] - 2.5) < 1e-9);
  BOOST_TEST(std::abs(result[k] - 1.75) < 1e-9);
  BOOST_TEST(std::abs(result[s] - 0.625) < 1e-9);
}
