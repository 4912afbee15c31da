// SPDX-License-Identifier: Apache-2.0
// Texts, each beside the same function written in C++: proved equal, and the same graph once both are simplified.
#include <calx/calx.hpp>
#include <calx/print/text_form.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <cmath>
#include <vector>

namespace {

using namespace calx::literals;
using calx::constant, calx::parse, calx::pi, calx::square;
constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;
constexpr auto z = calx::var<"z">;
constexpr auto x_1 = calx::var<"x_1">;
constexpr auto v = calx::vec<"v", 3>;
constexpr auto t = calx::column<"t">;
constexpr auto euler = calx::e;

// Two functions of the same inputs as the outputs of one graph.
constexpr calx::graph both(calx::function_graph const& f, calx::function_graph const& g) {
  calx::builder b;
  for (calx::function_graph const* part : {&f, &g}) {
    calx::buffer<calx::node_id> const moved =
        rebuild(part->graph.view(), b, [&](calx::node const& n, int) { return b.intern(n); });
    copy_outputs(part->graph.view(), b, moved);
  }
  return b.take();
}
constexpr bool same_inputs(calx::function_graph const& f, calx::function_graph const& g) {
  bool same = f.inputs.size() == g.inputs.size();
  for (int i = 0; same && i < f.inputs.size(); ++i)
    same = f.inputs[i].name == g.inputs[i].name && f.inputs[i].shape == g.inputs[i].shape &&
           f.inputs[i].is_vector == g.inputs[i].is_vector;
  return same;
}
constexpr bool same_text(calx::buffer<char> const& a, calx::buffer<char> const& b) {
  return std::string_view(a.data(), static_cast<std::size_t>(a.size())) ==
         std::string_view(b.data(), static_cast<std::size_t>(b.size()));
}

struct comparison {
  bool parsed = false, proved = false, identical = false;
  std::string_view text{};
  constexpr bool holds() const { return parsed && proved && identical; }
};
constexpr comparison compared(std::string_view text, calx::function_graph const& expected) {
  calx::parsed_formula const f = calx::parse_formula(text);
  if (!f.ok() || !same_inputs(f.function, expected)) return {false, false, false, text};
  calx::graph const a = calx::simplify(f.function.graph.view()), b = calx::simplify(expected.graph.view());
  bool const proved = calx::proves_equal(calx::expand(both(f.function, expected).view()).view());
  return {true, proved, same_text(calx::graph_text(a.view()), calx::graph_text(b.view())), text};
}
template <class E> constexpr comparison is(std::string_view text, E const&) { return compared(text, calx::lower<E>()); }

constexpr auto sums_and_products() {
  return std::array{
      is("x", x),
      is("  x ", x),
      is("(x)", x),
      is("((x))", x),
      is("x + y", x + y),
      is("x - y", x - y),
      is("x - y - z", x - y - z),
      is("x - (y - z)", x - (y - z)),
      is("x+y*z", x + y * z),
      is("(x + y)*z", (x + y) * z),
      is("x*y/z", x * y / z),
      is("x/y*z", x / y * z),
      is("x/(y*z)", x / (y * z)),
      is("x/y/z", x / y / z),
      is("-x", -x),
      is("+x", x),
      is("--x", -(-x)),
      is("-x*y", -x * y),
      is("x*-y", x * -y),
      is("x - -y", x - -y),
      is("-x - y", -x - y),
      is("-(x + y)", -(x + y)),
      is("-+-x", -(-x)),
      is("2*x", 2_c * x),
      is("-2*x", -2_c * x),
      is("x*2", x * 2_c),
      is("2*3*x", 2_c * 3_c * x),
      is("x/3", x / 3_c),
      is("2/3*x", constant<2, 3> * x),
      is("-2/3*x", constant<-2, 3> * x),
      is("x*1/3", x * 1_c / 3_c),
      is("1/x", 1_c / x),
      is("4/2/x", 2_c / x),
      is("1/3", constant<1, 3>),
  };
}
constexpr auto powers() {
  return std::array{
      is("x^2", square(x)),
      is("square(x)", square(x)),
      is("pow(x, 2)", calx::pow<2>(x)),
      is("pow(x, -2)", calx::pow<-2>(x)),
      is("x^-2", calx::pow<-2>(x)),
      is("x^(-2)", calx::pow<-2>(x)),
      is("x^+2", calx::pow<2>(x)),
      is("x ^ 2", calx::pow<2>(x)),
      is("x^(2)", calx::pow<2>(x)),
      is("x^2e1", calx::pow<20>(x)),
      is("x^0", calx::pow<0>(x)),
      is("x^2147483648", pow(x, 2147483648_c)),
      is("x^2.5", pow(x, 2.5_c)),
      is("x^(1/2)", pow(x, constant<1, 2>)),
      is("x^(-1/3)", pow(x, constant<-1, 3>)),
      is("x^1/2", calx::pow<1>(x) / 2_c),
      is("x^y", pow(x, y)),
      is("pow(x, y)", pow(x, y)),
      is("x^(y - 1)", pow(x, y - 1_c)),
      is("x^-y", pow(x, -y)),
      is("x^y^z", pow(x, pow(y, z))),
      is("(x^y)^z", pow(pow(x, y), z)),
      is("x^-y^z", pow(x, -pow(y, z))),
      is("x^y^2", pow(x, square(y))),
      is("2^-1*x", constant<1, 2> * x),
      is("2^x", pow(2_c, x)),
      is("-2^x", -pow(2_c, x)),
      is("(-2)^x", pow(-2_c, x)),
      is("-x^2", -square(x)),
      is("(-x)^2", square(-x)),
      is("x*y^2*z", x * square(y) * z),
      is("(1/3)^x", pow(constant<1, 3>, x)),
      is("1/3^x", 1_c / pow(3_c, x)),
      is("(x + 1)^2", square(x + 1_c)),
      is("e^x", pow(euler, x)),
  };
}
constexpr auto numbers() {
  return std::array{
      is("0.1*x", 0.1_c * x),  is("x + .5", x + 0.5_c),      is("x + 2.", x + 2_c),
      is("1e3*x", 1000_c * x), is("2.5E-3*x", 2.5e-3_c * x), is("1e+2*x", 100_c * x),
      is("0*x", 0_c * x),      is("-0.25", -0.25_c),         is("pi*x", pi * x),
      is("2*pi", 2_c * pi),    is("e + x", euler + x),       is("9007199254740993*x", 9007199254740993_c * x),
  };
}
constexpr auto functions() {
  return std::array{
      is("sin(x)", sin(x)),
      is("sin (x)", sin(x)),
      is("a*exp(-b*x) + c", calx::var<"a"> * exp(-calx::var<"b"> * x) + calx::var<"c">),
      is("atan2(y, x)", atan2(y, x)),
      is("hypot(x,y) - min(x, max(y, 1))", hypot(x, y) - min(x, max(y, 1_c))),
      is("sqrt(abs(x)) + cbrt(sign(x))", sqrt(abs(x)) + cbrt(sign(x))),
      is("exp2(x) - expm1(y)/log1p(z)", exp2(x) - expm1(y) / log1p(z)),
      is("log(x) + log2(x) + log10(x)", log(x) + log2(x) + log10(x)),
      is("cos(tan(asin(acos(atan(x)))))", cos(tan(asin(acos(atan(x)))))),
      is("sinh(cosh(tanh(asinh(acosh(atanh(x))))))", sinh(cosh(tanh(asinh(acosh(atanh(x))))))),
      is("erf(erfc(sigmoid(softplus(x))))", erf(erfc(sigmoid(softplus(x))))),
      is("sin(x)^2 + cos(x)^2", square(sin(x)) + square(cos(x))),
      is("sin(x)*sin(x)", sin(x) * sin(x)),
      is("x_1 + \n\t y", x_1 + y),
      is("where(x < 0, -x, x)", where(x < 0_c, -x, x)),
      is("where(x > 0, x, -x)", where(x > 0_c, x, -x)),
      is("where(x <= y && y >= z, x, y)", where(x <= y && y >= z, x, y)),
      is("where(x == y || !(x < z) && y < z, 1, 0)", where(x == y || (!(x < z) && y < z), 1_c, 0_c)),
      is("where((x < y || y < z) && x < z, x, where(y < 1, y, z))", where((x < y || y < z) && x < z, x, where(y < 1_c, y, z))),
      is("v[0]*v[2]", v[0_c] * v[2_c]),
      is("v [ 2 ]^2", square(v[2_c])),
  };
}

template <std::size_t Size> constexpr bool all_hold(std::array<comparison, Size> const& table) {
  for (comparison const& c : table)
    if (!c.holds()) return false;
  return true;
}
static_assert(all_hold(sums_and_products()));
static_assert(all_hold(numbers()));
// The helpers can fail.
static_assert(!is("x", y).parsed && !is("x", x + x).proved && is("(x + 1)*(x - 1)", x* x - 1_c).proved &&
              !is("(x + 1)*(x - 1)", x* x - 1_c).identical && !all_hold(std::array{is("x", x), is("x", y)}));

// What to_string writes, operations that only derivatives have expanded, is proved to be what was written.
template <class E> bool survives(E const& f) {
  auto const text = to_string(f);
  comparison const c = compared(text.view(), calx::lower<E>());
  BOOST_TEST_CONTEXT(text.view()) {
    BOOST_TEST(c.parsed);
    BOOST_TEST(c.proved);
  }
  return c.parsed && c.proved;
}

// The template: what is written in C++ and what is parsed are one function.
constexpr auto a = calx::var<"a">;
constexpr auto b = calx::var<"b">;
constexpr auto c = calx::var<"c">;
constexpr auto decay = parse<"a*exp(-b*x) + c">;
static_assert(decay == a * exp(-b * x) + c);
static_assert(derivative(decay, x) == -a * b * exp(-b * x));
static_assert(to_string(decay) == "a*exp(-b*x) + c");
static_assert(decay * parse<"x^2"> == c * square(x) + a * exp(-b * x) * square(x));
static_assert(parse<"1/4 + 0.5">() == 0.75);
static_assert(parse<"x/(1 + x)">(x = 1.0) == 0.5);
static_assert(sizeof(decay) == 1);
static_assert(to_string(parse<"v[0]*v[1]">) == "v[0]*v[1]");
static_assert(parse<"v[0]*v[1]">(calx::vec<"v", 2> = std::array{2.0, 3.0}) == 6);
static_assert(parse<"v[0]*v[1]", v>(v = std::array{2.0, 3.0, 5.0}) == 6);
static_assert(parse<"v[0]", v> == v[0_c]);
static_assert(calx::parses<"x + 1"> && !calx::parses<"x + "> && !calx::parses<"v[3]", v>);

struct model : decltype(parse<"sin(x)*y">) {};
static_assert(model{} == sin(x) * y);

template <class Table> void check(Table const& table) {
  for (comparison const& line : table) BOOST_TEST_CONTEXT(line.text) {
      BOOST_TEST(line.parsed);
      BOOST_TEST(line.proved);
      BOOST_TEST(line.identical);
    }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(expression_parse)

BOOST_AUTO_TEST_CASE(texts_beside_formulas) {
  check(sums_and_products());
  check(powers());
  check(numbers());
  check(functions());
}

BOOST_AUTO_TEST_CASE(printed_expressions) {
  using calx::derivative;
  BOOST_TEST(survives(derivative(pow(x, y), x)));
  BOOST_TEST(survives(derivative(pow(x, y), y)));
  BOOST_TEST(survives(derivative(derivative(pow(x, y), x), y)));
  BOOST_TEST(survives(derivative<2>(tanh(x) * y, x)));
  BOOST_TEST(survives(derivative<2>(erf(x) - erfc(x * y), x)));
  BOOST_TEST(survives(derivative(softplus(x) * sigmoid(y / x), x)));
  BOOST_TEST(survives(derivative(where(x < y && !(y < 1_c), max(x, y), abs(x)), x)));
  BOOST_TEST(survives(derivative(v[0_c] * sin(v[2_c] / x) / (2_c * sqrt(x)), x)));
  BOOST_TEST(survives(constant<-2, 3> * pi / (x - y) / calx::pow<-3>(z)));
  BOOST_TEST(survives(pow(-2_c, x) - pow(constant<1, 3>, pow(y, z))));
  BOOST_TEST(survives(0.1_c * x));
}

BOOST_AUTO_TEST_CASE(parsed_expressions_compose) {
  BOOST_TEST(decay(x = 1.0, a = 2.0, b = 0.5, c = 3.0) == 2 * std::exp(-0.5) + 3);
  auto const [value, slopes] = value_and_gradient(decay, a, b, c)(x = 1.0, a = 2.0, b = 0.5, c = 3.0);
  BOOST_TEST(slopes[0] == std::exp(-0.5));
  BOOST_TEST(slopes[1] == -2 * std::exp(-0.5));
  BOOST_TEST(slopes[2] == 1);
  BOOST_TEST(value == 2 * std::exp(-0.5) + 3);
  BOOST_TEST(decay(x = parse<"y^2">)(y = 1.0, a = 2.0, b = 0.5, c = 3.0) == value);
}

BOOST_AUTO_TEST_CASE(columns_of_data) {
  std::vector<double> const times{0, 1, 2};
  std::vector<double> const values = parse<"a*t^2", t>(t = times, a = 3.0);
  BOOST_TEST(values == (std::vector<double>{0, 3, 12}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(elementwise_operations) {
  std::array<double, 3> const values = parse<"v*v + x", v>(v = std::array{1.0, 2.0, 3.0}, x = 0.5);
  BOOST_TEST(values == (std::array{1.5, 4.5, 9.5}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(names_of_other_scripts) {
  constexpr auto beta = calx::var<"\xCE\xB2">;
  BOOST_TEST(parse<"2*\xCE\xB2">(beta = 1.5) == 3);
}

BOOST_AUTO_TEST_SUITE_END()
