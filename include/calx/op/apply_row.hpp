// SPDX-License-Identifier: Apache-2.0
// apply_row(operation, payload, a, b, c): the value of one operation, chosen when it is called: for passes that compute with
// numbers, in constant expressions and at run time. Evaluation of whole functions is evaluate/'s, and faster.
#pragma once

#include <calx/op/table.hpp>

#include <utility>

namespace calx {

namespace detail {

template <class Real> using row_value = Real (*)(int payload, Real const& a, Real const& b, Real const& c);

template <opcode Operation, class Real>
constexpr Real value_by_row([[maybe_unused]] int payload, [[maybe_unused]] Real const& a, [[maybe_unused]] Real const& b,
                            [[maybe_unused]] Real const& c) {
  using r = row<Operation>;
  if constexpr (std::is_same_v<Real, rational> && !r::evaluate_exactly) return Real::inexact();
  else if constexpr (Operation == opcode::power) return whole_power(a, payload);
  else if constexpr (requires { r::template value<Real>(); }) return r::template value<Real>();
  else if constexpr (requires { r::template value<Real>(a); }) return r::template value<Real>(a);
  else if constexpr (requires { r::template value<Real>(a, b); }) return r::template value<Real>(a, b);
  else if constexpr (requires { r::template value<Real>(a, b, c); }) return r::template value<Real>(a, b, c);
  else return Real(0);  // input, captured, constant and element: not computed
}

template <class Real> struct row_values {
  row_value<Real> of[opcode_count];
};
template <class Real, std::size_t... Code> constexpr row_values<Real> collect_values(std::index_sequence<Code...>) {
  return {{value_by_row<static_cast<opcode>(Code), Real>...}};
}
template <class Real>
inline constexpr row_values<Real> values_by_row = collect_values<Real>(std::make_index_sequence<opcode_count>{});

}  // namespace detail

template <class Real>
constexpr Real apply_row(opcode operation, int payload, Real const& a, Real const& b = Real(0), Real const& c = Real(0)) {
  return detail::values_by_row<Real>.of[static_cast<int>(operation)](payload, a, b, c);
}

}  // namespace calx
