// SPDX-License-Identifier: Apache-2.0
#include "nist_nonlinear.hpp"

BOOST_AUTO_TEST_SUITE(nist_nonlinear_lower)

using namespace problems;

BOOST_AUTO_TEST_CASE(chwirut2) { nist::agrees<nist::chwirut2>(); }
BOOST_AUTO_TEST_CASE(danwood) { nist::agrees<nist::danwood>(); }
BOOST_AUTO_TEST_CASE(lanczos3) { nist::agrees<nist::lanczos3>(); }
BOOST_AUTO_TEST_CASE(misra1a) { nist::agrees<nist::misra1a>(); }
BOOST_AUTO_TEST_CASE(misra1b) { nist::agrees<nist::misra1b>(); }
BOOST_AUTO_TEST_CASE(gauss1) { nist::agrees<nist::gauss1>(); }
BOOST_AUTO_TEST_CASE(gauss2) { nist::agrees<nist::gauss2>(); }

BOOST_AUTO_TEST_SUITE_END()
