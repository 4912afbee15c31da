// SPDX-License-Identifier: Apache-2.0
// The exhaustive half of tests/core/rational.cpp, at run time only: random arithmetic, order and from_floating against
// integers of any size (Boost.Multiprecision).
#include <calx/core/rational.hpp>

#include <boost/multiprecision/cpp_int.hpp>
#include <boost/test/unit_test.hpp>

#include <bit>
#include <cmath>
#include <cstdint>
#include <random>

namespace {

using calx::int128, calx::uint128, calx::rational;
using integer = boost::multiprecision::cpp_int;

constexpr int128 largest = static_cast<int128>(~uint128{0} >> 1);

struct fraction {
  integer p, q;
};

integer big(int128 n) {
  uint128 const m = n < 0 ? uint128{0} - static_cast<uint128>(n) : static_cast<uint128>(n);
  integer const value = (integer(static_cast<std::uint64_t>(m >> 64)) << 64) + static_cast<std::uint64_t>(m);
  return n < 0 ? integer(-value) : value;
}
fraction big(rational const& r) { return {big(r.numerator()), big(r.denominator())}; }

bool fits(integer const& n) { return abs(n) < (integer(1) << 127); }

fraction lowest(fraction f) {
  if (f.q < 0) f.p = -f.p, f.q = -f.q;
  integer const g = gcd(f.p, f.q);
  return {f.p / g, f.q / g};
}

// The exact value of a finite floating number, 32 bits at a time (a long double has 113 at most).
template <class Real> fraction big(Real value) {
  int exponent = 0;
  Real scaled = std::frexp(value, &exponent);
  integer m = 0;
  for (int k = 0; k < 4; ++k) {
    scaled = std::ldexp(scaled, 32);
    Real const whole = std::trunc(scaled);
    m = (m << 32) + static_cast<std::int64_t>(whole);
    scaled -= whole;
    exponent -= 32;
  }
  if (exponent >= 0) return {m << exponent, 1};
  return lowest({m, integer(1) << -exponent});
}

class random_numbers {
 public:
  // Of every size: the number of bits is drawn first; every eighth is at the very edge.
  int128 whole() {
    uint128 const bits = uint128{engine_()} << 64 | engine_();
    int const shift = static_cast<int>(1 + engine_() % 127);
    auto n = static_cast<int128>(bits >> shift);
    if (engine_() % 8 == 0) n = largest - static_cast<int128>(engine_() % 5);
    return engine_() % 2 == 0 ? n : -n;
  }
  rational any() {
    rational r;
    do r = engine_() % 4 == 0 ? rational(whole(), 1) : rational(whole(), whole());
    while (!r.exact());
    return r;
  }
  std::uint64_t bits() { return engine_(); }

 private:
  std::mt19937_64 engine_{20240229};
};

struct tally {
  int exact = 0, inexact = 0;
};
bool is(rational const& r, fraction const& f) { return big(r.numerator()) == f.p && big(r.denominator()) == f.q; }

// Exactly the true value in lowest terms; or inexact, which is allowed where the true value does not fit.
void agrees(rational const& r, fraction const& truth, bool may_be_inexact, tally& count) {
  ++(r.exact() ? count.exact : count.inexact);
  if (!r.exact()) BOOST_TEST(may_be_inexact);
  else BOOST_TEST(is(r, lowest(truth)));
}

// Exact if and only if |value| is 0, or in [2^-120, 2^120) with no bit below 2^-126.
template <class Real> void reads_exactly(Real value, tally& count) {
  rational const r = rational::from_floating(value);
  if (!std::isfinite(value)) {
    BOOST_TEST(!r.exact());
    return;
  }
  fraction const truth = big(value);
  integer const p = abs(truth.p);
  bool const held = p == 0 || (p < (truth.q << 120) && (p << 120) >= truth.q && truth.q <= (integer(1) << 126));
  BOOST_TEST(r.exact() == held);
  agrees(r, truth, !held, count);
  if (held) BOOST_TEST(r.to<Real>() == value);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(rational_against_integers)

BOOST_AUTO_TEST_CASE(the_helpers_can_fail) {
  BOOST_TEST(is(rational(1, 2), {1, 2}));
  BOOST_TEST(!is(rational(1, 2), {2, 4}));
  BOOST_TEST(!is(rational(1, 2), {-1, 2}));
  BOOST_TEST(big(0.1).p == integer(3602879701896397));
  BOOST_TEST(big(-largest - 1) == -(integer(1) << 127));
  BOOST_TEST(fits((integer(1) << 127) - 1));
  BOOST_TEST(!fits(integer(1) << 127));
}

BOOST_AUTO_TEST_CASE(products_and_quotients_fit_or_are_inexact) {
  random_numbers random;
  tally count;
  for (int i = 0; i < 4000; ++i) {
    rational const a = random.any(), b = random.any();
    fraction const x = big(a), y = big(b);
    fraction const product = lowest({x.p * y.p, x.q * y.q});
    agrees(a * b, product, !fits(product.p) || !fits(product.q), count);
    if (b.is_zero()) continue;
    fraction const quotient = lowest({x.p * y.q, x.q * y.p});
    agrees(a / b, quotient, !fits(quotient.p) || !fits(quotient.q), count);
  }
  BOOST_TEST(count.exact > 1000);
  BOOST_TEST(count.inexact > 1000);
}

// Sums are made over the least common denominator, before they are reduced: that has to fit.
BOOST_AUTO_TEST_CASE(sums_and_differences_fit_or_are_inexact) {
  random_numbers random;
  tally count;
  for (int i = 0; i < 4000; ++i) {
    rational const a = random.any(), b = i % 3 == 0 ? rational(random.whole(), a.denominator()) : random.any();
    if (!b.exact()) continue;
    fraction const x = big(a), y = big(b);
    integer const q = lcm(x.q, y.q), left = x.p * (q / x.q), right = y.p * (q / y.q);
    bool const parts_fit = fits(q) && fits(left) && fits(right);
    agrees(a + b, {left + right, q}, !parts_fit || !fits(left + right), count);
    agrees(a - b, {left - right, q}, !parts_fit || !fits(left - right), count);
  }
  BOOST_TEST(count.exact > 1000);
  BOOST_TEST(count.inexact > 1000);
}

BOOST_AUTO_TEST_CASE(order_is_that_of_the_cross_products) {
  random_numbers random;
  int overflows = 0, less = 0;
  for (int i = 0; i < 8000; ++i) {
    rational const a = random.any();
    rational b = random.any();
    if (i % 2 == 0 && a.denominator() < largest - 1) b = rational(a.numerator(), a.denominator() + 1);  // close by
    fraction const x = big(a), y = big(b);
    integer const left = x.p * y.q, right = y.p * x.q;
    overflows += !fits(left) || !fits(right) ? 1 : 0;
    less += left < right ? 1 : 0;
    BOOST_TEST((a < b) == (left < right));
    BOOST_TEST((a > b) == (left > right));
    BOOST_TEST((a <= b) == (left <= right));
    BOOST_TEST((a >= b) == (left >= right));
    BOOST_TEST((a == b) == (left == right));
  }
  BOOST_TEST(overflows > 1000);
  BOOST_TEST((less > 2000 && less < 6000));
}

BOOST_AUTO_TEST_CASE(from_floating_is_exact_or_says_no) {
  random_numbers random;
  tally count;
  for (int i = 0; i < 4000; ++i) {
    reads_exactly(std::bit_cast<double>(random.bits()), count);
    reads_exactly(std::bit_cast<float>(static_cast<std::uint32_t>(random.bits())), count);
    auto const m = static_cast<long double>(random.bits());
    int const exponent = static_cast<int>(random.bits() % 300) - 200;
    reads_exactly(std::ldexp(m, exponent), count);
    reads_exactly(std::ldexp(-static_cast<double>(random.bits()), exponent), count);
    reads_exactly(std::ldexp(static_cast<double>(random.bits() % 8), exponent), count);  // few bits
  }
  BOOST_TEST(count.exact > 2000);
  BOOST_TEST(count.inexact > 2000);
  for (double const edge : {0x1p120, 0x1.fffffffffffffp119, 0x1p-120, 0x1.fffffffffffffp-121, 0x1p-74, 0x1.0000000000001p-74,
                            0x1.0000000000001p-75, 5e-324, 0x1p-1022, 0x1.fffffffffffffp1023, 0.0})
    for (double const value : {edge, -edge}) {
      reads_exactly(value, count);
      reads_exactly(static_cast<long double>(value), count);
      reads_exactly(static_cast<float>(value), count);
    }
}

BOOST_AUTO_TEST_SUITE_END()
