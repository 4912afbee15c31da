// SPDX-License-Identifier: Apache-2.0
// laplacian(f, x, y, ...) = d2f/dx2 + d2f/dy2 + ..., as an expression; a vec<"v", N> stands for its N elements. In Cartesian
// coordinates. Cost: the Hessian's sweeps (calculus/hessian.hpp), of which only what the diagonal needs is kept.
#pragma once

#include <calx/calculus/hessian.hpp>
#include <calx/transform/sum_outputs.hpp>

namespace calx {

template <class F, class... Variables>
struct laplacian_expression : expression_base<laplacian_expression<F, Variables...>>,
                              capture_storage<typename F::stored_type, record_of<F>.captures> {
  struct pipeline {
    static constexpr bool derived = true;
    static constexpr graph_size expected() { return detail::expected_of_hessian<F, Variables...>(); }
    static constexpr function_graph run() {
      constexpr int slots = detail::slot_count<Variables...>;
      graph const all = detail::value_gradient_and_second<F, Variables...>();
      return detail::with_inputs_of(scalars_of<F>, sum_outputs(all.view(), 1 + slots, slots + 1, slots));
    }
  };
  static constexpr record describe() { return record_of_function(frozen<pipeline>::view); }
};

template <operand F, differentiable_variable... Variables>
  requires(sizeof...(Variables) > 0)
constexpr auto laplacian(F const& f, Variables const&...) {
  return combined<laplacian_expression<expression_of<F>, Variables...>>(as_expression(f));
}
template <operand F, class... Variables>
  requires(sizeof...(Variables) == 0 || !(differentiable_variable<Variables> && ...))
CALX_REFUSED(
    "calx: laplacian(f, x, ...): what follows f must be var or vec variables, as in calx::var<\"x\">; a column is data")
constexpr refused laplacian(F const&, Variables const&...) {
  return {};
}

}  // namespace calx
