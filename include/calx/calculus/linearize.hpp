// SPDX-License-Identifier: Apache-2.0
// linearize(f, x = a, y = b, ...): the Taylor polynomial of f of first order about that point (calculus/taylor.hpp): f(a, b) +
// df/dx (x - a) + df/dy (y - b).
#pragma once

#include <calx/calculus/taylor.hpp>

namespace calx {

template <operand F, binding_type... Bindings>
  requires(sizeof...(Bindings) > 0 && (operand<typename Bindings::value_type> && ...))
constexpr auto linearize(F const& f, Bindings const&... point) {
  return taylor<1>(f, wrt_list<typename Bindings::variable_type...>{}, point.value()...);
}
template <operand F, class... Points>
CALX_REFUSED("calx: linearize(f, x = a, ...): name the point by a number or a formula for each variable, as in x = 3_c")
constexpr refused linearize(F const&, Points const&...) {
  return {};
}

}  // namespace calx
