// SPDX-License-Identifier: Apache-2.0
// A number in C: 2.0, 0.1f, 1e300, -INFINITY, NAN: the shortest decimal that reads back, for double or float. A fraction whose
// divisor has other factors than 2 and 5 is a quotient of two exact numbers, 1.0/3.0, which rounds as the fraction does.
// In parentheses where the character before asks for them: x - (-2.0), x*(1.0/3.0).
#pragma once

#include <calx/print/number_text.hpp>

#include <bit>
#include <concepts>
#include <type_traits>

namespace calx {

namespace detail {

// Only divisors of 2 and 5: a decimal.
constexpr bool is_decimal_fraction(rational const& r) {
  int128 q = r.denominator();
  while (q % 2 == 0) q /= 2;
  while (q % 5 == 0) q /= 5;
  return q == 1;
}
template <std::floating_point Real> constexpr bool is_written_as_quotient(number const& n) {
  constexpr int128 whole = int128{1} << std::numeric_limits<Real>::digits;
  return n.is_exact() && n.exact.denominator() <= 1000000 && n.exact.denominator() < whole &&
         n.exact.magnitude().numerator() < whole && !is_decimal_fraction(n.exact);
}

// Appends, and notes whether a number has a point or an exponent.
template <class Sink> struct point_watch {
  Sink& out;
  bool has_point = false;
  constexpr void append(char c) {
    has_point = has_point || c == '.' || c == 'e';
    out.append(c);
  }
};

template <std::floating_point Real> constexpr bool has_minus(Real value) {
  using bits = std::conditional_t<sizeof(Real) == 4, std::uint32_t, std::uint64_t>;
  return std::bit_cast<bits>(value) >> (8 * sizeof(Real) - 1) != 0;
}

template <std::floating_point Real, class Sink> constexpr void append_c_suffix(Sink& out) {
  if constexpr (std::same_as<Real, float>) out.append('f');
}

template <std::floating_point Real, class Sink> constexpr void write_c_quotient(Sink& out, rational const& r, char before) {
  bool const enclosed = before == '*' || before == '/' || (r.is_negative() && (before == '+' || before == '-'));
  auto const append_exact = [&](int128 value) {
    write_integer(out, value);
    write_text(out, ".0");
    append_c_suffix<Real>(out);
  };
  if (enclosed) out.append('(');
  append_exact(r.numerator());
  out.append('/');
  append_exact(r.denominator());
  if (enclosed) out.append(')');
}

// before: what the number stands behind, blanks not counted; a blank at the start.
template <class Sink, std::floating_point Real> constexpr void write_c_floating(Sink& out, Real value, char before) {
  bool const is_number = value == value, negative = is_number && has_minus(value);
  bool const enclosed = negative && (before == '+' || before == '-' || before == '*' || before == '/');
  Real const magnitude = negative ? -value : value;
  if (enclosed) out.append('(');
  if (negative) out.append('-');
  if (!is_number) {
    write_text(out, "NAN");
  } else if (magnitude > std::numeric_limits<Real>::max()) {
    write_text(out, "INFINITY");
  } else {
    point_watch<Sink> digits{out};
    write_floating(digits, magnitude);
    if (!digits.has_point) write_text(out, ".0");
    append_c_suffix<Real>(out);
  }
  if (enclosed) out.append(')');
}

template <std::floating_point Real, class Sink> constexpr void write_c_number(Sink& out, number const& n, char before) {
  if (is_written_as_quotient<Real>(n)) write_c_quotient<Real>(out, n.exact, before);
  else write_c_floating(out, n.to<Real>(), before);
}

}  // namespace detail

}  // namespace calx
