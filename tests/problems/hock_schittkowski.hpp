// SPDX-License-Identifier: Apache-2.0
// W. Hock, K. Schittkowski: Test examples for nonlinear programming codes. Lecture Notes in Economics and Mathematical Systems
// 187, Springer 1981. Solutions and multipliers are from 40-digit arithmetic. What a problem has: constrained.hpp.
#pragma once

#include "hock_schittkowski_equalities.hpp"
#include "hock_schittkowski_inequalities.hpp"

namespace problems {

using hock_schittkowski = problem_list<hs1, hs2, hs4, hs6, hs7, hs8, hs9, hs10, hs11, hs12, hs13, hs14, hs15, hs16, hs17, hs18,
                                       hs19, hs20, hs22, hs23, hs24, hs27, hs28, hs29, hs31, hs32, hs34, hs35, hs37, hs39, hs40,
                                       hs41, hs42, hs43, hs44, hs46, hs49, hs50, hs51, hs52, hs56, hs60, hs62, hs63, hs71, hs72,
                                       hs73, hs74, hs78, hs79, hs80, hs86, hs104, hs108, hs112, hs113>;

}  // namespace problems
