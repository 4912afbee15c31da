// SPDX-License-Identifier: Apache-2.0
// The value of a graph in the integers modulo the prime 2^61 - 1: arithmetic is exact there, and a function, a comparison or a
// general power is any mixture of its name and its arguments. Graphs that differ in a sign, an order or a parenthesis have
// other values; graphs that differ only in how sums and products are arranged have the same.
#pragma once

#include <calx/core/hash.hpp>
#include <calx/expression/record.hpp>
#include <calx/op/table.hpp>

#include <cmath>
#include <cstdint>
#include <string_view>
#include <vector>

namespace calx_test {

inline constexpr std::uint64_t prime = (std::uint64_t{1} << 61) - 1;

inline std::uint64_t plus(std::uint64_t a, std::uint64_t b) { return (a + b) % prime; }
inline std::uint64_t minus(std::uint64_t a) { return (prime - a) % prime; }
inline std::uint64_t times(std::uint64_t a, std::uint64_t b) {
  return static_cast<std::uint64_t>(calx::uint128{a} * b % prime);
}
inline std::uint64_t raised(std::uint64_t a, std::uint64_t n) {
  std::uint64_t result = 1;
  for (; n != 0; n >>= 1, a = times(a, a))
    if ((n & 1) != 0) result = times(result, a);
  return result;
}
inline std::uint64_t inverse(std::uint64_t a) { return raised(a, prime - 2); }  // of 0: 0
inline std::uint64_t whole_power(std::uint64_t a, long long n) {
  return n < 0 ? inverse(raised(a, static_cast<std::uint64_t>(-n))) : raised(a, static_cast<std::uint64_t>(n));
}
inline std::uint64_t residue(calx::int128 n) {
  auto const r = static_cast<std::int64_t>(n % static_cast<calx::int128>(prime));
  return r < 0 ? static_cast<std::uint64_t>(r) + prime : static_cast<std::uint64_t>(r);
}
inline std::uint64_t mixture(std::string_view name, std::uint64_t a, std::uint64_t b = 0, std::uint64_t c = 0) {
  return calx::mix(calx::mix(calx::mix(calx::hash_of(name), a), b), c) % prime;
}
inline std::uint64_t named(std::string_view name) { return mixture("name", calx::hash_of(name)); }
// a + b + k a b, which is associative, as && and || are.
inline std::uint64_t joined(std::string_view sign, std::uint64_t a, std::uint64_t b) {
  return plus(plus(a, b), times(named(sign), times(a, b)));
}
// A whole exponent multiplies.
inline std::uint64_t power(std::uint64_t a, std::uint64_t exponent) {
  constexpr std::uint64_t whole = std::uint64_t{1} << 31;
  if (exponent < whole) return raised(a, exponent);
  if (prime - exponent < whole) return inverse(raised(a, prime - exponent));
  return mixture("^", a, exponent);
}
inline std::uint64_t residue(calx::number const& n) {
  if (n.is_exact()) return times(residue(n.exact.numerator()), inverse(residue(n.exact.denominator())));
  if (std::isnan(n.approximate)) return named("nan");
  if (std::isinf(n.approximate)) return n.approximate < 0 ? minus(named("inf")) : named("inf");
  int exponent = 0;
  long double const mantissa = std::frexp(std::fabs(n.approximate), &exponent);
  std::uint64_t const size = mixture("number", static_cast<std::uint64_t>(std::ldexp(mantissa, 64)), residue(exponent));
  return n.approximate < 0 ? minus(size) : size;
}

inline std::uint64_t residue_of(calx::graph_view g, calx::node_id root, calx::input_info const* inputs) {
  using enum calx::opcode;
  std::vector<std::uint64_t> v(static_cast<std::size_t>(g.size));
  for (calx::node_id i = 0; i < g.size; ++i) {
    calx::node const& n = g[i];
    auto const operand = [&](int k) { return n.operands[k] == calx::no_node ? 0 : v[static_cast<std::size_t>(n.operands[k])]; };
    auto const a = operand(0), b = operand(1), c = operand(2);
    auto const value = [&] {
      switch (n.operation) {
        case input: return named(inputs[n.payload].name);
        case captured: return mixture("element", named("captured"), residue(n.payload));
        case element: return mixture("element", a, residue(n.payload));
        case pi: return named("pi");
        case e: return named("e");
        case constant: return residue(g.constant(i));
        case add: return plus(a, b);
        case subtract: return plus(a, minus(b));
        case negate: return minus(a);
        case multiply: return times(a, b);
        case divide: return times(a, inverse(b));
        case calx::opcode::power: return whole_power(a, n.payload);
        case integer_power:
        case pow: return calx_test::power(a, b);
        case less: return mixture("<", a, b);
        case less_equal: return mixture("<=", a, b);
        case equal: return mixture("==", a, b);
        case logical_and: return joined("&&", a, b);
        case logical_or: return joined("||", a, b);
        case logical_not: return mixture("!", a);
        default: return mixture(calx::facts_of(n.operation).name, a, b, c);
      }
    };
    v[static_cast<std::size_t>(i)] = value();
  }
  return v[static_cast<std::size_t>(root)];
}

}  // namespace calx_test
