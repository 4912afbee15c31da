// SPDX-License-Identifier: Apache-2.0
// Exact arithmetic at the edges of 128 bits, and conversions against whole numbers of any size: m 2^e is p/q rounded
// once if p/q lies within half a unit of m, decided by cross-multiplication.
#include <calx/core/rational.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>

BOOST_AUTO_TEST_SUITE(rational_numbers)

namespace {

using calx::int128, calx::rational, calx::uint128;

constexpr int128 largest = static_cast<int128>(~uint128{0} >> 1);

// --- arithmetic
// ---------------------------------------------------------------------------------------------------------------------
constexpr bool fractions(int two) {
  rational const half(1, two), third(1, 3);
  return half + third == rational(5, 6) && half - third == rational(1, 6) && half * third == rational(1, 6) &&
         half / third == rational(3, 2) && rational(6, -4) == rational(-3, 2) && rational(0, -5) == rational(0) &&
         rational(-4, -2) == rational(2) && -half == rational(-1, 2) && half.reciprocal() == rational(2) &&
         rational(-1, 3).reciprocal() == rational(-3) && rational(-1, 3).magnitude() == third && rational(7, 1).is_integer() &&
         rational(3, 8).is_dyadic() && !third.is_dyadic() && rational(0).is_zero() && rational(-1, 2).is_negative();
}
static_assert(fractions(2));

// What does not fit is inexact, and stays so; it never wraps. The smallest int128 has no opposite, so it counts as too
// large.
constexpr bool overflow(int128 const& most) {
  rational const top(most, 1), one(1), tiny(1, most);
  bool const at_the_edge = top.exact() && (-top).exact() && (top - one + one == top) && (-top + one - one == -top) &&
                           (top * -one == -top) && top * tiny == one && tiny.reciprocal() == top &&
                           rational(most / 2, 1) + rational(most / 2, 1) == rational(most - 1, 1) && tiny - tiny == rational(0);
  bool const beyond = !(top + one).exact() && !(-top - one).exact() && !(top + top).exact() && !(top * rational(2)).exact() &&
                      !(tiny * tiny).exact() && !(tiny + rational(1, most - 2)).exact() && !(tiny / rational(2)).exact() &&
                      !rational(-most - 1, 1).exact() && !rational(1, -most - 1).exact();
  return at_the_edge && beyond;
}
static_assert(overflow(largest));
constexpr bool overflow_to_the_smallest(int shift) {
  rational const a(int128{1} << shift, 1), b(-(int128{1} << (127 - shift)), 1);  // -2^127
  return !(a * b).exact() && !(rational(-(int128{1} << 126), 1) + rational(-(int128{1} << 126), 1)).exact() &&
         !(a * b * rational(1, 3)).exact();
}
static_assert(overflow_to_the_smallest(64));

constexpr bool inexact_is_contagious(int zero) {
  rational const none = rational::inexact(), one(1);
  return !none.exact() && !(none + one).exact() && !(one - none).exact() && !(none * rational(zero)).exact() &&
         !(one / none).exact() && !(-none).exact() && !none.reciprocal().exact() && !(one / rational(zero)).exact() &&
         !rational(1, zero).exact() && !(none == none) && !(none < one) && !(one < none) && !(none <= one) && !(one >= none) &&
         !(none >= none) && none.identical(none) && !none.is_zero() && !none.is_integer();
}
static_assert(inexact_is_contagious(0));

constexpr bool order(int128 const& n) {
  rational const third(1, 3), close(n, 3 * n + 1), closer(n + 1, 3 * n + 4);  // both a little below 1/3
  return close < third && closer < third && close < closer && closer > close && close <= closer && !(closer <= close) &&
         -third < -close && -closer < -close && rational(-1, 2) < rational(1, 1000) && third <= third && !(third < third) &&
         rational(0) < rational(1, largest) && rational(-largest, 1) < rational(-largest + 1, 1) &&
         rational(largest, largest - 1) > rational(1) && !(rational(largest - 1, largest) < rational(largest - 2, largest - 1));
}
static_assert(order(int128{1} << 124));

// --- to and from floating point
// ------------------------------------------------------------------------------------------------------
constexpr bool from_floating_is_exact(double tenth) {
  return rational::from_floating(tenth) == rational(3602879701896397, int128{1} << 55) &&
         rational::from_floating(-0.75f) == rational(-3, 4) &&
         rational::from_floating(0x1p119) == rational(int128{1} << 119, 1) &&
         rational::from_floating(0x1p-120) == rational(1, int128{1} << 120) && rational::from_floating(-0.0) == rational(0) &&
         rational::from_floating(1.0L / 3).to<long double>() == 1.0L / 3;
}
static_assert(from_floating_is_exact(0.1));

constexpr bool from_floating_knows_its_limits(double infinite) {
  return !rational::from_floating(infinite).exact() && !rational::from_floating(-infinite).exact() &&
         !rational::from_floating(std::numeric_limits<double>::quiet_NaN()).exact() &&
         !rational::from_floating(1e300).exact() && !rational::from_floating(1e-300).exact() &&
         !rational::from_floating(0x1p120).exact() && !rational::from_floating(0x1.8p-121).exact() &&
         !rational::from_floating(0x1.0000000000001p-100).exact();
}
static_assert(from_floating_knows_its_limits(std::numeric_limits<double>::infinity()));

constexpr bool conversions(int one) {
  return rational(one, 3).to<double>() == 1.0 / 3 && rational(one, 10).to<float>() == 0.1f &&
         rational((int128{1} << 53) + 1, 1).to<double>() == 0x1p53 &&
         rational((int128{1} << 53) + 3, 1).to<double>() == 0x1p53 + 4 && rational(largest, 1).to<double>() == 0x1p127 &&
         rational(-largest, 1).to<float>() == -0x1p127f && rational(1, largest).to<double>() == 0x1p-127 &&
         rational(largest, largest - 1).to<double>() == 1;
}
static_assert(conversions(1));

// Whole numbers of any size, most significant bit first: slow, and with nothing in common with the class under test.
struct bits {
  std::string digits;  // '0' and '1', no leading zeros

  static bits of(uint128 n) {
    bits b;
    for (int i = 127; i >= 0; --i)
      if ((n >> i & 1) != 0 || !b.digits.empty()) b.digits += (n >> i & 1) != 0 ? '1' : '0';
    return b;
  }
  bits shifted(int by) const { return {digits.empty() ? digits : digits + std::string(static_cast<std::size_t>(by), '0')}; }
  friend bits operator*(bits const& a, bits const& b) {
    bits sum;
    for (char const c : a.digits) {
      sum = sum.shifted(1);
      if (c == '1') sum = sum + b;
    }
    return sum;
  }
  friend bits operator+(bits const& a, bits const& b) {
    std::string result;
    int carry = 0;
    for (std::size_t i = 0; i < std::max(a.digits.size(), b.digits.size()) || carry != 0; ++i) {
      carry += (i < a.digits.size() ? a.digits[a.digits.size() - 1 - i] - '0' : 0) +
               (i < b.digits.size() ? b.digits[b.digits.size() - 1 - i] - '0' : 0);
      result.insert(result.begin(), static_cast<char>('0' + carry % 2));
      carry /= 2;
    }
    return {result};
  }
  friend bool operator<(bits const& a, bits const& b) {
    return a.digits.size() != b.digits.size() ? a.digits.size() < b.digits.size() : a.digits < b.digits;
  }
};

// value = m 2^e with a whole m: is p/q within half a unit of m?
template <class Real> bool is_nearest(Real value, uint128 p, uint128 q) {
  using limits = std::numeric_limits<Real>;
  int exponent = 0;
  (void)std::frexp(value, &exponent);
  int const ulp = std::max(exponent, static_cast<int>(limits::min_exponent)) - limits::digits;
  auto const m = static_cast<uint128>(std::ldexp(value, -ulp));
  bool const even = m % 2 == 0, power_of_two = m == uint128{1} << (limits::digits - 1);
  // (4m - below) 2^(ulp - 2) <= p/q <= (4m + 2) 2^(ulp - 2), where the neighbour below a power of two is half as far
  bits const above = bits::of(4 * m + 2) * bits::of(q), under = bits::of(4 * m - (power_of_two ? 1 : 2)) * bits::of(q),
             middle = bits::of(p);
  int const scale = ulp - 2;
  bits const left = scale > 0 ? under.shifted(scale) : under, right = scale > 0 ? above.shifted(scale) : above,
             exact = scale < 0 ? middle.shifted(-scale) : middle;
  bool const inside = left < exact && exact < right, at_an_end = even && !(exact < left) && !(right < exact);
  return inside || at_an_end;
}

std::uint64_t state = 12345;
uint128 random_number(int bits_wanted) {
  uint128 n = 0;
  for (int i = 0; i < 2; ++i) {
    std::uint64_t z = state += 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    n = n << 64 | (z ^ (z >> 31));
  }
  n >>= 128 - bits_wanted;
  return n == 0 ? 1 : n;
}

template <class Real> int wrong_conversions(int count) {
  int wrong = 0;
  for (int i = 0; i < count; ++i) {
    uint128 const p = random_number(1 + i % 127), q = random_number(1 + i / 127 % 127);
    Real const value = rational(static_cast<int128>(p), static_cast<int128>(q)).to<Real>();
    wrong += is_nearest(value, p, q) && rational(-static_cast<int128>(p), static_cast<int128>(q)).to<Real>() == -value ? 0 : 1;
  }
  return wrong;
}
// m + 1/2 for a whole m of as many bits as the type has: to even. And beside it.
template <class Real> int wrong_ties(int count) {
  int wrong = 0;
  for (int i = 0; i < count; ++i) {
    uint128 const m = random_number(std::numeric_limits<Real>::digits) | uint128{1} << (std::numeric_limits<Real>::digits - 1),
                  big = uint128{1} << 60;
    for (uint128 const p : {m * 2 * big + big, m * 2 * big + big + 1, m * 2 * big + big - 1}) {
      if (p >> 127 != 0) continue;
      wrong += is_nearest(rational(static_cast<int128>(p), static_cast<int128>(2 * big)).to<Real>(), p, 2 * big) ? 0 : 1;
    }
  }
  return wrong;
}
// The least results, 2^-127 <= p/q < 2^-126, are subnormal floats: one rounding, not two.
int wrong_subnormals(int count) {
  int wrong = 0;
  for (int i = 0; i < count; ++i) {
    uint128 const q = random_number(126) | uint128{1} << 126, p = 1;
    wrong += is_nearest(rational(1, static_cast<int128>(q)).to<float>(), p, q) ? 0 : 1;
  }
  return wrong;
}

bool the_checker_can_fail() {
  return is_nearest(1.0 / 3, 1, 3) && !is_nearest(std::nextafter(1.0 / 3, 1.0), 1, 3) &&
         !is_nearest(std::nextafter(1.0 / 3, 0.0), 1, 3) && is_nearest(0x1p53, (uint128{1} << 53) + 1, 1) &&
         !is_nearest(0x1p53 + 2, (uint128{1} << 53) + 1, 1);
}

}  // namespace

BOOST_AUTO_TEST_CASE(arithmetic) {
  BOOST_TEST(fractions(2));
  BOOST_TEST(overflow(largest));
  BOOST_TEST(overflow_to_the_smallest(64));
  BOOST_TEST(inexact_is_contagious(0));
  BOOST_TEST(order(int128{1} << 124));
}
BOOST_AUTO_TEST_CASE(floating_point) {
  BOOST_TEST(from_floating_is_exact(0.1));
  BOOST_TEST(from_floating_knows_its_limits(HUGE_VAL));
  BOOST_TEST(conversions(1));
}
BOOST_AUTO_TEST_CASE(conversions_round_once) {
  BOOST_TEST(the_checker_can_fail());
  BOOST_TEST(wrong_conversions<float>(4000) == 0);
  BOOST_TEST(wrong_conversions<double>(4000) == 0);
  BOOST_TEST(wrong_conversions<long double>(4000) == 0);
  BOOST_TEST(wrong_ties<float>(500) == 0);
  BOOST_TEST(wrong_ties<double>(500) == 0);
  BOOST_TEST(wrong_ties<long double>(500) == 0);
  BOOST_TEST(wrong_subnormals(2000) == 0);
}

BOOST_AUTO_TEST_SUITE_END()
