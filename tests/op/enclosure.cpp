// SPDX-License-Identifier: Apache-2.0
// The enclosure of every operation against numbers of 60 digits at points of random intervals: 20,000 triples of operation,
// intervals and points here, a million in the exhaustive suite (CALX_POINTS overrides both). Where an enclosure says that the
// operation is continuous, it must have had a value at every point.
#include <calx/op/enclosure.hpp>

#include <boost/test/unit_test.hpp>

#include "../enclosure_check.hpp"

#include <cstdio>
#include <cstdlib>
#include <limits>

BOOST_AUTO_TEST_SUITE(enclosure)

namespace {

using calx::interval, calx::opcode;
using calx_test::big, calx_test::random_source;

constexpr double infinity = std::numeric_limits<double>::infinity(), least = std::numeric_limits<double>::denorm_min();

constexpr interval of(opcode operation, interval const& a, interval const& b = {}, interval const& c = {}) {
  return calx::facts_of(operation).enclosure(a, b, c, 0);
}
constexpr interval whole_power(interval const& x, int n) { return calx::facts_of(opcode::power).enclosure(x, {}, {}, n); }

// --- known results ---

constexpr bool monotone_functions() {
  using enum opcode;
  return of(exp, 0) == interval(1) && of(exp, {0, infinity}) == interval{1, infinity} &&
         of(exp, {-infinity, 0}) == interval{0, 1} && of(exp, interval::entire()).is_continuous() &&
         of(exp, 1000).upper() == infinity && of(exp, 1000).lower() > 1e308 && of(exp, -1000).lower() == 0 &&
         of(exp, -1000).upper() < 1e-300 && of(tanh, {-100, 100}) == interval{-1, 1} &&
         of(sigmoid, interval::entire()) == interval{0, 1} && of(erf, {0, 50}) == interval{0, 1} &&
         of(cosh, {-1, 2}).lower() == 1 && of(cosh, {-2, 1}) == of(cosh, {0, 2}) && of(sech_squared, {-1, 1}).upper() == 1 &&
         of(expm1, {-infinity, 0}) == interval{-1, 0} && of(cube_root, {-8, 27}) == interval{-2, 3} &&
         of(exp2, {0, 3}) == interval{1, 8} && of(erfc, {0, infinity}) == interval{0, 1} &&
         of(atan, interval::entire()).upper() > 1.5707963267948966 && of(exp, interval::empty()).is_empty() &&
         of(acos, 1) == interval(0) && of(softplus, {-infinity, 0}).lower() == 0;
}
static_assert(monotone_functions());

constexpr bool domains() {
  using enum opcode;
  interval const low{-infinity, 0}, log_of_most = of(log, {-1, 1});
  return log_of_most == low && !log_of_most.is_continuous() && !of(log, {0, 1}).is_continuous() && of(log, {0, 1}) == low &&
         of(log, {1, infinity}).is_continuous() && of(log, {least, 1}).is_continuous() && of(log, {-2, -1}).is_empty() &&
         of(log, {-1, 0}).is_empty() && of(log, 0).is_empty() && of(log1p, {-1, 0}) == low && of(log1p, {-3, -1}).is_empty() &&
         of(square_root, {-1, 4}) == interval{0, 2} && !of(square_root, {-1, 4}).is_continuous() &&
         of(square_root, {0, 4}).is_continuous() && of(acosh, {0, 1}) == interval(0) && of(acosh, {-1, 0.5}).is_empty() &&
         of(asin, {-3, 0}).upper() == 0 && !of(asin, {-3, 0}).is_continuous() && of(asin, {-1, 1}).is_continuous() &&
         of(acos, {1, 2}) == interval(0) && of(atanh, {-1, 0}) == low && !of(atanh, {-1, 0}).is_continuous() &&
         of(atanh, {-2, 2}).is_entire() && of(atanh, {1, 2}).is_empty() && of(atanh, -1).is_empty();
}
static_assert(domains());

constexpr bool waves() {
  using enum opcode;
  interval const full{-1, 1};
  return of(sin, {0, 2}).upper() == 1 && of(sin, {0, 2}).lower() == 0 && of(sin, {2, 4}).upper() < 1 &&
         of(sin, {4, 6}).lower() == -1 && of(sin, {0, 4}).upper() == 1 && of(sin, {0, 5}) == full &&
         of(sin, {-0.5, 0.5}).upper() < 0.48 && of(sin, {1, 7.5}) == full && of(cos, {-1, 1}).upper() == 1 &&
         of(cos, {-1, 1}).lower() > 0.54 && of(cos, {3, 4}).lower() == -1 && of(cos, {-4, 1}) == full &&
         of(cos, {1, 6}).lower() == -1 && of(cos, {1, 6}).upper() < 0.97 && of(cos, 0) == interval(1) &&
         of(sin, {0, infinity}) == full && of(sin, interval::entire()).is_continuous() && of(sin, {1e300, 1e301}) == full &&
         of(sin, 1e22).width() < 1e-15 && of(sin, 1e22).contains(-0.8522008497671888) && of(tan, {-1, 1}).upper() > 1.557 &&
         of(tan, {-1, 1}).is_continuous() && of(tan, {1, 2}).is_entire() && !of(tan, {1, 2}).is_continuous() &&
         of(tan, {2, 4}).is_continuous() && of(tan, {0, 4}).is_entire() &&
         of(tan, {1.5707963267948966, 1.5707963267948968}).is_entire() && of(tan, 1.5707963267948966).lower() > 1.6e16;
}
static_assert(waves());

constexpr bool powers() {
  using enum opcode;
  interval const a{-3, 2};
  return whole_power(a, 2) == interval{0, 9} && whole_power(a, 3) == interval{-27, 8} && whole_power(a, 0) == interval(1) &&
         whole_power(a, 1) == a && whole_power({1, 2}, -1) == interval{0.5, 1} &&
         whole_power({0, 2}, -1) == interval{0.5, infinity} && whole_power({-2, 0}, -1) == interval{-infinity, -0.5} &&
         whole_power({-1, 2}, -2) == interval{0.25, infinity} && whole_power(a, -3).is_entire() &&
         !whole_power(a, -3).is_continuous() && whole_power(0, -2).is_empty() &&
         whole_power({2, infinity}, -2) == interval{0, 0.25} && whole_power(0, 0) == interval(1) &&
         of(pow, a, 2) == interval{0, 9} && of(pow, a, 2).is_continuous() &&
         of(pow, {1, 4}, {0, 1}) == interval{1, 4 + 0x1p-49} && of(pow, {0, 1}, {0, 2}) == interval{0, 1} &&
         !of(pow, {0, 1}, {0, 2}).is_continuous() && of(pow, {0, 1}, {1, 2}).is_continuous() &&
         of(pow, {-8, -1}, 0.5).is_empty() && of(pow, {-2, 1}, {1.5, 2.5}).contains(interval{0, 4}) &&
         of(pow, {-2, 1}, {1.5, 3.5}).contains(-8) && !of(pow, {-2, 1}, {1.5, 2.5}).is_continuous() &&
         of(pow, 0, {-2, -0.5}).is_empty() && of(pow, {2, 3}, {-infinity, infinity}) == interval{0, infinity} &&
         of(integer_power, a, 3) == interval{-27, 8} && of(pow_slope, a, 0) == interval(0) &&
         of(pow_slope, a, 2) == interval{-6, 4} && of(times_log, 0, {-2, -1}) == interval(0) &&
         of(times_log, {0, 1}, {0, 1}) == interval{-infinity, 0} && of(times_log, 1, 1) == interval(0) &&
         of(hypot, {-3, 0}, 4).lower() == 4 && of(hypot, {-3, 1}, 0) == interval{0, 3} &&
         of(hypot, {3, infinity}, 1).upper() == infinity;
}
static_assert(powers());

constexpr bool angles() {
  using enum opcode;
  double const half_turn = 3.141592653589793;
  interval const cut = of(atan2, {-1, 1}, {-2, -1}), above = of(atan2, {0, 1}, {-2, -1}), right = of(atan2, {-1, 1}, {1, 2});
  return cut.lower() <= -half_turn && cut.upper() > half_turn && !cut.is_continuous() && above.lower() > 2.3 &&
         above.upper() > half_turn && above.is_continuous() && right.upper() < 0.79 && right.is_continuous() &&
         of(atan2, 0, {1, 2}) == interval(0) && of(atan2, 0, 0) == interval(0) && !of(atan2, 0, 0).is_continuous() &&
         of(atan2, {-1, 0}, {-1, 0}).contains(half_turn) && of(atan2, {-1, -0.5}, {-1, 0}).upper() < -1.57 &&
         of(atan2, {1, infinity}, {1, infinity}).lower() == 0 &&
         of(atan2, interval::entire(), interval::entire()).upper() < 3.1416;
}
static_assert(angles());

constexpr bool pieces() {
  using enum opcode;
  interval const a{1, 2}, b{2, 3}, open{0, 1}, none = interval::empty();
  return of(abs, {-3, 1}) == interval{0, 3} && of(sign, {-3, 1}) == interval{-1, 1} && !of(sign, {0, 1}).is_continuous() &&
         of(sign, a) == interval(1) && of(sign, a).is_continuous() && of(min, {0, 5}, a) == interval{0, 2} &&
         of(max, {0, 5}, a) == interval{1, 5} && of(less, a, {3, 4}) == interval(1) && of(less, a, b) == open &&
         of(less, b, a) == interval(0) && of(less_equal, a, b) == interval(1) && !of(less, a, b).is_continuous() &&
         of(less, b, a).is_continuous() && of(equal, a, a) == open && of(equal, 1, 1) == interval(1) &&
         of(equal, a, {3, 4}) == interval(0) && of(logical_and, 0, open.if_continuous(false)) == interval(0) &&
         of(logical_and, open, 0).is_continuous() && of(logical_and, 1, open) == open &&
         of(logical_or, open, 1) == interval(1) && of(logical_or, 0, open) == open && of(logical_or, 0, 0) == interval(0) &&
         of(logical_and, 1, 1) == interval(1) && of(logical_not, 0) == interval(1) && of(logical_not, 1) == interval(0) &&
         of(logical_not, open) == open && of(where, 1, a, none) == a && of(where, 0, none, b) == b &&
         of(where, open, a, b) == interval{1, 3} && of(where, 1, a, none).is_continuous() &&
         !of(where, open, a, b).is_continuous() && of(where, open, none, b) == b && of(where, none, a, b).is_empty() &&
         of(min, a, none).is_empty() && of(less, a, none).is_empty() && of(sign, none).is_empty() &&
         of(logical_not, none).is_empty();
}
static_assert(pieces());

constexpr bool leaves_and_fusions() {
  using enum opcode;
  interval const circle = of(pi, {}), base = of(e, {}), inside = of(tanh_kernel, {-0.25, 0.5}),
                 across = of(tanh_kernel, {0.25, 1});
  return circle.lower() < circle.upper() && circle.upper() == calx::next_above(3.141592653589793) &&
         base.lower() == 2.718281828459045 && base.upper() == calx::next_above(2.718281828459045) &&
         of(multiply_add, {1, 2}, 3, 4) == interval{7, 10} && of(multiply_subtract, {1, 2}, 3, 4) == interval{-1, 2} &&
         of(subtract_product, {1, 2}, 3, 4) == interval{-2, 1} && of(tanh_from, {-1, 1}, 5) == of(tanh, {-1, 1}) &&
         of(sech_squared_from, {-1, 1}, 5) == of(sech_squared, {-1, 1}) &&
         of(pow_slope_from, {1, 2}, 3, 5) == of(pow_slope, {1, 2}, 3) && inside.upper() == 0 && inside.is_continuous() &&
         across.lower() < -0.39 && across.upper() > 0.36 && !across.is_continuous() && of(input, 3).is_entire() &&
         !of(captured, 3).is_continuous();
}
static_assert(leaves_and_fusions());

// --- random operations, intervals and points ---

struct sample {
  opcode operation = opcode::add;
  int payload = 0;
  interval operands[3];
};

bool is_condition(opcode operation, int which) {
  using enum opcode;
  return operation == logical_and || operation == logical_or || operation == logical_not || (operation == where && which == 0);
}
// Ends of very different sizes, as far as numbers of 60 digits can tell them apart.
sample random_sample(opcode operation, random_source& random) {
  static constexpr double conditions[][2] = {{0, 0}, {1, 1}, {0, 1}};
  sample s{operation, random.below(24) - 8, {}};
  if (random.one_in(20)) s.payload *= 100;
  for (int k = 0; k < 3; ++k) {
    double const* const c = conditions[random.below(3)];
    s.operands[k] = is_condition(operation, k) ? interval{c[0], c[1]} : calx_test::random_interval(random);
  }
  if (operation == opcode::integer_power) s.operands[1] = random.below(21) - 8;
  bool const of_exponent = operation == opcode::pow || operation == opcode::pow_slope || operation == opcode::pow_slope_from;
  if (of_exponent && random.one_in(3)) s.operands[1] = (random.below(21) - 8) / (random.one_in(3) ? 2.0 : 1.0);
  if (operation == opcode::equal && random.one_in(3)) s.operands[1] = s.operands[0];
  return s;
}

// The value at a point; the operands that stand for other operations are these.
big value_at(sample const& s, big const (&x)[3]) {
  using enum opcode;
  big const first =
      s.operation == tanh_from || s.operation == sech_squared_from ? calx_test::apply<big>(tanh_kernel, 0, x[0]) : x[1];
  big const second = s.operation == pow_slope_from ? calx_test::apply<big>(pow, 0, x[0], x[1]) : x[2];
  return calx_test::apply<big>(s.operation, s.payload, x[0], first, second);
}

struct tally {
  int points = 0, defined = 0, violations = 0;
};

void report(char const* what, sample const& s, interval const& got, big const& v, big const (&x)[3], tally& t) {
  if (++t.violations > 20) return;
  std::printf("%s: %s (payload %d)\n", what, calx::facts_of(s.operation).name.data(), s.payload);
  for (int k = 0; k < calx::facts_of(s.operation).arity; ++k)
    std::printf("  [%.17g, %.17g] at %.25s\n", s.operands[k].lower(), s.operands[k].upper(), x[k].str(25).c_str());
  std::printf("  [%.17g, %.17g], continuous %d; true %s\n", got.lower(), got.upper(), got.is_continuous(), v.str(25).c_str());
}

void check(sample const& s, random_source& random, tally& t) {
  interval const got = calx::facts_of(s.operation).enclosure(s.operands[0], s.operands[1], s.operands[2], s.payload);
  for (int i = 0; i < 4; ++i) {
    big x[3], slack = 0;
    bool small = true;
    for (int k = 0; k < 3; ++k) {
      x[k] = calx_test::random_member(s.operands[k], random);
      if (is_condition(s.operation, k)) x[k] = x[k] > 0.5 ? 1 : 0;
      if (k < calx::facts_of(s.operation).arity) small = small && calx_test::size_of(x[k]) < 1000;
      if (s.operation < opcode::power || s.operation >= opcode::multiply_add) slack += calx_test::size_of(x[k]);
    }
    if (calx_test::is_beyond_reference(s.operation, x[0], x[1])) continue;  // huge_angles() below
    big const v = value_at(s, x);
    ++t.points;
    if (!calx_test::is_finite(v)) {  // no value, or more than any number type holds
      if (got.is_continuous() && (small || (boost::multiprecision::isnan)(v)))
        report("continuous without value", s, got, v, x, t);
      continue;
    }
    ++t.defined;
    slack = (slack + calx_test::size_of(v)) * big(1e-45);
    if (!calx_test::is_in(v, got, slack)) report("outside", s, got, v, x, t);
  }
}

bool has_value(opcode operation) { return calx::facts_of(operation).arity > 0 && operation != opcode::element; }

tally check_all(int count) {
  random_source random(2024);
  tally t;
  while (t.points < count)
    for (int code = 0; code < calx::opcode_count; ++code)
      if (has_value(static_cast<opcode>(code))) check(random_sample(static_cast<opcode>(code), random), random, t);
  std::printf("%d points, %d with a value, %d violations\n", t.points, t.defined, t.violations);
  return t;
}

int points(int otherwise) {
  char const* const text = std::getenv("CALX_POINTS");
  return text ? std::atoi(text) : otherwise;
}

}  // namespace

BOOST_AUTO_TEST_CASE(checked) {
  BOOST_TEST(monotone_functions());
  BOOST_TEST(domains());
  BOOST_TEST(waves());
  BOOST_TEST(powers());
  BOOST_TEST(angles());
  BOOST_TEST(pieces());
  BOOST_TEST(leaves_and_fusions());
}

// Angles of every size, of which 60 digits say nothing; the values by mpmath with 1100 bits.
BOOST_AUTO_TEST_CASE(huge_angles) {
  static constexpr struct {
    double x;
    long double sine, cosine, tangent;
  } truths[] = {
      {0x1.0f0cf064dd592p+73, -0.8522008497671888017727059L, 0.5232147853951389454975945L, -1.628778225606898878549376L},
      {0x1.fffffffffffffp+1023, 0.004961954789184061790502671L, -0.9999876894265599374648701L, -0.004962015874444894900500884L},
      {0x1.7e43c8800759cp+996, -0.8178819121159085970458853L, -0.5753861119575490466882443L, 1.421448823874724412366841L},
      {0x1.0000000000000p+1000, -0.1592017030862424382400486L, 0.9872460775989134842399018L, -0.1612583799506580566953401L},
      {0x1.6ac5b262ca1ffp+849, 1.0L, -4.687165924254627611122583e-19L, -2133485385753703843.674853L},
      {0x1.0d2526263f0c4p+359, 0.5469871161472204794664622L, 0.8371410244211826541915693L, 0.6533990094744420868447063L},
      {-0x1.9b6c4b38af110p+134, 0.6106975691798183039606167L, -0.7918639270719818796478531L, -0.7712152912912078866301344L},
      {0x1.6ac5b262ca1ffp+849, 1.0L, -4.687165924254627611122583e-19L, -2133485385753703843.674853L}};
  auto const holds = [](opcode operation, double x, long double truth) {
    interval const got = of(operation, x);
    double const size = std::fabs(static_cast<double>(truth));
    return got.lower() <= truth && truth <= got.upper() && got.width() <= 8 * (calx::next_above(size) - size) &&
           got.is_continuous();
  };
  for (auto const& t : truths) {
    BOOST_TEST(holds(opcode::sin, t.x, t.sine), "sin at " << t.x);
    BOOST_TEST(holds(opcode::cos, t.x, t.cosine), "cos at " << t.x);
    BOOST_TEST(holds(opcode::tan, t.x, t.tangent), "tan at " << t.x);
    interval const beside{t.x, calx::next_above(t.x)};
    BOOST_TEST((of(opcode::sin, beside) == interval{-1, 1} || beside.width() < 6.3));
  }
}

BOOST_AUTO_TEST_CASE(the_check_can_fail) {
  random_source random(1);
  tally t;
  sample s{opcode::exp, 0, {interval{0, 1}, {}, {}}};
  interval const got = of(opcode::exp, {0, 1});
  BOOST_TEST(!calx_test::is_in(big(got.upper()) * big(1.000000000000001), got, big(1e-40)));
  BOOST_TEST(!calx_test::is_in(big(0.999999999999999), got, big(1e-40)));
  check(s, random, t);
  BOOST_TEST(t.violations == 0);
  BOOST_TEST(t.defined == 4);
}

// At one number an enclosure is two doubles wide on either side of the kernel's value. (What is made of several operations is
// wider.)
BOOST_AUTO_TEST_CASE(tight_at_points) {
  random_source random(9);
  for (int code = 0; code < calx::opcode_count; ++code) {
    opcode const operation = static_cast<opcode>(code);
    using enum opcode;
    bool const composed = operation == pow_slope || operation == pow_slope_from || operation == times_log ||
                          operation >= multiply_add || operation == tanh_kernel || operation == sigmoid_slope ||
                          operation == exp_minus || operation == log_sum || operation == log_plus_exp;
    if (!has_value(operation) || calx::arity_of_function_operand(operation) != 0 || calx::is_array_operation(operation))
      continue;
    int continuous = 0;
    for (int i = 0; i < 300; ++i) {
      double const x[] = {3 * random.unit() - 1, 3 * random.unit() - 1};
      interval const got = calx::facts_of(operation).enclosure(x[0], x[1], 1, random.below(40) - 20);
      continuous += got.is_continuous() ? 1 : 0;
      if (!got.is_continuous() || composed) continue;
      double const size = got.magnitude();
      BOOST_REQUIRE_MESSAGE(
          got.width() <= 5 * (calx::next_above(size) - size) + 5 * least,
          calx::facts_of(operation).name << " at " << x[0] << ", " << x[1] << ": " << got.lower() << " to " << got.upper());
    }
    BOOST_TEST(continuous >= 30, calx::facts_of(operation).name);  // every row has an enclosure
  }
}

BOOST_AUTO_TEST_CASE(no_violation) {
  tally const t = check_all(points(20000));
  BOOST_TEST(t.violations == 0);
  BOOST_TEST(t.defined * 2 > t.points);
}

BOOST_AUTO_TEST_CASE(no_violation_at_1000000_points, *boost::unit_test::label("exhaustive")) {
  BOOST_TEST(check_all(points(1000000)).violations == 0);
}

BOOST_AUTO_TEST_SUITE_END()
