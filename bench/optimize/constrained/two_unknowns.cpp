// SPDX-License-Identifier: Apache-2.0
// Two unknowns.
#include "solve.hpp"

void constrained::two_unknowns() {
  using namespace problems;
  solve<hs1, hs2, hs4, hs6, hs7, hs8, hs9, hs10, hs11, hs12, hs13, hs14, hs15, hs16, hs17, hs18, hs19, hs20, hs22, hs23,
        hs24>();
}
