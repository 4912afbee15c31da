// SPDX-License-Identifier: Apache-2.0
#include <calx/core.hpp>
#include <calx/print/to_string.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <string>

namespace {

using namespace calx::literals;
using calx::constant, calx::derivative, calx::e, calx::pi;
constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;
constexpr auto z = calx::var<"z">;
constexpr auto a = calx::var<"a">;
constexpr auto v = calx::vec<"v", 12>;
constexpr auto t = calx::column<"t">;

struct line {
  calx::text<120> written{};
  std::string_view expected{};
  constexpr bool holds() const { return written == expected; }
};
template <class T> constexpr line of(T const& f, std::string_view expected) {
  return {calx::text<120>(to_string(f).view()), expected};
}
template <std::size_t Size> constexpr bool all_hold(std::array<line, Size> const& table) {
  for (line const& l : table)
    if (!l.holds()) return false;
  return true;
}
static_assert(!of(x, "y").holds() && !all_hold(std::array{of(x, "x"), of(y, "y "), of(z, "z")}));  // the helpers can fail

constexpr auto sums() {
  return std::array{
      of(x + 1, "x + 1"),           of(1 + x, "x + 1"),           of(x - 1, "x - 1"),
      of(1 - x, "1 - x"),           of(-x + 1, "1 - x"),          of(-1 - x, "-x - 1"),
      of(x - (y - 1), "x - y + 1"), of(x - (y - z), "x + z - y"), of(x + y - z, "x + y - z"),
      of(-x - y, "-x - y"),         of(-(x + y), "-x - y"),       of(x + (-y), "x - y"),
      of(x - (-y), "x + y"),        of(x - 2 * y, "x - 2*y"),     of(x + -2_c * y, "x - 2*y"),
      of(x - y / 3, "x - y/3"),     of(z - y + x, "z + x - y"),   of(x - constant<1, 3>, "x - 1/3"),
      of(x * x - 1, "x^2 - 1"),     of(1 - x * x, "1 - x^2"),     of(min(x, y) - max(x, 1), "min(x, y) - max(x, 1)"),
  };
}
constexpr auto bundles() {
  return std::array{
      of(gradient(x * x * y, x, y), "[2*x*y, x^2]"),
      of(hessian(3 * x * x * y, x, y), "[[6*y, 6*x], [6*x, 0]]"),
      of(jacobian(calx::vector(x * y, x + y), x), "[[y], [1]]"),
      of(calx::vector(x, y - 1), "[x, y - 1]"),
  };
}
constexpr auto signs() {
  return std::array{
      of(-x, "-x"),
      of(-square(x), "-x^2"),
      of(square(-x), "x^2"),
      of(calx::pow<3>(-x), "-x^3"),
      of(-exp(x) / y, "-exp(x)/y"),
      of(-(x * y), "-x*y"),
      of(x * -y, "-x*y"),
      of(-x / y, "-x/y"),
      of(x / -y, "-x/y"),
      of(2_c * -x, "-2*x"),
      of(-3_c, "-3"),
      of(constant<-1, 3>, "-1/3"),
      of(exp(-x), "exp(-x)"),
  };
}
constexpr auto products() {
  return std::array{
      of(2 * x * y, "2*x*y"),
      of(y * x * 2, "2*x*y"),
      of(x * calx::pow<3>(x), "x^4"),
      of(x * sin(x) * y, "x*y*sin(x)"),
      of(sin(x) * x * 2, "2*x*sin(x)"),
      of((x + 1) * (x - 1), "(x + 1)*(x - 1)"),
      of(x * (y + 1), "x*(y + 1)"),
      of(1 * x, "x"),
      of(1_c * x, "x"),
      of(0 * x, "0"),
      of(abs(x) * sign(x), "abs(x)*sign(x)"),
  };
}
constexpr auto quotients() {
  return std::array{
      of(x * y / z, "x*y/z"),
      of(x / (y * z), "x/(y*z)"),
      of(x / y / z, "x/(y*z)"),
      of(x / (y / z), "x*z/y"),
      of(1 / (2 * sqrt(x)), "1/(2*sqrt(x))"),
      of(1_c / (2_c * sqrt(x)), "1/(2*sqrt(x))"),
      of(x / 3, "x/3"),
      of(x / 3_c, "x/3"),
      of(2 * x / 3, "2*x/3"),
      of(constant<2, 3> * x, "2*x/3"),
      of(1 / x, "1/x"),
      of(x / (y + z), "x/(y + z)"),
      of((x + y) / (y - z), "(x + y)/(y - z)"),
      of(constant<1, 3000001> * x, "x/3000001"),
  };
}
constexpr auto powers() {
  return std::array{
      of(pow(x, y - 1), "x^(y - 1)"),
      of(pow(x, y), "x^y"),
      of(pow(x, -y), "x^(-y)"),
      of(square(x + 1), "(x + 1)^2"),
      of(calx::pow<-2>(x), "x^(-2)"),
      of(calx::pow<-1>(x), "1/x"),
      of(pow(x, 2), "x^2"),
      of(pow(x, constant<1, 3>), "x^(1/3)"),
      of(pow(x, constant<1, 3000001>), "x^(1/3000001)"),
      of(pow(constant<1, 3000001>, x), "(1/3000001)^x"),
      of(pow(2, x), "2^x"),
      of(pow(-2_c, x), "(-2)^x"),
      of(pow(constant<1, 3>, x), "(1/3)^x"),
      of(pow(pow(x, y), z), "(x^y)^z"),
      of(pow(x, pow(y, z)), "x^y^z"),
      of(pow(x * y, z), "(x*y)^z"),
      of(pow(sin(x), y), "sin(x)^y"),
      of(square(sin(x)), "sin(x)^2"),
      of(square(x * y), "(x*y)^2"),
      of(calx::pow<3>(square(x)), "x^6"),
      of(calx::pow<1073741824>(x), "x^1073741824"),
      of(x * calx::pow<1073741824>(x), "x^1073741825"),
      of(calx::pow<1073741824>(x) * sin(x) * calx::pow<1073741823>(x), "x^2147483647*sin(x)"),
      of(calx::pow<1073741824>(x) * sin(x) * calx::pow<1073741824>(x), "x^1073741824*x^1073741824*sin(x)"),
      of(pow(e, x), "e^x"),
  };
}
constexpr auto choices() {
  return std::array{
      of(where(x < 0, x, y), "where(x < 0, x, y)"),
      of(where(x > 0, x, -x), "where(x > 0, x, -x)"),
      of(where(0 < x, x, -x), "where(x > 0, x, -x)"),
      of(where(x <= y && y < z, x, y), "where(x <= y && y < z, x, y)"),
      of(where(x <= y || (y < z && x >= 0), x, y), "where(x <= y || y < z && x >= 0, x, y)"),
      of(where((x <= y || y < z) && x > 0, x, y), "where((x <= y || y < z) && x > 0, x, y)"),
      of(where(x == y, x, z), "where(x == y, x, z)"),
      of(2 * where(x < 0, x, y) + 1, "2*where(x < 0, x, y) + 1"),
  };
}
constexpr auto comparisons() {
  return std::array{
      of(y == a * x, "y == a*x"),
      of(x < y, "x < y"),
      of(x > y, "x > y"),
      of(x <= 2, "x <= 2"),
      of(x >= y + 1, "x >= y + 1"),
      of(2.5 * x == y, "5*x/2 == y"),
      of(0.1 * x + y < 3 * z, "0.1*x + y < 3*z"),
      of(x > 1e300, "x > 1e300"),
      of(x < y && y < 3, "x < y && y < 3"),
      of(x < y || !(y < z), "x < y || !(y < z)"),
  };
}
constexpr auto numbers() {
  return std::array{
      of(pi, "pi"),
      of(pi * x, "pi*x"),
      of(2 * pi * x, "2*pi*x"),
      of(x * pi / 2, "pi*x/2"),
      of(e * x, "e*x"),
      of(3_c, "3"),
      of(0.1 * x, "0.1*x"),
      of(0.1_c * x, "x/10"),
      of(0.25 * x, "x/4"),
      of(2.5 * x, "5*x/2"),
      of(1e300 * x, "1e300*x"),
      of(y - 1e300 * x, "y - 1e300*x"),
      of(x - 1e300, "x - 1e300"),
      of(1e-20 * x, "1e-20*x"),
      of(5e-324 * x, "5e-324*x"),
      of(123456.789 * x, "123456.789*x"),
      of(x + 0.1, "x + 0.1"),
      of(x - 0.1, "x - 0.1"),
      of(-0.1 * x, "-0.1*x"),
      of(1000000007 * x, "1000000007*x"),
      of(9007199254740993 * x, "9007199254740993*x"),
      of(2.0 * x * 3.0, "6*x"),
  };
}
constexpr auto ends_product = calx::trace<[](auto const& u) { return u[0] * u[11]; }>;
constexpr auto inputs() {
  return std::array{of(ends_product(v), "v[0]*v[11]"), of(calx::square(ends_product(v)), "(v[0]*v[11])^2"), of(t * x, "t*x"),
                    of(calx::var<"rate_1"> + x, "rate_1 + x")};
}
// Every function once.
constexpr auto functions() {
  return std::array{
      of(sqrt(x), "sqrt(x)"),
      of(cbrt(x), "cbrt(x)"),
      of(hypot(x, y), "hypot(x, y)"),
      of(exp(x), "exp(x)"),
      of(exp2(x), "exp2(x)"),
      of(expm1(x), "expm1(x)"),
      of(log(x), "log(x)"),
      of(log2(x), "log2(x)"),
      of(log10(x), "log10(x)"),
      of(log1p(x), "log1p(x)"),
      of(sin(x), "sin(x)"),
      of(cos(x), "cos(x)"),
      of(tan(x), "tan(x)"),
      of(asin(x), "asin(x)"),
      of(acos(x), "acos(x)"),
      of(atan(x), "atan(x)"),
      of(atan2(y, x), "atan2(y, x)"),
      of(sinh(x), "sinh(x)"),
      of(cosh(x), "cosh(x)"),
      of(tanh(x), "tanh(x)"),
      of(asinh(x), "asinh(x)"),
      of(acosh(x), "acosh(x)"),
      of(atanh(x), "atanh(x)"),
      of(erf(x), "erf(x)"),
      of(erfc(x), "erfc(x)"),
      of(sigmoid(x), "sigmoid(x)"),
      of(softplus(x), "softplus(x)"),
      of(abs(x), "abs(x)"),
      of(sign(x), "sign(x)"),
      of(min(x, y), "min(x, y)"),
      of(max(x, y), "max(x, y)"),
      of(sin(x + cos(y)), "sin(x + cos(y))"),
      of(max(x, y + 1), "max(x, y + 1)"),
  };
}
constexpr auto derivatives() {
  return std::array{
      of(derivative(sin(x * x), x), "2*x*cos(x^2)"),
      of(derivative(calx::pow<7>(x), x), "7*x^6"),
      of(derivative(1 / x, x), "-1/x^2"),
      of(derivative(sqrt(x), x), "1/(2*sqrt(x))"),
      of(derivative(cbrt(x), x), "1/(3*cbrt(x)^2)"),
      of(derivative(hypot(x, y), x), "x/hypot(x, y)"),
      of(derivative(pow(x, y), x), "y*x^(y - 1)"),
      of(derivative(pow(x, y), y), "x^y*log(x)"),
      of(derivative(exp(x), x), "exp(x)"),
      of(derivative(exp2(x), x), "exp2(x)*log(2)"),
      of(derivative(expm1(x), x), "exp(x)"),
      of(derivative(log(x), x), "1/x"),
      of(derivative(log2(x), x), "1/(x*log(2))"),
      of(derivative(log10(x), x), "1/(x*log(10))"),
      of(derivative(log1p(x), x), "1/(x + 1)"),
      of(derivative(cos(x), x), "-sin(x)"),
      of(derivative(tan(x), x), "tan(x)^2 + 1"),
      of(derivative(atan(x), x), "1/(x^2 + 1)"),
      of(derivative(sinh(x), x), "cosh(x)"),
      of(derivative(cosh(x), x), "sinh(x)"),
      of(derivative(tanh(x), x), "1 - tanh(x)^2"),
      of(derivative(acosh(x), x), "1/(sqrt(x - 1)*sqrt(x + 1))"),
      of(derivative(erf(x), x), "2*exp(-x^2)/sqrt(pi)"),
      of(derivative(erfc(x), x), "-2*exp(-x^2)/sqrt(pi)"),
      of(derivative(softplus(x), x), "sigmoid(x)"),
      of(derivative(abs(x), x), "sign(x)"),
      of(derivative(sign(x), x), "0"),
      of(derivative(y, x), "0"),
      of(derivative(where(x < 0, x * x, x), x), "where(x < 0, 2*x, 1)"),
  };
}

// Where the function has no value for b = 0, what is divided by b loses its factor b.
constexpr auto derivatives_with_logarithms() {
  return std::array{
      of(derivative(x * log(x), x), "log(x) + 1"),
      of(derivative(x * log2(x), x), "log2(x) + 1/log(2)"),
      of(derivative(log(x) * x * y, x), "y*(log(x) + 1)"),
      of(derivative(x * log(x / y), x), "log(x/y) + 1"),
      of(derivative(x * log(x / y), y), "-x/y"),
      of(derivative(log(x * y), x), "1/x"),
      of(derivative(log(x * y * z), y), "1/y"),
      of(derivative(log(x / y), x), "1/x"),
      of(derivative(log(x / y), y), "-1/y"),
      of(derivative(log(1 / x), x), "-1/x"),
      of(derivative(log(-x), x), "1/x"),
      of(derivative(log(2 * x), x), "1/x"),
      of(derivative(log(x * x), x), "2/x"),
      of(derivative(log(calx::pow<3>(x)), x), "3/x"),
      of(derivative(log(sqrt(x)), x), "1/(2*x)"),
      of(derivative(log(exp(x)), x), "1"),
      of(derivative(log(sin(x)), x), "cos(x)/sin(x)"),
      of(derivative(log(log(x)), x), "1/(x*log(x))"),
      of(derivative(square(log(x)), x), "2*log(x)/x"),
      of(derivative(log(hypot(x, y)), x), "x/hypot(x, y)^2"),
      of(derivative(x * log1p(x), x), "log1p(x) + x/(x + 1)"),
      of(derivative(x / y, y), "-x/y^2"),
      of(derivative(1 / square(x), x), "-2/x^3"),
      of(derivative(sqrt(x * y), x), "y/(2*sqrt(x*y))"),
      of(derivative(x / (x + 1), x), "1/(x + 1) - x/(x + 1)^2"),
  };
}

static_assert(all_hold(sums()));
static_assert(all_hold(signs()));
static_assert(all_hold(bundles()));
static_assert(all_hold(products()));
static_assert(all_hold(quotients()));
static_assert(all_hold(powers()));
static_assert(all_hold(choices()));
static_assert(all_hold(comparisons()));
static_assert(all_hold(numbers()));
static_assert(all_hold(inputs()));
static_assert(all_hold(functions()));
static_assert(all_hold(derivatives()));
static_assert(all_hold(derivatives_with_logarithms()));

template <std::size_t Size> void each_holds(std::array<line, Size> const& table) {
  for (line const& l : table) BOOST_TEST(l.written.view() == l.expected);
}

// The number is not known to the compiler here, and is there.
[[gnu::noinline]] double opaque(double value) {
  double volatile kept = value;
  return kept;
}

template <int Depth, class F> constexpr auto nested(F const& f) {
  if constexpr (Depth == 0) return f;
  else return nested<Depth - 1>(sin(f));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(print_to_string)

BOOST_AUTO_TEST_CASE(the_same_at_run_time) {
  each_holds(sums());
  each_holds(signs());
  each_holds(bundles());
  each_holds(products());
  each_holds(quotients());
  each_holds(powers());
  each_holds(choices());
  each_holds(comparisons());
  each_holds(numbers());
  each_holds(inputs());
  each_holds(functions());
  each_holds(derivatives());
  each_holds(derivatives_with_logarithms());
}

BOOST_AUTO_TEST_CASE(captured_numbers_are_put_in_when_the_text_is_made) {
  constexpr auto compiled = to_string(0.1 * sin(x) + 1e300 * y - 2.5);
  BOOST_TEST(to_string(opaque(0.1) * sin(x) + opaque(1e300) * y - opaque(2.5)).view() == compiled.view());
  auto const scaled = [](double k) { return std::string(to_string(k * x + 1)); };
  BOOST_TEST(scaled(opaque(3)) == "3*x + 1");
  BOOST_TEST(scaled(opaque(0)) == "1");
  BOOST_TEST(scaled(opaque(1)) == "x + 1");
  BOOST_TEST(scaled(opaque(-1)) == "1 - x");
  BOOST_TEST(scaled(opaque(0.1)) == "0.1*x + 1");
  BOOST_TEST(scaled(opaque(1.0 / 3)) == "0.3333333333333333*x + 1");
  BOOST_TEST(scaled(opaque(5e-324)) == "5e-324*x + 1");
  BOOST_TEST(scaled(opaque(1.7976931348623157e308)) == "1.7976931348623157e308*x + 1");
  BOOST_TEST(to_string(0.1L * x).view() != to_string(0.1 * x).view());  // another number
}

// Longer by far than the text with zeros.
BOOST_AUTO_TEST_CASE(many_captured_numbers) {
  double const k = opaque(-1.0000000000000002e-300);
  auto const f = k * x + k * y + k * z + sin(k * x) + cos(k * y) + exp(k * z);
  std::string const text = to_string(f);
  std::size_t count = 0;
  for (std::size_t at = text.find("1.0000000000000002e-300"); at != std::string::npos;
       at = text.find("1.0000000000000002e-300", at + 1))
    ++count;
  BOOST_TEST(count == 6u);
}

BOOST_AUTO_TEST_CASE(converts_to_strings) {
  std::string const copied = to_string(x + 1);
  std::string const constructed(to_string(x + 1));
  std::string appended = "f = ";
  appended += to_string(2 * x).view();
  constexpr auto kept = to_string(y == a * x);
  std::string_view const view = kept;
  BOOST_TEST(copied == "x + 1");
  BOOST_TEST(constructed == "x + 1");
  BOOST_TEST(appended == "f = 2*x");
  BOOST_TEST(view == "y == a*x");
  BOOST_TEST(kept.c_str() == std::string("y == a*x"));
}

BOOST_AUTO_TEST_CASE(deep_nesting) {
  constexpr auto deep = to_string(nested<300>(x));
  static_assert(deep.size() == 5 * 300 + 1);
  std::string expected = "x";
  for (int i = 0; i < 300; ++i) expected = "sin(" + expected + ")";
  BOOST_TEST(deep.view() == expected);
}

BOOST_AUTO_TEST_SUITE_END()
