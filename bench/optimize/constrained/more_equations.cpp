// SPDX-License-Identifier: Apache-2.0
// Equations and bounds, or many equations.
#include "solve.hpp"

void constrained::more_equations() {
  using namespace problems;
  solve<hs32, hs41, hs56, hs60, hs62, hs63, hs71, hs73, hs74, hs80>();
}
