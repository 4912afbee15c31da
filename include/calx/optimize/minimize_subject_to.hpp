// SPDX-License-Identifier: Apache-2.0
// minimize(f, at(x = 1.0, y = 2.0), subject_to(x * x + y * y == 2, x >= 0)): a local minimum of f under constraints, by
// interior_point{}; in constant expressions too.
//
// r.multipliers has a number for each constraint, in their order (of a vec for each element): the gradient of
//
//   f + lambda (lhs - rhs) for lhs == rhs, - mu (lhs - rhs) for lhs >= rhs, + mu (lhs - rhs) for lhs <= rhs, mu >= 0
//
// is 0 at the minimum. For lhs == c the minimum's derivative by c is -lambda. r.violation is by how much the constraints are
// missed; no point that misses them is called a success.
#pragma once

#include <calx/optimize/interior_point.hpp>
#include <calx/optimize/minimize.hpp>

namespace calx {

template <class Real, int Constraints, class... Variables> struct constrained_minimum {
  calx::status status = calx::status::iteration_limit;
  Real value{};
  Real gradient_norm{};  // of the Lagrangian
  Real violation{};
  int iterations = 0;
  int function_evaluations = 0;  // of all functions, each with first and second derivatives
  Real last_step{};
  int not_finite_in = -1;  // where the status is not_finite: the position of the number whose derivative is not, -1: the value
  Real condition{};        // of the conditions of the minimum, as linear equations; from pivots, as minimum::condition
  std::array<Real, static_cast<std::size_t>(Constraints)> multipliers{};
  std::array<bool, static_cast<std::size_t>(Constraints)> active{};  // which constraints, and bounds, hold with equality
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
  static_assert(std::is_floating_point_v<Real>, "calx: minimize(f, at(x = 1.0), subject_to(...)): the start is numbers");
  static_assert(
      fixed_counts<typename Bindings::variable_type...> > 0,
      "calx: minimize(f, at(t = ...), subject_to(...)): under constraints the number of unknowns is known while compiling");
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

}  // namespace detail

template <expression F, class... Bindings, class... Constraints, class Observer = no_observer const>
CALX_ALWAYS_INLINE constexpr auto minimize(F const& f, point<Bindings...> const& start,
                                           constraint_list<Constraints...> const& constraints,
                                           interior_point const& method = {}, Observer&& observer = no_observer{}) {
  return detail::minimize_under(f, start, constraints, method, observer);
}

}  // namespace calx
