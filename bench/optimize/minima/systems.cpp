// SPDX-License-Identifier: Apache-2.0
// Ten unknowns, with few others each, and linear residuals.
#include "solve.hpp"

void minima::systems() {
  using namespace problems;
  solve<broyden_tridiagonal, broyden_banded, linear_full_rank, linear_rank_1>();
}
