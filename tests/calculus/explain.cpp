// SPDX-License-Identifier: Apache-2.0
// Derivations of growing difficulty against stored text, tests/golden/explain/*.txt and *.tex, character by character; every
// step of each is proved.
//
// To write the stored text anew, after reading each line as a student would:
//   CALX_WRITE_GOLDEN=1 build/.../calx_test_calculus --run_test=explanations
#include <calx/calx.hpp>

#include <boost/test/unit_test.hpp>

#include <cstdlib>
#include <fstream>
#include <map>
#include <sstream>
#include <string>

namespace {

using namespace calx::literals;
using calx::derivation;
constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;

static_assert(explain(derivative(x, x)) == "d/dx [x]\n  = 1    variable rule\n");
static_assert(explain(derivative(5_c, x)) == "d/dx [5]\n  = 0    constant rule\n");
static_assert(explain(derivative(3_c * x * x, x)) ==
              "d/dx [3*x^2]\n"
              "  = 3*d/dx [x^2]    constant multiple rule: (c*u)' = c*u'\n"
              "  = 3*2*x           power rule: (x^n)' = n*x^(n - 1)\n"
              "  = 6*x             simplify\n");
static_assert(!(explain(derivative(x, x)) == "d/dx [x]\n  = 1    constant rule\n"));

std::string stored(std::string const& name) {
  std::ifstream file(std::string(CALX_TEST_DATA) + "/../golden/explain/" + name);
  std::ostringstream all;
  all << file.rdbuf();
  return all.str();
}

void compare(std::string const& name, std::string const& text) {
  if (std::getenv("CALX_WRITE_GOLDEN") != nullptr)
    std::ofstream(std::string(CALX_TEST_DATA) + "/../golden/explain/" + name) << text;
  BOOST_TEST(text == stored(name), name << " is now\n" << text);
}

// Each step is proved, and begins where the last one for the same derivative ended.
void check_steps(std::string const& name, derivation const& d) {
  std::map<std::string, std::string> reached;
  BOOST_TEST(d.size() > 0);
  for (int i = 0; i < d.size(); ++i) {
    calx::derivation_step const step = d.step(i);
    std::string const before = step.before, after = step.after, of = step.applied_to, rule = step.rule;
    BOOST_TEST(calx::proves_equal(d.graph_of(i).view()), name << ": " << before << " = " << after << ", " << rule);
    BOOST_TEST(!rule.empty());
    BOOST_TEST(before != after, name << ": a step that says nothing: " << before);
    bool const starts = before == "d/dx [" + of + "]" || before == "d/dy [" + of + "]" || before == "d/dS [" + of + "]";
    BOOST_TEST((starts || reached[of] == before), name << ": a step from nowhere: " << before);
    reached[of] = after;
  }
}

template <class T> void check(std::string const& name, T const& t) {
  check_steps(name, derivation(t));
  compare(name + ".txt", explain(t));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(explanations)

BOOST_AUTO_TEST_CASE(golden) {
  check("01_polynomial", derivative(2 * x * x * x - 3 * x * x + 7, x));
  check("02_product", derivative(x * sin(x * x), x));
  check("03_quotient", derivative(x / (x * x + 1), x));
  check("04_chain", derivative(exp(sin(sqrt(x))), x));
  check("05_powers", derivative(pow(x, x) * pow(2, x), x));
  check("06_second_derivative", derivative<2>(exp(-x * x / 2), x));
  check("07_pieces", derivative(where(x < 0, abs(x) * x, min(x, 1 / x)), x));
  check("08_gradient", gradient(x * x * y + 3 * sin(x * y), x, y));
  check("09_hessian", hessian(exp(x * y) + x * log(y), x, y));
}

BOOST_AUTO_TEST_CASE(golden_nested_quotient) {
  check("10_nested_quotient", derivative(where(x > 0, log(1 + x * x) / (1 + cos(x)), x * tan(x)) / (1 + x * x), x));
}

BOOST_AUTO_TEST_CASE(golden_black_scholes) {
  constexpr auto S = calx::var<"S">;
  constexpr auto K = calx::var<"K">;
  constexpr auto r = calx::var<"r">;
  constexpr auto T = calx::var<"T">;
  constexpr auto sigma = calx::var<"sigma">;
  constexpr auto d1 = (log(S / K) + (r + sigma * sigma / 2) * T) / (sigma * sqrt(T));
  constexpr auto d2 = d1 - sigma * sqrt(T);
  constexpr auto call = S * erfc(-d1 / sqrt(2_c)) / 2 - K * exp(-r * T) * erfc(-d2 / sqrt(2_c)) / 2;
  check("11_black_scholes", derivative(call, S));
}

BOOST_AUTO_TEST_CASE(latex) {
  compare("02_product.tex", explain_latex(derivative(x * sin(x * x), x)));
  compare("09_hessian.tex", explain_latex(hessian(exp(x * y) + x * log(y), x, y)));
}

BOOST_AUTO_TEST_SUITE_END()
