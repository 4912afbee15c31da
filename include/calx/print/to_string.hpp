// SPDX-License-Identifier: Apache-2.0
// to_string(f): the infix text of an expression, after simplification, with its captured numbers put in. A constant
// expression; the result converts to std::string_view and std::string. Of f == g, f < g: both sides with the sign between.
#pragma once

#include <calx/core/text.hpp>
#include <calx/expression/condition.hpp>
#include <calx/expression/freeze.hpp>
#include <calx/graph/put_numbers.hpp>
#include <calx/print/infix.hpp>
#include <calx/transform/pipeline.hpp>

namespace calx {

namespace detail {

struct character_count {
  int length = 0;
  constexpr void append(char) { ++length; }
};

template <int Capacity> struct text_sink {
  text<Capacity> written;
  constexpr void append(char c) { written.append(std::string_view(&c, 1)); }
};

template <class Sink> constexpr void write_infix(Sink& out, function_view const& f, graph_view g) {
  infix_writer<Sink>(out, g, f.inputs).write(g.outputs[0]);
}

// Without captured numbers the text is a constant of the type.
template <class E> constexpr graph printable_graph() { return run_passes(printing_passes, function_of<E>.graph); }
template <class E> constexpr int text_length() {
  character_count count;
  write_infix(count, function_of<E>, printable_graph<E>().view());
  return count.length;
}
template <class E> constexpr auto constant_text() {
  text_sink<text_length<E>()> sink;
  write_infix(sink, function_of<E>, printable_graph<E>().view());
  return sink.written;
}
template <class E> inline constexpr auto text_of = constant_text<E>();

template <class Stored> struct number_at {
  Stored const* numbers;
  constexpr Stored operator()(int i) const { return numbers[i]; }
};

template <int Capacity, class Stored> constexpr text<Capacity> captured_text(function_view const& f, Stored const* numbers) {
  text_sink<Capacity> sink;
  graph const g = put_numbers(f.graph, number_at<Stored>{numbers});
  write_infix(sink, f, run_passes(printing_passes, g.view()).view());
  return sink.written;
}

// Inlined, and with copies of the constants: what is keyed by a formula would have it in its symbol.
// With captured numbers the length depends on them: room for four times the text with zeros, and 1,000 more.
template <class E> CALX_ALWAYS_INLINE constexpr auto written([[maybe_unused]] E const& expression) {
  if constexpr (record_of<E>.captures == 0) {
    constexpr auto copy = text_of<E>;
    return copy;
  } else {
    constexpr auto copy = frozen<typename pipeline_of<E>::type>::storage;
    return captured_text<4 * text_length<E>() + 1000>(copy.view(), expression.numbers);
  }
}

}  // namespace detail

template <expression E> CALX_ALWAYS_INLINE constexpr auto to_string(E const& expression) { return detail::written(expression); }

// a && b, a || b, !a.
template <opcode Operation, class... Conditions>
CALX_ALWAYS_INLINE constexpr auto to_string(logical<Operation, Conditions...> const& condition) {
  return detail::written(condition);
}

template <opcode Operation, bool Reversed, class Left, class Right>
CALX_ALWAYS_INLINE constexpr auto to_string(comparison<Operation, Reversed, Left, Right> const& c) {
  auto const left = to_string(c.left());
  auto const right = to_string(c.right());
  constexpr std::string_view sign = Operation == opcode::equal  ? " == "
                                    : Operation == opcode::less ? (Reversed ? " > " : " < ")
                                                                : (Reversed ? " >= " : " <= ");
  text<4 + sizeof(left.characters) + sizeof(right.characters)> result;
  for (std::string_view const part : {left.view(), sign, right.view()}) result.append(part);
  return result;
}

}  // namespace calx
