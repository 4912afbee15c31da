// SPDX-License-Identifier: Apache-2.0
// fault_of_bindings<E, Bindings...>(): what is wrong with f(x = 1.0, ...), as a type that messages show
// (expression/expression.hpp): each variable of E needs one value of its kind, a number for a var, a container for a vec or a
// column. no_fault: nothing. Values for variables that do not occur are fine: derivatives lose variables. A substitution need
// not name every variable. Where all values are exact rationals (or integers beside them), every operation must have exact
// rational values.
#pragma once

#include <calx/core/series.hpp>
#include <calx/evaluate/number_type.hpp>
#include <calx/evaluate/program.hpp>
#include <calx/expression/substitute.hpp>
#include <calx/expression/variables.hpp>

#include <cstddef>
#include <string_view>
#include <type_traits>

namespace calx {

namespace detail {

template <class Value> constexpr std::size_t length_of(Value const& value) {
  if constexpr (std::is_array_v<Value>) return std::extent_v<Value>;
  else return static_cast<std::size_t>(value.size());
}

template <class Value> concept text_like = std::is_convertible_v<Value const&, std::string_view>;
template <class Value> concept container =
    !text_like<Value> && !expression<Value> && !truncated_series<Value> && requires(Value const& v) { length_of(v), v[0]; };
template <class Value> concept single_number = !text_like<Value> && !container<Value> && !std::is_pointer_v<Value>;

// A binding that makes f(...) a substitution.
template <class Binding>
inline constexpr bool is_substituted =
    expression<typename Binding::value_type> || vector_argument<typename Binding::value_type>;

struct found_fault {
  enum class kind_type : std::uint8_t { none, no_value, two_values, unfit_value } kind = kind_type::none;
  int input = 0;
  int binding = 0;
};

template <class E, class... Bindings> constexpr found_fault first_fault() {
  constexpr int count = sizeof...(Bindings);
  constexpr bool substitutes = (is_substituted<Bindings> || ...);
  std::string_view const names[count + 1] = {Bindings::variable_type::name()..., {}};
  bool const are_numbers[count + 1] = {single_number<typename Bindings::value_type>..., false};
  bool const are_containers[count + 1] = {container<typename Bindings::value_type>..., false};
  function_view const& f = function_of<E>;
  for (int i = 0; i < f.input_count; ++i) {
    int values = 0, which = 0;
    for (int b = 0; b < count; ++b)
      if (names[b] == f.inputs[i].name) ++values, which = b;
    bool fits = f.inputs[i].is_scalar() ? are_numbers[which] : are_containers[which];
    if constexpr (substitutes) {
      bool const can_replace[count + 1] = {replaces<typename Bindings::value_type>(f.inputs[i])..., false};
      fits = can_replace[which];
    }
    if (values == 0 && !substitutes) return {found_fault::kind_type::no_value, i, 0};
    if (values > 1) return {found_fault::kind_type::two_values, i, 0};
    if (values == 1 && !fits) return {found_fault::kind_type::unfit_value, i, which};
  }
  return {};
}

// An operation of E's program that exact rationals do not have; `constant`: all have.
template <class E> constexpr opcode inexact_operation() {
  auto const inexact_leaf = [](int code) {
    place const where = code < 0 ? place::constant : decode(code).where;
    return where == place::number_pi ? opcode::pi : where == place::number_e ? opcode::e : opcode::constant;
  };
  constexpr auto const& p = program_of<E>;
  for (int i = 0; i < p.length; ++i) {
    if (!facts_of(p.code[i].operation).evaluate_exactly) return p.code[i].operation;
    for (int k = 0; k < facts_of(p.code[i].operation).arity; ++k)
      if (inexact_leaf(p.code[i].operands[k]) != opcode::constant) return inexact_leaf(p.code[i].operands[k]);
  }
  for (int i = 0; i < p.output_count; ++i)
    if (inexact_leaf(p.outputs[i]) != opcode::constant) return inexact_leaf(p.outputs[i]);
  return opcode::constant;
}

template <class E, class... Bindings> constexpr auto fault_of_numbers() {
  if constexpr ((is_substituted<Bindings> || ...)) {
    return no_fault{};
  } else if constexpr (!have_common_number<typename Bindings::value_type...>) {
    return no_common_number{};
  } else if constexpr (std::is_same_v<number_type<typename Bindings::value_type...>, rational>) {
    constexpr opcode inexact = form_of<E> == array_form::loops ? opcode::exp : inexact_operation<E>();
    if constexpr (inexact != opcode::constant) return no_exact_value_of<inexact>{};
    else return no_fault{};
  } else {
    return no_fault{};
  }
}

template <int Which, class First, class... Rest> struct nth : nth<Which - 1, Rest...> {};
template <class First, class... Rest> struct nth<0, First, Rest...> {
  using type = First;
};

template <class E, class... Bindings> constexpr auto fault_of_bindings() {
  constexpr found_fault fault = first_fault<E, Bindings...>();
  using kind = found_fault::kind_type;
  if constexpr (fault.kind == kind::none) return fault_of_numbers<E, Bindings...>();
  else if constexpr (fault.kind == kind::no_value) return no_value_for<decltype(input_variable<E, fault.input>())>{};
  else if constexpr (fault.kind == kind::two_values) return two_values_for<decltype(input_variable<E, fault.input>())>{};
  else
    return unfit_value_for<decltype(input_variable<E, fault.input>()),
                           typename nth<fault.binding, Bindings...>::type::value_type>{};
}

}  // namespace detail

}  // namespace calx
