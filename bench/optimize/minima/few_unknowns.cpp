// SPDX-License-Identifier: Apache-2.0
// Two and three unknowns.
#include "solve.hpp"

void minima::few_unknowns() {
  using namespace problems;
  solve<rosenbrock, freudenstein_roth, powell_badly_scaled, brown_badly_scaled, beale, helical_valley>();
}
