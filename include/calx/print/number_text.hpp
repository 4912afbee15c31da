// SPDX-License-Identifier: Apache-2.0
// Numbers as text, in constant expressions too: integers, fractions p/q, and others by the shortest decimal that reads back.
//
// The shortest decimal: the exact decimal expansion of m 2^e and of the midpoints to its neighbours, in limbs of 10^9;
// the first rounding of the expansion to 1, 2, ... 17 digits that lies between the midpoints. The midpoints count as inside
// where m is even (readers round ties to even: 1e23 is one); at 2^k, whose gap below is half as wide, a rounding up may be
// inside where the nearest is not (2^-44).
#pragma once

#include <calx/core/buffer.hpp>
#include <calx/graph/number.hpp>

#include <concepts>
#include <cstdint>
#include <limits>
#include <string_view>

namespace calx {

namespace detail {

// Appends to anything with append(char), as all that writes.
template <class Sink> constexpr void write_text(Sink& out, std::string_view text) {
  for (char const c : text) out.append(c);
}

template <class Sink> constexpr void write_integer(Sink& out, int128 value) {
  char digits[40]{};
  int count = 0;
  bool const negative = value < 0;
  uint128 rest = negative ? uint128{0} - static_cast<uint128>(value) : static_cast<uint128>(value);
  do {
    digits[count++] = static_cast<char>('0' + static_cast<int>(rest % 10));
    rest /= 10;
  } while (rest != 0);
  if (negative) out.append('-');
  while (count > 0) out.append(digits[--count]);
}

// The exact decimal digits of mantissa * 2^exponent, most significant first, with the point after `point` digits.
struct decimal {
  buffer<char> digits;
  int point = 0;
};

constexpr decimal exact_decimal(uint128 mantissa, int exponent) {
  constexpr std::uint32_t base = 1000000000;
  buffer<std::uint32_t> limbs;  // least significant first
  for (; mantissa != 0; mantissa /= base) limbs.push(static_cast<std::uint32_t>(mantissa % base));
  auto const multiply = [&](std::uint32_t factor) {
    std::uint64_t carry = 0;
    for (int i = 0; i < limbs.size(); ++i) {
      carry += static_cast<std::uint64_t>(limbs[i]) * factor;
      limbs[i] = static_cast<std::uint32_t>(carry % base);
      carry /= base;
    }
    if (carry != 0) limbs.push(static_cast<std::uint32_t>(carry));
  };
  int scale = 0;  // the number is limbs / 10^scale
  for (; exponent >= 29; exponent -= 29) multiply(1u << 29);
  for (; exponent > 0; --exponent) multiply(2);
  for (; exponent <= -12; exponent += 12, scale += 12)
    multiply(244140625u);  // 5^12: a factor, and so a carry, is below the base
  for (; exponent < 0; ++exponent, ++scale) multiply(5);
  decimal d;
  for (int i = limbs.size() - 1; i >= 0; --i) {
    std::uint32_t power = base / 10;
    for (; power != 0; power /= 10) {
      char const digit = static_cast<char>(limbs[i] / power % 10);
      if (!d.digits.empty() || digit != 0) d.digits.push(digit);
    }
  }
  d.point = d.digits.size() - scale;
  return d;
}

// a < b for two decimals.
constexpr bool less_decimal(decimal const& a, decimal const& b) {
  if (a.point != b.point) return a.point < b.point;
  int const count = a.digits.size() > b.digits.size() ? a.digits.size() : b.digits.size();
  for (int i = 0; i < count; ++i) {
    int const p = i < a.digits.size() ? a.digits[i] : 0, q = i < b.digits.size() ? b.digits[i] : 0;
    if (p != q) return p < q;
  }
  return false;
}

// The first `count` digits; rounded up or down.
constexpr decimal cut_decimal(decimal const& exact, int count, bool up) {
  decimal r;
  r.point = exact.point;
  for (int i = 0; i < count; ++i) r.digits.push(i < exact.digits.size() ? exact.digits[i] : char{0});
  for (int i = count - 1; up && i >= 0; --i) {
    up = r.digits[i] == 9;
    r.digits[i] = up ? char{0} : static_cast<char>(r.digits[i] + 1);
  }
  if (!up) return r;
  decimal carried;  // 9.99 became 10.0
  carried.point = r.point + 1;
  carried.digits.push(1);
  for (int i = 0; i + 1 < count; ++i) carried.digits.push(0);
  return carried;
}
constexpr decimal rounded_decimal(decimal const& exact, int count) {
  return cut_decimal(exact, count, count < exact.digits.size() && exact.digits[count] >= 5);
}

// The shortest digits that only this value rounds from. value > 0 and finite.
template <std::floating_point Real> constexpr decimal shortest_decimal(Real value) {
  constexpr int bits = std::numeric_limits<Real>::digits, least = std::numeric_limits<Real>::min_exponent - bits;
  constexpr Real top = static_cast<Real>(uint128{1} << (bits - 1));
  int exponent = 0;
  while (value >= 2 * top) value /= 2, ++exponent;
  while (value < top && exponent > least) value *= 2, --exponent;
  auto const mantissa = static_cast<uint128>(value);
  decimal const exact = exact_decimal(mantissa, exponent);
  // The neighbour below is half as far, but not below the least normal number.
  bool const edge = mantissa == uint128{1} << (bits - 1) && exponent > least;
  decimal const above = exact_decimal(2 * mantissa + 1, exponent - 1);
  decimal const below = exact_decimal(edge ? 4 * mantissa - 1 : 2 * mantissa - 1,
                                      exponent - (edge ? 2 : 1));  // g++ 12 destroys the result of ?: twice
  bool const even = (mantissa & 1) == 0;
  auto const reads_back = [&](decimal const& text) {
    return even ? !less_decimal(text, below) && !less_decimal(above, text)
                : less_decimal(below, text) && less_decimal(text, above);
  };
  constexpr int most = std::numeric_limits<Real>::max_digits10;
  for (int count = 1; count < most; ++count) {
    decimal const nearest = rounded_decimal(exact, count);
    if (reads_back(nearest)) return nearest;
    if (!edge) continue;
    decimal const next = cut_decimal(exact, count, true);
    if (reads_back(next)) return next;
  }
  return rounded_decimal(exact, most);
}

template <class Sink> constexpr void write_decimal(Sink& out, decimal const& d) {
  int last = d.digits.size();
  while (last > 1 && d.digits[last - 1] == 0) --last;
  auto const digit = [&](int i) { out.append(static_cast<char>('0' + (i < last ? d.digits[i] : 0))); };
  if (d.point > -5 && d.point <= 0) {  // 0.00123
    out.append('0');
    out.append('.');
    for (int i = d.point; i < 0; ++i) out.append('0');
    for (int i = 0; i < last; ++i) digit(i);
    return;
  }
  if (d.point > 0 && d.point <= 17) {  // 123.45
    for (int i = 0; i < d.point; ++i) digit(i);
    if (last > d.point) out.append('.');
    for (int i = d.point; i < last; ++i) digit(i);
    return;
  }
  digit(0);
  if (last > 1) out.append('.');
  for (int i = 1; i < last; ++i) digit(i);
  out.append('e');
  write_integer(out, d.point - 1);
}

template <class Sink, std::floating_point Real> constexpr void write_floating(Sink& out, Real value) {
  if (!(value == value)) {
    write_text(out, "nan");
    return;
  }
  if (value < 0) {
    out.append('-');
    value = -value;
  }
  if (value > std::numeric_limits<Real>::max()) write_text(out, "inf");
  else if (value == 0) out.append('0');
  else write_decimal(out, shortest_decimal(value));
}

}  // namespace detail

// Is this rational written as an integer or a fraction? If not it is the value of a double, such as 0.1, and written as that.
constexpr bool is_plain_fraction(rational const& r) {
  return r.denominator() <= 1000000 || !r.is_dyadic() || !(rational::from_floating(r.to<double>()) == r);
}

// "3", "0.1", "-1/3".
template <class Sink> constexpr void write_rational(Sink& out, rational const& r) {
  if (!is_plain_fraction(r)) return detail::write_floating(out, r.to<double>());
  detail::write_integer(out, r.numerator());
  if (r.is_integer()) return;
  out.append('/');
  detail::write_integer(out, r.denominator());
}

template <class Sink> constexpr void write_number(Sink& out, number const& n) {
  if (n.is_exact()) return write_rational(out, n.exact);
  auto const as_double = static_cast<double>(n.approximate);
  if (static_cast<long double>(as_double) == n.approximate) detail::write_floating(out, as_double);
  else detail::write_floating(out, n.approximate);
}

}  // namespace calx
