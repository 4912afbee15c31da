// SPDX-License-Identifier: Apache-2.0
// schedule: a graph as a list of instructions on slots.
//
//   order    greedy: of the instructions that are ready (the latest 24), the one that frees most operands
//   slots    a value's slot is free again after its last use; outputs are written where they are computed
//   chunks   long programs are cut into functions of at most `chunk_length` instructions. A value that is used in its own
//            chunk alone is local to it; the others are shared
//
// An operand is a number that says where: 8 * position + place.
#pragma once

#include <calx/graph/graph.hpp>

namespace calx {

enum class place : std::uint8_t { local, shared, input, captured, constant, output, number_pi, number_e };

struct location {
  place where = place::local;
  int position = 0;
  constexpr int code() const { return 8 * position + static_cast<int>(where); }
};
constexpr location decode(int code) { return {static_cast<place>(code & 7), code >> 3}; }

struct instruction {
  opcode operation = opcode::input;
  int payload = 0;
  int target = 0;  // location codes
  int operands[3] = {0, 0, 0};
};

struct program {
  buffer<instruction> code;
  buffer<int> outputs;  // location codes of outputs that no instruction writes (inputs, constants, repeated outputs); else -1
  int locals = 0;
  int shared = 0;
};

inline constexpr int chunk_length = 48;
inline constexpr int longest_single_chunk = 288;

namespace detail {

class scheduler {
 public:
  // input_position(id): where the argument array holds input node `id` (or element node `id`).
  constexpr scheduler(graph_view g, buffer<int> const& argument_of)
      : g_(g), argument_of_(argument_of), uses_(g.size), where_(g.size) {}

  constexpr program run() {
    order();
    cut();
    assign_outputs();
    assign_slots();
    return static_cast<program&&>(program_);
  }

 private:
  static constexpr int window = 24;

  constexpr bool computed(node_id id) const { return arity_of(g_[id]) != 0 && argument_of_[id] < 0; }

  template <class Visit> constexpr void for_each_operand(node_id id, Visit visit) const {
    node const& n = g_[id];
    for (int k = 0; k < 3 && n.operands[k] != no_node; ++k) {
      bool repeated = false;
      for (int j = 0; j < k; ++j) repeated = repeated || n.operands[j] == n.operands[k];
      if (!repeated && computed(n.operands[k])) visit(n.operands[k]);
    }
  }

  // Uses of a value or an input still to come, and what one more use now does to the number of values alive: -1 for loading
  // an input, +1 for the last use.
  struct liveness {
    int left = 0;
    int gain = 0;
    bool loaded = true;
  };
  constexpr void use(liveness& l) const {
    --l.left;
    l.loaded = true;
    l.gain = l.left == 1 ? 1 : 0;
  }
  constexpr buffer<liveness> all_uses() const {
    buffer<liveness> uses(g_.size);
    for (node_id i = 0; i < g_.size; ++i) {
      if (!computed(i)) continue;
      node const& n = g_[i];
      for (int k = 0; k < 3 && n.operands[k] != no_node; ++k) {
        bool const repeated = (k > 0 && n.operands[k] == n.operands[0]) || (k > 1 && n.operands[k] == n.operands[1]);
        if (!repeated && !is_constant_leaf(n.operands[k])) ++uses[n.operands[k]].left;
      }
    }
    for (int i = 0; i < g_.output_count; ++i)
      if (computed(g_.outputs[i])) ++uses[g_.outputs[i]].left;
    for (node_id i = 0; i < g_.size; ++i) {
      uses[i].loaded = argument_of_[i] < 0;
      uses[i].gain = (uses[i].left == 1 ? 1 : 0) - (uses[i].loaded ? 0 : 1);
    }
    return uses;
  }
  constexpr bool is_constant_leaf(node_id id) const { return arity_of(g_[id]) == 0 && argument_of_[id] < 0; }

  constexpr void order() {
    buffer<int> missing(g_.size), first_user(g_.size, no_node), next_user;
    buffer<node_id> user;
    buffer<node_id> ready;
    for (node_id i = 0; i < g_.size; ++i)
      if (computed(i)) {
        for_each_operand(i, [&](node_id operand) {
          ++uses_[operand];
          ++missing[i];
          user.push(i);
          next_user.push(first_user[operand]);
          first_user[operand] = user.size() - 1;
        });
      }
    buffer<liveness> alive = all_uses();
    for (node_id i = g_.size - 1; i >= 0; --i)
      if (computed(i) && missing[i] == 0) ready.push(i);
    while (!ready.empty()) {
      int best = ready.size() - 1, best_score = -100;
      int const first = ready.size() > window ? ready.size() - window : 0;
      for (int r = ready.size() - 1; r >= first; --r) {
        node const& n = g_[ready[r]];
        node_id const x = n.operands[0], y = n.operands[1], z = n.operands[2];
        int score = (uses_[ready[r]] == 0 ? 1 : 0) + alive[x].gain;  // an output leaves at once
        if (y != no_node && y != x) score += alive[y].gain;
        if (z != no_node && z != x && z != y) score += alive[z].gain;
        if (score > best_score) best = r, best_score = score;
      }
      node_id const chosen = ready[best];
      for (int r = best; r + 1 < ready.size(); ++r) ready[r] = ready[r + 1];
      (void)ready.pop();
      order_.push(chosen);
      node const& n = g_[chosen];
      for (int k = 0; k < 3 && n.operands[k] != no_node; ++k) {
        bool const repeated = (k > 0 && n.operands[k] == n.operands[0]) || (k > 1 && n.operands[k] == n.operands[1]);
        if (!repeated && !is_constant_leaf(n.operands[k])) use(alive[n.operands[k]]);
      }
      for (int u = first_user[chosen]; u != no_node; u = next_user[u])
        if (--missing[user[u]] == 0) ready.push(user[u]);
    }
  }

  constexpr void cut() {
    int const length = order_.size();
    int const chunk = length <= longest_single_chunk ? (length > 0 ? length : 1) : chunk_length;
    chunk_of_ = buffer<int>(g_.size);
    shared_ = buffer<char>(g_.size);
    for (int i = 0; i < length; ++i) chunk_of_[order_[i]] = i / chunk;
    for (int i = 0; i < length; ++i)
      for_each_operand(order_[i], [&](node_id operand) {
        if (chunk_of_[operand] != chunk_of_[order_[i]]) shared_[operand] = 1;
      });
  }

  // An output that is computed is written once, by its instruction; anything else is copied at the end.
  constexpr void assign_outputs() {
    buffer<char> written(g_.size);
    for (int i = 0; i < g_.output_count; ++i) {
      node_id const id = g_.outputs[i];
      if (computed(id) && written[id] == 0) {
        written[id] = 1;
        where_[id] = {place::output, i};
        program_.outputs.push(-1);
      } else {
        program_.outputs.push(id);  // a node for now; a location below
      }
    }
    is_output_ = static_cast<buffer<char>&&>(written);
  }

  constexpr location leaf(node_id id) const {
    node const& n = g_[id];
    if (argument_of_[id] >= 0) return {place::input, argument_of_[id]};
    if (n.operation == opcode::captured) return {place::captured, n.payload};
    if (n.operation == opcode::pi) return {place::number_pi, 0};
    if (n.operation == opcode::e) return {place::number_e, 0};
    return {place::constant, n.payload};
  }
  constexpr location operand_location(node_id id) const { return computed(id) ? where_[id] : leaf(id); }

  constexpr void assign_slots() {
    buffer<int> free_local, free_shared;
    buffer<int> left = uses_;
    int chunk = 0;
    for (node_id const id : order_) {
      if (chunk_of_[id] != chunk) {
        chunk = chunk_of_[id];
        free_local.clear();  // locals do not outlive their chunk
        for (int s = program_.locals - 1; s >= 0; --s) free_local.push(s);
      }
      node const& n = g_[id];
      instruction next{n.operation, n.payload, 0, {0, 0, 0}};
      for (int k = 0; k < 3 && n.operands[k] != no_node; ++k) next.operands[k] = operand_location(n.operands[k]).code();
      for_each_operand(id, [&](node_id operand) {
        if (--left[operand] != 0 || is_output_[operand] != 0) return;
        (shared_[operand] != 0 ? free_shared : free_local).push(where_[operand].position);
      });
      if (is_output_[id] == 0) {
        buffer<int>& free = shared_[id] != 0 ? free_shared : free_local;
        int& count = shared_[id] != 0 ? program_.shared : program_.locals;
        int const slot = free.empty() ? count++ : free.pop();
        where_[id] = {shared_[id] != 0 ? place::shared : place::local, slot};
      }
      next.target = where_[id].code();
      program_.code.push(next);
    }
    for (int i = 0; i < program_.outputs.size(); ++i)
      if (program_.outputs[i] >= 0) program_.outputs[i] = operand_location(program_.outputs[i]).code();
  }

  graph_view g_;
  buffer<int> const& argument_of_;
  buffer<int> uses_;
  buffer<location> where_;
  buffer<node_id> order_;
  buffer<int> chunk_of_;
  buffer<char> shared_;
  buffer<char> is_output_;
  program program_;
};

}  // namespace detail

// argument_of[id]: where the flat array of arguments holds the input, or element of an input, that node id is; -1 for others.
constexpr program schedule(graph_view g, buffer<int> const& argument_of) { return detail::scheduler(g, argument_of).run(); }

}  // namespace calx
