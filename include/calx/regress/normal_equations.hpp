// SPDX-License-Identifier: Apache-2.0
// normal_equations<list<inner, cost, score, curvature, ...>, parameters...>: what a fit asks of its data at a point, in one
// schedule that passes over the data once. Four expressions for each equation, in the parameters and the columns of data, each a
// number for a row:
//
//   inner      what is linearized, with the derivatives J by the parameters: the residual of least squares, the mean of a count
//   cost       what a row adds to the objective
//   score      half of the derivative of the cost by inner
//   curvature  half of the second one, or what stands for it, at least 0
//
// The results, for n parameters: the sum of the costs; n sums of score J_k; the sums of curvature J_j J_k, of j <= k row by row.
// Least squares has cost r^2, score r and curvature 1: then these are r'r, J'r and J'J.
#pragma once

#include <calx/calculus/gradient.hpp>
#include <calx/transform/forward.hpp>

namespace calx {

template <class... E> struct expression_list {};

namespace detail {

template <class... E> constexpr function_graph lowered_together() {
  record const* roots[] = {&record_of<E>...};
  return lowering().run(roots, sizeof...(E));
}

constexpr node_id sum_over_rows(maker& g, node_id x, array_shape const& rows) { return g.sum(g.fill(x, rows), array_shape{}); }

constexpr node_id added(maker& g, node_id a, node_id b) { return a == no_node ? b : g.add(a, b); }

// names: of the parameters.
constexpr function_graph normal_equations_of(function_graph const& joint, std::string_view const* names, int count) {
  graph const simple = simplify(joint.graph.view());
  graph_view const g = simple.view();
  builder b(8 * g.size);
  maker make(b);
  buffer<node_id> const moved = rebuild(g, b);
  int const size = b.size();
  buffer<node_id> sums(1 + count + count * (count + 1) / 2, no_node);
  for (int term = 0; term < g.output_count; term += 4) {
    node_id const inner = moved[g.outputs[term]], cost = moved[g.outputs[term + 1]], score = moved[g.outputs[term + 2]],
                  curvature = moved[g.outputs[term + 3]];
    array_shape const rows = b[inner].shape;
    buffer<node_id> slopes(count, no_node);
    for (int k = 0; k < count; ++k)
      for (node_id id = 0; id < size; ++id)
        if (b[id].operation == opcode::input && joint.inputs[b[id].payload].name == names[k])
          slopes[k] = forward(make, size, id)[inner];
    sums[0] = added(make, sums[0], sum_over_rows(make, cost, rows));
    int entry = 1 + count;
    for (int j = 0; j < count; ++j) {
      if (slopes[j] == no_node) {
        entry += count - j;
        continue;
      }
      sums[1 + j] = added(make, sums[1 + j], sum_over_rows(make, make.multiply(score, slopes[j]), rows));
      node_id const weighted = make.multiply(curvature, slopes[j]);
      for (int k = j; k < count; ++k, ++entry)
        if (slopes[k] != no_node)
          sums[entry] = added(make, sums[entry], sum_over_rows(make, make.multiply(weighted, slopes[k]), rows));
    }
  }
  for (node_id const id : sums) b.output(id == no_node ? make.zero() : id);
  function_graph result{simplify(prune(b.take()).view()), joint.inputs, joint.captures};
  return result;
}

}  // namespace detail

template <class Expressions, class... Parameters> struct normal_equations;
template <class... E, class... Parameters>
struct normal_equations<expression_list<E...>, Parameters...>
    : evaluable_base<normal_equations<expression_list<E...>, Parameters...>>,
      capture_storage<detail::common_storage<E...>, (record_of<E>.captures + ...)> {
  static_assert(sizeof...(E) % 4 == 0);
  struct pipeline {
    static constexpr bool derived = true;
    static constexpr graph_size expected() { return {2048, 64, size()}; }
    static constexpr function_graph run() {
      std::string_view const names[] = {Parameters::name()...};
      return detail::normal_equations_of(detail::lowered_together<E...>(), names, sizeof...(Parameters));
    }
  };
  static constexpr bool by_loops = true;
  static constexpr record describe() { return record_of_function(frozen<pipeline>::view); }
  static constexpr int size() {
    constexpr int count = sizeof...(Parameters);
    return 1 + count + count * (count + 1) / 2;
  }

  template <class Real> CALX_ALWAYS_INLINE static constexpr auto result(Real const* outputs) {
    return detail::block_of<size()>(outputs);
  }
  template <class Real, class... Numbers> static constexpr auto result_of_blocks(Numbers const&... numbers) {
    return std::array<Real, sizeof...(Numbers)>{numbers...};
  }
};

}  // namespace calx
