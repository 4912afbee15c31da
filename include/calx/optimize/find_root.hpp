// SPDX-License-Identifier: Apache-2.0
// find_root(f, x = start): a zero of f in one variable, by Newton-Raphson on f's exact derivative; in constant expressions too.
//
//   find_root(f, x = 1.0)                             safeguarded: cannot cycle or run away
//   find_root(f, x = interval{0.0, 1.0})              between two points where f's signs differ: never leaves them
//   find_root(f, x = 1.0, calx::newton_raphson{})     plain, for those who want to see it; halley{}, secant{}
//   find_root(f, x = 1.0, method, observer)           observer(step) sees each evaluation and may return calx::stop
//
// Safeguarded: a Newton step must lower |f| (halved until it does). Where the sign changes the root is bracketed, and steps
// that leave the bracket or shrink it too slowly are replaced by bisection, so that some 130 evaluations are always enough.
// Where the steps shrink by one factor, as at a root of higher multiplicity, their sum is taken (A. Aitken 1926). Where Newton
// is stuck at a point that is no root, a sign change is searched outwards from the start. The result says how it ended
// (optimize/status.hpp) and keeps the best point; a sign change at a pole or a jump is not a root. Cost: one evaluation of f
// and f' in one schedule an iteration.
#pragma once

#include <calx/calculus/gradient.hpp>
#include <calx/calculus/hessian.hpp>
#include <calx/core/interval.hpp>
#include <calx/evaluate/evaluate.hpp>
#include <calx/optimize/observe.hpp>
#include <calx/optimize/safeguarded_root_search.hpp>

#include <type_traits>

namespace calx {

template <class Variable, class Real> struct root_result : root_report<Real> {
  constexpr Real operator[](Variable const&) const { return this->root; }
};

namespace detail {

template <class Real> constexpr safeguarded_search<Real> root_search_by(safeguarded_newton const& method, Real start) {
  return {start, method};
}
template <class Real, class Method> constexpr plain_search<Real, Method> root_search_by(Method const& method, Real start) {
  return {start, method};
}

// Not f(x = ...), which a pole or the end of the domain would stop in a constant expression.
template <int Order, class F, class Search, class Start>
CALX_ALWAYS_INLINE constexpr void evaluate_for(Search& search, F const& f, Start const& at) {
  using variable = typename Start::variable_type;
  using Real = typename Start::value_type;
  if constexpr (Order == 2) {
    auto const r = detail::evaluate(loop_policy<>{}, value_gradient_hessian(f, variable{}), at);
    search.take(r.value, r.gradient[0], r.hessian[0][0]);
  } else if constexpr (Order == 1) {
    auto const r = detail::evaluate(loop_policy<>{}, value_and_gradient(f, variable{}), at);
    search.take(r.value, r.gradient[0], Real(0));
  } else {
    search.take(detail::evaluate(loop_policy<>{}, f, at), Real(0), Real(0));
  }
}

}  // namespace detail

// Inlined, as all that is keyed by a formula: as a function it would have the whole formula in its symbol.
template <expression F, binding_type Start, class Method = safeguarded_newton, class Observer = no_observer const>
CALX_ALWAYS_INLINE constexpr auto find_root(F const& f, Start const& start, Method const& method = {},
                                            Observer&& observer = no_observer{}) {
  using variable = typename Start::variable_type;
  using given = typename Start::value_type;
  constexpr bool is_bracket = std::is_same_v<given, interval>;
  using Real =
      typename std::conditional_t<is_bracket, std::type_identity<double>, std::type_identity<number_type<given>>>::type;
  static_assert(std::is_floating_point_v<Real>, "calx: find_root(f, x = start): the start is a number, or an interval");
  static_assert(!is_bracket || std::is_same_v<Method, safeguarded_newton>,
                "calx: find_root(f, x = interval{a, b}): a bracket is searched by safeguarded_newton, the default");
  auto search = [&] {
    if constexpr (is_bracket) return detail::safeguarded_search<Real>(start.value().lower(), start.value().upper(), method);
    else return detail::root_search_by(method, static_cast<Real>(start.value()));
  }();
  while (search.needs_value()) {
    detail::evaluate_for<Method::order>(search, f, variable{} = search.at());
    if constexpr (!std::is_same_v<std::remove_cvref_t<Observer>, no_observer>)
      if (search.shows(observer) == stop) search.stop();
  }
  return root_result<variable, Real>{search.report()};
}

}  // namespace calx
