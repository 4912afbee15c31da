// SPDX-License-Identifier: Apache-2.0
// Graphs as they are, not simplified; and random graphs, of whose text braces, \left and \right, and environments balance.
// What expressions become is in to_latex.cpp.
#include <calx/print/latex.hpp>

#include "../formula.hpp"
#include "../random_graph.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

namespace {

using calx::arrangement, calx::builder, calx::node_id, calx::opcode, calx::rational;
using calx_test::paper;

constexpr calx::input_info names[] = {{"x"}, {"y"}, {"z"}, {"w"}};

constexpr bool is_written(calx::graph_view g, std::string_view expected, arrangement how = arrangement::merged,
                          calx::pending_derivatives const& pending = {}) {
  calx::detail::character_sink sink;
  calx::detail::latex_writer<calx::detail::character_sink>(sink, g, names, how, pending).write(g.outputs[0]);
  return calx_test::same_text(sink.characters, expected);
}
constexpr bool is_written(calx::graph const& g, std::string_view expected, arrangement how = arrangement::merged) {
  return is_written(g.view(), expected, how);
}

constexpr bool sums_and_products(paper written) {
  calx::graph const g = written([](auto x, auto y, auto z) { return x - (y - z) + -(x * -2) / z + 5; });
  calx::graph const h = written([](auto x, auto y) {
    auto const first = x * cos(x), second = first * 2;
    return second * x * y;
  });
  return is_written(g, "x - y + z + \\frac{2 x}{z} + 5") && is_written(h, "2 x^{2} y \\cos\\left(x\\right)") &&
         is_written(h, "x \\cos\\left(x\\right) \\cdot 2 x y", arrangement::in_place);
}
constexpr bool bases(paper written) {
  return is_written(written([](auto x) { return pow(-x, 3); }), "\\left(-x\\right)^{3}") &&
         is_written(written([](auto x) { return pow(pow(x, 2), 3); }), "\\left(x^{2}\\right)^{3}") &&
         is_written(written([](auto x, auto y) { return pow(x / y, 2) * x; }), "x \\left(\\frac{x}{y}\\right)^{2}") &&
         is_written(written([](auto x) { return pow(sin(x), 1) + pow(tanh(x), 4); }),
                    "\\left(\\sin\\left(x\\right)\\right)^{1} + \\tanh^{4}\\left(x\\right)") &&
         is_written(written([](auto x) { return pow(abs(x), 2) * pow(exp(x), 2); }),
                    "\\left|x\\right|^{2} \\left(e^{x}\\right)^{2}");
}
constexpr bool leaves(paper written) {
  return is_written(written([](auto x) { return x.leaf(opcode::captured, 3); }), "\\mathrm{captured}_{3}") &&
         is_written(written([](auto x) { return x.number(rational(-7, 2)); }), "-\\frac{7}{2}") &&
         is_written(written([](auto x) { return x.floating(1e300L) * x; }), "10^{300} x") &&
         is_written(written([](auto x) { return x * x.floating(1e300L); }), "10^{300} x") &&
         is_written(written([](auto x) { return pow(x.number(2), x) * 3; }), "3 \\cdot 2^{x}");
}
// An exponent that has too much in it is an argument.
constexpr bool exponents(paper written) {
  calx::graph const g = written([](auto x, auto y) { return exp(where(x < y, x, y)); });
  calx::graph const h = written([](auto x, auto y) {
    auto sum = x;
    for (int i = 1; i < 8; ++i) sum = sum + x * y;
    return exp(sum);
  });
  return is_written(g, "\\exp\\left(\\begin{cases} x & \\text{if } x < y \\\\ y & \\text{otherwise} \\end{cases}\\right)") &&
         is_written(h, "\\exp\\left(x + x y + x y + x y + x y + x y + x y + x y\\right)");
}
constexpr bool derivatives() {
  builder g;
  node_id const x = g.input(0), sine = g.apply(opcode::sin, x), d = g.input(4), square = g.apply(opcode::power, d, -1, -1, 2);
  calx::pending_derivative const table[] = {{sine, x}};
  calx::pending_derivatives const one{4, table, false}, several{4, table, true};
  g.output(g.apply(opcode::multiply, g.apply(opcode::multiply, d, x), square));
  return is_written(g.view(),
                    "\\frac{d}{dx}\\left[\\sin\\left(x\\right)\\right] \\cdot x "
                    "\\left(\\frac{d}{dx}\\left[\\sin\\left(x\\right)\\right]\\right)^{2}",
                    arrangement::in_place, one) &&
         is_written(g.view(), "x \\left(\\frac{\\partial}{\\partial x}\\left[\\sin\\left(x\\right)\\right]\\right)^{3}",
                    arrangement::merged, several);
}

static_assert(sums_and_products(paper{}) && bases(paper{}) && leaves(paper{}) && exponents(paper{}) && derivatives());

// Braces, \left with \right, and \begin with \end close in the order in which they were opened.
bool is_balanced(std::string_view text) {
  std::vector<char> open;
  auto const close = [&](char c) {
    bool const fits = !open.empty() && open.back() == c;
    if (fits) open.pop_back();
    return fits;
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::string_view const rest = text.substr(i);
    if (rest.starts_with("\\left")) open.push_back('l');
    if (rest.starts_with("\\begin{")) open.push_back('b');
    if (rest.starts_with("\\right") && !close('l')) return false;
    if (rest.starts_with("\\end{") && !close('b')) return false;
    if (rest.front() == '\\') {
      ++i;
      continue;
    }
    if (rest.front() == '{') open.push_back('{');
    if (rest.front() == '}' && !close('{')) return false;
  }
  return open.empty();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(print_latex)

BOOST_AUTO_TEST_CASE(checked) {
  BOOST_TEST(sums_and_products(calx_test::at_run_time));
  BOOST_TEST(bases(calx_test::at_run_time));
  BOOST_TEST(leaves(calx_test::at_run_time));
  BOOST_TEST(exponents(calx_test::at_run_time));
  BOOST_TEST(derivatives());
}

BOOST_AUTO_TEST_CASE(random_graphs_balance) {
  BOOST_TEST(!is_balanced("\\left(x"));
  BOOST_TEST(!is_balanced("{x\\left(}\\right)"));
  BOOST_TEST(is_balanced("\\frac{1}{\\left|x\\right|}"));
  std::size_t longest = 0;
  for (unsigned seed = 0; seed < 2000; ++seed) {
    calx_test::random_source random(seed);
    calx_test::random_graph_style style;
    style.most_nodes = 25;
    style.fused = true;
    calx::graph const g = calx_test::random_graph(random, style);
    for (calx::arrangement const how : {arrangement::merged, arrangement::in_place}) {
      calx::detail::character_sink sink;
      calx::detail::latex_writer<calx::detail::character_sink>(sink, g.view(), names, how).write(g.outputs[0]);
      std::string_view const text(sink.characters.data(), static_cast<std::size_t>(sink.characters.size()));
      BOOST_TEST(is_balanced(text), "seed " << seed << ": " << text);
      BOOST_TEST(text.find("--") == std::string_view::npos, "seed " << seed << ": " << text);
      BOOST_TEST(text.find("+ -") == std::string_view::npos, "seed " << seed << ": " << text);
      longest = text.size() > longest ? text.size() : longest;
    }
  }
  BOOST_TEST(longest > 1000u);
}

BOOST_AUTO_TEST_SUITE_END()
