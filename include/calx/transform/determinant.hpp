// SPDX-License-Identifier: Apache-2.0
// determinant: of the square matrix that the outputs of a graph are, row by row, as its only output. Without division, so that
// it has a value wherever the entries have one: expansion by the last row, where all minors of the first k rows are computed
// once; n (2^(n-1) - 1) products in all: 2, 9, 28, 75, 186 for two to six rows. What is structurally 0 costs nothing.
#pragma once

#include <calx/graph/rebuild.hpp>
#include <calx/transform/pipeline.hpp>

namespace calx {

namespace detail {

// The minor of the first rows, as many as `columns` has bits, and these columns; no_node: it is 0.
constexpr node_id next_minor(maker& g, buffer<node_id> const& minors, node_id const* row, unsigned columns) {
  node_id sum = no_node;
  bool negative = false;
  for (int j = 31; j >= 0; --j) {  // the last column has a plus
    unsigned const bit = 1u << j;
    if ((columns & bit) == 0) continue;
    node_id const rest = minors[static_cast<int>(columns & ~bit)];
    if (rest != no_node && !g.is(row[j], 0)) {
      node_id const term = g.multiply(row[j], rest);
      if (sum == no_node) sum = negative ? g.negate(term) : term;
      else sum = negative ? g.subtract(sum, term) : g.add(sum, term);
    }
    negative = !negative;
  }
  return sum;
}

}  // namespace detail

constexpr graph determinant(graph_view matrix, int size) {
  graph const simple = run_passes(derivative_passes, matrix);  // shows what is 0
  graph_view const g = simple.view();
  builder b(4 * g.size);
  maker make(b);
  buffer<node_id> const moved = rebuild(g, b);
  buffer<node_id> entries;
  for (int i = 0; i < size * size; ++i) entries.push(moved[g.outputs[i]]);
  buffer<node_id> minors(1 << size, no_node);
  minors[0] = make.one();
  for (unsigned columns = 1; columns < (1u << size); ++columns) {
    int rows = 0;
    for (unsigned rest = columns; rest != 0; rest &= rest - 1) ++rows;
    minors[static_cast<int>(columns)] = detail::next_minor(make, minors, entries.data() + (rows - 1) * size, columns);
  }
  node_id const result = minors[(1 << size) - 1];
  b.output(result == no_node ? make.zero() : result);
  return run_passes(derivative_passes, b.view());
}

}  // namespace calx
