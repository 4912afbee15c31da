// SPDX-License-Identifier: Apache-2.0
// substitute(f, x = g, y = h): f with g for x and h for y, all at once. g and h are expressions or bare numbers.
// f(x = g) means the same.
#pragma once

#include <calx/expression/trace.hpp>

namespace calx {

namespace detail {

template <class Binding>
using substituted_by = argument_of<typename std::remove_cvref_t<Binding>::value_type>;

// For each input of F, which binding has its name; -1: none.
template <class F, class... Bindings>
struct substitution_table {
  int operand_for[function_of<F>.input_count + 1]{};
  constexpr substitution_table() {
    for (int i = 0; i < function_of<F>.input_count; ++i) {
      int which = 0;
      operand_for[i] = -1;
      ((operand_for[i] = Bindings::variable_type::name() == function_of<F>.inputs[i].name ? which : operand_for[i], ++which), ...);
    }
  }
};
template <class F, class... Bindings>
inline constexpr substitution_table<F, Bindings...> substitutions{};

}  // namespace detail

template <class F, class... Bindings>
struct substituted
    : expression_base<substituted<F, Bindings...>>,
      capture_storage<detail::common_storage<F, detail::substituted_by<Bindings>...>,
                      record_of<F>.captures + (record_of<detail::substituted_by<Bindings>>.captures + ... + 0)> {
  static constexpr record describe() {
    record r = record{};
    r.kind = record::kind_type::call;
    r.callee = &function_of<F>;
    r.operands = records_of<detail::substituted_by<Bindings>...>;
    r.operand_count = sizeof...(Bindings);
    r.operand_for = detail::substitutions<F, Bindings...>.operand_for;
    return completed(r);
  }
};

template <class T>
concept substitution =
    binding_type<T> && (operand<typename std::remove_cvref_t<T>::value_type> || vector_argument<typename std::remove_cvref_t<T>::value_type>);

// Unbound from how the value is held: only the variable and the type of the value name the function.
template <expression F, substitution... Bindings>
constexpr auto substitute(F const& f, Bindings const&... bindings) {
  return combined<substituted<F, binding<typename Bindings::variable_type, typename Bindings::value_type>...>>(
      f, detail::as_argument(bindings.value())...);
}

}  // namespace calx
