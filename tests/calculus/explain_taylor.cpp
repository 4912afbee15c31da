// SPDX-License-Identifier: Apache-2.0
// Taylor polynomials explained: golden text, by hand.
#include <calx/calculus/explain_taylor.hpp>

#include <calx/core.hpp>

#include <boost/test/unit_test.hpp>

#include <string_view>

namespace {

using namespace calx::literals;

constexpr auto x = calx::var<"x">;

static_assert(explain(taylor<1>(sin(x), x, 0_c)) ==
              "Taylor polynomial of sin(x) about x = 0, up to order 1\n"
              "  f(x) = sin(x)     f(0) = 0\n"
              "  f'(x) = cos(x)    f'(0) = 1\n"
              "  f'(0)*x\n"
              "    = x\n");

BOOST_AUTO_TEST_SUITE(explain_taylor)

BOOST_AUTO_TEST_CASE(about_a_point) {
  std::string_view const expected =
      "Taylor polynomial of log(x) about x = 1, up to order 3\n"
      "  f(x) = log(x)      f(1) = 0\n"
      "  f'(x) = 1/x        f'(1) = 1\n"
      "  f''(x) = -1/x^2    f''(1) = -1\n"
      "  f'''(x) = 2/x^3    f'''(1) = 2\n"
      "  f'(1)*(x - 1) + f''(1)/2*(x - 1)^2 + f'''(1)/6*(x - 1)^3\n"
      "    = (x - 1) - (x - 1)^2/2 + (x - 1)^3/3\n";
  BOOST_TEST(explain(taylor<3>(log(x), x, 1_c)).view() == expected);
  BOOST_TEST(explain(taylor<3>(log(x), x, 1)).view() == expected);
}

BOOST_AUTO_TEST_CASE(long_derivatives_are_left_out) {
  auto const text = explain(taylor<4>(exp(sin(x)), x, 0_c));
  BOOST_TEST(text.view() ==
             "Taylor polynomial of exp(sin(x)) about x = 0, up to order 4\n"
             "  f(x) = exp(sin(x))                                    f(0) = 1\n"
             "  f'(x) = exp(sin(x))*cos(x)                            f'(0) = 1\n"
             "  f''(x) = exp(sin(x))*cos(x)^2 - sin(x)*exp(sin(x))    f''(0) = 1\n"
             "                                                        f'''(0) = 0\n"
             "                                                        f^(4)(0) = -3\n"
             "  (derivatives too long to write: their values follow from the recurrences of power series)\n"
             "  f(0) + f'(0)*x + f''(0)/2*x^2 + f^(4)(0)/24*x^4\n"
             "    = 1 + x + x^2/2 - x^4/8\n");
}

// As explain(derivative(f, x)) finds and collects them.
BOOST_AUTO_TEST_CASE(derivatives_are_collected) {
  BOOST_TEST(explain(taylor<3>(log(1_c - 2_c * x), x, 0_c)).view() ==
             "Taylor polynomial of log(1 - 2*x) about x = 0, up to order 3\n"
             "  f(x) = log(1 - 2*x)          f(0) = 0\n"
             "  f'(x) = -2/(1 - 2*x)         f'(0) = -2\n"
             "  f''(x) = -4/(1 - 2*x)^2      f''(0) = -4\n"
             "  f'''(x) = -16/(1 - 2*x)^3    f'''(0) = -16\n"
             "  f'(0)*x + f''(0)/2*x^2 + f'''(0)/6*x^3\n"
             "    = -2*x - 2*x^2 - 8*x^3/3\n");
  BOOST_TEST(explain(taylor<2>(exp(x * x), x, 0_c)).view() ==
             "Taylor polynomial of exp(x^2) about x = 0, up to order 2\n"
             "  f(x) = exp(x^2)                         f(0) = 1\n"
             "  f'(x) = 2*x*exp(x^2)                    f'(0) = 0\n"
             "  f''(x) = 2*exp(x^2) + 4*x^2*exp(x^2)    f''(0) = 2\n"
             "  f(0) + f''(0)/2*x^2\n"
             "    = 1 + x^2\n");
  // Continued at 0, where each derivative is 0/0 as it is written.
  BOOST_TEST(explain(taylor<2>(sin(x) / x, x, 0_c)).view() ==
             "Taylor polynomial of sin(x)/x about x = 0, up to order 2\n"
             "  f(x) = sin(x)/x                                      f(0) = 1\n"
             "  f'(x) = (x*cos(x) - sin(x))/x^2                      f'(0) = 0\n"
             "  f''(x) = (2*sin(x) - x^2*sin(x) - 2*x*cos(x))/x^3    f''(0) = -1/3\n"
             "  f(0) + f''(0)/2*x^2\n"
             "    = 1 - x^2/6\n");
}

// A captured number is exact, what is computed from it is rounded.
BOOST_AUTO_TEST_CASE(captured_numbers) {
  for (double a : {2.5, 3.0}) {
    BOOST_TEST(explain(taylor<1>(a * exp(x), x, 0)).view() ==
               (a == 3 ? "Taylor polynomial of 3*exp(x) about x = 0, up to order 1\n"
                         "  f(x) = 3*exp(x)     f(0) = 3\n"
                         "  f'(x) = 3*exp(x)    f'(0) = 3\n"
                         "  f(0) + f'(0)*x\n"
                         "    = 3 + 3*x\n"
                       : "Taylor polynomial of 5*exp(x)/2 about x = 0, up to order 1\n"
                         "  f(x) = 5*exp(x)/2     f(0) = 5/2\n"
                         "  f'(x) = 5*exp(x)/2    f'(0) = 5/2\n"
                         "  f(0) + f'(0)*x\n"
                         "    = 5/2 + 5*x/2\n"));
  }
  BOOST_TEST(
      explain(taylor<3>(exp(-0.5 * x), x, 1)).view() ==
      "Taylor polynomial of exp(-x/2) about x = 1, up to order 3\n"
      "  f(x) = exp(-x/2)          f(1) = 0.6065306597126334\n"
      "  f'(x) = -exp(-x/2)/2      f'(1) = -0.3032653298563167\n"
      "  f''(x) = exp(-x/2)/4      f''(1) = 0.15163266492815836\n"
      "  f'''(x) = -exp(-x/2)/8    f'''(1) = -0.07581633246407918\n"
      "  f(1) + f'(1)*(x - 1) + f''(1)/2*(x - 1)^2 + f'''(1)/6*(x - 1)^3\n"
      "    = 0.6065306597126334 - 0.3032653298563167*(x - 1) + 0.07581633246407918*(x - 1)^2 - 0.012636055410679862*(x - "
      "1)^3\n");
}

BOOST_AUTO_TEST_CASE(negative_and_rounded) {
  BOOST_TEST(explain(taylor<1>(exp(x), x, -1_c)).view() ==
             "Taylor polynomial of exp(x) about x = -1, up to order 1\n"
             "  f(x) = exp(x)     f(-1) = 0.36787944117144233\n"
             "  f'(x) = exp(x)    f'(-1) = 0.36787944117144233\n"
             "  f(-1) + f'(-1)*(x + 1)\n"
             "    = 0.36787944117144233 + 0.36787944117144233*(x + 1)\n");
  BOOST_TEST(explain(taylor<2>(0 * x, x, 0)).view() ==
             "Taylor polynomial of 0 about x = 0, up to order 2\n"
             "  f(x) = 0      f(0) = 0\n"
             "  f'(x) = 0     f'(0) = 0\n"
             "  f''(x) = 0    f''(0) = 0\n"
             "  0\n"
             "    = 0\n");
}

BOOST_AUTO_TEST_CASE(latex) {
  BOOST_TEST(explain_latex(taylor<3>(sin(x), x, 0_c)).view() ==
             "\\begin{aligned}\n"
             "f(x) = \\sin\\left(x\\right) &\\qquad f(0) = 0\\\\\n"
             "f'(x) = \\cos\\left(x\\right) &\\qquad f'(0) = 1\\\\\n"
             "f''(x) = -\\sin\\left(x\\right) &\\qquad f''(0) = 0\\\\\n"
             "f'''(x) = -\\cos\\left(x\\right) &\\qquad f'''(0) = -1\\\\\n"
             "f'(0)\\,x + \\frac{f'''(0)}{6}\\,x^{3}\\\\\n"
             "&= x - \\frac{x^{3}}{6}\n"
             "\\end{aligned}");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
