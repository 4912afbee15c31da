// SPDX-License-Identifier: Apache-2.0
// opcode: every kind of node that a graph can hold, on one page. What an operation means is its row in op/.
#pragma once

#include <cstdint>

namespace calx {

enum class opcode : std::uint8_t {
  // leaves
  input,     // payload: position
  captured,  // payload: position among the numbers that the expression object carries; its derivative is 0
  constant,  // payload: position in the graph's table of constants
  pi,
  e,
  // arrays: graph/array.hpp
  element,      // payload: which element of the operand, row by row
  placed,       // a number as element `payload` of an array of zeros
  fill,         // the operand, repeated to the node's shape
  sum,          // the operand, summed to the node's shape
  maximum,      // the largest elements, as sum
  log_sum_exp,  // log of the sum of exponentials, as sum
  product,      // of all elements
  length,       // how many rows the operand has; payload 1: which may not be 0
  segment,      // the operand's rows from `payload` on
  pad,          // the operand as the rows from `payload` on of an array of zeros
  matrix_product,
  transpose,
  identity,    // the identity matrix
  recurrence,  // h[i] = a[i] h[i-1] + u[i] from a, u and h[-1]; payload 1: from the last row to the first
  // arithmetic
  add,
  subtract,
  multiply,
  divide,
  negate,
  power,          // x^n, payload: n
  integer_power,  // x^n, n a whole number known when the program runs
  pow,
  pow_slope,    // d(x^y)/dx
  times_log,    // x log(y), 0 where x is 0
  square_root,  // and other roots
  cube_root,
  hypot,
  hypot_slope,  // x/h for h = hypot(x, y), from x, y and h
  // exponentials and logarithms
  exp,
  exp2,
  expm1,
  log,
  log2,
  log10,
  log1p,
  // circle and hyperbola
  sin,
  cos,
  tan,
  asin,
  acos,
  atan,
  atan2,
  sinh,
  cosh,
  tanh,
  sech_squared,  // 1 - tanh(x)^2
  asinh,
  acosh,
  atanh,
  // special functions
  erf,
  erfc,
  erf_slope,  // 2/sqrt(pi) exp(-x^2)
  sigmoid,
  sigmoid_slope,  // sigmoid(x) sigmoid(-x)
  softplus,
  // pieces
  abs,
  sign,
  min,
  max,
  less,
  less_equal,
  equal,
  logical_and,
  logical_or,
  logical_not,
  where,
  // a user's own function: graph/external.hpp
  external,
  external_two,
  external_three,
  first_of_three,
  // what avoid_overflow and avoid_cancellation make, with c a number that may be 1
  exp_minus,     // exp(x) - c
  exp_share,     // e/(c + e) for e = exp(x), from e and the quotient
  log_sum,       // log(c + x)
  log_plus_exp,  // log(c + e) for e = exp(x), from c, x and e
  // what reduce_strength makes of functions that share their work
  pow_slope_from,  // d(x^y)/dx from x^y
  tanh_kernel,     // exp(-2|x|) or expm1(-2|x|)
  tanh_from,
  sech_squared_from,
  // what the schedule makes of a product and a sum
  multiply_add,       // a b + c
  multiply_subtract,  // a b - c
  subtract_product,   // c - a b
};

inline constexpr int opcode_count = static_cast<int>(opcode::subtract_product) + 1;

}  // namespace calx
