// SPDX-License-Identifier: Apache-2.0
// Comparisons of expressions, and the choice that they make.
//
//   x > 0, x <= y, a && b, !a   conditions: for where(condition, a, b), and as inequality constraints
//   f == g                      an equation: a condition, a constraint, a model (y == a + b*x); and, converted to bool, the
//                               claim that f and g are one function, which is true only if it is proved
//                               (transform/canonical.hpp)
#pragma once

#include <calx/expression/functions.hpp>

namespace calx {

struct condition_tag {};

template <class T> concept condition = std::derived_from<std::remove_cvref_t<T>, condition_tag>;

// The proof of f == g is defined in calculus/prove.hpp; asking for it without that header is one sentence.
template <class Left, class Right> struct prover;
template <class Left, class Right> concept proofs_are_included = requires { sizeof(prover<Left, Right>); };

// left < right and so on; a > b is kept as written and lowered as b < a.
template <opcode Operation, bool Reversed, class Left, class Right>
struct comparison : condition_tag,
                    capture_storage<detail::common_storage<Left, Right>, record_of<Left>.captures + record_of<Right>.captures> {
  using left_type = Left;
  using right_type = Right;
  static constexpr bool is_greater = Reversed;

  static constexpr record describe() {
    record r{};
    r.kind = record::kind_type::operation;
    r.operation = Operation;
    r.reversed = Reversed;
    r.operands = records_of<Left, Right>;
    r.operand_count = 2;
    return completed(r);
  }
  constexpr Left left() const { return part<Left, 0>(); }
  constexpr Right right() const { return part<Right, record_of<Left>.captures>(); }

  // Only for ==, only to bool itself: never by way of bool to a number.
  template <std::same_as<bool> Bool>
    requires(Operation == opcode::equal)
  constexpr operator Bool() const {
    static_assert(proofs_are_included<Left, Right>,
                  "calx: to prove f == g, #include <calx/core.hpp> or <calx/calculus/prove.hpp>");
    return prover<Left, Right>::proves(left(), right());
  }
  // Explicit, so that it is only ever asked for by if, ?: and the like.
  template <std::same_as<bool> Bool>
    requires(Operation != opcode::equal)
  CALX_REFUSED(
      "calx: an inequality between expressions is neither true nor false; write where(condition, a, b) instead of if or ?:")
  explicit constexpr
  operator Bool() const {
    return false;
  }

 private:
  template <class Part, int First> constexpr Part part() const {
    if constexpr (record_of<Part>.captures > 0) return detail::from_numbers<Part>(this->numbers + First);
    else return Part{};
  }
};

template <class T> concept equation = condition<T> && requires {
  requires std::same_as<std::remove_cvref_t<T>, comparison<opcode::equal, false, typename std::remove_cvref_t<T>::left_type,
                                                           typename std::remove_cvref_t<T>::right_type>>;
};

template <opcode Operation, class... Conditions>
struct logical : condition_tag, capture_storage<detail::common_storage<Conditions...>, (record_of<Conditions>.captures + ...)> {
  static constexpr record describe() {
    record r{};
    r.kind = record::kind_type::operation;
    r.operation = Operation;
    r.operands = records_of<Conditions...>;
    r.operand_count = sizeof...(Conditions);
    return completed(r);
  }
};

namespace detail {
template <opcode Operation, bool Reversed, class A, class B>
  requires traced_operands<A, B>
constexpr symbolic_condition compare(A const& a, B const& b) {
  symbol const s = Reversed ? apply<Operation>(b, a) : apply<Operation>(a, b);
  return {s.graph, s.id};
}
template <opcode Operation, bool Reversed, class A, class B> CALX_ALWAYS_INLINE constexpr auto compare(A const& a, B const& b) {
  return combined<comparison<Operation, Reversed, expression_of<A>, expression_of<B>>>(as_expression(a), as_expression(b));
}
}  // namespace detail

// clang-format off
template <class A, class B> requires operands_of_function<A, B> CALX_ALWAYS_INLINE constexpr auto operator<(A const& a, B const& b) { return detail::compare<opcode::less, false>(a, b); }
template <class A, class B> requires operands_of_function<A, B> CALX_ALWAYS_INLINE constexpr auto operator>(A const& a, B const& b) { return detail::compare<opcode::less, true>(a, b); }
template <class A, class B> requires operands_of_function<A, B> CALX_ALWAYS_INLINE constexpr auto operator<=(A const& a, B const& b) { return detail::compare<opcode::less_equal, false>(a, b); }
template <class A, class B> requires operands_of_function<A, B> CALX_ALWAYS_INLINE constexpr auto operator>=(A const& a, B const& b) { return detail::compare<opcode::less_equal, true>(a, b); }
template <class A, class B> requires operands_of_function<A, B> CALX_ALWAYS_INLINE constexpr auto operator==(A const& a, B const& b) { return detail::compare<opcode::equal, false>(a, b); }

// 0 < x < 1 would compare a condition with 1.
template <class T> concept any_condition = condition<T> || std::same_as<T, symbolic_condition>;
template <class A, class B> concept chained = any_condition<A> && (operand<B> || traced_operand<B> || any_condition<B>);
template <class A, class B> requires chained<A, B> CALX_REFUSED("calx: a comparison of a condition; write 0 < x && x < 1, not 0 < x < 1") constexpr A operator<(A const& a, B const&) { return a; }
template <class A, class B> requires chained<A, B> CALX_REFUSED("calx: a comparison of a condition; write 0 < x && x < 1, not 0 < x < 1") constexpr A operator>(A const& a, B const&) { return a; }
template <class A, class B> requires chained<A, B> CALX_REFUSED("calx: a comparison of a condition; write 0 < x && x < 1, not 0 < x < 1") constexpr A operator<=(A const& a, B const&) { return a; }
template <class A, class B> requires chained<A, B> CALX_REFUSED("calx: a comparison of a condition; write 0 < x && x < 1, not 0 < x < 1") constexpr A operator>=(A const& a, B const&) { return a; }
template <class A, class B> requires chained<A, B> CALX_REFUSED("calx: a comparison of a condition; write 0 < x && x < 1, not 0 < x < 1") constexpr A operator==(A const& a, B const&) { return a; }
// clang-format on

// f == g && h == k asks for two proofs, as it reads; with an inequality among them it is a condition.
template <condition A, condition B>
  requires(!(equation<A> && equation<B>))
CALX_ALWAYS_INLINE constexpr auto operator&&(A const& a, B const& b) {
  return combined<logical<opcode::logical_and, A, B>>(a, b);
}
template <condition A, condition B>
  requires(!(equation<A> && equation<B>))
CALX_ALWAYS_INLINE constexpr auto operator||(A const& a, B const& b) {
  return combined<logical<opcode::logical_or, A, B>>(a, b);
}
template <condition A>
  requires(!equation<A>)
CALX_ALWAYS_INLINE constexpr auto operator!(A const& a) {
  return combined<logical<opcode::logical_not, A>>(a);
}

// a where the condition holds, else b. The branch not taken does not matter: not its value, nor its derivative.
template <condition C, operand A, operand B> CALX_ALWAYS_INLINE constexpr auto where(C const& c, A const& a, B const& b) {
  return combined<operation<opcode::where, 0, C, expression_of<A>, expression_of<B>>>(c, as_expression(a), as_expression(b));
}
template <class A, class B>
  requires operands_of_function<A, B>
CALX_REFUSED(
    "calx: where(condition, a, b): the condition is a bool, not a condition on expressions; write a condition such as x < 0")
constexpr refused where(bool, A const&, B const&) {
  return {};
}

// The same in traced code.
constexpr symbolic_condition operator&&(symbolic_condition const& a, symbolic_condition const& b) {
  return {a.graph, a.graph->apply(opcode::logical_and, a.id, b.id)};
}
constexpr symbolic_condition operator||(symbolic_condition const& a, symbolic_condition const& b) {
  return {a.graph, a.graph->apply(opcode::logical_or, a.id, b.id)};
}
constexpr symbolic_condition operator!(symbolic_condition const& a) {
  return {a.graph, a.graph->apply(opcode::logical_not, a.id)};
}
template <traced_operand A, traced_operand B> constexpr symbol where(symbolic_condition const& c, A const& a, B const& b) {
  builder& g = *c.graph;
  return {&g, g.apply(opcode::where, c.id, detail::traced_id(g, a), detail::traced_id(g, b))};
}

}  // namespace calx
