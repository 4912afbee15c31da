// SPDX-License-Identifier: Apache-2.0
// The longest of all.
#include "solve.hpp"

void minima::osborne_2() {
  using namespace problems;
  solve<problems::osborne_2>();
}
