// SPDX-License-Identifier: Apache-2.0
// hessian_vector_product(f, wrt(x, y), a, b): the Hessian of f times the direction (a, b), without the matrix: one forward
// sweep over one reverse sweep, a small multiple of f, however many variables there are (B. A. Pearlmutter 1994). get<i>(p) is
// an entry as an expression; p(x = ...) evaluates to the layout of calculus/wrt.hpp. What a and b may be:
// calculus/direction.hpp.
#pragma once

#include <calx/calculus/direction.hpp>
#include <calx/transform/forward.hpp>
#include <calx/transform/reverse.hpp>

namespace calx {

namespace detail {

// The tangents of the gradient of the first function of f along the others.
template <class... Variables> constexpr graph gradient_tangents(function_view const& f) {
  graph const simple = run_passes(preparing_passes, f.graph);
  graph_view const g = simple.view();
  builder b(8 * g.size);
  maker make(b);
  buffer<node_id> const moved = rebuild(g, b);
  buffer<node_id> const slots = slot_nodes<Variables...>(b.view(), f);
  buffer<node_id> const directions = moved_outputs(g, moved, 1, slots.size());
  buffer<node_id> const adjoints = reverse(make, moved[g.outputs[0]], slots);
  buffer<node_id> const tangents = forward(make, seeds_of(make, slots, directions));
  for (node_id const adjoint : adjoints) b.output(tangents[adjoint] == no_node ? make.zero() : tangents[adjoint]);
  return prune(b.take());
}

}  // namespace detail

template <class F, class Variables, class... Directions> struct hessian_vector_bundle;
template <class F, class... Variables, class... Directions>
struct hessian_vector_bundle<F, wrt_list<Variables...>, Directions...>
    : evaluable_base<hessian_vector_bundle<F, wrt_list<Variables...>, Directions...>>,
      capture_storage<detail::common_storage<F, Directions...>, detail::captures_of_all<F, Directions...>> {
  struct pipeline {
    static constexpr bool derived = true;
    static constexpr function_graph run() {
      function_graph f = detail::lower_elements<F, Directions...>();
      detail::require_scalars(f.graph.view(),
                              "calx: hessian_vector_product(f, wrt(x, ...), a, ...): f or a direction is a vec");
      f.graph = detail::gradient_tangents<Variables...>(f.view());
      return f;
    }
  };
  static constexpr record describe() { return record_of_function(frozen<pipeline>::view); }
  static constexpr int size() { return detail::slot_count<Variables...>; }

  template <class Real> CALX_ALWAYS_INLINE static constexpr auto result(Real const* outputs) {
    return detail::gradient_blocks<Variables...>(outputs);
  }
};

template <operand F, class... Variables, class... Directions>
  requires(!vector_argument<F> && detail::are_directions<wrt_list<Variables...>, Directions...>)
constexpr auto hessian_vector_product(F const& f, wrt_list<Variables...> const&, Directions const&... directions) {
  using result = hessian_vector_bundle<expression_of<F>, wrt_list<Variables...>, detail::argument_of<Directions>...>;
  return combined<result>(as_expression(f), detail::as_argument(directions)...);
}
template <class F, class... Variables, class... Directions>
  requires(!operand<F> || vector_argument<F> || !detail::are_directions<wrt_list<Variables...>, Directions...>)
CALX_REFUSED(
    "calx: hessian_vector_product(f, wrt(x, y), a, b): f is one scalar, and each variable has its direction: for a var a "
    "number "
    "or a scalar expression, for a vec a vec or vector(...) of its size")
constexpr refused hessian_vector_product(F const&, wrt_list<Variables...> const&, Directions const&...) {
  return {};
}
// wrt(...) has said what is wrong.
template <class F, class... Directions>
constexpr refused hessian_vector_product(F const&, refused const&, Directions const&...) {
  return {};
}

template <int I, class F, class... Variables, class... Directions>
  requires(I >= 0 && I < detail::slot_count<Variables...>)
constexpr auto get(hessian_vector_bundle<F, wrt_list<Variables...>, Directions...> const& p) {
  return combined<entry<hessian_vector_bundle<F, wrt_list<Variables...>, Directions...>, I>>(p);
}
template <int I, class F, class... Variables, class... Directions>
  requires(I < 0 || I >= detail::slot_count<Variables...>)
CALX_REFUSED("calx: get<i>(hessian_vector_product): i is not below the number of variables")
constexpr refused get(hessian_vector_bundle<F, wrt_list<Variables...>, Directions...> const&) {
  return {};
}

}  // namespace calx
