// SPDX-License-Identifier: Apache-2.0
// Evaluation on truncated power series: along curves, of bundles, with captured numbers and numbers beside.
#include <calx/evaluate/series.hpp>

#include <calx/core.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>

namespace {

using calx::series;

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;

// (1 + t)^2 (2 + 3t) = 2 + 7t + 8t^2 + 3t^3
static_assert((x * x * y)(x = series<3>{1.0, 1.0}, y = series<3>{2.0, 3.0}) == series<3>{2.0, 7.0, 8.0, 3.0});
static_assert((x * x * y)(x = series<2>{1.0, 1.0}, y = 5.0) == series<2>{5.0, 10.0, 5.0});
static_assert((3 * x + y)(x = series<1>{1.0, 2.0}, y = 1.0) == series<1>{4.0, 6.0});
static_assert(gradient(x * x * y, x, y)(x = series<1>{1.0, 1.0}, y = 2.0)[1] == series<1>{1.0, 2.0});
// 1/(1 - t) to any order, exactly
static_assert((1 / (1 - x))(x = series<4>{0.0, 1.0}) == series<4>{1.0, 1.0, 1.0, 1.0, 1.0});

}  // namespace

BOOST_AUTO_TEST_SUITE(evaluate_series)

BOOST_AUTO_TEST_CASE(along_a_curve) {
  auto const s = exp(sin(x) * y)(x = series<4>{0.3, 1.0, -0.5}, y = series<4>{1.5, 0.0, 2.0});
  double const h = 1e-3, at_x = 0.3 + h - 0.5 * h * h, at_y = 1.5 + 2 * h * h;
  double sum = 0;
  for (int k = 4; k >= 0; --k) sum = sum * h + s[static_cast<std::size_t>(k)];
  BOOST_TEST(sum == std::exp(std::sin(at_x) * at_y), boost::test_tools::tolerance(1e-14));
}

BOOST_AUTO_TEST_CASE(other_numbers) {
  auto const f = sqrt(x)(x = series<2, float>{4.0f, 1.0f});
  BOOST_TEST((std::is_same_v<decltype(f)::number_type, float>));
  BOOST_TEST((f == series<2, float>{2.0f, 0.25f, -0.015625f}));
  auto const exact = (x * x)(x = series<2, calx::rational>{calx::rational(1, 3), calx::rational(1)});
  BOOST_TEST((exact[0] == calx::rational(1, 9) && exact[1] == calx::rational(2, 3)));
}

BOOST_AUTO_TEST_SUITE_END()
