// SPDX-License-Identifier: Apache-2.0
// subject_to(x * x + y * y == 2, x >= 1, v <= 3): constraints on a minimum: equations and inequalities between expressions, or
// an expression and a number. Bounds are inequalities. Of a vec, or a column, each element is a constraint.
#pragma once

#include <calx/expression/array.hpp>
#include <calx/expression/condition.hpp>
#include <calx/optimize/lagrangian.hpp>
#include <calx/optimize/minimum.hpp>

#include <boost/hana/at.hpp>
#include <boost/hana/tuple.hpp>

#include <array>
#include <utility>

namespace calx {

template <class... Constraints> struct constraint_list {
  boost::hana::tuple<Constraints...> all;
  static constexpr int count = sizeof...(Constraints);
};

namespace detail {

template <class C> inline constexpr bool is_inequality = false;
template <bool Reversed, class Left, class Right>
inline constexpr bool is_inequality<comparison<opcode::less_equal, Reversed, Left, Right>> = true;

// 0, or at least 0, where the constraint holds.
template <class C> constexpr auto body_of(C const& c) {
  if constexpr (equation<C> || C::is_greater) return c.left() - c.right();
  else return c.right() - c.left();
}

// How many numbers a constraint compares.
template <class C> constexpr int size_of_constraint() {
  return element_count(record_of<decltype(body_of(std::declval<C const&>()))>.shape);
}
template <class... Constraints> inline constexpr int number_of_constraints = (0 + ... + size_of_constraint<Constraints>());

// Which of them are equations, one by one.
template <class... Constraints> constexpr auto find_equations() {
  std::array<bool, static_cast<std::size_t>(number_of_constraints<Constraints...>)> found{};
  std::size_t next = 0;
  auto const add = [&](int size, bool is_equation) {
    for (int i = 0; i < size; ++i) found[next++] = is_equation;
  };
  (add(size_of_constraint<Constraints>(), equation<Constraints>), ...);
  return found;
}

template <class First, class Second, class... Rest>
constexpr auto joined(First const& first, Second const& second, Rest const&... rest) {
  if constexpr (sizeof...(Rest) == 0) return concatenate(first, second);
  else return joined(concatenate(first, second), rest...);
}
// f and the bodies of all constraints as one function.
template <class F, class... Bodies> constexpr auto all_of(F const& f, Bodies const&... bodies) {
  if constexpr ((record_of<Bodies>.shape.is_scalar() && ...)) return vector(f, bodies...);
  else return joined(f, bodies...);
}

}  // namespace detail

template <class... Constraints> constexpr auto subject_to(Constraints const&... constraints) {
  static_assert(sizeof...(Constraints) > 0, "calx: subject_to(): name at least one constraint, subject_to(x >= 0)");
  static_assert(
      ((equation<Constraints> || detail::is_inequality<Constraints>) && ...),
      "calx: subject_to(...): a constraint is lhs == rhs, lhs <= rhs or lhs >= rhs; < and > have no minimum at their end");
  return constraint_list<Constraints...>{boost::hana::make_tuple(constraints...)};
}

namespace detail {

// f and c constraints of n numbers, of which some are to be 0 and the others at least 0.
template <class Real> class constrained_objective {
 public:
  constexpr virtual bool is_equation(int i) const = 0;
  // f and the constraints, their Jacobian row by row, and the Hessian of weights[0] f + the sum of weights[1 + i] times
  // constraint i.
  constexpr virtual void evaluate(Real const* at, Real const* weights, Real* to) const = 0;

 protected:
  constexpr ~constrained_objective() = default;
};

template <class F, class Constraints, class Real, class... Variables> class constrained_function;
template <class F, class... Constraints, class Real, class... Variables>
class constrained_function<F, constraint_list<Constraints...>, Real, Variables...> final : public constrained_objective<Real> {
  static constexpr auto equations = find_equations<Constraints...>();

 public:
  constexpr constrained_function(F const& function, constraint_list<Constraints...> const& constraints,
                                 layout<sizeof...(Variables)> const& where)
      : f_(function), c_(constraints), where_(where) {}

  constexpr bool is_equation(int i) const override { return equations[static_cast<std::size_t>(i)]; }
  constexpr void evaluate(Real const* at, Real const* weights, Real* to) const override {
    derive(at, weights, to, std::index_sequence_for<Constraints...>{}, std::index_sequence_for<Variables...>{});
  }

 private:
  template <std::size_t... C, std::size_t... V>
  CALX_ALWAYS_INLINE constexpr void derive(Real const* at, Real const* weights, Real* to, std::index_sequence<C...>,
                                           std::index_sequence<V...>) const {
    auto const all = all_of(f_, body_of(boost::hana::at_c<C>(c_.all))...);
    using derivatives = lagrangian_derivatives<std::remove_const_t<decltype(all)>, Variables...>;
    using weight = typename derivatives::weights;
    auto const r = detail::evaluate(loop_policy<>{}, combined<derivatives>(all),
                                    value_in<Variables>(at, where_.first[V], where_.first[V + 1] - where_.first[V])...,
                                    value_in<weight>(weights, 0, derivatives::rows));
    for (std::size_t i = 0; i < r.size(); ++i) to[i] = r[i];
  }

  F const& f_;
  constraint_list<Constraints...> const& c_;
  layout<sizeof...(Variables)> where_;
};

}  // namespace detail

}  // namespace calx
