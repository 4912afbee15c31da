// SPDX-License-Identifier: Apache-2.0
// Compiled with -march=native.
#include "functions.hpp"

two_units::results native(double a, double b, int n) { return two_units::evaluated(a, b, n); }
int native_architecture() { return CALX_ARCHITECTURE; }
