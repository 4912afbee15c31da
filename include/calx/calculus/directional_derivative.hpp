// SPDX-License-Identifier: Apache-2.0
// directional_derivative(f, wrt(x, y), a, b) = a df/dx + b df/dy, as an expression: one forward sweep, a small multiple of f.
// What a and b may be stands in calculus/direction.hpp; they are not normalised: divide by their length where that is meant.
#pragma once

#include <calx/calculus/direction.hpp>
#include <calx/transform/forward.hpp>

namespace calx {

namespace detail {

// The tangents of the first `count` functions of f along the others.
template <class... Variables> constexpr graph tangents_along(function_view const& f, int count) {
  graph const simple = run_passes(preparing_passes, f.graph);
  graph_view const g = simple.view();
  builder b(4 * g.size);
  maker make(b);
  buffer<node_id> const moved = rebuild(g, b);
  buffer<node_id> const slots = slot_nodes<Variables...>(b.view(), f);
  buffer<node_id> const directions = moved_outputs(g, moved, count, slots.size());
  buffer<node_id> const tangents = forward(make, seeds_of(make, slots, directions));
  for (int i = 0; i < count; ++i) {
    node_id const tangent = tangents[moved[g.outputs[i]]];
    b.output(tangent == no_node ? make.zero() : tangent);
  }
  return prune(b.take());
}

}  // namespace detail

template <class F, class Variables, class... Directions> struct directional_derivative_expression;
template <class F, class... Variables, class... Directions>
struct directional_derivative_expression<F, wrt_list<Variables...>, Directions...>
    : expression_base<directional_derivative_expression<F, wrt_list<Variables...>, Directions...>>,
      capture_storage<detail::common_storage<F, Directions...>, detail::captures_of_all<F, Directions...>> {
  struct pipeline {
    static constexpr bool derived = true;
    static constexpr function_graph run() {
      function_graph f = detail::lower_elements<F, Directions...>();
      detail::require_scalars(f.graph.view(),
                              "calx: directional_derivative(f, wrt(x, ...), a, ...): f or a direction is a vec");
      f.graph = run_passes(derivative_passes, detail::tangents_along<Variables...>(f.view(), 1).view());
      return f;
    }
  };
  static constexpr record describe() { return record_of_function(frozen<pipeline>::view); }
};

template <operand F, class... Variables, class... Directions>
  requires(!vector_argument<F> && detail::are_directions<wrt_list<Variables...>, Directions...>)
constexpr auto directional_derivative(F const& f, wrt_list<Variables...> const&, Directions const&... directions) {
  using result =
      directional_derivative_expression<expression_of<F>, wrt_list<Variables...>, detail::argument_of<Directions>...>;
  return combined<result>(as_expression(f), detail::as_argument(directions)...);
}
template <class F, class... Variables, class... Directions>
  requires(!operand<F> || vector_argument<F> || !detail::are_directions<wrt_list<Variables...>, Directions...>)
CALX_REFUSED(
    "calx: directional_derivative(f, wrt(x, y), a, b): f is one scalar, and each variable has its direction: for a var a "
    "number "
    "or a scalar expression, for a vec a vec or vector(...) of its size")
constexpr refused directional_derivative(F const&, wrt_list<Variables...> const&, Directions const&...) {
  return {};
}
template <operand F, operand NotAList, class... Directions>
CALX_REFUSED("calx: directional_derivative(f, wrt(x, y), a, b): the variables stand together in calx::wrt(x, y)")
constexpr refused directional_derivative(F const&, NotAList const&, Directions const&...) {
  return {};
}
// wrt(...) has said what is wrong.
template <class F, class... Directions>
constexpr refused directional_derivative(F const&, refused const&, Directions const&...) {
  return {};
}

}  // namespace calx
