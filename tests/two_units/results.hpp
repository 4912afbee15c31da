// SPDX-License-Identifier: Apache-2.0
// What each unit computes.
#pragma once

#include <vector>

namespace two_units {

struct results {
  std::vector<double> near;     // within a few ulp, whatever is contracted
  std::vector<double> far;      // long programs: rounding adds up
  void const* chunk = nullptr;  // a function of a long program, as this unit knows it
};

}  // namespace two_units
