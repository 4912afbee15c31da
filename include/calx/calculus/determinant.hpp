// SPDX-License-Identifier: Apache-2.0
// determinant(J), determinant(H): of a square Jacobian (the factor by which volumes grow) or a Hessian, as an expression. Up to
// six rows, without division: transform/determinant.hpp.
#pragma once

#include <calx/calculus/hessian.hpp>
#include <calx/calculus/jacobian.hpp>
#include <calx/transform/determinant.hpp>

namespace calx {

inline constexpr int largest_determinant = 6;

template <class Matrix, int Size>
struct determinant_expression : expression_base<determinant_expression<Matrix, Size>>,
                                capture_storage<typename Matrix::stored_type, record_of<Matrix>.captures> {
  struct pipeline {
    static constexpr bool derived = true;
    static constexpr function_graph run() {
      return detail::with_inputs_of(function_of<Matrix>, determinant(function_of<Matrix>.graph, Size));
    }
  };
  static constexpr record describe() { return record_of_function(frozen<pipeline>::view); }
};

template <class F, class... Variables>
  requires(F::size() == detail::slot_count<Variables...> && F::size() <= largest_determinant)
constexpr auto determinant(jacobian_bundle<F, Variables...> const& j) {
  return combined<determinant_expression<jacobian_bundle<F, Variables...>, F::size()>>(j);
}
template <class F, class... Variables>
  requires(detail::slot_count<Variables...> <= largest_determinant)
constexpr auto determinant(hessian_bundle<F, Variables...> const& h) {
  return combined<determinant_expression<hessian_bundle<F, Variables...>, detail::slot_count<Variables...>>>(h);
}

template <class F, class... Variables>
  requires(F::size() != detail::slot_count<Variables...>)
CALX_REFUSED("calx: determinant(J): J is not square; as many functions as variables make it so")
constexpr refused determinant(jacobian_bundle<F, Variables...> const&) {
  return {};
}
template <class F, class... Variables>
  requires(F::size() == detail::slot_count<Variables...> && F::size() > largest_determinant)
CALX_REFUSED("calx: determinant(J): J has more than 6 rows; evaluate it and factorise the numbers")
constexpr refused determinant(jacobian_bundle<F, Variables...> const&) {
  return {};
}
template <class F, class... Variables>
  requires(detail::slot_count<Variables...> > largest_determinant)
CALX_REFUSED("calx: determinant(H): H has more than 6 rows; evaluate it and factorise the numbers")
constexpr refused determinant(hessian_bundle<F, Variables...> const&) {
  return {};
}
template <operand F>
CALX_REFUSED("calx: determinant(J): J is a Jacobian or a Hessian, as in determinant(jacobian(vector(f, g), x, y))")
constexpr refused determinant(F const&) {
  return {};
}

}  // namespace calx
