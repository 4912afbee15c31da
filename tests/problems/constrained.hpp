// SPDX-License-Identifier: Apache-2.0
// constrained<N>: what a constrained problem in the scalars x1 ... xN has when it does not say otherwise.
//
//   minimize f(x) where each of equalities is 0, each of inequalities is >= 0, and lower <= x <= upper
//
// A problem P has
//   P::x                         the tuple (x1, ..., xN)
//   P::f                         an expression
//   P::equalities, inequalities  tuples of expressions
//   P::lower, upper, start       points; infinity where there is no bound; the start may lie outside of the bounds
//   P::fstar, xstar              the minimum
//   P::other_minimizers          some other points with the value fstar, where there are any
//   P::local_minima              values of some other points where a method may rightly end
//   P::equality_multipliers, inequality_multipliers, bound_multipliers      the multipliers l, m >= 0 and b at xstar:
//
//     gradient f + sum of l_i gradient equalities_i - sum of m_i gradient inequalities_i = b
//     where b_j >= 0 if x_j is at its lower bound, <= 0 if at its upper bound, and else 0
//
//   P::regular                   the gradients of the active constraints and bounds are independent at xstar, so that there are
//                                such multipliers, and one choice of them only
//   P::second_order              a second-order sufficient condition holds at xstar: f grows there like the square of the
//   distance
#pragma once

#include "problem_list.hpp"

#include <calx/expression/constant.hpp>
#include <calx/expression/functions.hpp>
#include <calx/expression/variable.hpp>

#include <array>
#include <cstddef>
#include <limits>
#include <tuple>
#include <utility>

namespace problems {

inline constexpr double infinity = std::numeric_limits<double>::infinity();

inline constexpr auto x1 = calx::var<"x1">;
inline constexpr auto x2 = calx::var<"x2">;
inline constexpr auto x3 = calx::var<"x3">;
inline constexpr auto x4 = calx::var<"x4">;
inline constexpr auto x5 = calx::var<"x5">;
inline constexpr auto x6 = calx::var<"x6">;
inline constexpr auto x7 = calx::var<"x7">;
inline constexpr auto x8 = calx::var<"x8">;
inline constexpr auto x9 = calx::var<"x9">;
inline constexpr auto x10 = calx::var<"x10">;

template <std::size_t N> constexpr auto scalars() {
  constexpr std::tuple all(x1, x2, x3, x4, x5, x6, x7, x8, x9, x10);
  return [&]<std::size_t... I>(std::index_sequence<I...>) {
    return std::tuple(std::get<I>(all)...);
  }(std::make_index_sequence<N>{});
}

template <std::size_t N> struct constrained {
  static constexpr auto x = scalars<N>();
  static constexpr std::tuple<> equalities{}, inequalities{};
  static constexpr point<N> lower = filled<N>(-infinity), upper = filled<N>(infinity);
  static constexpr points<N, 0> other_minimizers{};
  static constexpr point<0> local_minima{};
  static constexpr point<0> equality_multipliers{}, inequality_multipliers{};
  static constexpr point<N> bound_multipliers{};
  static constexpr bool regular = true, second_order = true;
};

}  // namespace problems
