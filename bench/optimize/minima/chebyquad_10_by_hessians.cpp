// SPDX-License-Identifier: Apache-2.0
// Chebyshev quadrature with ten points, by its Hessian.
#include "solve.hpp"

void minima::chebyquad_10_by_hessians() { solve_by_hessians<problems::chebyquad_10>(); }
