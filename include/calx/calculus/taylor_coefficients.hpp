// SPDX-License-Identifier: Apache-2.0
// taylor_coefficients<N>(f, x): f, f', f''/2, ..., the N-th derivative/N!, as functions of x: the Taylor coefficients of f
// about every point. Evaluates to a std::array of N + 1 numbers, in one straight line of code, quadratic in N
// (transform/taylor.hpp). taylor_coefficients<N>(f, wrt(x, y)): in several variables, by growing degree: 1, x, y, x^2, x y,
// y^2, ... get<i>(c) is the i-th as an expression.
#pragma once

#include <calx/calculus/taylor_forms.hpp>
#include <calx/calculus/wrt.hpp>
#include <calx/expression/capture.hpp>
#include <calx/expression/freeze.hpp>

namespace calx {

template <int Order, class F, class... Variables>
struct coefficients_bundle : evaluable_base<coefficients_bundle<Order, F, Variables...>>,
                             capture_storage<typename F::stored_type, record_of<F>.captures> {
  struct pipeline {
    static constexpr bool derived = true;
    struct source {
      static constexpr function_graph run() { return lower<F, Variables..., Variables...>(); }
    };
    static constexpr graph_size expected() { return {1024 + 64 * size(), 256, size()}; }
    static constexpr function_graph run() {
      taylor_fault fault = taylor_fault::none;
      return taylor_of_nodes({frozen<source>::view, sizeof...(Variables), Order}, taylor_form::coefficients, fault);
    }
  };
  static constexpr record describe() { return record_of_function(frozen<pipeline>::view); }
  static constexpr int size() { return multi_index_set::total_degree(sizeof...(Variables), Order).size(); }

  template <class Real> CALX_ALWAYS_INLINE static constexpr auto result(Real const* outputs) {
    return detail::block_of<size()>(outputs);
  }
};

template <int Order, operand F, scalar_variable... Variables>
  requires(sizeof...(Variables) > 0)
constexpr auto taylor_coefficients(F const& f, wrt_list<Variables...>) {
  static_assert(Order >= 0, "calx: taylor_coefficients<N>(f, x): N is negative");
  return combined<coefficients_bundle<Order, expression_of<F>, Variables...>>(as_expression(f));
}
template <int Order, operand F, scalar_variable Variable> constexpr auto taylor_coefficients(F const& f, Variable const&) {
  return taylor_coefficients<Order>(f, wrt_list<Variable>{});
}

template <int I, int Order, class F, class... Variables>
  requires(I >= 0 && I < coefficients_bundle<Order, F, Variables...>::size())
constexpr auto get(coefficients_bundle<Order, F, Variables...> const& c) {
  return combined<entry<coefficients_bundle<Order, F, Variables...>, I>>(c);
}
template <int I, int Order, class F, class... Variables>
  requires(I < 0 || I >= coefficients_bundle<Order, F, Variables...>::size())
CALX_REFUSED("calx: get<i>(taylor_coefficients): i is not below the number of coefficients")
constexpr refused get(coefficients_bundle<Order, F, Variables...> const&) {
  return {};
}

}  // namespace calx
