// SPDX-License-Identifier: Apache-2.0
#include <calx/elementary/two_over_pi.hpp>

#include "known_values.hpp"

BOOST_AUTO_TEST_SUITE(two_over_pi)

namespace {

namespace e = calx::elementary;

// 2/pi = 0.a2f9836e4e441529fc27... in hexadecimal, after 128 zeros. All words are compared with MPFR in mpfr.cpp.
static_assert(e::two_over_pi_bits(0) == 0 && e::two_over_pi_bits(64) == 0);
static_assert(e::two_over_pi_bits(128) == 0xa2f9836e4e441529 && e::two_over_pi_bits(192) == 0xfc2757d1f534ddc0);
static_assert(e::two_over_pi_bits(136) == 0xf9836e4e441529fc && e::two_over_pi_bits(127) == 0xa2f9836e4e441529 >> 1);

// The last window that the largest exponent, 16384, asks for.
static_assert(sizeof e::two_over_pi / sizeof *e::two_over_pi * 64 >= 16384 + 62 + 5 * 64 + 64);

}  // namespace

BOOST_AUTO_TEST_CASE(windows_shift) {
  for (int shift = 1; shift < 64; ++shift)
    for (int first = 0; first < 16384; first += 64)
      BOOST_REQUIRE(e::two_over_pi_bits(first + shift) ==
                    (e::two_over_pi_bits(first) << shift | e::two_over_pi_bits(first + 64) >> (64 - shift)));
}

BOOST_AUTO_TEST_SUITE_END()
