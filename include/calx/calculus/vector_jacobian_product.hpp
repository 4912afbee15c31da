// SPDX-License-Identifier: Apache-2.0
// vector_jacobian_product(vector(f, g, ...), wrt(x, y), a, b, ...) = a grad f + b grad g + ...: the Jacobian of the functions,
// from the left times a weight for each, by one reverse sweep, without the matrix. A weight is a number or a scalar expression,
// taken as it is: not differentiated where it depends on the variables. get<i>(p) is an entry as an expression; p(x = ...)
// evaluates to the layout of calculus/wrt.hpp.
#pragma once

#include <calx/calculus/direction.hpp>
#include <calx/expression/vector.hpp>
#include <calx/transform/reverse.hpp>

namespace calx {

namespace detail {

// The adjoints of the first `count` functions of f, weighted with the others.
template <class... Variables> constexpr graph weighted_adjoints(function_view const& f, int count) {
  graph const simple = run_passes(preparing_passes, f.graph);
  graph_view const g = simple.view();
  builder b(4 * g.size);
  maker make(b);
  buffer<node_id> const moved = rebuild(g, b);
  buffer<node_id> outputs, weights;
  for (int i = 0; i < count; ++i) {
    node_id const weight = moved[g.outputs[count + i]];
    if (make.is(weight, 0)) continue;
    outputs.push(moved[g.outputs[i]]);
    weights.push(weight);
  }
  for (node_id const id : reverse(make, outputs, weights, slot_nodes<Variables...>(b.view(), f))) b.output(id);
  return prune(b.take());
}

}  // namespace detail

template <class F, class Variables, class... Weights> struct vector_jacobian_bundle;
template <class F, class... Variables, class... Weights>
struct vector_jacobian_bundle<F, wrt_list<Variables...>, Weights...>
    : evaluable_base<vector_jacobian_bundle<F, wrt_list<Variables...>, Weights...>>,
      capture_storage<detail::common_storage<F, Weights...>, detail::captures_of_all<F, Weights...>> {
  struct pipeline {
    static constexpr bool derived = true;
    static constexpr function_graph run() {
      function_graph f = detail::lower_elements<F, Weights...>();
      detail::require_scalars(f.graph.view(),
                              "calx: vector_jacobian_product(vector(f, ...), ...): a function or a weight is a vec");
      f.graph = detail::weighted_adjoints<Variables...>(f.view(), F::size());
      return f;
    }
  };
  static constexpr record describe() { return record_of_function(frozen<pipeline>::view); }
  static constexpr int size() { return detail::slot_count<Variables...>; }

  template <class Real> CALX_ALWAYS_INLINE static constexpr auto result(Real const* outputs) {
    return detail::gradient_blocks<Variables...>(outputs);
  }
};

namespace detail {

// A weight for each function, or all of them as one vec or vector(...).
template <class F, class... Weights> constexpr bool are_weights() {
  if constexpr (!vector_valued<F>) return false;
  else if constexpr (sizeof...(Weights) == 1 && (vector_argument<Weights> && ...))
    return ((std::remove_cvref_t<Weights>::size() == F::size()) && ...);
  else
    return sizeof...(Weights) == static_cast<std::size_t>(F::size()) &&
           ((operand<Weights> && !vector_argument<Weights>) && ...);
}

}  // namespace detail

template <vector_valued F, class... Variables, class... Weights>
  requires(detail::are_weights<F, Weights...>())
constexpr auto vector_jacobian_product(F const& f, wrt_list<Variables...> const&, Weights const&... weights) {
  using result = vector_jacobian_bundle<F, wrt_list<Variables...>, detail::argument_of<Weights>...>;
  return combined<result>(f, detail::as_argument(weights)...);
}
template <class F, class... Variables, class... Weights>
  requires(!detail::are_weights<F, Weights...>())
CALX_REFUSED(
    "calx: vector_jacobian_product(vector(f, g), wrt(x, y), a, b): each function has its weight, a number or a scalar "
    "expression, or all weights are one vec or vector(...)")
constexpr refused vector_jacobian_product(F const&, wrt_list<Variables...> const&, Weights const&...) {
  return {};
}
// wrt(...) has said what is wrong.
template <class F, class... Weights> constexpr refused vector_jacobian_product(F const&, refused const&, Weights const&...) {
  return {};
}

template <int I, class F, class... Variables, class... Weights>
  requires(I >= 0 && I < detail::slot_count<Variables...>)
constexpr auto get(vector_jacobian_bundle<F, wrt_list<Variables...>, Weights...> const& p) {
  return combined<entry<vector_jacobian_bundle<F, wrt_list<Variables...>, Weights...>, I>>(p);
}
template <int I, class F, class... Variables, class... Weights>
  requires(I < 0 || I >= detail::slot_count<Variables...>)
CALX_REFUSED("calx: get<i>(vector_jacobian_product): i is not below the number of variables")
constexpr refused get(vector_jacobian_bundle<F, wrt_list<Variables...>, Weights...> const&) {
  return {};
}

}  // namespace calx
