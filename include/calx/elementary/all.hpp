// SPDX-License-Identifier: Apache-2.0
//
// The elementary functions of float, double and long double, at most 1 ulp from the true value (0.5 and something
// beyond the third decimal) and usable in constant expressions of every compiler. The same code runs at run time, with
// the same bits, whatever the compiler, as long as neither -ffast-math nor x87 arithmetic for double is in force.
#pragma once

#include <calx/elementary/arithmetic.hpp>
#include <calx/elementary/classify.hpp>
#include <calx/elementary/error_function.hpp>
#include <calx/elementary/exponential.hpp>
#include <calx/elementary/hyperbolic.hpp>
#include <calx/elementary/inverse_trigonometric.hpp>
#include <calx/elementary/logarithm.hpp>
#include <calx/elementary/logistic.hpp>
#include <calx/elementary/power.hpp>
#include <calx/elementary/root.hpp>
#include <calx/elementary/trigonometric.hpp>
