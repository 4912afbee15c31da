// SPDX-License-Identifier: Apache-2.0
// sum_outputs: the sum of some outputs of a graph, as its only output. For the diagonals of matrices.
#pragma once

#include <calx/graph/rebuild.hpp>
#include <calx/transform/pipeline.hpp>

namespace calx {

// Of the outputs first, first + stride, ..., `count` in all; simplified.
constexpr graph sum_outputs(graph_view g, int first, int stride, int count) {
  builder b(g.size);
  maker make(b);
  buffer<node_id> const moved = rebuild(g, b);
  node_id sum = make.zero();
  for (int i = 0; i < count; ++i) sum = make.add(sum, moved[g.outputs[first + i * stride]]);
  b.output(sum);
  return run_passes(derivative_passes, b.view());
}

}  // namespace calx
