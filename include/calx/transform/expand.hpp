// SPDX-License-Identifier: Apache-2.0
// expand: writes internal operations (a row with `expand`, such as sech_squared) in public ones, for text and for proofs.
// expand_for_code: only those that are there for the sake of their derivatives (`expands_in_code`), before code is made.
#pragma once

#include <calx/graph/rebuild.hpp>
#include <calx/op/table.hpp>
#include <calx/transform/prune.hpp>

namespace calx {

namespace detail {

template <class Chosen> constexpr graph expanded(graph_view g, Chosen is_chosen) {
  builder result(g.size);
  maker make(result);
  buffer<node_id> const moved = rebuild(g, result, [&](node const& n, int) {
    operation_facts const& facts = facts_of(n.operation);
    if (facts.expand != nullptr && is_chosen(facts)) return facts.expand(make, operands_of(n));
    if (n.operands[0] == no_node) return result.intern(n);
    return make.again(n);
  });
  copy_outputs(g, result, moved);
  return prune(result.take());
}

}  // namespace detail

constexpr graph expand(graph_view g) {
  return detail::expanded(g, [](operation_facts const&) { return true; });
}

constexpr bool may_expand_for_code(graph_view g) {
  for (int i = 0; i < g.size; ++i)
    if (facts_of(g.nodes[i].operation).expands_in_code) return true;
  return false;
}
constexpr graph expand_for_code(graph_view g) {
  if (!may_expand_for_code(g)) return copy_of(g);
  return detail::expanded(g, [](operation_facts const& facts) { return facts.expands_in_code; });
}

}  // namespace calx
