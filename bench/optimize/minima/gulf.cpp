// SPDX-License-Identifier: Apache-2.0
// The longest of three unknowns.
#include "solve.hpp"

void minima::gulf() {
  using namespace problems;
  solve<problems::gulf>();
}
