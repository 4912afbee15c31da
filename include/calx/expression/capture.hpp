// SPDX-License-Identifier: Apache-2.0
// capture: a bare number in an expression, `3 * x` or `k * x`. It is carried by the object, by value, and is anonymous: equal
// types may hold different numbers, so captures are never merged, folded, or consulted for what fixes a type.
// A number that a double holds exactly is kept as double; long double, and integers of more than 53 bits, as long double.
#pragma once

#include <calx/expression/expression.hpp>

#include <limits>

namespace calx {

template <class Stored> struct capture : expression_base<capture<Stored>>, capture_storage<Stored, 1> {
  static constexpr record describe() {
    record r{};
    r.kind = record::kind_type::capture;
    r.captures = 1;
    return completed(r);
  }
};

template <class T> concept bare_number = std::is_arithmetic_v<std::remove_cvref_t<T>>;

template <bare_number Number>
using capture_of = capture<
    std::conditional_t<(std::numeric_limits<Number>::digits > std::numeric_limits<double>::digits), long double, double>>;

// What may stand in an expression.
template <class T> concept operand = expression<T> || bare_number<T>;

template <expression E> CALX_ALWAYS_INLINE constexpr E const& as_expression(E const& expression) { return expression; }
template <bare_number Number> CALX_ALWAYS_INLINE constexpr auto as_expression(Number number) {
  capture_of<Number> c{{}, {numbers_follow{}}};
  c.numbers[0] = static_cast<typename capture_of<Number>::stored_type>(number);
  return c;
}

template <operand T>
using expression_of = std::remove_cvref_t<decltype(as_expression(std::declval<std::remove_cvref_t<T> const&>()))>;

}  // namespace calx
