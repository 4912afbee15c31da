// SPDX-License-Identifier: Apache-2.0
// laid_out<E, Inputs>: E planned for matrices that lie column by column, as Eigen's do unless told otherwise: such an input is
// the transpose of one that lies row by row. Inputs: a bit for each.
#pragma once

#include <calx/evaluate/given_arrays.hpp>
#include <calx/evaluate/plan.hpp>

#include <cstdint>

namespace calx::detail {

template <class E, std::uint64_t Inputs> struct laid_out {
  static constexpr bool as_written = preparation_of<E>() == preparation::as_written;
  struct pipeline {
    static constexpr bool derived = preparation_of<E>() == preparation::result;
    static constexpr function_graph run() {
      function_view const& f = function_of<E>;
      function_graph result;
      builder b(f.graph.size);
      buffer<node_id> const moved = rebuild(f.graph, b, [&](node const& n, int) {
        if (n.operation != opcode::input || (Inputs >> n.payload) % 2 == 0) return b.intern(n);
        array_shape const s = n.shape, transposed{s.columns, s.rows};
        node_id const lying = b.input(n.payload, transposed);
        return b.intern(array_node(opcode::transpose, s, lying));
      });
      copy_outputs(f.graph, b, moved);
      result.graph = b.take();
      for (int i = 0; i < f.input_count; ++i) result.inputs.push(f.inputs[i]);
      result.captures = f.captures;
      return result;
    }
  };
};

template <class E, class Real, int Input, class... Bindings> constexpr std::uint64_t column_major_bit() {
  constexpr input_info const& input = function_of<E>.inputs[Input];
  constexpr int which = binding_for<E, Input, Bindings...>();
  if constexpr (which >= 0 && Input < 64 && !input.is_scalar() && is_few(input.shape.columns) && !is_one(input.shape.columns)) {
    using value_type = std::remove_cvref_t<decltype(select<which>(std::declval<Bindings const&>()...).value())>;
    return lies_by_columns<Real, value_type>() ? std::uint64_t{1} << Input : 0;
  } else {
    return 0;
  }
}
template <class E, class Real, class... Bindings, int... Input>
constexpr std::uint64_t column_major_inputs(std::integer_sequence<int, Input...>) {
  return (std::uint64_t{0} | ... | column_major_bit<E, Real, Input, Bindings...>());
}

// What is planned for these values.
template <class E, std::uint64_t Inputs> struct planned {
  using type = laid_out<E, Inputs>;
};
template <class E> struct planned<E, 0> {
  using type = E;
};
template <class E, class Real, class... Bindings>
inline constexpr std::uint64_t inputs_by_columns =
    column_major_inputs<E, Real, Bindings...>(std::make_integer_sequence<int, function_of<E>.input_count>{});

}  // namespace calx::detail
