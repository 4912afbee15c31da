// SPDX-License-Identifier: Apache-2.0
#include <calx/calculus/rule_text.hpp>

#include <boost/test/unit_test.hpp>

#include <string>

namespace {

using calx::derivative_rule, calx::opcode, calx::used_rule;
using calx::detail::blackboard, calx::detail::derivative_rules, calx::detail::plain_notation, calx::detail::tex_notation;

constexpr calx::input_info names[] = {{"x"}, {"u"}};

// The text of a rule with its formula, for a function of `variables` of x and u.
template <class Notation> std::string text_of(used_rule r, int variables = 1) {
  calx::builder g;
  g.output(g.apply(opcode::sin, g.input(0)));
  calx::buffer<calx::detail::slot> slots;
  slots.push({"x", {}, -1});
  blackboard board({g.view(), names, variables, 0}, g.view(), slots);
  derivative_rules(board).add_formula(r, board.variables()[0]);
  calx::growing_text text;
  used_rule const both[] = {r, {derivative_rule::simplify}};
  calx::detail::write_rules<Notation>(text, board, both, 1);
  calx::growing_text twice;
  calx::detail::write_rules<Notation>(twice, board, both, 2);
  BOOST_TEST(twice.view().starts_with(text.view()));
  BOOST_TEST(twice.view().find("; simplify") != std::string_view::npos);
  return text;
}
std::string plain(used_rule const& r, int variables = 1) { return text_of<plain_notation>(r, variables); }
std::string tex(used_rule const& r) { return text_of<tex_notation>(r); }

}  // namespace

BOOST_AUTO_TEST_SUITE(rule_texts)

BOOST_AUTO_TEST_CASE(names_and_formulas) {
  using enum derivative_rule;
  BOOST_TEST(plain({constant}) == "constant rule");
  BOOST_TEST(plain({sum}) == "sum rule: (u + v)' = u' + v'");
  BOOST_TEST(plain({constant_multiple}) == "constant multiple rule: (c*u)' = c*u'");
  BOOST_TEST(plain({product}) == "product rule: (u*v)' = u'*v + u*v'");
  BOOST_TEST(plain({triple_product}) == "product rule: (u*v*w)' = u'*v*w + u*v'*w + u*v*w'");
  BOOST_TEST(plain({quotient}) == "quotient rule: (u/v)' = (u'*v - u*v')/v^2");
  BOOST_TEST(plain({reciprocal}) == "reciprocal rule: (1/u)' = -u'/u^2");
  BOOST_TEST(plain({power}) == "power rule: (x^n)' = n*x^(n - 1)");
  BOOST_TEST(plain({power, opcode::input, true}) == "chain rule, power rule: (u^n)' = n*u^(n - 1)*u'");
  BOOST_TEST(plain({exponential}) == "exponential rule: (c^x)' = c^x*log(c)");
  BOOST_TEST(plain({general_power}) == "general power rule: (u^v)' = u^v*(v'*log(u) + v*u'/u)");
  BOOST_TEST(plain({elementary, opcode::tan}) == "derivative of tan");
  BOOST_TEST(plain({elementary, opcode::tan, true}) == "chain rule, derivative of tan: tan(u)' = (tan(u)^2 + 1)*u'");
  BOOST_TEST(plain({elementary, opcode::asin, true}) == "chain rule, derivative of asin: asin(u)' = u'/sqrt(1 - u^2)");
  BOOST_TEST(plain({elementary, opcode::hypot, true}) ==
             "chain rule, derivative of hypot: hypot(u, v)' = u*u'/hypot(u, v) + v*v'/hypot(u, v)");
  BOOST_TEST(plain({piecewise, opcode::abs, true}) == "piecewise rule, derivative of abs: abs(u)' = sign(u)*u'");
  BOOST_TEST(plain({piecewise, opcode::where}) == "piecewise rule");
}

// A variable u has the letters of the formulas changed.
BOOST_AUTO_TEST_CASE(letters) { BOOST_TEST(plain({derivative_rule::product}, 2) == "product rule: (p*q)' = p'*q + p*q'"); }

BOOST_AUTO_TEST_CASE(latex) {
  using enum derivative_rule;
  BOOST_TEST(tex({variable}) == "\\text{variable rule}");
  BOOST_TEST(tex({quotient}) == "\\text{quotient rule: }\\left(\\frac{u}{v}\\right)' = \\frac{u' v - u v'}{v^{2}}");
  BOOST_TEST(tex({elementary, opcode::sin, true}) ==
             "\\text{chain rule, derivative of sin: }\\left(\\sin\\left(u\\right)\\right)' = \\cos\\left(u\\right) u'");
}

BOOST_AUTO_TEST_SUITE_END()
