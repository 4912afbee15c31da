// SPDX-License-Identifier: Apache-2.0
// nonzero_outputs: for each output of a graph, whether it is anything but the constant 0 once the graph is simplified.
// Structural: 1 is no promise that a value differs from 0 anywhere; 0 is a promise that it is 0 everywhere.
#pragma once

#include <calx/transform/pipeline.hpp>

namespace calx {

constexpr buffer<char> nonzero_outputs(graph_view g) {
  graph const simple = run_passes(derivative_passes, g);
  buffer<char> result;
  for (node_id const id : simple.outputs) {
    bool const is_zero = simple.view().is_constant(id) && simple.view().constant(id).is(0);
    result.push(is_zero ? 0 : 1);
  }
  return result;
}

}  // namespace calx
