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
// that the number of columns is known; loops and products swap rows and columns for it. It is no result.
//
// In a loop every value has an access: how its row and column follow from the two indices of the loop. segment and pad move
// the row, transpose swaps the two. The inner index runs over columns, or over rows where there is one column.
#pragma once

#include <calx/core/refuse.hpp>
#include <calx/op/table.hpp>
#include <calx/transform/prune.hpp>
#include <calx/transform/scalarize.hpp>

namespace calx {

// Where an index of an array comes from in a loop, or a run-time offset: index + count + sign * rows of the axis.
struct index_map {
  enum class source_type : std::int8_t { none, outer, inner } source = source_type::none;
  int count = 0;
  int axis = 0;
  int sign = 0;

  friend constexpr bool operator==(index_map const& a, index_map const& b) {
    return a.source == b.source && a.count == b.count && a.axis == b.axis && a.sign == b.sign;
  }
  constexpr bool is_plain() const { return count == 0 && sign == 0; }
};

struct array_access {
  index_map row, column;
  friend constexpr bool operator==(array_access const& a, array_access const& b) {
    return a.row == b.row && a.column == b.column;
  }
};

// An array in memory.
struct array_place {
  enum class kind_type : std::uint8_t { none, input, output, buffer } kind = kind_type::none;
  int position = 0;
  array_shape shape{};

  constexpr bool exists() const { return kind != kind_type::none; }
};

// What a loop's body reads: a number from its slot, an element, or 1 where an index is inside of an array and 0 elsewhere.
struct loop_input {
  enum class kind_type : std::uint8_t { number, element, inside } kind = kind_type::number;
  int slot = 0;
  array_place place{};
  array_access access{};
  index_map index{};  // inside: from 0 to below `length`
  extent length{};
};
// What it makes: an element to store, or a part of a reduction.
struct loop_output {
  enum class kind_type : std::uint8_t { store, reduce_all, reduce_inner, reduce_outer } kind = kind_type::store;
  opcode operation = opcode::sum;
  int slot = 0;         // reduce_all
  array_place place{};  // the others
  array_shape shape{};  // of what is stored or reduced
};

struct array_step {
  enum class kind_type : std::uint8_t { numbers, element, loop, product, recurrence } kind = kind_type::numbers;
  // numbers: slots in, slots out. element: element `payload` of a place as a slot.
  // product: two places, one result. recurrence: coefficient (a slot, or a place), a place, a slot, and one result.
  int first_input = 0, input_count = 0;    // in `inputs`
  int first_output = 0, output_count = 0;  // in `outputs`
  int first_node = 0, node_count = 0;      // of the body
  extent outer{}, inner{};
  int payload = 0;
  bool transposed[2] = {false, false};
};

// Where a number comes from.
struct number_source {
  enum class kind_type : std::uint8_t { computed, input, captured, length } kind = kind_type::computed;
  int position = 0;
  extent rows{};
};

struct array_plan {
  buffer<array_step> steps;
  buffer<loop_input> inputs;
  buffer<loop_output> outputs;
  buffer<node> nodes;            // the bodies, one after the other; an input's payload is its position among the step's inputs
  buffer<node_id> body_outputs;  // one for each of `outputs`: nodes of the body, counted from its first
  buffer<number> constants;
  buffer<number_source> slots;
  buffer<array_shape> buffers;
  buffer<int> output_slots;  // of results that are numbers; -1: an array
};

namespace detail {

class planner {
 public:
  constexpr explicit planner(graph_view g)
      : g_(g), times_(g.size), ready_(g.size), places_(g.size), in_memory_(g.size), costs_(g.size), slots_(g.size, -1) {}

  constexpr array_plan run() {
    find_costs();
    find_memory();
    find_times();
    keep_expensive();
    assign_places();
    assign_first_slots();
    int last = 0;
    for (int i = 0; i < g_.size; ++i) last = ready_[i] > last ? ready_[i] : last;
    for (int time = 0; time <= last; ++time) {
      read_elements(time);
      compute_numbers(time);
      make_products(time);
      make_loops(time);
    }
    for (int i = 0; i < g_.output_count; ++i) plan_.output_slots.push(is_array(g_.outputs[i]) ? -1 : slot_of(g_.outputs[i]));
    return static_cast<array_plan&&>(plan_);
  }

 private:
  using source = index_map::source_type;

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
    opcode const operation = g_[id].operation;
    return operation == opcode::matrix_product || operation == opcode::recurrence || (reduces(operation) && is_array(id));
  }
  // A number that is read from an array as an array would be: its last element, which has no position.
  constexpr bool is_single_row(node_id id) const { return g_[id].operation == opcode::segment && !is_array(id); }
  // Can be read by loops and products of its own time.
  constexpr bool is_own_step_at_once(node_id id) const {
    return g_[id].operation == opcode::matrix_product || g_[id].operation == opcode::recurrence;
  }
  constexpr bool is_stored_input(node_id id) const { return g_[id].operation == opcode::input; }
  static constexpr bool is_view(opcode operation) {
    return operation == opcode::fill || operation == opcode::segment || operation == opcode::pad ||
           operation == opcode::transpose || operation == opcode::placed || operation == opcode::identity;
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
  constexpr bool is_expensive(node_id id) const { return costs_[id] > 8; }

  // May node n, which uses x, compute x in its own loop?
  constexpr bool is_direct(node const& n, node_id x) const {
    if (!is_array(x)) return true;
    if (is_stored_input(x) || has_own_step(x)) return false;
    if (g_[x].operation == opcode::first_of_three) return true;  // not a number that could be stored
    switch (n.operation) {
      case opcode::first_of_three: return !is_expensive(x);
      case opcode::matrix_product:
      case opcode::recurrence:
      case opcode::element: return false;
      case opcode::segment:
      case opcode::pad: return !is_expensive(x);
      case opcode::transpose: return costs_[x] == 0;
      default: break;
    }
    if (reduces(n.operation) || n.operation == opcode::product) return true;
    return g_[x].shape == n.shape || costs_[x] == 0;
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
      places_[i] = {array_place::kind_type::buffer, plan_.buffers.size(), stored_shape(i)};
      plan_.buffers.push(stored_shape(i));
    }
  }

  // Numbers.
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

  constexpr void make_products(int time) {
    for (int i = 0; i < g_.size; ++i) {
      node const& n = g_[i];
      bool const is_product = n.operation == opcode::matrix_product;
      if ((!is_product && n.operation != opcode::recurrence) || times_[i] != time) continue;
      array_step step;
      step.kind = is_product ? array_step::kind_type::product : array_step::kind_type::recurrence;
      step.payload = n.payload;
      begin(step);
      bool const wide = is_wide(i);  // the transpose is made: the product of the transposes the other way round
      for (int k = 0; k < 3 && n.operands[k] != no_node; ++k) {
        int const which = wide ? 1 - k : k;
        node_id const x = operand_in_use(n, which);
        if (is_product) step.transposed[k] = ((x != n.operands[which]) != is_wide(x)) != wide;
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

  constexpr void make_loops(int time) {
    buffer<char> done(g_.size);
    for (int i = 0; i < g_.size; ++i) {
      if (done[i] != 0 || !is_target(i, time)) continue;
      array_shape const first = stored_shape(computed_by(i));
      array_shape domain = first;
      buffer<node_id> targets;
      for (int k = i; k < g_.size; ++k) {
        if (done[k] != 0 || !is_target(k, time)) continue;
        array_shape const own = stored_shape(computed_by(k));
        if (!same_domain(first, own)) continue;
        if (own.rows.count > domain.rows.count) domain.rows = own.rows;
        done[k] = 1;
        targets.push(k);
      }
      make_loop(time, domain, targets);
    }
    // Results that are something else already: an input, or another result.
    for (int k = 0; k < g_.output_count; ++k) {
      node_id const id = g_.outputs[k];
      array_place const at{array_place::kind_type::output, k, g_[id].shape};
      bool const elsewhere = is_array(id) && !(places_[id].kind == at.kind && places_[id].position == k);
      if (elsewhere && ready_[id] == time) copy(id, at);
    }
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

  constexpr void make_loop(int time, array_shape const& domain, buffer<node_id> const& targets) {
    array_step step;
    set_domain(step, domain);
    begin(step);
    builder body;
    start_body(time);
    for (node_id const target : targets) {
      node_id const value = computed_by(target);
      array_shape const s = stored_shape(value), result = g_[target].shape;
      loop_output out;
      out.shape = s;
      out.operation = g_[target].operation;
      out.place = places_[target];
      using kind = loop_output::kind_type;
      if (is_single_row(target)) out.kind = kind::reduce_all, out.operation = opcode::sum, out.slot = slot_of(target);
      else if (value == target) out.kind = kind::store;
      else if (result.is_scalar()) out.kind = kind::reduce_all, out.slot = slot_of(target);
      else out.kind = is_one(result.columns) != is_wide(value) ? kind::reduce_inner : kind::reduce_outer;
      node_id const id = body_value(body, value, as_it_lies(value, plain_access(s)));
      plan_.outputs.push(out);
      plan_.body_outputs.push(id);
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
    node_id const value = body_value(body, id, plain_access(to.shape));
    plan_.outputs.push(out);
    plan_.body_outputs.push(value);
    add_body(step, body.view());
    end(step);
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
    in.access = as_it_lies(w.of, w.access);
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
      case opcode::identity: refuse("calx: identity<N> of this size is not written as a loop");
      default: return body.intern({n.operation, {ids[0], ids[1], ids[2]}, n.payload, {}});
    }
  }

  graph_view g_;
  array_plan plan_;
  buffer<int> times_, ready_;
  buffer<array_place> places_;
  buffer<char> in_memory_;
  buffer<int> costs_;
  buffer<int> slots_;
  int time_ = 0;
  buffer<known_value> known_;
  buffer<int> first_known_;
};

}  // namespace detail

constexpr array_plan plan_arrays(graph_view g) { return detail::planner(g).run(); }

}  // namespace calx
