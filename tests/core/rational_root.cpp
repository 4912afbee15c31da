// SPDX-License-Identifier: Apache-2.0
#include <calx/core/rational_root.hpp>

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(rational_roots)

namespace {

using calx::int128, calx::rational, calx::rational_power, calx::rational_root;

static_assert(rational_root(rational(4), 2) == rational(2) && rational_root(rational(1, 4), 2) == rational(1, 2));
static_assert(rational_root(rational(-27, 8), 3) == rational(-3, 2) && rational_root(rational(0), 5) == rational(0));
static_assert(rational_root(rational(7, 3), 1) == rational(7, 3) && rational_root(rational(1), 64) == rational(1));
static_assert(!rational_root(rational(2), 2).exact() && !rational_root(rational(4, 3), 2).exact() &&
              !rational_root(rational(3, 4), 2).exact() && !rational_root(rational(9), 3).exact());
// No real root, no root at all, nothing to take one of.
static_assert(!rational_root(rational(-4), 2).exact() && !rational_root(rational(4), 0).exact() &&
              !rational_root(rational::inexact(), 2).exact());
// Up to the ends of 128 bits.
constexpr int128 large = (static_cast<int128>(1) << 63) - 1;
static_assert(rational_root(rational(large * large, 1), 2) == rational(large, 1) &&
              !rational_root(rational(large * large - 1, 1), 2).exact() &&
              !rational_root(rational(large * large + 1, 1), 2).exact());
static_assert(rational_root(rational(static_cast<int128>(1) << 126, 1), 126) == rational(2) &&
              rational_root(rational(static_cast<int128>(1) << 126, 1), 63) == rational(4));
static_assert(!rational_root(rational(static_cast<int128>(~calx::uint128{0} >> 1), 1), 2).exact());

static_assert(rational_power(rational(4), rational(3, 2)) == rational(8) &&
              rational_power(rational(4), rational(-3, 2)) == rational(1, 8));
static_assert(rational_power(rational(8, 27), rational(2, 3)) == rational(4, 9) &&
              rational_power(rational(-2), rational(3)) == rational(-8) &&
              rational_power(rational(2, 3), rational(-2)) == rational(9, 4));
static_assert(rational_power(rational(0), rational(1, 2)) == rational(0) &&
              rational_power(rational(0), rational(0)) == rational(1) &&
              rational_power(rational(5), rational(0)) == rational(1));
// As C's pow: no power of a negative number but a whole one, none of 0 that is negative.
static_assert(!rational_power(rational(-8), rational(1, 3)).exact() && !rational_power(rational(0), rational(-1)).exact());
static_assert(!rational_power(rational(2), rational(1, 2)).exact() && !rational_power(rational(3), rational(100)).exact() &&
              !rational_power(rational(1), rational(1, 65)).exact() && !rational_power(rational(1), rational(129)).exact());

// Each whole number's square and cube, and their neighbours.
constexpr bool squares_and_cubes(int last) {
  for (int i = 2; i <= last; ++i) {
    rational const square(i * i), cube(i * i * i);
    if (!(rational_root(square, 2) == rational(i)) || !(rational_root(-cube, 3) == rational(-i))) return false;
    if (rational_root(square + rational(1), 2).exact() || rational_root(cube - rational(1), 3).exact()) return false;
  }
  return true;
}
static_assert(squares_and_cubes(20));

BOOST_AUTO_TEST_CASE(at_run_time) { BOOST_TEST(squares_and_cubes(1000)); }

}  // namespace

BOOST_AUTO_TEST_SUITE_END()
