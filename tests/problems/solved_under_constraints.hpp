// SPDX-License-Identifier: Apache-2.0
// solved<P>(): a problem of the tables, by minimize with subject_to, from the book's start. constraints_of<P>() are its
// equations, then its inequalities, then for each variable what it has of a lower and an upper bound.
#pragma once

#include "hock_schittkowski.hpp"

#include <calx/optimize/minimize_subject_to.hpp>

#include <array>
#include <cstddef>
#include <tuple>
#include <utility>

namespace problems {

template <class P, std::size_t J> constexpr auto bounds_of() {
  constexpr auto x = std::get<J>(P::x);
  constexpr bool below = P::lower[J] > -infinity, above = P::upper[J] < infinity;
  if constexpr (below && above) return std::tuple(x >= P::lower[J], x <= P::upper[J]);
  else if constexpr (below) return std::tuple(x >= P::lower[J]);
  else if constexpr (above) return std::tuple(x <= P::upper[J]);
  else return std::tuple<>();
}
template <class P> constexpr auto constraints_of() {
  auto const equations = std::apply([](auto const&... e) { return std::tuple((e == 0)...); }, P::equalities);
  auto const inequalities = std::apply([](auto const&... e) { return std::tuple((e >= 0)...); }, P::inequalities);
  auto const bounds = [&]<std::size_t... J>(std::index_sequence<J...>) {
    return std::tuple_cat(bounds_of<P, J>()...);
  }(std::make_index_sequence<P::start.size()>{});
  return std::apply([](auto const&... c) { return calx::subject_to(c...); }, std::tuple_cat(equations, inequalities, bounds));
}

template <class P> constexpr auto solved(calx::interior_point const& method = {}) {
  return [&]<std::size_t... J>(std::index_sequence<J...>) {
    return minimize(P::f, calx::at((std::get<J>(P::x) = P::start[J])...), constraints_of<P>(), method);
  }(std::make_index_sequence<P::start.size()>{});
}

}  // namespace problems
