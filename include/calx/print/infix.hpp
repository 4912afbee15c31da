// SPDX-License-Identifier: Apache-2.0
// Infix text of a graph: 2*x*cos(x^2), which parse_formula (expression/parse_formula.hpp) reads as the same function, with the
// parentheses that it needs and, for people, those of an exponent with a sign, x^(-2).
//
//   sum         a + b - c           terms in the graph's order; a negative term is subtracted
//   product     p*x*f(y)/(q*z)      number, variables in order of name, functions; divisors behind one slash
//   power       x^2, x^(y - 1), (x + 1)^2, x^y^z for x^(y^z)
//   arrays      A*v, A*B: matrix products; hadamard(A, B), pow(A, 2): element by element; u*v, where both are columns, too
//   condition   x < y, x == y;   choice  where(x < 0, a, b)
//   derivative  d/dx [x^2], where one is pending (print/terms.hpp)
//
// to_string puts captured numbers in and expands what passes make for themselves; here these are captured[1], pow_slope(x, y).
// Shared nodes are written out each time. A work list, not recursion: depth costs nothing. Linear in the length of the text.
#pragma once

#include <calx/print/terms.hpp>

namespace calx {

namespace detail {

template <class Sink> class infix_writer {
 public:
  constexpr infix_writer(Sink& out, graph_view shown, input_info const* inputs, arrangement how = arrangement::merged,
                         pending_derivatives const& pending = {})
      : out_(out), g_(shown), inputs_(inputs), pending_(pending), terms_(shown, inputs, how, pending) {}

  constexpr void write(node_id root) {
    push(root, precedence::lowest);
    while (!work_.empty()) {
      item const next = work_.pop();
      switch (next.kind) {
        case item_kind::text: append(next.text); break;
        case item_kind::number: write_rational(out_, numbers_[next.id]); break;
        case item_kind::magnitude: write_magnitude(next.id); break;
        case item_kind::node: expand(next.id, next.least); break;
      }
    }
  }

 private:
  enum class item_kind : std::uint8_t {
    node,
    magnitude,  // a term whose minus sign has been written
    number,     // one of numbers_
    text,
  };
  struct item {
    item_kind kind = item_kind::text;
    node_id id = no_node;
    precedence least = precedence::lowest;
    std::string_view text{};
  };

  constexpr void append(std::string_view text) {
    for (char const c : text) out_.append(c);
  }
  constexpr void push(node_id id, precedence least) { work_.push({item_kind::node, id, least, {}}); }
  constexpr void push(std::string_view text) { work_.push({item_kind::text, no_node, precedence::lowest, text}); }
  constexpr void push_number(rational const& value) {
    numbers_.push(value);
    work_.push({item_kind::number, numbers_.size() - 1, precedence::lowest, {}});
  }

  constexpr void expand(node_id id, precedence least) {
    if (terms_.precedence_of(id) < least) {
      append("(");
      push(")");
    }
    node const& n = g_[id];
    switch (n.operation) {
      case opcode::input: return write_input(n);
      case opcode::captured: return write_indexed("captured", n.payload);
      case opcode::constant: return write_number(out_, g_.constants[n.payload]);
      case opcode::pi:
      case opcode::e: append(facts_of(n.operation).name); return;
      case opcode::element: return write_element(n);
      case opcode::add:
        if (concatenated_parts const parts = terms_.concatenation_of(id); parts.exist()) return write_concatenation(parts);
        return write_sum(id);
      case opcode::subtract:
      case opcode::negate: return write_sum(id);
      case opcode::multiply:
      case opcode::divide: return write_product(id);
      case opcode::power: return write_power(n.operands[0], n.payload);
      case opcode::integer_power:
      case opcode::pow:
        push(n.operands[1], precedence::power);
        push("^");
        push(n.operands[0], precedence::primary);
        return;
      case opcode::less: return write_comparison(n, " < ", " > ");
      case opcode::less_equal: return write_comparison(n, " <= ", " >= ");
      case opcode::equal: return write_binary(n, " == ", precedence::sum);
      case opcode::logical_and: return write_binary(n, " && ", precedence::conjunction);
      case opcode::logical_or: return write_binary(n, " || ", precedence::disjunction);
      case opcode::logical_not:
        push(n.operands[0], precedence::primary);
        push("!");
        return;
      case opcode::matrix_product:
        push(n.operands[1], precedence::power);
        push("*");
        push(n.operands[0], precedence::term);
        return;
      default: return is_array_operation(n.operation) ? write_array(n) : write_call(n);
    }
  }

  // v[2]; A[2, 0]; of what has no name, element<2>(v + w).
  constexpr void write_element(node const& n) {
    node_id const array = n.operands[0];
    int const columns = g_[array].shape.columns.count;
    bool const by_name = g_[array].operation == opcode::input;
    if (by_name) {
      push("]");
    } else {
      push(")");
      push(array, precedence::lowest);
      push(">(");
    }
    if (columns > 1) {
      push_digits(n.payload % columns);
      push(", ");
    }
    push_digits(n.payload / columns);
    push(by_name ? "[" : "element<");
    if (by_name) push(array, precedence::primary);
  }
  // As it is written in expression/array.hpp, as far as there is a word for it.
  constexpr void write_array(node const& n) {
    array_shape const& s = n.shape;
    if (n.operation == opcode::length) return write_length(n);
    if (reduces(n.operation) && !s.is_scalar()) {
      append(is_one(s.columns) ? "row_" : "column_");
      bool const many = n.operation != opcode::log_sum_exp;
      append(n.operation == opcode::sum ? "sums" : many ? "maxima" : facts_of(n.operation).name);
    } else if (n.operation == opcode::segment || n.operation == opcode::pad) {
      write_segment(n, n.operation == opcode::segment ? g_[n.operands[0]].shape.rows : s.rows);
    } else if (n.operation == opcode::recurrence) {
      append(n.payload == 0 ? "linear_recurrence" : "backward_recurrence");
    } else {
      append(facts_of(n.operation).name);
    }
    if (n.operation == opcode::placed || n.operation == opcode::identity) {
      append("<");
      write_integer(out_, n.operation == opcode::placed ? n.payload : s.rows.count);
      append(">");
      if (n.operation == opcode::identity) return;
    }
    append("(");
    push(")");
    for (int k = 2; k >= 0; --k) {
      if (n.operands[k] == no_node) continue;
      push(n.operands[k], precedence::lowest);
      if (k > 0) push(", ");
    }
  }
  constexpr void write_segment(node const& n, extent const& all) {
    extent const part = n.operation == opcode::segment ? n.shape.rows : g_[n.operands[0]].shape.rows;
    bool const is_segment = n.operation == opcode::segment;
    int const left_out = all.count - part.count;
    bool const at_the_end = n.payload == 0 && all.axis == part.axis,
               at_the_start = n.payload == left_out && all.axis == part.axis;
    if (is_segment && (at_the_end || at_the_start)) {
      append(at_the_end ? "drop_last" : "drop_first");
      if (left_out != 1) write_template_argument(left_out);
      return;
    }
    append(is_segment ? "segment" : "pad");
    append("<");
    write_integer(out_, n.payload);
    if (is_segment) {
      append(", ");
      write_integer(out_, part.count);
    }
    append(">");
  }
  constexpr void write_template_argument(int value) {
    append("<");
    write_integer(out_, value);
    append(">");
  }
  // length(t), or (length(t) - 1), by a column along the same axis.
  constexpr void write_length(node const& n) {
    extent const& rows = g_[n.operands[0]].shape.rows;
    node_id const column = input_along(g_, rows);
    int const more = column == no_node ? 0 : rows.count - g_[column].shape.rows.count;
    append(more == 0 ? "length(" : "(length(");
    if (column != no_node) write_input(g_[column]);
    append(")");
    if (more == 0) return;
    append(more < 0 ? " - " : " + ");
    write_integer(out_, more < 0 ? -more : more);
    append(")");
  }
  constexpr void write_concatenation(concatenated_parts const& parts) {
    append("concatenate(");
    push(")");
    push(parts.second, precedence::lowest);
    push(", ");
    push(parts.first, precedence::lowest);
  }

  constexpr void write_input(node const& n) {
    if (!pending_.contain(n)) return append(inputs_ != nullptr ? inputs_[n.payload].name : std::string_view("input"));
    pending_derivative const& d = pending_[n];
    append("d/d");
    push("]");
    push(d.of, precedence::lowest);
    push(" [");
    push(d.by, precedence::primary);
  }
  constexpr void write_indexed(std::string_view name, int index) {
    append(name);
    append("[");
    write_integer(out_, index);
    append("]");
  }
  // Texts on the work list are views, so an index is written as a constant text of its digits.
  constexpr void push_digits(int index) {
    constexpr std::string_view digits = "0123456789";
    do {
      push(digits.substr(static_cast<std::size_t>(index % 10), 1));
      index /= 10;
    } while (index != 0);
  }
  constexpr void write_binary(node const& n, std::string_view between, precedence least) {
    push(n.operands[1], least);
    push(between);
    push(n.operands[0], least);
  }
  // x > 0 rather than 0 < x.
  constexpr void write_comparison(node const& n, std::string_view sign, std::string_view mirrored) {
    bool const turned = g_.is_constant(n.operands[0]) && !g_.is_constant(n.operands[1]);
    push(n.operands[turned ? 0 : 1], precedence::sum);
    push(turned ? mirrored : sign);
    push(n.operands[turned ? 1 : 0], precedence::sum);
  }
  constexpr void write_call(node const& n) {
    append(calx::name_of(g_, n));
    append("(");
    push(")");
    external_call const external = is_external(n.operation) ? call_of(g_, n) : external_call{};
    node_id const* const arguments = is_external(n.operation) ? external.arguments : n.operands;
    for (int k = 2; k >= 0; --k) {
      if (arguments[k] == no_node) continue;
      push(arguments[k], precedence::lowest);
      if (k > 0) push(", ");
    }
  }
  constexpr void write_power(node_id base, int exponent) {
    if (is_matrix(base)) return push_power_of_elements({base, exponent});
    push_exponent(exponent);
    push(base, precedence::primary);
  }
  constexpr void push_magnitude(int exponent) {
    constexpr std::string_view digits = "0123456789";
    long long rest = exponent < 0 ? -static_cast<long long>(exponent) : exponent;
    do {
      push(digits.substr(static_cast<std::size_t>(rest % 10), 1));
      rest /= 10;
    } while (rest != 0);
  }
  constexpr void push_exponent(int exponent) {
    if (exponent < 0) push(")");
    push_magnitude(exponent);
    push(exponent < 0 ? "^(-" : "^");
  }
  // pow(A, 2): A^2 could be A*A.
  constexpr void push_power_of_elements(factor const& f) {
    push(")");
    push_magnitude(f.exponent);
    push(f.exponent < 0 ? ", -" : ", ");
    push_factor({f.id, 1, f.is_magnitude}, precedence::lowest);
    push("pow(");
  }

  constexpr void write_sum(node_id root) {
    buffer<factor> const found = terms_.terms_of(root);
    for (int i = found.size() - 1; i >= 0; --i) {
      bool const negative = terms_.is_negative(found[i]);
      // The minus that the term itself writes is used up by the sum's sign.
      if (terms_.starts_with_minus(found[i].id)) work_.push({item_kind::magnitude, found[i].id, precedence::term, {}});
      else push(found[i].id, precedence::term);
      if (i > 0) push(negative ? " - " : " + ");
      else if (negative) push("-");
    }
  }
  constexpr void write_magnitude(node_id id) {
    if (terms_.is(id, opcode::constant)) write_number(out_, terms_.magnitude_of(id));
    else write_product(id, true);
  }

  // A fraction that stands alone below the slash needs parentheses; a product of fractions does not.
  constexpr void push_factors(buffer<factor> const& given, bool anything_before, precedence least) {
    product_of_arrays const arrays(g_, given);
    buffer<factor> const& factors = arrays.others;
    if (arrays.is_elementwise()) {
      push_hadamard(arrays.factors);
      if (!factors.empty() || anything_before) push("*");
    }
    for (int i = factors.size() - 1; i >= 0; --i) {
      push_power(factors[i], least);
      if (i > 0 || anything_before) push("*");
    }
  }
  constexpr void push_power(factor const& f, precedence least) {
    if (f.exponent == 1) return push_factor(f, least);
    if (is_matrix(f.id)) return push_power_of_elements(f);
    push_exponent(f.exponent);
    push_factor(f, precedence::primary);
  }
  // hadamard(hadamard(A, B), C)
  constexpr void push_hadamard(buffer<factor> const& factors) {
    for (int i = factors.size() - 1; i > 0; --i) {
      push(")");
      push_power(factors[i], precedence::lowest);
      push(", ");
    }
    push_power(factors[0], precedence::lowest);
    for (int i = factors.size() - 1; i > 0; --i) push("hadamard(");
  }
  constexpr bool is_matrix(node_id id) const { return !is_one(g_[id].shape.rows) && !is_one(g_[id].shape.columns); }
  constexpr void push_factor(factor const& f, precedence least) {
    if (!f.is_magnitude) return push(f.id, least);
    bool const in_parentheses = terms_.precedence_of_magnitude(f.id) < least;
    if (in_parentheses) push(")");
    work_.push({item_kind::magnitude, f.id, precedence::primary, {}});
    if (in_parentheses) push("(");
  }
  constexpr void write_product(node_id id, bool without_sign = false) {
    product_parts const parts = terms_.written_parts_of(id);
    rational c = parts.coefficient;
    if (c.is_negative()) {
      if (!without_sign) append("-");
      c = -c;
    }
    bool const as_decimal = !is_plain_fraction(c);
    rational const p = as_decimal ? c : rational(c.numerator(), 1), q = as_decimal ? rational(1) : rational(c.denominator(), 1);
    bool const number_below = !(q == rational(1));
    int const divisors = parts.below.size() + (number_below ? 1 : 0);
    // Pushed in reverse: what stands last goes first.
    if (divisors > 1) push(")");
    push_factors(parts.below, number_below, divisors > 1 ? precedence::product : precedence::power);
    if (number_below) push_number(q);
    if (divisors > 1) push("(");
    if (divisors > 0) push("/");
    bool const number_above = !(p == rational(1)) || parts.above.empty();
    // A lone factor is written as it stands: precedence_of_product knows.
    bool const lone = parts.above.size() == 1 && divisors == 0 && parts.coefficient.is(1);
    push_factors(parts.above, number_above, lone ? precedence::lowest : precedence::product);
    if (number_above) push_number(p);
  }

  Sink& out_;
  graph_view g_;
  input_info const* inputs_;
  pending_derivatives pending_;
  terms terms_;
  buffer<item> work_;
  buffer<rational> numbers_;
};

}  // namespace detail

}  // namespace calx
