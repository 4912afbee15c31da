// SPDX-License-Identifier: Apache-2.0
// The problems of More, Garbow and Hillstrom of the family Chebyquad, solved.
#include "more_garbow_hillstrom.hpp"

BOOST_AUTO_TEST_SUITE(more_garbow_hillstrom_chebyquad)

BOOST_AUTO_TEST_CASE(chebyquad_6) { problems::solves<problems::chebyquad_6>(); }
BOOST_AUTO_TEST_CASE(chebyquad_7) { problems::solves<problems::chebyquad_7>(); }
BOOST_AUTO_TEST_CASE(chebyquad_8) { problems::solves<problems::chebyquad_8>(); }
BOOST_AUTO_TEST_CASE(chebyquad_10) { problems::solves<problems::chebyquad_10>(); }

BOOST_AUTO_TEST_SUITE_END()
