// SPDX-License-Identifier: Apache-2.0
// Equations between up to five unknowns.
#include "solve.hpp"

void constrained::equations() {
  using namespace problems;
  solve<hs27, hs28, hs39, hs40, hs42, hs46, hs49, hs50, hs51, hs52, hs78, hs79>();
}
