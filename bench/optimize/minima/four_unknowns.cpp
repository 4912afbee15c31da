// SPDX-License-Identifier: Apache-2.0
// Three and four unknowns.
#include "solve.hpp"

void minima::four_unknowns() {
  using namespace problems;
  solve<bard, problems::gaussian, powell_singular, wood, penalty_2_4>();
}
