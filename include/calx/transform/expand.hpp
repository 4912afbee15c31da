// SPDX-License-Identifier: Apache-2.0
// expand: writes internal operations (a row with `expand`, such as sech_squared) in public ones, for text and for proofs.
#pragma once

#include <calx/graph/rebuild.hpp>
#include <calx/op/table.hpp>
#include <calx/transform/prune.hpp>

namespace calx {

constexpr graph expand(graph_view g) {
  builder result(g.size);
  maker make(result);
  buffer<node_id> const moved = rebuild(g, result, [&](node const& n, int) {
    auto const definition = facts_of(n.operation).expand;
    if (definition != nullptr) return definition(make, operands_of(n));
    if (n.operands[0] == no_node) return result.intern(n);
    return make.apply(n.operation, n.operands[0], n.operands[1], n.operands[2], n.payload);
  });
  copy_outputs(g, result, moved);
  return prune(result.take());
}

}  // namespace calx
