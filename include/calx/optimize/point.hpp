// SPDX-License-Identifier: Apache-2.0
// at(x = 1.0, y = 2.0, v = numbers): a point by name: where a solver starts, and in which order it reports its variables.
#pragma once

#include <calx/core/interval.hpp>
#include <calx/expression/binding.hpp>

#include <boost/hana/at.hpp>
#include <boost/hana/tuple.hpp>

#include <cstddef>

namespace calx {

namespace detail {
template <class T> concept numbers_in_a_row = requires(T const& t) { t.size(), t[0]; };
}  // namespace detail

template <class... Bindings> struct point {
  boost::hana::tuple<Bindings...> bindings;

  template <std::size_t I> CALX_ALWAYS_INLINE constexpr auto const& get() const { return boost::hana::at_c<I>(bindings); }
  static constexpr int size() { return sizeof...(Bindings); }
};

template <binding_type... Bindings> constexpr auto at(Bindings const&... bindings) {
  static_assert(sizeof...(Bindings) > 0, "calx: at(): name at least one variable, at(x = 1.0)");
  static_assert(
      ((std::is_arithmetic_v<typename Bindings::value_type> || detail::numbers_in_a_row<typename Bindings::value_type> ||
        std::is_same_v<typename Bindings::value_type, interval>) &&
       ...),
      "calx: at(x = ...): the value of each variable is a number, or numbers in a row, as std::vector and std::array");
  return point<Bindings...>{boost::hana::make_tuple(bindings...)};
}

// The position of Variable among Variables; -1 where it is not there.
template <class Variable, class... Variables> constexpr int position_of() {
  int position = -1, i = 0;
  ((position = std::is_same_v<Variable, Variables> ? i : position, ++i), ...);
  return position;
}

}  // namespace calx
