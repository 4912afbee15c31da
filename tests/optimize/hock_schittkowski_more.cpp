// SPDX-License-Identifier: Apache-2.0
// The other half of hock_schittkowski.cpp.
#include "hock_schittkowski.hpp"

BOOST_AUTO_TEST_SUITE(hock_schittkowski_more)

BOOST_AUTO_TEST_CASE(minima_and_multipliers) {
  auto const found = problems::endings<1>(problems::hock_schittkowski{});
  BOOST_TEST(found.at_the_minimum == 26);
  // The book's start lies where f falls towards another minimum, here and for other methods.
  BOOST_TEST(found.elsewhere == "HS2 HS20");
}

BOOST_AUTO_TEST_SUITE_END()
