// SPDX-License-Identifier: Apache-2.0
// Three functions as a user would give them, of one, two and three arguments, made without the expression layer: for tests of
// passes, whose graphs are values. evaluate/primitive.cpp tests those that users spell.
#pragma once

#include <calx/op/table.hpp>

namespace calx_test {

using calx::external_function, calx::maker, calx::node_id;

constexpr node_id bump_partial(maker& g, node_id const* x, int which);
constexpr node_id tilt_partial(maker& g, node_id const* x, int which);
constexpr node_id blend_partial(maker& g, node_id const* x, int which);

inline constexpr external_function bump{"bump", 1, &bump_partial};     // 1/(1 + x^2)
inline constexpr external_function tilt{"tilt", 2, &tilt_partial};     // x y + y^2/2
inline constexpr external_function blend{"blend", 3, &blend_partial};  // x + z (y - x)
inline constexpr external_function const* externals[] = {&bump, &tilt, &blend};

constexpr node_id call(maker& g, external_function const& f, node_id const* x) { return calx::call_external(g.graph(), f, x); }

// bump' = -2 x bump^2: in terms of itself.
constexpr node_id bump_partial(maker& g, node_id const* x, int) {
  node_id const square = g.power(call(g, bump, x), 2);
  return g.multiply(g.constant(calx::rational(-2)), g.multiply(x[0], square));
}
constexpr node_id tilt_partial(maker& g, node_id const* x, int which) { return which == 0 ? x[1] : g.add(x[0], x[1]); }
constexpr node_id blend_partial(maker& g, node_id const* x, int which) {
  if (which == 0) return g.subtract(g.one(), x[2]);
  return which == 1 ? x[2] : g.subtract(x[1], x[0]);
}

template <class Real> constexpr Real value_of(external_function const& f, Real const& x, Real const& y, Real const& z) {
  if (&f == &bump) return Real(1) / (Real(1) + x * x);
  if (&f == &tilt) return x * y + y * y / Real(2);
  return x + z * (y - x);
}

// What only external operations take as an operand.
constexpr bool names_function(calx::graph_view g, node_id id) {
  return g[id].operation == calx::opcode::first_of_three || (g.is_constant(id) && g.constant(id).function != nullptr);
}

}  // namespace calx_test
