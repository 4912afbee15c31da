// SPDX-License-Identifier: Apache-2.0
// builder: interns nodes. The same node twice is one node; that is all it does (normalising is op/maker.hpp's job).
// Open addressing on plain arrays; a hash finds the bucket, equality decides. O(1) a node.
#pragma once

#include <calx/core/hash.hpp>
#include <calx/graph/graph.hpp>

namespace calx {

class builder {
 public:
  constexpr builder() : table_(64) {}

  constexpr node_id intern(node const& n) {
    if (2 * (graph_.nodes.size() + 1) > table_.size()) rehash();
    int bucket = bucket_of(n);
    for (; table_[bucket] != 0; bucket = (bucket + 1) & (table_.size() - 1))
      if (graph_.nodes[table_[bucket] - 1] == n) return table_[bucket] - 1;
    graph_.nodes.push(n);
    table_[bucket] = graph_.nodes.size();
    return graph_.nodes.size() - 1;
  }

  constexpr node_id constant(number const& value) {
    int position = 0;
    while (position < graph_.constants.size() && !(graph_.constants[position] == value)) ++position;
    if (position == graph_.constants.size()) graph_.constants.push(value);
    return intern({opcode::constant, {no_node, no_node, no_node}, position, {}});
  }
  constexpr node_id input(int position, shape const& s = {}) {
    return intern({opcode::input, {no_node, no_node, no_node}, position, s});
  }
  // An elementwise operation as written: its shape is its operands' common shape.
  constexpr node_id apply(opcode operation, node_id a, node_id b = no_node, node_id c = no_node, int payload = 0) {
    shape s = graph_.nodes[a].shape;
    if (b != no_node) s = broadcast(s, graph_.nodes[b].shape).common;
    if (c != no_node) s = broadcast(s, graph_.nodes[c].shape).common;
    return intern({operation, {a, b, c}, payload, s});
  }
  constexpr node_id element(node_id array, int which) { return intern({opcode::element, {array, no_node, no_node}, which, {}}); }
  constexpr void output(node_id id) { graph_.outputs.push(id); }

  constexpr node const& operator[](node_id id) const { return graph_.nodes[id]; }
  constexpr number const& constant_at(node_id id) const { return graph_.constants[graph_.nodes[id].payload]; }
  constexpr int size() const { return graph_.nodes.size(); }
  constexpr graph_view view() const { return graph_.view(); }
  constexpr graph take() { return static_cast<graph&&>(graph_); }

 private:
  constexpr int bucket_of(node const& n) const {
    std::uint64_t h = static_cast<std::uint64_t>(n.operation) + 1;
    h = (h ^ static_cast<std::uint32_t>(n.operands[0])) * 0x9E3779B97F4A7C15u;
    h = (h ^ (h >> 31) ^ static_cast<std::uint32_t>(n.operands[1])) * 0x9E3779B97F4A7C15u;
    h = (h ^ (h >> 31) ^ static_cast<std::uint32_t>(n.operands[2])) * 0x9E3779B97F4A7C15u;
    h = (h ^ (h >> 31) ^ static_cast<std::uint32_t>(n.payload)) * 0x9E3779B97F4A7C15u;
    return static_cast<int>((h >> 32) & static_cast<std::uint64_t>(table_.size() - 1));
  }
  constexpr void rehash() {
    table_ = buffer<int>(2 * table_.size());
    for (int i = 0; i < graph_.nodes.size(); ++i) {
      int bucket = bucket_of(graph_.nodes[i]);
      while (table_[bucket] != 0) bucket = (bucket + 1) & (table_.size() - 1);
      table_[bucket] = i + 1;
    }
  }

  graph graph_;
  buffer<int> table_;  // node id + 1; 0: free
};

}  // namespace calx
