// SPDX-License-Identifier: Apache-2.0
// expression: what a user writes. Its type is the function; an object of it holds the numbers captured in it, or nothing.
//
//   evaluable_base<E>     gives E its calls: f(x = 1.0, y = 2.0)
//   expression_base<E>    and makes it an operand of operators and functions
//   capture_storage<T, N> the flat array of captured numbers; empty for N = 0
//
// An expression type has describe() (expression/record.hpp) and, if it captured numbers, `numbers`.
#pragma once

#include <calx/core/config.hpp>
#include <calx/core/refuse.hpp>
#include <calx/expression/record.hpp>

#include <concepts>
#include <limits>
#include <type_traits>
#include <utility>

namespace calx {

struct expression_tag {};

template <class T> concept expression = std::derived_from<std::remove_cvref_t<T>, expression_tag>;

// Evaluation of E is defined in evaluate/evaluate.hpp; a call without that header is one sentence.
template <class E> struct evaluator;
template <class E> concept evaluation_is_included = requires { sizeof(evaluator<E>); };

// Why E cannot be called with some arguments, as a type that names the culprit in messages; evaluator<E> decides.
struct no_fault {};
struct no_name {};
struct no_common_number {};
template <class Variable> struct no_value_for {};
template <class Variable> struct two_values_for {};
template <class Variable, class Value> struct unfit_value_for {};

template <opcode Operation> struct no_exact_value_of {};

template <class E, class... Arguments> constexpr auto fault_of_call() {
  if constexpr (evaluation_is_included<E>) return evaluator<E>::template fault_of_call<Arguments...>();
  else return no_fault{};
}
template <class E, class... Arguments> using call_fault = decltype(fault_of_call<E, std::remove_cvref_t<Arguments>...>());

template <class Fault> inline constexpr bool is_no_value_for = false;
template <class Variable> inline constexpr bool is_no_value_for<no_value_for<Variable>> = true;
template <class Fault> inline constexpr bool is_two_values_for = false;
template <class Variable> inline constexpr bool is_two_values_for<two_values_for<Variable>> = true;
template <class Fault> inline constexpr bool is_unfit_value_for = false;
template <class Variable, class Value> inline constexpr bool is_unfit_value_for<unfit_value_for<Variable, Value>> = true;
template <class Fault> inline constexpr bool is_no_exact_value_of = false;
template <opcode Operation> inline constexpr bool is_no_exact_value_of<no_exact_value_of<Operation>> = true;

namespace detail {

// Asked in this order, since a Hana tuple has a size, and no value_type, but an error in place of v[0].
template <class Value> concept indexed_container = requires(Value const& v) {
  typename Value::value_type;
  v.size();
  v[0];
};

// What the value of a function, or of a binding, is: only numbers are judged, of several the first that is unusual.
enum class value_kind { usual, no_number, infinite, inexact };
template <class Value> constexpr value_kind kind_of_value(Value const& value);

template <class... Values> constexpr value_kind kind_of_values(Values const&... values) {
  value_kind kind = value_kind::usual;
  ((kind = kind == value_kind::usual ? kind_of_value(values) : kind), ...);
  return kind;
}

template <class Value> constexpr value_kind kind_of_value([[maybe_unused]] Value const& value) {
  if constexpr (std::floating_point<Value>) {
    if (value != value) return value_kind::no_number;
    return value >= std::numeric_limits<Value>::lowest() && value <= std::numeric_limits<Value>::max() ? value_kind::usual
                                                                                                       : value_kind::infinite;
  } else if constexpr (std::is_same_v<Value, rational>) {
    return value.exact() ? value_kind::usual : value_kind::inexact;
  } else if constexpr (requires { value.value(); }) {
    return kind_of_value(value.value());  // a binding
  } else if constexpr (requires { kind_of_values(value.value, value.gradient, value.hessian); }) {
    return kind_of_values(value.value, value.gradient, value.hessian);
  } else if constexpr (requires { kind_of_values(value.value, value.gradient); }) {
    return kind_of_values(value.value, value.gradient);
  } else if constexpr (requires { kind_of_values(value.value, value.jacobian); }) {
    return kind_of_values(value.value, value.jacobian);
  } else if constexpr (indexed_container<Value>) {
    for (auto const& element : value)
      if (value_kind const kind = kind_of_value(element); kind != value_kind::usual) return kind;
    return value_kind::usual;
  } else if constexpr (requires { std::tuple_size<Value>::value; }) {
    return [&]<std::size_t... I>(std::index_sequence<I...>) {
      return kind_of_values(get<I>(value)...);
    }(std::make_index_sequence<std::tuple_size_v<Value>>{});
  } else {
    return value_kind::usual;
  }
}

}  // namespace detail

// What can be evaluated: expressions, and bundles of them (a gradient, a value with its gradient).
// In a constant expression finite arguments give a finite value, or a sentence; at run time, infinities and NaN, and for
// rationals one that is not exact().
template <class E> struct evaluable_base {
  template <class... Arguments>
    requires std::is_same_v<call_fault<E, Arguments...>, no_fault>
  CALX_ALWAYS_INLINE constexpr auto operator()(Arguments&&... arguments) const {
    static_assert(evaluation_is_included<E>,
                  "calx: to evaluate an expression, #include <calx/core.hpp> or <calx/evaluate/evaluate.hpp>");
    if (std::is_constant_evaluated()) {
      using detail::value_kind;
      auto result = evaluator<E>::call(static_cast<E const&>(*this), arguments...);
      value_kind const kind = detail::kind_of_value(result);
      if (kind == value_kind::usual || ((detail::kind_of_value(arguments) != value_kind::usual) || ...)) return result;
      if (kind == value_kind::no_number) refuse("calx: evaluate: outside of the function's domain: there is no value here");
      if (kind == value_kind::infinite) refuse("calx: evaluate: a pole (as 1/x and log(x) have at 0) or an overflow");
      refuse("calx: evaluate: a pole, or an exact value that is no quotient of 128-bit integers");
    }
    return evaluator<E>::call(static_cast<E const&>(*this), static_cast<Arguments&&>(arguments)...);
  }

  template <class... Arguments, class Fault = call_fault<E, Arguments...>>
    requires is_no_value_for<Fault>
  CALX_REFUSED("calx: evaluate: no value was given for this variable; write f(x = ..., y = ...) with every variable of f")
  constexpr refused operator()(Arguments&&...) const {
    return {};
  }
  template <class... Arguments, class Fault = call_fault<E, Arguments...>>
    requires is_two_values_for<Fault>
  CALX_REFUSED("calx: evaluate: more than one value was given for this variable")
  constexpr refused operator()(Arguments&&...) const {
    return {};
  }
  template <class... Arguments, class Fault = call_fault<E, Arguments...>>
    requires is_unfit_value_for<Fault>
  CALX_REFUSED(
      "calx: evaluate: a var takes a number or a scalar expression; a vec or a column takes a container of numbers, or a vec "
      "of its size")
  constexpr refused
  operator()(Arguments&&...) const {
    return {};
  }
  template <class... Arguments, class Fault = call_fault<E, Arguments...>>
    requires is_no_exact_value_of<Fault>
  CALX_REFUSED("calx: evaluate: this operation has no exact rational value; give floating-point values")
  constexpr refused operator()(Arguments&&...) const {
    return {};
  }
  template <class... Arguments>
    requires std::is_same_v<call_fault<E, Arguments...>, no_common_number>
  CALX_REFUSED("calx: evaluate: the values given have no common number type")
  constexpr refused operator()(Arguments&&...) const {
    return {};
  }
  template <class... Arguments>
    requires std::is_same_v<call_fault<E, Arguments...>, no_name>
  CALX_REFUSED(
      "calx: evaluate: a value needs the name of its variable, f(x = 1.0); for calls by position use calx::function(f, x, y)")
  constexpr refused
  operator()(Arguments&&...) const {
    return {};
  }
};

// An expression or a bundle.
template <class T> concept evaluable = std::derived_from<T, evaluable_base<T>>;

template <class E> struct expression_base : expression_tag, evaluable_base<E> {
  // `double d = f;`, and what the standard library's functions of doubles would ask for.
  CALX_REFUSED(
      "calx: an expression is no number; to evaluate it, write f(x = 1.0); sin(f), not std::sin(f); to print it, #include "
      "<calx/print/stream.hpp>")
  constexpr operator double() const { return 0; }
};

// Every captured number is kept as a double, or all of one expression as long double if one of them needs it.
// An object is made from one that has the numbers: the type alone, as in `struct model : decltype(f) {};`, has lost them.
struct numbers_follow {};
template <class Stored, int Count> struct capture_storage {
  using stored_type = Stored;
  Stored numbers[Count];

  constexpr capture_storage(numbers_follow) : numbers{} {}
  CALX_REFUSED("calx: the type of a formula does not hold its bare numbers; name it by calx::fixed<f>, or write 3_c for 3")
  constexpr capture_storage() : numbers{} {}
};
template <class Stored> struct capture_storage<Stored, 0> {
  using stored_type = Stored;
};

namespace detail {

template <class... E> inline constexpr bool any_long_double = (std::is_same_v<typename E::stored_type, long double> || ...);

template <class... E> using common_storage = std::conditional_t<any_long_double<E...>, long double, double>;

template <class E> constexpr int captures_of = record_of<E>.captures;

// Appends the numbers of an expression to an array.
template <class Stored, class E> constexpr void append_numbers(Stored* numbers, int& count, E const& part) {
  if constexpr (captures_of<E> > 0)
    for (auto const n : part.numbers) numbers[count++] = static_cast<Stored>(n);
}

// These two make their result in its place: GCC 12 does so for a variable of the outermost block alone, and a copy from a
// variable of an inner one was not only slow: -O2 read it before it was written.
template <class E, class Stored> constexpr E from_some_numbers(Stored const* numbers) {
  E result{{}, {numbers_follow{}}};
  for (auto& n : result.numbers) n = static_cast<typename E::stored_type>(*numbers++);
  return result;
}
template <class Result, class... Parts> CALX_ALWAYS_INLINE constexpr Result combined_numbers(Parts const&... parts) {
  Result result{{}, {numbers_follow{}}};
  int count = 0;
  (append_numbers(result.numbers, count, parts), ...);
  return result;
}

// The expression E whose numbers start at `numbers`.
template <class E, class Stored> constexpr E from_numbers(Stored const* numbers) {
  if constexpr (captures_of<E> > 0) return from_some_numbers<E>(numbers);
  else return E{};
}

}  // namespace detail

// An object of Result, whose captured numbers are those of the parts, in order.
template <class Result, class... Parts> CALX_ALWAYS_INLINE constexpr Result combined([[maybe_unused]] Parts const&... parts) {
  if constexpr (record_of<Result>.captures > 0) return detail::combined_numbers<Result>(parts...);
  else return Result{};
}

}  // namespace calx
