// SPDX-License-Identifier: Apache-2.0
// Chebyshev quadrature with ten points.
#include "solve.hpp"

void minima::chebyquad_10() {
  using namespace problems;
  solve<problems::chebyquad_10>();
}
