// SPDX-License-Identifier: Apache-2.0
// operations(f): how many operations (+ - * / and function calls) one evaluation of f computes, as a constant. f is an
// expression or a bundle: operations(gradient(f, x, y)). Whole powers count as their multiplications; common subexpressions
// count once; a product that is fused into a sum still counts.
#pragma once

#include <calx/evaluate/scalars.hpp>
#include <calx/transform/pipeline.hpp>

namespace calx {

namespace detail {

constexpr int count_operations(graph const& g) {
  int count = 0;
  for (node const& n : g.nodes) {
    bool const fused = n.operation == opcode::multiply_add || n.operation == opcode::multiply_subtract ||
                       n.operation == opcode::subtract_product;
    bool const free = arity_of(n) == 0 || n.operation == opcode::element || n.operation == opcode::first_of_three;
    count += fused ? 2 : free ? 0 : 1;
  }
  return count;
}

template <class E> constexpr int operations_of_graph() {
  if constexpr (requires { requires E::pipeline::derived; })
    return count_operations(run_passes(result_passes, scalars_of<E>.graph));
  else return count_operations(run_passes(evaluation_passes, scalars_of<E>.graph));
}
template <class E> inline constexpr int operations_of = operations_of_graph<E>();

}  // namespace detail

template <class E> constexpr int operations(E const&) { return detail::operations_of<E>; }

}  // namespace calx
