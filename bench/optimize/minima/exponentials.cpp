// SPDX-License-Identifier: Apache-2.0
// Sums of many exponentials.
#include "solve.hpp"

void minima::exponentials() {
  using namespace problems;
  solve<jennrich_sampson, box, brown_dennis, osborne_1, biggs>();
}
