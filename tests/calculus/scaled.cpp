// SPDX-License-Identifier: Apache-2.0
#include <calx/calculus/derivative.hpp>
#include <calx/calculus/gradient.hpp>
#include <calx/calculus/prove.hpp>
#include <calx/calculus/scaled.hpp>
#include <calx/evaluate/evaluate.hpp>
#include <calx/expression/constant.hpp>
#include <calx/print/to_string.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>

BOOST_AUTO_TEST_SUITE(scaled_roots)

namespace {

using namespace calx::literals;

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;
constexpr auto f = sqrt(x * x + y * y);

constexpr bool far_ends(double size) {
  return scaled(f)(x = 3 * size, y = 4 * size) == 5 * size && !(f(x = 3 * size, y = 4 * size) == 5 * size) &&
         derivative(scaled(f), x)(x = 3 * size, y = 4 * size) == 0.6;
}

// The same function, and it prints as what it is.
static_assert(scaled(f) == f && scaled(1 / f) == 1 / f && scaled(exp(x) + y) == exp(x) + y);
static_assert(derivative(scaled(f), x) == derivative(f, x));

}  // namespace

BOOST_AUTO_TEST_CASE(at_the_ends_of_the_range) {
  BOOST_TEST(far_ends(0x1p600));
  BOOST_TEST(far_ends(0x1p-600));
  auto const g = gradient(scaled(f), x, y)(x = 0.0, y = -1e-300);
  BOOST_TEST(g[0] == 0);
  BOOST_TEST(g[1] == -1, boost::test_tools::tolerance(1e-15));
  BOOST_TEST(to_string(scaled(f)) == "hypot(x, y)");
  BOOST_TEST(to_string(f) == "sqrt(x^2 + y^2)");
}

// A captured number stays one; it is no square.
BOOST_AUTO_TEST_CASE(captured_numbers) {
  double const k = 3;
  auto const g = scaled(sqrt(k * x * x + 1));
  auto const h = scaled(k * sqrt(x * x + y * y));
  BOOST_TEST(g(x = 2.0) == std::sqrt(13.0));
  BOOST_TEST(h(x = 3e200, y = 4e200) == 1.5e201, boost::test_tools::tolerance(1e-15));
}

BOOST_AUTO_TEST_SUITE_END()
