// SPDX-License-Identifier: Apache-2.0
// operations(f): how many operations (+ - * / and function calls) one evaluation of f computes, as a constant. f is an
// expression or a bundle: operations(gradient(f, x, y)). Whole powers count as their multiplications; common subexpressions
// count once; a product that is fused into a sum still counts.
#pragma once

#include <calx/expression/freeze.hpp>
#include <calx/transform/pipeline.hpp>

namespace calx {

namespace detail {

constexpr int count_operations(graph_view g) {
  graph const counted = run_passes(counting_passes, g);
  int count = 0;
  for (node const& n : counted.nodes) count += arity_of(n) != 0 && n.operation != opcode::element ? 1 : 0;
  return count;
}

template <class E> inline constexpr int operations_of = count_operations(function_of<E>.graph);

}  // namespace detail

template <class E> constexpr int operations(E const&) { return detail::operations_of<E>; }

}  // namespace calx
