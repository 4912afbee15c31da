// SPDX-License-Identifier: Apache-2.0
// One operation at a time: its value and its partial derivatives by the row, and difference quotients of the value.
#pragma once

#include <calx/op/table.hpp>
#include <calx/transform/cancellation.hpp>

#include "graph_interpreter.hpp"

#include <cmath>
#include <cstdio>
#include <initializer_list>
#include <string_view>

namespace calx_test {

template <class Real> struct point {
  Real a = 0, b = 0, c = 0;
};

template <class Real> constexpr Real value_at(calx::opcode operation, point<Real> const& x, int payload = 0) {
  return apply<Real>(operation, payload, x.a, x.b, x.c);
}

// The derivative of operand `which`, as forward and reverse mode get it: w times the partial, with w = 1; 1 - x^2 in it is
// (1 - x)(1 + x) by then.
template <class Real> constexpr Real partial_at(calx::opcode operation, int which, point<Real> const& x, int payload = 0) {
  calx::builder b;
  calx::node_id const in[] = {b.input(0), b.input(1), b.input(2)};
  int const arity = calx::facts_of(operation).arity;
  calx::node_id const self =
      b.apply(operation, in[0], arity > 1 ? in[1] : calx::no_node, arity > 2 ? in[2] : calx::no_node, payload);
  calx::maker make(b);
  calx::node_id const one = make.one(), partial = calx::times_partial(make, self, which, one);
  if (partial == calx::no_node) return Real(0);
  b.output(partial);
  arguments<Real> arguments;
  for (Real const& v : {x.a, x.b, x.c}) arguments.inputs.push(v);
  calx::graph const code = calx::avoid_cancellation(b.view());
  return output_of(code.view(), arguments);
}

// Central differences in long double, extrapolated three times: good to about 1e-15 where the function is smooth around x.
inline long double slope_at(calx::opcode operation, int which, point<long double> const& x, int payload = 0) {
  long double const at = which == 0 ? x.a : which == 1 ? x.b : x.c;
  long double const h = 0x1p-5L * (at == 0 ? 1 : std::fmin(std::fabs(at), 1.0L));
  long double table[4];
  for (int k = 0; k < 4; ++k) {
    point<long double> left = x, right = x;
    long double const step = h / static_cast<long double>(1 << k);
    (which == 0 ? left.a : which == 1 ? left.b : left.c) -= step;
    (which == 0 ? right.a : which == 1 ? right.b : right.c) += step;
    table[k] = (value_at(operation, right, payload) - value_at(operation, left, payload)) / (2 * step);
  }
  for (int level = 1; level < 4; ++level)
    for (int k = 3; k >= level; --k) table[k] += (table[k] - table[k - 1]) / static_cast<long double>((1 << (2 * level)) - 1);
  return table[3];
}

template <class Real> constexpr bool near(Real got, Real expected, double ulps) {
  if (got == expected || (got != got && expected != expected)) return true;
  Real const difference = got > expected ? got - expected : expected - got, size = expected < 0 ? -expected : expected;
  return difference <= Real(ulps) * std::numeric_limits<Real>::epsilon() * size;
}

// At each point: every partial is the slope of the value; and in double what it is in long double, to a few ulp.
inline bool partials_are_slopes(calx::opcode operation, std::initializer_list<point<long double>> points, int payload = 0,
                                double ulps = 16) {
  bool all = true;
  for (point<long double> const& x : points)
    for (int which = 0; which < calx::facts_of(operation).arity; ++which) {
      long double const wide = partial_at<long double>(operation, which, x, payload),
                        slope = slope_at(operation, which, x, payload);
      double const narrow = partial_at<double>(
          operation, which, {static_cast<double>(x.a), static_cast<double>(x.b), static_cast<double>(x.c)}, payload);
      bool const holds =
          std::fabs(wide - slope) <= 1e-9L * std::fabs(slope) + 1e-12L && near(narrow, static_cast<double>(wide), ulps);
      if (holds) continue;
      all = false;
      std::printf("%s at (%Lg, %Lg, %Lg): the partial of operand %d is %.20Lg, in double %.17g; the slope is %.20Lg\n",
                  calx::facts_of(operation).name.data(), x.a, x.b, x.c, which, wide, narrow, slope);
    }
  return all;
}

}  // namespace calx_test
