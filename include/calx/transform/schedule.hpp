// SPDX-License-Identifier: Apache-2.0
// schedule: a graph as a list of instructions on slots.
//
//   order    greedy: of the instructions that are ready (the latest 24), the one that frees most operands. Of equal ones the
//            oldest, so that like operations stand side by side, for the compiler to make vectors of; in a long program the
//            latest, so that a value is used in the chunk that made it
//   slots    a value's slot is free again after its last use; outputs are written where they are computed
//   chunks   long programs are cut into functions of at most `chunk_length` instructions. A value that is used in its own
//            chunk alone is local to it; the others are shared
//
// An operand is a number that says where: 8 * position + place. The payload of a user's function is the constant that names it.
#pragma once

#include <calx/graph/external.hpp>

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
inline constexpr int longest_in_breadth = 512;  // a network of 350: 1.05 -> 0.93 of hand-written, but 800: 1.00 -> 1.16

namespace detail {

class scheduler {
 public:
  // input_position(id): where the argument array holds input node `id` (or element node `id`).
  constexpr scheduler(graph_view g, buffer<int> const& argument_of)
      : g_(g), argument_of_(argument_of), kind_(kinds()), uses_(g.size), missing_(g.size), score_(g.size), where_(g.size) {}

  constexpr program run() {
    order();
    cut();
    assign_outputs();
    assign_slots();
    return static_cast<program&&>(program_);
  }

 private:
  static constexpr int window = 24;

  enum class kind : char { constant, argument, computed };
  constexpr buffer<kind> kinds() const {
    buffer<kind> result(g_.size);
    for (node_id i = 0; i < g_.size; ++i)
      result[i] = argument_of_[i] >= 0 ? kind::argument : arity_of(g_.nodes[i]) != 0 ? kind::computed : kind::constant;
    return result;
  }
  constexpr bool computed(node_id id) const { return kind_[id] == kind::computed; }

  template <class Visit> constexpr void for_each_operand(node_id id, Visit visit) const {
    node_id const *const x = g_.nodes[id].operands, a = x[0], b = x[1], c = x[2];
    if (a == no_node) return;
    kind const* const of = kind_.data();
    if (of[a] == kind::computed) visit(a);
    if (b == no_node) return;
    if (b != a && of[b] == kind::computed) visit(b);
    if (c != no_node && c != a && c != b && of[c] == kind::computed) visit(c);
  }

  // Who uses each value and each argument, in lists; how many uses are still to come; and what one more use now does to the
  // number of values alive: -1 for loading an argument, +1 for the last use.
  struct liveness {
    int first_user = -1;
    int left = 0;
    int gain = 0;
  };
  struct use {
    node_id user;
    int next;
  };
  constexpr void find_uses() {
    alive_ = buffer<liveness>(g_.size);
    for (node_id i = 0; i < g_.size; ++i) {
      if (!computed(i)) continue;
      node_id const* const x = g_.nodes[i].operands;
      for (int k = 0; k < 3 && x[k] != no_node; ++k) {
        if (kind_[x[k]] == kind::constant || (k > 0 && x[k] == x[0]) || (k > 1 && x[k] == x[1])) continue;
        liveness& l = alive_[x[k]];
        ++l.left;
        used_.push({i, l.first_user});
        l.first_user = used_.size() - 1;
        if (!computed(x[k])) continue;
        ++uses_[x[k]];
        ++missing_[i];
      }
    }
    for (int i = 0; i < g_.output_count; ++i)
      if (computed(g_.outputs[i])) ++alive_[g_.outputs[i]].left;
  }
  // The score of an instruction: by how much fewer values are alive after it; an output leaves at once.
  constexpr void set_gain(liveness& l, int gain) {
    int const change = gain - l.gain;
    if (change == 0) return;
    l.gain = gain;
    use const* const used = used_.data();
    for (int u = l.first_user; u >= 0; u = used[u].next) score_[used[u].user] += change;
  }

  constexpr void order() {
    find_uses();
    buffer<node_id> ready;
    int computed_count = 0;
    for (node_id i = g_.size - 1; i >= 0; --i) {
      if (kind_[i] == kind::constant) continue;
      liveness& l = alive_[i];
      set_gain(l, (l.left == 1 ? 1 : 0) - (kind_[i] == kind::argument ? 1 : 0));
      if (!computed(i)) continue;
      ++computed_count;
      if (uses_[i] == 0) ++score_[i];
      if (missing_[i] == 0) ready.push(i);
    }
    bool const latest_first = computed_count > longest_in_breadth;
    while (!ready.empty()) {
      node_id const chosen = take_best(ready, latest_first ? 1 : 0);
      order_.push(chosen);
      node_id const* const x = g_.nodes[chosen].operands;
      for (int k = 0; k < 3 && x[k] != no_node; ++k) {
        if (kind_[x[k]] == kind::constant || (k > 0 && x[k] == x[0]) || (k > 1 && x[k] == x[1])) continue;
        liveness& l = alive_[x[k]];
        --l.left;
        set_gain(l, l.left == 1 ? 1 : 0);
      }
      for (int u = alive_[chosen].first_user; u >= 0; u = used_[u].next)
        if (--missing_[used_[u].user] == 0) ready.push(used_[u].user);
    }
  }
  // The best in the window, counted from the latest; an older one must be better by `lead`.
  constexpr node_id take_best(buffer<node_id>& ready, int lead) const {
    node_id* const id = ready.data();
    int const* const score = score_.data();
    int const last = ready.size() - 1, first = last >= window ? last + 1 - window : 0;
    int best = last;
    for (int r = last - 1; r >= first; --r)
      if (score[id[r]] >= score[id[best]] + lead) best = r;
    node_id const chosen = id[best];
    for (int r = best; r < last; ++r) id[r] = id[r + 1];
    (void)ready.pop();
    return chosen;
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
      if (is_external(n.operation)) next.payload = g_[call_of(g_, n).function].payload;
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
  buffer<kind> kind_;
  buffer<int> uses_;  // by instructions
  buffer<liveness> alive_;
  buffer<use> used_;
  buffer<int> missing_;  // operands that are still to be computed
  buffer<int> score_;
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
