// SPDX-License-Identifier: Apache-2.0
// The brackets against the processor, which rounds down and up when told to: the same doubles, for arguments of every size.
#include <calx/core/rounding.hpp>

#include <boost/test/unit_test.hpp>

#include "../random_source.hpp"

#include <cfenv>
#include <cmath>
#include <cstdio>

BOOST_AUTO_TEST_SUITE(rounding)

namespace {

using calx::bracket, calx::bracket_of, calx::rational;

constexpr double largest = std::numeric_limits<double>::max(), least = std::numeric_limits<double>::denorm_min(),
                 infinity = std::numeric_limits<double>::infinity();

constexpr bool is(bracket const& b, double below, double above) { return b.below == below && b.above == above; }

static_assert(calx::next_above(1.0) == 1 + 0x1p-52 && calx::next_below(1.0) == 1 - 0x1p-53 && calx::next_above(0.0) == least &&
              calx::next_above(-least) == 0 && calx::next_below(0.0) == -least && calx::next_above(largest) == infinity &&
              calx::next_below(infinity) == largest && calx::next_above(infinity) == infinity);
static_assert(is(calx::bracket_of_sum(1, 2), 3, 3) && is(calx::bracket_of_sum(1, least), 1, 1 + 0x1p-52) &&
              is(calx::bracket_of_sum(-1, least), -1, -1 + 0x1p-53) && is(calx::bracket_of_sum(1, -1), 0, 0) &&
              is(calx::bracket_of_sum(largest, largest), largest, infinity));
static_assert(is(calx::bracket_of_product(3, -5), -15, -15) && is(calx::bracket_of_product(least, 0.5), 0, least) &&
              is(calx::bracket_of_product(-1e200, 1e200), -infinity, -largest) &&
              is(calx::bracket_of_product(0x1p-537, 0x1p-537), least, least));
static_assert(is(calx::bracket_of_quotient(1, 4), 0.25, 0.25) &&
              is(calx::bracket_of_quotient(1, 3), 1 / 3.0, calx::next_above(1 / 3.0)) &&
              is(calx::bracket_of_quotient(1, least), largest, infinity));
static_assert(is(calx::bracket_of_root(9), 3, 3) &&
              is(calx::bracket_of_root(2), calx::next_below(0x1.6a09e667f3bcdp+0), 0x1.6a09e667f3bcdp+0) &&
              is(calx::bracket_of_root(0x1p-1074), 0x1p-537, 0x1p-537));
static_assert(is(bracket_of(rational(1, 3)), 1 / 3.0, calx::next_above(1 / 3.0)) &&
              is(bracket_of(rational(-3, 8)), -0.375, -0.375));
static_assert(is(bracket_of((1LL << 53) + 1), 0x1p53, 0x1p53 + 2) && is(bracket_of(-3), -3, -3) &&
              is(bracket_of(0.1f), 0.1f, 0.1f) && is(bracket_of(~0ull), calx::next_below(0x1p64), 0x1p64));

// Any double: of any exponent, subnormal, a whole number, or next to one of these.
double any_double(calx_test::random_source& random) {
  switch (random.below(6)) {
    case 0: return random.below(41) - 20;
    case 1: return std::ldexp(1.0, random.below(2098) - 1074) * (random.one_in(2) ? 1 : -1);
    case 2: return static_cast<double>(random.next() >> 12) * least;
    case 3: return random.one_in(2) ? largest : -least;
    default: {
      double const x = std::ldexp(random.unit() + 0.5, random.below(2098) - 1073);
      return random.one_in(2) ? x : -x;
    }
  }
}
// One that meets x: of its size, a part of it, or any.
double beside(double x, calx_test::random_source& random) {
  switch (random.below(4)) {
    case 0: return x * (random.unit() - 0.5);
    case 1: return -calx::next_above(x);
    case 2: return std::ldexp(random.unit(), -random.below(60)) * x;
    default: return any_double(random);
  }
}

template <class Operation> bracket by_processor(Operation operation) {
  bracket result;
  std::fesetround(FE_DOWNWARD);
  double volatile const below = operation();
  std::fesetround(FE_UPWARD);
  double volatile const above = operation();
  std::fesetround(FE_TONEAREST);
  result = {below, above};
  return result;
}

int violations = 0;
void expect_same(char const* what, double a, double b, bracket const& got, bracket const& expected) {
  if (got.below == expected.below && got.above == expected.above) return;
  if (++violations < 20)
    std::printf("%s(%a, %a): [%a, %a], the processor has [%a, %a]\n", what, a, b, got.below, got.above, expected.below,
                expected.above);
}

void compare_with_processor(int count) {
  calx_test::random_source random(7);
  violations = 0;
  for (int i = 0; i < count; ++i) {
    double const a = any_double(random), b = beside(a, random);
    if (!std::isfinite(a) || !std::isfinite(b)) continue;
    double volatile const x = a, y = b, size = std::fabs(a);
    expect_same("sum", a, b, calx::bracket_of_sum(a, b), by_processor([&] { return x + y; }));
    expect_same("product", a, b, calx::bracket_of_product(a, b), by_processor([&] { return x * y; }));
    if (b != 0) expect_same("quotient", a, b, calx::bracket_of_quotient(a, b), by_processor([&] { return x / y; }));
    expect_same("root", a, 0, calx::bracket_of_root(std::fabs(a)), by_processor([&] { return std::sqrt(size); }));
    long double volatile const wide = static_cast<long double>(a) + static_cast<long double>(b) / 3;
    expect_same("long double", a, b, bracket_of(static_cast<long double>(wide)),
                by_processor([&] { return static_cast<double>(wide); }));
    long long volatile const whole = static_cast<long long>(random.next());
    expect_same("integer", a, b, bracket_of(static_cast<long long>(whole)),
                by_processor([&] { return static_cast<double>(whole); }));
  }
  BOOST_TEST(violations == 0);
}

}  // namespace

BOOST_AUTO_TEST_CASE(as_the_processor_rounds) { compare_with_processor(20000); }

BOOST_AUTO_TEST_CASE(as_the_processor_rounds_at_10000000_points, *boost::unit_test::label("exhaustive")) {
  compare_with_processor(10000000);
}

// The bracket of p/q: q times its ends enclose p, and it is one double or two neighbours.
BOOST_AUTO_TEST_CASE(rationals) {
  calx_test::random_source random(11);
  for (int i = 0; i < 20000; ++i) {
    auto const integer = [&] {
      calx::uint128 const bits = calx::uint128(random.next()) << 64 | random.next();
      return static_cast<calx::int128>(bits >> (1 + random.below(126)));
    };
    rational const r(random.one_in(2) ? integer() : -integer(), integer() + 1);
    if (!r.exact()) continue;
    bracket const b = bracket_of(r);
    rational const below = rational::from_floating(b.below), above = rational::from_floating(b.above);
    if (!below.exact() || !above.exact()) continue;
    BOOST_REQUIRE((below <= r && r <= above));
    BOOST_REQUIRE((b.below == b.above ? below == r : b.above == calx::next_above(b.below)));
  }
}

BOOST_AUTO_TEST_SUITE_END()
