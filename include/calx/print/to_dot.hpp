// SPDX-License-Identifier: Apache-2.0
// to_dot(f): the graph of f, an expression or a bundle (a gradient, a Hessian, a vector), as text for Graphviz (dot -Tsvg),
// with what occurs twice shown once. After simplification, as to_string, with captured numbers put in. A constant expression;
// converts to std::string_view and std::string. Linear in the size of the graph; large functions need calx::large.
//
//   n0 [label="x", shape=box];                an input; an element of a vec is an operation, [2]
//   n1 [label="1/3", shape=plaintext];        a constant
//   n2 [label="*"];                           an operation, by its sign or its row's name; a whole power is ^3
//   n3 [label="sum\n3x1"];                    an array has its shape below; length(t)x1 where t is a column
//   n0 -> n2;                                 an operand; with a label where order matters: 1, 2, or if, then, else
//   f0 [label="df/dx", shape=doublecircle];   an output, with an edge from its node
#pragma once

#include <calx/print/output_names.hpp>
#include <calx/print/to_string.hpp>

namespace calx {

namespace detail {

template <class Sink> class dot_writer {
 public:
  constexpr dot_writer(Sink& out, graph_view shown, input_info const* inputs)
      : out_(out), g_(shown), inputs_(inputs), is_shown_(shown.size) {
    for (int i = 0; i < g_.output_count; ++i) is_shown_[g_.outputs[i]] = 1;
    for (node_id id = g_.size - 1; id >= 0; --id) {
      if (is_shown_[id] == 0 || g_[id].operation == opcode::length) continue;  // a length has what it is of in its name
      for (int k = 0; k < 3 && g_[id].operands[k] != no_node; ++k) is_shown_[g_[id].operands[k]] = 1;
    }
  }

  // output_names: one a line.
  constexpr void write(std::string_view output_names) {
    append("digraph f {\n");
    for (node_id i = 0; i < g_.size; ++i) write_node(i);
    for (int i = 0; i < g_.output_count; ++i) write_output(i, next_line(output_names));
    append("}\n");
  }

 private:
  constexpr void append(std::string_view text) { write_text(out_, text); }
  constexpr void append_id(char kind, int id) {
    out_.append(kind);
    write_integer(out_, id);
  }
  constexpr void append_escaped(std::string_view text) {
    for (char const c : text) {
      if (c == '"' || c == '\\') out_.append('\\');
      if (c == '\n') append("\\n");
      else out_.append(c);
    }
  }

  constexpr void write_node(node_id id) {
    node const& n = g_[id];
    if (is_shown_[id] == 0) return;
    if (n.operation == opcode::constant && g_.constant(id).function != nullptr) return;  // the name of a user's function
    if (n.operation == opcode::first_of_three) return;                                   // and its first argument
    append("  ");
    append_id('n', id);
    append(" [label=\"");
    write_label(n);
    write_shape(n);
    append(n.operation == opcode::input ? "\", shape=box];\n" : arity_of(n) == 0 ? "\", shape=plaintext];\n" : "\"];\n");
    external_call const external = is_external(n.operation) ? call_of(g_, n) : external_call{};
    node_id const* const operands = is_external(n.operation) ? external.arguments : n.operands;
    for (int k = 0; k < 3 && operands[k] != no_node && n.operation != opcode::length; ++k) {
      append("  ");
      append_id('n', operands[k]);
      append(" -> ");
      append_id('n', id);
      write_place(n, k);
      append(";\n");
    }
  }
  constexpr void write_output(int i, std::string_view name) {
    append("  ");
    append_id('f', i);
    append(" [label=\"");
    append_escaped(name);
    append("\", shape=doublecircle];\n  ");
    append_id('n', g_.outputs[i]);
    append(" -> ");
    append_id('f', i);
    append(";\n");
  }

  constexpr void write_label(node const& n) {
    switch (n.operation) {
      case opcode::input: return append_escaped(inputs_[n.payload].name);
      case opcode::captured: return write_indexed_name(out_, "captured", n.payload);
      case opcode::constant: return write_number(out_, g_.constants[n.payload]);
      case opcode::element: return write_place(g_[n.operands[0]].shape, n.payload);
      case opcode::placed: append("placed "); return write_place(n.shape, n.payload);
      case opcode::segment: append("rows "); return write_rows(n, g_[n.operands[0]].shape.rows, n.shape.rows);
      case opcode::pad: append("pad to rows "); return write_rows(n, n.shape.rows, g_[n.operands[0]].shape.rows);
      case opcode::recurrence: return append(n.payload == 0 ? "linear_recurrence" : "backward_recurrence");
      case opcode::length: return write_length(g_[n.operands[0]].shape.rows, 0);
      case opcode::power: append("^"); return write_integer(out_, n.payload);
      default: break;
    }
    if (is_external(n.operation)) append_escaped(name_of(g_, n));
    else append(sign_of(n.operation));
  }
  // [2]; [1, 0] of a matrix
  constexpr void write_place(array_shape const& s, int position) {
    if (s.columns.axis != 0 || s.columns.count == 1) return write_indexed_name(out_, "", position);
    out_.append('[');
    write_integer(out_, position / s.columns.count);
    append(", ");
    write_integer(out_, position % s.columns.count);
    out_.append(']');
  }
  // 1 to 3, first and last
  constexpr void write_rows(node const& n, extent const& all, extent const& part) {
    bool const from_start = n.payload >= 0;
    extent const begin = from_start ? extent{0, n.payload}
                                    : extent{all.axis == part.axis ? 0 : all.axis, all.count - part.count + 1 + n.payload};
    extent const end = from_start ? extent{part.axis, part.count + n.payload} : extent{all.axis, all.count + 1 + n.payload};
    if (!from_start && all.axis == 0 && part.axis != 0) append("..");  // up to a row that is known
    else write_length(begin, 0);
    append(" to ");
    write_length(end, -1);
  }
  constexpr void write_length(extent const& x, int more) {
    if (x.axis == 0) return write_integer(out_, x.count + more);
    node_id const column = input_along(g_, x);
    append("length(");
    if (column != no_node) append_escaped(inputs_[g_[column].payload].name);
    append(")");
    more += x.count - (column == no_node ? 0 : g_[column].shape.rows.count);
    if (more == 0) return;
    append(more < 0 ? " - " : " + ");
    write_integer(out_, more < 0 ? -more : more);
  }
  constexpr void write_shape(node const& n) {
    if (n.shape.is_scalar()) return;
    append("\\n");
    if (n.operation == opcode::input && n.shape.rows.axis != 0) {
      append("length(");
      append_escaped(inputs_[n.payload].name);
      append(")");
    } else {
      write_extent_of_shape(n.shape.rows);
    }
    append("x");
    write_extent_of_shape(n.shape.columns);
  }
  constexpr void write_extent_of_shape(extent const& x) {
    bool const in_parentheses = x.axis != 0 && x.count != 0;
    if (in_parentheses) append("(");
    write_length(x, 0);
    if (in_parentheses) append(")");
  }
  static constexpr std::string_view sign_of(opcode operation) {
    switch (operation) {
      case opcode::add: return "+";
      case opcode::subtract:
      case opcode::negate: return "-";
      case opcode::multiply: return "*";
      case opcode::divide: return "/";
      case opcode::integer_power:
      case opcode::pow: return "^";
      case opcode::less: return "<";
      case opcode::less_equal: return "<=";
      case opcode::equal: return "==";
      default: return facts_of(operation).name;
    }
  }
  constexpr void write_place(node const& n, int operand) {
    if (arity_of(n) == 1 || n.operation == opcode::external || is_symmetric(n.operation)) return;
    append(" [label=\"");
    if (n.operation == opcode::where) append(operand == 0 ? "if" : operand == 1 ? "then" : "else");
    else write_integer(out_, operand + 1);
    append("\"]");
  }
  static constexpr bool is_symmetric(opcode operation) {
    switch (operation) {
      case opcode::add:
      case opcode::multiply:
      case opcode::equal:
      case opcode::logical_and:
      case opcode::logical_or: return true;
      default: return false;
    }
  }

  Sink& out_;
  graph_view g_;
  input_info const* inputs_;
  buffer<char> is_shown_;
};

template <class Sink> constexpr void write_dot(Sink& out, function_view const& f, graph_view g, std::string_view output_names) {
  dot_writer<Sink>(out, g, f.inputs).write(output_names);
}

namespace link_calx_large_to_raise_limits_of_the_compiler {
template <class E> constexpr int length_of_dot() {
  character_count count;
  write_dot(count, function_of<E>, printable_graph<E>().view(), output_names_of<E>);
  return count.length;
}
template <class E> constexpr auto constant_dot() {
  text_sink<length_of_dot<E>()> sink;
  write_dot(sink, function_of<E>, printable_graph<E>().view(), output_names_of<E>);
  return sink.written;
}
}  // namespace link_calx_large_to_raise_limits_of_the_compiler

template <class E> inline constexpr int dot_length = link_calx_large_to_raise_limits_of_the_compiler::length_of_dot<E>();
template <class E> inline constexpr auto dot_of = link_calx_large_to_raise_limits_of_the_compiler::constant_dot<E>();

template <int Capacity, class Stored>
constexpr text<Capacity> captured_dot(function_view const& f, Stored const* numbers, std::string_view output_names) {
  text_sink<Capacity> sink;
  graph const g = put_numbers(f.graph, number_at<Stored>{numbers});
  write_dot(sink, f, run_passes(printing_passes, g.view()).view(), output_names);
  return sink.written;
}

}  // namespace detail

// Inlined, with copies of the constants, and with the same room for captured numbers, as to_string.
template <evaluable E> CALX_ALWAYS_INLINE constexpr auto to_dot([[maybe_unused]] E const& f) {
  if constexpr (detail::captures_of<E> == 0) {
    constexpr auto copy = detail::dot_of<E>;
    return copy;
  } else {
    constexpr auto function = frozen<typename detail::pipeline_of<E>::type>::storage;
    constexpr auto names = output_names_of<E>;
    constexpr int capacity = 4 * detail::dot_length<E> + 1000;
    return detail::captured_dot<capacity>(function.view(), f.numbers, names);
  }
}

template <class F>
  requires(!evaluable<F>)
CALX_REFUSED(
    "calx: to_dot(f): f is an expression or a bundle, such as gradient(f, x); a condition stands inside where(c, a, b)")
constexpr refused to_dot(F const&) {
  return {};
}

}  // namespace calx
