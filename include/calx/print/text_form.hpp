// SPDX-License-Identifier: Apache-2.0
// A graph as text that parses back to the same graph, bit for bit: for tests, golden files and reports of failures.
//
//   graph     { line }
//   line      ( node | "outputs" { id } | nothing ) [ "#" comment ] end of line
//   node      id "=" name { id } [ number ] [ "[" integer "]" ] [ ":" extent "x" extent ]
//   id        "%" and the node's place; nodes stand in order: %0, %1, ...
//   name      that of the operation's row, such as multiply or sqrt
//   number    of a constant: -3, 3/4; what no rational holds is exact too, 3*2^900; or inf, -inf, nan; or "name", a user's own
//             function
//   [ ]       the payload of input, captured, element and power
//   extent    5, or the length of axis 1 and an offset: a1, a1-1; a scalar's shape, 1x1, is not written
//
//   %0 = input [0]
//   %1 = constant 3/4
//   %2 = multiply %1 %0
//   %3 = power %2 [-2]
//   outputs %3
//
// write_graph(sink, g) appends to anything with append(char); graph_text(g) makes a buffer<char>. parse_graph(text) checks the
// spelling, the arity and the order; whether the graph is well-formed is verify's question (graph/verify.hpp). A name stands
// for a function among those given: parse_graph(text, functions, count).
#pragma once

#include <calx/op/table.hpp>
#include <calx/print/number_text.hpp>

#include <string_view>

namespace calx {

struct parsed_graph {
  graph value;
  int line = 0;              // of the error, from 1
  std::string_view error{};  // empty: parsed

  constexpr bool ok() const { return error.empty(); }
};

namespace detail {

// m 2^e = value with odd m; value is finite and not 0.
struct binary_number {
  long long exponent = 0;
  uint128 mantissa = 0;
};
constexpr binary_number as_binary(long double magnitude) {
  binary_number b;
  while (magnitude >= 0x1p64L) magnitude /= 2, ++b.exponent;
  while (magnitude != static_cast<long double>(static_cast<uint128>(magnitude))) magnitude *= 2, --b.exponent;
  b.mantissa = static_cast<uint128>(magnitude);
  for (; b.mantissa != 0 && (b.mantissa & 1) == 0; b.mantissa >>= 1) ++b.exponent;
  return b;
}

template <class Sink> constexpr void write_exact(Sink& out, number const& n) {
  if (n.function != nullptr) {
    out.append('"');
    write_text(out, n.function->name);
    return out.append('"');
  }
  if (n.is_exact()) {
    write_integer(out, n.exact.numerator());
    if (n.exact.is_integer()) return;
    out.append('/');
    return write_integer(out, n.exact.denominator());
  }
  long double const value = n.approximate;
  if (!(value == value)) return write_text(out, "nan");
  if (value < 0) out.append('-');
  long double const magnitude = value < 0 ? -value : value;
  if (magnitude > std::numeric_limits<long double>::max()) return write_text(out, "inf");
  binary_number const b = as_binary(magnitude);
  write_integer(out, static_cast<int128>(b.mantissa));
  write_text(out, "*2^");
  write_integer(out, b.exponent);
}

template <class Sink> constexpr void write_extent(Sink& out, extent const& x) {
  if (x.axis == 0) return write_integer(out, x.count);
  out.append('a');
  write_integer(out, x.axis);
  if (x.count > 0) out.append('+');
  if (x.count != 0) write_integer(out, x.count);
}

template <class Sink> constexpr void write_id(Sink& out, node_id id) {
  write_text(out, " %");
  write_integer(out, id);
}

template <class Sink> constexpr void write_node(Sink& out, graph_view g, node_id id) {
  node const& n = g[id];
  out.append('%');
  write_integer(out, id);
  write_text(out, " = ");
  write_text(out, facts_of(n.operation).name);
  for (int k = 0; k < 3 && n.operands[k] != no_node; ++k) write_id(out, n.operands[k]);
  if (n.operation == opcode::constant) {
    out.append(' ');
    write_exact(out, g.constants[n.payload]);
  } else if (n.payload != 0 || n.operation == opcode::input || n.operation == opcode::captured ||
             n.operation == opcode::element || n.operation == opcode::power) {
    write_text(out, " [");
    write_integer(out, n.payload);
    out.append(']');
  }
  if (!n.shape.is_scalar()) {
    write_text(out, " : ");
    write_extent(out, n.shape.rows);
    out.append('x');
    write_extent(out, n.shape.columns);
  }
  out.append('\n');
}

struct character_sink {
  buffer<char> characters;
  constexpr void append(char c) { characters.push(c); }
};

class graph_parser {
 public:
  constexpr graph_parser(std::string_view text, external_function const* const* functions, int count)
      : text_(text), functions_(functions), function_count_(count) {}

  constexpr parsed_graph run() {
    for (line_ = 1; at_ < text_.size() && error_.empty(); ++line_) {
      parse_line();
      if (error_.empty()) {
        skip_blanks();
        if (peek() == '#')
          while (at_ < text_.size() && text_[at_] != '\n') ++at_;
        if (at_ < text_.size() && !accept('\n')) fail("something is left at the end of the line");
      }
    }
    return {static_cast<graph&&>(result_), error_.empty() ? 0 : line_ - 1, error_};
  }

 private:
  constexpr char peek() const { return at_ < text_.size() ? text_[at_] : '\n'; }
  constexpr bool accept(char c) {
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  constexpr void skip_blanks() {
    while (peek() == ' ' || peek() == '\t' || peek() == '\r') ++at_;
  }
  constexpr bool accept_after_blanks(char c) {
    skip_blanks();
    return accept(c);
  }
  constexpr void fail(std::string_view reason) {
    if (error_.empty()) error_ = reason;
  }
  static constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
  static constexpr bool is_word(char c) { return (c >= 'a' && c <= 'z') || c == '_' || is_digit(c); }

  constexpr std::string_view word() {
    skip_blanks();
    std::size_t const first = at_;
    while (is_word(peek())) ++at_;
    return text_.substr(first, at_ - first);
  }
  constexpr int128 integer() {
    bool const negative = accept('-');
    if (!is_digit(peek())) fail("a whole number is missing");
    int128 value = 0;
    for (; is_digit(peek()); ++at_)
      if (__builtin_mul_overflow(value, int128{10}, &value) || __builtin_add_overflow(value, int128{peek() - '0'}, &value)) {
        fail("a whole number is too large");
        return 0;
      }
    return negative ? -value : value;
  }
  constexpr int small_integer() {
    int128 const value = integer();
    if (value > std::numeric_limits<int>::max() || value < std::numeric_limits<int>::min()) fail("a whole number is too large");
    return error_.empty() ? static_cast<int>(value) : 0;
  }

  constexpr void parse_line() {
    skip_blanks();
    if (peek() == '%') return parse_node();
    if (peek() == '\n' || peek() == '#') return;
    if (word() != "outputs") return fail("a line is a node, as %0 = input [0], or the outputs");
    while (accept_after_blanks('%')) {
      int const id = small_integer();
      if (id < 0 || id >= result_.nodes.size()) fail("an output is not a node above");
      result_.outputs.push(id);
    }
  }

  constexpr void parse_node() {
    ++at_;
    if (small_integer() != result_.nodes.size()) return fail("nodes stand in order: %0, %1, ...");
    if (!accept_after_blanks('=')) return fail("'=' is missing");
    node n;
    if (!parse_operation(n.operation)) return fail("there is no operation of this name");
    int operands = 0;
    while (accept_after_blanks('%')) {
      if (operands == 3) return fail("an operand too many: the operation takes fewer");
      n.operands[operands] = small_integer();
      if (n.operands[operands] < 0 || n.operands[operands] >= result_.nodes.size())
        return fail("an operand is not a node above");
      ++operands;
    }
    int const arity = facts_of(n.operation).arity;
    if (operands < arity) return fail("an operand is missing: the operation takes more");
    if (operands > arity) return fail("an operand too many: the operation takes fewer");
    if (n.operation == opcode::constant) n.payload = position_of(parse_number());
    if (accept_after_blanks('[')) {
      n.payload = small_integer();
      if (!accept(']')) return fail("']' is missing");
    }
    if (accept_after_blanks(':')) {
      n.shape.rows = parse_extent();
      if (!accept('x')) return fail("a shape is written as 5x1");
      n.shape.columns = parse_extent();
    }
    result_.nodes.push(n);
  }

  constexpr bool parse_operation(opcode& operation) {
    std::string_view const name = word();
    for (int i = 0; i < opcode_count; ++i)
      if (facts_of(static_cast<opcode>(i)).name == name) {
        operation = static_cast<opcode>(i);
        return true;
      }
    return false;
  }

  constexpr extent parse_extent() {
    skip_blanks();
    if (!accept('a')) return {0, small_integer()};
    extent e{small_integer(), 0};
    if (accept('+') || peek() == '-') e.count = small_integer();
    return e;
  }

  constexpr bool accept_word(std::string_view w) {
    if (text_.substr(at_, w.size()) != w) return false;
    at_ += w.size();
    return true;
  }
  constexpr number parse_number() {
    skip_blanks();
    constexpr long double infinity = std::numeric_limits<long double>::infinity();
    if (accept_word("inf")) return approximately(infinity);
    if (accept_word("-inf")) return approximately(-infinity);
    if (accept_word("nan")) return approximately(std::numeric_limits<long double>::quiet_NaN());
    if (accept('"')) return parse_name();
    int128 const p = integer();
    if (accept_word("*2^")) return approximately(scaled(p, small_integer()));
    rational const value = accept('/') ? rational(p, integer()) : rational(p, 1);
    if (!value.exact()) fail("this fraction is not a number");
    return number(value);
  }
  constexpr number parse_name() {
    std::string_view const rest = text_.substr(at_), name = rest.substr(0, rest.find('"'));
    at_ += name.size();
    if (!accept('"')) fail("the name of a function ends with a quote");
    for (int i = 0; i < function_count_; ++i)
      if (functions_[i]->name == name) return number::naming(*functions_[i]);
    fail("there is no function of this name among those given");
    return {};
  }
  static constexpr number approximately(long double value) {
    number n(rational::inexact());
    n.approximate = value;
    return n;
  }
  // Exact where the result is a number of the type: an odd mantissa loses no bit on the way down.
  constexpr long double scaled(int128 mantissa, int exponent) {
    constexpr int limit = 2 * std::numeric_limits<long double>::max_exponent;
    if (exponent > limit || exponent < -limit) fail("the exponent is too large");
    long double value = static_cast<long double>(mantissa);
    for (; exponent > 0 && error_.empty(); --exponent) {
      if (value > std::numeric_limits<long double>::max() / 2 || value < std::numeric_limits<long double>::lowest() / 2)
        fail("the exponent is too large");
      else value *= 2;
    }
    for (; exponent < 0; ++exponent) value /= 2;
    return value;
  }
  constexpr int position_of(number const& value) {
    for (int i = 0; i < result_.constants.size(); ++i)
      if (result_.constants[i] == value) return i;
    result_.constants.push(value);
    return result_.constants.size() - 1;
  }

  std::string_view text_;
  external_function const* const* functions_;
  int function_count_;
  std::size_t at_ = 0;
  int line_ = 1;
  std::string_view error_{};
  graph result_;
};

}  // namespace detail

template <class Sink> constexpr void write_graph(Sink& out, graph_view g) {
  for (node_id i = 0; i < g.size; ++i) detail::write_node(out, g, i);
  detail::write_text(out, "outputs");
  for (int i = 0; i < g.output_count; ++i) detail::write_id(out, g.outputs[i]);
  out.append('\n');
}

constexpr buffer<char> graph_text(graph_view g) {
  detail::character_sink sink;
  write_graph(sink, g);
  return sink.characters;
}

constexpr parsed_graph parse_graph(std::string_view text, external_function const* const* functions = nullptr, int count = 0) {
  return detail::graph_parser(text, functions, count).run();
}

}  // namespace calx
