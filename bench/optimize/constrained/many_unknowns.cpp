// SPDX-License-Identifier: Apache-2.0
// Eight to ten unknowns.
#include "solve.hpp"

void constrained::many_unknowns() {
  using namespace problems;
  solve<hs104, hs108, hs112, hs113>();
}
