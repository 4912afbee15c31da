// SPDX-License-Identifier: Apache-2.0
// Chebyshev quadrature with six to eight points.
#include "solve.hpp"

void minima::chebyquad() {
  using namespace problems;
  solve<chebyquad_6, chebyquad_7, chebyquad_8>();
}
