// SPDX-License-Identifier: Apache-2.0
// builder: interns nodes. The same node twice is one node; that is all it does (normalising is op/maker.hpp's job).
// Open addressing on plain arrays; a hash finds the bucket, equality decides. O(1) a node.
#pragma once

#include <calx/core/hash.hpp>
#include <calx/graph/graph.hpp>

namespace calx {

class builder {
 public:
  // A pass that rebuilds a graph says how many nodes it has: the tables do not grow on the way.
  constexpr explicit builder(int expected_nodes = 0) : constant_table_(16) {
    int room = 32;
    while (room < expected_nodes) room *= 2;
    graph_.nodes.reserve(expected_nodes);
    make_room(room);
  }

  constexpr node_id intern(node const& n) {
    int const count = graph_.nodes.size_;
    if (count == room_) make_room(2 * room_);
    int* const table = table_.data_;
    node const* const nodes = graph_.nodes.data_;
    int const mask = 2 * room_ - 1;
    int bucket = hash(n) & mask;
    for (; table[bucket] != 0; bucket = (bucket + 1) & mask)
      if (nodes[table[bucket] - 1] == n) return table[bucket] - 1;
    graph_.nodes.push(n);
    table[bucket] = count + 1;
    return count;
  }

  // The node if it is there already, else no_node.
  constexpr node_id find(node const& n) const {
    int const* const table = table_.data();
    int const mask = 2 * room_ - 1;
    for (int bucket = hash(n) & mask; table[bucket] != 0; bucket = (bucket + 1) & mask)
      if (graph_.nodes.data_[table[bucket] - 1] == n) return table[bucket] - 1;
    return no_node;
  }

  constexpr node_id constant(number const& value) {
    if (2 * (graph_.constants.size_ + 1) > constant_table_.size_) rehash_constants();
    int* const table = constant_table_.data_;
    int const mask = constant_table_.size_ - 1;
    int bucket = hash(value) & mask;
    for (; table[bucket] != 0; bucket = (bucket + 1) & mask)
      if (graph_.constants.data_[table[bucket] - 1] == value) return constant_nodes_.data_[table[bucket] - 1];
    graph_.constants.push(value);
    int const count = table[bucket] = graph_.constants.size();
    constant_nodes_.push(intern({opcode::constant, {no_node, no_node, no_node}, count - 1, {}}));
    return constant_nodes_.back();
  }
  constexpr node_id input(int position, array_shape const& s = {}) {
    return intern({opcode::input, {no_node, no_node, no_node}, position, s});
  }
  // An elementwise operation as written: its shape is its operands' common shape.
  constexpr node_id apply(opcode operation, node_id a, node_id b = no_node, node_id c = no_node, int payload = 0) {
    node n{operation, {a, b, c}, payload, {}};
    for (int k = 0; k < 3 && n.operands[k] != no_node; ++k) {
      array_shape const& s = graph_.nodes.data_[n.operands[k]].shape;
      if (!s.is_scalar()) n.shape = broadcast(n.shape, s).common;
    }
    return intern(n);
  }
  // The same with the operands of a commutative operation in order of id, so that x*y and y*x are one node.
  constexpr node_id commuted(opcode operation, node_id a, node_id b) {
    return a <= b ? apply(operation, a, b) : apply(operation, b, a);
  }
  constexpr node_id element(node_id array, int which) {
    return intern({opcode::element, {array, no_node, no_node}, which, {}});
  }
  constexpr void output(node_id id) { graph_.outputs.push(id); }

  constexpr node const& operator[](node_id id) const { return graph_.nodes.data_[id]; }
  constexpr number const& constant_at(node_id id) const { return graph_.constants.data_[graph_.nodes.data_[id].payload]; }
  constexpr int size() const { return graph_.nodes.size_; }
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
  constexpr void make_room(int room) {
    room_ = room;
    table_ = buffer<int>(2 * room);
    int* const table = table_.data();
    int const count = graph_.nodes.size(), mask = 2 * room - 1;
    for (int i = 0; i < count; ++i) {
      int bucket = hash(graph_.nodes[i]) & mask;
      while (table[bucket] != 0) bucket = (bucket + 1) & mask;
      table[bucket] = i + 1;
    }
  }

  graph graph_;
  int room_ = 0;                    // for so many nodes; a power of two
  buffer<int> table_;               // node id + 1; 0: free; twice as many
  buffer<int> constant_table_;      // position + 1; 0: free
  buffer<node_id> constant_nodes_;  // of each constant
};

}  // namespace calx
