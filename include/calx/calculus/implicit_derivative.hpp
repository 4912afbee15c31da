// SPDX-License-Identifier: Apache-2.0
// implicit_derivative(F == G, y, x): dy/dx along the curve F = G, as an expression in x and y.
// implicit_derivative<N>(F == G, y, x): the N-th derivative.
//
//   y' = -(d(F - G)/dx) / (d(F - G)/dy),   y'' = dy'/dx + y' dy'/dy,   and so on
//
// It has a value at the points of the curve where d(F - G)/dy is not 0; elsewhere it is infinite or NaN. Each order is one
// forward sweep over the one before.
#pragma once

#include <calx/calculus/wrt.hpp>
#include <calx/expression/condition.hpp>
#include <calx/graph/rebuild.hpp>
#include <calx/transform/forward.hpp>
#include <calx/transform/pipeline.hpp>
#include <calx/transform/reverse.hpp>

namespace calx {

namespace detail {

template <class Equation>
using difference_of_sides = operation<opcode::subtract, 0, typename std::remove_cvref_t<Equation>::left_type,
                                      typename std::remove_cvref_t<Equation>::right_type>;

// The slopes of F by y and by x: outputs 0 and 1.
template <class F, class Y, class X> constexpr graph slopes_of_curve() {
  function_view const& f = scalars_of<F>;
  require_scalars(f.graph, "calx: implicit_derivative(F == G, y, x): F and G are scalars, not vecs");
  graph const simple = run_passes(preparing_passes, f.graph);
  graph_view const g = simple.view();
  builder b(4 * g.size);
  maker make(b);
  node_id const output = rebuild(g, b)[g.outputs[0]];
  for (node_id const id : reverse(make, output, slot_nodes<Y, X>(b.view(), f))) b.output(id);
  return run_passes(derivative_passes, b.view());
}
template <class F, class Y, class X> constexpr bool is_function_of() {
  graph const slopes = slopes_of_curve<F, Y, X>();
  node_id const by_y = slopes.outputs[0];
  return !(slopes.view().is_constant(by_y) && slopes.view().constant(by_y).is(0));
}

template <class Equation, class Y, class X>
inline constexpr bool defines_implicitly = is_function_of<difference_of_sides<Equation>, Y, X>();

// The derivative of the only output of p along the curve, on which y moves by the output of `slope` while x moves by 1.
template <class Y, class X> constexpr graph along_curve(function_view const& f, graph_view p, graph_view slope) {
  builder b(4 * p.size);
  maker make(b);
  node_id const output = rebuild(p, b)[p.outputs[0]], dy = rebuild(slope, b)[slope.outputs[0]];
  buffer<node_id> const inputs = slot_nodes<Y, X>(b.view(), f);
  buffer<node_id> seeds(b.size(), no_node);
  if (inputs[0] != no_node) seeds[inputs[0]] = dy;
  if (inputs[1] != no_node) seeds[inputs[1]] = make.one();
  node_id const tangent = forward(make, seeds)[output];
  b.output(tangent == no_node ? make.zero() : tangent);
  return run_passes(derivative_passes, b.view());
}

}  // namespace detail

template <class F, class Y, class X, int Order>
struct implicit_derivative_expression : expression_base<implicit_derivative_expression<F, Y, X, Order>>,
                                        capture_storage<typename F::stored_type, record_of<F>.captures> {
  struct pipeline {
    static constexpr bool derived = true;
    static constexpr function_graph run() {
      graph const slopes = detail::slopes_of_curve<F, Y, X>();
      builder b(slopes.nodes.size());
      maker make(b);
      buffer<node_id> const moved = rebuild(slopes.view(), b);
      b.output(make.negate(make.divide(moved[slopes.outputs[1]], moved[slopes.outputs[0]])));
      graph const first = run_passes(derivative_passes, b.view());
      graph result = first;
      for (int order = 1; order < Order; ++order)
        result = detail::along_curve<Y, X>(scalars_of<F>, result.view(), first.view());
      return detail::with_inputs_of(scalars_of<F>, result);
    }
  };
  static constexpr record describe() { return record_of_function(frozen<pipeline>::view); }
};

namespace detail {
template <class Equation, class Y, class X> concept curve =
    equation<Equation> && scalar_variable<Y> && scalar_variable<X> && !std::is_same_v<Y, X>;
}  // namespace detail

template <int Order = 1, class Equation, class Y, class X>
  requires(Order >= 1 && detail::curve<Equation, Y, X> && detail::defines_implicitly<Equation, Y, X>)
constexpr auto implicit_derivative(Equation const& curve, Y const&, X const&) {
  return combined<implicit_derivative_expression<detail::difference_of_sides<Equation>, Y, X, Order>>(curve);
}
template <int Order = 1, class Equation, class Y, class X>
  requires(Order >= 1 && detail::curve<Equation, Y, X> && !detail::defines_implicitly<Equation, Y, X>)
CALX_REFUSED("calx: implicit_derivative(F == G, y, x): F - G does not depend on y, so it does not make y a function of x")
constexpr refused implicit_derivative(Equation const&, Y const&, X const&) {
  return {};
}
template <int Order = 1, class Equation, class Y, class X>
  requires(Order < 1 || !detail::curve<Equation, Y, X>)
CALX_REFUSED(
    "calx: implicit_derivative<N>(F == G, y, x): an equation, then two different var variables, as in calx::var<\"x\">; N is 1 "
    "or more")
constexpr refused implicit_derivative(Equation const&, Y const&, X const&) {
  return {};
}

}  // namespace calx
