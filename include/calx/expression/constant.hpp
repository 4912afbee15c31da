// SPDX-License-Identifier: Apache-2.0
// Exact constants: 3_c, 0.25_c, 1e-3_c, constant<1, 3>, and pi and e. They belong to the function's type.
#pragma once

#include <calx/expression/expression.hpp>

namespace calx {

template <long long Numerator, long long Denominator = 1>
struct exact_constant : expression_base<exact_constant<Numerator, Denominator>>, capture_storage<double, 0> {
  static_assert(Denominator != 0, "calx: constant<P, Q>: Q is 0");
  static constexpr rational value() { return rational(Numerator, Denominator); }
  static constexpr record describe() {
    record r{};
    r.kind = record::kind_type::constant;
    r.value = value();
    return completed(r);
  }
};

template <opcode Operation> struct named_constant : expression_base<named_constant<Operation>>, capture_storage<double, 0> {
  static constexpr record describe() {
    record r{};
    r.kind = record::kind_type::operation;
    r.operation = Operation;
    return completed(r);
  }
};

template <long long Numerator, long long Denominator = 1> inline constexpr exact_constant<Numerator, Denominator> constant{};
inline constexpr named_constant<opcode::pi> pi{};
inline constexpr named_constant<opcode::e> e{};

namespace detail {

// The number that a literal spells, as a rational: digits, an optional point, an optional decimal exponent.
template <char... Character> consteval rational parsed_literal() {
  constexpr char text[] = {Character..., '\0'};
  rational value(0), scale(1);
  bool after_point = false;
  int i = 0;
  for (; text[i] != '\0' && text[i] != 'e' && text[i] != 'E'; ++i) {
    if (text[i] == '\'') continue;
    if (text[i] == '.') {
      after_point = true;
      continue;
    }
    if (text[i] < '0' || text[i] > '9') return rational::inexact();
    value = value * rational(10) + rational(text[i] - '0');
    if (after_point) scale *= rational(10);
  }
  value /= scale;
  if (text[i] == '\0') return value;
  bool const negative = text[++i] == '-';
  if (text[i] == '-' || text[i] == '+') ++i;
  int exponent = 0;
  for (; text[i] != '\0' && exponent < 100; ++i) exponent = 10 * exponent + (text[i] - '0');
  for (; exponent > 0; --exponent) value = negative ? value / rational(10) : value * rational(10);
  return value;
}

constexpr bool fits_long_long(rational const& r) {
  constexpr int128 limit = static_cast<int128>(1) << 63;
  return r.exact() && r.numerator() < limit && r.numerator() >= -limit && r.denominator() < limit;
}

}  // namespace detail

namespace detail {

// The value of a formula of exact constants; inexact for any other, and for one of more than 64 operations.
constexpr rational exact_value(record const& r, int& budget) {
  if (r.kind == record::kind_type::constant) return r.value;
  if (r.kind != record::kind_type::operation || r.operand_count == 0 || --budget < 0) return rational::inexact();
  rational const a = exact_value(*r.operands[0], budget);
  if (!a.exact() || r.operation == opcode::negate) return -a;
  if (r.operand_count != 2) return rational::inexact();
  rational const b = exact_value(*r.operands[1], budget);
  switch (r.operation) {
    case opcode::add: return a + b;
    case opcode::subtract: return a - b;
    case opcode::multiply: return a * b;
    case opcode::divide: return a / b;
    default: return rational::inexact();
  }
}
constexpr bool is_zero(record const& r) {
  int budget = 64;
  return exact_value(r, budget).is_zero();
}

}  // namespace detail

namespace literals {

template <char... Character>
  requires(detail::fits_long_long(detail::parsed_literal<Character...>()))
consteval auto operator""_c() {
  constexpr rational value = detail::parsed_literal<Character...>();
  return exact_constant<static_cast<long long>(value.numerator()), static_cast<long long>(value.denominator())>{};
}
template <char... Character>
  requires(!detail::fits_long_long(detail::parsed_literal<Character...>()))
CALX_REFUSED("calx: this literal is not a decimal number p/q with p and q below 2^63")
consteval exact_constant<0> operator""_c() {
  return {};
}

}  // namespace literals

}  // namespace calx
