// SPDX-License-Identifier: Apache-2.0
//
// The float functions at one float in every 64: 2^26 arguments a function, spread in their low bits; the largest error, and
// whether results never go against a monotone function's direction, from one argument to the next and to its neighbor.
// The ordinary suite takes one float in every 2^14.
// The reference is the C library's double function, for calx's four own the formula in long double: at most 10 ulp of double
// off, which is 2^-25 ulp of float; so an error that is found to be below 0.5 + 2^-20 is one below 0.500001 ulp.
// Ulp as in mpfr.cpp: subnormal results count by the distance of subnormals, and infinity stands for 2^128.
#include <boost/test/unit_test.hpp>

#include "arguments.hpp"
#include "functions.hpp"

#include <bit>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <iterator>

BOOST_AUTO_TEST_SUITE(floats)

namespace {

namespace e = calx::elementary;

using reference = double(double);

enum class direction { neither, up, down, up_from_zero, down_from_zero };

struct claim {
  char const* name;
  reference* truth;
  direction way = direction::up;
};

// up_from_zero: the other way below zero.
constexpr claim claims[] = {
    {"sqrt", [](double x) { return std::sqrt(x); }},
    {"cbrt", [](double x) { return std::cbrt(x); }},
    {"exp", [](double x) { return std::exp(x); }},
    {"exp2", [](double x) { return std::exp2(x); }},
    {"expm1", [](double x) { return std::expm1(x); }},
    {"log", [](double x) { return std::log(x); }},
    {"log2", [](double x) { return std::log2(x); }},
    {"log10", [](double x) { return std::log10(x); }},
    {"log1p", [](double x) { return std::log1p(x); }},
    {"sin", [](double x) { return std::sin(x); }, direction::neither},
    {"cos", [](double x) { return std::cos(x); }, direction::neither},
    {"tan", [](double x) { return std::tan(x); }, direction::neither},
    {"asin", [](double x) { return std::asin(x); }},
    {"acos", [](double x) { return std::acos(x); }, direction::down},
    {"atan", [](double x) { return std::atan(x); }},
    {"sinh", [](double x) { return std::sinh(x); }},
    {"cosh", [](double x) { return std::cosh(x); }, direction::up_from_zero},
    {"tanh", [](double x) { return std::tanh(x); }},
    {"asinh", [](double x) { return std::asinh(x); }},
    {"acosh", [](double x) { return std::acosh(x); }},
    {"atanh", [](double x) { return std::atanh(x); }},
    {"erf", [](double x) { return std::erf(x); }},
    {"erfc", [](double x) { return std::erfc(x); }, direction::down},
    {"sigmoid", [](double x) { return static_cast<double>(1 / (1 + std::exp(-static_cast<long double>(x)))); }},
    {"softplus",
     [](double x) {
       long double const u = std::exp(-std::abs(static_cast<long double>(x)));
       return static_cast<double>((x > 0 ? static_cast<long double>(x) : 0) + std::log1p(u));
     }},
    {"sech_squared",
     [](double x) {
       long double const cosh = std::cosh(static_cast<long double>(x));
       return static_cast<double>(1 / (cosh * cosh));
     },
     direction::down_from_zero},
    {"two_over_sqrt_pi_exp_minus_square",
     [](double x) {
       long double const y = static_cast<long double>(x);
       return static_cast<double>(1.12837916709551257390L * std::exp(-y * y));
     },
     direction::down_from_zero},
};

// From the number of a float among all, -infinity first, to the float; NaNs are beyond both ends.
constexpr std::int64_t number_of_infinity = 0x7f800000;
float float_of_number(std::int64_t i) {
  return i < 0 ? -std::bit_cast<float>(static_cast<std::uint32_t>(-i)) : std::bit_cast<float>(static_cast<std::uint32_t>(i));
}

double error_in_ulp(float value, double truth) {
  bool const no_number = std::isnan(truth);
  if (no_number || std::isnan(value)) return no_number && std::isnan(value) ? 0 : e::infinity<double>;
  if (value == 0 && std::signbit(value) != std::signbit(truth)) return e::infinity<double>;
  double const exact = std::abs(truth) > 0x1p128 ? std::copysign(0x1p128, truth) : truth;
  double const given = std::isinf(value) ? std::copysign(0x1p128, value) : static_cast<double>(value);
  if (given == exact) return 0;
  int const exponent = exact == 0 ? -200 : std::ilogb(exact);
  int const ulp = (exponent < -126 ? -126 : exponent > 127 ? 127 : exponent) - 23;
  return std::abs(given - exact) * e::power_of_two<double>(-ulp);
}

struct finding {
  double error = 0;
  float at = 0;
  std::int64_t backward = 0;
  float backward_at = 0;
  std::int64_t count = 0;
};

// Whether f may have the value `after` at y, the next argument looked at, when it has `before` at x < y.
bool goes(direction way, float x, float before, float after) {
  if (way == direction::neither || std::isnan(before) || std::isnan(after)) return true;
  bool const up = way == direction::up || way == (x < 0 ? direction::down_from_zero : direction::up_from_zero);
  return up ? after >= before : after <= before;
}

finding look_at_every(std::int64_t stride, claim const& c, functions::unary<float> f) {
  finding result;
  float last = e::not_a_number<float>;
  auto const compare = [&](float x, float before, float after) {
    if (goes(c.way, x, before, after)) return;
    ++result.backward, result.backward_at = x;
  };
  std::uint64_t random = 1;
  for (std::int64_t i = -number_of_infinity; i <= number_of_infinity; i += stride) {
    random = random * 6364136223846793005u + 1442695040888963407u;
    std::int64_t const inside = i + static_cast<std::int64_t>(random >> 33) % stride;
    float const x = float_of_number(inside > number_of_infinity ? number_of_infinity : inside);
    float const value = f(x);
    double const error = error_in_ulp(value, c.truth(static_cast<double>(x)));
    if (!(error <= result.error)) result.error = error, result.at = x;
    compare(x, last, value);
    last = value;
    if (++result.count % 8 == 0) {  // the neighbor, which argument reduction may take another way
      last = f(std::nextafter(x, e::infinity<float>));
      compare(x, value, last);
    }
  }
  return result;
}

void check_every(std::int64_t stride) {
  std::printf("\nfloat functions at one float in every %lld\n%-34s %9s %9s  %s\n", static_cast<long long>(stride), "function",
              "ulp", "arguments", "where");
  for (auto const& f : functions::of_one) {
    claim const& c = functions::named(claims, f.name);
    finding const found = look_at_every(stride, c, f.of_float);
    std::printf("%-34s %9.6f %9lld  %a\n", f.name, found.error, static_cast<long long>(found.count),
                static_cast<double>(found.at));
    std::fflush(stdout);
    BOOST_CHECK_MESSAGE(found.error <= 0.5 + 0x1p-20, f.name << ": " << found.error << " ulp at " << found.at);
    BOOST_CHECK_MESSAGE(found.backward == 0, f.name << ": goes back " << found.backward << " times, at " << found.backward_at);
    BOOST_TEST(found.count >= 2 * number_of_infinity / stride);
  }
}

}  // namespace

// Values off by half an ulp or one, subnormals and infinity among them; functions that go back or have the wrong direction.
BOOST_AUTO_TEST_CASE(the_checker_can_fail) {
  BOOST_TEST(error_in_ulp(1.0f, 1.0) == 0);
  BOOST_TEST(error_in_ulp(1.0f, 1 + 0x1p-24) == 0.5);
  BOOST_TEST(error_in_ulp(0x1.fffffep127f, 0x1p128) == 1);
  BOOST_TEST(error_in_ulp(e::infinity<float>, 0x1.ffffffp127) == 0.5);
  BOOST_TEST(error_in_ulp(0x1p-149f, 0x1p-148) == 1);
  BOOST_TEST(error_in_ulp(-0.0f, 0) == e::infinity<double>);
  BOOST_TEST(error_in_ulp(e::not_a_number<float>, 1) == e::infinity<double>);
  finding const found = look_at_every(1 << 23, {"exp", [](double x) { return std::exp(x); }}, [](float x) { return -x; });
  BOOST_TEST(found.error > 2);
  BOOST_TEST(found.backward > 100);
  BOOST_TEST(goes(direction::down_from_zero, -1, 1, 2));
  BOOST_TEST(!goes(direction::down_from_zero, 1, 1, 2));
}

BOOST_AUTO_TEST_CASE(one_in_every_16384) { check_every(1 << 14); }

BOOST_AUTO_TEST_CASE(one_in_every_64, *boost::unit_test::label("exhaustive")) { check_every(64); }

BOOST_AUTO_TEST_SUITE_END()
