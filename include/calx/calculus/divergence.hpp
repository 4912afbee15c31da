// SPDX-License-Identifier: Apache-2.0
// divergence(vector(f, g, h), x, y, z) = df/dx + dg/dy + dh/dz, as an expression: as many functions as variables, where a
// vec<"v", N> counts as N. In Cartesian coordinates. Cost: the Jacobian's sweeps (calculus/jacobian.hpp), of which only what
// the diagonal needs is kept.
#pragma once

#include <calx/calculus/jacobian.hpp>
#include <calx/transform/sum_outputs.hpp>

namespace calx {

template <class F, class... Variables>
struct divergence_expression : expression_base<divergence_expression<F, Variables...>>,
                               capture_storage<typename F::stored_type, record_of<F>.captures> {
  struct pipeline {
    static constexpr bool derived = true;
    static constexpr graph_size expected() { return detail::expected_of_jacobian<F, Variables...>(); }
    static constexpr function_graph run() {
      graph const all = detail::values_and_jacobian<F, Variables...>();
      return detail::with_inputs_of(function_of<F>, sum_outputs(all.view(), F::size(), F::size() + 1, F::size()));
    }
  };
  static constexpr record describe() { return record_of_function(frozen<pipeline>::view); }
};

namespace detail {
template <class F, class... Variables> constexpr bool has_divergence() {
  if constexpr (vector_valued<F> && (differentiable_variable<Variables> && ...)) return slot_count<Variables...> == F::size();
  else return false;
}
}  // namespace detail

template <vector_valued F, class... Variables>
  requires(detail::has_divergence<F, Variables...>())
constexpr auto divergence(F const& f, Variables const&...) {
  return combined<divergence_expression<F, Variables...>>(f);
}
template <class F, class... Variables>
  requires(!detail::has_divergence<F, Variables...>())
CALX_REFUSED(
    "calx: divergence(vector(f, g, h), x, y, z): as many functions as variables, each a var or a vec, which counts as its "
    "elements")
constexpr refused divergence(F const&, Variables const&...) {
  return {};
}

}  // namespace calx
