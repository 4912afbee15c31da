// SPDX-License-Identifier: Apache-2.0
// calx: calculus as types. The core; the verbs of calculus; functions of one's own; evaluation over columns of data, on
// intervals and on series; text.
#pragma once

#include <calx/calculus/approximate.hpp>
#include <calx/calculus/chain_rule.hpp>
#include <calx/calculus/coloring.hpp>
#include <calx/calculus/derivative_check.hpp>
#include <calx/calculus/determinant.hpp>
#include <calx/calculus/directional_derivative.hpp>
#include <calx/calculus/divergence.hpp>
#include <calx/calculus/explain.hpp>
#include <calx/calculus/explain_taylor.hpp>
#include <calx/calculus/function_class.hpp>
#include <calx/calculus/hessian_vector_product.hpp>
#include <calx/calculus/high_order.hpp>
#include <calx/calculus/implicit_derivative.hpp>
#include <calx/calculus/jacobian_vector_product.hpp>
#include <calx/calculus/laplacian.hpp>
#include <calx/calculus/limit.hpp>
#include <calx/calculus/linearize.hpp>
#include <calx/calculus/partials.hpp>
#include <calx/calculus/scaled.hpp>
#include <calx/calculus/sparsity.hpp>
#include <calx/calculus/taylor.hpp>
#include <calx/calculus/taylor_coefficients.hpp>
#include <calx/calculus/total_derivative.hpp>
#include <calx/calculus/vector_jacobian_product.hpp>
#include <calx/core.hpp>
#include <calx/evaluate/arrays.hpp>
#include <calx/evaluate/columns.hpp>
#include <calx/evaluate/enclose.hpp>
#include <calx/evaluate/evaluate_into.hpp>
#include <calx/evaluate/interval.hpp>
#include <calx/evaluate/series.hpp>
#include <calx/expression/array.hpp>
#include <calx/expression/parse.hpp>
#include <calx/expression/primitive.hpp>
#include <calx/print/to_c.hpp>
#include <calx/print/to_dot.hpp>
#include <calx/print/to_latex.hpp>
