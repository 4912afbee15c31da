// SPDX-License-Identifier: Apache-2.0
// substitute(f, x = g, y = h): f with g for x and h for y, all at once. g and h are expressions or bare numbers.
// f(x = g) means the same.
#pragma once

#include <calx/expression/trace.hpp>

namespace calx {

namespace detail {

template <class Binding> using substituted_by = argument_of<typename std::remove_cvref_t<Binding>::value_type>;

// For each input of F, which binding has its name; -1: none.
template <class F, class... Bindings> struct substitution_table {
  int operand_for[function_of<F>.input_count + 1]{};
  constexpr substitution_table() {
    for (int i = 0; i < function_of<F>.input_count; ++i) {
      int which = 0;
      operand_for[i] = -1;
      ((operand_for[i] = Bindings::variable_type::name() == function_of<F>.inputs[i].name ? which : operand_for[i], ++which),
       ...);
    }
  }
};
template <class F, class... Bindings> inline constexpr substitution_table<F, Bindings...> substitutions{};

}  // namespace detail

template <class F, class... Bindings>
struct substituted : expression_base<substituted<F, Bindings...>>,
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

namespace detail {

// May a value of this type stand for this variable? A number or a scalar for a var or a column; a vec or a vector(...)
// of its size for a vec; a column for a column or, making its function one of columns, for a var.
template <class Value> constexpr bool replaces(input_info const& input) {
  bool const is_vec = !input.is_scalar() && !input.shape.varies();
  if constexpr (vector_argument<Value>) return is_vec && Value::size() == input.shape.rows.count;
  else return !is_vec && operand<Value>;
}

template <class F, class... Bindings> constexpr bool can_substitute() {
  function_view const& f = function_of<F>;
  for (int i = 0; i < f.input_count; ++i) {
    int values = 0;
    bool fits = true;
    ((Bindings::variable_type::name() == f.inputs[i].name
          ? (++values, fits = fits && replaces<typename Bindings::value_type>(f.inputs[i]))
          : false),
     ...);
    if (values > 1 || !fits) return false;
  }
  return true;
}

}  // namespace detail

// Unbound from how the value is held: only the variable and the type of the value name the function.
template <expression F, binding_type... Bindings>
  requires(detail::can_substitute<F, Bindings...>())
constexpr auto substitute(F const& f, Bindings const&... bindings) {
  return combined<substituted<F, binding<typename Bindings::variable_type, typename Bindings::value_type>...>>(
      f, detail::as_argument(bindings.value())...);
}
template <expression F, binding_type... Bindings>
  requires(!detail::can_substitute<F, Bindings...>())
CALX_REFUSED(
    "calx: substitute(f, x = g): each variable once; for a var a number or a scalar expression, for a vec a vec or vector(...) "
    "of its size")
constexpr refused substitute(F const&, Bindings const&...) {
  return {};
}

}  // namespace calx
