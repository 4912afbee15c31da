// SPDX-License-Identifier: Apache-2.0
// to_latex(f): an expression in LaTeX, for math mode, after simplification, with its captured numbers put in. A constant
// expression; the result converts to std::string_view and std::string.
//
//   to_latex(x * x / 2) == "\\frac{x^{2}}{2}"
//
// Of f == g, f < g: both sides with the sign between. Of a gradient or a vector(...): a column; of a Jacobian or a Hessian: a
// matrix; both as a bmatrix of amsmath. How each operation is written: print/latex.hpp.
#pragma once

#include <calx/print/latex.hpp>
#include <calx/print/written.hpp>

namespace calx {

namespace detail {

struct latex_notation {
  template <class Sink> static constexpr void write(Sink& out, graph_view g, input_info const* inputs, node_id id) {
    latex_writer<Sink>(out, g, inputs).write(id);
  }
  template <class Sink, class WriteEntry>
  static constexpr void write_rows(Sink& out, text_layout const& layout, WriteEntry write_entry) {
    write_text(out, "\\begin{bmatrix} ");
    for (int i = 0; i < layout.rows; ++i) {
      if (i > 0) write_text(out, " \\\\ ");
      write_entry(i, 0);
      for (int j = 1; j < layout.columns; ++j) {
        write_text(out, " & ");
        write_entry(i, j);
      }
    }
    write_text(out, " \\end{bmatrix}");
  }

 private:
  template <class Sink> static constexpr void write_text(Sink& out, std::string_view text) {
    for (char const c : text) out.append(c);
  }
};

}  // namespace detail

template <expression E> CALX_ALWAYS_INLINE constexpr auto to_latex(E const& expression) {
  return detail::written<detail::latex_notation>(expression);
}
template <bundle_of_expressions B> CALX_ALWAYS_INLINE constexpr auto to_latex(B const& bundle) {
  return detail::written<detail::latex_notation>(bundle);
}

template <opcode Operation, class... Conditions>
CALX_ALWAYS_INLINE constexpr auto to_latex(logical<Operation, Conditions...> const& condition) {
  return detail::written<detail::latex_notation>(condition);
}

template <opcode Operation, bool Reversed, class Left, class Right>
CALX_ALWAYS_INLINE constexpr auto to_latex(comparison<Operation, Reversed, Left, Right> const& c) {
  constexpr std::string_view sign = Operation == opcode::equal  ? " = "
                                    : Operation == opcode::less ? (Reversed ? " > " : " < ")
                                                                : (Reversed ? " \\ge " : " \\le ");
  return detail::joined(to_latex(c.left()), sign, to_latex(c.right()));
}

}  // namespace calx
