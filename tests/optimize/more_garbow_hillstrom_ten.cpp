// SPDX-License-Identifier: Apache-2.0
// The problems of More, Garbow and Hillstrom of 10 unknowns, solved.
#include "more_garbow_hillstrom.hpp"

BOOST_AUTO_TEST_SUITE(more_garbow_hillstrom_ten)

BOOST_AUTO_TEST_CASE(penalty_1) { problems::solves<problems::penalty_1>(); }
BOOST_AUTO_TEST_CASE(penalty_2_10) { problems::solves<problems::penalty_2_10>(); }
BOOST_AUTO_TEST_CASE(trigonometric) { problems::solves<problems::trigonometric>(); }
BOOST_AUTO_TEST_CASE(brown_almost_linear) { problems::solves<problems::brown_almost_linear>(); }
BOOST_AUTO_TEST_CASE(discrete_integral) { problems::solves<problems::discrete_integral>(); }
BOOST_AUTO_TEST_CASE(broyden_tridiagonal) { problems::solves<problems::broyden_tridiagonal>(); }
BOOST_AUTO_TEST_CASE(broyden_banded) { problems::solves<problems::broyden_banded>(); }
BOOST_AUTO_TEST_CASE(linear_full_rank) { problems::solves<problems::linear_full_rank>(); }
BOOST_AUTO_TEST_CASE(linear_rank_1) { problems::solves<problems::linear_rank_1>(); }

BOOST_AUTO_TEST_SUITE_END()
