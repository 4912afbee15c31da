// SPDX-License-Identifier: Apache-2.0
#include "nist_nonlinear.hpp"

BOOST_AUTO_TEST_SUITE(nist_nonlinear_average)

using namespace problems;

BOOST_AUTO_TEST_CASE(enso) { nist::agrees<nist::enso>(); }
// Its residuals are 1e-13, with three digits behind the rounding of the data, and errors are made of them.
BOOST_AUTO_TEST_CASE(lanczos1) { nist::agrees<nist::lanczos1>({.standard_errors = 2.5, .residuals = 2.5}); }
BOOST_AUTO_TEST_CASE(mgh17) { nist::agrees<nist::mgh17>(); }
BOOST_AUTO_TEST_CASE(misra1c) { nist::agrees<nist::misra1c>(); }
BOOST_AUTO_TEST_CASE(nelson) { nist::agrees<nist::nelson>(); }
BOOST_AUTO_TEST_CASE(roszman1) { nist::agrees<nist::roszman1>(); }

BOOST_AUTO_TEST_SUITE_END()
