// SPDX-License-Identifier: Apache-2.0
// The longest of all, by its Hessian.
#include "solve.hpp"

void minima::osborne_2_by_hessians() { solve_by_hessians<problems::osborne_2>(); }
