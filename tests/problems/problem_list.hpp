// SPDX-License-Identifier: Apache-2.0
// What the tables of problems share: points, and a list of problems as types.
#pragma once

#include <array>
#include <cstddef>

namespace problems {

template <std::size_t N> using point = std::array<double, N>;
template <std::size_t N, std::size_t Count> using points = std::array<point<N>, Count>;

template <std::size_t N> constexpr point<N> filled(double value) {
  point<N> p{};
  for (double& element : p) element = value;
  return p;
}

// for_each calls visit(P{}) for each problem; what visit needs it reads from the type.
template <class... Problem> struct problem_list {
  static constexpr std::size_t size = sizeof...(Problem);
  template <class Visit> static constexpr void for_each(Visit&& visit) { (visit(Problem{}), ...); }
};

}  // namespace problems
