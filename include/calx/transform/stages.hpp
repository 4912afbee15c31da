// SPDX-License-Identifier: Apache-2.0
// stages: cuts a function of arrays into steps that run one after the other.
//
//   numbers      a straight line of operations on numbers
//   loop         one pass over rows (and columns): loads, a straight line of operations, stores and reductions. Everything
//                elementwise that can be computed at that time is one loop: chains and reductions are fused
//   product      a matrix product
//   recurrence   h[i] = a[i] h[i-1] + u[i]
//
// A node's time is how many reductions it waits for: mean(y) has time 1, and so has y - mean(y). Steps of one time run in the
// order elements, numbers, products and recurrences, loops; what they make is there at the next time. An array goes through
// memory only if it must: if it is a result, or an operand of a product or a recurrence, or is repeated along another extent,
// or is read at other rows, or later, than it is computed at and costs more than to compute it twice.
//
// Arrays lie in memory row by row. What is as wide as an axis is long, as the transpose of a table, lies there transposed, so
// that the number of columns is known; loops and products swap rows and columns for it. It is no result. An input that is as
// wide lies as it is: the number of columns is one that the program knows when it runs.
//
// In a loop every value has an access: how its row and column follow from the two indices of the loop. segment and pad move
// the row, transpose swaps the two. The inner index runs over columns, or over rows where there is one column.
#pragma once

#include <calx/transform/shared_buffers.hpp>
#include <calx/transform/step_writer.hpp>

namespace calx {

namespace detail {

class planner : step_writer {
 public:
  constexpr explicit planner(graph_view g) : step_writer(g) {}

  constexpr array_plan run() {
    int last = 0;
    for (int i = 0; i < g_.size; ++i) last = ready_[i] > last ? ready_[i] : last;
    for (int time = 0; time <= last; ++time) {
      read_elements(time);
      compute_numbers(time);
      make_products(time);
      make_loops(time);
    }
    for (int i = 0; i < g_.output_count; ++i) plan_.output_slots.push(is_array(g_.outputs[i]) ? -1 : slot_of(g_.outputs[i]));
    detail::share_buffers(plan_, buffer_count_);
    return static_cast<array_plan&&>(plan_);
  }

 private:
  constexpr bool is_computed_number(node_id id) const {
    node const& n = g_[id];
    return !is_array(id) && n.operation != opcode::input && n.operation != opcode::captured && n.operation != opcode::length &&
           n.operation != opcode::element && n.operation != opcode::product && !reduces(n.operation) && !is_single_row(id) &&
           n.operation != opcode::first_of_three;
  }
  constexpr void read_elements(int time) {
    for (int i = 0; i < g_.size; ++i) {
      node const& n = g_[i];
      if (n.operation != opcode::element || times_[i] != time || !is_array(n.operands[0])) continue;
      if (is_wide(n.operands[0]) && !is_one(g_[n.operands[0]].shape.rows))
        refuse("calx: an element of an array with as many columns as data have rows");
      array_step step;
      step.kind = array_step::kind_type::element;
      step.payload = n.payload;
      begin(step);
      add_place(n.operands[0]);
      loop_output out;
      out.slot = slot_of(i);
      plan_.outputs.push(out);
      plan_.body_outputs.push(0);
      end(step);
    }
  }
  // The operations on numbers of this time, as far as anything else needs them.
  constexpr void compute_numbers(int time) {
    buffer<char> wanted(g_.size);
    bool any = false;
    auto const here = [&](node_id id) { return is_computed_number(id) && times_[id] == time; };
    for (int i = 0; i < g_.size; ++i) {
      bool const same_step = here(i);
      for (int k = 0; k < 3 && g_[i].operands[k] != no_node; ++k)
        if (!same_step && here(g_[i].operands[k])) wanted[g_[i].operands[k]] = 1;
    }
    for (int i = 0; i < g_.output_count; ++i)
      if (here(g_.outputs[i])) wanted[g_.outputs[i]] = 1;
    for (int i = 0; i < g_.size; ++i) {
      bool const by_loops = is_leaf(g_[i].operation);  // bodies have constants of their own
      bool is_output = false;
      for (int k = 0; k < g_.output_count; ++k) is_output = is_output || g_.outputs[k] == i;
      if (by_loops && !is_output && !feeds_step(i)) wanted[i] = 0;
      any = any || wanted[i] != 0;
    }
    if (!any) return;
    array_step step;
    begin(step);
    builder body;
    buffer<node_id> moved(g_.size, no_node);
    for (int i = 0; i < g_.size; ++i) {
      if (!here(i)) continue;
      node n = g_[i];
      for (int k = 0; k < 3 && n.operands[k] != no_node; ++k) n.operands[k] = number_in(body, moved, n.operands[k]);
      moved[i] = n.operation == opcode::constant ? body.constant(g_.constants[n.payload]) : body.intern(n);
    }
    for (int i = 0; i < g_.size; ++i) {
      if (wanted[i] == 0) continue;
      loop_output out;
      out.slot = slot_of(i);
      plan_.outputs.push(out);
      plan_.body_outputs.push(moved[i]);
    }
    add_body(step, body.view());
    end(step);
  }
  // A recurrence takes numbers from slots.
  constexpr bool feeds_step(node_id id) const {
    for (int i = 0; i < g_.size; ++i)
      if (g_[i].operation == opcode::recurrence && (g_[i].operands[0] == id || g_[i].operands[2] == id)) return true;
    return false;
  }
  constexpr void make_products(int time) {
    for (int i = 0; i < g_.size; ++i) {
      node const& n = g_[i];
      if (!is_own_step_at_once(i) || times_[i] != time) continue;
      bool const is_product = n.operation == opcode::matrix_product;
      using kind = array_step::kind_type;
      array_step step;
      step.kind = is_product ? kind::product : n.operation == opcode::recurrence ? kind::recurrence : kind::identity;
      step.payload = n.payload;
      begin(step);
      bool const wide = is_wide(i);  // the transpose is made: the product of the transposes the other way round
      for (int k = 0; k < 3 && n.operands[k] != no_node; ++k) {
        int const which = wide ? 1 - k : k;
        node_id const x = operand_in_use(n, which);
        if (is_product) step.transposed[k] = ((x != n.operands[which]) != (is_wide(x) && !is_stored_input(x))) != wide;
        if (is_array(x)) add_place(x);
        else add_number(x);
      }
      loop_output out;
      out.place = places_[i];
      out.shape = stored_shape(i);
      plan_.outputs.push(out);
      plan_.body_outputs.push(0);
      end(step);
    }
  }

  // Loops. Arrays of one column along one axis are one loop even if they differ by some rows.
  static constexpr bool same_domain(array_shape const& a, array_shape const& b) {
    if (a == b) return true;
    if (!is_one(a.columns) || !is_one(b.columns) || is_one(a.rows) || is_one(b.rows) || a.rows.axis != b.rows.axis)
      return false;
    int const apart = a.rows.count - b.rows.count;
    return apart <= 8 && apart >= -8;
  }
  // What is computed in a loop of this time, and its domain: a reduction's operand, or an array for memory.
  constexpr node_id computed_by(node_id target) const {
    node const& n = g_[target];
    return reduces(n.operation) || n.operation == opcode::product ? n.operands[0] : target;
  }
  constexpr bool is_target(node_id id, int time) const {
    node const& n = g_[id];
    if (times_[id] != time) return false;
    if (reduces(n.operation) || n.operation == opcode::product || is_single_row(id)) return true;
    return is_array(id) && in_memory_[id] != 0 && !is_stored_input(id) && !has_own_step(id);
  }

  // An array of a few numbers, each placed on its own: the gradient by a vec that is used element by element.
  static constexpr int most_collected = 64;
  constexpr bool is_collection(node_id id, int depth = 0) const {
    node const& n = g_[id];
    if (n.shape.varies() || element_count_of(n.shape) > most_collected || depth > most_collected) return false;
    if (n.operation == opcode::placed) return true;
    return n.operation == opcode::add && g_[n.operands[0]].shape == n.shape && g_[n.operands[1]].shape == n.shape &&
           is_collection(n.operands[0], depth + 1) && is_collection(n.operands[1], depth + 1);
  }
  constexpr void collect(node_id id) {
    array_step step;
    begin(step);
    builder body;
    buffer<node_id> moved(g_.size, no_node);
    buffer<node_id> elements(static_cast<int>(element_count_of(g_[id].shape)), no_node);
    collect_into(elements, body, moved, id);
    for (int k = 0; k < elements.size(); ++k) {
      loop_output out;
      out.place = places_[id];
      out.slot = k;
      plan_.outputs.push(out);
      plan_.body_outputs.push(elements[k] == no_node ? body.constant(number(rational(0))) : elements[k]);
    }
    add_body(step, body.view());
    end(step);
  }
  constexpr void collect_into(buffer<node_id>& elements, builder& body, buffer<node_id>& moved, node_id id) {
    node const& n = g_[id];
    if (n.operation == opcode::placed) {
      node_id const x = number_in(body, moved, n.operands[0]);
      node_id& element = elements[n.payload];
      element = element == no_node ? x : body.apply(opcode::add, element, x);
      return;
    }
    collect_into(elements, body, moved, n.operands[0]);
    collect_into(elements, body, moved, n.operands[1]);
  }

  constexpr void make_loops(int time) {
    buffer<char> done(g_.size);
    for (bool const few_columns : {true, false})
      for (int i = 0; i < g_.size; ++i) {
        if (done[i] != 0 || !is_target(i, time)) continue;
        array_shape const first = stored_shape(computed_by(i));
        if (few_columns != has_few_columns(first)) continue;
        if (is_collection(i)) collect(i);
        else make_loop(time, first, targets_like(first, i, time, done), done);
      }
    // Results that are something else already: an input, or another result.
    for (int k = 0; k < g_.output_count; ++k) {
      node_id const id = g_.outputs[k];
      array_place const at{array_place::kind_type::output, k, g_[id].shape};
      bool const elsewhere = is_array(id) && !(places_[id].kind == at.kind && places_[id].position == k);
      if (elsewhere && ready_[id] == time) copy(id, at);
    }
  }

  // What can be computed in one loop with targets of this shape, from node i on.
  constexpr buffer<node_id> targets_like(array_shape const& shape, int i, int time, buffer<char>& done) const {
    buffer<node_id> targets;
    for (int k = i; k < g_.size; ++k) {
      if (done[k] != 0 || !is_target(k, time) || is_collection(k)) continue;
      if (!same_domain(shape, stored_shape(computed_by(k)))) continue;
      done[k] = 1;
      targets.push(k);
    }
    return targets;
  }
  constexpr void make_loop(int time, array_shape const& shape, buffer<node_id> const& targets, buffer<char>& done) {
    array_shape domain = shape;
    for (node_id const target : targets) {
      extent const rows = stored_shape(computed_by(target)).rows;
      if (rows.count > domain.rows.count) domain.rows = rows;
    }
    array_step step;
    set_domain(step, domain);
    begin(step);
    builder body;
    start_body(time);
    for (node_id const target : targets) add_target(body, target, domain);
    step.is_one_long_row = lies_in_order(step);
    if (has_few_columns(domain) && !step.is_one_long_row) {
      forget(step);
      make_loop_over_rows(time, domain, targets, done);
      return;
    }
    add_body(step, body.view());
    end(step);
  }
  constexpr loop_output output_for(node_id target) const {
    loop_output out;
    out.shape = stored_shape(computed_by(target));
    out.operation = g_[target].operation;
    out.place = places_[target];
    return out;
  }
  constexpr void add_output(loop_output const& out, node_id value) {
    plan_.outputs.push(out);
    plan_.body_outputs.push(value);
  }
  constexpr void add_target(builder& body, node_id target, array_shape const& domain) {
    node_id const value = computed_by(target);
    array_shape const result = g_[target].shape;
    loop_output out = output_for(target);
    using kind = loop_output::kind_type;
    if (is_single_row(target)) out.kind = kind::reduce_all, out.operation = opcode::sum, out.slot = slot_of(target);
    else if (value == target) out.kind = kind::store;
    else if (result.is_scalar()) out.kind = kind::reduce_all, out.slot = slot_of(target);
    else out.kind = is_one(result.columns) != is_wide(value) ? kind::reduce_inner : kind::reduce_outer;
    if (out.kind == kind::reduce_outer && out.operation == opcode::sum)
      out.partial = {array_place::kind_type::buffer, buffer_count_++, {{0, 2}, domain.columns}};
    add_output(out, body_value(body, value, as_it_lies(value, plain_access(out.shape))));
  }

  // Loops over rows, with a few columns side by side in the body.
  static constexpr bool has_few_columns(array_shape const& s) {
    return is_few(s.columns) && !is_one(s.columns) && are_many_rows(s.rows);
  }
  constexpr bool lies_in_order(array_step const& step) const {
    if (is_one(step.outer)) return false;
    array_shape const s{step.outer, step.inner};
    for (int k = step.first_input; k < plan_.inputs.size(); ++k) {
      loop_input const& in = plan_.inputs[k];
      if (in.kind == loop_input::kind_type::number) continue;
      bool const plain = in.kind == loop_input::kind_type::element && in.place.shape == s &&
                         in.access.row.source == source::outer && in.access.column.source == source::inner &&
                         in.access.row.is_plain() && in.access.column.is_plain();
      if (!plain) return false;
    }
    for (int k = step.first_output; k < plan_.outputs.size(); ++k) {
      loop_output::kind_type const kind = plan_.outputs[k].kind;
      if (kind != loop_output::kind_type::store && kind != loop_output::kind_type::reduce_all) return false;
    }
    return true;
  }
  // A sum for each column, in slots, to be collected.
  struct sums_by_column {
    node_id target;
    int first_slot;
  };
  constexpr void make_loop_over_rows(int time, array_shape const& domain, buffer<node_id> const& targets, buffer<char>& done) {
    array_shape const column{domain.rows, single_row};
    array_step step;
    set_domain(step, column);
    begin(step);
    builder body;
    start_body(time);
    buffer<sums_by_column> collected;
    for (node_id const target : targets) add_columns(body, target, collected);
    for (int k = 0; k < g_.size; ++k) {
      if (done[k] != 0 || !is_target(k, time) || is_collection(k) || !(stored_shape(computed_by(k)) == column)) continue;
      done[k] = 1;
      add_target(body, k, column);
    }
    add_body(step, body.view());
    end(step);
    for (sums_by_column const& sums : collected) collect(sums);
  }
  constexpr void add_columns(builder& body, node_id target, buffer<sums_by_column>& collected) {
    node_id const value = computed_by(target);
    array_shape const s = stored_shape(value), result = g_[target].shape;
    buffer<node_id> values;
    for (int j = 0; j < s.columns.count; ++j)
      values.push(body_value(body, value, as_it_lies(value, {{source::inner}, {source::none, j}})));
    loop_output out = output_for(target);
    out.shape = {s.rows, single_row};
    using kind = loop_output::kind_type;
    if (value == target) {
      out.kind = kind::store;
      for (int j = 0; j < values.size(); ++j) {
        out.column = j;
        add_output(out, values[j]);
      }
      return;
    }
    if (!result.is_scalar() && is_one(result.columns) == is_wide(value)) {
      out.kind = kind::reduce_all;
      out.place = {};
      collected.push({target, plan_.slots.size()});
      for (int j = 0; j < values.size(); ++j) {
        out.slot = new_slot();
        add_output(out, values[j]);
      }
      return;
    }
    node_id total = values[0];
    for (int j = 1; j < values.size(); ++j)
      total = body.apply(out.operation == opcode::sum       ? opcode::add
                         : out.operation == opcode::product ? opcode::multiply
                                                            : opcode::max,
                         total, values[j]);
    out.kind = result.is_scalar() ? kind::reduce_all : kind::store;
    if (result.is_scalar()) out.slot = slot_of(target);
    add_output(out, total);
  }
  constexpr void collect(sums_by_column const& sums) {
    array_step step;
    begin(step);
    builder body;
    loop_output out;
    out.place = places_[sums.target];
    for (int j = 0; j < static_cast<int>(element_count_of(out.place.shape)); ++j) {
      loop_input in;
      in.slot = sums.first_slot + j;
      plan_.inputs.push(in);
      out.slot = j;
      add_output(out, body.input(j));
    }
    add_body(step, body.view());
    end(step);
  }

  constexpr void copy(node_id id, array_place const& to) {
    array_step step;
    set_domain(step, to.shape);
    begin(step);
    builder body;
    start_body(ready_[id] + 1);
    loop_output out;
    out.shape = to.shape;
    out.place = to;
    add_output(out, body_value(body, id, plain_access(to.shape)));
    step.is_one_long_row = lies_in_order(step);
    add_body(step, body.view());
    end(step);
  }
};

}  // namespace detail

constexpr array_plan plan_arrays(graph_view g) { return detail::planner(g).run(); }

}  // namespace calx
