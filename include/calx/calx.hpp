// SPDX-License-Identifier: Apache-2.0
// calx: calculus as types. The core, and evaluation over columns of data.
#pragma once

#include <calx/core.hpp>
#include <calx/evaluate/columns.hpp>
