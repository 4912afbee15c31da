// SPDX-License-Identifier: Apache-2.0
// The number type of an evaluation: the common type of the bound values; whole numbers follow the others, alone they are
// doubles. A container counts as its elements.
#pragma once

#include <type_traits>
#include <utility>

namespace calx {

namespace detail {

template <class Value> constexpr auto element_type() {
  using V = std::remove_cvref_t<Value>;
  if constexpr (std::is_arithmetic_v<V>) return std::type_identity<V>{};
  else if constexpr (requires(V const& v) { v[0]; }) return element_type<decltype(std::declval<V const&>()[0])>();
  else return std::type_identity<V>{};
}

struct no_number {};
struct mixed_numbers {};  // there is no common type

template <class A, class B> constexpr auto common_number() {
  if constexpr (std::is_same_v<A, no_number> || std::is_integral_v<A>)
    return std::type_identity<std::conditional_t<std::is_integral_v<B>, no_number, B>>{};
  else if constexpr (std::is_same_v<B, no_number> || std::is_integral_v<B>) return std::type_identity<A>{};
  else if constexpr (requires { typename std::common_type_t<A, B>; }) return std::common_type<A, B>{};
  else return std::type_identity<mixed_numbers>{};
}

template <class So_far> constexpr auto number_type_of() {
  return std::type_identity<std::conditional_t<std::is_same_v<So_far, no_number>, double, So_far>>{};
}
template <class So_far, class First, class... Rest> constexpr auto number_type_of() {
  using next = typename decltype(common_number<So_far, typename decltype(element_type<First>())::type>())::type;
  return number_type_of<next, Rest...>();
}

}  // namespace detail

template <class... Values>
inline constexpr bool have_common_number =
    !std::is_same_v<typename decltype(detail::number_type_of<detail::no_number, Values...>())::type, detail::mixed_numbers>;

template <class... Values> using number_type = typename decltype(detail::number_type_of<detail::no_number, Values...>())::type;

}  // namespace calx
