// SPDX-License-Identifier: Apache-2.0
// The problems of More, Garbow and Hillstrom with many residuals, solved.
#include "more_garbow_hillstrom.hpp"

BOOST_AUTO_TEST_SUITE(more_garbow_hillstrom_data)

BOOST_AUTO_TEST_CASE(osborne_1) { problems::solves<problems::osborne_1>(); }
BOOST_AUTO_TEST_CASE(biggs) { problems::solves<problems::biggs>(); }
BOOST_AUTO_TEST_CASE(watson) { problems::solves<problems::watson>(); }

BOOST_AUTO_TEST_SUITE_END()
