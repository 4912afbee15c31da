// SPDX-License-Identifier: Apache-2.0
// bracket: the two doubles next to a real number, below and above; one double where the number is one.
//
//   bracket_of_sum(a, b), _product, _quotient, _root(x)    of finite doubles: as IEEE 754 rounds down and up
//   bracket_of(p/q), bracket_of(x)                         of a rational, of any built-in number
//   next_above(x), next_below(x)                           the neighbours of a double; infinity is its own
//
// Mantissas are integers of 128 bits, so that no rounding mode is set or relied on, over- and underflow and fused multiply-adds
// do no harm, and the bits are the same in a constant expression and at run time.
#pragma once

#include <calx/core/rational.hpp>

#include <bit>
#include <cstdint>
#include <limits>
#include <type_traits>

namespace calx {

struct bracket {
  double below = 0;
  double above = 0;

  constexpr bracket operator-() const { return {-above, -below}; }
};

constexpr double next_above(double x) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  if (x != x || x == infinity) return x;
  if (x == 0) return std::numeric_limits<double>::denorm_min();
  auto const bits = std::bit_cast<std::uint64_t>(x);
  return std::bit_cast<double>(x > 0 ? bits + 1 : bits - 1);
}
constexpr double next_below(double x) { return -next_above(-x); }

namespace detail {

inline constexpr int least_exponent = -1074;  // of a double as mantissa 2^exponent with a whole mantissa

// x = mantissa 2^exponent, mantissa of 53 bits; for finite x other than 0.
struct whole_parts {
  std::uint64_t mantissa = 0;
  int exponent = 0;
  bool negative = false;
};
constexpr whole_parts whole_parts_of(double x) {
  auto const bits = std::bit_cast<std::uint64_t>(x);
  auto const fraction = bits & ((std::uint64_t(1) << 52) - 1);
  int const field = static_cast<int>(bits >> 52 & 2047);
  bool const negative = bits >> 63 != 0;
  if (field != 0) return {fraction | std::uint64_t(1) << 52, field + least_exponent - 1, negative};
  int const left = 53 - static_cast<int>(std::bit_width(fraction));
  return {fraction << left, least_exponent - left, negative};
}

// m 2^exponent for m <= 2^53 and exponent >= least_exponent; infinite beyond the largest double. A mantissa of 53 bits carries
// its highest one into the field of the exponent.
constexpr double assembled(std::uint64_t m, int exponent) {
  if (m == 0) return 0;
  int const room = 53 - static_cast<int>(std::bit_width(m)),
            left = room < exponent - least_exponent ? room : exponent - least_exponent;
  if (left > 0) m <<= left, exponent -= left;
  if (exponent > 971) return std::numeric_limits<double>::infinity();
  return std::bit_cast<double>((static_cast<std::uint64_t>(exponent - least_exponent) << 52) + m);
}

// The doubles around m 2^exponent, or, if there is more, around all numbers between that and (m + 1) 2^exponent.
constexpr bracket bracket_of_whole(uint128 m, int exponent, bool more) {
  auto const high = static_cast<std::uint64_t>(m >> 64);
  int const bits =
      high != 0 ? 64 + static_cast<int>(std::bit_width(high)) : static_cast<int>(std::bit_width(static_cast<std::uint64_t>(m)));
  int shift = bits > 53 ? bits - 53 : 0;
  if (exponent + shift < least_exponent) shift = least_exponent - exponent;
  if (shift > 127) more = more || m != 0, m = 0;
  else if (shift > 0) more = more || (m & ((uint128{1} << shift) - 1)) != 0, m >>= shift;
  exponent += shift;
  auto const mantissa = static_cast<std::uint64_t>(m);
  double const below = assembled(mantissa, exponent);
  if (below > std::numeric_limits<double>::max()) return {std::numeric_limits<double>::max(), below};
  return {below, more ? assembled(mantissa + 1, exponent) : below};
}

// floor(sqrt(m)) for m < 2^108, digit by digit.
constexpr std::uint64_t whole_root(uint128 m) {
  uint128 root = 0, rest = m;
  for (uint128 digit = uint128{1} << 106; digit != 0; digit >>= 2) {
    if (rest >= root + digit) {
      rest -= root + digit;
      root = (root >> 1) + digit;
    } else {
      root >>= 1;
    }
  }
  return static_cast<std::uint64_t>(root);
}

}  // namespace detail

constexpr bracket bracket_of_sum(double a, double b) {
  if (a == 0 || b == 0) return {a + b, a + b};
  detail::whole_parts p = detail::whole_parts_of(a), q = detail::whole_parts_of(b);
  if (p.exponent < q.exponent) {
    detail::whole_parts const smaller = p;
    p = q;
    q = smaller;
  }
  constexpr int farthest = 70;
  bool const far = p.exponent - q.exponent > farthest, together = p.negative == q.negative;
  int const shift = far ? farthest : p.exponent - q.exponent;
  uint128 const m = uint128(p.mantissa) << shift, n = far ? (together ? 0u : 1u) : uint128(q.mantissa);
  bool const negative = p.negative != (!together && m < n);
  bracket const sum = detail::bracket_of_whole(together ? m + n : m < n ? n - m : m - n, p.exponent - shift, far);
  return negative ? -sum : sum;
}

constexpr bracket bracket_of_product(double a, double b) {
  if (a == 0 || b == 0) return {};
  detail::whole_parts const p = detail::whole_parts_of(a), q = detail::whole_parts_of(b);
  bracket const product = detail::bracket_of_whole(uint128(p.mantissa) * q.mantissa, p.exponent + q.exponent, false);
  return p.negative != q.negative ? -product : product;
}

// b is not 0.
constexpr bracket bracket_of_quotient(double a, double b) {
  if (a == 0) return {};
  detail::whole_parts const p = detail::whole_parts_of(a), q = detail::whole_parts_of(b);
  uint128 const numerator = uint128(p.mantissa) << 64;
  bracket const quotient =
      detail::bracket_of_whole(numerator / q.mantissa, p.exponent - q.exponent - 64, numerator % q.mantissa != 0);
  return p.negative != q.negative ? -quotient : quotient;
}

// x >= 0
constexpr bracket bracket_of_root(double x) {
  if (x == 0) return {};
  detail::whole_parts const p = detail::whole_parts_of(x);
  int const shift = p.exponent % 2 == 0 ? 54 : 55;
  uint128 const square = uint128(p.mantissa) << shift;
  std::uint64_t const root = detail::whole_root(square);
  return detail::bracket_of_whole(root, (p.exponent - shift) / 2, uint128(root) * root != square);
}

// An exact rational: long division to 64 bits or more.
constexpr bracket bracket_of(rational const& r) {
  uint128 const p = r.is_negative() ? uint128{0} - static_cast<uint128>(r.numerator()) : static_cast<uint128>(r.numerator());
  uint128 const q = static_cast<uint128>(r.denominator());
  uint128 quotient = p / q, rest = p % q;
  int exponent = 0;
  for (; rest != 0 && quotient >> 64 == 0; --exponent) {
    rest <<= 1;
    quotient = quotient << 1 | (rest >= q ? 1u : 0u);
    if (rest >= q) rest -= q;
  }
  bracket const result = detail::bracket_of_whole(quotient, exponent, rest != 0);
  return r.is_negative() ? -result : result;
}

// Any built-in number but NaN. What is finite has a finite end.
template <class Number>
  requires std::is_arithmetic_v<Number>
constexpr bracket bracket_of(Number x) {
  using limits = std::numeric_limits<double>;
  if constexpr (std::is_integral_v<Number>) {
    bool negative = false;
    if constexpr (std::is_signed_v<Number>) negative = x < 0;
    uint128 const size = negative ? uint128{0} - static_cast<uint128>(x) : static_cast<uint128>(x);
    bracket const result = detail::bracket_of_whole(size, 0, false);
    return negative ? -result : result;
  } else if constexpr (std::numeric_limits<Number>::digits <= limits::digits) {
    return {x, x};
  } else {
    constexpr Number infinity = std::numeric_limits<Number>::infinity(), largest = limits::max();
    if (x == infinity) return {limits::infinity(), limits::infinity()};
    if (x == -infinity) return {-limits::infinity(), -limits::infinity()};
    if (x > largest) return {limits::max(), limits::infinity()};
    if (x < -largest) return {-limits::infinity(), -limits::max()};
    double const nearest = static_cast<double>(x);
    return {nearest > x ? next_below(nearest) : nearest, nearest < x ? next_above(nearest) : nearest};
  }
}

}  // namespace calx
