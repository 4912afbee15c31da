// SPDX-License-Identifier: Apache-2.0
// Evaluation on intervals: f(x = calx::interval{-0.5, 0.5}) is an interval that holds f's value at every number of x's, in
// constant expressions and at run time with the same bits. Numbers beside it are intervals of one number; captured numbers,
// constants, pi and e are enclosed. Infinite and empty results are results, not refused; is_continuous() says whether f is
// defined and continuous on the whole of its arguments. A gradient or a Hessian has one interval for each entry.
//
// What runs is f's graph, simplified, node by node: enclose(). The program for doubles would hold, too, but not tightly: there
// x^2 is x x, which is [-1, 1] on [-1, 1], and a/d and b/d are products by 1/d. Simplification helps: x x becomes x^2, and
// like terms are one. as_written(f) is enclosed as spelled. Cost: 0.05 to 1 us an operation.
#pragma once

#include <calx/evaluate/enclose.hpp>
#include <calx/evaluate/evaluate.hpp>

namespace calx {

namespace detail {

// E's function for enclose(): every argument, also one element of a vector, is the input of its place among the arguments.
template <class E> struct enclosed_function {
  static constexpr graph_size expected() {
    constexpr graph_view g = scalars_of<E>.graph;
    return {g.size + 64, g.constant_count + 64, g.output_count};
  }
  static constexpr function_graph run() {
    function_view const& f = scalars_of<E>;
    graph g;
    if (preparation_of<E>() == preparation::as_written) g = prune(f.graph);
    else g = run_passes(enclosure_passes, f.graph);
    buffer<int> const argument_of = argument_positions(g.view(), f);
    for (int i = 0; i < g.nodes.size(); ++i)
      if (argument_of[i] >= 0) g.nodes[i] = {opcode::input, {no_node, no_node, no_node}, argument_of[i], g.nodes[i].shape};
    return {prune(static_cast<graph&&>(g)), {}, f.captures};
  }
};

}  // namespace detail

template <class E> struct interval_evaluator {
  CALX_ALWAYS_INLINE static constexpr void run(interval const* inputs, interval const* captured, interval* outputs) {
    constexpr graph_view g = frozen<detail::enclosed_function<E>>::view.graph;
    interval values[g.size];
    enclose(g, inputs, captured, values);
    for (int i = 0; i < g.output_count; ++i) outputs[i] = values[g.outputs[i]];
  }
};

}  // namespace calx
