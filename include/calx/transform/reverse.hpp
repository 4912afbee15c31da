// SPDX-License-Identifier: Apache-2.0
// reverse mode: the adjoints d output / d node for all nodes in one sweep from the output back.
//
//   adjoint(output) = 1,  adjoint(operand) += adjoint(node) * partial
//
// A gradient costs a small multiple of the function, however many inputs it has. Source: S. Linnainmaa 1970.
//
// An adjoint that comes out of where(c, a, b) is where(c, w, 0) for a. Multiplying that 0 by a partial of the branch not
// taken, which may be NaN or infinite, would poison the sum; so later partials are multiplied inside the choice.
#pragma once

#include <calx/op/table.hpp>

namespace calx {

namespace detail {

// Which nodes have a where() with a 0 in it, at the top of their sum or of a branch? Answers are kept, node by node.
class guards {
 public:
  constexpr bool operator()(maker const& g, node_id w) {
    for (node_id i = known_.size(); i <= w; ++i) known_.push(guarded(g, g[i]) ? 1 : 0);
    return known_[w] != 0;
  }

 private:
  constexpr bool guarded(maker const& g, node const& n) const {
    switch (n.operation) {
      case opcode::where: return g.is(n.operands[1], 0) || g.is(n.operands[2], 0) || known_[n.operands[1]] != 0 || known_[n.operands[2]] != 0;
      case opcode::add:
      case opcode::subtract: return known_[n.operands[0]] != 0 || known_[n.operands[1]] != 0;
      case opcode::negate: return known_[n.operands[0]] != 0;
      case opcode::multiply: return g.is_constant(n.operands[0]) && known_[n.operands[1]] != 0;
      default: return false;
    }
  }
  buffer<char> known_;
};

constexpr node_id guarded_times_partial(maker& g, guards& guarded, node_id self, int which, node_id w) {
  if (!guarded(g, w)) return times_partial(g, self, which, w);
  node const n = g[w];
  if (n.operation == opcode::multiply) {
    node_id const inner = guarded_times_partial(g, guarded, self, which, n.operands[1]);
    return inner == no_node ? no_node : g.multiply(n.operands[0], inner);
  }
  bool const choice = n.operation == opcode::where;
  node_id parts[2] = {no_node, no_node};
  for (int k = 0; k < 2; ++k) {
    node_id const part = n.operands[choice ? k + 1 : k];
    if (part == no_node || g.is(part, 0)) continue;
    parts[k] = guarded_times_partial(g, guarded, self, which, part);
    if (parts[k] == no_node) return no_node;  // the partial is structurally zero
  }
  for (node_id& part : parts)
    if (part == no_node) part = g.zero();
  if (choice) return g.where(n.operands[0], parts[0], parts[1]);
  if (n.operation == opcode::negate) return g.negate(parts[0]);
  return n.operation == opcode::add ? g.add(parts[0], parts[1]) : g.subtract(parts[0], parts[1]);
}

}  // namespace detail

// Appends to g the adjoints of `output` with respect to `inputs`, and returns them in that order; 0 where it does not depend.
constexpr buffer<node_id> reverse(maker& g, node_id output, buffer<node_id> const& inputs) {
  int const size = output + 1;
  buffer<char> active(g.graph().size());
  for (node_id const input : inputs)
    if (input != no_node) active[input] = 1;
  for (node_id i = 0; i < size; ++i)
    for (int k = 0; k < 3 && g[i].operands[k] != no_node; ++k)
      if (active[g[i].operands[k]] != 0) active[i] = 1;
  buffer<node_id> adjoints(g.graph().size(), no_node);
  adjoints[output] = g.one();
  detail::guards guarded;
  for (node_id i = output; i >= 0; --i) {
    if (adjoints[i] == no_node || active[i] == 0) continue;
    node const n = g[i];
    for (int k = 0; k < 3 && n.operands[k] != no_node; ++k) {
      node_id const operand = n.operands[k];
      if (active[operand] == 0) continue;
      node_id const part = detail::guarded_times_partial(g, guarded, i, k, adjoints[i]);
      if (part == no_node || g.is(part, 0)) continue;
      adjoints[operand] = adjoints[operand] == no_node ? part : g.add(adjoints[operand], part);
    }
  }
  buffer<node_id> result;
  for (node_id const input : inputs) {
    bool const depends = input != no_node && input < size && adjoints[input] != no_node;
    result.push(depends ? adjoints[input] : g.zero());
  }
  return result;
}

}  // namespace calx
