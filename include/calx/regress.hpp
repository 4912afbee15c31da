// SPDX-License-Identifier: Apache-2.0
// Data from tables of text, and models fitted to data. Needs Eigen.
#pragma once

#include <calx/regress/fit.hpp>
#include <calx/regress/read_csv.hpp>
