// SPDX-License-Identifier: Apache-2.0
// The rows as a table by opcode: how passes, which know an operation only as a value, reach its facts and rules.
#pragma once

#include <calx/op/arithmetic.hpp>
#include <calx/op/array.hpp>
#include <calx/op/exponential.hpp>
#include <calx/op/external.hpp>
#include <calx/op/hyperbolic.hpp>
#include <calx/op/leaf.hpp>
#include <calx/op/piecewise.hpp>
#include <calx/op/power.hpp>
#include <calx/op/special.hpp>
#include <calx/op/trigonometric.hpp>

#include <utility>

namespace calx {

struct interval;

struct operation_facts {
  opcode operation = opcode::input;
  std::string_view name;
  int arity = 0;
  bool total = false;
  bool evaluate_exactly = false;
  bool condition = false;
  bool expands_in_code = false;
  parity symmetry = parity::none;
  shared_work shared{};
  bool is_kernel = false;  // of some operation's shared work
  exact_point const* exact_at = nullptr;
  int exact_count = 0;
  rational (*exactly)(rational const&) = nullptr;
  rational (*exactly_of_two)(rational const&, rational const&) = nullptr;
  row_partials (*derivative)(maker&, node_id, operands) = nullptr;
  node_id (*pull)(maker&, node_id, operands, int, node_id) = nullptr;
  node_id (*push)(maker&, node_id, operands, int, node_id) = nullptr;
  node_id (*expand)(maker&, operands) = nullptr;
  row_partials (*recurrence)(maker&, node_id, operands) = nullptr;
  std::string_view c_form{};        // empty: a call of `name`
  std::string_view c_definition{};  // empty: the C library has it

  // What encloses the operation's values, given what encloses its operands. Defined in op/enclosure.hpp, for those who need it,
  // and a template, so that nobody else pays for the kernels: 0.1 s a file.
  template <class Interval = interval>
  constexpr Interval enclosure(std::type_identity_t<Interval> const& a, std::type_identity_t<Interval> const& b,
                               std::type_identity_t<Interval> const& c, int payload) const;
};

namespace detail {

template <opcode Operation> constexpr operation_facts facts_of_row() {
  using r = row<Operation>;
  operation_facts facts{Operation,          r::name,     r::arity, r::total, r::evaluate_exactly, r::condition,
                        r::expands_in_code, r::symmetry, r::shared};
  if constexpr (requires { r::exact_at; }) {
    facts.exact_at = r::exact_at;
    facts.exact_count = static_cast<int>(sizeof(r::exact_at) / sizeof(exact_point));
  }
  if constexpr (requires { r::exactly(rational()); }) facts.exactly = &r::exactly;
  if constexpr (requires { r::exactly(rational(), rational()); }) facts.exactly_of_two = &r::exactly;
  if constexpr (requires { &r::derivative; }) facts.derivative = &r::derivative;
  if constexpr (requires { &r::pull; }) facts.pull = &r::pull;
  if constexpr (requires { &r::push; }) facts.push = &r::push;
  if constexpr (requires { &r::expand; }) facts.expand = &r::expand;
  if constexpr (requires { &r::recurrence; }) facts.recurrence = &r::recurrence;
  if constexpr (requires { r::c_form; }) facts.c_form = r::c_form;
  if constexpr (requires { r::c_definition; }) facts.c_definition = r::c_definition;
  return facts;
}

struct facts_table {
  operation_facts rows[opcode_count];
};

template <std::size_t... Code> constexpr facts_table collect_facts(std::index_sequence<Code...>) {
  facts_table table{{facts_of_row<static_cast<opcode>(Code)>()...}};
  for (operation_facts const& facts : table.rows)
    if (facts.shared.exists()) table.rows[static_cast<int>(facts.shared.kernel)].is_kernel = true;
  return table;
}

inline constexpr facts_table all_facts = collect_facts(std::make_index_sequence<opcode_count>{});

}  // namespace detail

constexpr operation_facts const& facts_of(opcode operation) { return detail::all_facts.rows[static_cast<int>(operation)]; }

constexpr bool is_total(opcode operation) { return facts_of(operation).total; }
constexpr parity parity_of(opcode operation) { return facts_of(operation).symmetry; }
constexpr rational exact_value(opcode operation, rational const& argument) {
  operation_facts const& facts = facts_of(operation);
  for (int i = 0; i < facts.exact_count; ++i)
    if (argument == rational(facts.exact_at[i].argument)) return rational(facts.exact_at[i].value);
  return facts.exactly != nullptr ? facts.exactly(argument) : rational::inexact();
}
constexpr rational exact_value(opcode operation, rational const& a, rational const& b) {
  operation_facts const& facts = facts_of(operation);
  return facts.exactly_of_two != nullptr ? facts.exactly_of_two(a, b) : rational::inexact();
}

// What a function is called in text: a user's own by its name.
constexpr std::string_view name_of(graph_view g, node const& n) {
  return is_external(n.operation) ? function_called(g, n).name : facts_of(n.operation).name;
}

constexpr operands operands_of(node const& n) { return {{n.operands[0], n.operands[1], n.operands[2]}}; }

// w times the partial derivative of node `self` by its operand `which`; no_node where that is structurally zero.
// Reverse mode pulls an adjoint w back through the node, forward mode pushes a tangent w through it: one rule for both, if the
// node is elementwise.
constexpr node_id times_partial(maker& g, node_id self, int which, node_id w) {
  node const n = g[self];
  operation_facts const& facts = facts_of(n.operation);
  if (facts.pull != nullptr) return facts.pull(g, self, operands_of(n), which, w);
  if (facts.derivative == nullptr) return no_node;
  node_id const partial = facts.derivative(g, self, operands_of(n))[which];
  return partial == no_node ? no_node : g.multiply(w, partial);
}

// The adjoint that operand `which` gets from the adjoint w of node `self`, an operation on arrays; no_node where that is
// structurally zero. An adjoint that is the same for many elements may stand there once.
constexpr node_id pulled(maker& g, node_id self, int which, node_id w) {
  array_shape const s = g[self].shape;
  return times_partial(g, self, which, g.fill(w, s));
}
// The tangent that node `self` gets from the tangent t of its operand `which`.
constexpr node_id pushed(maker& g, node_id self, int which, node_id t) {
  auto const push = facts_of(g[self].operation).push;
  if (push == nullptr) return times_partial(g, self, which, t);
  return push(g, self, operands_of(g[self]), which, g.fill(t, g[g[self].operands[which]].shape));
}

}  // namespace calx
