// SPDX-License-Identifier: Apache-2.0
// Value and gradient of the traced Rosenbrock function in 200 variables.
#include "../problems/rosenbrock.hpp"

template struct rosenbrock<200>;
