// SPDX-License-Identifier: Apache-2.0
#include <calx/core.hpp>
#include <calx/print/to_latex.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <string>

namespace {

using namespace calx::literals;
using calx::constant, calx::derivative, calx::e, calx::pi;
constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;
constexpr auto b1 = calx::var<"b1">;
constexpr auto sigma = calx::var<"sigma">;
constexpr auto rate = calx::var<"rate">;
constexpr auto v = calx::vec<"v", 12>;

struct line {
  calx::text<240> written{};
  std::string_view expected{};
  constexpr bool holds() const { return written == expected; }
};
template <class T> constexpr line of(T const& f, std::string_view expected) {
  return {calx::text<240>(to_latex(f).view()), expected};
}
template <std::size_t Size> constexpr bool all_hold(std::array<line, Size> const& table) {
  for (line const& l : table)
    if (!l.holds()) return false;
  return true;
}
static_assert(!of(x, "y").holds() && !all_hold(std::array{of(x, "x"), of(y, "y ")}));  // the helpers can fail

constexpr auto arithmetic() {
  return std::array{
      of(x * x / 2, "\\frac{x^{2}}{2}"),
      of(x + 1, "x + 1"),
      of(1 - x, "1 - x"),
      of(-x - y, "-x - y"),
      of(x - y / 3, "x - \\frac{y}{3}"),
      of(2 * x * y, "2 x y"),
      of(-2 * (x + y), "-2 \\left(x + y\\right)"),
      of(x * (x + 1), "x \\left(x + 1\\right)"),
      of(1 / x, "\\frac{1}{x}"),
      of(-1 / x, "-\\frac{1}{x}"),
      of((x + 1) / (y - 1), "\\frac{x + 1}{y - 1}"),
      of((x + 1) * y / (2 * (y - 1)), "\\frac{y \\left(x + 1\\right)}{2 \\left(y - 1\\right)}"),
      of(x / y / 2, "\\frac{x}{2 y}"),
      of(x * y + x / y, "x y + \\frac{x}{y}"),
  };
}
constexpr auto numbers() {
  return std::array{
      of(3_c, "3"),
      of(-3_c, "-3"),
      of(constant<1, 3>, "\\frac{1}{3}"),
      of(constant<-1, 3>, "-\\frac{1}{3}"),
      of(x - constant<1, 3>, "x - \\frac{1}{3}"),
      of(0.1 * x, "0.1 x"),
      of(1.5e300 * x, "1.5 \\cdot 10^{300} x"),
      of(x + 1e300, "x + 10^{300}"),
      of(pi * x * e, "\\pi e x"),
      of(2 * pi, "2 \\pi"),
      of(3 * pow(2_c, x), "3 \\cdot 2^{x}"),
      of(3 * exp2(x), "3 \\cdot 2^{x}"),
      of(x * pow(2_c, y), "x \\cdot 2^{y}"),
      of(pow(1.5e300, x), "\\left(1.5 \\cdot 10^{300}\\right)^{x}"),
  };
}
constexpr auto powers() {
  return std::array{
      of(x * x, "x^{2}"),
      of(calx::pow<12>(x), "x^{12}"),
      of(calx::pow<-2>(x), "x^{-2}"),
      of(calx::pow<3>(x + y), "\\left(x + y\\right)^{3}"),
      of(calx::pow<3>(x / y), "\\left(\\frac{x}{y}\\right)^{3}"),
      of(calx::pow<3>(x * y), "\\left(x y\\right)^{3}"),
      of(pow(x, y - 1), "x^{y - 1}"),
      of(pow(x, constant<1, 3>), "x^{\\frac{1}{3}}"),
      of(pow(constant<1, 3>, x), "\\left(\\frac{1}{3}\\right)^{x}"),
      of(pow(-2_c, x), "\\left(-2\\right)^{x}"),
      of(pow(pow(x, y), 3_c), "\\left(x^{y}\\right)^{3}"),
      of(sqrt(x + 1), "\\sqrt{x + 1}"),
      of(cbrt(x), "\\sqrt[3]{x}"),
      of(calx::pow<3>(sqrt(x)), "\\left(\\sqrt{x}\\right)^{3}"),
      of(hypot(x, y + 1), "\\sqrt{x^{2} + \\left(y + 1\\right)^{2}}"),
  };
}
constexpr auto functions() {
  return std::array{
      of(sin(x), "\\sin\\left(x\\right)"),
      of(sin(x) * sin(x), "\\sin^{2}\\left(x\\right)"),
      of(2 * sin(x) * sin(x) / y, "\\frac{2 \\sin^{2}\\left(x\\right)}{y}"),
      of(pow(sin(x), y), "\\left(\\sin\\left(x\\right)\\right)^{y}"),
      of(1 / sin(x), "\\frac{1}{\\sin\\left(x\\right)}"),
      of(calx::pow<-2>(sin(x)), "\\left(\\sin\\left(x\\right)\\right)^{-2}"),
      of(exp(x), "e^{x}"),
      of(exp(-x * x / 2), "e^{-\\frac{x^{2}}{2}}"),
      of(exp(x) * exp(x), "\\left(e^{x}\\right)^{2}"),
      of(exp(exp(x)), "\\exp\\left(e^{x}\\right)"),
      of(log(x), "\\ln\\left(x\\right)"),
      of(log2(x) * log10(y), "\\log_{2}\\left(x\\right) \\log_{10}\\left(y\\right)"),
      of(log1p(x * y), "\\ln\\left(1 + x y\\right)"),
      of(y * expm1(x), "y \\left(e^{x} - 1\\right)"),
      of(asin(x) + atan(y), "\\arcsin\\left(x\\right) + \\arctan\\left(y\\right)"),
      of(tanh(x) * acosh(y), "\\tanh\\left(x\\right) \\operatorname{arcosh}\\left(y\\right)"),
      of(erf(x), "\\operatorname{erf}\\left(x\\right)"),
      of(atan2(y, x), "\\operatorname{atan2}\\left(y, x\\right)"),
      of(sign(x), "\\operatorname{sign}\\left(x\\right)"),
      of(3 * abs(x), "3 \\left|x\\right|"),
      of(abs(x) * abs(y) * abs(x * y), "\\left|x\\right| \\left|y\\right| \\left|x y\\right|"),
      of(min(x, y) - max(x, 1), "\\min\\left(x, y\\right) - \\max\\left(x, 1\\right)"),
      of(derivative(tanh(x), x), "1 - \\tanh^{2}\\left(x\\right)"),
  };
}
constexpr auto names() {
  return std::array{
      of(b1 * rate * sigma, "b_{1} \\mathrm{rate} \\sigma"),
      of(v[3_c] * v[11_c], "v_{3} v_{11}"),
      of(sigma * sigma, "\\sigma^{2}"),
      of(calx::pow<2>(b1), "b_{1}^{2}"),
  };
}
constexpr auto conditions() {
  return std::array{
      of(x < y, "x < y"),
      of(x > y, "x > y"),
      of(x <= 2, "x \\le 2"),
      of(x >= 2, "x \\ge 2"),
      of(x == y * y, "x = y^{2}"),
      of(x < y && x > 1, "x < y \\land x > 1"),
      of(!(x < y) || x > 1, "\\lnot \\left(x < y\\right) \\lor x > 1"),
      of((x < y || y < 1) && x > 1, "\\left(x < y \\lor y < 1\\right) \\land x > 1"),
      of(where(x < 0, -x, x), "\\begin{cases} -x & \\text{if } x < 0 \\\\ x & \\text{otherwise} \\end{cases}"),
      of(where(x < 0, x, where(y > 1, y, 2)),
         "\\begin{cases} x & \\text{if } x < 0 \\\\ y & \\text{if } y > 1 \\\\ 2 & \\text{otherwise} \\end{cases}"),
      of(2 * where(x < 0, y, x),
         "2 \\left(\\begin{cases} y & \\text{if } x < 0 \\\\ x & \\text{otherwise} \\end{cases}\\right)"),
  };
}
constexpr auto bundles() {
  return std::array{
      of(gradient(x * x * y, x, y), "\\begin{bmatrix} 2 x y \\\\ x^{2} \\end{bmatrix}"),
      of(hessian(x * x * y, x, y), "\\begin{bmatrix} 2 y & 2 x \\\\ 2 x & 0 \\end{bmatrix}"),
      of(jacobian(calx::vector(x * y, x + y, 3 * x), x, y), "\\begin{bmatrix} y & x \\\\ 1 & 1 \\\\ 3 & 0 \\end{bmatrix}"),
      of(calx::vector(x, 2 * y), "\\begin{bmatrix} x \\\\ 2 y \\end{bmatrix}"),
  };
}

static_assert(all_hold(arithmetic()));
static_assert(all_hold(numbers()));
static_assert(all_hold(powers()));
static_assert(all_hold(functions()));
static_assert(all_hold(names()));
static_assert(all_hold(conditions()));
static_assert(all_hold(bundles()));

template <std::size_t Size> void compare(std::array<line, Size> const& table) {
  for (line const& l : table) BOOST_TEST(l.written.view() == l.expected);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(print_to_latex)

BOOST_AUTO_TEST_CASE(tables) {
  compare(arithmetic());
  compare(numbers());
  compare(powers());
  compare(functions());
  compare(names());
  compare(conditions());
  compare(bundles());
}

BOOST_AUTO_TEST_CASE(numbers_of_the_program) {
  double k = 2.5;
  BOOST_TEST(static_cast<std::string>(to_latex(k * x)) == "\\frac{5 x}{2}");
  k = -1e-30;
  BOOST_TEST(static_cast<std::string>(to_latex(k * x)) == "-10^{-30} x");
  BOOST_TEST(to_latex(x * x < k + 1).view() == "x^{2} < 1");  // 1 - 1e-30 is 1 here
  BOOST_TEST(to_latex(gradient(3 * x * y, x, y)).view() == "\\begin{bmatrix} 3 y \\\\ 3 x \\end{bmatrix}");
}

BOOST_AUTO_TEST_SUITE_END()
