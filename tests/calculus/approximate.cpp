// SPDX-License-Identifier: Apache-2.0
#include <calx/calculus/approximate.hpp>

#include <calx/core.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cmath>

BOOST_AUTO_TEST_SUITE(approximations)

namespace {

using namespace calx::literals;

constexpr auto x = calx::var<"x">;

constexpr auto near = calx::approximate<1e-6, calx::interval{-0.5, 0.5}>(sin(x), x);
static_assert(near.order() <= 7 && near.remainder_bound(calx::interval{-0.5, 0.5}).magnitude() <= 1e-6);
constexpr auto tight = calx::approximate<1e-12, calx::interval{1, 1.25}>(exp(x) * log(x), x);

// The lowest order: one less is not enough.
static_assert(taylor<near.order() - 1>(sin(x), x, 0_c).remainder_bound(calx::interval{-0.5, 0.5}).magnitude() > 1e-6);
// Polynomials are themselves, and constants of order 0; the middle is exact in binary.
static_assert(calx::approximate<1e-15, calx::interval{-1, 2}>(x * x * x - x, x) == x * x * x - x);
static_assert(calx::approximate<1e-300, calx::interval{0, 1}>(7_c, x).order() == 0);
static_assert(calx::approximate<0.5, calx::interval{-0.5, 0.5}>(sin(x), x).order() == 0);
// An interval that is a point.
static_assert(calx::approximate<1e-15, calx::interval{1, 1}>(exp(x), x).order() == 0);
// A number that was captured is a constant of a fixed function.
constexpr auto wave = sin(3 * x);
static_assert(calx::approximate<1e-3, calx::interval{0, 0.5}>(calx::fixed<wave>, x).order() ==
              calx::approximate<1e-3, calx::interval{0, 0.5}>(sin(3_c * x), x).order());
// A removable singularity at the middle is continued; beside a pole is far enough.
static_assert(calx::approximate<1e-3, calx::interval{0.0625, 0.125}>(1_c / x, x).order() <= 12);
// A kink that the interval does not reach.
static_assert(calx::approximate<1e-9, calx::interval{1, 2}>(abs(x), x) == x);

BOOST_AUTO_TEST_CASE(approximations_keep_their_promise) {
  double worst = 0, worst_tight = 0;
  for (int i = 0; i <= 1000; ++i) {
    double const at = -0.5 + i / 1000.0, at_tight = 1 + i / 4000.0;
    worst = std::max(worst, std::abs(near(x = at) - std::sin(at)));
    worst_tight = std::max(worst_tight, std::abs(tight(x = at_tight) - std::exp(at_tight) * std::log(at_tight)));
  }
  BOOST_TEST(worst <= 1e-6);
  BOOST_TEST(worst > 1e-9);  // no more was asked for
  BOOST_TEST(worst_tight <= 1e-12 + 4e-15);
}

}  // namespace

BOOST_AUTO_TEST_SUITE_END()
