// SPDX-License-Identifier: Apache-2.0
// LaTeX of a graph, for math mode: \frac{x^{2}}{2}, with the parentheses that a reader needs and no others.
//
//   sum         a + b - c, a number last                product     2 x \sin\left(y\right), \cdot before a digit
//   quotient    \frac{..}{..}, sign and number in it    power       x^{2}, \sin^{2}\left(x\right), \left(x y\right)^{n}
//   function    \sin\left(x\right), \ln, \log_{10}, \sqrt{..}, \sqrt[3]{..}, \left|x\right|, \operatorname{erf}
//   exponential e^{..}; \exp\left(..\right) where the exponent has powers of powers, choices or more than 12 operations
//   choice      \begin{cases} a & \text{if } c \\ b & \text{otherwise} \end{cases};   \left[x < y\right], 1 or 0
//   derivative  \frac{d}{dx}\left[..\right], \partial where there are several variables (print/terms.hpp)
//   number      \frac{1}{3}, 0.1, 1.5 \cdot 10^{300};   names  print/latex_words.hpp;   arrays  print/latex_arrays.hpp
//
// exp2, expm1, log1p and hypot are written out: 2^{x}, e^{x} - 1, \ln\left(1 + x\right), \sqrt{x^{2} + y^{2}}. Shared nodes are
// written out each time. A work list, not recursion. Linear in the length of the text.
#pragma once

#include <calx/print/latex_arrays.hpp>

namespace calx {

namespace detail {

template <class Sink> class latex_writer : latex_array_writer<Sink> {
  using base = latex_array_writer<Sink>;
  using base::append, base::push, base::push_all, base::push_as, base::push_number, base::push_whole;
  using base::at_, base::g_, base::inputs_, base::numbers_, base::out_, base::pending_, base::terms_, base::work_;
  using typename base::item, typename base::item_kind;

 public:
  constexpr latex_writer(Sink& out, graph_view shown, input_info const* inputs, arrangement how = arrangement::merged,
                         pending_derivatives const& pending = {})
      : base(out, shown, inputs, how, pending) {}

  constexpr void write(node_id root) {
    push_condition(root, precedence::lowest);
    while (!work_.empty()) {
      item const next = work_.pop();
      at_ = next.at;
      switch (next.kind) {
        case item_kind::text: append(next.text); break;
        case item_kind::number: write_number_text(numbers_[next.id]); break;
        case item_kind::magnitude: write_magnitude(next.id); break;
        case item_kind::raised_call: write_call(g_[next.id], next.exponent); break;
        case item_kind::indices: base::write_indices(at_); break;
        case item_kind::rows: base::write_rows(next.id, at_); break;
        case item_kind::length: base::write_extent(g_[next.id].shape.rows, next.exponent); break;
        case item_kind::node: expand(next.id, next.least); break;
        case item_kind::condition: expand_condition(next.id, next.least); break;
      }
    }
  }

 private:
  // As an operand: what stands at `power` needs no parentheses as a factor, but as the base of a power.
  constexpr precedence precedence_of(node_id id) const { return precedence_of(id, at_); }
  constexpr precedence precedence_of(node_id id, latex_position at) const {
    id = base::written_for(id, at);
    node const& n = g_[id];
    if (base::is_by_elements(id, at)) return precedence::primary;
    if (is_array_operation(n.operation)) return base::precedence_of_array(id, at);
    if (facts_of(n.operation).condition) return precedence::primary;
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
      case opcode::abs: return precedence::primary;
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

  // What holds or does not; elsewhere such a node is the number \left[x < y\right], 1 or 0.
  constexpr void push_condition(node_id id, precedence least) {
    push_as(facts_of(g_[id].operation).condition ? item_kind::condition : item_kind::node, id, least);
  }
  constexpr void expand_condition(node_id id, precedence least) {
    if (base::is_by_elements(id, at_)) return base::write_elements(id);
    if (terms_.precedence_of(id) < least) {
      append("\\left(");
      push("\\right)");
    }
    node const& n = g_[id];
    switch (n.operation) {
      case opcode::less: return write_comparison(n, " < ", " > ");
      case opcode::less_equal: return write_comparison(n, " \\le ", " \\ge ");
      case opcode::equal: return push_all("", n.operands[0], precedence::sum, " = ", n.operands[1], "", precedence::sum);
      case opcode::logical_and: return write_conditions(n, " \\land ", precedence::conjunction, precedence::comparison);
      case opcode::logical_or: return write_conditions(n, " \\lor ", precedence::disjunction, precedence::conjunction);
      default: break;
    }
    push_condition(n.operands[0], precedence::primary);
    append("\\lnot ");
  }
  constexpr void expand(node_id id, precedence least) {
    if (precedence_of(id) < least) {
      append("\\left(");
      push("\\right)");
    }
    id = base::written_for(id, at_);
    if (base::is_by_elements(id, at_)) return base::write_elements(id);
    if (base::has_arrays_ && terms_.concatenation_of(id).exist()) return base::write_concatenation(id);
    node const& n = g_[id];
    if (facts_of(n.operation).condition) {
      append("\\left[");
      push("\\right]");
      return push_condition(id, precedence::lowest);
    }
    switch (n.operation) {
      case opcode::input: return write_input(n);
      case opcode::captured: return write_indexed_name("captured", n.payload);
      case opcode::constant: return write_number_text(g_.constants[n.payload]);
      case opcode::pi: return append("\\pi");
      case opcode::e: return append("e");
      case opcode::add:
      case opcode::subtract:
      case opcode::negate: return write_sum(id);
      case opcode::multiply:
      case opcode::divide: return write_product(id);
      case opcode::power: return push_power(n.operands[0], n.payload);
      case opcode::integer_power:
      case opcode::pow: return push_all("", n.operands[0], precedence::primary, "^{", n.operands[1], "}");
      case opcode::where: return write_cases(id);
      default: return is_array_operation(n.operation) ? base::write_array(id) : write_function(id);
    }
  }

  // --- names -------------------------------------------------------------------------------------------------------------
  constexpr void write_input(node const& n) {
    if (pending_.contain(n)) return write_pending(pending_[n]);
    if (at_.is_element()) return base::write_name_with(n, [&] { base::write_indices(at_); });
    base::write_name(n, letter_weight::bold);
  }
  constexpr void write_indexed_name(std::string_view name, int index) {
    latex_name_writer<Sink>(out_).write(name, true, [&] { write_integer(out_, index); });
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
  constexpr void write_conditions(node const& n, std::string_view between, precedence left, precedence right) {
    push_condition(n.operands[1], right);
    push(between);
    push_condition(n.operands[0], left);
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
      push(" \\\\ ");
      push_condition(n.operands[0], precedence::lowest);
      push(" & \\text{if } ");
      push(n.operands[1], precedence::lowest);
    }
  }

  // --- sums and products -----------------------------------------------------------------------------------------------------
  constexpr void write_sum(node_id root) {
    buffer<factor> const found = terms_.terms_of(root);
    for (int i = found.size() - 1; i >= 0; --i) {
      bool const negative = terms_.is_negative(found[i]);
      if (terms_.starts_with_minus(found[i].id)) push_as(item_kind::magnitude, found[i].id, precedence::product);
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
  constexpr void push_factors(rational const& c, buffer<factor> const& given, precedence alone) {
    buffer<factor> const factors = columns_before_rows(given);
    bool const number_first = !c.is(1) || factors.empty();
    bool const single = factors.size() == 1 && !number_first;
    for (int i = factors.size() - 1; i >= 0; --i) {
      factor const& f = factors[i];
      if (f.exponent == 1 && f.is_magnitude) push_as(item_kind::magnitude, f.id, precedence::primary);
      else if (f.exponent == 1) push(f.id, single ? alone : least_of_factor(factors, i));
      else push_power(f.id, f.exponent);
      bool const dot = starts_with_digit(f.id) || (i > 0 && terms_.is_pending(factors[i - 1].id));
      if (dot && (i > 0 || number_first)) push(" \\cdot ");
      else if (i > 0) push(base::between_factors(factors[i - 1].id, f.id));
      else if (number_first) push(" ");
    }
    if (number_first) push_number(c);
  }
  constexpr precedence least_of_factor(buffer<factor> const& factors, int i) const {
    if (i + 1 == factors.size() && base::reaches_to_the_right(factors[i].id)) return precedence::product;
    int arrays = 0;
    for (factor const& f : factors) arrays += base::is_array(f.id) ? 1 : 0;
    return base::least_of_factor(factors[i].id, arrays > 1);
  }
  // Numbers, columns and other arrays, rows: \mathbf{u} \mathbf{v}^{\mathsf T}.
  constexpr buffer<factor> columns_before_rows(buffer<factor> const& factors) const {
    if (!base::has_arrays_) return factors;
    buffer<factor> ordered;
    auto const rank = [&](factor const& one) {
      array_shape const& shape = g_[one.id].shape;
      return shape.is_scalar() || at_.is_element() ? 0 : is_one(shape.rows) ? 2 : 1;
    };
    for (int of = 0; of < 3; ++of)
      for (factor const& f : factors)
        if (rank(f) == of) ordered.push(f);
    return ordered;
  }
  constexpr void push_power(node_id id, int exponent) {
    if (exponent > 1 && is_latex_call(g_[id])) {
      push_as(item_kind::raised_call, id, precedence::lowest, exponent);
      return;
    }
    push("}");
    push_number(rational(exponent));
    push("^{");
    push(id, precedence::primary);
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
};

}  // namespace detail

}  // namespace calx
