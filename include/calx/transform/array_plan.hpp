// SPDX-License-Identifier: Apache-2.0
// array_plan: the steps that compute a function of arrays, as data (transform/stages.hpp makes it, evaluate/ runs it).
#pragma once

#include <calx/core/buffer.hpp>
#include <calx/graph/graph.hpp>

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
  int slot = 0;           // reduce_all; of a step on numbers: the slot, or the position in the place
  array_place place{};    // the others
  array_place partial{};  // reduce_outer, a sum: two rows, for the sums over some rows and what rounding left of those before
  array_shape shape{};    // of what is stored or reduced
  int column = -1;        // store, by a loop over rows that has all columns in its body: which one
};

struct array_step {
  enum class kind_type : std::uint8_t { numbers, element, loop, product, recurrence, identity } kind = kind_type::numbers;
  // numbers: slots in, slots or elements of places out. element: element `payload` of a place as a slot.
  // product: two places, one result. recurrence: coefficient (a slot, or a place), a place, a slot, and one result. identity:
  // one result.
  int first_input = 0, input_count = 0;    // in `inputs`
  int first_output = 0, output_count = 0;  // in `outputs`
  int first_node = 0, node_count = 0;      // of the body
  extent outer{}, inner{};
  bool is_one_long_row = false;  // a loop: element by element in the order in which they lie in memory
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

}  // namespace calx
