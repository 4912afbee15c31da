// SPDX-License-Identifier: Apache-2.0
// Value and gradient of the traced Rosenbrock function in 1000 variables.
#include "../problems/rosenbrock.hpp"

template struct rosenbrock<1000>;
