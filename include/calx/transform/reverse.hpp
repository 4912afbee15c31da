// SPDX-License-Identifier: Apache-2.0
// reverse mode: the adjoints d output / d node for all nodes in one sweep from the output back.
//
//   adjoint(output) = 1,  adjoint(operand) += adjoint(node) * partial
//
// A gradient costs a small multiple of the function, however many inputs it has. Source: S. Linnainmaa 1970.
//
// where(c, a, b) passes its adjoint w to a only where c holds. Multiplying a 0 by a partial of the branch not taken, which may
// be NaN or infinite, would poison the sum; so an adjoint carries the condition under which it counts, and becomes
// where(condition, value, 0) only when it meets one with another condition, or at an input. Linear, however deep choices nest.
#pragma once

#include <calx/op/table.hpp>

namespace calx {

namespace detail {

// The adjoint is `value` where `condition` holds (no_node: everywhere) and 0 elsewhere, whatever `value` is there.
struct conditional_adjoint {
  node_id value = no_node;
  node_id condition = no_node;
  bool zero_elsewhere = false;  // `value` itself is 0 where the condition doesn't hold
};

constexpr node_id unconditional(maker& g, conditional_adjoint const& w) {
  if (w.condition == no_node || w.zero_elsewhere) return w.value;
  return g.where(w.condition, w.value, g.zero());
}

constexpr node_id both(maker& g, node_id a, node_id b) {
  return a == no_node || a == b ? b : g.apply(opcode::logical_and, a, b);
}

// A part that is where(c, v, 0) is v under the condition c.
constexpr conditional_adjoint under_conditions(maker& g, node_id part, node_id condition) {
  node const n = g[part];
  if (n.operation == opcode::where && g.is(n.operands[2], 0)) return {n.operands[1], both(g, condition, n.operands[0])};
  if (n.operation == opcode::where && g.is(n.operands[1], 0))
    return {n.operands[2], both(g, condition, g.apply(opcode::logical_not, n.operands[0]))};
  return {part, condition};
}

constexpr bool is_not(maker const& g, node_id a, node_id b) {
  return g[a].operation == opcode::logical_not && g[a].operands[0] == b;
}

constexpr conditional_adjoint sum_of(maker& g, conditional_adjoint const& a, conditional_adjoint const& b) {
  if (a.value == no_node) return b;
  if (a.condition == b.condition) return {g.add(a.value, b.value), a.condition, a.zero_elsewhere && b.zero_elsewhere};
  bool const conditional = a.condition != no_node && b.condition != no_node;
  if (conditional) {  // o and c, o and not c: a choice by c under o
    node const p = g[a.condition], q = g[b.condition];
    bool const nested =
        p.operation == opcode::logical_and && q.operation == opcode::logical_and && p.operands[0] == q.operands[0];
    node_id const c = nested ? p.operands[1] : a.condition, d = nested ? q.operands[1] : b.condition;
    if (is_not(g, c, d) || is_not(g, d, c)) return {g.where(c, a.value, b.value), nested ? p.operands[0] : no_node};
  }
  node_id const sum = g.add(unconditional(g, a), unconditional(g, b));
  if (!conditional) return {sum};
  return {sum, g.apply(opcode::logical_or, a.condition, b.condition), true};
}

// What operand `which` of node i adds to its adjoint. A condition on elements holds for the elements of an operand of the same
// shape; anything else takes the adjoint with its zeros. A condition that is a number holds for all of any operand.
constexpr conditional_adjoint adjoint_of_operand(maker& g, node_id i, int which, conditional_adjoint const& w) {
  auto const is_single = [&](node_id condition) { return condition == no_node || g[condition].shape.is_scalar(); };
  node const n = g[i];
  if (is_array_operation(n.operation)) {
    bool const passes = is_single(w.condition);
    node_id const part = pulled(g, i, which, passes ? w.value : unconditional(g, w));
    return part == no_node ? conditional_adjoint{} : under_conditions(g, part, passes ? w.condition : no_node);
  }
  node_id const part = times_partial(g, i, which, w.value);
  if (part == no_node) return {};
  conditional_adjoint const whole = under_conditions(g, part, w.condition);
  array_shape const of_operand = g[n.operands[which]].shape;
  if (n.shape == of_operand) return whole;
  bool const passes = is_single(whole.condition);
  node_id const value = passes ? whole.value : unconditional(g, whole);
  return {g.sum(g.fill(value, n.shape), of_operand), passes ? whole.condition : no_node};
}

}  // namespace detail

// Appends to g the adjoints of the sum of weights[i] outputs[i] with respect to `inputs`, and returns them in that order; 0
// where it does not depend. A weight is not differentiated, even if it is computed from the inputs.
constexpr buffer<node_id> reverse(maker& g, buffer<node_id> const& outputs, buffer<node_id> const& weights,
                                  buffer<node_id> const& inputs) {
  buffer<char> active(g.graph().size());
  for (node_id const input : inputs)
    if (input != no_node) active[input] = 1;
  int size = 0;
  for (node_id const output : outputs) size = output < size ? size : output + 1;
  for (node_id i = 0; i < size; ++i) {
    node const& n = g[i];
    for (int k = 0; k < 3 && n.operands[k] != no_node; ++k)
      if (active[n.operands[k]] != 0) active[i] = 1;
  }
  buffer<detail::conditional_adjoint> adjoints(g.graph().size());
  for (int i = 0; i < outputs.size(); ++i) adjoints[outputs[i]] = detail::sum_of(g, adjoints[outputs[i]], {weights[i]});
  for (node_id i = size - 1; i >= 0; --i) {
    if (adjoints[i].value == no_node || active[i] == 0) continue;
    node const n = g[i];
    for (int k = 0; k < 3 && n.operands[k] != no_node; ++k) {
      node_id const operand = n.operands[k];
      if (active[operand] == 0) continue;
      detail::conditional_adjoint const part = detail::adjoint_of_operand(g, i, k, adjoints[i]);
      if (part.value == no_node || g.is(part.value, 0)) continue;
      adjoints[operand] = detail::sum_of(g, adjoints[operand], part);
    }
  }
  buffer<node_id> result;
  for (node_id const input : inputs) {
    bool const depends = input != no_node && input < size && adjoints[input].value != no_node;
    node_id const adjoint = depends ? detail::unconditional(g, adjoints[input]) : g.zero();
    result.push(input == no_node ? adjoint : g.fill(adjoint, g[input].shape));
  }
  return result;
}

// The same for one output.
constexpr buffer<node_id> reverse(maker& g, node_id output, buffer<node_id> const& inputs) {
  return reverse(g, buffer<node_id>(1, output), buffer<node_id>(1, g.one()), inputs);
}

}  // namespace calx
