// SPDX-License-Identifier: Apache-2.0
// The algebra alone, with rules of the test's own: atom 0 is plain, atom 1 is a square root of atom 0 (r^2 = x), atom 2 an
// indicator (c^2 = c).
#include <calx/transform/polynomial.hpp>

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(polynomials)

namespace {

using calx::exponent, calx::fraction, calx::rational;

struct rules {
  constexpr bool rewrites(int atom, exponent power) const {
    return (atom == 1 && (power.p < 0 || power.p > 1)) || (atom == 2 && power.p > 1);
  }
  constexpr fraction rewrite(calx::polynomial_algebra<rules>& a, int atom, exponent power) {
    if (atom == 2) return a.atom(2);
    int const whole = exponent{power.p, 2}.floor();
    fraction const outside = a.power(a.atom(0), whole);
    if (power.p == 2 * whole) return outside;
    return a.multiply(outside, a.atom(1));
  }
};

struct sheet {
  rules rule{};
  calx::polynomial_algebra<rules> algebra{rule};
  fraction x = algebra.atom(0), r = algebra.atom(1), c = algebra.atom(2), y = algebra.atom(3);
  fraction one = algebra.number(rational(1));
};

constexpr bool sums_and_products(rational const& two) {
  sheet s;
  auto& a = s.algebra;
  fraction const square = a.power(a.add(s.x, s.y), 2);
  fraction const terms = a.add(a.add(a.power(s.x, 2), a.power(s.y, 2)), a.multiply(a.number(two), a.multiply(s.x, s.y)));
  return a.equal(square, terms) && square.numerator.size() == 3 && a.is_zero(a.subtract(square, terms)) &&
         !a.equal(square, s.x) && a.subtract(square, square).numerator.empty();
}
static_assert(sums_and_products(2));

// Monomials keep their identity while the table that finds them grows: each way of multiplying out gives the same terms.
constexpr bool many_monomials(rational const& two) {
  sheet s;
  auto& a = s.algebra;
  fraction const sum = a.add(a.add(s.x, s.y), a.number(two));
  fraction const once = a.power(sum, 12), parts = a.multiply(a.power(sum, 5), a.power(sum, 7));
  return once.numerator.size() == 91 && parts.numerator.size() == 91 && a.equal(once, parts);
}
static_assert(many_monomials(2));

constexpr bool quotients(rational const& one) {
  sheet s;
  auto& a = s.algebra;
  fraction const sum = a.add(s.x, a.number(one)), difference = a.subtract(s.x, a.number(one));
  fraction const product = a.subtract(a.power(s.x, 2), s.one);
  return a.equal(a.divide(product, sum), difference) && a.equal(a.divide(s.x, s.x), s.one) &&
         a.equal(a.divide(s.one, a.divide(s.one, sum)), sum) && a.equal(a.power(sum, -2), a.divide(s.one, a.power(sum, 2))) &&
         a.is_polynomial(a.divide(product, s.x));
}
static_assert(quotients(1));

// r^2 = x: also where the power arises by division, and within sums.
constexpr bool powers_are_replaced(int n) {
  sheet s;
  auto& a = s.algebra;
  return a.equal(a.power(s.r, 2), s.x) && a.equal(a.power(s.r, n), a.multiply(s.r, a.power(s.x, (n - 1) / 2))) &&
         a.equal(a.divide(s.one, s.r), a.divide(s.r, s.x)) &&
         a.equal(a.multiply(a.add(s.r, s.y), a.subtract(s.r, s.y)), a.subtract(s.x, a.power(s.y, 2))) &&
         a.equal(a.power(s.c, n), s.c) && a.equal(a.power(a.subtract(s.one, s.c), 2), a.subtract(s.one, s.c)) &&
         a.is_zero(a.multiply(s.c, a.subtract(s.one, s.c)));
}
static_assert(powers_are_replaced(7));

constexpr bool exponents(int p) {
  return exponent{p, 2}.floor() == 3 && exponent{-p, 2}.floor() == -4 && exponent{-4, 2}.floor() == -2 &&
         exponent{p, 1}.is_integer() && !(exponent{p, 2} == exponent{p, 3});
}
static_assert(exponents(7));

// Overflow, division by zero and size: the algebra gives up, and nothing is zero or equal from then on.
constexpr bool giving_up(int bits) {
  sheet overflow, division, size;
  fraction const huge = overflow.algebra.number(rational(calx::int128{1} << bits, 1));
  (void)overflow.algebra.multiply(huge, huge);
  (void)division.algebra.divide(division.x, division.algebra.subtract(division.y, division.y));
  (void)size.algebra.power(size.algebra.add(size.x, size.y), 65);
  return overflow.algebra.given_up() && division.algebra.given_up() && size.algebra.given_up() &&
         !overflow.algebra.equal(huge, huge) && !division.algebra.is_zero(division.algebra.subtract(division.x, division.x));
}
static_assert(giving_up(100));

bool too_many_terms() {
  sheet s;
  fraction sum = s.one;
  for (int i = 3; i < 20; ++i) sum = s.algebra.add(sum, s.algebra.atom(i));
  (void)s.algebra.power(sum, 6);  // 100,947 terms
  return s.algebra.given_up();
}

}  // namespace

BOOST_AUTO_TEST_CASE(algebra) {
  BOOST_TEST(sums_and_products(2));
  BOOST_TEST(many_monomials(2));
  BOOST_TEST(quotients(1));
  BOOST_TEST(powers_are_replaced(7));
  BOOST_TEST(exponents(7));
}
BOOST_AUTO_TEST_CASE(limits) {
  BOOST_TEST(giving_up(100));
  BOOST_TEST(too_many_terms());
}

BOOST_AUTO_TEST_SUITE_END()
