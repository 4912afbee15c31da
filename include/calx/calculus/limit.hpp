// SPDX-License-Identifier: Apache-2.0
// limit(f, x, a): the limit of f at x = a where f is 0/0 there, from the power series of numerator and denominator; where f has
// a value it is that. An expression: exact where the series is, as limit(sin(x)/x, x, 0_c) == 1. A pole, a jump, a kink or a
// point outside of the domain is refused, as in taylor(). Where f has other variables, a bare number is not known to be where f
// is 0/0, and the limit is NaN there: write 0_c.
//
// continuous_extension<N>(f, x, a): f, but at x = a itself its Taylor polynomial of order N, so that value and the first N
// derivatives are right there. Near a it is f as it is computed, with the cancellation that f has.
#pragma once

#include <calx/calculus/taylor.hpp>
#include <calx/expression/condition.hpp>

namespace calx {

template <operand F, scalar_variable Variable, operand Point>
constexpr auto limit(F const& f, Variable const& x, Point const& a) {
  return taylor<0>(f, x, a).template coefficient<0>();
}

template <int Order = 2, operand F, scalar_variable Variable, operand Point>
constexpr auto continuous_extension(F const& f, Variable const& x, Point const& a) {
  return where(x == a, taylor<Order>(f, x, a), f);
}

}  // namespace calx
