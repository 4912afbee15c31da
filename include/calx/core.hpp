// SPDX-License-Identifier: Apache-2.0
// calx core: expressions, proofs, derivatives, evaluation, text. Needs Boost.Hana alone.
#pragma once

#include <calx/calculus/derivative.hpp>
#include <calx/calculus/gradient.hpp>
#include <calx/calculus/hessian.hpp>
#include <calx/calculus/jacobian.hpp>
#include <calx/calculus/operations.hpp>
#include <calx/calculus/prove.hpp>
#include <calx/evaluate/evaluate.hpp>
#include <calx/evaluate/function.hpp>
#include <calx/expression/condition.hpp>
#include <calx/expression/constant.hpp>
#include <calx/expression/fixed.hpp>
#include <calx/expression/functions.hpp>
#include <calx/expression/substitute.hpp>
#include <calx/expression/trace.hpp>
#include <calx/expression/variable.hpp>
#include <calx/expression/variables.hpp>
#include <calx/expression/vector.hpp>
#include <calx/print/to_string.hpp>
