// SPDX-License-Identifier: Apache-2.0
// minimize(f, at(x = 1.0, y = 2.0)): a local minimum of f, by its exact derivatives; in constant expressions too.
//
//   minimize(f, at(x = 1.0), calx::bfgs{})                   by a method of one's choice
//   minimize(f, at(x = 1.0), calx::bfgs{}, observer)         observer(step) sees each step and may return calx::stop
//   auto const r = minimize(f, at(v = start)); r[v]          a vec, or a column: as many unknowns as it has numbers
//   minimize(f, at(a = 1.0), given(x = xs, y = ys))          the other inputs of f are data
//
// Without a method: a quadratic function is solved in one step; up to 64 unknowns by trust_region, more by truncated_newton, or
// by lbfgs where f is no array operations but code of its own for each unknown. With 100 and 1000 unknowns truncated_newton
// took 0.6 to 2.6 times as long as lbfgs (bench/optimize/methods.cpp), with 10^6 0.1 to 1.3 times (bench/optimize/large.cpp),
// and ended nearer to the minimum. The result is the best point of the search, with what was spent and the status, which is
// success only if the tests of convergence hold. Methods are in headers of their own; each says what it does, what it costs and
// whose it is.
#pragma once

#include <calx/calculus/function_class.hpp>
#include <calx/optimize/bfgs.hpp>
#include <calx/optimize/conjugate_gradient.hpp>
#include <calx/optimize/direct_search.hpp>
#include <calx/optimize/gradient_descent.hpp>
#include <calx/optimize/minimum.hpp>
#include <calx/optimize/newton.hpp>
#include <calx/optimize/sparse_newton.hpp>
#include <calx/optimize/truncated_newton.hpp>
#include <calx/optimize/trust_region.hpp>

#include <concepts>
#include <type_traits>

namespace calx {

// What minimize does if it is told nothing.
struct best_method {
  int max_iterations = 1000;
  int max_evaluations = no_limit;
  double max_seconds = no_time_limit;
};

namespace detail {

template <class Observer, class Real, class... Variables> class observing final : public watcher<Real> {
 public:
  constexpr observing(Observer& observer, layout<sizeof...(Variables)> const& where) : observer_(observer), where_(where) {}
  constexpr verdict see(step_report<Real> const& s) override {
    search_step<Real, Variables...> const step{s.iteration, s.value, s.gradient_norm, s.step_norm, s.function_evaluations,
                                               s.at,        where_};
    return shown(observer_, step);
  }

 private:
  Observer& observer_;
  layout<sizeof...(Variables)> where_;
};

// The only step that a quadratic function takes; false: its Hessian is not positive definite.
template <class Real> constexpr bool solve_quadratic(descent<Real>& s) {
  int const n = s.n;
  buffer<Real> hessian(n * n), step(n), gradient(n);
  if (!s.begun(s.hessian_at(s.at.data(), s.gradient.data(), hessian.data()))) return true;
  if (!cholesky(hessian.data(), n)) return false;
  s.report.condition = pivot_ratio(hessian.data(), n);
  for (int i = 0; i < n; ++i) step[i] = -s.gradient[i];
  solve_cholesky(hessian.data(), step.data(), n);
  add_scaled(s.at.data(), Real(1), step.data(), s.at.data(), n);
  s.value = s.gradient_at(s.at.data(), s.gradient.data());
  if (s.moved(norm(step.data(), n))) (void)s.end(status::exact);
  return true;
}

// Up to so many unknowns a search is compiled for their number.
inline constexpr int most_for_unrolled_loops = 4;

// Few enough for matrices, and known while compiling.
template <class... Variables> constexpr bool has_few() {
  return fixed_counts<Variables...> > 0 && fixed_counts<Variables...> <= most_for_dense;
}

template <class F, class... Variables> constexpr bool is_quadratic_in() {
  if constexpr (form_of<F> == array_form::loops || !has_few<Variables...>()) return false;
  else return kind_of<F, Variables...> <= function_kind::quadratic;
}

// The method that best_method stands for.
template <class F, class... Variables> constexpr auto chosen(best_method const& m) {
  if constexpr (has_few<Variables...>())
    return trust_region{.max_iterations = m.max_iterations, .max_evaluations = m.max_evaluations, .max_seconds = m.max_seconds};
  else if constexpr (product_by_loops<F, Variables...>())
    return truncated_newton{
        .max_iterations = 10 * m.max_iterations, .max_evaluations = m.max_evaluations, .max_seconds = m.max_seconds};
  else
    return lbfgs{.max_iterations = 10 * m.max_iterations, .max_evaluations = m.max_evaluations, .max_seconds = m.max_seconds};
}
template <class F, class... Variables> constexpr auto chosen(trust_region const& m) {
  if constexpr (has_few<Variables...>()) return m;
  else
    return truncated_newton{.radius = m.radius,
                            .max_iterations = m.max_iterations,
                            .max_evaluations = m.max_evaluations,
                            .max_seconds = m.max_seconds,
                            .gradient_tolerance = m.gradient_tolerance};
}
template <class F, class... Variables> constexpr auto chosen(newton const& m) {
  constexpr int count = fixed_counts<Variables...>;
  if constexpr (has_few<Variables...>()) return m;
  else if constexpr (count > 0 && count <= most_for_pattern) return sparse_newton<F, Variables...>{m};
  else
    return truncated_newton{.max_iterations = m.max_iterations,
                            .max_evaluations = m.max_evaluations,
                            .max_seconds = m.max_seconds,
                            .gradient_tolerance = m.gradient_tolerance};
}
template <class F, class... Variables, class Method> constexpr Method const& chosen(Method const& method) { return method; }

template <class Real, class Result> constexpr void report(descent<Real> const& search, Result& result) {
  descent_report<Real> const& r = search.report;
  result.status = r.status;
  result.value = search.value, result.gradient_norm = search.gradient_norm, result.last_step = r.last_step;
  result.iterations = r.iterations;
  result.function_evaluations = r.function_evaluations, result.gradient_evaluations = r.gradient_evaluations;
  result.hessian_evaluations = r.hessian_evaluations, result.hessian_products = r.hessian_products;
  result.not_finite_in = r.not_finite, result.condition = r.condition;
  copy(search.at.data(), result.numbers.data(), search.n);
}

template <class F, class... Bindings, class Data, class Method, class Observer>
constexpr auto minimize_from(F const& f, point<Bindings...> const& start, Data const& data, Method const& given,
                             Observer& observer) {
  using Real = number_type<typename Bindings::value_type...>;
  auto const& method = chosen<F, typename Bindings::variable_type...>(given);
  using method_type = std::remove_cvref_t<decltype(method)>;
  constexpr bool by_default = std::is_same_v<Method, best_method>;
  minimum<Real, typename Bindings::variable_type...> result;

  [&]<std::size_t... I>(std::index_sequence<I...>) {
    result.where = layout_of<typename Bindings::variable_type...>(start.template get<I>().value()...);
    if constexpr (requires { result.numbers.resize(1); }) result.numbers.resize(static_cast<std::size_t>(result.where.size()));
    (put_numbers(start.template get<I>().value(), result.numbers.data() + result.where.first[I]), ...);
    function_objective<F, Real, method_type::order, Data, typename Bindings::variable_type...> const objective(f, result.where,
                                                                                                               data);
    observing<Observer, Real, typename Bindings::variable_type...> watcher(observer, result.where);
    constexpr bool watched = !std::is_same_v<std::remove_const_t<Observer>, no_observer>;
    detail::watcher<Real>* seen_by = nullptr;
    if constexpr (watched) seen_by = &watcher;
    descent<Real> search(objective, result.numbers.data(),
                         {method.max_iterations, method.max_evaluations, method.max_seconds, method.gradient_tolerance},
                         seen_by);
    bool solved = false;
    if constexpr (by_default && is_quadratic_in<F, typename Bindings::variable_type...>()) solved = solve_quadratic(search);
    constexpr int count = fixed_counts<typename Bindings::variable_type...>;
    constexpr bool unrolled = count > 0 && count <= most_for_unrolled_loops;
    if constexpr (unrolled && requires { search_by_fixed<count>(method, search); }) {
      if (!solved) search_by_fixed<count>(method, search);
    } else {
      if (!solved) search_by(method, search);
    }
    (void)search.give_best();
    report(search, result);
  }(std::make_index_sequence<sizeof...(Bindings)>{});
  return result;
}
template <class... Bindings>
inline constexpr bool starts_at_numbers = std::is_floating_point_v<number_type<typename Bindings::value_type...>>;
template <class T> concept method_type = requires { T::order; } || std::is_same_v<T, best_method>;

}  // namespace detail

template <expression F, class... Bindings, detail::method_type Method = best_method, class Observer = no_observer const>
CALX_ALWAYS_INLINE constexpr auto minimize(F const& f, point<Bindings...> const& start, Method const& method = {},
                                           Observer&& observer = no_observer{}) {
  static_assert(detail::starts_at_numbers<Bindings...>,
                "calx: minimize(f, at(x = 1.0)): the start is numbers; from intervals starts are drawn by calx::multi_start{}");
  if constexpr (detail::starts_at_numbers<Bindings...>)
    return detail::minimize_from(f, start, given_data<>{}, method, observer);
}
template <expression F, class... Bindings, class... Data, detail::method_type Method = best_method,
          class Observer = no_observer const>
CALX_ALWAYS_INLINE constexpr auto minimize(F const& f, point<Bindings...> const& start, given_data<Data...> const& data,
                                           Method const& method = {}, Observer&& observer = no_observer{}) {
  static_assert(detail::starts_at_numbers<Bindings...>, "calx: minimize(f, at(x = 1.0), given(...)): the start is numbers");
  if constexpr (detail::starts_at_numbers<Bindings...>) return detail::minimize_from(f, start, data, method, observer);
}

}  // namespace calx
