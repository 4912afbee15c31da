// SPDX-License-Identifier: Apache-2.0
// Lowering: from expression types to a graph, the only bridge. A loop over records with an explicit stack; a type without
// captured numbers is visited once however often it occurs (a hash finds the bucket, the record's address decides).
//
//   function_graph    a graph, its inputs in order of name, the number of its captured values
//   function_of<E>    the same for the type E, as a constant with static storage
#pragma once

#include <calx/core/refuse.hpp>
#include <calx/expression/record.hpp>
#include <calx/graph/external.hpp>

namespace calx {

struct function_graph {
  calx::graph graph;
  buffer<input_info> inputs;
  int captures = 0;

  constexpr function_view view() const { return {graph.view(), inputs.data(), inputs.size(), captures}; }
};

namespace detail {

// Inputs in order of name, so that equal functions have equal inputs however they were written.
constexpr void sort_inputs(function_graph& f) {
  buffer<input_info> const found = f.inputs;
  buffer<int> order, rank(found.size());
  for (int i = 0; i < found.size(); ++i) {
    int at = order.size();
    order.push(i);
    for (; at > 0 && found[i].name < found[order[at - 1]].name; --at) order[at] = order[at - 1];
    order[at] = i;
  }
  for (int i = 0; i < order.size(); ++i) {
    rank[order[i]] = i;
    f.inputs[i] = found[order[i]];
  }
  for (int i = 0; i < f.graph.nodes.size(); ++i)
    if (f.graph.nodes[i].operation == opcode::input) f.graph.nodes[i].payload = rank[f.graph.nodes[i].payload];
}

class lowering {
 public:
  constexpr lowering() : table_(64) {}

  constexpr function_graph run(record const* const* roots, int count) {
    for (int i = 0; i < count; ++i) {
      graph_.output(visit(roots[i]));
      captures_ += roots[i]->captures;
    }
    function_graph result{graph_.take(), inputs_, captures_};
    sort_inputs(result);
    return result;
  }

 private:
  struct frame {
    record const* of = nullptr;
    int capture = 0;  // its first captured number
    int next = 0;     // the next operand
    int next_capture = 0;
    int values = 0;  // where its operands' values start
  };
  struct memo {
    record const* of = nullptr;
    int value = 0;
  };

  // A value is a node, or a pack: -2 - (where its nodes stand in packs_).
  constexpr node_id visit(record const* root) {
    stack_.push({root, captures_, 0, captures_ + own_captures(*root), values_.size()});
    while (!stack_.empty()) {
      frame& top = stack_.back();
      if (top.next == 0 && top.of->captures == 0) {
        memo& known = memo_of(top.of);
        if (known.of != nullptr) {
          values_.push(known.value);
          (void)stack_.pop();
          continue;
        }
      }
      if (top.next < top.of->operand_count) {
        int const position = top.next++;
        record const* const operand = top.of->operands[position];
        if (!is_used(*top.of, position)) {
          values_.push(no_node);
          top.next_capture += operand->captures;
          continue;
        }
        frame const inner{operand, top.next_capture, 0, top.next_capture + own_captures(*operand), values_.size()};
        top.next_capture += operand->captures;
        stack_.push(inner);
        continue;
      }
      frame const done = stack_.pop();
      int const value = made(done);
      while (values_.size() > done.values) (void)values_.pop();
      values_.push(value);
      if (done.of->captures == 0) remember(done.of, value);
    }
    return values_.pop();
  }

  // A substitution for a variable that does not occur has no effect: its own variables are no inputs.
  static constexpr bool is_used(record const& r, int operand) {
    if (r.kind != record::kind_type::call || r.operand_for == nullptr) return true;
    for (int i = 0; i < r.callee->input_count; ++i)
      if (r.operand_for[i] == operand) return true;
    return false;
  }
  static constexpr int own_captures(record const& r) { return r.callee != nullptr ? r.callee->captures : 0; }

  constexpr int made(frame const& f) {
    record const& r = *f.of;
    switch (r.kind) {
      case record::kind_type::variable: return input(r.input);
      case record::kind_type::constant: return graph_.constant(number(r.value));
      case record::kind_type::capture: return graph_.intern({opcode::captured, {no_node, no_node, no_node}, f.capture, {}});
      case record::kind_type::call: return spliced(f);
      case record::kind_type::pack: {
        int const first = packs_.size();
        for (int i = 0; i < r.operand_count; ++i) packs_.push(values_[f.values + i]);
        return -2 - first;
      }
      case record::kind_type::operation:
      case record::kind_type::external: break;
    }
    if (r.operand_count == 0) return graph_.intern({r.operation, {no_node, no_node, no_node}, r.payload, {}});
    node_id ids[3] = {no_node, no_node, no_node};
    for (int i = 0; i < r.operand_count; ++i) ids[r.reversed ? r.operand_count - 1 - i : i] = values_[f.values + i];
    if (r.operation == opcode::element) return graph_.element(ids[0], r.payload);
    if (r.kind == record::kind_type::external) {
      require_one_shape(ids[0], ids[1], ids[2]);
      return call_external(graph_, *r.function, ids);
    }
    return applied(r.operation, ids[0], ids[1], ids[2], r.payload);
  }

  constexpr node_id applied(opcode operation, node_id a, node_id b, node_id c, int payload) {
    require_one_shape(a, b, c);
    return graph_.apply(operation, a, b, c, payload);
  }
  constexpr void require_one_shape(node_id a, node_id b, node_id c) const {
    shape s = graph_[a].shape;
    for (node_id const other : {b, c}) {
      if (other == no_node) continue;
      broadcast_result const r = broadcast(s, graph_[other].shape);
      if (!r.fits) refuse("calx: an elementwise operation on a vec and a vec or column of another length");
      s = r.common;
    }
  }

  constexpr node_id input(input_info const& info) {
    int position = 0;
    while (position < inputs_.size() && inputs_[position].name != info.name) ++position;
    if (position == inputs_.size()) inputs_.push(info);
    if (!(inputs_[position].shape == info.shape) || inputs_[position].is_vector != info.is_vector)
      refuse("calx: one name stands for variables of two kinds (var, vec or column of different size) in one expression");
    return graph_.input(position, info.shape);
  }

  // A copy of a finished graph; its inputs are operands, or keep their names.
  constexpr node_id spliced(frame const& f) {
    function_view const& callee = *f.of->callee;
    graph_view const g = callee.graph;
    buffer<int> result(g.size, no_node);
    int* const moved = result.data();
    bool same_shapes = true;  // as in g, where they fit together
    for (int i = 0; i < g.size; ++i) {
      node n = g.nodes[i];
      if (n.operation == opcode::input) {
        int const operand = operand_for_input(*f.of, n.payload);
        moved[i] = operand >= 0 ? values_[f.values + operand] : input(callee.inputs[n.payload]);
        same_shapes = same_shapes && moved[i] >= 0 && graph_[moved[i]].shape == n.shape;
      } else if (n.operation == opcode::constant) {
        moved[i] = graph_.constant(g.constants[n.payload]);
      } else if (n.operation == opcode::captured) {
        n.payload += f.capture;
        moved[i] = graph_.intern(n);
      } else if (n.operation == opcode::element && moved[n.operands[0]] < no_node) {
        moved[i] = packs_[-2 - moved[n.operands[0]] + n.payload];
      } else if (n.operands[0] == no_node) {
        moved[i] = graph_.intern(n);
      } else if (n.operation == opcode::element) {
        moved[i] = graph_.element(moved[n.operands[0]], n.payload);
      } else {
        for (int k = 0; k < 3 && n.operands[k] != no_node; ++k) n.operands[k] = moved[n.operands[k]];
        moved[i] =
            same_shapes ? graph_.intern(n) : applied(n.operation, n.operands[0], n.operands[1], n.operands[2], n.payload);
      }
    }
    return moved[g.outputs[f.of->payload]];
  }

  constexpr memo& memo_of(record const* of) {
    int bucket = static_cast<int>(of->hash & static_cast<std::uint64_t>(table_.size() - 1));
    while (table_[bucket].of != nullptr && table_[bucket].of != of) bucket = (bucket + 1) & (table_.size() - 1);
    return table_[bucket];
  }
  constexpr void remember(record const* of, int value) {
    if (2 * (remembered_ + 1) > table_.size()) {
      buffer<memo> const old = table_;
      table_ = buffer<memo>(2 * old.size());
      for (memo const& m : old)
        if (m.of != nullptr) memo_of(m.of) = m;
    }
    memo_of(of) = {of, value};
    ++remembered_;
  }

  builder graph_;
  int captures_ = 0;
  buffer<input_info> inputs_;
  buffer<frame> stack_;
  buffer<int> values_;
  buffer<int> packs_;
  buffer<memo> table_;
  int remembered_ = 0;
};

}  // namespace detail

constexpr function_graph lower(record const* const* roots, int count) { return detail::lowering().run(roots, count); }

template <class... E> constexpr function_graph lower() { return lower(records_of<E...>, sizeof...(E)); }

}  // namespace calx
