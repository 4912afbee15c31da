// SPDX-License-Identifier: Apache-2.0
// builder: interns nodes. The same node twice is one node; that is all it does (normalising is op/maker.hpp's job).
// Open addressing on plain arrays; a hash finds the bucket, equality decides. O(1) a node.
#pragma once

#include <calx/core/hash.hpp>
#include <calx/graph/graph.hpp>

namespace calx {

class builder {
 public:
  constexpr builder() : table_(64), constant_table_(16) {}

  constexpr node_id intern(node const& n) {
    if (2 * (graph_.nodes.size() + 1) > table_.size()) rehash();
    int const mask = table_.size() - 1;
    int* const table = table_.data();
    node const* const nodes = graph_.nodes.data();
    int bucket = hash(n) & mask;
    for (; table[bucket] != 0; bucket = (bucket + 1) & mask)
      if (nodes[table[bucket] - 1] == n) return table[bucket] - 1;
    graph_.nodes.push(n);
    return (table[bucket] = graph_.nodes.size()) - 1;
  }

  // The node if it is there already, else no_node.
  constexpr node_id find(node const& n) const {
    int const mask = table_.size() - 1;
    for (int bucket = hash(n) & mask; table_[bucket] != 0; bucket = (bucket + 1) & mask)
      if (graph_.nodes[table_[bucket] - 1] == n) return table_[bucket] - 1;
    return no_node;
  }

  constexpr node_id constant(number const& value) {
    if (2 * (graph_.constants.size() + 1) > constant_table_.size()) rehash_constants();
    int bucket = hash(value) & (constant_table_.size() - 1);
    while (constant_table_[bucket] != 0 && !(graph_.constants[constant_table_[bucket] - 1] == value))
      bucket = (bucket + 1) & (constant_table_.size() - 1);
    if (constant_table_[bucket] == 0) {
      graph_.constants.push(value);
      constant_table_[bucket] = graph_.constants.size();
    }
    return intern({opcode::constant, {no_node, no_node, no_node}, constant_table_[bucket] - 1, {}});
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
  // The same with the operands of a commutative operation in order of id, so that x*y and y*x are one node.
  constexpr node_id commuted(opcode operation, node_id a, node_id b) {
    return a <= b ? apply(operation, a, b) : apply(operation, b, a);
  }
  constexpr node_id element(node_id array, int which) {
    return intern({opcode::element, {array, no_node, no_node}, which, {}});
  }
  constexpr void output(node_id id) { graph_.outputs.push(id); }

  constexpr node const& operator[](node_id id) const { return graph_.nodes[id]; }
  constexpr number const& constant_at(node_id id) const { return graph_.constants[graph_.nodes[id].payload]; }
  constexpr int size() const { return graph_.nodes.size(); }
  constexpr graph_view view() const { return graph_.view(); }
  constexpr graph take() { return static_cast<graph&&>(graph_); }

 private:
  static constexpr int hash(node const& n) {
    std::uint64_t const operands = static_cast<std::uint32_t>(n.operands[0]) * 0x9E3779B97F4A7C15u +
                                   static_cast<std::uint32_t>(n.operands[1]) * 0xC2B2AE3D27D4EB4Fu +
                                   static_cast<std::uint32_t>(n.operands[2]) * 0x165667B19E3779F9u;
    std::uint64_t const kind =
        static_cast<std::uint64_t>(n.operation) * 0x27D4EB2F165667C5u + static_cast<std::uint32_t>(n.payload);
    std::uint64_t const mixed = (operands ^ kind) * 0x9E3779B97F4A7C15u;
    return static_cast<int>(mixed >> 33);
  }
  static constexpr int hash(number const& value) {
    std::uint64_t const p = static_cast<std::uint64_t>(value.exact.numerator()) * 0x9E3779B97F4A7C15u;
    std::uint64_t const q = static_cast<std::uint64_t>(value.exact.denominator()) * 0xC2B2AE3D27D4EB4Fu;
    return static_cast<int>((p ^ q ^ ((p ^ q) >> 29)) >> 33);
  }
  constexpr void rehash_constants() {
    constant_table_ = buffer<int>(2 * constant_table_.size());
    for (int i = 0; i < graph_.constants.size(); ++i) {
      int bucket = hash(graph_.constants[i]) & (constant_table_.size() - 1);
      while (constant_table_[bucket] != 0) bucket = (bucket + 1) & (constant_table_.size() - 1);
      constant_table_[bucket] = i + 1;
    }
  }
  constexpr void rehash() {
    table_ = buffer<int>(2 * table_.size());
    for (int i = 0; i < graph_.nodes.size(); ++i) {
      int bucket = hash(graph_.nodes[i]) & (table_.size() - 1);
      while (table_[bucket] != 0) bucket = (bucket + 1) & (table_.size() - 1);
      table_[bucket] = i + 1;
    }
  }

  graph graph_;
  buffer<int> table_;           // node id + 1; 0: free
  buffer<int> constant_table_;  // position + 1; 0: free
};

}  // namespace calx
