// SPDX-License-Identifier: Apache-2.0
// to_string(f): the infix text of an expression, after simplification, with its captured numbers put in. A constant
// expression; the result converts to std::string_view and std::string. Of f == g, f < g: both sides with the sign between. Of a
// gradient or a vector(...): [f, g]; of a Jacobian or a Hessian: a row after the other, [[a, b], [c, d]].
#pragma once

#include <calx/print/infix.hpp>
#include <calx/print/written.hpp>

namespace calx {

namespace detail {

struct infix_notation {
  template <class Sink> static constexpr void write(Sink& out, graph_view g, input_info const* inputs, node_id id) {
    infix_writer<Sink>(out, g, inputs).write(id);
  }
  template <class Sink, class WriteEntry>
  static constexpr void write_rows(Sink& out, text_layout const& layout, WriteEntry write_entry) {
    out.append('[');
    for (int i = 0; i < layout.rows; ++i) {
      if (i > 0) write_text(out, ", ");
      if (layout.columns == 0) {
        write_entry(i, 0);
        continue;
      }
      for (int j = 0; j < layout.columns; ++j) {
        write_text(out, j == 0 ? "[" : ", ");
        write_entry(i, j);
      }
      out.append(']');
    }
    out.append(']');
  }

 private:
  template <class Sink> static constexpr void write_text(Sink& out, std::string_view text) {
    for (char const c : text) out.append(c);
  }
};

}  // namespace detail

template <expression E> CALX_ALWAYS_INLINE constexpr auto to_string(E const& expression) {
  return detail::written<detail::infix_notation>(expression);
}
template <bundle_of_expressions B> CALX_ALWAYS_INLINE constexpr auto to_string(B const& bundle) {
  return detail::written<detail::infix_notation>(bundle);
}

// a && b, a || b, !a.
template <opcode Operation, class... Conditions>
CALX_ALWAYS_INLINE constexpr auto to_string(logical<Operation, Conditions...> const& condition) {
  return detail::written<detail::infix_notation>(condition);
}

template <opcode Operation, bool Reversed, class Left, class Right>
CALX_ALWAYS_INLINE constexpr auto to_string(comparison<Operation, Reversed, Left, Right> const& c) {
  constexpr std::string_view sign = Operation == opcode::equal  ? " == "
                                    : Operation == opcode::less ? (Reversed ? " > " : " < ")
                                                                : (Reversed ? " >= " : " <= ");
  return detail::joined(to_string(c.left()), sign, to_string(c.right()));
}

}  // namespace calx
