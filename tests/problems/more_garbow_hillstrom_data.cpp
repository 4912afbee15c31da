// SPDX-License-Identifier: Apache-2.0
// Gulf and Osborne 2, which take longest to compile. Values and gradients at the start are from 40-digit arithmetic.
#include "more_garbow_hillstrom_check.hpp"

BOOST_AUTO_TEST_SUITE(more_garbow_hillstrom_data)

BOOST_AUTO_TEST_CASE(values_and_minima) {
  problems::checks<problems::gulf>(12.1107058255694878, {2.0879783574289792, 0.034579261969715416, -39.676680102938638});
  problems::checks<problems::osborne_2>(2.09341951421206368,
                                        {1.6303769857570477, 4.4861865237074362, -0.93464092919350927, -1.1841640152980417,
                                         -0.41290272574767871, -0.10057838640297963, 0.15750782205644933, 0.11783204344065793,
                                         -2.8188566927276714, 0.042496037544258938, -1.2184054288004635});
}

BOOST_AUTO_TEST_CASE(residuals) { problems::sums_of_squares<problems::osborne_1>(); }

BOOST_AUTO_TEST_SUITE_END()
