// SPDX-License-Identifier: Apache-2.0
// Fitting models to data. Needs Eigen.
#pragma once

#include <calx/regress/fit.hpp>
