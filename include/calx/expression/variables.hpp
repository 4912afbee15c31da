// SPDX-License-Identifier: Apache-2.0
// variables(f): the inputs of f, in order of name, as a Boost.Hana tuple of var, vec and column objects.
#pragma once

#include <calx/expression/freeze.hpp>
#include <calx/expression/variable.hpp>

#include <boost/hana/tuple.hpp>

#include <utility>

namespace calx {

namespace detail {

template <class E, int Position> consteval auto input_name() {
  constexpr std::string_view name = function_of<E>.inputs[Position].name;
  char characters[name.size() + 1]{};
  for (std::size_t i = 0; i < name.size(); ++i) characters[i] = name[i];
  return fixed_string<name.size() + 1>(characters);
}

template <class E, int Position> constexpr auto input_variable() {
  constexpr input_info const& input = function_of<E>.inputs[Position];
  if constexpr (input.is_scalar()) return variable<input_name<E, Position>()>{};
  else if constexpr (input.shape.varies()) return column_variable<input_name<E, Position>()>{};
  else return vector_variable<input_name<E, Position>(), input.shape.rows.count>{};
}

template <class E, int... Position> constexpr auto input_variables(std::integer_sequence<int, Position...>) {
  return boost::hana::make_tuple(input_variable<E, Position>()...);
}

}  // namespace detail

template <expression E> constexpr auto variables(E const&) {
  return detail::input_variables<E>(std::make_integer_sequence<int, function_of<E>.input_count>{});
}

}  // namespace calx
