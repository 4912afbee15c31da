// SPDX-License-Identifier: Apache-2.0
// The problems of More, Garbow and Hillstrom of 2 to 4 unknowns, solved; three of them while compiling.
#include "more_garbow_hillstrom.hpp"

BOOST_AUTO_TEST_SUITE(more_garbow_hillstrom_small)

namespace {

template <class P> constexpr bool solved_while_compiling() {
  auto const r = minimize(P::f, calx::at(P::x = P::start));
  double const miss = r.value - P::minima[0];
  return r.converged() && miss < 1e-12 && miss > -1e-12;
}
static_assert(solved_while_compiling<problems::rosenbrock>());
static_assert(solved_while_compiling<problems::beale>());
static_assert(solved_while_compiling<problems::wood>());

}  // namespace

BOOST_AUTO_TEST_CASE(rosenbrock) { problems::solves<problems::rosenbrock>(); }
BOOST_AUTO_TEST_CASE(freudenstein_roth) { problems::solves<problems::freudenstein_roth>(); }
BOOST_AUTO_TEST_CASE(powell_badly_scaled) { problems::solves<problems::powell_badly_scaled>(); }
BOOST_AUTO_TEST_CASE(brown_badly_scaled) { problems::solves<problems::brown_badly_scaled>(); }
BOOST_AUTO_TEST_CASE(beale) { problems::solves<problems::beale>(); }
BOOST_AUTO_TEST_CASE(jennrich_sampson) { problems::solves<problems::jennrich_sampson>(); }
BOOST_AUTO_TEST_CASE(helical_valley) { problems::solves<problems::helical_valley>(); }
BOOST_AUTO_TEST_CASE(bard) { problems::solves<problems::bard>(); }
BOOST_AUTO_TEST_CASE(gaussian) { problems::solves<problems::gaussian>(); }
BOOST_AUTO_TEST_CASE(box) { problems::solves<problems::box>(); }
BOOST_AUTO_TEST_CASE(powell_singular) { problems::solves<problems::powell_singular>(); }
BOOST_AUTO_TEST_CASE(wood) { problems::solves<problems::wood>(); }
BOOST_AUTO_TEST_CASE(brown_dennis) { problems::solves<problems::brown_dennis>(); }
BOOST_AUTO_TEST_CASE(penalty_2_4) { problems::solves<problems::penalty_2_4>(); }

BOOST_AUTO_TEST_SUITE_END()
