// SPDX-License-Identifier: Apache-2.0
// sparsity(hessian(f, x, ...)), sparsity(jacobian(...)): which entries of the matrix can differ from 0, as a constant
// std::array of rows of bool; sparsity(gradient(f, x, ...)): one such row. false is certain: the entry is the constant 0 as a
// function (transform/sparsity.hpp). Captured numbers take no part: of k * x * y no second derivative by x and y is left out,
// whatever k is.
#pragma once

#include <calx/calculus/gradient.hpp>
#include <calx/calculus/hessian.hpp>
#include <calx/calculus/jacobian.hpp>
#include <calx/transform/sparsity.hpp>

namespace calx {

namespace detail {

template <class Bundle, int Rows, int Columns> constexpr auto nonzero_entries() {
  std::array<std::array<bool, static_cast<std::size_t>(Columns)>, static_cast<std::size_t>(Rows)> pattern{};
  buffer<char> const nonzero = nonzero_outputs(function_of<Bundle>.graph);
  int next = 0;
  for (auto& row : pattern)
    for (bool& entry_is_nonzero : row) entry_is_nonzero = nonzero[next++] != 0;
  return pattern;
}
template <class Bundle, int Rows, int Columns> inline constexpr auto sparsity_of = nonzero_entries<Bundle, Rows, Columns>();

}  // namespace detail

template <class F, class... Variables> constexpr auto sparsity(gradient_bundle<F, Variables...> const&) {
  return detail::sparsity_of<gradient_bundle<F, Variables...>, 1, detail::slot_count<Variables...>>[0];
}
template <class F, class... Variables> constexpr auto sparsity(hessian_bundle<F, Variables...> const&) {
  constexpr int slots = detail::slot_count<Variables...>;
  return detail::sparsity_of<hessian_bundle<F, Variables...>, slots, slots>;
}
template <class F, class... Variables> constexpr auto sparsity(jacobian_bundle<F, Variables...> const&) {
  return detail::sparsity_of<jacobian_bundle<F, Variables...>, F::size(), detail::slot_count<Variables...>>;
}
template <operand F>
CALX_REFUSED("calx: sparsity(H): H is a gradient, a Hessian or a Jacobian, as in sparsity(hessian(f, x, y))")
constexpr refused sparsity(F const&) {
  return {};
}

}  // namespace calx
