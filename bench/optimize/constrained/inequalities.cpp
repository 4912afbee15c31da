// SPDX-License-Identifier: Apache-2.0
// Inequalities between up to five unknowns.
#include "solve.hpp"

void constrained::inequalities() {
  using namespace problems;
  solve<hs29, hs31, hs34, hs35, hs37, hs43, hs44, hs72, hs86>();
}
