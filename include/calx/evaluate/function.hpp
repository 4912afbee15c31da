// SPDX-License-Identifier: Apache-2.0
// function(f, x, y): f as a function of positions: function(f, x, y)(1.0, 2.0) is f(x = 1.0, y = 2.0).
// as_written(f): f evaluated exactly as it was spelled: no simplification, no reassociation, no fused operation.
#pragma once

#include <calx/evaluate/evaluate.hpp>

namespace calx {

template <class F, class... Variables> struct positional_function {
  F f;

  template <class... Values>
    requires(sizeof...(Values) == sizeof...(Variables))
  CALX_ALWAYS_INLINE constexpr auto operator()(Values const&... values) const {
    return f(bind<Variables>(values)...);
  }
  template <class... Values>
    requires(sizeof...(Values) != sizeof...(Variables))
  CALX_REFUSED("calx: function(f, x, ...): call it with one value for each variable")
  constexpr refused operator()(Values const&...) const {
    return {};
  }
};

template <class F, input_expression... Variables> constexpr auto function(F const& f, Variables const&...) {
  return positional_function<F, Variables...>{f};
}

template <class F>
struct as_written_expression : expression_base<as_written_expression<F>>,
                               capture_storage<typename F::stored_type, record_of<F>.captures> {
  static constexpr bool as_written = true;
  static constexpr record describe() { return record_of_function(function_of<F>); }
};

template <expression F> constexpr auto as_written(F const& f) { return combined<as_written_expression<F>>(f); }

}  // namespace calx
