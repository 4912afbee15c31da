// SPDX-License-Identifier: Apache-2.0
// minimize(f, at(x = 1.0, y = 2.0), subject_to(x * x + y * y == 2, x >= 0)): a local minimum of f under constraints; in
// constant expressions too.
//
//   minimize(f, at(t = start), subject_to(t >= 0, t <= 1))                    a column: as many unknowns as it has numbers
//   minimize(f, at(t = start), given(top = tops), subject_to(t <= top))       a bound for each
//   minimize(f, at(x = 1.0), subject_to(x >= 0), calx::lbfgs{}, observer)     by a method of one's choice
//
// Without a method: by interior_point{}; if all constraints are bounds on unknowns (optimize/bounds.hpp), which are more than
// 64 or columns, by truncated_newton or lbfgs, projected, as without constraints: no matrix, and no point out of the bounds.
//
// r.multipliers has a number for each constraint, in their order (of a vec or a column for each element): the gradient of
//
//   f + lambda (lhs - rhs) for lhs == rhs, - mu (lhs - rhs) for lhs >= rhs, + mu (lhs - rhs) for lhs <= rhs, mu >= 0
//
// is 0 at the minimum. For lhs == c the minimum's derivative by c is -lambda. r.violation is by how much the constraints are
// missed; no point that misses them is called a success.
#pragma once

#include <calx/optimize/bounds.hpp>
#include <calx/optimize/interior_point.hpp>
#include <calx/optimize/minimize.hpp>

namespace calx {

// Constraints: how many; 0: as many as columns have numbers.
template <class Real, int Constraints, class... Variables> struct constrained_minimum {
  calx::status status = calx::status::iteration_limit;
  Real value{};
  Real gradient_norm{};  // of the Lagrangian: its largest part; by projection its length
  Real violation{};
  int iterations = 0;
  int function_evaluations = 0;  // of all functions, each with first and second derivatives; by projection with first
  int hessian_products = 0;      // of the Hessian and a vector
  Real last_step{};
  int not_finite_in = -1;  // where the status is not_finite: the position of the number whose derivative is not, -1: the value
  Real condition{};        // of the conditions of the minimum, as linear equations; from pivots, as minimum::condition
  typename detail::numbers_of<Real, Constraints>::type multipliers{};
  typename detail::numbers_of<bool, Constraints>::type active{};  // which constraints, and bounds, hold with equality
  detail::layout<sizeof...(Variables)> where{};
  typename detail::numbers_of<Real, detail::fixed_counts<Variables...>>::type numbers{};

  constexpr bool converged() const { return is_success(status); }
  template <class Variable> constexpr auto operator[](Variable const&) const {
    return detail::numbers_of_variable<Variable, Real, Variables...>(numbers.data(), where);
  }
};

namespace detail {

template <class Real, class Result> constexpr void report(constrained_search<Real>& search, Result& result) {
  constrained_sample<Real> const& best = search.here;
  result.value = best.value() / search.scales[0];
  result.gradient_norm = search.find_residual() / search.scales[0];
  result.violation = 0;
  for (int i = 0; i < search.c; ++i) {
    Real const by = search.missed_by(best, i) / search.scales[1 + i];
    if (!(by <= result.violation)) result.violation = by;
    result.active[static_cast<std::size_t>(i)] = magnitude(best.constraint(i)) <= Real(1e-8);
    result.multipliers[static_cast<std::size_t>(i)] = search.multipliers[i] * search.scales[1 + i] / search.scales[0];
  }
  result.iterations = search.iterations, result.function_evaluations = search.evaluations;
  result.last_step = search.last_step, result.condition = search.condition;
  if (result.status == status::not_finite) result.not_finite_in = best.not_finite_in();
  copy(best.at.data(), result.numbers.data(), search.n);
}

template <class F, class... Bindings, class... Constraints, class Observer>
constexpr auto minimize_under(F const& f, point<Bindings...> const& start, constraint_list<Constraints...> const& constraints,
                              interior_point const& method, Observer& observer) {
  using Real = number_type<typename Bindings::value_type...>;
  constexpr int count = number_of_constraints<Constraints...>;
  constrained_minimum<Real, count, typename Bindings::variable_type...> result;
  [&]<std::size_t... I>(std::index_sequence<I...>) {
    result.where = layout_of<typename Bindings::variable_type...>(start.template get<I>().value()...);
    (put_numbers(start.template get<I>().value(), result.numbers.data() + result.where.first[I]), ...);
  }(std::make_index_sequence<sizeof...(Bindings)>{});
  constrained_function<F, constraint_list<Constraints...>, Real, typename Bindings::variable_type...> const all(f, constraints,
                                                                                                                result.where);
  observing<Observer, Real, typename Bindings::variable_type...> seen(observer, result.where);
  watcher<Real>* seen_by = nullptr;
  if constexpr (!std::is_same_v<std::remove_const_t<Observer>, no_observer>) seen_by = &seen;
  constrained_search<Real> search(all, result.numbers.data(), result.where.size(), count,
                                  {method.max_iterations, method.max_evaluations, method.max_seconds, 0}, seen_by);
  result.status = interior_search<Real>(method, search).run();
  report(search, result);
  return result;
}

template <class Real, int Constraints, class Result>
constexpr void report_bounds(descent<Real>& search, bound_list<Real, Constraints> const& bounds, Result& result) {
  descent_report<Real> const& r = search.report;
  result.status = r.status;
  result.value = search.value, result.gradient_norm = search.gradient_norm, result.last_step = r.last_step;
  result.iterations = r.iterations, result.function_evaluations = r.function_evaluations;
  result.hessian_products = r.hessian_products, result.not_finite_in = r.not_finite;
  result.violation = bounds.violation(search.at.data());
  bounds.find_multipliers(search.at.data(), search.gradient.data(), result.multipliers, result.active);
  copy(search.at.data(), result.numbers.data(), search.n);
}

template <class Container> constexpr void set_size(Container& numbers, int size) {
  if constexpr (requires { numbers.resize(1); }) numbers.resize(static_cast<std::size_t>(size));
}

template <class... Constraints> constexpr int count_if_known() {
  if constexpr ((record_of<decltype(body_of(std::declval<Constraints const&>()))>.shape.varies() || ...)) return 0;
  else return number_of_constraints<Constraints...>;
}

template <class F, class... Bindings, class Data, class... Constraints, class Method, class Observer>
constexpr auto minimize_within(F const& f, point<Bindings...> const& start, Data const& data,
                               constraint_list<Constraints...> const& constraints, Method const& given, Observer& observer) {
  using Real = number_type<typename Bindings::value_type...>;
  auto const& method = many_by<F, typename Bindings::variable_type...>(given);
  constrained_minimum<Real, count_if_known<Constraints...>(), typename Bindings::variable_type...> result;
  bound_list<Real, sizeof...(Constraints)> bounds;
  [&]<std::size_t... I, std::size_t... C>(std::index_sequence<I...>, std::index_sequence<C...>) {
    result.where = layout_of<typename Bindings::variable_type...>(start.template get<I>().value()...);
    set_size(result.numbers, result.where.size());
    (put_numbers(start.template get<I>().value(), result.numbers.data() + result.where.first[I]), ...);
    (put_bound_of(boost::hana::at_c<C>(constraints.all), data, result.where, bounds.all[C],
                  std::type_identity<typename Bindings::variable_type>{}...),
     ...);
  }(std::index_sequence_for<Bindings...>{}, std::index_sequence_for<Constraints...>{});
  set_size(result.multipliers, bounds.size());
  set_size(result.active, bounds.size());
  box<Real> ends{buffer<Real>(result.where.size()), buffer<Real>(result.where.size())};
  bool const possible = bounds.meet(ends, result.numbers.data());
  function_objective<F, Real, std::remove_cvref_t<decltype(method)>::order, Data, typename Bindings::variable_type...> const
      objective(f, result.where, data);
  observing<Observer, Real, typename Bindings::variable_type...> seen(observer, result.where);
  watcher<Real>* seen_by = nullptr;
  if constexpr (!std::is_same_v<std::remove_const_t<Observer>, no_observer>) seen_by = &seen;
  descent<Real> search(objective, result.numbers.data(),
                       {method.max_iterations, method.max_evaluations, method.max_seconds, method.gradient_tolerance}, seen_by,
                       possible ? &ends : nullptr);
  if (possible) search_in_box(method, search);
  else (void)search.begin(), (void)search.end(status::infeasible);
  // Of points that are equal but for rounding the last has the better multipliers.
  if (!(is_success(search.report.status) && search.is_best()) && search.give_best())
    (void)search.gradient_at(search.at.data(), search.gradient.data());
  report_bounds(search, bounds, result);
  return result;
}

template <class Method>
inline constexpr bool keeps_bounds = std::is_same_v<Method, lbfgs> || std::is_same_v<Method, truncated_newton>;

// Says what cannot be.
template <class Method, bool BoundsAlone, bool Counted, bool WithData> constexpr bool keeps_constraints() {
  constexpr bool by_interior_point = std::is_same_v<Method, interior_point>;
  static_assert(
      BoundsAlone || Counted,
      "calx: minimize(f, at(t = ...), subject_to(...)): constraints on a column are bounds, t >= 0; others need unknowns "
      "whose number is known while compiling");
  static_assert(BoundsAlone || !WithData,
                "calx: minimize(f, at(...), given(...), subject_to(...)): beside data constraints are bounds, x >= 0");
  static_assert(
      std::is_same_v<Method, best_method> || by_interior_point || keeps_bounds<Method>,
      "calx: minimize(f, at(...), subject_to(...), method): the method is interior_point, or under bounds alone lbfgs or "
      "truncated_newton");
  static_assert(BoundsAlone || !keeps_bounds<Method>,
                "calx: minimize(f, at(...), subject_to(...), method): lbfgs and truncated_newton keep bounds alone, x >= 0; "
                "other constraints are kept by interior_point");
  static_assert((Counted && !WithData) || !by_interior_point,
                "calx: minimize(f, at(...), subject_to(...), calx::interior_point{}): no columns and no data; write lbfgs or "
                "truncated_newton");
  return (BoundsAlone || (Counted && !WithData)) && (BoundsAlone || !keeps_bounds<Method>) &&
         ((Counted && !WithData) || !by_interior_point) &&
         (std::is_same_v<Method, best_method> || by_interior_point || keeps_bounds<Method>);
}

constexpr interior_point interior_point_by(interior_point const& m) { return m; }
constexpr interior_point interior_point_by(best_method const& m) {
  interior_point method{.max_evaluations = m.max_evaluations, .max_seconds = m.max_seconds};
  if (m.max_iterations < method.max_iterations) method.max_iterations = m.max_iterations;
  return method;
}

template <class F, class... Bindings, class... Data, class... Constraints, class Method, class Observer>
constexpr auto minimize_constrained(F const& f, point<Bindings...> const& start, given_data<Data...> const& data,
                                    constraint_list<Constraints...> const& constraints, Method const& method,
                                    Observer& observer) {
  constexpr bool bounds_alone = (is_bound<Constraints, given_data<Data...>, typename Bindings::variable_type...> && ...);
  constexpr bool counted = fixed_counts<typename Bindings::variable_type...> > 0, with_data = sizeof...(Data) > 0;
  constexpr bool many = !has_few<typename Bindings::variable_type...>() || with_data;
  static_assert(starts_at_numbers<Bindings...>, "calx: minimize(f, at(x = 1.0), subject_to(...)): the start is numbers");
  if constexpr (starts_at_numbers<Bindings...> && keeps_constraints<Method, bounds_alone, counted, with_data>()) {
    if constexpr (bounds_alone && (keeps_bounds<Method> || (std::is_same_v<Method, best_method> && many)))
      return minimize_within(f, start, data, constraints, method, observer);
    else return minimize_under(f, start, constraints, interior_point_by(method), observer);
  }
}

}  // namespace detail

template <expression F, class... Bindings, class... Constraints, class Method = best_method, class Observer = no_observer const>
CALX_ALWAYS_INLINE constexpr auto minimize(F const& f, point<Bindings...> const& start,
                                           constraint_list<Constraints...> const& constraints, Method const& method = {},
                                           Observer&& observer = no_observer{}) {
  return detail::minimize_constrained(f, start, given_data<>{}, constraints, method, observer);
}
template <expression F, class... Bindings, class... Data, class... Constraints, class Method = best_method,
          class Observer = no_observer const>
CALX_ALWAYS_INLINE constexpr auto minimize(F const& f, point<Bindings...> const& start, given_data<Data...> const& data,
                                           constraint_list<Constraints...> const& constraints, Method const& method = {},
                                           Observer&& observer = no_observer{}) {
  return detail::minimize_constrained(f, start, data, constraints, method, observer);
}

}  // namespace calx
