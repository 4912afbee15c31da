// SPDX-License-Identifier: Apache-2.0
// Lowering: from expression types to a graph, the only bridge. A loop over records with an explicit stack; a type without
// captured numbers is visited once however often it occurs (a hash finds the bucket, the record's address decides).
//
//   function_graph    a graph, its inputs in order of name, the number of its captured values
//   function_of<E>    the same for the type E, as a constant with static storage
#pragma once

#include <calx/core/refuse.hpp>
#include <calx/expression/record.hpp>
#include <calx/graph/axes.hpp>
#include <calx/graph/external.hpp>
#include <calx/graph/rebuild.hpp>

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
    if (!axes_.empty()) number_axes(result);
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
    if (r.operand_count == 0) {
      array_shape const own = is_array_operation(r.operation) ? shape_by_rule(r, {}, {}) : array_shape{};
      return graph_.intern({r.operation, {no_node, no_node, no_node}, r.payload, own});
    }
    node_id ids[3] = {no_node, no_node, no_node};
    for (int i = 0; i < r.operand_count; ++i) ids[r.reversed ? r.operand_count - 1 - i : i] = values_[f.values + i];
    if (is_array_operation(r.operation)) return array(r, ids);
    if (r.kind == record::kind_type::external) {
      (void)common_shape(ids[0], ids[1], ids[2]);
      return call_external(graph_, *r.function, ids);
    }
    return applied(r.operation, ids[0], ids[1], ids[2], r.payload);
  }

  constexpr node_id applied(opcode operation, node_id a, node_id b, node_id c, int payload) {
    array_shape const s = common_shape(a, b, c);
    return graph_.intern({operation, {a, b, c}, payload, s});
  }
  constexpr array_shape common_shape(node_id a, node_id b, node_id c) {
    array_shape s = graph_[a].shape;
    for (node_id const other : {b, c}) {
      if (other == no_node) continue;
      broadcast_result const r = axes_.broadcast(s, graph_[other].shape);
      if (!r.fits) refuse("calx: an elementwise operation on a vec and a vec or column of another length");
      s = r.common;
    }
    return s;
  }

  constexpr node_id array(record const& r, node_id const (&x)[3]) {
    array_shape const a = x[0] == no_node ? array_shape{} : axes_.resolved_shape(graph_[x[0]].shape);
    array_shape const b = x[1] == no_node ? array_shape{} : axes_.resolved_shape(graph_[x[1]].shape);
    array_shape result = shape_by_rule(r, a, b);
    if (r.rule == shape_rule::joined) return joined(x[0], x[1], result);
    if (r.operation == opcode::matrix_product) axes_.unify(a.columns, b.rows);
    if (r.operation == opcode::recurrence && !a.is_scalar()) axes_.unify(a.rows, b.rows);
    return checked_array(array_node(r.operation, result, x[0], x[1], x[2], r.payload));
  }
  // The shapes of the operands, and that of the node, are known up to equal axes.
  constexpr node_id checked_array(node n) {
    array_shape const a = n.operands[0] == no_node ? array_shape{} : axes_.resolved_shape(graph_[n.operands[0]].shape);
    array_shape const b = n.operands[1] == no_node ? array_shape{} : axes_.resolved_shape(graph_[n.operands[1]].shape);
    n.shape = axes_.resolved_shape(n.shape);
    if (n.operation == opcode::segment) n.payload = first_row(n.payload, a.rows, n.shape.rows);
    if (n.operation == opcode::pad) n.payload = first_row(n.payload, n.shape.rows, a.rows);
    bool const starts = n.operation != opcode::recurrence || graph_[n.operands[2]].shape.is_scalar();
    if (!starts || !fault_of_array_shapes(n.operation, n.payload, a, b, n.shape).empty())
      refuse("calx: an operation on arrays whose shapes do not fit together");
    return graph_.intern(n);
  }
  constexpr node_id joined(node_id a, node_id b, array_shape const& s) {
    node_id const first = graph_.intern(array_node(opcode::pad, s, a));
    int const rows_before = axes_.resolved(graph_[a].shape.rows).count;
    bool const from_the_end = graph_[a].shape.rows.axis != 0;
    node_id const second = checked_array(array_node(opcode::pad, s, b, no_node, no_node, from_the_end ? -1 : rows_before));
    return graph_.intern({opcode::add, {first, second, no_node}, 0, s});
  }

  constexpr node_id input(input_info const& info) {
    int position = 0;
    while (position < inputs_.size() && inputs_[position].name != info.name) ++position;
    if (position == inputs_.size()) {
      inputs_.push({info.name, undetermined(info.shape), info.is_vector});
      shapes_.push(info.shape.varies() ? array_shape{axes_.fresh(), info.shape.columns} : info.shape);
    }
    if (!(inputs_[position].shape == undetermined(info.shape)) || inputs_[position].is_vector != info.is_vector)
      refuse("calx: one name stands for variables of two kinds (var, vec or column of different size) in one expression");
    return graph_.input(position, shapes_[position]);
  }

  // Axes in the order of the inputs, and nodes that are equal now once.
  constexpr void number_axes(function_graph& f) {
    buffer<extent> numbered(axes_.count() + 1);  // what an axis is now
    int next = 0;
    auto const renamed = [&](extent const& x) {
      extent const root = axes_.resolved(x);
      if (root.axis == 0) return root;
      extent& known = numbered[root.axis];
      if (known.axis == 0) known = {++next, -root.count};
      return extent{known.axis, known.count + root.count};
    };
    for (int i = 0; i < f.inputs.size(); ++i) {
      int const before = position_before_sorting(f.inputs[i].name);
      f.inputs[i].shape = {renamed(shapes_[before].rows), shapes_[before].columns};
    }
    builder merged(f.graph.nodes.size());
    buffer<node_id> const moved = rebuild(f.graph.view(), merged, [&](node const& n, int) {
      node made = n;
      made.shape = {renamed(n.shape.rows), renamed(n.shape.columns)};
      return merged.intern(made);
    });
    copy_outputs(f.graph.view(), merged, moved);
    f.graph = merged.take();
  }
  constexpr int position_before_sorting(std::string_view name) const {
    int i = 0;
    while (inputs_[i].name != name) ++i;
    return i;
  }

  // A copy of a finished graph; its inputs are operands, or keep their names.
  constexpr node_id spliced(frame const& f) {
    function_view const& callee = *f.of->callee;
    graph_view const g = callee.graph;
    buffer<int> result(g.size, no_node);
    int* const moved = result.data();
    bool same_shapes = !is_row_by_row(callee);  // as in g, where they fit together
    buffer<extent> axes_of_callee;
    for (int i = 0; i < g.size; ++i) {
      node n = g.nodes[i];
      if (n.operation == opcode::input) {
        int const operand = operand_for_input(*f.of, n.payload);
        moved[i] = operand >= 0 ? values_[f.values + operand] : input(callee.inputs[n.payload]);
        same_shapes = same_shapes && moved[i] >= 0 && graph_[moved[i]].shape == n.shape;
        if (moved[i] >= 0) learn_axis(axes_of_callee, callee.inputs[n.payload].shape.rows, graph_[moved[i]].shape.rows);
      } else if (n.operation == opcode::constant) {
        moved[i] = graph_.constant(g.constants[n.payload]);
      } else if (n.operation == opcode::captured) {
        n.payload += f.capture;
        moved[i] = graph_.intern(n);
      } else if (n.operation == opcode::element && moved[n.operands[0]] < no_node) {
        moved[i] = packs_[-2 - moved[n.operands[0]] + n.payload];
      } else {
        for (int k = 0; k < 3 && n.operands[k] != no_node; ++k) n.operands[k] = moved[n.operands[k]];
        moved[i] = same_shapes ? graph_.intern(n) : reshaped(n, axes_of_callee);
      }
    }
    return moved[g.outputs[f.of->payload]];
  }

  // A column of the callee has `now` rows here.
  constexpr void learn_axis(buffer<extent>& known, extent const& in_callee, extent const& now) {
    if (in_callee.axis == 0) return;
    extent const whole = axes_.resolved({now.axis, now.count - in_callee.count});
    known.grow(in_callee.axis, extent{0, 0});
    extent& here = known[in_callee.axis - 1];
    if (here == extent{0, 0}) here = whole;
    else if (!axes_.unify(here, whole)) refuse("calx: columns of a function that are one length are given others");
  }
  constexpr node_id reshaped(node n, buffer<extent> const& axes_of_callee) {
    if (n.operands[0] == no_node || !is_array_operation(n.operation)) {
      if (n.operands[0] == no_node) return graph_.intern(n);
      return applied(n.operation, n.operands[0], n.operands[1], n.operands[2], n.payload);
    }
    if (n.shape.rows.axis != 0 && n.shape.rows.axis <= axes_of_callee.size()) {
      extent const now = axes_of_callee[n.shape.rows.axis - 1];
      n.shape.rows = {now.axis, now.count + n.shape.rows.count};
    }
    return checked_array(n);
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
  buffer<array_shape> shapes_;  // of the inputs, with their axes
  axes axes_;
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
