// SPDX-License-Identifier: Apache-2.0
#include <calx/calculus/linearize.hpp>

#include <calx/core.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <limits>
#include <stdexcept>

BOOST_AUTO_TEST_SUITE(linearized)

namespace {

using namespace calx::literals;

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;
constexpr auto a = calx::var<"a">;

static_assert(linearize(x * x + y, x = 3_c, y = 1_c) == 10 + 6 * (x - 3) + (y - 1));
static_assert(linearize(x * x, x = 3) == 9 + 6 * (x - 3));
// The order of the names does not matter; variables without a point stay.
static_assert(linearize(x * y, y = 5_c, x = 2_c) == linearize(x * y, x = 2_c, y = 5_c));
static_assert(linearize(x * x * y, x = 2_c) == y * (4 + 4 * (x - 2)));
// About a point that is a formula.
static_assert(linearize(x * x, x = a) == a * a + 2 * a * (x - a));
static_assert(linearize(exp(x), x = log(a)) == exp(log(a)) * (1 + x - log(a)));
// What is linear is itself, and a variable that does not occur adds nothing.
static_assert(linearize(3_c * x - y / 2_c + 1_c, x = 7_c, y = 11_c) == 3_c * x - y / 2_c + 1_c);
static_assert(linearize(x, x = 1_c, y = 2_c) == x && linearize(5_c, x = 1_c) == 5_c);
// A removable singularity is continued, a root is not at its branch point.
static_assert(linearize((exp(x) - 1_c) / x, x = 0_c) == 1_c + x / 2_c);
static_assert(linearize(sin(x) * cos(y), x = 0_c, y = 0_c).coefficients() == std::array{0.0, 1.0, 0.0});

// The tangent plane touches: by the gradient, at points of run time.
BOOST_AUTO_TEST_CASE(tangent_planes) {
  auto const f = exp(x * y) * cos(y) + 3 * x;
  for (double p : {-1.5, 0.0, 0.25, 2.0}) {
    double const q = 1 - p;
    auto const plane = linearize(f, x = p, y = q);
    auto const slopes = gradient(f, x, y)(x = p, y = q);
    BOOST_TEST(plane(x = p, y = q) == f(x = p, y = q), boost::test_tools::tolerance(1e-15));
    BOOST_TEST(plane(x = p + 1, y = q) - plane(x = p, y = q) == slopes[0], boost::test_tools::tolerance(1e-13));
    BOOST_TEST(plane(x = p, y = q + 2) - plane(x = p, y = q) == 2 * slopes[1], boost::test_tools::tolerance(1e-13));
    BOOST_TEST((hessian(plane, x, y)(x = 5.0, y = 7.0)[0][0] == 0));
  }
}

BOOST_AUTO_TEST_CASE(awkward_points) {
  double const zero = 0, infinity = std::numeric_limits<double>::infinity();
  BOOST_CHECK_THROW(linearize(1 / x, x = zero), std::invalid_argument);
  BOOST_CHECK_THROW(linearize(abs(x), x = zero), std::invalid_argument);
  BOOST_CHECK_THROW(linearize(max(x, y), x = 1.0, y = 1.0), std::invalid_argument);
  BOOST_CHECK_THROW(linearize(sqrt(x), x = zero), std::invalid_argument);
  BOOST_CHECK_THROW(linearize(log(x), x = -1.0), std::invalid_argument);
  BOOST_TEST(linearize(max(x, y), x = 1.0, y = 1.5)(x = 9.0, y = 2.0) == 2);
  BOOST_TEST(linearize(x * x, x = 1e-200)(x = 1.0) == 2e-200, boost::test_tools::tolerance(1e-15));
  BOOST_TEST(std::isnan(linearize(x * y, x = std::nan(""), y = 1.0)(x = 1.0, y = 1.0)));
  BOOST_TEST(std::isnan(linearize(x * x, x = infinity)(x = 1.0)));
}

}  // namespace

BOOST_AUTO_TEST_SUITE_END()
