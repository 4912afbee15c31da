// SPDX-License-Identifier: Apache-2.0
// Chebyshev quadrature with ten points, by its gradient.
#include "solve.hpp"

void minima::chebyquad_10_by_gradients() { solve_by_gradients<problems::chebyquad_10>(); }
