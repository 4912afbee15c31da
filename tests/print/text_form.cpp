// SPDX-License-Identifier: Apache-2.0
#include <calx/print/text_form.hpp>

#include "../externals.hpp"

#include <boost/test/unit_test.hpp>

#include <limits>
#include <string>

BOOST_AUTO_TEST_SUITE(text_form)

namespace {

using calx::graph, calx::number, calx::opcode, calx::parse_graph, calx::rational;

constexpr bool is_text_of(graph const& g, std::string_view expected) {
  auto const text = calx::graph_text(g.view());
  return std::string_view(text.data(), static_cast<std::size_t>(text.size())) == expected;
}

constexpr std::string_view example =
    "%0 = input [0]\n"
    "%1 = constant 3/4\n"
    "%2 = multiply %1 %0\n"
    "%3 = power %2 [-2]\n"
    "%4 = pi\n"
    "%5 = where %0 %3 %4\n"
    "outputs %5 %3\n";

constexpr bool writes_and_reads(std::string_view text) {
  calx::parsed_graph const parsed = parse_graph(text);
  graph const& g = parsed.value;
  return parsed.ok() && parsed.line == 0 && g.nodes.size() == 6 && g.nodes[3].operation == opcode::power &&
         g.nodes[3].payload == -2 && g.constants[0].exact == rational(3, 4) && g.outputs.size() == 2 && g.outputs[1] == 3 &&
         is_text_of(g, text);
}
static_assert(writes_and_reads(example));

constexpr bool blanks_and_comments(std::string_view line) {
  calx::parsed_graph const parsed = parse_graph(line);
  return parsed.ok() && is_text_of(parsed.value, "%0 = input [2]\n%1 = sin %0\noutputs %1\n");
}
static_assert(blanks_and_comments("# a sine\n\n  %0=input[2]   # x\n%1 = sin %0\r\n\toutputs %1"));

constexpr bool shapes(std::string_view text) { return is_text_of(parse_graph(text).value, text); }
static_assert(
    shapes("%0 = input [0] : 5x1\n%1 = element %0 [4]\n%2 = input [1] : a1x1\n%3 = input [2] : a2-1x3\n%4 = input [3] : "
           "a2+4x1\noutputs %1\n"));

// A user's function by its name, which is found among those that are given.
constexpr std::string_view calls =
    "%0 = input [0]\n"
    "%1 = constant \"bump\"\n"
    "%2 = external %1 %0\n"
    "%3 = constant \"blend\"\n"
    "%4 = first_of_three %3 %0\n"
    "%5 = external_three %4 %2 %0\n"
    "outputs %5\n";
constexpr bool functions_by_name(std::string_view text) {
  calx::parsed_graph const parsed = parse_graph(text, calx_test::externals, 3), unknown = parse_graph(text);
  return parsed.ok() && is_text_of(parsed.value, text) && parsed.value.constants[1].function == &calx_test::blend &&
         unknown.line == 2 && unknown.error == "there is no function of this name among those given" &&
         parse_graph("%0 = constant \"bump\n", calx_test::externals, 3).error == "the name of a function ends with a quote";
}
static_assert(functions_by_name(calls));

// Constants come back bit for bit, whatever they are.
constexpr bool same_number(number const& n) {
  calx::builder b;
  b.output(b.constant(n));
  auto const text = calx::graph_text(b.view());
  calx::parsed_graph const parsed = parse_graph({text.data(), static_cast<std::size_t>(text.size())});
  if (!parsed.ok() || parsed.value.constants.size() != 1) return false;
  number const& m = parsed.value.constants[0];
  return m == n || (!n.is_exact() && !m.is_exact() && n.approximate != n.approximate && m.approximate != m.approximate);
}
constexpr bool numbers(long double large) {
  constexpr auto most = static_cast<calx::int128>(~calx::uint128{0} >> 1);
  using limits = std::numeric_limits<long double>;
  for (long double const x : {large, -large, 1e-300L, 0.1L, 5e-324L, limits::max(), limits::min(), limits::denorm_min(),
                              -limits::max(), limits::infinity(), -limits::infinity(), limits::quiet_NaN(), 0x1.8p-121L})
    if (!same_number(number::from_floating(x))) return false;
  return same_number(number(rational(most, 1))) && same_number(number(rational(-1, most))) &&
         same_number(number(rational(-most, most - 1))) && same_number(number(rational(0)));
}
static_assert(numbers(1e300L));

// --- errors name the line
// ----------------------------------------------------------------------------------------------------------
constexpr bool error(std::string_view text, int line, std::string_view reason) {
  calx::parsed_graph const parsed = parse_graph(text);
  return !parsed.ok() && parsed.line == line && parsed.error == reason;
}
constexpr bool errors(std::string_view x) {
  return error("%0 = sine %0\n", 1, "there is no operation of this name") &&
         error("%0 = input [0]\n%1 = sin %1\n", 2, "an operand is not a node above") &&
         error("%0 = input [0]\n%1 = sin\n", 2, "an operand is missing: the operation takes more") &&
         error("%0 = input [0]\n%1 = sin %0 %0\n", 2, "an operand too many: the operation takes fewer") &&
         error("%0 = input [0]\n\n%2 = pi\n", 3, "nodes stand in order: %0, %1, ...") &&
         error("%0 input [0]\n", 1, "'=' is missing") && error("%0 = constant 1/0\n", 1, "this fraction is not a number") &&
         error("%0 = constant x\n", 1, "a whole number is missing") &&
         error("%0 = constant 400000000000000000000000000000000000000\n", 1, "a whole number is too large") &&
         error("%0 = constant 3*2^99999\n", 1, "the exponent is too large") &&
         error("%0 = constant 3*2^16384\n", 1, "the exponent is too large") && error("%0 = input [0\n", 1, "']' is missing") &&
         error("%0 = input [0] : 5\n", 1, "a shape is written as 5x1") &&
         error("%0 = pi\noutputs %1\n", 2, "an output is not a node above") &&
         error("%0 = pi 7\n", 1, "something is left at the end of the line") &&
         error("output %0\n", 1, "a line is a node, as %0 = input [0], or the outputs") &&
         error(x, 1, "a line is a node, as %0 = input [0], or the outputs");
}
static_assert(errors("x"));

}  // namespace

BOOST_AUTO_TEST_CASE(round_trips) {
  BOOST_TEST(writes_and_reads(example));
  BOOST_TEST(blanks_and_comments("# a sine\n\n  %0=input[2]   # x\n%1 = sin %0\r\n\toutputs %1"));
  BOOST_TEST(
      shapes("%0 = input [0] : 5x1\n%1 = element %0 [4]\n%2 = input [1] : a1x1\n%3 = input [2] : a2-1x3\n%4 = input [3] : "
             "a2+4x1\noutputs %1\n"));
  BOOST_TEST(numbers(1e300L));
  BOOST_TEST(functions_by_name(calls));
}
BOOST_AUTO_TEST_CASE(mistakes) { BOOST_TEST(errors("x")); }

// No text, however broken, does more than fail.
BOOST_AUTO_TEST_CASE(damaged_texts) {
  std::string const text(example);
  int parsed = 0;
  for (std::size_t i = 0; i < text.size(); ++i)
    for (char const c : {'%', '[', '-', '9', '\n', 'x', '\0'}) {
      std::string damaged = text;
      damaged[i] = c;
      parsed += parse_graph(damaged).ok() ? 1 : 0;
      parsed += parse_graph(std::string_view(text).substr(0, i)).ok() ? 1 : 0;
    }
  BOOST_TEST(parsed > 0);
}

BOOST_AUTO_TEST_SUITE_END()
