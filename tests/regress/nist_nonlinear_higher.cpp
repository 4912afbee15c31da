// SPDX-License-Identifier: Apache-2.0
#include "nist_nonlinear.hpp"

BOOST_AUTO_TEST_SUITE(nist_nonlinear_higher)

using namespace problems;

BOOST_AUTO_TEST_CASE(bennett5) { nist::agrees<nist::bennett5>(); }
BOOST_AUTO_TEST_CASE(eckerle4) { nist::agrees<nist::eckerle4>(); }
BOOST_AUTO_TEST_CASE(mgh09) { nist::agrees<nist::mgh09>(); }
BOOST_AUTO_TEST_CASE(rat43) { nist::agrees<nist::rat43>(); }
BOOST_AUTO_TEST_CASE(thurber) { nist::agrees<nist::thurber>(); }

BOOST_AUTO_TEST_SUITE_END()
