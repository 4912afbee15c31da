// SPDX-License-Identifier: Apache-2.0
// The rules that a step used, as text: "product rule: (u*v)' = u'*v + u*v'", or in LaTeX. The formula stands where the rule is
// used first.
#pragma once

#include <calx/calculus/derivative_rules.hpp>
#include <calx/print/infix.hpp>
#include <calx/print/latex.hpp>

namespace calx {

namespace detail {

struct plain_notation {
  template <class Sink> static constexpr void write(Sink& out, blackboard const& board, node_id id) {
    infix_writer<Sink>(out, board.view(), board.inputs(), arrangement::in_place, board.pending_table()).write(id);
  }
  template <class Sink> static constexpr void write_words(Sink& out, std::string_view words) { write_as_is(out, words); }
  template <class Sink> static constexpr void write_as_is(Sink& out, std::string_view text) {
    for (char const c : text) out.append(c);
  }
  static constexpr bool is_bare_call(blackboard const& board, node_id id) {
    return board.reader().precedence_of(id) == precedence::primary;
  }
  static constexpr std::string_view open = "(", close = ")";
};

struct tex_notation {
  template <class Sink> static constexpr void write(Sink& out, blackboard const& board, node_id id) {
    latex_writer<Sink>(out, board.view(), board.inputs(), arrangement::in_place, board.pending_table()).write(id);
  }
  template <class Sink> static constexpr void write_words(Sink& out, std::string_view words) {
    write_as_is(out, "\\text{");
    write_as_is(out, words);
    write_as_is(out, "}");
  }
  template <class Sink> static constexpr void write_as_is(Sink& out, std::string_view text) {
    plain_notation::write_as_is(out, text);
  }
  static constexpr bool is_bare_call(blackboard const&, node_id) { return false; }
  static constexpr std::string_view open = "\\left(", close = "\\right)";
};

constexpr std::string_view name_of(derivative_rule rule) {
  switch (rule) {
    case derivative_rule::constant: return "constant rule";
    case derivative_rule::variable: return "variable rule";
    case derivative_rule::sum: return "sum rule";
    case derivative_rule::constant_multiple: return "constant multiple rule";
    case derivative_rule::product:
    case derivative_rule::triple_product: return "product rule";
    case derivative_rule::quotient: return "quotient rule";
    case derivative_rule::reciprocal: return "reciprocal rule";
    case derivative_rule::power: return "power rule";
    case derivative_rule::exponential:
    case derivative_rule::natural_exponential: return "exponential rule";
    case derivative_rule::general_power: return "general power rule";
    case derivative_rule::elementary: return "derivative of ";
    case derivative_rule::piecewise: return "piecewise rule";
    case derivative_rule::meaning: return "by its definition";
    case derivative_rule::symmetry: return "by symmetry of second derivatives";
    case derivative_rule::insert: return "put together";
    case derivative_rule::as_before: return "as found above";
    case derivative_rule::simplify: return "simplify";
  }
  return {};
}

template <class Notation, class Sink>
constexpr void write_rule(Sink& out, blackboard const& board, used_rule const& r, std::string_view separator) {
  growing_text words;
  words.append(separator);
  bool const has_chain = r.rule == derivative_rule::power || r.rule == derivative_rule::exponential ||
                         r.rule == derivative_rule::natural_exponential || r.rule == derivative_rule::elementary;
  if (r.chain && has_chain) words.append("chain rule, ");
  words.append(name_of(r.rule));
  if (r.rule == derivative_rule::elementary) words.append(r.function.empty() ? facts_of(r.operation).name : r.function);
  if (r.rule == derivative_rule::piecewise && facts_of(r.operation).arity == 1)
    words.append(", derivative of "), words.append(facts_of(r.operation).name);
  if (r.left != no_node) words.append(": ");
  Notation::write_words(out, words.view());
  if (r.left == no_node) return;
  bool const bare = Notation::is_bare_call(board, r.left);  // sin(u)'
  Notation::write_as_is(out, bare ? "" : Notation::open);
  Notation::write(out, board, r.left);
  Notation::write_as_is(out, bare ? "" : Notation::close);
  Notation::write_as_is(out, "' = ");
  Notation::write(out, board, r.right);
}

// One after the other, as in "constant multiple rule; power rule".
template <class Notation, class Sink>
constexpr void write_rules(Sink& out, blackboard const& board, used_rule const* rules, int count) {
  for (int i = 0; i < count; ++i) write_rule<Notation>(out, board, rules[i], i == 0 ? "" : "; ");
}

}  // namespace detail

}  // namespace calx
