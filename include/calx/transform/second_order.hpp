// SPDX-License-Identifier: Apache-2.0
// second_order: gradient and Hessian of one output in a single sweep back ("edge pushing", R. Gower and M. Mello 2012).
//
// The sweep eliminates one node v after the other. What is left is a quadratic form in the nodes that are alive:
//
//   sum adjoint(u) du + 1/2 sum second(u, t) du dt,   and dv = sum v_k dx_k + 1/2 sum v_kl dx_k dx_l
//
// so second(x_k, u) += v_k second(v, u),  second(x_k, x_l) += v_k v_l second(v, v) + v_kl adjoint(v). Its cost depends on how
// many nodes interact, not on how many variables there are: forward over reverse would repeat a sweep for each variable.
#pragma once

#include <calx/op/table.hpp>
#include <calx/transform/forward.hpp>

namespace calx {

namespace detail {

// The partial derivatives of one operation and theirs, on placeholders for its operands.
class local_derivatives {
 public:
  constexpr local_derivatives(maker& g, node_id v, buffer<char> const& active) : make_(small_) {
    node n = g[v];
    for (int k = 0; k < 3 && n.operands[k] != no_node; ++k) {
      outer_[k] = n.operands[k];
      node const& operand = g[n.operands[k]];
      bool const named = operand.operation == opcode::first_of_three;  // of a user's function, which it names
      if (named) outer_[k] = operand.operands[1];
      placeholder_[k] = g.is_constant(outer_[k]) ? small_.constant(g.graph().constant_at(outer_[k])) : small_.input(k);
      n.operands[k] = placeholder_[k];
      if (named) {
        node_id const function = small_.constant(g.graph().constant_at(operand.operands[0]));
        n.operands[k] = small_.apply(operand.operation, function, placeholder_[k]);
      }
    }
    self_ = small_.intern(n);
    outer_self_ = v;
    for (int k = 0; k < 3 && placeholder_[k] != no_node; ++k)
      partial_[k] = active[outer_[k]] != 0 ? times_partial(make_, self_, k, make_.one()) : no_node;
  }

  // A choice, which must not let the branch that is not taken into a product.
  constexpr bool has_choice() const {
    for (int i = 0; i < small_.size(); ++i)
      if (small_[i].operation == opcode::where) return true;
    return false;
  }
  constexpr bool is_linear() const {
    for (int k = 0; k < 3; ++k)
      if (partial_[k] != no_node && !make_.is_constant(partial_[k])) return false;
    return true;
  }
  // w d2v/(dx_k dx_l) as a node of g; no_node where it vanishes.
  constexpr node_id second(maker& g, int k, int l, node_id w) {
    if (partial_[k] == no_node || partial_[l] == no_node) return no_node;
    buffer<node_id> const tangents = forward(make_, partial_[k] + 1, placeholder_[l]);
    node_id const d = tangents[partial_[k]];
    if (d == no_node || make_.is(d, 0)) return no_node;
    return g.multiply(w, copied(g, d));
  }

 private:
  constexpr node_id copied(maker& g, node_id root) const {
    buffer<node_id> moved(root + 1, no_node);
    buffer<char> needed(root + 1);
    needed[root] = 1;
    for (node_id i = root; i >= 0; --i)
      for (int k = 0; k < 3 && needed[i] != 0 && i != self_ && small_[i].operands[k] != no_node; ++k)
        needed[small_[i].operands[k]] = 1;
    for (node_id i = 0; i <= root; ++i) {
      if (needed[i] == 0) continue;
      node const n = small_[i];
      if (i == self_) moved[i] = outer_self_;
      else if (n.operation == opcode::input) moved[i] = outer_[n.payload];
      else if (n.operation == opcode::constant) moved[i] = g.constant(small_.constant_at(i));
      else if (n.operands[0] == no_node) moved[i] = g.graph().intern(n);
      else
        moved[i] = g.apply(n.operation, moved[n.operands[0]], n.operands[1] == no_node ? no_node : moved[n.operands[1]],
                           n.operands[2] == no_node ? no_node : moved[n.operands[2]], n.payload);
    }
    return moved[root];
  }

  builder small_;
  maker make_;
  node_id outer_[3] = {no_node, no_node, no_node}, placeholder_[3] = {no_node, no_node, no_node};
  node_id partial_[3] = {no_node, no_node, no_node};
  node_id self_ = no_node, outer_self_ = no_node;
};

class edge_pusher {
 public:
  constexpr edge_pusher(maker& g, node_id output)
      : g_(g), output_(output), active_(output + 1), adjoints_(output + 1, no_node), first_(output + 1, -1) {}

  constexpr bool run(buffer<node_id> const& inputs) {
    for (node_id const input : inputs)
      if (input != no_node && input <= output_) active_[input] = variable;
    for (node_id i = 0; i <= output_; ++i)
      for (int k = 0; k < 3 && g_[i].operands[k] != no_node; ++k)
        if (active_[g_[i].operands[k]] != 0 && active_[i] == 0) active_[i] = 1;
    adjoints_[output_] = g_.one();
    for (node_id v = output_; v >= 0; --v) {
      if (active_[v] == 0 || active_[v] == variable || (adjoints_[v] == no_node && first_[v] < 0)) continue;
      if (!eliminate(v)) return false;
    }
    return true;
  }
  constexpr node_id adjoint(node_id v) const { return v == no_node || v > output_ ? no_node : adjoints_[v]; }
  constexpr node_id second(node_id a, node_id b) const {
    if (a == no_node || b == no_node || a > output_ || b > output_) return no_node;
    node_id const keeper = keeper_of(a, b), other = keeper == a ? b : a;
    for (int entry = first_[keeper]; entry >= 0; entry = edges_[entry].next)
      if (edges_[entry].to == other) return edges_[entry].value;
    return no_node;
  }

 private:
  // Of two nodes alive; kept with the one that is eliminated first. Variables stay.
  struct edge {
    node_id to;
    node_id value;
    int next;
  };

  constexpr bool eliminate(node_id v) {
    local_derivatives local(g_, v, active_);
    if (local.has_choice()) return false;
    node const n = g_[v];
    int count = 0;
    while (count < 3 && n.operands[count] != no_node) ++count;
    for (int entry = first_[v]; entry >= 0; entry = edges_[entry].next) {
      edge const with = edges_[entry];
      for (int k = 0; k < count; ++k) {
        node_id const x = n.operands[k], pulled = active_[x] != 0 ? pull(v, k, with.value) : no_node;
        if (pulled == no_node) continue;
        if (with.to != v) {
          add(x, with.to, x == with.to ? twice(pulled) : pulled);
        } else {
          for (int l = k; l < count; ++l) add_pair(x, n.operands[l], k == l, pull(v, l, pulled));
        }
      }
    }
    if (adjoints_[v] == no_node) return true;
    for (int k = 0; k < count; ++k) {
      node_id const x = n.operands[k];
      if (active_[x] == 0) continue;
      if (!local.is_linear())
        for (int l = k; l < count; ++l) add_pair(x, n.operands[l], k == l, local.second(g_, k, l, adjoints_[v]));
      node_id const pulled = pull(v, k, adjoints_[v]);
      if (pulled != no_node) adjoints_[x] = adjoints_[x] == no_node ? pulled : g_.add(adjoints_[x], pulled);
    }
    return true;
  }
  constexpr node_id pull(node_id v, int k, node_id w) {
    if (active_[g_[v].operands[k]] == 0) return no_node;
    node_id const part = times_partial(g_, v, k, w);
    return part == no_node || g_.is(part, 0) ? no_node : part;
  }
  constexpr node_id twice(node_id a) { return g_.multiply(g_.constant(rational(2)), a); }
  // The term value dx dy, for two operands, or twice the term value dx^2/2 for one.
  constexpr void add_pair(node_id x, node_id y, bool same_operand, node_id value) {
    if (value == no_node || active_[y] == 0) return;
    add(x, y, x == y && !same_operand ? twice(value) : value);
  }
  constexpr node_id keeper_of(node_id x, node_id y) const {
    bool const x_stays = active_[x] == variable, y_stays = active_[y] == variable;
    return x_stays == y_stays ? (x > y ? x : y) : x_stays ? y : x;
  }
  constexpr void add(node_id x, node_id y, node_id value) {
    node_id const keeper = keeper_of(x, y), other = keeper == x ? y : x;
    for (int entry = first_[keeper]; entry >= 0; entry = edges_[entry].next)
      if (edges_[entry].to == other) {
        edges_[entry].value = g_.add(edges_[entry].value, value);
        return;
      }
    edges_.push({other, value, first_[keeper]});
    first_[keeper] = edges_.size() - 1;
  }

  static constexpr char variable = 2;

  maker& g_;
  node_id output_;
  buffer<char> active_;  // 0: depends on no variable; `variable`: is one
  buffer<node_id> adjoints_;
  buffer<int> first_;
  buffer<edge> edges_;
};

}  // namespace detail

// Appends to g the gradient of `output` by `inputs` and its Hessian, row by row. False, and nothing to be used, where the
// function chooses between branches: forward over reverse keeps those apart.
constexpr bool second_order(maker& g, node_id output, buffer<node_id> const& inputs, buffer<node_id>& gradient,
                            buffer<node_id>& hessian) {
  detail::edge_pusher pusher(g, output);
  if (!pusher.run(inputs)) return false;
  auto const or_zero = [&](node_id id) { return id == no_node ? g.zero() : id; };
  for (node_id const i : inputs) gradient.push(or_zero(pusher.adjoint(i)));
  for (node_id const i : inputs)
    for (node_id const j : inputs) hessian.push(or_zero(pusher.second(i, j)));
  return true;
}

}  // namespace calx
