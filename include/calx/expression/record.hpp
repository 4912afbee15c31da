// SPDX-License-Identifier: Apache-2.0
// record: what lowering knows about one expression type, as a value. `record_of<E>` is made once per type; records point to
// their operands' records, so that lowering is a loop over values and no function is instantiated per node (law 4).
#pragma once

#include <calx/core/hash.hpp>
#include <calx/graph/array.hpp>

#include <string_view>

namespace calx {

// A named argument of a function.
struct input_info {
  std::string_view name{};
  array_shape shape{};
  bool is_vector = false;  // also a vec<"v", 1>, whose shape is a scalar's

  constexpr bool is_scalar() const { return shape.is_scalar() && !is_vector; }
};

// A finished graph with the names of its inputs (position = index) and the number of values it captured.
struct function_view {
  graph_view graph{};
  input_info const* inputs = nullptr;
  int input_count = 0;
  int captures = 0;
};

// How the shape of an operation on arrays follows from its operands'.
enum class shape_rule : std::uint8_t {
  elementwise,
  of_operation,  // says the operation itself
  number,        // 1 x 1
  per_row,       // a number for each row
  per_column,
  rows,       // `rows` rows
  more_rows,  // the operand's and `rows` more
  joined,     // the rows of both operands
  square,     // `rows` x `rows`
};

struct record {
  enum class kind_type : std::uint8_t {
    variable,   // name, shape
    constant,   // value
    capture,    // the next number of the expression object
    operation,  // opcode and payload on the operands
    external,   // a user's own function of the operands
    call,       // a finished graph; operands stand for some of its inputs, the others keep their names
    pack,       // several expressions as one vector argument of a call
  };

  kind_type kind = kind_type::constant;
  opcode operation = opcode::constant;
  int payload = 0;        // operation: its payload; call: which output
  bool reversed = false;  // operation: a > b is less(b, a), yet its captured numbers stand in the order written
  rational value{};
  input_info input{};
  record const* const* operands = nullptr;
  int operand_count = 0;
  function_view const* callee = nullptr;
  int const* operand_for = nullptr;  // call: which operand stands for input i, -1: none; nullptr: operand i for input i
  external_function const* function = nullptr;
  shape_rule rule = shape_rule::elementwise;
  int rows = 0;
  array_shape shape{};        // of a variable, operation or call; all extents known when the program runs are axis 1
  bool fits_together = true;  // the operands' shapes
  int captures = 0;
  std::uint64_t hash = 0;
};

// Which operand of a call stands for input i; -1 for none.
constexpr int operand_for_input(record const& r, int i) {
  if (r.operand_for != nullptr) return r.operand_for[i];
  return i < r.operand_count ? i : -1;
}

namespace detail {

constexpr extent undetermined(extent const& x) { return x.axis != 0 ? extent{1, 0} : x; }
constexpr array_shape undetermined(array_shape const& s) { return {undetermined(s.rows), undetermined(s.columns)}; }

// The shape of r's result, for operands of shapes a and b.
constexpr array_shape shape_by_rule(record const& r, array_shape const& a, array_shape const& b) {
  switch (r.rule) {
    case shape_rule::per_row: return {a.rows, single_row};
    case shape_rule::per_column: return {single_row, a.columns};
    case shape_rule::rows: return {{0, r.rows}, a.columns};
    case shape_rule::more_rows: return {{a.rows.axis, a.rows.count + r.rows}, a.columns};
    case shape_rule::joined:
      if (a.rows.axis == 0) return {{b.rows.axis, b.rows.count + a.rows.count}, a.columns};
      return {{a.rows.axis, a.rows.count + b.rows.count}, a.columns};
    case shape_rule::square: return matrix_shape(r.rows, r.rows);
    default: return {};
  }
}

struct inferred_shape {
  array_shape result{};
  bool fits = true;

  constexpr void broadcast(array_shape const& s) {
    broadcast_result const both = calx::broadcast(result, undetermined(s));
    result = both.common;
    fits = fits && both.fits;
  }
};

constexpr inferred_shape shape_of_operation(record const& r) {
  inferred_shape found;
  array_shape const a = r.operand_count > 0 ? r.operands[0]->shape : array_shape{},
                    b = r.operand_count > 1 ? r.operands[1]->shape : array_shape{};
  if (!is_array_operation(r.operation)) {
    for (int i = 0; i < r.operand_count; ++i) found.broadcast(r.operands[i]->shape);
    return found;
  }
  found.result = undetermined(shape_by_rule(r, a, b));
  if (r.rule == shape_rule::joined) {
    found.fits = a.columns == b.columns && (a.rows.axis == 0 || b.rows.axis == 0);
    return found;
  }
  bool const unknown = a.varies() && (r.operation == opcode::segment || r.operation == opcode::pad);
  found.fits = fault_of_array_shapes(r.operation, unknown ? 0 : r.payload, a, b, found.result).empty();
  found.result = undetermined(found.result);
  return found;
}

// Is this a function of columns whose graph is that of one row?
constexpr bool is_row_by_row(function_view const& f) {
  for (int i = 0; i < f.input_count; ++i)
    if (f.inputs[i].shape.varies()) return !has_varying(f.graph);
  return false;
}

// Of a finished function whose inputs may have other shapes now: only elementwise operations follow them.
constexpr array_shape shape_given(record const& r, int input) {
  int const which = r.operand_for != nullptr ? r.operand_for[input] : input < r.operand_count ? input : -1;
  bool const kept = which < 0 || r.operands[which]->kind == record::kind_type::pack;
  return undetermined(kept ? r.callee->inputs[input].shape : r.operands[which]->shape);
}
constexpr inferred_shape shape_of_call(record const& r) {
  graph_view const g = r.callee->graph;
  if (r.payload < 0 || r.payload >= g.output_count) return {};
  bool same = !is_row_by_row(*r.callee);
  for (int i = 0; i < r.callee->input_count; ++i) same = same && shape_given(r, i) == undetermined(r.callee->inputs[i].shape);
  if (same) return {undetermined(g[g.outputs[r.payload]].shape)};
  buffer<array_shape> shapes(g.size);
  inferred_shape found;
  for (int i = 0; i < g.size; ++i) {
    node const& n = g[i];
    found.result = {};
    if (n.operation == opcode::input) found.result = shape_given(r, n.payload);
    else if (is_array_operation(n.operation)) found.result = undetermined(n.shape);
    else
      for (int k = 0; k < 3 && n.operands[k] != no_node; ++k) found.broadcast(shapes[n.operands[k]]);
    shapes[i] = found.result;
  }
  found.result = shapes[g.outputs[r.payload]];
  return found;
}

}  // namespace detail

template <class E> inline constexpr record record_of = E::describe();

template <class... E> inline constexpr record const* records_of[sizeof...(E) + 1] = {&record_of<E>..., nullptr};

// Hash and number of captures of a record with operands; both are sums over parts, never names of types or addresses.
constexpr record completed(record r) {
  std::uint64_t h = mix(static_cast<std::uint64_t>(r.kind), static_cast<std::uint64_t>(r.operation));
  h = mix(h, static_cast<std::uint64_t>(r.payload));
  h = mix(mix(h, static_cast<std::uint64_t>(r.value.numerator())), static_cast<std::uint64_t>(r.value.denominator()));
  h = mix(h, hash_of(r.input.name));
  for (int i = 0; i < r.operand_count; ++i) {
    h = mix(h, r.operands[i]->hash);
    r.captures += r.operands[i]->captures;
  }
  if (r.callee != nullptr) {
    r.captures += r.callee->captures;
    h = mix(h, static_cast<std::uint64_t>(r.callee->graph.size));
  }
  h = mix(mix(h, static_cast<std::uint64_t>(r.rule)), static_cast<std::uint64_t>(r.rows));
  r.hash = h;
  if (r.kind == record::kind_type::variable) {
    r.shape = detail::undetermined(r.input.shape);
  } else if (r.kind == record::kind_type::operation || r.kind == record::kind_type::external) {
    detail::inferred_shape const s = detail::shape_of_operation(r);
    r.shape = s.result;
    r.fits_together = s.fits;
  } else if (r.kind == record::kind_type::call) {
    detail::inferred_shape const s = detail::shape_of_call(r);
    r.shape = s.result;
    r.fits_together = s.fits;
  }
  return r;
}

}  // namespace calx
