// SPDX-License-Identifier: Apache-2.0
// LaTeX of a graph, for math mode: \frac{x^{2}}{2}, with the parentheses that a reader needs and no others.
//
//   sum         a + b - c, a number last                product     2 x \sin\left(y\right), \cdot before a digit
//   quotient    \frac{..}{..}, sign and number in it    power       x^{2}, \sin^{2}\left(x\right), \left(x y\right)^{n}
//   function    \sin\left(x\right), \ln, \log_{10}, \sqrt{..}, \sqrt[3]{..}, \left|x\right|, \operatorname{erf}
//   exponential e^{..}; \exp\left(..\right) where the exponent has powers of powers, choices or more than 12 operations
//   choice      \begin{cases} a & \text{if } c \\ b & \text{otherwise} \end{cases}
//   derivative  \frac{d}{dx}\left[..\right], \partial where there are several variables (print/terms.hpp)
//   number      \frac{1}{3}, 0.1, 1.5 \cdot 10^{300};   names  print/latex_words.hpp
//
// exp2, expm1, log1p and hypot are written out: 2^{x}, e^{x} - 1, \ln\left(1 + x\right), \sqrt{x^{2} + y^{2}}. Shared nodes are
// written out each time. A work list, not recursion. Linear in the length of the text.
#pragma once

#include <calx/print/latex_words.hpp>
#include <calx/print/terms.hpp>

namespace calx {

namespace detail {

template <class Sink> class latex_writer {
 public:
  constexpr latex_writer(Sink& out, graph_view shown, input_info const* inputs, arrangement how = arrangement::merged,
                         pending_derivatives const& pending = {})
      : out_(out), g_(shown), inputs_(inputs), pending_(pending), terms_(shown, inputs, how, pending) {}

  constexpr void write(node_id root) {
    push(root, precedence::lowest);
    while (!work_.empty()) {
      item const next = work_.pop();
      switch (next.kind) {
        case item_kind::text: append(next.text); break;
        case item_kind::number: write_number_text(numbers_[next.id]); break;
        case item_kind::magnitude: write_magnitude(next.id); break;
        case item_kind::raised_call: write_call(g_[next.id], next.exponent); break;
        case item_kind::node: expand(next.id, next.least); break;
      }
    }
  }

 private:
  enum class item_kind : std::uint8_t {
    node,
    magnitude,    // a term whose minus sign has been written
    raised_call,  // \sin^{2}\left(x\right)
    number,       // one of numbers_
    text,
  };
  struct item {
    item_kind kind = item_kind::text;
    node_id id = no_node;
    precedence least = precedence::lowest;
    std::string_view text{};
    int exponent = 1;  // of a raised call
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
  // As an operand: what stands at `power` needs no parentheses as a factor, but as the base of a power.
  constexpr precedence precedence_of(node_id id) const {
    node const& n = g_[id];
    switch (n.operation) {
      case opcode::multiply:
      case opcode::divide: {
        product_parts const parts = terms_.written_parts_of(id);
        if (parts.coefficient.is_negative()) return precedence::sum;
        return is_fraction(parts) ? precedence::power : precedence::product;
      }
      case opcode::constant: {
        precedence const p = terms_.precedence_of(id);
        return p == precedence::product || (p == precedence::primary && is_scientific(g_.constant(id))) ? precedence::power : p;
      }
      case opcode::expm1: return precedence::sum;
      case opcode::where: return precedence::lowest;
      case opcode::input: return pending_.contain(n) ? precedence::power : precedence::primary;
      case opcode::captured:
      case opcode::pi:
      case opcode::e:
      case opcode::element:
      case opcode::abs:
      case opcode::logical_not: return precedence::primary;
      default: {  // a function: sin(x) as a base would look like sin of a power
        precedence const p = terms_.precedence_of(id);
        return p == precedence::primary ? precedence::power : p;
      }
    }
  }
  static constexpr bool is_scientific(number const& n) {
    if (n.is_exact() && is_plain_fraction(n.exact)) return false;
    long double const value = n.to<long double>(), size = value < 0 ? -value : value;
    return size != 0 && (size < 1e-5L || size >= 1e17L);
  }
  static constexpr bool is_fraction(product_parts const& parts) {
    return !parts.below.empty() || (!parts.coefficient.is_integer() && is_plain_fraction(parts.coefficient));
  }

  constexpr void expand(node_id id, precedence least) {
    if (precedence_of(id) < least) {
      append("\\left(");
      push("\\right)");
    }
    node const& n = g_[id];
    switch (n.operation) {
      case opcode::input: return write_input(n);
      case opcode::captured: return write_indexed_name("captured", n.payload);
      case opcode::constant: return write_number_text(g_.constants[n.payload]);
      case opcode::pi: return append("\\pi");
      case opcode::e: return append("e");
      case opcode::element: return write_element(n);
      case opcode::add:
      case opcode::subtract:
      case opcode::negate: return write_sum(id);
      case opcode::multiply:
      case opcode::divide: return write_product(id);
      case opcode::power: return push_power(n.operands[0], n.payload);
      case opcode::integer_power:
      case opcode::pow: return push_all("", n.operands[0], precedence::primary, "^{", n.operands[1], "}");
      case opcode::less: return write_comparison(n, " < ", " > ");
      case opcode::less_equal: return write_comparison(n, " \\le ", " \\ge ");
      case opcode::equal: return write_binary(n, " = ", precedence::sum, precedence::sum);
      case opcode::logical_and: return write_binary(n, " \\land ", precedence::conjunction, precedence::comparison);
      case opcode::logical_or: return write_binary(n, " \\lor ", precedence::disjunction, precedence::conjunction);
      case opcode::logical_not: return push_all("\\lnot ", n.operands[0], precedence::primary, "");
      case opcode::where: return write_cases(id);
      default: return write_function(id);
    }
  }

  constexpr void push_all(std::string_view before, node_id a, precedence least, std::string_view between, node_id b = no_node,
                          std::string_view after = {}, precedence least_b = precedence::lowest) {
    push(after);
    if (b != no_node) push(b, least_b);
    push(between);
    push(a, least);
    push(before);
  }

  // --- names -------------------------------------------------------------------------------------------------------------
  constexpr void write_input(node const& n) {
    if (pending_.contain(n)) return write_pending(pending_[n]);
    latex_name_writer<Sink>(out_).write(inputs_ != nullptr ? inputs_[n.payload].name : std::string_view("input"), false, [] {});
  }
  constexpr void write_indexed_name(std::string_view name, int index) {
    latex_name_writer<Sink>(out_).write(name, true, [&] { write_integer(out_, index); });
  }
  constexpr void write_element(node const& n) {
    node const& array = g_[n.operands[0]];
    if (array.operation == opcode::input && inputs_ != nullptr)
      return write_indexed_name(inputs_[array.payload].name, n.payload);
    push("}");
    push_number(n.payload);
    push("_{");
    push(n.operands[0], precedence::primary);
  }
  constexpr void write_pending(pending_derivative const& d) {
    append(pending_.partial ? "\\frac{\\partial}{\\partial " : "\\frac{d}{d");
    push_all("", d.by, precedence::primary, "}\\left[", d.of, "\\right]");
  }

  // --- functions -----------------------------------------------------------------------------------------------------------
  constexpr void write_function(node_id id) {
    node const& n = g_[id];
    switch (n.operation) {
      case opcode::exp:
        if (!is_readable_exponent(n.operands[0])) return write_call(n, 1);
        return push_all("e^{", n.operands[0], precedence::lowest, "}");
      case opcode::exp2: return push_all("2^{", n.operands[0], precedence::lowest, "}");
      case opcode::expm1: return push_all("e^{", n.operands[0], precedence::lowest, "} - 1");
      case opcode::log1p: return push_all("\\ln\\left(1 + ", n.operands[0], precedence::product, "\\right)");
      case opcode::square_root: return push_all("\\sqrt{", n.operands[0], precedence::lowest, "}");
      case opcode::cube_root: return push_all("\\sqrt[3]{", n.operands[0], precedence::lowest, "}");
      case opcode::hypot:
        return push_all("\\sqrt{", n.operands[0], precedence::primary, "^{2} + ", n.operands[1], "^{2}}", precedence::primary);
      case opcode::abs: return push_all("\\left|", n.operands[0], precedence::lowest, "\\right|");
      default: return write_call(n, 1);
    }
  }
  // \sin\left(x\right), \sin^{2}\left(x\right)
  constexpr void write_call(node const& n, int exponent) {
    std::string_view const name = calx::name_of(g_, n);
    std::string_view latex{};
    for (latex_function const& f : latex_functions)
      if (f.name == name) latex = f.latex;
    push("\\right)");
    external_call const external = is_external(n.operation) ? call_of(g_, n) : external_call{};
    node_id const* const arguments = is_external(n.operation) ? external.arguments : n.operands;
    for (int k = 2; k >= 0; --k) {
      if (arguments[k] == no_node) continue;
      push(arguments[k], precedence::lowest);
      if (k > 0) push(", ");
    }
    push("\\left(");
    if (exponent > 1) {
      push("}");
      push_number(rational(exponent));
      push("^{");
    }
    if (!latex.empty()) return append(latex);
    append("\\operatorname{");
    for (char const c : name) {
      if (c == '_') append("\\");
      out_.append(c);
    }
    append("}");
  }
  // Written by write_call, with one argument.
  static constexpr bool is_call(node const& n) {
    switch (n.operation) {
      case opcode::exp:
      case opcode::exp2:
      case opcode::expm1:
      case opcode::log1p:
      case opcode::square_root:
      case opcode::cube_root:
      case opcode::abs:
      case opcode::negate:
      case opcode::power:
      case opcode::element:
      case opcode::logical_not: return false;
      default: return arity_of(n) == 1;
    }
  }
  // Powers of powers stand too high, and long exponents are too small to read.
  constexpr bool is_readable_exponent(node_id root) const {
    buffer<node_id> open;
    open.push(root);
    int operations = 0;
    while (!open.empty()) {
      node const& n = g_[open.pop()];
      if (n.operation == opcode::exp || n.operation == opcode::exp2 || n.operation == opcode::expm1 ||
          n.operation == opcode::pow || n.operation == opcode::integer_power || n.operation == opcode::where)
        return false;
      if (arity_of(n) != 0 && ++operations > 12) return false;
      for (int k = 0; k < 3 && n.operands[k] != no_node; ++k) open.push(n.operands[k]);
    }
    return true;
  }

  // --- conditions and choices ------------------------------------------------------------------------------------------------
  constexpr void write_binary(node const& n, std::string_view between, precedence left, precedence right) {
    push_all("", n.operands[0], left, between, n.operands[1], "", right);
  }
  constexpr void write_comparison(node const& n, std::string_view sign, std::string_view mirrored) {
    bool const turned = g_.is_constant(n.operands[0]) && !g_.is_constant(n.operands[1]);
    push_all("", n.operands[turned ? 1 : 0], precedence::sum, turned ? mirrored : sign, n.operands[turned ? 0 : 1], "",
             precedence::sum);
  }
  // where(c, a, where(d, b, f)) has three lines.
  constexpr void write_cases(node_id id) {
    append("\\begin{cases} ");
    buffer<node_id> choices;
    for (; g_[id].operation == opcode::where; id = g_[id].operands[2]) choices.push(id);
    push(" & \\text{otherwise} \\end{cases}");
    push(id, precedence::lowest);
    for (int i = choices.size() - 1; i >= 0; --i) {
      node const& n = g_[choices[i]];
      push_all("", n.operands[1], precedence::lowest, " & \\text{if } ", n.operands[0], " \\\\ ");
    }
  }

  // --- sums and products -----------------------------------------------------------------------------------------------------
  constexpr void write_sum(node_id root) {
    buffer<factor> const found = terms_.terms_of(root);
    for (int i = found.size() - 1; i >= 0; --i) {
      bool const negative = terms_.is_negative(found[i]);
      if (terms_.starts_with_minus(found[i].id)) work_.push({item_kind::magnitude, found[i].id, precedence::product, {}});
      else push(found[i].id, precedence::product);
      if (i > 0) push(negative ? " - " : " + ");
      else if (negative) push("-");
    }
  }
  constexpr void write_magnitude(node_id id) {
    if (!g_.is_constant(id)) return write_product(id, true);
    write_number_text(terms_.magnitude_of(id));
  }
  constexpr void write_product(node_id id, bool without_sign = false) {
    product_parts const parts = terms_.written_parts_of(id);
    if (parts.coefficient.is_negative() && !without_sign) append("-");
    rational const c = parts.coefficient.magnitude();
    bool const plain = is_plain_fraction(c);
    if (!is_fraction(parts)) return push_factors(c, parts.above, precedence::power);
    push("}");
    push_factors(plain ? rational(c.denominator(), 1) : rational(1), parts.below, precedence::lowest);
    push("}{");
    push_factors(plain ? rational(c.numerator(), 1) : c, parts.above, precedence::lowest);
    push("\\frac{");
  }
  // `alone`: what a single factor needs.
  constexpr void push_factors(rational const& c, buffer<factor> const& factors, precedence alone) {
    bool const number_first = !c.is(1) || factors.empty();
    bool const single = factors.size() == 1 && !number_first;
    for (int i = factors.size() - 1; i >= 0; --i) {
      factor const& f = factors[i];
      if (f.exponent == 1 && f.is_magnitude) work_.push({item_kind::magnitude, f.id, precedence::primary, {}});
      else if (f.exponent == 1) push(f.id, single ? alone : precedence::power);
      else push_power(f.id, f.exponent);
      bool const dot = starts_with_digit(f.id) || (i > 0 && terms_.is_pending(factors[i - 1].id));
      if (i > 0 || number_first) push(dot ? " \\cdot " : " ");
    }
    if (number_first) push_number(c);
  }
  constexpr void push_power(node_id base, int exponent) {
    if (exponent > 1 && is_call(g_[base])) {
      work_.push({item_kind::raised_call, base, precedence::lowest, {}, exponent});
      return;
    }
    push("}");
    push_number(rational(exponent));
    push("^{");
    push(base, precedence::primary);
  }
  // As a factor: 2, 0.1, 1.5 \cdot 10^{300}, 2^{x}.
  constexpr bool starts_with_digit(node_id id) const {
    precedence least = precedence::power;
    for (;; least = precedence::primary) {
      if (precedence_of(id) < least) return false;
      node const& n = g_[id];
      if (n.operation == opcode::exp2) return true;
      if (n.operation == opcode::constant)
        return !g_.constant(id).is_exact() || g_.constant(id).exact.is_integer() || !is_plain_fraction(g_.constant(id).exact);
      if (n.operation != opcode::power && n.operation != opcode::pow && n.operation != opcode::integer_power) return false;
      id = n.operands[0];
    }
  }

  // 3, \frac{1}{3}, 0.1, 1.5 \cdot 10^{300}
  constexpr void write_number_text(number const& n) {
    if (n.is_exact() && !n.exact.is_integer() && is_plain_fraction(n.exact)) {
      if (n.exact.is_negative()) append("-");
      append("\\frac{");
      write_integer(out_, n.exact.magnitude().numerator());
      append("}{");
      write_integer(out_, n.exact.denominator());
      return append("}");
    }
    decimal_sink<Sink> decimal{out_};
    write_number(decimal, n);
    decimal.close();
  }

  Sink& out_;
  graph_view g_;
  input_info const* inputs_;
  pending_derivatives pending_;
  terms terms_;
  buffer<item> work_;
  buffer<number> numbers_;
};

}  // namespace detail

}  // namespace calx
