// SPDX-License-Identifier: Apache-2.0
// vector(f, g, ...): several expressions as one: the argument of a traced function or of a substitution for a vec, and what a
// Jacobian is taken of. get<i>(v) is the i-th expression; v(x = ..., y = ...) evaluates to a std::array, in one schedule.
#pragma once

#include <calx/expression/capture.hpp>
#include <calx/expression/freeze.hpp>

#include <array>
#include <utility>

namespace calx {

template <class... E>
struct expression_pack : evaluable_base<expression_pack<E...>>,
                         capture_storage<detail::common_storage<E...>, (record_of<E>.captures + ... + 0)> {
  struct pipeline {
    static constexpr function_graph run() { return lower<E...>(); }
  };
  static constexpr int size() { return sizeof...(E); }
  static constexpr record describe() {
    record r{};
    r.kind = record::kind_type::pack;
    r.operands = records_of<E...>;
    r.operand_count = sizeof...(E);
    return completed(r);
  }

  template <class Real> CALX_ALWAYS_INLINE static constexpr auto result(Real const* outputs) {
    return [&]<std::size_t... I>(std::index_sequence<I...>) {
      return std::array<Real, sizeof...(I)>{outputs[I]...};
    }(std::make_index_sequence<sizeof...(E)>{});
  }
};

template <class T> inline constexpr bool is_expression_pack = false;
template <class... E> inline constexpr bool is_expression_pack<expression_pack<E...>> = true;
template <class T> concept vector_valued = is_expression_pack<std::remove_cvref_t<T>>;

template <operand... T> constexpr auto vector(T const&... elements) {
  static_assert(((record_of<expression_of<T>>.shape.is_scalar() || record_of<expression_of<T>>.shape.varies()) && ...),
                "calx: vector(f, g, ...): each is a number; arrays become one array by concatenate(u, v)");
  return combined<expression_pack<expression_of<T>...>>(as_expression(elements)...);
}

namespace detail {

template <int I, class First, class... Rest> constexpr auto element_of_pack(auto const* numbers) {
  if constexpr (I == 0) return from_numbers<First>(numbers);
  else return element_of_pack<I - 1, Rest...>(numbers + captures_of<First>);
}

}  // namespace detail

// The i-th expression.
template <int I, class... E>
  requires(I >= 0 && I < static_cast<int>(sizeof...(E)))
constexpr auto get([[maybe_unused]] expression_pack<E...> const& v) {
  if constexpr (detail::captures_of<expression_pack<E...>> > 0) return detail::element_of_pack<I, E...>(v.numbers);
  else return detail::element_of_pack<I, E...>(static_cast<double const*>(nullptr));
}
template <int I, class... E>
  requires(I < 0 || I >= static_cast<int>(sizeof...(E)))
CALX_REFUSED("calx: get<i>(vector): i is not below the number of its elements")
constexpr refused get(expression_pack<E...> const&) {
  return {};
}

}  // namespace calx
