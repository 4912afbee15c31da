// SPDX-License-Identifier: Apache-2.0
// step_writer: writes the steps of a plan: slots of numbers, what a step reads, and the bodies of loops, in which every value
// of the function has an access.
#pragma once

#include <calx/transform/array_schedule.hpp>

namespace calx::detail {

class step_writer : protected array_schedule {
 protected:
  using source = index_map::source_type;

  constexpr explicit step_writer(graph_view g) : array_schedule(g), slots_(g.size, -1) { assign_first_slots(); }

  constexpr int new_slot(number_source const& from = {}) {
    plan_.slots.push(from);
    return plan_.slots.size() - 1;
  }
  constexpr int slot_of(node_id id) {
    if (slots_[id] < 0) slots_[id] = new_slot();
    return slots_[id];
  }
  constexpr void assign_first_slots() {
    using kind = number_source::kind_type;
    for (int i = 0; i < g_.size; ++i) {
      node const& n = g_[i];
      if (n.operation == opcode::input && !is_array(i)) slots_[i] = new_slot({kind::input, n.payload, {}});
      if (n.operation == opcode::captured) slots_[i] = new_slot({kind::captured, n.payload, {}});
      if (n.operation == opcode::element && !is_array(n.operands[0])) slots_[i] = slot_of(n.operands[0]);  // of vec<"x", 1>
      if (n.operation == opcode::length) slots_[i] = new_slot({kind::length, n.payload, g_[n.operands[0]].shape.rows});
    }
  }
  constexpr node_id number_in(builder& body, buffer<node_id>& moved, node_id id) {
    if (moved[id] != no_node) return moved[id];
    node const& n = g_[id];
    if (n.operation == opcode::constant) return moved[id] = body.constant(g_.constants[n.payload]);
    if (is_leaf(n.operation)) return moved[id] = body.intern(n);
    if (n.operation == opcode::first_of_three) {  // no number: it stands where it is used
      node_id const function = number_in(body, moved, n.operands[0]);
      return moved[id] = body.apply(n.operation, function, number_in(body, moved, n.operands[1]));
    }
    return moved[id] = body.input(add_number(id));
  }

  // Steps: inputs and outputs are added between begin and end.
  constexpr void begin(array_step& step) {
    step.first_input = plan_.inputs.size();
    step.first_output = plan_.outputs.size();
    step.first_node = plan_.nodes.size();
  }
  constexpr void end(array_step& step) {
    step.input_count = plan_.inputs.size() - step.first_input;
    step.output_count = plan_.outputs.size() - step.first_output;
    plan_.steps.push(step);
  }
  constexpr void forget(array_step const& step) {
    plan_.inputs.shrink(step.first_input);
    plan_.outputs.shrink(step.first_output);
    plan_.body_outputs.shrink(step.first_output);
  }
  constexpr int add_number(node_id id) {
    loop_input in;
    in.slot = slot_of(id);
    plan_.inputs.push(in);
    return plan_.inputs.size() - 1 - current_first_input();
  }
  constexpr int add_place(node_id id) {
    loop_input in;
    in.kind = loop_input::kind_type::element;
    in.place = places_[id];
    plan_.inputs.push(in);
    return plan_.inputs.size() - 1;
  }
  constexpr int current_first_input() const {
    return plan_.steps.empty()
               ? 0
               : plan_.steps[plan_.steps.size() - 1].first_input + plan_.steps[plan_.steps.size() - 1].input_count;
  }
  constexpr void add_body(array_step& step, graph_view body) {
    for (int i = 0; i < body.size; ++i) {
      node n = body[i];
      if (n.operation == opcode::constant) n.payload = constant(body.constants[n.payload]);
      plan_.nodes.push(n);
    }
    step.node_count = body.size;
  }
  constexpr int constant(number const& value) {
    for (int i = 0; i < plan_.constants.size(); ++i)
      if (plan_.constants[i] == value) return i;
    plan_.constants.push(value);
    return plan_.constants.size() - 1;
  }

  // The access to an element of an array of this shape that stands where the loop is.
  static constexpr array_access plain_access(array_shape const& s) {
    if (is_one(s.columns)) return {{source::inner}, {}};
    if (is_one(s.rows)) return {{}, {source::inner}};
    return {{source::outer}, {source::inner}};
  }
  // From rows and columns of an array to those of its place, and back.
  constexpr array_access as_it_lies(node_id id, array_access const& access) const {
    return is_wide(id) ? array_access{access.column, access.row} : access;
  }
  static constexpr array_access projected(array_access access, array_shape const& s) {
    if (is_one(s.rows)) access.row = {};
    if (is_one(s.columns)) access.column = {};
    return access;
  }
  static constexpr void set_domain(array_step& step, array_shape const& domain) {
    step.kind = array_step::kind_type::loop;
    bool const single = is_one(domain.columns) || is_one(domain.rows);
    step.outer = single ? single_row : domain.rows;
    step.inner = is_one(domain.columns) ? domain.rows : domain.columns;
  }

  // The body's node for node `id` of the function at an access.
  struct known_value {
    node_id of = no_node;
    array_access access{};
    node_id value = no_node;
    int next = -1;
  };
  struct wanted_value {
    node_id of = no_node;
    array_access access{};
  };
  constexpr void start_body(int time) {
    time_ = time;
    known_.clear();
    first_known_ = buffer<int>(g_.size, -1);
  }
  constexpr node_id find_known(node_id of, array_access const& access) const {
    for (int i = first_known_[of]; i >= 0; i = known_[i].next)
      if (known_[i].access == access) return known_[i].value;
    return no_node;
  }
  constexpr void remember(wanted_value const& w, node_id value) {
    known_.push({w.of, w.access, value, first_known_[w.of]});
    first_known_[w.of] = known_.size() - 1;
  }

  constexpr node_id body_value(builder& body, node_id of, array_access const& access) {
    buffer<wanted_value> stack;
    stack.push({of, access});
    while (!stack.empty()) {
      wanted_value const top = stack.back();
      if (find_known(top.of, top.access) != no_node) {
        (void)stack.pop();
        continue;
      }
      node const& n = g_[top.of];
      if (!is_array(top.of) && !(is_single_row(top.of) && top.of == of)) {
        remember(top, number_in_body(body, top.of));
      } else if (is_read(top.of)) {
        remember(top, element_in_body(body, top));
      } else {
        bool missing = false;
        for (int k = 0; k < 3 && n.operands[k] != no_node; ++k) {
          wanted_value const operand{n.operands[k], operand_access(n, k, top.access)};
          if (find_known(operand.of, operand.access) != no_node) continue;
          stack.push(operand);
          missing = true;
        }
        if (!missing) remember(top, made(body, n, top.access));
      }
    }
    return find_known(of, access);
  }
  constexpr bool is_read(node_id id) const {
    if (is_stored_input(id) || has_own_step(id)) return true;
    return in_memory_[id] != 0 && times_[id] < time_;
  }
  constexpr node_id number_in_body(builder& body, node_id id) {
    node const& n = g_[id];
    if (n.operation == opcode::constant) return body.constant(g_.constants[n.payload]);
    if (is_leaf(n.operation)) return body.intern(n);
    if (n.operation == opcode::first_of_three) {
      node_id const function = number_in_body(body, n.operands[0]);
      return body.apply(n.operation, function, number_in_body(body, n.operands[1]));
    }
    return body.input(add_number(id));
  }
  constexpr node_id element_in_body(builder& body, wanted_value const& w) {
    loop_input in;
    in.kind = loop_input::kind_type::element;
    in.place = places_[w.of];
    in.access = is_stored_input(w.of) ? w.access : as_it_lies(w.of, w.access);
    plan_.inputs.push(in);
    return body.input(plan_.inputs.size() - 1 - current_first_input());
  }
  constexpr node_id inside(builder& body, index_map const& index, extent const& length) {
    int const first = current_first_input();
    for (int i = first; i < plan_.inputs.size(); ++i) {
      loop_input const& in = plan_.inputs[i];
      if (in.kind == loop_input::kind_type::inside && in.index == index && in.length == length) return body.input(i - first);
    }
    loop_input in;
    in.kind = loop_input::kind_type::inside;
    in.index = index;
    in.length = length;
    plan_.inputs.push(in);
    return body.input(plan_.inputs.size() - 1 - first);
  }

  // The rows of a segment are those of the whole from this one on.
  static constexpr index_map moved(index_map index, int payload, extent const& all, extent const& part, int direction) {
    if (payload >= 0) {
      index.count += direction * payload;
    } else {  // rows(all) - rows(part) - (-1 - payload): one of the two is a number
      index.count += direction * (all.count - part.count + 1 + payload);
      index.axis = all.axis != 0 ? all.axis : part.axis;
      index.sign += direction * (all.axis != 0 ? 1 : -1);
    }
    return index;
  }
  constexpr array_access operand_access(node const& n, int k, array_access access) const {
    array_shape const& s = g_[n.operands[k]].shape;
    switch (n.operation) {
      case opcode::segment: access.row = moved(access.row, n.payload, s.rows, n.shape.rows, 1); return access;
      case opcode::pad: access.row = moved(access.row, n.payload, n.shape.rows, s.rows, -1); return access;
      case opcode::transpose: return {access.column, access.row};
      default: return projected(access, s);
    }
  }
  constexpr node_id made(builder& body, node const& n, array_access const& access) {
    node_id ids[3] = {no_node, no_node, no_node};
    for (int k = 0; k < 3 && n.operands[k] != no_node; ++k) ids[k] = find_known(n.operands[k], operand_access(n, k, access));
    switch (n.operation) {
      case opcode::fill:
      case opcode::segment:
      case opcode::transpose: return ids[0];
      case opcode::pad: {
        array_shape const& s = g_[n.operands[0]].shape;
        node_id const flag = inside(body, operand_access(n, 0, access).row, s.rows);
        return body.apply(opcode::where, flag, ids[0], body.constant(number(rational(0))));
      }
      case opcode::placed: {
        index_map row = access.row, column = access.column;
        bool const in_one_row = is_one(n.shape.rows);  // of any length
        row.count -= in_one_row ? 0 : n.payload / n.shape.columns.count;
        column.count -= in_one_row ? n.payload : n.payload % n.shape.columns.count;
        node_id flag = no_node;
        if (!is_one(n.shape.rows)) flag = inside(body, row, single_row);
        if (!is_one(n.shape.columns)) {
          node_id const in_column = inside(body, column, single_row);
          flag = flag == no_node ? in_column : body.apply(opcode::logical_and, flag, in_column);
        }
        return body.apply(opcode::where, flag, ids[0], body.constant(number(rational(0))));
      }
      default: return body.intern({n.operation, {ids[0], ids[1], ids[2]}, n.payload, {}});
    }
  }

  array_plan plan_;
  buffer<int> slots_;
  int time_ = 0;
  buffer<known_value> known_;
  buffer<int> first_known_;
};

}  // namespace calx::detail
