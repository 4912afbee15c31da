// SPDX-License-Identifier: Apache-2.0
// A user's own function as LaTeX, as a graph and in C; as infix text: tests/expression/primitive.cpp.
#include <calx/expression/primitive.hpp>

#include "../bessel.hpp"

#include <boost/test/unit_test.hpp>

#include <string_view>

BOOST_AUTO_TEST_SUITE(primitive_text)

namespace {

using namespace calx_test;
using namespace calx::literals;

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;
constexpr auto z = calx::var<"z">;

// LaTeX: an operator of its name, with the arguments in order.
constexpr bool is_latex(auto const& f, std::string_view text) { return to_latex(f).view() == text; }
static_assert(is_latex(exp(-x) * bessel_0(2 * x), R"(e^{-x} \operatorname{j0}\left(2 x\right))"));
static_assert(is_latex(pow<2>(product(x, y + 1_c)), R"(\left(\operatorname{product}\left(x, y + 1\right)\right)^{2})"));
static_assert(is_latex(1_c / mixture(x, y, -z), R"(\frac{1}{\operatorname{mixture}\left(x, y, -z\right)})"));
static_assert(is_latex(derivative(table(x), x), R"(\operatorname{table\_slope}\left(x\right))"));
static_assert(!is_latex(bessel_0(x), R"(\operatorname{j1}\left(x\right))"));

// The graph: one node a call, whose arrows say which argument is which if there are several. The function is no node.
constexpr std::string_view shared =
    "digraph f {\n"
    "  n0 [label=\"x\", shape=box];\n"
    "  n1 [label=\"y\", shape=box];\n"
    "  n4 [label=\"mixture\"];\n"
    "  n0 -> n4 [label=\"1\"];\n"
    "  n1 -> n4 [label=\"2\"];\n"
    "  n0 -> n4 [label=\"3\"];\n"
    "  n6 [label=\"j0\"];\n"
    "  n4 -> n6;\n"
    "  n7 [label=\"+\"];\n"
    "  n4 -> n7;\n"
    "  n6 -> n7;\n"
    "  f0 [label=\"f\", shape=doublecircle];\n"
    "  n7 -> f0;\n"
    "}\n";

// C: a call by name, of what is declared in front.
constexpr bool is_c(auto const& code, std::string_view body) {
  std::string_view const start = "#include <math.h>\n\n#ifndef CALX_FUNCTION\n#define CALX_FUNCTION\n#endif\n\nCALX_FUNCTION ";
  return code.view().substr(0, start.size()) == start && code.view().substr(start.size()) == body;
}
static_assert(is_c(to_c(mixture(x, product(x, y), z)),
                   "double f(double x, double y, double z) {\n"
                   "  double const t0 = x;\n"
                   "  double const t1 = product(x, y);\n"
                   "  return mixture(t0, t1, z);\n"
                   "}\n"));
static_assert(is_c(to_c<"slope">(derivative(table(x * x), x)),
                   "double slope(double x) {\n"
                   "  double const t0 = x*x;\n"
                   "  double const t1 = table_slope(t0);\n"
                   "  double const t2 = x*t1;\n"
                   "  return t2*2.0;\n"
                   "}\n"));
static_assert(is_c(to_c<"both">(gradient(product(x, y), x, y)),
                   "void both(double x, double y, double out[2]) {\n"
                   "  double const t0 = cos(x);\n"
                   "  out[0] = y + t0;  // df/dx\n"
                   "  out[1] = x;  // df/dy\n"
                   "}\n"));

BOOST_AUTO_TEST_CASE(graph) { BOOST_TEST(to_dot(bessel_0(mixture(x, y, x)) + mixture(x, y, x)).view() == shared); }

}  // namespace

BOOST_AUTO_TEST_SUITE_END()
