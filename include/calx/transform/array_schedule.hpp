// SPDX-License-Identifier: Apache-2.0
// array_schedule: what of a function of arrays goes through memory, and when each node is computed (transform/stages.hpp says
// why).
#pragma once

#include <calx/core/refuse.hpp>
#include <calx/op/table.hpp>
#include <calx/transform/array_plan.hpp>

namespace calx::detail {

class array_schedule {
 protected:
  constexpr explicit array_schedule(graph_view g)
      : g_(g), times_(g.size), ready_(g.size), places_(g.size), in_memory_(g.size), costs_(g.size), offsets_(g.size) {
    find_costs();
    find_offsets();
    find_memory();
    find_times();
    keep_expensive();
    assign_places();
  }

  constexpr bool is_array(node_id id) const { return !g_[id].shape.is_scalar(); }
  static constexpr bool is_wide(array_shape const& s) { return s.columns.axis != 0; }
  constexpr bool is_wide(node_id id) const { return is_wide(g_[id].shape); }
  // As it lies in memory.
  constexpr array_shape stored_shape(node_id id) const {
    array_shape const s = g_[id].shape;
    return is_wide(s) ? array_shape{s.columns, s.rows} : s;
  }
  static constexpr bool is_leaf(opcode operation) {
    return operation == opcode::constant || operation == opcode::pi || operation == opcode::e;
  }
  // Made by a step of its own.
  constexpr bool has_own_step(node_id id) const {
    return is_own_step_at_once(id) || (reduces(g_[id].operation) && is_array(id));
  }
  // A number that is read from an array as an array would be: its last element, which has no position.
  constexpr bool is_single_row(node_id id) const { return g_[id].operation == opcode::segment && !is_array(id); }
  // Can be read by loops and products of its own time.
  constexpr bool is_own_step_at_once(node_id id) const {
    opcode const operation = g_[id].operation;
    return operation == opcode::matrix_product || operation == opcode::recurrence || operation == opcode::identity;
  }
  constexpr bool is_stored_input(node_id id) const { return g_[id].operation == opcode::input; }
  static constexpr bool is_view(opcode operation) {
    return operation == opcode::fill || operation == opcode::segment || operation == opcode::pad ||
           operation == opcode::transpose || operation == opcode::placed;
  }

  // In additions, about: what one element of a node costs where it is not read from memory.
  constexpr void find_costs() {
    for (int i = 0; i < g_.size; ++i) {
      node const& n = g_[i];
      if (!is_array(i) || is_stored_input(i) || has_own_step(i)) continue;
      int cost = is_view(n.operation) || n.operation == opcode::first_of_three ? 0
                 : n.operation <= opcode::power                                ? (n.operation == opcode::divide ? 4 : 1)
                                                                               : 20;
      for (int k = 0; k < 3 && n.operands[k] != no_node; ++k) cost += costs_[n.operands[k]];
      costs_[i] = cost < 1000 ? cost : 1000;
    }
  }
  constexpr bool is_expensive(node_id id) const { return costs_[id] > 16; }

  // A number for each row, in a few columns: a loop over rows computes it once for all of them.
  static constexpr bool repeats_in_columns(array_shape const& from, array_shape const& to) {
    return is_one(from.columns) && from.rows == to.rows && is_few(to.columns) && are_many_rows(to.rows);
  }
  // The axis whose length says, when the program runs, where a part of an array begins; as a bit, 0 for none.
  constexpr std::uint64_t offset_axis(node const& n) const {
    if ((n.operation != opcode::segment && n.operation != opcode::pad) || n.payload >= 0) return 0;
    int const own = n.shape.rows.axis, axis = own != 0 ? own : g_[n.operands[0]].shape.rows.axis;
    return std::uint64_t{1} << (axis % 64);
  }
  // Of all that is computed where the node is.
  constexpr void find_offsets() {
    for (int i = 0; i < g_.size; ++i) {
      node const& n = g_[i];
      if (!is_array(i) || is_stored_input(i) || has_own_step(i)) continue;
      offsets_[i] = offset_axis(n);
      for (int k = 0; k < 3 && n.operands[k] != no_node; ++k)
        if (is_direct(n, n.operands[k])) offsets_[i] |= offsets_[n.operands[k]];
    }
  }

  // May node n, which uses x, compute x in its own loop?
  constexpr bool is_direct(node const& n, node_id x) const {
    if (!is_array(x)) return true;
    if (is_stored_input(x) || has_own_step(x)) return false;
    if (g_[x].operation == opcode::first_of_three) return true;                     // not a number that could be stored
    if (offset_axis(n) != 0 && (offsets_[x] & ~offset_axis(n)) != 0) return false;  // an index has an offset by one axis
    switch (n.operation) {
      case opcode::first_of_three: return !is_expensive(x);
      case opcode::matrix_product:
      case opcode::recurrence:
      case opcode::element: return false;
      case opcode::segment: return !is_expensive(x) || (is_one(n.shape.rows) && is_few(g_[x].shape.rows));
      case opcode::pad: return !is_expensive(x);
      case opcode::transpose: return costs_[x] == 0 || is_few(g_[x].shape.columns) || is_few(g_[x].shape.rows);
      default: break;
    }
    if (reduces(n.operation) || n.operation == opcode::product) return true;
    return g_[x].shape == n.shape || costs_[x] == 0 || repeats_in_columns(g_[x].shape, n.shape);
  }

  // A product reads a transpose as what is transposed lies in memory: the columns of that are known, those of an axis are not.
  constexpr node_id without_transpose(node_id id) const {
    node const& n = g_[id];
    return n.operation == opcode::transpose ? n.operands[0] : id;
  }
  constexpr node_id operand_in_use(node const& n, int k) const {
    return n.operation == opcode::matrix_product ? without_transpose(n.operands[k]) : n.operands[k];
  }

  constexpr void find_memory() {
    for (int i = 0; i < g_.size; ++i) {
      node const& n = g_[i];
      if (is_array(i) && (is_stored_input(i) || has_own_step(i))) in_memory_[i] = 1;
      for (int k = 0; k < 3 && n.operands[k] != no_node && n.operation != opcode::length; ++k) {
        node_id const x = operand_in_use(n, k);
        if (is_array(x) && !is_direct(n, x)) in_memory_[x] = 1;
      }
    }
    for (int i = 0; i < g_.output_count; ++i)
      if (is_array(g_.outputs[i])) in_memory_[g_.outputs[i]] = 1;
  }

  // times_: when it is computed; ready_: when it can be read from memory, or is a number.
  constexpr void find_times() {
    for (int i = 0; i < g_.size; ++i) {
      node const& n = g_[i];
      int time = 0;
      for (int k = 0; k < 3 && n.operands[k] != no_node && n.operation != opcode::length; ++k) {
        node_id const x = operand_in_use(n, k);
        int needed = is_array(x) && is_direct(n, x) ? times_[x] : ready_[x];
        if (n.operation == opcode::element && is_own_step_at_once(x)) ++needed;  // elements are read before products are made
        time = needed > time ? needed : time;
      }
      times_[i] = ready_[i] = time;
      bool const by_loop = reduces(n.operation) || n.operation == opcode::product;
      bool const in_loop = is_single_row(i) || (is_array(i) && !is_stored_input(i) && !has_own_step(i));
      if (by_loop || in_loop || has_own_step(i)) ready_[i] = time + 1;
    }
  }
  // What is computed early and used late, and is not worth computing twice.
  constexpr void keep_expensive() {
    for (int i = 0; i < g_.size; ++i) {
      node const& n = g_[i];
      for (int k = 0; k < 3 && n.operands[k] != no_node && n.operation != opcode::length; ++k) {
        node_id const x = n.operands[k];
        bool const late = is_array(x) && is_direct(n, x) && is_expensive(x) && times_[x] < times_[i];
        if (late && g_[x].operation != opcode::first_of_three) in_memory_[x] = 1;
      }
    }
  }

  constexpr void assign_places() {
    for (int i = 0; i < g_.size; ++i)
      if (in_memory_[i] != 0 && is_stored_input(i)) places_[i] = {array_place::kind_type::input, g_[i].payload, g_[i].shape};
    for (int k = 0; k < g_.output_count; ++k) {
      node_id const id = g_.outputs[k];
      if (is_wide(id)) refuse("calx: a result has as many columns as data have rows: transpose it");
      if (is_array(id) && !places_[id].exists()) places_[id] = {array_place::kind_type::output, k, g_[id].shape};
    }
    for (int i = 0; i < g_.size; ++i) {
      if (in_memory_[i] == 0 || places_[i].exists()) continue;
      places_[i] = {array_place::kind_type::buffer, buffer_count_, stored_shape(i)};
      ++buffer_count_;
    }
  }

  graph_view g_;
  buffer<int> times_, ready_;
  buffer<array_place> places_;
  buffer<char> in_memory_;
  buffer<int> costs_;
  buffer<std::uint64_t> offsets_;
  int buffer_count_ = 0;
};

}  // namespace calx::detail
