// SPDX-License-Identifier: Apache-2.0
// put_numbers: captured numbers become constants of the graph; what ==, printing and fixed<f> start with.
#pragma once

#include <calx/graph/rebuild.hpp>

namespace calx {

// value_of(i): the i-th captured number.
template <class ValueOf> constexpr graph put_numbers(graph_view g, ValueOf value_of) {
  builder result;
  buffer<node_id> const moved = rebuild(g, result, [&](node const& n, int) {
    return n.operation == opcode::captured ? result.constant(number::from_floating(value_of(n.payload))) : result.intern(n);
  });
  copy_outputs(g, result, moved);
  return result.take();
}

}  // namespace calx
