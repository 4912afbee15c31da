// SPDX-License-Identifier: Apache-2.0
// Products of large matrices by Eigen, in all of a program of which one file includes this.
#pragma once

#include <calx/matrix/eigen_product.hpp>
