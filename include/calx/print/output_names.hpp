// SPDX-License-Identifier: Apache-2.0
// output_names_of<E>: what the outputs of E are called in diagrams and comments, each with a line end behind it: "f" for an
// expression, what a bundle's write_output_name(sink, i) says, as df/dx, or f[0], f[1], ...
#pragma once

#include <calx/core/text.hpp>
#include <calx/evaluate/scalars.hpp>
#include <calx/print/number_text.hpp>

#include <string_view>

namespace calx {

namespace detail {

template <class Sink> constexpr void write_indexed_name(Sink& out, std::string_view name, int index) {
  write_text(out, name);
  out.append('[');
  write_integer(out, index);
  out.append(']');
}

template <class E, int Count, class Sink> constexpr void write_output_names(Sink& out) {
  constexpr int count = Count;
  for (int i = 0; i < count; ++i) {
    if constexpr (requires { E::write_output_name(out, 0); }) E::write_output_name(out, i);
    else if constexpr (count == 1) out.append('f');
    else write_indexed_name(out, "f", i);
    out.append('\n');
  }
}
template <class E, int Count> constexpr int output_names_length() {
  character_count count;
  write_output_names<E, Count>(count);
  return count.length;
}
template <class E, int Count> constexpr auto output_names() {
  text_sink<output_names_length<E, Count>()> sink;
  write_output_names<E, Count>(sink);
  return sink.written;
}

// Takes the first line.
constexpr std::string_view next_line(std::string_view& text) {
  std::size_t const end = text.find('\n');
  std::string_view const line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return line;
}

}  // namespace detail

template <class E> inline constexpr auto output_names_of = detail::output_names<E, function_of<E>.graph.output_count>();
// The same where each element of an array has a name of its own.
template <class E> inline constexpr auto element_names_of = detail::output_names<E, scalars_of<E>.graph.output_count>();

}  // namespace calx
