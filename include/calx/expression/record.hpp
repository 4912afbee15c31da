// SPDX-License-Identifier: Apache-2.0
// record: what lowering knows about one expression type, as a value. `record_of<E>` is made once per type; records point to
// their operands' records, so that lowering is a loop over values and no function is instantiated per node (law 4).
#pragma once

#include <calx/core/hash.hpp>
#include <calx/graph/graph.hpp>

#include <string_view>

namespace calx {

// A named argument of a function.
struct input_info {
  std::string_view name{};
  calx::shape shape{};
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
  int captures = 0;
  std::uint64_t hash = 0;
};

// Which operand of a call stands for input i; -1 for none.
constexpr int operand_for_input(record const& r, int i) {
  if (r.operand_for != nullptr) return r.operand_for[i];
  return i < r.operand_count ? i : -1;
}

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
  r.hash = h;
  return r;
}

}  // namespace calx
