// SPDX-License-Identifier: Apache-2.0
// rational: an exact number p/q with 128-bit p and q, in lowest terms, q > 0.
//
// Arithmetic that does not fit is never silently wrong: its result is `inexact` (q = 0), and stays so. Divisions by zero
// are inexact too. Every finite double of moderate size is a dyadic rational (from_floating); to<Real>() rounds once.
// Cost: O(128) steps for a gcd of large numbers, a few for small ones.
#pragma once

#include <calx/core/config.hpp>

#include <concepts>
#include <limits>

namespace calx {

class rational {
 public:
  constexpr rational() = default;
  template <std::integral Integer> constexpr rational(Integer n) : p_(static_cast<int128>(n)) {
    if constexpr (sizeof(Integer) >= sizeof(int128))  // an integer only for -std=gnu++20
      if (p_ == smallest || (n > 0) != (p_ > 0)) *this = inexact();
  }
  constexpr rational(int128 p, int128 q) : p_(p), q_(q) { reduce(); }

  static constexpr rational inexact() {
    rational r;
    r.q_ = 0;
    return r;
  }

  constexpr int128 numerator() const { return p_; }
  constexpr int128 denominator() const { return q_; }
  constexpr bool exact() const { return q_ != 0; }
  constexpr bool is_integer() const { return q_ == 1; }
  constexpr bool is_zero() const { return p_ == 0 && q_ != 0; }
  constexpr bool is(long long n) const { return p_ == n && q_ == 1; }
  constexpr bool is_dyadic() const { return q_ > 0 && (q_ & (q_ - 1)) == 0; }
  constexpr bool is_negative() const { return p_ < 0; }

  constexpr rational operator-() const { return rational(-p_, q_, in_lowest_terms{}); }
  friend constexpr rational operator+(rational const& a, rational const& b) { return a.plus(b.p_, b); }
  friend constexpr rational operator-(rational const& a, rational const& b) { return a.plus(-b.p_, b); }
  friend constexpr rational operator*(rational const& a, rational const& b) {
    if (a.q_ == 1 && b.q_ == 1) {
      int128 p = 0;
      return __builtin_mul_overflow(a.p_, b.p_, &p) ? inexact() : lowest(p, 1);
    }
    if (!a.exact() || !b.exact()) return inexact();
    // Cross-cancel first: the product is then in lowest terms and overflows only if it must.
    int128 const g = gcd(a.p_, b.q_), h = gcd(b.p_, a.q_);
    int128 p = 0, q = 0;
    if (__builtin_mul_overflow(a.p_ / g, b.p_ / h, &p) || __builtin_mul_overflow(a.q_ / h, b.q_ / g, &q)) return inexact();
    return lowest(p, q);
  }
  friend constexpr rational operator/(rational const& a, rational const& b) { return a * b.reciprocal(); }
  constexpr rational& operator+=(rational const& b) { return *this = *this + b; }
  constexpr rational& operator-=(rational const& b) { return *this = *this - b; }
  constexpr rational& operator*=(rational const& b) { return *this = *this * b; }
  constexpr rational& operator/=(rational const& b) { return *this = *this / b; }

  constexpr rational reciprocal() const {
    if (p_ == 0 || !exact()) return inexact();
    return p_ < 0 ? lowest(-q_, -p_) : lowest(q_, p_);
  }
  constexpr rational magnitude() const { return p_ < 0 ? -*this : *this; }

  // Equal numbers; inexact results equal nothing, not even themselves.
  friend constexpr bool operator==(rational const& a, rational const& b) { return a.p_ == b.p_ && a.q_ == b.q_ && a.q_ != 0; }
  // Same representation (so that tables can hold inexact ones, too).
  constexpr bool identical(rational const& b) const { return p_ == b.p_ && q_ == b.q_; }
  // Exact; with an inexact side none of the four holds.
  friend constexpr bool operator<(rational const& a, rational const& b) {
    if (!a.exact() || !b.exact()) return false;
    int128 l = 0, r = 0;
    if (!__builtin_mul_overflow(a.p_, b.q_, &l) && !__builtin_mul_overflow(b.p_, a.q_, &r)) return l < r;
    return less_by_division(a, b);
  }
  friend constexpr bool operator>(rational const& a, rational const& b) { return b < a; }
  friend constexpr bool operator<=(rational const& a, rational const& b) { return a < b || a == b; }
  friend constexpr bool operator>=(rational const& a, rational const& b) { return b < a || a == b; }

  // The dyadic rational that a finite float, double or long double is; inexact where 128 bits do not hold it.
  template <std::floating_point Real> static constexpr rational from_floating(Real value) {
    if (!(value == value) || value > std::numeric_limits<Real>::max() || value < std::numeric_limits<Real>::lowest())
      return inexact();
    if (value == 0) return rational{};
    if (value < Real(0x1p-120) && value > Real(-0x1p-120)) return inexact();
    if (value >= Real(0x1p120) || value <= Real(-0x1p120)) return inexact();
    int128 q = 1;
    int bits = 0;
    while (bits < 126 && value != static_cast<Real>(static_cast<int128>(value))) {
      value *= 2;
      if (value >= Real(0x1p120) || value <= Real(-0x1p120)) return inexact();
      q *= 2;
      ++bits;
    }
    if (value != static_cast<Real>(static_cast<int128>(value))) return inexact();
    return lowest(static_cast<int128>(value), q);
  }

  // The nearest Real (one rounding); an interval around the number; any other type is made from two exact integers and divides
  // them itself.
  template <class Real> constexpr Real to() const {
    if constexpr (std::floating_point<Real>) {
      return rounded<Real>();
    } else if constexpr (requires(rational const& r) { Real::enclosing(r); }) {
      return Real::enclosing(*this);
    } else {
      return q_ == 1 ? integer_as<Real>(p_) : static_cast<Real>(integer_as<Real>(p_) / integer_as<Real>(q_));
    }
  }

 private:
  static constexpr int128 smallest = static_cast<int128>(uint128{1} << 127);

  // The smallest int128 has no opposite, so it is no numerator either.
  static constexpr rational lowest(int128 p, int128 q) {
    if (p == smallest) return inexact();
    return rational(p, q, in_lowest_terms{});
  }
  struct in_lowest_terms {};
  constexpr rational(int128 p, int128 q, in_lowest_terms) : p_(p), q_(q) {}

  static constexpr int128 gcd(int128 a, int128 b) {
    if (a < 0) a = -a;
    if (b < 0) b = -b;
    while (b != 0) {
      int128 const r = a % b;
      a = b;
      b = r;
    }
    return a == 0 ? 1 : a;
  }

  // Quotients first, then the rests upside down: p/q = w + r/q, and r/q < s/t if t/s < q/r (Euclid's algorithm).
  static constexpr bool less_by_division(rational a, rational b) {
    for (;;) {
      int128 const v = floor_of(a), w = floor_of(b);
      if (v != w) return v < w;
      int128 const r = rest_of(a), s = rest_of(b);  // p - floor q would overflow on the way
      if (r == 0 || s == 0) return s != 0;
      rational const next = lowest(b.q_, s);
      b = lowest(a.q_, r);
      a = next;
    }
  }
  static constexpr int128 rest_of(rational const& r) { return r.p_ % r.q_ + (r.p_ % r.q_ < 0 ? r.q_ : 0); }
  static constexpr int128 floor_of(rational const& r) { return r.p_ / r.q_ - (r.p_ % r.q_ < 0 ? 1 : 0); }

  constexpr void reduce() {
    if (q_ == 0 || p_ == smallest || q_ == smallest) {
      *this = inexact();
      return;
    }
    if (q_ < 0) p_ = -p_, q_ = -q_;
    int128 const g = gcd(p_, q_);
    p_ /= g;
    q_ /= g;
  }

  // this + p/other.q, over the least common denominator.
  constexpr rational plus(int128 p, rational const& other) const {
    if (q_ == 1 && other.q_ == 1) {
      int128 s = 0;
      return __builtin_add_overflow(p_, p, &s) ? inexact() : lowest(s, 1);
    }
    if (!exact() || !other.exact()) return inexact();
    int128 const g = gcd(q_, other.q_);
    int128 a = 0, b = 0, s = 0, q = 0;
    if (__builtin_mul_overflow(p_, other.q_ / g, &a) || __builtin_mul_overflow(p, q_ / g, &b) ||
        __builtin_add_overflow(a, b, &s) || __builtin_mul_overflow(q_, other.q_ / g, &q))
      return inexact();
    return rational(s, q);
  }

  template <class Real> static constexpr Real integer_as(int128 n) {
    constexpr long long limit = std::numeric_limits<long long>::max();
    if (n >= -limit && n <= limit) return static_cast<Real>(static_cast<long long>(n));
    bool const negative = n < 0;
    uint128 const m = negative ? uint128{0} - static_cast<uint128>(n) : static_cast<uint128>(n);
    Real const word = static_cast<Real>(static_cast<long long>(1) << 32);
    Real const high = static_cast<Real>(static_cast<unsigned long long>(m >> 64));
    Real const low = static_cast<Real>(static_cast<unsigned long long>(m));
    Real const value = static_cast<Real>(high * word * word + low);
    return negative ? static_cast<Real>(-value) : value;
  }

  template <class Real> constexpr Real rounded() const {
    if (q_ == 0) return std::numeric_limits<Real>::quiet_NaN();
    constexpr int digits = std::numeric_limits<Real>::digits;
    constexpr int128 whole = int128{1} << (digits < 64 ? digits : 64);
    if (p_ > -whole && p_ < whole && q_ < whole) return static_cast<Real>(p_) / static_cast<Real>(q_);
    return divided<Real>();
  }

  // Long division to digits + 2 bits with a sticky bit, then one rounding to nearest even.
  template <class Real> constexpr Real divided() const {
    constexpr int digits = std::numeric_limits<Real>::digits < 64 ? std::numeric_limits<Real>::digits : 64;
    uint128 const p = p_ < 0 ? uint128{0} - static_cast<uint128>(p_) : static_cast<uint128>(p_);
    uint128 const q = static_cast<uint128>(q_);
    uint128 quotient = p / q, rest = p % q;
    int exponent = 0;  // value = quotient * 2^exponent
    while (quotient >> (digits + 1) == 0) {
      rest <<= 1;
      quotient = quotient << 1 | (rest >= q ? 1u : 0u);
      if (rest >= q) rest -= q;
      --exponent;
    }
    bool sticky = rest != 0;
    constexpr int least_exponent = std::numeric_limits<Real>::min_exponent - digits - 2;  // subnormal results have fewer digits
    while (quotient >> (digits + 2) != 0 || exponent < least_exponent) {
      sticky = sticky || (quotient & 1) != 0;
      quotient >>= 1;
      ++exponent;
    }
    uint128 mantissa = quotient >> 2;
    unsigned const below = static_cast<unsigned>(quotient & 3) << 1 | (sticky ? 1u : 0u);
    if (below > 4 || (below == 4 && (mantissa & 1) != 0)) ++mantissa;
    exponent += 2;
    Real value = static_cast<Real>(mantissa);
    for (; exponent > 0; --exponent) value *= 2;
    for (; exponent < 0; ++exponent) value /= 2;
    return p_ < 0 ? -value : value;
  }

  int128 p_ = 0;
  int128 q_ = 1;
};

}  // namespace calx
