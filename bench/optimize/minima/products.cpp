// SPDX-License-Identifier: Apache-2.0
// Ten unknowns, all with each other.
#include "solve.hpp"

void minima::products() {
  using namespace problems;
  solve<trigonometric, brown_almost_linear, discrete_integral>();
}
