// SPDX-License-Identifier: Apache-2.0
// The variables that a gradient or a Hessian is taken with respect to, and the layout of the result.
// wrt(x, y, ...): variables as one argument, where more follow them, as in directional_derivative(f, wrt(x, y), 3, 4).
//
//   slots    a scalar has one, a vec<"v", N> has N, in the order asked for
//   blocks   scalars alone: std::array in that order; one vec: std::array of its length; a mixture: a std::tuple with a
//            number for each scalar and an array for each vec
#pragma once

#include <calx/core/refuse.hpp>
#include <calx/evaluate/scalars.hpp>
#include <calx/expression/variable.hpp>
#include <calx/print/output_names.hpp>
#include <calx/transform/prune.hpp>

#include <array>
#include <tuple>

namespace calx {

template <class... Variables> struct wrt_list {
  static constexpr int size() { return sizeof...(Variables); }
};

template <differentiable_variable... Variables>
  requires(sizeof...(Variables) > 0)
constexpr wrt_list<Variables...> wrt(Variables const&...) {
  return {};
}
template <class... Variables>
  requires(sizeof...(Variables) == 0 || !(differentiable_variable<Variables> && ...))
CALX_REFUSED("calx: wrt(x, y, ...) takes one or more var or vec variables, as in calx::var<\"x\">; a column is data")
constexpr refused wrt(Variables const&...) {
  return {};
}

// The i-th variable.
template <int I, class... Variables>
  requires(I >= 0 && I < static_cast<int>(sizeof...(Variables)))
constexpr auto get(wrt_list<Variables...> const&) {
  return std::tuple_element_t<static_cast<std::size_t>(I), std::tuple<Variables...>>{};
}

namespace detail {

template <class Variable> inline constexpr int slots_of = element_count(function_of<Variable>.inputs[0].shape);
template <class... Variables> inline constexpr int slot_count = (slots_of<Variables> + ... + 0);
template <class Variable> inline constexpr bool is_scalar_variable = function_of<Variable>.inputs[0].is_scalar();

// `Size` numbers from `from` on; without a loop where that keeps short arrays in registers.
template <int Size, class Real>
CALX_ALWAYS_INLINE constexpr std::array<Real, static_cast<std::size_t>(Size)> block_of(Real const* from) {
  if constexpr (Size <= 64) {
    return [&]<int... I>(std::integer_sequence<int, I...>) {
      return std::array<Real, static_cast<std::size_t>(Size)>{from[I]...};
    }(std::make_integer_sequence<int, Size>{});
  } else {
    std::array<Real, static_cast<std::size_t>(Size)> block{};
    for (int i = 0; i < Size; ++i) block[static_cast<std::size_t>(i)] = from[i];
    return block;
  }
}

// An array of rows.
template <int Rows, int Columns, class Real> CALX_ALWAYS_INLINE constexpr auto matrix_of(Real const* entries) {
  constexpr auto m = static_cast<std::size_t>(Rows), n = static_cast<std::size_t>(Columns);
  if constexpr (Rows <= 16) {
    return [&]<std::size_t... I>(std::index_sequence<I...>) {
      return std::array<std::array<Real, n>, m>{block_of<Columns>(entries + I * n)...};
    }(std::make_index_sequence<m>{});
  } else {
    std::array<std::array<Real, n>, m> rows{};
    for (std::size_t i = 0; i < m; ++i) rows[i] = block_of<Columns>(entries + i * n);
    return rows;
  }
}

template <class Variable, class Real> CALX_ALWAYS_INLINE constexpr auto next_block(Real const*& from) {
  constexpr array_shape s = function_of<Variable>.inputs[0].shape;
  Real const* const here = from;
  from += slots_of<Variable>;
  if constexpr (is_scalar_variable<Variable>) return *here;
  else if constexpr (s.columns.count == 1) return block_of<slots_of<Variable>>(here);
  else return matrix_of<s.rows.count, s.columns.count>(here);
}

// The blocks of a gradient by arrays: numbers alone as an array, one block as itself.
template <class Real, class... Blocks> constexpr auto packed(Blocks&&... blocks) {
  if constexpr ((std::is_same_v<std::remove_cvref_t<Blocks>, Real> && ...))
    return std::array<Real, sizeof...(Blocks)>{blocks...};
  else if constexpr (sizeof...(Blocks) == 1)
    return (static_cast<std::remove_cvref_t<Blocks>>(static_cast<Blocks&&>(blocks)), ...);
  else return std::tuple<std::remove_cvref_t<Blocks>...>(static_cast<Blocks&&>(blocks)...);
}

template <class... Variables, class Real> CALX_ALWAYS_INLINE constexpr auto gradient_blocks(Real const* slots) {
  if constexpr ((is_scalar_variable<Variables> && ...)) return block_of<slot_count<Variables...>>(slots);
  else if constexpr (sizeof...(Variables) == 1) return (next_block<Variables>(slots), ...);
  else return std::tuple{next_block<Variables>(slots)...};  // braces: from left to right
}

// The node of each slot in g: an input, or an element of one; no_node where g does not use it.
template <class... Variables> constexpr buffer<node_id> slot_nodes(graph_view g, function_view const& f) {
  buffer<node_id> slots(slot_count<Variables...>, no_node);
  int first = 0;
  auto const find = [&](std::string_view name, int size, bool scalar) {
    for (int i = 0; i < g.size; ++i) {
      if (scalar && g[i].operation == opcode::input && f.inputs[g[i].payload].name == name) slots[first] = i;
      if (scalar || g[i].operation != opcode::element) continue;
      node const& array = g[g[i].operands[0]];
      if (array.operation == opcode::input && f.inputs[array.payload].name == name) slots[first + g[i].payload] = i;
    }
    first += size;
  };
  (find(Variables::name(), slots_of<Variables>, is_scalar_variable<Variables>), ...);
  return slots;
}

// A slot's name: x, or v[2].
template <class... Variables, class Sink> constexpr void write_slot(Sink& out, int slot) {
  auto const write = [&](std::string_view name, int size, bool scalar) {
    if (slot >= 0 && slot < size) {
      if (scalar) write_text(out, name);
      else write_indexed_name(out, name, slot);
    }
    slot -= size;
  };
  (write(Variables::name(), slots_of<Variables>, is_scalar_variable<Variables>), ...);
}
// df/dx
template <class... Variables, class Sink> constexpr void write_partial(Sink& out, int slot) {
  write_text(out, "df/d");
  write_slot<Variables...>(out, slot);
}
// d2f/dx2, d2f/(dx dy)
template <class... Variables, class Sink> constexpr void write_second_partial(Sink& out, int i, int j) {
  write_text(out, i == j ? "d2f/d" : "d2f/(d");
  write_slot<Variables...>(out, i);
  write_text(out, i == j ? "2" : " d");
  if (i == j) return;
  write_slot<Variables...>(out, j);
  out.append(')');
}

// A vec has no derivative of its own; a column has one for each row.
constexpr void require_scalars(graph_view g, char const* sentence) {
  for (int i = 0; i < g.output_count; ++i)
    if (array_shape const s = g[g.outputs[i]].shape; !s.is_scalar() && !s.varies()) refuse(sentence);
}

// What a bundle without the values (or without value and gradient) keeps.
constexpr graph without_first_outputs(graph const& g, int count) {
  graph result = g;
  result.outputs.clear();
  for (int i = count; i < g.outputs.size(); ++i) result.outputs.push(g.outputs[i]);
  return prune(result.view());
}

constexpr function_graph with_inputs_of(function_view const& f, graph const& g) {
  function_graph result{g, {}, f.captures};
  for (int i = 0; i < f.input_count; ++i) result.inputs.push(f.inputs[i]);
  return result;
}

}  // namespace detail

// Output `Which` of a bundle of expressions, as an expression.
template <class Bundle, int Which>
struct entry : expression_base<entry<Bundle, Which>>,
               capture_storage<typename Bundle::stored_type, record_of<Bundle>.captures> {
  static constexpr record describe() {
    record r{};
    r.kind = record::kind_type::call;
    r.callee = &function_of<Bundle>;
    r.payload = Which;
    return completed(r);
  }
};

}  // namespace calx
