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
#include <calx/expression/record.hpp>

#include <concepts>
#include <type_traits>

namespace calx {

struct expression_tag {};

template <class T>
concept expression = std::derived_from<std::remove_cvref_t<T>, expression_tag>;

// Evaluation of E is defined in evaluate/evaluate.hpp; a call without that header is one sentence.
template <class E>
struct evaluator;
template <class E>
concept evaluation_is_included = requires { sizeof(evaluator<E>); };

// What can be evaluated: expressions, and bundles of them (a gradient, a value with its gradient).
template <class E>
struct evaluable_base {
  template <class... Bindings>
  CALX_ALWAYS_INLINE constexpr auto operator()(Bindings&&... bindings) const {
    static_assert(evaluation_is_included<E>, "calx: to evaluate an expression, #include <calx/core.hpp> or <calx/evaluate/evaluate.hpp>");
    return evaluator<E>::call(static_cast<E const&>(*this), static_cast<Bindings&&>(bindings)...);
  }
};

template <class E>
struct expression_base : expression_tag, evaluable_base<E> {};

// Every captured number is kept as a double, or all of one expression as long double if one of them needs it.
template <class Stored, int Count>
struct capture_storage {
  using stored_type = Stored;
  Stored numbers[Count]{};
};
template <class Stored>
struct capture_storage<Stored, 0> {
  using stored_type = Stored;
};

namespace detail {

template <class... E>
inline constexpr bool any_long_double = (std::is_same_v<typename E::stored_type, long double> || ...);

template <class... E>
using common_storage = std::conditional_t<any_long_double<E...>, long double, double>;

template <class E>
constexpr int captures_of = record_of<E>.captures;

// Appends the numbers of an expression to an array.
template <class Stored, class E>
constexpr void append_numbers(Stored* numbers, int& count, E const& part) {
  if constexpr (captures_of<E> > 0)
    for (auto const n : part.numbers) numbers[count++] = static_cast<Stored>(n);
}

// The expression E whose numbers start at `numbers`.
template <class E, class Stored>
constexpr E from_numbers(Stored const* numbers) {
  E result{};
  if constexpr (captures_of<E> > 0)
    for (auto& n : result.numbers) n = static_cast<typename E::stored_type>(*numbers++);
  return result;
}

}  // namespace detail

// An object of Result, whose captured numbers are those of the parts, in order.
template <class Result, class... Parts>
CALX_ALWAYS_INLINE constexpr Result combined([[maybe_unused]] Parts const&... parts) {
  Result result{};
  if constexpr (record_of<Result>.captures > 0) {
    [[maybe_unused]] int count = 0;
    (detail::append_numbers(result.numbers, count, parts), ...);
  }
  return result;
}

}  // namespace calx
