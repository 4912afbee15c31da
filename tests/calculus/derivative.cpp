// SPDX-License-Identifier: Apache-2.0
#include <calx/calculus/derivative.hpp>
#include <calx/calculus/gradient.hpp>
#include <calx/calculus/prove.hpp>
#include <calx/evaluate/evaluate.hpp>
#include <calx/expression/fixed.hpp>
#include <calx/expression/trace.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <type_traits>

BOOST_AUTO_TEST_SUITE(derivatives)

namespace {

using namespace calx::literals;
using calx::e, calx::pi;

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;
constexpr auto n = calx::var<"n">;

// --- the table of every textbook ------------------------------------------------------------------------------------------
constexpr bool polynomials() {
  return derivative(x, x) == 1 && derivative(y, x) == 0 && derivative(3_c, x) == 0 && derivative(pi, x) == 0 &&
         derivative(2.5, x) == 0 && derivative(x * x, x) == 2 * x && derivative(pow<7>(x), x) == 7 * pow<6>(x) &&
         derivative(pow<-2>(x), x) == -2 / pow<3>(x) && derivative(pow(x, 3), x) == 3 * x * x &&
         derivative(1 / x, x) == -1 / (x * x) && derivative(3 * x * x - 5 * x + 7, x) == 6 * x - 5 &&
         derivative(square(x), x) == 2 * x;
}
static_assert(polynomials());
// At the lowest exponent there is.
static_assert(derivative(calx::pow<-1073741824>(x), x)(x = 1.0) == -1073741824 &&
              derivative<2>(calx::pow<-1073741824>(x), x)(x = -1.0) == 1073741824.0 * 1073741825.0);

constexpr bool powers_and_roots() {
  return derivative(sqrt(x), x) == 1 / (2 * sqrt(x)) && derivative(cbrt(x), x) == 1 / (3 * pow<2>(cbrt(x))) &&
         derivative(pow(x, n), x) == n * pow(x, n - 1) && derivative(pow(2, x), x) == pow(2, x) * log(2_c) &&
         derivative(pow(x, x), x) == pow(x, x) * (log(x) + 1) && derivative(hypot(x, y), x) == x / hypot(x, y) &&
         derivative(pow(x, 1_c / 3), x) == pow(x, -2_c / 3) / 3;
}
static_assert(powers_and_roots());

constexpr bool exponentials() {
  return derivative(exp(x), x) == exp(x) && derivative(exp2(x), x) == exp2(x) * log(2_c) && derivative(expm1(x), x) == exp(x) &&
         derivative(log(x), x) == 1 / x && derivative(log2(x), x) == 1 / (x * log(2_c)) &&
         derivative(log10(x), x) == 1 / (x * log(10_c)) && derivative(log1p(x), x) == 1 / (1 + x) &&
         derivative(softplus(x), x) == sigmoid(x) && derivative(sigmoid(x), x) == sigmoid(x) * (1 - sigmoid(x));
}
static_assert(exponentials());

constexpr bool trigonometric() {
  return derivative(sin(x), x) == cos(x) && derivative(cos(x), x) == -sin(x) && derivative(tan(x), x) == 1 / pow<2>(cos(x)) &&
         derivative(asin(x), x) == 1 / sqrt(1 - x * x) && derivative(acos(x), x) == -1 / sqrt(1 - x * x) &&
         derivative(atan(x), x) == 1 / (1 + x * x) && derivative(atan2(y, x), y) == x / (x * x + y * y) &&
         derivative(atan2(y, x), x) == -y / (x * x + y * y);
}
static_assert(trigonometric());

constexpr bool hyperbolic() {
  return derivative(sinh(x), x) == cosh(x) && derivative(cosh(x), x) == sinh(x) &&
         derivative(tanh(x), x) == 1 - pow<2>(tanh(x)) && derivative(asinh(x), x) == 1 / sqrt(1 + x * x) &&
         derivative(acosh(x), x) == 1 / (sqrt(x - 1) * sqrt(x + 1)) && derivative(atanh(x), x) == 1 / (1 - x * x);
}
static_assert(hyperbolic());

constexpr bool special() {
  return derivative(erf(x), x) == 2 / sqrt(pi) * exp(-x * x) && derivative(erfc(x), x) == -2 / sqrt(pi) * exp(-x * x) &&
         derivative(abs(x), x) == sign(x) && derivative(sign(x), x) == 0;
}
static_assert(special());

// --- the rules, on functions that stand for any ---------------------------------------------------------------------------
constexpr auto u = exp(x) * sin(y);
constexpr auto v = log(x) + x * y;
constexpr auto du = derivative(u, x);
constexpr auto dv = derivative(v, x);

constexpr bool rules() {
  return derivative(u + v, x) == du + dv && derivative(u - v, x) == du - dv && derivative(3 * u, x) == 3 * du &&
         derivative(-u, x) == -du && derivative(u * v, x) == du * v + u * dv &&
         derivative(u / v, x) == (du * v - u * dv) / (v * v) && derivative(sin(u), x) == cos(u) * du &&
         derivative(exp(sin(x * x)), x) == 2 * x * cos(x * x) * exp(sin(x * x)) &&
         derivative(pow(u, v), x) == pow(u, v) * (dv * log(u) + v * du / u);
}
static_assert(rules());

constexpr bool higher_orders() {
  return derivative<0>(u, x) == u && derivative<2>(sin(x), x) == -sin(x) && derivative<4>(cos(2 * x), x) == 16 * cos(2 * x) &&
         derivative<7>(pow<7>(x), x) == 5040 && derivative<8>(pow<7>(x), x) == 0 &&
         derivative<3>(x * exp(x), x) == (x + 3) * exp(x) && derivative<2>(log(x), x) == -1 / (x * x) &&
         derivative<2>(tanh(x), x) == -2 * tanh(x) * (1 - pow<2>(tanh(x))) &&
         derivative(derivative(u, x), y) == derivative(derivative(u, y), x) &&
         derivative<2>(u, x) == derivative(derivative(u, x), x);
}
static_assert(higher_orders());

// What is false is not proved.
constexpr bool not_proved() {
  return !(derivative(sin(x), x) == sin(x)) && !(derivative(x * x, x) == x) && !(derivative(u, x) == derivative(u, y)) &&
         !(derivative(abs(x), x) == 1) && !(derivative(pow(x, n), x) == n * pow(x, n));
}
static_assert(not_proved());

// --- captured numbers ------------------------------------------------------------------------------------------------------
constexpr auto wave = [](double amplitude, double frequency) { return amplitude * sin(frequency * x); };
static_assert(std::is_same_v<decltype(wave(2, 3)), decltype(wave(4, 5))>);

constexpr bool captures_are_carried() {
  return derivative(wave(2, 3), x) == 6 * cos(3 * x) && derivative(wave(4, 5), x) == 20 * cos(5 * x) &&
         !(derivative(wave(2, 3), x) == derivative(wave(3, 2), x)) && derivative<2>(wave(2, 3), x) == -18 * sin(3 * x) &&
         derivative(wave(2, 3), x)(x = 0.0) == 6.0 && derivative<2>(wave(4, 5), x)(x = 0.0) == 0.0;
}
static_assert(captures_are_carried());

// A whole power by a captured integer: also of negative numbers, and at 0.
constexpr bool captured_exponent() {
  constexpr auto slope = [](int exponent, double at) { return derivative(pow(x, exponent), x)(x = at); };
  return slope(3, -2.0) == 12.0 && slope(2, 0.0) == 0.0 && slope(1, 0.0) == 1.0 && slope(0, 0.0) == 0.0 &&
         slope(-1, 2.0) == -0.25;
}
static_assert(captured_exponent());

constexpr auto fast_wave = sin(3 * x);
static_assert(derivative(calx::fixed<fast_wave>, x) == 3 * cos(3 * x));

// --- values ----------------------------------------------------------------------------------------------------------------
// Kinks: conventions, as in op/piecewise.hpp. Poles stay poles.
constexpr bool values_at_awkward_points() {
  return derivative(abs(x), x)(x = 0.0) == 0.0 && derivative(abs(x), x)(x = -2.0) == -1.0 &&
         derivative(max(x, y), x)(x = 1.0, y = 1.0) == 0.5 && derivative(max(x, y), x)(x = 2.0, y = 1.0) == 1.0 &&
         derivative(min(x, y), x)(x = 2.0, y = 1.0) == 0.0 && derivative(where(x > 0, x * x, -x), x)(x = 3.0) == 6.0 &&
         derivative(where(x > 0, x * x, -x), x)(x = -3.0) == -1.0 &&
         derivative(where(x > 0, sqrt(x), 0_c), x)(x = -1.0) == 0.0 && derivative(pow(x, y), x)(x = 0.0, y = 2.0) == 0.0 &&
         derivative(pow(x, y), y)(x = 0.0, y = 2.0) == 0.0;
}
static_assert(values_at_awkward_points());

// Relative accuracy far out, where the textbook form 1 - tanh^2 has lost everything.
constexpr bool close(double a, double b, double relative) {
  double const difference = a > b ? a - b : b - a, size = b > 0 ? b : -b;
  return difference <= relative * size;
}
static_assert(close(derivative(tanh(x), x)(x = 20.0), 1.6993417021166355e-17, 1e-15));
static_assert(close(derivative(sigmoid(x), x)(x = 40.0), 4.248354255291589e-18, 1e-15));
static_assert(close(derivative(sigmoid(x), x)(x = -40.0), 4.248354255291589e-18, 1e-15));

// What cancels in x log(x) or log(x y) leaves the values what they were, or better: x y may be 0 or infinite on the way.
constexpr bool logarithms_at_awkward_points() {
  constexpr auto entropy = derivative(x * log(x), x);
  constexpr auto by_x = derivative(log(x * y), x);
  constexpr auto ratio = derivative(log(x / y), y);
  constexpr auto root = derivative(log(sqrt(x)), x);
  return entropy(x = 1.0) == 1.0 && close(entropy(x = 1e-300), -689.77552789821371, 1e-15) &&
         close(entropy(x = 5e-324), -743.4400719213812, 1e-15) && close(entropy(x = 1e300), 691.77552789821371, 1e-15) &&
         by_x(x = 2.0, y = 3.0) == 0.5 && by_x(x = -2.0, y = -3.0) == -0.5 && by_x(x = 0x1p-700, y = 0x1p-700) == 0x1p700 &&
         by_x(x = 0x1p700, y = 0x1p700) == 0x1p-700 && by_x(x = 0x1p1000, y = 1e-300) == 0x1p-1000 &&
         ratio(x = 0x1p-900, y = 0x1p900) == -0x1p-900 && ratio(x = -3.0, y = -2.0) == 0.5 && root(x = 0x1p-1000) == 0x1p999 &&
         root(x = 0x1p1000) == 0x1p-1001 && derivative(log(pow<3>(x)), x)(x = 0x1p-500) == 3 * 0x1p500 &&
         derivative(log(1 / x), x)(x = 0x1p-1000) == -0x1p1000;
}
static_assert(logarithms_at_awkward_points());

// Tiny, huge and subnormal divisors, in one schedule with the value.
constexpr bool quotients_at_awkward_points() {
  constexpr auto q = value_and_gradient(x / y, x, y);
  constexpr auto small = q(x = 0x1p-1022, y = 0x1p-1022);
  constexpr auto large = q(x = 0x1p1000, y = 0x1p1000);
  constexpr auto square = value_and_gradient(x / (y * y), x, y)(x = 0x1p-900, y = 0x1p-400);
  constexpr auto tiny = q(x = 0.0, y = 1e-300);
  return small.value == 1.0 && small.gradient[0] == 0x1p1022 && small.gradient[1] == -0x1p1022 && large.value == 1.0 &&
         large.gradient[0] == 0x1p-1000 && large.gradient[1] == -0x1p-1000 && square.value == 0x1p-100 &&
         square.gradient[0] == 0x1p800 && square.gradient[1] == -0x1p301 && tiny.value == 0.0 && tiny.gradient[1] == 0.0 &&
         derivative(x / y, y)(x = 5e-324, y = 0x1p-537) == -1.0 && derivative(1 / x, x)(x = 0x1p511) == -0x1p-1022;
}
static_assert(quotients_at_awkward_points());

// A traced function differentiates like the expression that it is.
constexpr auto cube = calx::trace<[](auto const& a) {
  auto p = a;
  for (int i = 0; i < 2; ++i) p *= a;
  return p;
}>;
static_assert(derivative(cube(sin(x)), x) == 3 * pow<2>(sin(x)) * cos(x));
static_assert(derivative(cube(x) + cube(y), y) == 3 * y * y);

static_assert(std::is_empty_v<decltype(derivative(u, x))>, "no captures, nothing stored");

}  // namespace

BOOST_AUTO_TEST_CASE(textbook) {
  BOOST_TEST(polynomials());
  BOOST_TEST(powers_and_roots());
  BOOST_TEST(exponentials());
  BOOST_TEST(trigonometric());
  BOOST_TEST(hyperbolic());
  BOOST_TEST(special());
}

BOOST_AUTO_TEST_CASE(rules_and_orders) {
  BOOST_TEST(rules());
  BOOST_TEST(higher_orders());
  BOOST_TEST(not_proved());
}

BOOST_AUTO_TEST_CASE(captured_numbers) {
  BOOST_TEST(captures_are_carried());
  BOOST_TEST(captured_exponent());
  double const k = std::sqrt(2.0);  // known at run time alone
  auto const slope = derivative(wave(k, k), x);
  BOOST_TEST(slope(x = 0.0) == k * k);
  BOOST_TEST(!bool(slope == k * k * cos(k * x)));  // k * k rounds: 2.0000000000000004 is not the exact product
  BOOST_TEST(bool(slope == k * (k * cos(k * x))));
}

BOOST_AUTO_TEST_CASE(values) {
  BOOST_TEST(values_at_awkward_points());
  BOOST_TEST(logarithms_at_awkward_points());
  BOOST_TEST(quotients_at_awkward_points());
}

// At run time poles are infinite, and what is outside of the domain is no number, as they were before anything cancelled.
BOOST_AUTO_TEST_CASE(poles_and_domains) {
  auto const entropy = value_and_gradient(x * log(x), x);
  BOOST_TEST(std::isinf(entropy(x = 0.0).gradient[0]));
  BOOST_TEST(std::isnan(entropy(x = 0.0).value));
  BOOST_TEST(std::isnan(entropy(x = -1.0).gradient[0]));
  BOOST_TEST(std::isinf(derivative(log(x * y), x)(x = 0.0, y = 2.0)));
  BOOST_TEST(std::isinf(derivative(log(x / y), y)(x = 1.0, y = -0.0)));
  BOOST_TEST(std::isinf(value_and_gradient(log(x * x), x)(x = 0.0).gradient[0]));
  BOOST_TEST(std::isnan(derivative(x / x, x)(x = 0.0)));
  BOOST_TEST(std::isnan(value_and_gradient(sqrt(x) * y, x, y)(x = -1.0, y = 1.0).gradient[0]));
  BOOST_TEST(std::isnan(value_and_gradient(pow(x, y), x, y)(x = -1.0, y = 0.5).gradient[0]));
  BOOST_TEST(value_and_gradient(pow(x, y), x, y)(x = -2.0, y = 3.0).gradient[0] == 12.0);
  BOOST_TEST(value_and_gradient(pow(x, y), x, y)(x = 0.0, y = 1.0).gradient[0] == 1.0);
}

// Against differences in long double, at many points: a different way to the same number.
BOOST_AUTO_TEST_CASE(differences) {
  constexpr auto f = sin(x) * exp(-y * y) + pow<3>(x) / (1 + y * y) + atan2(y, x) + log1p(x * x) * tanh(y);
  constexpr auto fx = derivative(f, x);
  constexpr auto fy = derivative(f, y);
  long double const h = 1e-5L;
  for (long double a = -2.0L; a <= 2.0L; a += 0.37L)
    for (long double b = -1.5L; b <= 1.5L; b += 0.41L) {
      long double const by_x = (f(x = a + h, y = b) - f(x = a - h, y = b)) / (2 * h);
      long double const by_y = (f(x = a, y = b + h) - f(x = a, y = b - h)) / (2 * h);
      BOOST_TEST(std::abs(fx(x = a, y = b) - by_x) < 1e-8L * (1 + std::abs(by_x)));
      BOOST_TEST(std::abs(fy(x = a, y = b) - by_y) < 1e-8L * (1 + std::abs(by_y)));
    }
}

BOOST_AUTO_TEST_SUITE_END()
