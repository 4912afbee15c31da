// SPDX-License-Identifier: Apache-2.0
// parse_formula(text): infix text as a function, in constant expressions and at run time; the inverse of print/infix.hpp.
//
//   formula      conjunction { "||" conjunction }
//   conjunction  comparison { "&&" comparison }
//   comparison   sum [ ( "<" | "<=" | ">" | ">=" | "==" ) sum ]
//   sum          product { ( "+" | "-" ) product }
//   product      signed { ( "*" | "/" ) signed }
//   signed       { "+" | "-" } power                                -x^2 is -(x^2)
//   power        primary [ "^" signed ]                             x^y^z is x^(y^z), x^-1 is x^(-1)
//   primary      { "!" } ( number | name [ "[" index "]" ] | function "(" formula { "," formula } ")" | "(" formula ")" )
//
//   number       12, 0.1, .5, 1e-300: exact where 128-bit quotients hold it (graph/read_number.hpp); inf and nan, as printed
//   function     the name of a row, as sin (op/table.hpp); pow(x, y) is x^y; square(x); hadamard(A, B): A*B by elements
//   name         letters, digits and _ (core/letter.hpp); pi and e are the constants
//
// x^n with a whole number n, |n| < 2^20, is calx::pow<n>(x), any other power is pow(x, y), as in normal form (op/maker.hpp). A
// condition is 1 or 0. A name is a var; with an index it is a vec, as long as its largest index asks for. Columns and vecs of
// another length are declared, by name.
//
// Precedence by two stacks (E. W. Dijkstra, 1961), no recursion: nesting costs nothing. Nodes are made in the order in which
// lowering makes them; none is dead. Linear, but for looking up and sorting names, which are views of the text. A text that is
// no formula is told by parsed_formula::error, never by throwing.
#pragma once

#include <calx/core/letter.hpp>
#include <calx/expression/lower.hpp>
#include <calx/expression/parse_error.hpp>
#include <calx/expression/spelling.hpp>
#include <calx/graph/read_number.hpp>

namespace calx {

struct parsed_formula {
  function_graph function;  // empty if the text is no formula
  parse_error error;

  constexpr bool ok() const { return !error.found(); }
};

namespace detail {

class formula_parser {
 public:
  constexpr formula_parser(std::string_view text, input_info const* declared, int declared_count)
      : text_(text), declared_(declared), declared_count_(declared_count) {}

  constexpr parsed_formula run() {
    constexpr std::size_t longest = 1 << 28;
    if (text_.size() > longest) fail(0, {"the text is too long"});
    while (!error_.found()) {
      skip_blanks();
      if (at_ == size() && !operand_is_next_) break;
      if (operand_is_next_) read_operand();
      else read_operator();
    }
    parsed_formula result;
    if (!error_.found()) close_all();
    if (!error_.found()) finish(result.function);
    result.error = error_;
    return result;
  }

 private:
  // A node, or a number that is none yet: an exponent, or what stands behind a minus, becomes none.
  struct value {
    node_id id = no_node;
    number constant{};
  };
  // What waits for its last operand, or for its closing parenthesis.
  enum class open_kind : std::uint8_t { binary, minus, negation, parenthesis, call };
  struct open_item {
    open_kind kind = open_kind::parenthesis;
    binding_power power = binding_power::bracket;
    int at = 0;  // of the sign, of the name of the function
    operator_sign sign{};
    function_spelling function{};
    int arguments = 0;  // that are complete
  };
  struct named_input {
    node_id node = no_node;
    int largest_index = -1;  // -1: used without an index
    bool is_declared = false;
  };

  constexpr int size() const { return static_cast<int>(text_.size()); }
  constexpr std::string_view from(int at) const { return text_.substr(static_cast<std::size_t>(at)); }
  constexpr std::string_view between(int at, int end) const { return from(at).substr(0, static_cast<std::size_t>(end - at)); }
  constexpr char peek() const { return at_ < size() ? text_[static_cast<std::size_t>(at_)] : '\0'; }
  constexpr void skip_blanks() {
    while (peek() == ' ' || peek() == '\t' || peek() == '\n' || peek() == '\r') ++at_;
  }

  // --- errors -------------------------------------------------------------------------------------------------------------
  constexpr void fail(int at, std::initializer_list<std::string_view> reason) {
    if (!error_.found()) error_ = error_at(column_of(text_, at), reason);
  }
  // A part of the text in a sentence, unless it is too long to be read.
  constexpr std::string_view quoted(int at, int end, std::string_view otherwise) const {
    return end - at <= 30 ? between(at, end) : otherwise;
  }
  constexpr void fail_here(std::string_view expected) {
    std::string_view const cure = cure_of_operator(from(at_));
    if (!cure.empty()) return fail(at_, {cure});
    constexpr std::string_view known = "+-*/^<>(),.]";
    bool const is_known = known.find(peek()) != std::string_view::npos || is_digit(peek()) || letter_length(from(at_)) > 0;
    if (at_ == size()) fail(at_, {"the text ends where ", expected, " is expected"});
    else if (is_known) fail(at_, {expected, " is expected"});
    else fail(at_, {"this character has no meaning in a formula; its signs are + - * / ^ ( ) , [ ] < > = & | !"});
  }

  // --- operands -----------------------------------------------------------------------------------------------------------
  constexpr void read_operand() {
    char const c = peek();
    bool const negated = !open_.empty() && open_.back().kind == open_kind::negation;
    if ((c == '-' || c == '+') && !negated) {
      if (c == '-') open_.push({open_kind::minus, binding_power::minus, at_, {}, {}, 0});
      ++at_;
    } else if (c == '!') {
      open_.push({open_kind::negation, binding_power::negation, at_++, {}, {}, 0});
    } else if (c == '(') {
      open_.push({open_kind::parenthesis, binding_power::bracket, at_++, {}, {}, 0});
    } else if (is_digit(c) || c == '.') {
      read_constant();
    } else if (letter_length(from(at_)) > 0) {
      read_name();
    } else {
      fail_here("a number, a name or (");
    }
  }
  constexpr void read_constant() {
    number_reading const reading = read_number(from(at_));
    if (reading.length == 0) fail_here("a number, a name or (");
    else if (!reading.fault.empty()) fail(at_, {reading.fault});
    else push_operand({no_node, reading.value}, at_, at_ + reading.length);
  }
  constexpr void push_operand(value const& v, int at, int end) {
    values_.push(v);
    last_operand_ = at;
    at_ = end;
    operand_is_next_ = false;
  }

  // The end of the letters and digits that the text goes on with.
  constexpr int end_of_name() const {
    for (int end = at_;;) {
      int const length = end < size() && is_digit(text_[static_cast<std::size_t>(end)]) ? 1 : letter_length(from(end));
      if (length == 0) return end;
      end += length;
    }
  }
  constexpr void read_name() {
    int const at = at_, end = at_ = end_of_name();
    std::string_view const name = between(at, end);
    skip_blanks();
    if (peek() == '(') return open_call(at, end);
    if (peek() == '[') return read_element(at, end);
    if (name == "pi") return push_operand({graph_.intern({opcode::pi}), {}}, at, end);
    if (name == "e") return push_operand({graph_.intern({opcode::e}), {}}, at, end);
    if (name == "inf") return push_operand({no_node, infinity()}, at, end);
    if (name == "nan") return push_operand({no_node, number(rational::inexact())}, at, end);
    if (function_named(name).arity > 0) return fail(at, {name, " is a function; write ", name, "(x)"});
    node_id const node = input_named(at, end, -1);
    if (!error_.found()) push_operand({node, {}}, at, end);
  }
  static constexpr number infinity() { return number::from_floating(std::numeric_limits<long double>::infinity()); }
  constexpr void open_call(int at, int end) {
    std::string_view const name = between(at, end), cure = cure_of_function(name);
    function_spelling const function = function_named(name);
    if (function.arity > 0) {
      open_.push({open_kind::call, binding_power::bracket, at, {}, function, 0});
      ++at_;
      skip_blanks();
      if (peek() == ')') fail_arity(open_.back());
    } else if (!cure.empty()) {
      fail(at, {"the function ", name, " is called ", cure});
    } else {
      fail(at, {"there is no function ", quoted(at, end, "of this name"), "; a product is written a*(b + c)"});
    }
  }
  constexpr void fail_arity(open_item const& call) {
    constexpr std::string_view counts[] = {"", "1 argument", "2 arguments", "3 arguments"};
    bool const is_square = call.function.operation == opcode::power;
    std::string_view const name = is_square ? "square" : facts_of(call.function.operation).name;
    fail(call.at, {"the function ", name, " takes ", counts[call.function.arity]});
  }

  // v[3]
  constexpr void read_element(int at, int end) {
    ++at_;
    skip_blanks();
    int const first = at_;
    int index = 0;
    bool fits = true;
    for (; is_digit(peek()); ++at_)
      fits = fits && !__builtin_mul_overflow(index, 10, &index) && !__builtin_add_overflow(index, peek() - '0', &index);
    if (at_ == first) return fail(at_, {"an index is a whole number, as in v[3]"});
    if (!fits || index == std::numeric_limits<int>::max()) return fail(first, {"this index is too large"});
    skip_blanks();
    if (peek() != ']') return fail(at_, {"] is missing"});
    node_id const node = input_named(at, end, index);
    if (!error_.found()) push_operand({graph_.element(node, index), {}}, at, at_ + 1);
  }

  // The node of the variable of this name; index -1: without an index.
  constexpr node_id input_named(int at, int end, int index) {
    std::string_view const name = between(at, end);
    int i = 0;
    while (i < inputs_.size() && inputs_[i].name != name) ++i;
    if (i == inputs_.size()) add_input(name, index);
    named_input& input = uses_[i];
    input_info const& info = inputs_[i];
    if (!input.is_declared && (index < 0) != (input.largest_index < 0))
      fail(at, {quoted(at, end, "this name"), " stands with an index and without; declare it as a vec"});
    else if (input.is_declared && index >= 0 && (info.is_scalar() || info.shape.varies()))
      fail(at, {quoted(at, end, "this name"), " is declared as no vec, and has no elements"});
    else if (input.is_declared && index >= info.shape.rows.count)
      fail(at, {"the index is not below the length of ", quoted(at, end, "this vec")});
    if (index > input.largest_index) input.largest_index = index;
    return input.node;
  }
  constexpr void add_input(std::string_view name, int index) {
    input_info info{name, scalar_shape, false};
    bool is_declared = false;
    for (int i = 0; i < declared_count_; ++i) {
      if (declared_[i].name != name) continue;
      info = declared_[i];
      is_declared = true;
    }
    uses_.push({graph_.input(inputs_.size(), info.shape), index, is_declared});
    inputs_.push(info);
  }

  // --- operators ----------------------------------------------------------------------------------------------------------
  constexpr void read_operator() {
    if (peek() == ')') return close();
    if (peek() == ',') return next_argument();
    operator_sign const sign = sign_of(from(at_));
    if (sign.text.empty() || from(at_).substr(0, 2) == "**") return fail_without_operator();
    bool const from_the_left = sign.power != binding_power::power && sign.power != binding_power::comparison;
    while (!open_.empty() && (open_.back().power > sign.power || (from_the_left && open_.back().power == sign.power)))
      complete(open_.pop());
    if (sign.power == binding_power::comparison && !open_.empty() && open_.back().power == sign.power)
      return fail(at_, {"a comparison of a condition; write 0 < x && x < 1, not 0 < x < 1"});
    if (sign.operation == opcode::divide && read_denominator()) return;
    (void)made(values_.back());
    open_.push({open_kind::binary, sign.power, at_, sign, {}, 0});
    at_ += static_cast<int>(sign.text.size());
    operand_is_next_ = true;
  }
  // 1/3 is one constant; in 1/3^x and 1/0 it is none.
  constexpr bool read_denominator() {
    value& numerator = values_.back();
    int const slash = at_++;
    skip_blanks();
    number_reading const reading = read_number(from(at_));
    int const at = at_;
    at_ += reading.length;
    skip_blanks();
    rational const quotient = numerator.constant.exact / reading.value.exact;
    if (numerator.id == no_node && reading.length > 0 && reading.fault.empty() && quotient.exact() && peek() != '^') {
      numerator.constant = number(quotient);
      last_operand_ = at;
      return true;
    }
    at_ = slash;
    return false;
  }
  constexpr void fail_without_operator() {
    if (!is_digit(peek()) && peek() != '(' && letter_length(from(at_)) == 0) return fail_here("an operator");
    int const next = peek() == '(' ? at_ : end_of_name();
    bool const is_short = next - last_operand_ < 30 && next > at_;
    int end = at_;
    while (end > last_operand_ && from(end - 1)[0] == ' ') --end;
    if (is_short)
      fail(at_, {"an operator is missing; a product is written ", between(last_operand_, end), "*", between(at_, next)});
    else fail(at_, {"an operator is missing; a product is written a*b"});
  }
  constexpr void next_argument() {
    complete_bracket();
    if (open_.empty() || open_.back().kind != open_kind::call)
      return fail(at_, {"a comma stands only between the arguments of a function"});
    if (++open_.back().arguments == open_.back().function.arity) return fail_arity(open_.back());
    (void)made(values_.back());
    ++at_;
    operand_is_next_ = true;
  }
  constexpr void close() {
    complete_bracket();
    if (open_.empty()) return fail(at_, {") has no ("});
    open_item const bracket = open_.pop();
    if (bracket.kind == open_kind::call) complete_call(bracket);
    last_operand_ = bracket.at;
    ++at_;
  }
  constexpr void close_all() {
    complete_bracket();
    if (open_.empty() || error_.found()) return;
    fail(size(), {") is missing: not closed is what begins in column "});
    append_number(error_, column_of(text_, open_.back().at));
  }

  // --- what is complete becomes a node --------------------------------------------------------------------------------------
  constexpr node_id made(value& v) {
    if (v.id == no_node) v.id = graph_.constant(v.constant);
    return v.id;
  }
  constexpr void complete_bracket() {
    while (!open_.empty() && open_.back().power > binding_power::bracket) complete(open_.pop());
  }
  constexpr void complete(open_item const& item) {
    value right = values_.pop();
    number& c = right.constant;
    bool const is_number = right.id == no_node && (c.is_exact() || c.approximate == c.approximate);
    if (item.kind == open_kind::minus && is_number) {
      c.exact = -c.exact;
      c.approximate = -c.approximate;
      values_.push(right);
    } else if (item.kind == open_kind::minus) {
      push_result(item, opcode::negate, made(right));
    } else if (item.kind == open_kind::negation) {
      push_result(item, opcode::logical_not, made(right));
    } else {
      node_id const left = values_.pop().id;  // made when the sign was read
      if (item.sign.operation == opcode::pow) push_power(item, left, right);
      else if (item.sign.reversed) push_result(item, item.sign.operation, made(right), left);
      else push_result(item, item.sign.operation, left, made(right));
    }
  }
  constexpr void push_power(open_item const& item, node_id base, value& exponent) {
    rational const n = exponent.constant.exact;
    bool const is_whole = exponent.id == no_node && n.is_integer() && n.magnitude() < rational(1 << 20);
    if (is_whole) push_result(item, opcode::power, base, no_node, no_node, static_cast<int>(n.numerator()));
    else push_result(item, opcode::pow, base, made(exponent));
  }
  constexpr void complete_call(open_item const& call) {
    int const arity = call.function.arity;
    if (call.arguments + 1 < arity) return fail_arity(call);
    value last = values_.pop();
    node_id before[2] = {no_node, no_node};
    for (int k = arity - 2; k >= 0; --k) before[k] = values_.pop().id;
    opcode const operation = call.function.operation;
    if (operation == opcode::pow) return push_power(call, before[0], last);
    node_id const third = made(last);
    if (arity == 1) push_result(call, operation, third, no_node, no_node, operation == opcode::power ? 2 : 0);
    else if (arity == 2) push_result(call, operation, before[0], third);
    else push_result(call, operation, before[0], before[1], third);
  }
  constexpr void push_result(open_item const& item, opcode operation, node_id a, node_id b = no_node, node_id c = no_node,
                             int payload = 0) {
    array_shape const p = graph_[a].shape, q = b == no_node ? array_shape{} : graph_[b].shape;
    bool const is_product = item.sign.text == "*" && are_matrix_factors(p, q);
    if (is_product && !(p.columns == q.rows)) fail(item.at, {"A*B: A has not as many columns as B has rows"});
    if (is_product) return values_.push({graph_.intern(array_node(opcode::matrix_product, {p.rows, q.columns}, a, b)), {}});
    array_shape common = p;
    for (node_id const other : {b, c}) {
      if (other == no_node) continue;
      broadcast_result const both = broadcast(common, graph_[other].shape);
      if (!both.fits) fail(item.at, {"an elementwise operation on a vec and a vec or column of another length"});
      common = both.common;
    }
    values_.push({graph_.apply(operation, a, b, c, payload), {}});
  }

  constexpr void finish(function_graph& result) {
    graph_.output(made(values_.back()));
    result.graph = graph_.take();
    for (int i = 0; i < inputs_.size(); ++i) {
      if (uses_[i].is_declared || uses_[i].largest_index < 0) continue;
      inputs_[i].shape = vector_shape(uses_[i].largest_index + 1);
      inputs_[i].is_vector = true;
      result.graph.nodes[uses_[i].node].shape = inputs_[i].shape;
    }
    result.inputs = inputs_;
    sort_inputs(result);
  }

  std::string_view text_;
  input_info const* declared_;
  int declared_count_;
  int at_ = 0;
  int last_operand_ = 0;  // where it begins
  bool operand_is_next_ = true;
  parse_error error_;
  builder graph_;
  buffer<value> values_;
  buffer<open_item> open_;
  buffer<input_info> inputs_;
  buffer<named_input> uses_;  // of inputs_
};

}  // namespace detail

// `declared`: the kinds of some names; others are vars, or vecs if they have an index.
constexpr parsed_formula parse_formula(std::string_view text, input_info const* declared = nullptr, int declared_count = 0) {
  return detail::formula_parser(text, declared, declared_count).run();
}

}  // namespace calx
