// SPDX-License-Identifier: Apache-2.0
// Each rule once, with what it leaves to do; and every operation that has a row, by its rule, proved.
#include <calx/calculus/derivative_rules.hpp>
#include <calx/calculus/resolve.hpp>

#include "../formula.hpp"

#include <calx/transform/canonical.hpp>

#include <boost/test/unit_test.hpp>

namespace {

using calx::derivative_rule, calx::node_id, calx::opcode, calx::rational;
using calx::detail::blackboard, calx::detail::derivative_rules;
using calx_test::paper;

constexpr calx::input_info names[] = {{"x"}, {"y"}, {"z"}, {"w"}};
constexpr calx::buffer<calx::detail::slot> by_x() {
  calx::buffer<calx::detail::slot> slots;
  slots.push({"x", {}, -1});
  return slots;
}

// The derivative by x after one rule, which is `rule`, reads `expected`, and is proved.
template <class Write> constexpr bool becomes(paper written, Write write, derivative_rule rule, std::string_view expected) {
  calx::graph const g = written(write);
  blackboard board({g.view(), names, 4, 0}, g.view(), by_x());
  calx::buffer<calx::used_rule> used;
  node_id const x = board.variables()[0], e = derivative_rules(board).once(board.function(), x, used);
  calx::growing_text const text = board.text_of(e);
  if (!std::is_constant_evaluated() && !(text == expected))
    std::printf("expected %.*s, got %.*s\n", static_cast<int>(expected.size()), expected.data(), text.size(),
                text.view().data());
  return text == expected && used.size() == 1 && used[0].rule == rule &&
         calx::proves_equal(calx::detail::resolved(board, board.pending(board.function(), x), e).view());
}

constexpr bool sums_and_products(paper p) {
  using enum derivative_rule;
  return becomes(
             p, [](auto, auto y) { return y * 2; }, constant, "0") &&
         becomes(
             p, [](auto x) { return x; }, variable, "1") &&
         becomes(
             p, [](auto x, auto y) { return sin(x) - y + 2; }, sum, "d/dx [sin(x)] - d/dx [y] + d/dx [2]") &&
         becomes(
             p, [](auto x) { return 3 * sin(x); }, constant_multiple, "3*d/dx [sin(x)]") &&
         becomes(
             p, [](auto x, auto y) { return y * sin(x) / 2; }, constant_multiple, "y*d/dx [sin(x)]/2") &&
         becomes(
             p, [](auto x, auto y) { return x * y; }, constant_multiple, "y") &&
         becomes(
             p, [](auto x) { return x * sin(x); }, product, "d/dx [x]*sin(x) + x*d/dx [sin(x)]") &&
         becomes(
             p, [](auto x) { return x * sin(x) * exp(x); }, triple_product,
             "d/dx [x]*sin(x)*exp(x) + x*d/dx [sin(x)]*exp(x) + x*sin(x)*d/dx [exp(x)]") &&
         becomes(p, [](auto x) { return -(x * sin(x)); }, product, "-d/dx [x]*sin(x) - x*d/dx [sin(x)]");
}
constexpr bool quotients_and_powers(paper p) {
  using enum derivative_rule;
  return becomes(
             p, [](auto x) { return x / sin(x); }, quotient, "(d/dx [x]*sin(x) - x*d/dx [sin(x)])/sin(x)^2") &&
         becomes(
             p, [](auto x) { return sin(x) / pow(x, 3); }, quotient, "(d/dx [sin(x)]*x^3 - sin(x)*d/dx [x^3])/x^6") &&
         becomes(
             p, [](auto x) { return 1 / x; }, reciprocal, "-1/x^2") &&
         becomes(
             p, [](auto x) { return 1 / (x * sin(x)); }, reciprocal, "-d/dx [x*sin(x)]/(x*sin(x))^2") &&
         becomes(
             p, [](auto x) { return 1 / pow(x, 3); }, power, "-3/x^4") &&
         becomes(
             p, [](auto x) { return x * x * x; }, power, "3*x^2") &&
         becomes(
             p, [](auto x) { return pow(x, -2); }, power, "-2*x^(-3)") &&
         becomes(
             p, [](auto x) { return pow(sin(x), 2); }, power, "2*sin(x)*d/dx [sin(x)]") &&
         becomes(
             p, [](auto x, auto y) { return pow(x, y); }, power, "y*x^(y - 1)") &&
         becomes(
             p, [](auto x) { return pow(x, x.number(rational(3, 2))); }, power, "3*x^(1/2)/2") &&
         becomes(
             p, [](auto x, auto y) { return pow(y, x); }, exponential, "y^x*log(y)") &&
         becomes(
             p, [](auto x) { return pow(x.leaf(opcode::e), sin(x)); }, natural_exponential, "e^sin(x)*d/dx [sin(x)]") &&
         becomes(
             p, [](auto x) { return pow(sin(x), x); }, general_power,
             "sin(x)^x*(d/dx [x]*log(sin(x)) + x*d/dx [sin(x)]/sin(x))");
}
constexpr bool functions_and_pieces(paper p) {
  using enum derivative_rule;
  return becomes(
             p, [](auto x) { return sin(x * x); }, elementary, "cos(x^2)*d/dx [x^2]") &&
         becomes(
             p, [](auto x) { return log(x * x); }, elementary, "d/dx [x^2]/x^2") &&
         becomes(
             p, [](auto x) { return tanh(x); }, elementary, "1 - tanh(x)^2") &&
         becomes(
             p, [](auto x, auto y) { return hypot(sin(x), y); }, elementary, "sin(x)*d/dx [sin(x)]/hypot(sin(x), y)") &&
         becomes(
             p, [](auto x) { return atan2(x, sin(x)); }, elementary,
             "sin(x)/(x^2 + sin(x)^2) - x*d/dx [sin(x)]/(x^2 + sin(x)^2)") &&
         becomes(
             p, [](auto x) { return abs(sin(x)); }, piecewise, "sign(sin(x))*d/dx [sin(x)]") &&
         becomes(
             p, [](auto x) { return sign(x); }, piecewise, "0") &&
         becomes(
             p, [](auto x, auto y) { return where(x < y, sin(x), y); }, piecewise, "where(x < y, d/dx [sin(x)], d/dx [y])") &&
         becomes(
             p, [](auto x, auto y) { return min(x, y); }, piecewise,
             "where(x < y, d/dx [x], where(y < x, d/dx [y], (d/dx [x] + d/dx [y])/2))");
}

static_assert(sums_and_products(paper{}));
static_assert(!becomes(paper{}, [](auto x) { return x; }, derivative_rule::variable, "2"));

// f(x), f(sin(x)), f(x, y), f(sin(x), x) ... for the operation: true if its rule is proved for each.
bool is_proved(opcode operation) {
  int const arity = calx::facts_of(operation).arity;
  for (int which = 0; which < 4; ++which) {
    calx::builder g;
    node_id const x = g.input(0), y = g.input(1), sine = g.apply(opcode::sin, x), arguments[] = {x, y, sine, x};
    node_id const a = which < 2 ? x : sine, b = arity > 1 ? arguments[which] : calx::no_node;
    node_id const condition = g.apply(opcode::less, x, y);
    node_id const f = arity > 2 ? g.apply(operation, condition, a, b) : g.apply(operation, a, b);
    g.output(f);
    blackboard board({g.view(), names, 2, 0}, g.view(), by_x());
    calx::buffer<calx::used_rule> used;
    node_id const e = derivative_rules(board).once(board.function(), board.variables()[0], used);
    node_id const whole = board.pending(board.function(), board.variables()[0]);
    if (!calx::proves_equal(calx::detail::resolved(board, whole, e).view())) return false;
  }
  return true;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(rules_of_derivatives)

BOOST_AUTO_TEST_CASE(checked) {
  BOOST_TEST(sums_and_products(calx_test::at_run_time));
  BOOST_TEST(quotients_and_powers(calx_test::at_run_time));
  BOOST_TEST(functions_and_pieces(calx_test::at_run_time));
}

BOOST_AUTO_TEST_CASE(every_row) {
  int rows = 0;
  for (int i = 0; i < calx::opcode_count; ++i) {
    auto const operation = static_cast<opcode>(i);
    calx::operation_facts const& facts = calx::facts_of(operation);
    bool const written_by_people = facts.arity > 0 && operation != opcode::element && operation != opcode::power &&
                                   operation <= opcode::where && (facts.derivative != nullptr || facts.pull != nullptr);
    if (!written_by_people || operation == opcode::integer_power) continue;
    BOOST_TEST(is_proved(operation), facts.name);
    ++rows;
  }
  BOOST_TEST(rows > 45);
}

BOOST_AUTO_TEST_CASE(formulas) {
  calx::builder g;
  g.output(g.apply(opcode::sin, g.input(0)));
  blackboard board({g.view(), names, 1, 0}, g.view(), by_x());
  derivative_rules rules(board);
  calx::used_rule r{derivative_rule::elementary, opcode::tan, true};
  rules.add_formula(r, board.variables()[0]);
  BOOST_TEST(board.text_of(r.left).view() == "tan(u)");
  BOOST_TEST(board.text_of(r.right).view() == "(tan(u)^2 + 1)*u'");
  r = {derivative_rule::power, opcode::input, false};
  rules.add_formula(r, board.variables()[0]);
  BOOST_TEST(board.text_of(r.right).view() == "n*x^(n - 1)");
  r = {derivative_rule::simplify};
  rules.add_formula(r, board.variables()[0]);
  BOOST_TEST(r.left == calx::no_node);
}

BOOST_AUTO_TEST_SUITE_END()
