// SPDX-License-Identifier: Apache-2.0
// share_products: products that have two factors in common share their product.
//
//   a b c, a b d, a b  ->  p c, p d, p  with p = a b
//
// Products are taken apart into their factors, where nothing else uses a part. Each round is linear: every product chooses the
// pair that most products have, and the pairs that two have chosen become factors. Greedy extraction of common pairs:
// A. Hosangadi, F. Fallah, R. Kastner 2006.
//
// For what a verb derived: the sweeps multiply the same factors in many orders. A function as a user wrote it keeps its order,
// since a product can overflow in one order and not in another; here a b is a factor of several results.
#pragma once

#include <calx/graph/rebuild.hpp>
#include <calx/transform/chains.hpp>

namespace calx {

namespace detail {

class product_sharer {
 public:
  constexpr explicit product_sharer(graph_view g) : old_(g), first_(g.size, -1), length_(g.size), changed_(g.size) {}

  constexpr graph run() {
    find_products();
    if (longest_chain_ < 3) return copy_of(old_);
    for (int round = 0; round < rounds && share(); ++round) {}
    rebuild(old_, new_, made_, [&](node const& n, int i) { return changed_[i] != 0 ? product(i) : new_.intern(n); });
    copy_outputs(old_, new_, made_);
    return prune(new_.take());
  }

 private:
  static constexpr int rounds = 8, longest = 8;

  // The factors of each product stand together in factors_: length_[i] from first_[i] on.
  constexpr void find_products() {
    product_chains chains(old_);
    for (node_id i = 0; i < old_.size; ++i) {
      if (!chains.is_root(i)) continue;
      roots_.push(i);
      first_[i] = factors_.size();
      chains.factors_of(i, factors_);
      length_[i] = factors_.size() - first_[i];
      if (length_[i] > longest_chain_) longest_chain_ = length_[i];
    }
  }

  // Pairs are known by their node in pairs_; a factor that is a pair is old_.size + that.
  constexpr node_id pair_of(int a, int b) { return pairs_.intern({opcode::multiply, {a < b ? a : b, a < b ? b : a, no_node}}); }
  template <class Visit> constexpr void for_each_pair(node_id root, Visit visit) {
    if (length_[root] > longest) return;
    for (int i = first_[root]; i < first_[root] + length_[root]; ++i)
      for (int j = i + 1; j < first_[root] + length_[root]; ++j) visit(i, j, pair_of(factors_[i], factors_[j]));
  }

  constexpr bool share() {
    buffer<int> products(pairs_.size()), last(pairs_.size(), no_node), chosen_by(pairs_.size());
    for (node_id const root : roots_)
      for_each_pair(root, [&](int, int, node_id pair) {
        products.grow(pair + 1, 0);
        last.grow(pair + 1, no_node);
        if (last[pair] != root) ++products[pair];
        last[pair] = root;
      });
    chosen_by.grow(products.size(), 0);
    buffer<choice> choices(old_.size);
    for (node_id const root : roots_) {
      choice best;
      for_each_pair(root, [&](int i, int j, node_id pair) {
        int const most = best.pair == no_node ? 1 : products[best.pair];
        if (products[pair] > most || (products[pair] == most && pair < best.pair)) best = {i, j, pair};
      });
      choices[root] = best;
      if (best.pair != no_node) ++chosen_by[best.pair];
    }
    bool any = false;
    for (node_id const root : roots_) {
      choice const c = choices[root];
      if (c.pair == no_node || chosen_by[c.pair] < 2) continue;
      changed_[root] = 1;
      if (length_[root] == 2) {
        factors_[first_[root]] = old_.size + c.pair;
        length_[root] = 1;
      } else {
        factors_[c.first] = old_.size + c.pair;
        for (int i = c.second; i + 1 < first_[root] + length_[root]; ++i) factors_[i] = factors_[i + 1];
        --length_[root];
      }
      any = true;
    }
    return any;
  }

  constexpr node_id factor(int f) {
    if (f < old_.size) return made_[f];
    node const pair = pairs_[f - old_.size];
    node_id const a = factor(pair.operands[0]);
    return new_.commuted(opcode::multiply, a, factor(pair.operands[1]));
  }
  constexpr node_id product(node_id root) {
    node_id result = factor(factors_[first_[root]]);
    for (int i = 1; i < length_[root]; ++i)
      result = new_.commuted(opcode::multiply, result, factor(factors_[first_[root] + i]));
    return result;
  }

  struct choice {
    int first = 0, second = 0;
    node_id pair = no_node;
  };

  graph_view old_;
  builder new_, pairs_;
  buffer<node_id> roots_;
  buffer<int> factors_, first_, length_;
  buffer<char> changed_;
  int longest_chain_ = 0;
  buffer<node_id> made_;
};

}  // namespace detail

constexpr bool may_share_products(graph_view g) {
  for (node_id i = 0; i < g.size; ++i) {
    node const& n = g.nodes[i];
    if (n.operation != opcode::multiply || g.is_constant(n.operands[0])) continue;
    if (g.nodes[n.operands[0]].operation == opcode::multiply || g.nodes[n.operands[1]].operation == opcode::multiply)
      return true;
  }
  return false;
}
constexpr graph share_products(graph_view g) { return detail::product_sharer(g).run(); }

}  // namespace calx
