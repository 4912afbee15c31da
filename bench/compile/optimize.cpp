// SPDX-License-Identifier: Apache-2.0
#include <calx/core.hpp>
#include <calx/optimize.hpp>
