// SPDX-License-Identifier: Apache-2.0
// The longest of all, by its gradient.
#include "solve.hpp"

void minima::osborne_2_by_gradients() { solve_by_gradients<problems::osborne_2>(); }
