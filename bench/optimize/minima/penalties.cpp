// SPDX-License-Identifier: Apache-2.0
// Penalty functions and Watson's.
#include "solve.hpp"

void minima::penalties() {
  using namespace problems;
  solve<watson, penalty_1, penalty_2_10>();
}
