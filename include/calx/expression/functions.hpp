// SPDX-License-Identifier: Apache-2.0
// The operators and elementary functions of expressions; one line each. What they mean stands in the rows in op/.
#pragma once

#include <calx/expression/constant.hpp>
#include <calx/expression/symbol.hpp>

namespace calx {

// At least one operand is an expression, or a symbol in traced code; the others may be bare numbers.
template <class T> concept argument = expression<T> || traced_symbol<T>;
template <class... T> concept operands_of_function = ((operand<T> && ...) && (expression<T> || ...)) || traced_operands<T...>;

// calx::are_matrix_factors of two expressions.
template <class A, class B> constexpr bool are_matrix_factors() {
  if constexpr (expression<A> && expression<B>) return are_matrix_factors(record_of<A>.shape, record_of<B>.shape);
  else return false;
}
template <class A, class B> concept matrix_factors = are_matrix_factors<A, B>();
template <class A, class B> constexpr bool do_factors_fit() {
  if constexpr (matrix_factors<A, B>) return record_of<A>.shape.columns == record_of<B>.shape.rows;
  else return true;
}
template <class A, class B> concept fitting_factors = do_factors_fit<A, B>();
template <expression A, expression B> constexpr auto matrix_product(A const& a, B const& b);

// Far from the ends of int, so that derivatives may lower it.
template <auto Exponent> concept whole_exponent =
    std::integral<decltype(Exponent)> && Exponent <= (1 << 30) && Exponent >= -(1 << 30);

// clang-format off
template <class A, class B> requires operands_of_function<A, B> CALX_ALWAYS_INLINE constexpr auto operator+(A const& a, B const& b) { return apply<opcode::add>(a, b); }
template <class A, class B> requires operands_of_function<A, B> CALX_ALWAYS_INLINE constexpr auto operator-(A const& a, B const& b) { return apply<opcode::subtract>(a, b); }
template <class A, class B> requires(operands_of_function<A, B> && fitting_factors<A, B>) CALX_ALWAYS_INLINE constexpr auto operator*(A const& a, B const& b) { if constexpr (matrix_factors<A, B>) return matrix_product(a, b); else return apply<opcode::multiply>(a, b); }
template <class A, class B> requires operands_of_function<A, B> CALX_ALWAYS_INLINE constexpr auto operator/(A const& a, B const& b) { return apply<opcode::divide>(a, b); }
template <argument A> CALX_ALWAYS_INLINE constexpr auto operator-(A const& a) { return apply<opcode::negate>(a); }
template <argument A> CALX_ALWAYS_INLINE constexpr A operator+(A const& a) { return a; }

template <int Exponent, argument A> requires whole_exponent<Exponent> CALX_ALWAYS_INLINE constexpr auto pow(A const& a) { return apply<opcode::power, Exponent>(a); }
template <argument A> CALX_ALWAYS_INLINE constexpr auto square(A const& a) { return pow<2>(a); }
// A bare integer exponent is a whole power, also of negative numbers; any other is the C library's pow.
template <class A, class B> requires operands_of_function<A, B> CALX_ALWAYS_INLINE constexpr auto pow(A const& a, B const& b) {
  if constexpr (std::integral<B>) return apply<opcode::integer_power>(a, b); else return apply<opcode::pow>(a, b);
}

template <argument A> CALX_ALWAYS_INLINE constexpr auto sqrt(A const& a) { return apply<opcode::square_root>(a); }
template <argument A> CALX_ALWAYS_INLINE constexpr auto cbrt(A const& a) { return apply<opcode::cube_root>(a); }
template <class A, class B> requires operands_of_function<A, B> CALX_ALWAYS_INLINE constexpr auto hypot(A const& a, B const& b) { return apply<opcode::hypot>(a, b); }
template <argument A> CALX_ALWAYS_INLINE constexpr auto exp(A const& a) { return apply<opcode::exp>(a); }
template <argument A> CALX_ALWAYS_INLINE constexpr auto exp2(A const& a) { return apply<opcode::exp2>(a); }
template <argument A> CALX_ALWAYS_INLINE constexpr auto expm1(A const& a) { return apply<opcode::expm1>(a); }
template <argument A> CALX_ALWAYS_INLINE constexpr auto log(A const& a) { return apply<opcode::log>(a); }
template <argument A> CALX_ALWAYS_INLINE constexpr auto log2(A const& a) { return apply<opcode::log2>(a); }
template <argument A> CALX_ALWAYS_INLINE constexpr auto log10(A const& a) { return apply<opcode::log10>(a); }
template <argument A> CALX_ALWAYS_INLINE constexpr auto log1p(A const& a) { return apply<opcode::log1p>(a); }
template <argument A> CALX_ALWAYS_INLINE constexpr auto sin(A const& a) { return apply<opcode::sin>(a); }
template <argument A> CALX_ALWAYS_INLINE constexpr auto cos(A const& a) { return apply<opcode::cos>(a); }
template <argument A> CALX_ALWAYS_INLINE constexpr auto tan(A const& a) { return apply<opcode::tan>(a); }
template <argument A> CALX_ALWAYS_INLINE constexpr auto asin(A const& a) { return apply<opcode::asin>(a); }
template <argument A> CALX_ALWAYS_INLINE constexpr auto acos(A const& a) { return apply<opcode::acos>(a); }
template <argument A> CALX_ALWAYS_INLINE constexpr auto atan(A const& a) { return apply<opcode::atan>(a); }
template <class A, class B> requires operands_of_function<A, B> CALX_ALWAYS_INLINE constexpr auto atan2(A const& y, B const& x) { return apply<opcode::atan2>(y, x); }
template <argument A> CALX_ALWAYS_INLINE constexpr auto sinh(A const& a) { return apply<opcode::sinh>(a); }
template <argument A> CALX_ALWAYS_INLINE constexpr auto cosh(A const& a) { return apply<opcode::cosh>(a); }
template <argument A> CALX_ALWAYS_INLINE constexpr auto tanh(A const& a) { return apply<opcode::tanh>(a); }
template <argument A> CALX_ALWAYS_INLINE constexpr auto asinh(A const& a) { return apply<opcode::asinh>(a); }
template <argument A> CALX_ALWAYS_INLINE constexpr auto acosh(A const& a) { return apply<opcode::acosh>(a); }
template <argument A> CALX_ALWAYS_INLINE constexpr auto atanh(A const& a) { return apply<opcode::atanh>(a); }
template <argument A> CALX_ALWAYS_INLINE constexpr auto erf(A const& a) { return apply<opcode::erf>(a); }
template <argument A> CALX_ALWAYS_INLINE constexpr auto erfc(A const& a) { return apply<opcode::erfc>(a); }
template <argument A> CALX_ALWAYS_INLINE constexpr auto sigmoid(A const& a) { return apply<opcode::sigmoid>(a); }
template <argument A> CALX_ALWAYS_INLINE constexpr auto softplus(A const& a) { return apply<opcode::softplus>(a); }
template <argument A> CALX_ALWAYS_INLINE constexpr auto abs(A const& a) { return apply<opcode::abs>(a); }
template <argument A> CALX_ALWAYS_INLINE constexpr auto sign(A const& a) { return apply<opcode::sign>(a); }
template <class A, class B> requires operands_of_function<A, B> CALX_ALWAYS_INLINE constexpr auto min(A const& a, B const& b) { return apply<opcode::min>(a, b); }
template <class A, class B> requires operands_of_function<A, B> CALX_ALWAYS_INLINE constexpr auto max(A const& a, B const& b) { return apply<opcode::max>(a, b); }
template <class A, class B> requires traced_operands<A, B> constexpr A& operator+=(A& a, B const& b) { return a = a + b; }
template <class A, class B> requires traced_operands<A, B> constexpr A& operator-=(A& a, B const& b) { return a = a - b; }
template <class A, class B> requires traced_operands<A, B> constexpr A& operator*=(A& a, B const& b) { return a = a * b; }
template <class A, class B> requires traced_operands<A, B> constexpr A& operator/=(A& a, B const& b) { return a = a / b; }
// clang-format on

// A quotient whose denominator is 0, whatever the values of the variables: 0_c, or constants that make it, as in 2_c - 2_c.
template <class A, class B> concept division_by_zero =
    operands_of_function<A, B> && expression<B> && detail::is_zero(record_of<std::remove_cvref_t<B>>);

// Anything else beside an expression is refused with a sentence.
template <class T> concept foreign_operand = !operand<T> && !traced_symbol<T>;
template <class A, class B> concept mixed_with_foreign =
    (expression<A> && foreign_operand<B>) || (foreign_operand<A> && expression<B>);

// clang-format off
template <class A, class B> requires mixed_with_foreign<A, B> CALX_REFUSED("calx: only numbers and calx expressions can be added to an expression") constexpr refused operator+(A const&, B const&) { return {}; }
template <class A, class B> requires mixed_with_foreign<A, B> CALX_REFUSED("calx: only numbers and calx expressions can be subtracted from an expression") constexpr refused operator-(A const&, B const&) { return {}; }
template <class A, class B> requires mixed_with_foreign<A, B> CALX_REFUSED("calx: only numbers and calx expressions can be multiplied with an expression") constexpr refused operator*(A const&, B const&) { return {}; }
template <class A, class B> requires mixed_with_foreign<A, B> CALX_REFUSED("calx: only numbers and calx expressions can stand in a quotient with an expression") constexpr refused operator/(A const&, B const&) { return {}; }
template <class A, class B> requires mixed_with_foreign<A, B> CALX_REFUSED("calx: pow(a, b) takes numbers and calx expressions") constexpr refused pow(A const&, B const&) { return {}; }
template <class A, class B> requires mixed_with_foreign<A, B> CALX_REFUSED("calx: atan2(y, x) takes numbers and calx expressions") constexpr refused atan2(A const&, B const&) { return {}; }
template <class A, class B> requires mixed_with_foreign<A, B> CALX_REFUSED("calx: hypot(x, y) takes numbers and calx expressions") constexpr refused hypot(A const&, B const&) { return {}; }
template <class A, class B> requires mixed_with_foreign<A, B> CALX_REFUSED("calx: min(a, b) takes numbers and calx expressions") constexpr refused min(A const&, B const&) { return {}; }
template <class A, class B> requires mixed_with_foreign<A, B> CALX_REFUSED("calx: max(a, b) takes numbers and calx expressions") constexpr refused max(A const&, B const&) { return {}; }

// Products whose sizes do not fit: the message has them.
template <class A> constexpr int rows_shown() { if constexpr (expression<A>) return record_of<A>.shape.rows.count; else return 1; }
template <class A> constexpr int columns_shown() { if constexpr (expression<A>) return record_of<A>.shape.columns.count; else return 1; }
template <class A, class B, int ColumnsOfA = columns_shown<A>(), int RowsOfB = rows_shown<B>()> requires(operands_of_function<A, B> && !fitting_factors<A, B>) CALX_REFUSED("calx: A * B: A has not as many columns as B has rows; element by element it is hadamard(A, B)") constexpr refused operator*(A const&, B const&) { return {}; }

// First-day mistakes.
template <class A, class B> requires division_by_zero<A, B> CALX_REFUSED("calx: a division by a constant that is 0 has no value anywhere") constexpr refused operator/(A const&, B const&) { return {}; }
template <class A, class B> requires operands_of_function<A, B> CALX_REFUSED("calx: ^ is no power in C++; write pow<2>(x) or pow(x, y)") constexpr refused operator^(A const&, B const&) { return {}; }
template <class A, class B> requires operands_of_function<A, B> CALX_REFUSED("calx: a remainder, a % b, is not among calx's operations") constexpr refused operator%(A const&, B const&) { return {}; }
template <class A, class B> requires operands_of_function<A, B> CALX_REFUSED("calx: f != g would be true where only no proof was found; write !(f == g)") constexpr refused operator!=(A const&, B const&) { return {}; }
template <auto Exponent, argument A> requires(!std::integral<decltype(Exponent)>) CALX_REFUSED("calx: pow<N>(x): N is a whole number; write pow(x, 0.5), or sqrt(x)") constexpr refused pow(A const&) { return {}; }
template <auto Exponent, argument A> requires(std::integral<decltype(Exponent)> && !whole_exponent<Exponent>) CALX_REFUSED("calx: pow<N>(x): N is at most 2^30 in size; a larger one is a number, as in pow(x, 1e10)") constexpr refused pow(A const&) { return {}; }
// clang-format on

}  // namespace calx
