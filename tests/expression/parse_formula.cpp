// SPDX-License-Identifier: Apache-2.0
// Sentences about texts that are no formula; the graphs that texts make; and random graphs, printed and read again.
#include <calx/expression/parse_formula.hpp>

#include <calx/print/infix.hpp>
#include <calx/print/text_form.hpp>
#include <calx/transform/pipeline.hpp>

#include "../random_graph.hpp"
#include "../residue.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cctype>
#include <cstdio>
#include <string>
#include <vector>

namespace {

using calx::graph, calx::graph_view, calx::input_info, calx::no_node, calx::node, calx::node_id, calx::number, calx::opcode,
    calx::parse_formula, calx::parsed_formula;

constexpr input_info declared[] = {{"v", calx::vector_shape(3), true},
                                   {"w", calx::vector_shape(4), true},
                                   {"one", calx::vector_shape(1), true},
                                   {"s", calx::scalar_shape, false},
                                   {"t", calx::column_shape(1), false}};

// --- sentences -------------------------------------------------------------------------------------------------------------

// The error, without "calx: parse: column ".
constexpr bool says(std::string_view text, std::string_view expected) {
  parsed_formula const f = parse_formula(text, declared, 5);
  std::string_view const sentence = f.error.sentence.view();
  constexpr std::string_view start = "calx: parse: column ";
  bool const right = !f.ok() && f.function.graph.nodes.empty() && sentence.substr(0, start.size()) == start &&
                     sentence.substr(start.size()) == expected;
  if (!right && !std::is_constant_evaluated())
    std::printf("%.*s\n  %.*s\n", static_cast<int>(text.size()), text.data(), static_cast<int>(sentence.size()),
                sentence.data());
  return right;
}
static_assert(!says("x", "") && !says("x +", "3: "));

constexpr bool missing_operands() {
  return says("", "1: the text ends where a number, a name or ( is expected") &&
         says("  ", "3: the text ends where a number, a name or ( is expected") &&
         says("x +", "4: the text ends where a number, a name or ( is expected") &&
         says("x + * y", "5: a number, a name or ( is expected") && says("*x", "1: a number, a name or ( is expected") &&
         says("()", "2: a number, a name or ( is expected") && says("(x + )", "6: a number, a name or ( is expected") &&
         says("sin(x, )", "1: the function sin takes 1 argument") && says("max(x, )", "8: a number, a name or ( is expected") &&
         says("max(, x)", "5: a number, a name or ( is expected") &&
         says("x^", "3: the text ends where a number, a name or ( is expected") &&
         says("!-x", "2: a number, a name or ( is expected") && says(".", "1: a number, a name or ( is expected");
}
constexpr bool missing_operators() {
  return says("2x", "2: an operator is missing; a product is written 2*x") &&
         says("2 x", "3: an operator is missing; a product is written 2*x") &&
         says("a b", "3: an operator is missing; a product is written a*b") &&
         says("x 2", "3: an operator is missing; a product is written x*2") &&
         says("1e5x", "4: an operator is missing; a product is written 1e5*x") &&
         says("2(x + 1)", "2: an operator is missing; a product is written a*b") &&
         says("(x)(y)", "4: an operator is missing; a product is written a*b") &&
         says("(x + 1)y", "8: an operator is missing; a product is written (x + 1)*y") &&
         says("sin(x)cos(y)", "7: an operator is missing; a product is written sin(x)*cos") &&
         says("v[0]v[1]", "5: an operator is missing; a product is written v[0]*v") &&
         says("1.5.5", "4: an operator is expected") &&
         says("x ? y", "3: this character has no meaning in a formula; its signs are + - * / ^ ( ) , [ ] < > = & | !");
}
constexpr bool brackets() {
  return says("(x", "3: ) is missing: not closed is what begins in column 1") &&
         says("2*(x + (y - 1)", "15: ) is missing: not closed is what begins in column 3") &&
         says("x*sin(y", "8: ) is missing: not closed is what begins in column 3") && says("x)", "2: ) has no (") &&
         says("(x))", "4: ) has no (") && says("x, y", "2: a comma stands only between the arguments of a function") &&
         says("sin((x, y))", "7: a comma stands only between the arguments of a function") && says("v[1", "4: ] is missing") &&
         says("v[1)", "4: ] is missing") && says("v[]", "3: an index is a whole number, as in v[3]") &&
         says("v[x]", "3: an index is a whole number, as in v[3]") &&
         says("v[-1]", "3: an index is a whole number, as in v[3]") &&
         says("(v)[1]", "4: an index follows the name of a vec, as in v[3]") &&
         says("[x]", "1: an index follows the name of a vec, as in v[3]") && says("x]", "2: an operator is expected");
}
constexpr bool functions() {
  return says("foo(x)", "1: there is no function foo; a product is written a*(b + c)") &&
         says("1 + x(y + 1)", "5: there is no function x; a product is written a*(b + c)") &&
         says("ln(x)", "1: the function ln is called log") && says("2*arctan(x)", "3: the function arctan is called atan") &&
         says("sech_squared(x)", "1: there is no function sech_squared; a product is written a*(b + c)") &&
         says("add(x, y)", "1: there is no function add; a product is written a*(b + c)") &&
         says("tanh_kernel(x)", "1: there is no function tanh_kernel; a product is written a*(b + c)") &&
         says("sin + 1", "1: sin is a function; write sin(x)") && says("sin x", "1: sin is a function; write sin(x)") &&
         says("sin^2(x)", "1: sin is a function; write sin(x)") && says("sin()", "1: the function sin takes 1 argument") &&
         says("1 + sin(x, y)", "5: the function sin takes 1 argument") &&
         says("atan2(y)", "1: the function atan2 takes 2 arguments") &&
         says("where(x < 0, 1)", "1: the function where takes 3 arguments") &&
         says("pow(x)", "1: the function pow takes 2 arguments") &&
         says("square(x, y)", "1: the function square takes 1 argument") &&
         says("a_function_of_a_name_that_is_long(x)", "1: there is no function of this name; a product is written a*(b + c)");
}
constexpr bool other_notations() {
  return says("x**2", "2: a power is written x^2, not x**2") && says("x = y", "3: a comparison is written a == b") &&
         says("x != y", "3: there is no !=; write !(a == b)") && says("x < y & y < z", "7: conditions are joined by &&") &&
         says("|x|", "1: conditions are joined by ||; the magnitude of x is abs(x)") &&
         says("x % 2", "3: a remainder, a % b, is not among the operations of calx") &&
         says("x!", "2: a factorial is not among the operations of calx") &&
         says("0 < x < 1", "7: a comparison of a condition; write 0 < x && x < 1, not 0 < x < 1") &&
         says("x == y == z", "8: a comparison of a condition; write 0 < x && x < 1, not 0 < x < 1") &&
         says("x \xE2\x88\x92 y",
              "3: this character has no meaning in a formula; its signs are + - * / ^ ( ) , [ ] < > = & | !") &&
         says("\xCE\xB1 + \xCE\xB2 $",
              "7: this character has no meaning in a formula; its signs are + - * / ^ ( ) , [ ] < > = & | !") &&
         says(std::string_view("x + \0", 5),
              "5: this character has no meaning in a formula; its signs are + - * / ^ ( ) , [ ] < > = & | !");
}
constexpr bool numbers_and_inputs() {
  return says("x + 1e99999", "5: this number is beyond the range of numbers") &&
         says("0.1234567890123456789012345678901234567890123",
              "1: this number has more digits than a constant holds; 20 are enough") &&
         says("v[3]", "1: the index is not below the length of v") &&
         says("2*v[4]", "3: the index is not below the length of v") &&
         says("one[1]", "1: the index is not below the length of one") &&
         says("s[0]", "1: s is declared as no vec, and has no elements") &&
         says("t[0]", "1: t is declared as no vec, and has no elements") &&
         says("u[0] + u", "8: u stands with an index and without; declare it as a vec") &&
         says("u*u[1]", "3: u stands with an index and without; declare it as a vec") &&
         says("u[2147483647]", "3: this index is too large") && says("u[99999999999]", "3: this index is too large") &&
         says("v*w", "2: an elementwise operation on a vec and a vec or column of another length") &&
         says("max(v, t)", "1: an elementwise operation on a vec and a vec or column of another length");
}
static_assert(missing_operands());
static_assert(missing_operators());
static_assert(brackets());
static_assert(functions());
static_assert(other_notations());
static_assert(numbers_and_inputs());

// --- graphs -----------------------------------------------------------------------------------------------------------------

struct string_sink {
  std::string text{};
  void append(char c) { text += c; }
};
constexpr bool makes(std::string_view text, std::string_view listing) {
  parsed_formula const f = parse_formula(text, declared, 5);
  calx::buffer<char> const made = calx::graph_text(f.function.graph.view());
  return f.ok() && !calx::verify(f.function.graph.view(), calx::dead_nodes::forbidden).found() &&
         std::string_view(made.data(), static_cast<std::size_t>(made.size())) == listing;
}
constexpr bool graphs() {
  return makes("y - x", "%0 = input [1]\n%1 = input [0]\n%2 = subtract %0 %1\noutputs %2\n") &&
         makes("x^-2", "%0 = input [0]\n%1 = power %0 [-2]\noutputs %1\n") &&
         makes("x^-1048575", "%0 = input [0]\n%1 = power %0 [-1048575]\noutputs %1\n") &&
         makes("x^1048576", "%0 = input [0]\n%1 = constant 1048576\n%2 = pow %0 %1\noutputs %2\n") &&
         makes("-1/3", "%0 = constant -1/3\noutputs %0\n") &&
         makes("1/3^x", "%0 = constant 1\n%1 = constant 3\n%2 = input [0]\n%3 = pow %1 %2\n%4 = divide %0 %3\noutputs %4\n") &&
         makes("1/0", "%0 = constant 1\n%1 = constant 0\n%2 = divide %0 %1\noutputs %2\n") &&
         makes("2*sin(x)", "%0 = constant 2\n%1 = input [0]\n%2 = sin %1\n%3 = multiply %0 %2\noutputs %3\n") &&
         makes("x > 2", "%0 = input [0]\n%1 = constant 2\n%2 = less %1 %0\noutputs %2\n") &&
         makes("-inf", "%0 = constant -inf\noutputs %0\n") && makes("nan", "%0 = constant nan\noutputs %0\n") &&
         makes("-nan", "%0 = constant nan\n%1 = negate %0\noutputs %1\n") &&
         makes("u[3]*v[0]",
               "%0 = input [0] : 4x1\n%1 = element %0 [3]\n%2 = input [1] : 3x1\n%3 = element %2 [0]\n%4 = multiply %1 "
               "%3\noutputs %4\n") &&
         makes("v*s", "%0 = input [1] : 3x1\n%1 = input [0]\n%2 = multiply %0 %1 : 3x1\noutputs %2\n");
}
static_assert(graphs());
constexpr bool names() {
  parsed_formula const f = parse_formula("b*a + B + _1 + b2 + a + \xCE\xB2");
  constexpr std::string_view expected[] = {"B", "_1", "a", "b", "b2", "\xCE\xB2"};
  bool same = f.ok() && f.function.inputs.size() == 6;
  for (int i = 0; same && i < 6; ++i) same = f.function.inputs[i].name == expected[i] && f.function.inputs[i].is_scalar();
  return same;
}
static_assert(names());

// --- printed and read again
// ---------------------------------------------------------------------------------------------------

constexpr input_info inputs[] = {{"x"}, {"y"}, {"z"}, {"w"}, {"a0"}, {"a1"}, {"a2"}, {"a3"}, {"a4"}, {"a5"}};

std::string text_of(graph_view g, input_info const* of) {
  string_sink out;
  calx::detail::infix_writer<string_sink>(out, g, of).write(g.outputs[0]);
  return out.text;
}
std::uint64_t value_of(graph_view g, input_info const* of) { return calx_test::residue_of(g, g.outputs[0], of); }

// What a constant is read as where it is printed as a decimal: 0.1 is 1/10.
number as_printed(number const& n) {
  string_sink out;
  calx::write_number(out, n);
  bool const negative = out.text[0] == '-';
  calx::number_reading r = calx::read_number(std::string_view(out.text).substr(negative ? 1 : 0));
  if (r.length == 0 || out.text.find('/') != std::string::npos) return n;  // inf, nan
  if (!negative) return r.value;
  r.value.exact = -r.value.exact;
  r.value.approximate = -r.value.approximate;
  return r.value;
}

// A graph as the printer meets it: operations that passes make expanded, captured numbers as inputs.
graph printable(graph_view g) {
  calx::builder b;
  calx::maker make(b);
  calx::buffer<node_id> moved;
  for (int i = 0; i < g.size; ++i) {
    node n = g[i];
    for (int k = 0; k < 3 && n.operands[k] != no_node; ++k) n.operands[k] = moved[n.operands[k]];
    auto const definition = calx::facts_of(n.operation).expand;
    if (n.operation == opcode::constant) moved.push(b.constant(as_printed(g.constants[n.payload])));
    else if (n.operation == opcode::captured) moved.push(b.input(4 + n.payload));
    else moved.push(definition != nullptr ? definition(make, calx::operands_of(n)) : b.intern(n));
  }
  b.output(moved[g.outputs[0]]);
  return calx::prune(b.take());
}

// Shared nodes are written out each time.
double length_estimate(graph_view g) {
  std::vector<double> sizes;
  for (int i = 0; i < g.size; ++i) {
    double size = 1;
    for (int k = 0; k < 3 && g[i].operands[k] != no_node; ++k) size += sizes[static_cast<std::size_t>(g[i].operands[k])];
    sizes.push_back(size);
  }
  return sizes[static_cast<std::size_t>(g.outputs[0])];
}

// A product of constants that is a double's value of few digits: printed 0.541197818164707, read as that decimal.
bool has_short_decimal(std::string const& text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    bool const in_name = i > 0 && (std::isalnum(static_cast<unsigned char>(text[i - 1])) != 0 || text[i - 1] == '.');
    if (std::isdigit(static_cast<unsigned char>(text[i])) == 0 || in_name) continue;
    calx::detail::scanned_decimal const d(std::string_view(text).substr(i));
    if (d.exponent() < 0 && d.digit_count() <= 15) return true;
  }
  return false;
}

struct reparsed {
  graph value;
  bool ok = false;
  std::string text{};  // printed again
  std::uint64_t residue = 0;
};
reparsed read_again(std::string const& text) {
  parsed_formula f = parse_formula(text);
  if (!f.ok()) return {};
  graph_view const g = f.function.graph.view();
  input_info const* const of = f.function.inputs.data();
  bool const sound = !calx::verify(g, calx::dead_nodes::forbidden).found();
  return {calx::copy_of(g), sound, text_of(g, of), value_of(g, of)};
}

// Without any one pair of parentheses that is no call's, the text is another function, or none. Left out are x^(-2), which
// keeps its parentheses for people, and texts with a factor 0, beside which signs and divisors are lost.
std::string needless_parentheses(std::string const& text, std::string const& normal) {
  std::vector<std::size_t> open;
  bool const has_factor_0 = text.find("(0*") != text.npos || text.find(" 0*") != text.npos || text.substr(0, 2) == "0*";
  for (std::size_t i = 0; i < text.size() && !has_factor_0; ++i) {
    if (text[i] == '(') open.push_back(i);
    if (text[i] != ')') continue;
    std::size_t const first = open.back();
    open.pop_back();
    char const before = first == 0 ? ' ' : text[first - 1];
    if (std::isalnum(static_cast<unsigned char>(before)) != 0 || (before == '^' && text[first + 1] == '-')) continue;
    std::string const without = text.substr(0, first) + text.substr(first + 1, i - first - 1) + text.substr(i + 1);
    if (read_again(without).text == normal) return without;
  }
  return {};
}

struct tally {
  int graphs = 0, parentheses = 0, left_open = 0, unstable = 0;
  std::string fault{};
};
void check(graph_view g, bool simplified, tally& t) {
  if (length_estimate(g) > 1000) return;
  std::string const text = text_of(g, inputs);
  reparsed const again = read_again(text);
  ++t.graphs;
  bool const same = again.ok && again.residue == value_of(g, inputs);
  if (again.ok && !same && has_short_decimal(text)) ++t.left_open;
  else if (!same) t.fault = "another function: " + text;
  if (!simplified) return;
  t.unstable += again.text == text ? 0 : 1;  // sums and products of constants that do not fold
  t.parentheses += static_cast<int>(std::count(text.begin(), text.end(), '('));
  std::string const shorter = needless_parentheses(text, again.text);
  if (!shorter.empty()) t.fault = "needless parentheses: " + text + "\n  " + shorter;
}
tally check_random_graphs(std::uint64_t first, int count) {
  tally t;
  for (std::uint64_t seed = first; seed < first + static_cast<std::uint64_t>(count) && t.fault.empty(); ++seed) {
    calx_test::random_source random(seed);
    graph const g = printable(calx_test::random_graph(random, {.least_nodes = 3, .most_nodes = 40, .outputs = false}).view());
    check(g.view(), false, t);
    graph const simple = calx::run_passes(calx::printing_passes, g.view());
    check(printable(simple.view()).view(), true, t);
    if (!t.fault.empty()) t.fault = "seed " + std::to_string(seed) + ": " + t.fault;
  }
  return t;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(expression_parse_formula)

BOOST_AUTO_TEST_CASE(the_same_at_run_time) {
  BOOST_TEST(missing_operands());
  BOOST_TEST(missing_operators());
  BOOST_TEST(brackets());
  BOOST_TEST(functions());
  BOOST_TEST(other_notations());
  BOOST_TEST(numbers_and_inputs());
  BOOST_TEST(graphs());
  BOOST_TEST(names());
}

// Two stacks, no recursion.
BOOST_AUTO_TEST_CASE(deep_texts) {
  constexpr std::size_t depth = 300000;
  auto const repeated = [](std::string_view part) {
    std::string text;
    for (std::size_t i = 0; i < depth; ++i) text += part;
    return text;
  };
  BOOST_TEST(parse_formula(repeated("(") + "x" + repeated(")")).function.graph.nodes.size() == 1);
  BOOST_TEST(parse_formula(repeated("sin(") + "x" + repeated(")")).function.graph.nodes.size() == static_cast<int>(depth) + 1);
  BOOST_TEST(parse_formula(repeated("-") + "x").function.graph.nodes.size() == static_cast<int>(depth) + 1);
  BOOST_TEST(parse_formula(repeated("x^") + "x").function.graph.nodes.size() == static_cast<int>(depth) + 1);
  BOOST_TEST(parse_formula(repeated("x+") + "x").ok());
  BOOST_TEST(parse_formula(repeated("!") + "x").ok());
  BOOST_TEST(parse_formula(repeated("(")).error.column == static_cast<int>(depth) + 1);
  BOOST_TEST(parse_formula(repeated(")")).error.column == 1);
  BOOST_TEST(parse_formula(repeated("x")).function.inputs[0].name.size() == depth);
}

// Every text of up to five of these pieces: read or refused, never anything else.
BOOST_AUTO_TEST_CASE(all_short_texts) {
  constexpr std::string_view pieces[] = {"x", "2", "+", "-", "*", "/", "^", "(", ")", "sin", ",", "<", "!", "v[1]", " ", "&&"};
  int parsed = 0, refused = 0;
  for (unsigned code = 0; code < 16u * 16 * 16 * 16 * 16; ++code) {
    std::string text;
    for (unsigned rest = code, k = 0; k < 5; rest /= 16, ++k) text += pieces[rest % 16];
    parsed_formula const f = parse_formula(text);
    if (f.ok()) BOOST_TEST_REQUIRE(!calx::verify(f.function.graph.view(), calx::dead_nodes::forbidden).found(), text);
    else BOOST_TEST_REQUIRE(f.error.column <= static_cast<int>(text.size()) + 1, text);
    ++(f.ok() ? parsed : refused);
  }
  BOOST_TEST(parsed > 10000);
  BOOST_TEST(refused > 100000);
}

BOOST_AUTO_TEST_CASE(the_comparison_can_fail) {
  BOOST_TEST(needless_parentheses("(x*y)", "x*y") == "x*y");
  BOOST_TEST(needless_parentheses("x - (y - z)", "x + z - y").empty());
  BOOST_TEST(needless_parentheses("(x^2)*sin(y)", "x^2*sin(y)") == "x^2*sin(y)");
  BOOST_TEST(read_again("x - y").residue != read_again("y - x").residue);
  BOOST_TEST(read_again("x^(y^z)").residue == read_again("x^y^z").residue);
  BOOST_TEST(read_again("x^y^z").residue != read_again("(x^y)^z").residue);
  BOOST_TEST(has_short_decimal("2*sin(0.541197818164707)"));
  BOOST_TEST(!has_short_decimal("a12 + 3.141592653589793 + 1e300"));
}

BOOST_AUTO_TEST_CASE(random_graphs_survive_print_and_parse) {
  tally const t = check_random_graphs(0, 10000);
  BOOST_TEST(t.fault == "");
  BOOST_TEST(t.graphs > 15000);
  BOOST_TEST(t.parentheses > 50000);
  BOOST_TEST(t.left_open < t.graphs / 1000);
  BOOST_TEST(t.unstable < t.graphs / 200);
}

BOOST_AUTO_TEST_CASE(many_random_graphs, *boost::unit_test::label("exhaustive")) {
  tally const t = check_random_graphs(1000000, 500000);
  BOOST_TEST(t.fault == "");
  BOOST_TEST_MESSAGE(t.graphs << " graphs, " << t.parentheses << " parentheses, " << t.left_open << " with a short decimal, "
                              << t.unstable << " printed otherwise again");
  BOOST_TEST(t.graphs > 700000);
}

BOOST_AUTO_TEST_SUITE_END()
