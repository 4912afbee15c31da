// SPDX-License-Identifier: Apache-2.0
// Every second problem of Hock and Schittkowski, and three while compiling.
#include "hock_schittkowski.hpp"

BOOST_AUTO_TEST_SUITE(hock_schittkowski)

namespace {

template <class P> constexpr bool solved_while_compiling() {
  auto const r = problems::solved<P>();
  double const miss = r.value - P::fstar;
  return r.converged() && miss < 1e-10 && miss > -1e-10;
}
static_assert(solved_while_compiling<problems::hs6>());
static_assert(solved_while_compiling<problems::hs35>());
static_assert(solved_while_compiling<problems::hs71>());

}  // namespace

BOOST_AUTO_TEST_CASE(minima_and_multipliers) {
  auto const found = problems::endings<0>(problems::hock_schittkowski{});
  BOOST_TEST(found.at_the_minimum == 27);
  // No constraint qualification holds.
  BOOST_TEST(found.elsewhere == "HS13");
}

BOOST_AUTO_TEST_SUITE_END()
