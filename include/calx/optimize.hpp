// SPDX-License-Identifier: Apache-2.0
// Solvers on exact derivatives: roots, minima, and minima under constraints.
#pragma once

#include <calx/optimize/find_all_roots.hpp>
#include <calx/optimize/find_root.hpp>
#include <calx/optimize/find_root_of_system.hpp>
#include <calx/optimize/minimize.hpp>
#include <calx/optimize/minimize_subject_to.hpp>
#include <calx/optimize/multi_start.hpp>
#include <calx/optimize/point.hpp>
#include <calx/optimize/stream.hpp>
