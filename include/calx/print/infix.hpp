// SPDX-License-Identifier: Apache-2.0
// Infix text of a graph: 2*x*cos(x^2), with the parentheses that precedence asks for and no others.
//
//   sum        a + b - c           terms in the graph's order; a negative term is subtracted
//   product    p*x*f(y)/(q*z)      number, variables in order of name, functions; divisors behind one slash
//   power      x^2, x^(y - 1), (x + 1)^2
//   condition  x < y, x == y;   choice  where(x < 0, a, b)
//
// Shared nodes are written out each time. A work list, not recursion: depth costs nothing. Linear in the length of the text.
#pragma once

#include <calx/expression/record.hpp>
#include <calx/op/table.hpp>
#include <calx/print/number_text.hpp>

#include <cstdint>
#include <string_view>

namespace calx {

namespace detail {

enum class precedence : std::uint8_t { lowest, disjunction, conjunction, comparison, sum, product, power, primary };

template <class Sink> class infix_writer {
 public:
  constexpr infix_writer(Sink& out, graph_view g, input_info const* inputs) : out_(out), g_(g), inputs_(inputs) {}

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
  struct factor {
    node_id id = no_node;
    int exponent = 1;
  };
  struct product_parts {
    rational coefficient{1};
    buffer<factor> above, below;
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
  constexpr bool is(node_id id, opcode operation) const { return g_[id].operation == operation; }
  constexpr bool is_exact(node_id id) const { return is(id, opcode::constant) && g_.constant(id).is_exact(); }

  constexpr precedence precedence_of(node_id id) const {
    switch (g_[id].operation) {
      case opcode::logical_or: return precedence::disjunction;
      case opcode::logical_and: return precedence::conjunction;
      case opcode::less:
      case opcode::less_equal:
      case opcode::equal: return precedence::comparison;
      case opcode::add:
      case opcode::subtract:
      case opcode::negate: return precedence::sum;
      case opcode::multiply:
      case opcode::divide: return starts_with_minus(id) ? precedence::sum : precedence::product;
      case opcode::power:
      case opcode::integer_power:
      case opcode::pow: return precedence::power;
      case opcode::constant: return constant_precedence(g_.constant(id));
      default: return precedence::primary;
    }
  }
  static constexpr precedence constant_precedence(number const& n) {
    if (!n.is_exact()) return n.approximate < 0 ? precedence::sum : precedence::primary;
    if (n.exact.is_negative()) return precedence::sum;
    return n.exact.is_integer() || !is_plain_fraction(n.exact) ? precedence::primary : precedence::product;
  }

  // Does the text of this term start with a minus: -2, -2*x, -x/y?
  constexpr bool starts_with_minus(node_id id) const {
    opcode const operation = g_[id].operation;
    if (operation == opcode::constant) return constant_precedence(g_.constant(id)) == precedence::sum;
    if (operation != opcode::multiply && operation != opcode::divide) return false;
    product_parts parts;
    collect(id, parts);
    return parts.coefficient.is_negative();
  }

  constexpr void expand(node_id id, precedence least) {
    if (precedence_of(id) < least) {
      append("(");
      push(")");
    }
    node const& n = g_[id];
    switch (n.operation) {
      case opcode::input: append(inputs_ != nullptr ? inputs_[n.payload].name : std::string_view("input")); return;
      case opcode::captured: return write_indexed("captured", n.payload);
      case opcode::constant: return write_number(out_, g_.constants[n.payload]);
      case opcode::pi:
      case opcode::e: append(facts_of(n.operation).name); return;
      case opcode::element:
        push_index(n.payload);
        push(n.operands[0], precedence::primary);
        return;
      case opcode::add:
      case opcode::subtract:
      case opcode::negate: return write_sum(id);
      case opcode::multiply:
      case opcode::divide: return write_product(id);
      case opcode::power: return write_power(n.operands[0], n.payload);
      case opcode::integer_power:
      case opcode::pow:
        push(n.operands[1], precedence::primary);
        push("^");
        push(n.operands[0], precedence::primary);
        return;
      case opcode::less: return write_comparison(n, " < ", " > ");
      case opcode::less_equal: return write_comparison(n, " <= ", " >= ");
      case opcode::equal: return write_binary(n, " == ", precedence::sum, precedence::sum);
      case opcode::logical_and: return write_binary(n, " && ", precedence::conjunction, precedence::comparison);
      case opcode::logical_or: return write_binary(n, " || ", precedence::disjunction, precedence::conjunction);
      case opcode::logical_not:
        push(n.operands[0], precedence::primary);
        push("!");
        return;
      default: return write_call(n);
    }
  }

  constexpr void write_indexed(std::string_view name, int index) {
    append(name);
    append("[");
    write_integer(out_, index);
    append("]");
  }
  // Texts on the work list are views, so an index is written as a constant text of its digits.
  constexpr void push_index(int index) {
    constexpr std::string_view digits = "0123456789";
    push("]");
    do {
      push(digits.substr(static_cast<std::size_t>(index % 10), 1));
      index /= 10;
    } while (index != 0);
    push("[");
  }
  constexpr void write_binary(node const& n, std::string_view between, precedence left, precedence right) {
    push(n.operands[1], right);
    push(between);
    push(n.operands[0], left);
  }
  // x > 0 rather than 0 < x.
  constexpr void write_comparison(node const& n, std::string_view sign, std::string_view mirrored) {
    bool const turned = is(n.operands[0], opcode::constant) && !is(n.operands[1], opcode::constant);
    push(n.operands[turned ? 0 : 1], precedence::sum);
    push(turned ? mirrored : sign);
    push(n.operands[turned ? 1 : 0], precedence::sum);
  }
  constexpr void write_call(node const& n) {
    append(facts_of(n.operation).name);
    append("(");
    push(")");
    for (int k = arity_of(n) - 1; k >= 0; --k) {
      push(n.operands[k], precedence::lowest);
      if (k > 0) push(", ");
    }
  }
  constexpr void write_power(node_id base, int exponent) {
    push_exponent(exponent);
    push(base, precedence::primary);
  }
  constexpr void push_exponent(int exponent) {
    constexpr std::string_view digits = "0123456789";
    if (exponent < 0) push(")");
    long long rest = exponent < 0 ? -static_cast<long long>(exponent) : exponent;
    do {
      push(digits.substr(static_cast<std::size_t>(rest % 10), 1));
      rest /= 10;
    } while (rest != 0);
    push(exponent < 0 ? "^(-" : "^");
  }

  // --- sums: a flat list of signed terms ---------------------------------------------------------------------------------
  constexpr void write_sum(node_id root) {
    buffer<factor> open, terms;  // exponent is the sign
    open.push({root, 1});
    while (!open.empty()) {
      factor const t = open.pop();
      node const& n = g_[t.id];
      if (n.operation == opcode::negate) {
        open.push({n.operands[0], -t.exponent});
      } else if (n.operation == opcode::add || n.operation == opcode::subtract) {
        open.push({n.operands[1], n.operation == opcode::add ? t.exponent : -t.exponent});
        open.push({n.operands[0], t.exponent});
      } else {
        terms.push(t);
      }
    }
    constant_last(terms);
    for (int i = terms.size() - 1; i >= 0; --i) {
      bool const leading_minus = starts_with_minus(terms[i].id);
      bool const negative = (terms[i].exponent < 0) != leading_minus;
      // The minus that the term itself writes is used up by the sum's sign.
      if (leading_minus) work_.push({item_kind::magnitude, terms[i].id, precedence::product, {}});
      else push(terms[i].id, precedence::product);
      if (i > 0) push(negative ? " - " : " + ");
      else if (negative) push("-");
    }
  }
  // x^2 + 1, but 1 - x: the number stands last, unless the text would start with a minus.
  constexpr void constant_last(buffer<factor>& terms) const {
    for (int i = 0; i + 1 < terms.size(); ++i) {
      if (!is(terms[i].id, opcode::constant)) continue;
      factor const moved = terms[i];
      factor const& next = terms[i == 0 ? 1 : 0];
      bool const next_is_negative = (next.exponent < 0) != starts_with_minus(next.id);
      bool const negative = (moved.exponent < 0) != starts_with_minus(moved.id);
      if (next_is_negative && !negative) {
        for (int k = i; k > 0; --k) terms[k] = terms[k - 1];
        terms[0] = moved;
      } else {
        for (int k = i; k + 1 < terms.size(); ++k) terms[k] = terms[k + 1];
        terms[terms.size() - 1] = moved;
      }
      return;
    }
  }
  constexpr void write_magnitude(node_id id) {
    if (!is(id, opcode::constant)) return write_product(id, true);
    number magnitude = g_.constant(id);
    magnitude.exact = -magnitude.exact;
    magnitude.approximate = -magnitude.approximate;
    write_number(out_, magnitude);
  }

  // --- products: number, variables, functions; then divisors ---------------------------------------------------------------
  constexpr void collect(node_id id, product_parts& parts) const {
    buffer<factor> open;
    open.push({id, 1});
    while (!open.empty()) {
      factor const f = open.pop();
      node const& n = g_[f.id];
      if (n.operation == opcode::multiply) {
        open.push({n.operands[1], f.exponent});
        open.push({n.operands[0], f.exponent});
      } else if (n.operation == opcode::divide) {
        open.push({n.operands[1], -f.exponent});
        open.push({n.operands[0], f.exponent});
      } else if (n.operation == opcode::negate) {
        parts.coefficient = -parts.coefficient;
        open.push({n.operands[0], f.exponent});
      } else if (is_exact(f.id) && folds(parts.coefficient, f)) {
        parts.coefficient =
            f.exponent > 0 ? parts.coefficient * g_.constant(f.id).exact : parts.coefficient / g_.constant(f.id).exact;
      } else {
        buffer<factor>& side = f.exponent > 0 ? parts.above : parts.below;
        bool const power = n.operation == opcode::power && n.payload > 0;
        add_factor(side, {power ? n.operands[0] : f.id, power ? n.payload : 1});
      }
    }
  }
  // x*x^3 is written x^4, where an int holds the sum.
  static constexpr void add_factor(buffer<factor>& side, factor const& f) {
    for (int i = 0; i < side.size(); ++i) {
      int sum = 0;
      if (side[i].id != f.id || __builtin_add_overflow(side[i].exponent, f.exponent, &sum)) continue;
      side[i].exponent = sum;
      return;
    }
    side.push(f);
  }
  constexpr bool folds(rational const& coefficient, factor const& f) const {
    rational const& c = g_.constant(f.id).exact;
    return f.exponent > 0 ? (coefficient * c).exact() : !c.is_zero() && (coefficient / c).exact();
  }
  constexpr bool is_variable_like(node_id id) const {
    node const& n = g_[id];
    if (n.operation == opcode::power || n.operation == opcode::element) return is_variable_like(n.operands[0]);
    return n.operation == opcode::input || n.operation == opcode::pi || n.operation == opcode::e ||
           n.operation == opcode::constant;
  }
  // Variables of a product stand in order of name; pi and e before them.
  constexpr std::string_view name_of(node_id id) const {
    node const& n = g_[id];
    if (n.operation == opcode::power || n.operation == opcode::element) return name_of(n.operands[0]);
    return n.operation == opcode::input && inputs_ != nullptr ? inputs_[n.payload].name : std::string_view{};
  }
  constexpr void push_factors(buffer<factor> const& factors, bool anything_before) {
    buffer<factor> ordered;
    for (auto const& f : factors) {
      if (!is_variable_like(f.id)) continue;
      int at = ordered.size();
      ordered.push(f);
      for (; at > 0 && name_of(f.id) < name_of(ordered[at - 1].id); --at) ordered[at] = ordered[at - 1];
      ordered[at] = f;
    }
    for (auto const& f : factors)
      if (!is_variable_like(f.id)) ordered.push(f);
    for (int i = ordered.size() - 1; i >= 0; --i) {
      bool const plain = ordered[i].exponent == 1;
      if (!plain) push_exponent(ordered[i].exponent);
      push(ordered[i].id, plain ? precedence::power : precedence::primary);
      if (i > 0 || anything_before) push("*");
    }
  }
  constexpr void write_product(node_id id, bool without_sign = false) {
    product_parts parts;
    collect(id, parts);
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
    push_factors(parts.below, number_below);
    if (number_below) push_number(q);
    if (divisors > 1) push("(");
    if (divisors > 0) push("/");
    bool const number_above = !(p == rational(1)) || parts.above.empty();
    push_factors(parts.above, number_above);
    if (number_above) push_number(p);
  }
  Sink& out_;
  graph_view g_;
  input_info const* inputs_;
  buffer<item> work_;
  buffer<rational> numbers_;
};

}  // namespace detail

}  // namespace calx
