// SPDX-License-Identifier: Apache-2.0
// What to_string and to_latex have in common: the text of an expression, a condition or a bundle in some notation, after
// simplification, with its captured numbers put in, as a constant expression.
//
// A notation is an empty class with `write(sink, graph, inputs, id)`, one formula, and `write_rows(sink, layout, write_entry)`,
// several.
#pragma once

#include <calx/core/growing_text.hpp>
#include <calx/core/text.hpp>
#include <calx/expression/condition.hpp>
#include <calx/expression/freeze.hpp>
#include <calx/graph/put_numbers.hpp>
#include <calx/transform/pipeline.hpp>

namespace calx {

// Several expressions in one: a list (a gradient, a vector of functions), or a matrix with its entries row by row.
template <class B> concept matrix_of_expressions = requires {
  { B::rows() } -> std::same_as<int>;
  { B::columns() } -> std::same_as<int>;
};
template <class B> concept list_of_expressions =
    !expression<B> && !matrix_of_expressions<B> && std::derived_from<B, evaluable_base<B>> && requires {
      { B::size() } -> std::same_as<int>;
    };
template <class B> concept bundle_of_expressions = matrix_of_expressions<B> || list_of_expressions<B>;

namespace detail {

struct text_layout {
  enum class kind_type : std::uint8_t { single, list, matrix, sum } kind = kind_type::single;
  int rows = 1;
  int columns = 0;  // of a matrix
};
template <class E> constexpr text_layout layout_of() {
  using kind = text_layout::kind_type;
  if constexpr (requires { E::is_sum; }) return {kind::sum};
  else if constexpr (matrix_of_expressions<E>) return {kind::matrix, E::rows(), E::columns()};
  else if constexpr (list_of_expressions<E>) return {kind::list, E::size()};
  else return {};
}

// A sum whose terms keep their order: each is an output.
template <class Notation, class Sink> constexpr void write_terms(Sink& out, function_view const& f, graph_view g) {
  buffer<node_id> terms;
  for (int i = 0; i < g.output_count; ++i)
    if (!(g.is_constant(g.outputs[i]) && g.constant(g.outputs[i]).is(0))) terms.push(g.outputs[i]);
  if (terms.empty()) out.append('0');
  for (int i = 0; i < terms.size(); ++i) {
    opcode const operation = g[terms[i]].operation;
    bool const in_parentheses = terms.size() > 1 && (operation == opcode::add || operation == opcode::subtract);
    growing_text written_term;
    Notation::write(written_term, g, f.inputs, terms[i]);
    std::string_view term = written_term.view();
    bool const negative = !in_parentheses && term[0] == '-';
    if (negative) term.remove_prefix(1);
    for (char const c : std::string_view(i == 0 ? (negative ? "-" : "") : negative ? " - " : " + ")) out.append(c);
    if (in_parentheses) out.append('(');
    for (char const c : term) out.append(c);
    if (in_parentheses) out.append(')');
  }
}

template <class Notation, class Sink>
constexpr void write_function(Sink& out, text_layout const& layout, function_view const& f, graph_view g) {
  using kind = text_layout::kind_type;
  if (layout.kind == kind::sum) return write_terms<Notation>(out, f, g);
  if (layout.kind == kind::single) return Notation::write(out, g, f.inputs, g.outputs[0]);
  int const columns = layout.kind == kind::list ? 1 : layout.columns;
  text_layout shown = layout;
  if (layout.kind == kind::list) shown.rows = g.output_count;  // a block is an array where arrays are not written by elements
  Notation::write_rows(out, shown,
                       [&](int row, int column) { Notation::write(out, g, f.inputs, g.outputs[row * columns + column]); });
}

// Without captured numbers the text is a constant of the type.
template <class E> constexpr graph printable_graph() { return run_passes(printing_passes, function_of<E>.graph); }
template <class E, class Notation> constexpr int text_length() {
  character_count count;
  write_function<Notation>(count, layout_of<E>(), function_of<E>, printable_graph<E>().view());
  return count.length;
}
template <class E, class Notation> constexpr auto constant_text() {
  text_sink<text_length<E, Notation>()> sink;
  write_function<Notation>(sink, layout_of<E>(), function_of<E>, printable_graph<E>().view());
  return sink.written;
}
template <class E, class Notation> inline constexpr auto text_of = constant_text<E, Notation>();

template <class Stored> struct number_at {
  Stored const* numbers;
  constexpr Stored operator()(int i) const { return numbers[i]; }
};

template <class Notation, int Capacity, class Stored>
constexpr text<Capacity> captured_text(text_layout const& layout, function_view const& f, Stored const* numbers) {
  text_sink<Capacity> sink;
  graph const g = put_numbers(f.graph, number_at<Stored>{numbers});
  write_function<Notation>(sink, layout, f, run_passes(printing_passes, g.view()).view());
  return sink.written;
}

// Inlined, and with copies of the constants: what is keyed by a formula would have it in its symbol.
// With captured numbers the length depends on them: room for four times the text without, and 1,000 more.
template <class Notation, class E> CALX_ALWAYS_INLINE constexpr auto written([[maybe_unused]] E const& expression) {
  if constexpr (requires { typename E::text_type; }) {
    return written<Notation>(combined<typename E::text_type>(expression));
  } else if constexpr (record_of<E>.captures == 0) {
    constexpr auto copy = text_of<E, Notation>;
    return copy;
  } else {
    constexpr auto copy = frozen<typename pipeline_of<E>::type>::storage;
    return captured_text<Notation, 4 * text_length<E, Notation>() + 1000>(layout_of<E>(), copy.view(), expression.numbers);
  }
}

// left < right, each side as it stands by itself.
template <class Left, class Right> constexpr auto joined(Left const& left, std::string_view sign, Right const& right) {
  text<8 + sizeof(left.characters) + sizeof(right.characters)> result;
  for (std::string_view const part : {left.view(), sign, right.view()}) result.append(part);
  return result;
}

}  // namespace detail

}  // namespace calx
