// SPDX-License-Identifier: Apache-2.0
// binding: `x = 1.0`, a variable and its value. A number is held by value, an lvalue is viewed, an rvalue is moved in: a
// binding that is used in the expression that made it, or that outlives it with what it moved in, never dangles.
#pragma once

#include <calx/core/config.hpp>

#include <type_traits>
#include <utility>

namespace calx {

struct binding_tag {};

template <class Variable, class Held> struct binding : binding_tag {
  using variable_type = Variable;
  using value_type = std::remove_cvref_t<Held>;
  Held held;

  constexpr value_type const& value() const { return held; }
};

template <class T> concept binding_type = std::is_base_of_v<binding_tag, std::remove_cvref_t<T>>;

namespace detail {
template <class Value>
using held_type = std::conditional_t<std::is_arithmetic_v<std::remove_cvref_t<Value>> ||
                                         std::is_empty_v<std::remove_cvref_t<Value>> || !std::is_lvalue_reference_v<Value>,
                                     std::remove_cvref_t<Value>, std::remove_reference_t<Value> const&>;
}

template <class Variable, class Value> CALX_ALWAYS_INLINE constexpr auto bind(Value&& value) {
  using held = detail::held_type<Value&&>;
  return binding<Variable, held>{{}, static_cast<Value&&>(value)};
}

}  // namespace calx
