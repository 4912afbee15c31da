// SPDX-License-Identifier: Apache-2.0
#include <calx/print/to_dot.hpp>

#include <calx/calx.hpp>

#include "../golden.hpp"

#include <boost/test/unit_test.hpp>

#include <cstdio>
#include <cstdlib>
#include <string_view>

BOOST_AUTO_TEST_SUITE(to_dot_text)

namespace {

using namespace calx::literals;
using calx::to_dot;
constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;
constexpr auto v = calx::vec<"v", 3>;

constexpr bool is(std::string_view text, std::string_view expected) { return text == expected; }
static_assert(!is(to_dot(x), "digraph f {\n}\n"));  // the helper can fail

constexpr bool small_graphs() {
  return is(to_dot(x),
            "digraph f {\n  n0 [label=\"x\", shape=box];\n  f0 [label=\"f\", shape=doublecircle];\n  n0 -> f0;\n}\n") &&
         is(to_dot(x - 1_c / 3_c), R"(digraph f {
  n0 [label="x", shape=box];
  n1 [label="1/3", shape=plaintext];
  n2 [label="-"];
  n0 -> n2 [label="1"];
  n1 -> n2 [label="2"];
  f0 [label="f", shape=doublecircle];
  n2 -> f0;
}
)");
}
static_assert(small_graphs());

constexpr bool texts_are_escaped() {
  auto const written = to_dot(calx::var<"a\"b\\c\n">);
  std::string_view const text = written;
  return text.find(R"(n0 [label="a\"b\\c\n", shape=box];)") != std::string_view::npos;
}
static_assert(texts_are_escaped());

// Lines of each kind, read back.
struct counts {
  int nodes = 0, edges = 0, outputs = 0;
  friend constexpr bool operator==(counts const&, counts const&) = default;
};
constexpr counts counted(std::string_view text) {
  counts c;
  while (!text.empty()) {
    std::string_view const line = calx::detail::next_line(text);
    if (line.find(" -> ") != std::string_view::npos) ++c.edges;
    else if (line.substr(0, 3) == "  n") ++c.nodes;
    else if (line.substr(0, 3) == "  f") ++c.outputs;
  }
  return c;
}
template <class E> constexpr bool shows_each_node_once(E const& f) {
  calx::graph const g = calx::detail::printable_graph<E>();
  counts expected{g.nodes.size(), g.outputs.size(), g.outputs.size()};
  for (calx::node const& n : g.nodes) expected.edges += arity_of(n);
  return counted(to_dot(f)) == expected && !(counted(to_dot(f)) == counts{});
}
constexpr bool shared_nodes_are_shown_once() {
  return shows_each_node_once(sin(x) * sin(x) + sin(x)) && shows_each_node_once(gradient(exp(x * y) / (x - y), x, y)) &&
         shows_each_node_once(hessian(pow(x, y), x, y)) &&
         shows_each_node_once(value_and_jacobian(calx::vector(v[0_c] * v[1_c], tanh(v[2_c])), v));
}
static_assert(shared_nodes_are_shown_once());

constexpr bool captured_numbers_are_put_in() {
  auto const written = to_dot(0.1 * x + pow(x, 3));
  std::string_view const text = written;
  return text.find("[label=\"0.1\", shape=plaintext]") != std::string_view::npos &&
         text.find("[label=\"^3\"]") != std::string_view::npos && text.find("captured") == std::string_view::npos;
}
static_assert(captured_numbers_are_put_in());

// Of arrays with their shapes; what is only there for a length is not shown.
constexpr auto a = calx::var<"a">;
constexpr auto t = calx::column<"t">;
constexpr auto u = calx::column<"u">;
constexpr auto w = calx::vec<"w", 1000>;
constexpr auto A = calx::mat<"A", 3, 3>;
constexpr auto X = calx::mat<"X", calx::dynamic, 3>;
constexpr bool arrays_have_shapes() {
  return is(to_dot(sum(pow(w, 2))), R"dot(digraph f {
  n0 [label="w\n1000x1", shape=box];
  n1 [label="^2\n1000x1"];
  n0 -> n1;
  n2 [label="sum"];
  n1 -> n2;
  f0 [label="f", shape=doublecircle];
  n2 -> f0;
}
)dot") && is(to_dot(calx::mean(t)), R"dot(digraph f {
  n0 [label="t\nlength(t)x1", shape=box];
  n1 [label="sum"];
  n0 -> n1;
  n4 [label="length(t)"];
  n5 [label="/"];
  n1 -> n5 [label="1"];
  n4 -> n5 [label="2"];
  f0 [label="f", shape=doublecircle];
  n5 -> f0;
}
)dot") && is(to_dot(drop_last(X) * v), R"dot(digraph f {
  n0 [label="X\nlength(X)x3", shape=box];
  n1 [label="rows 0 to length(X) - 2\n(length(X) - 1)x3"];
  n0 -> n1;
  n2 [label="v\n3x1", shape=box];
  n3 [label="matrix_product\n(length(X) - 1)x1"];
  n1 -> n3 [label="1"];
  n2 -> n3 [label="2"];
  f0 [label="f", shape=doublecircle];
  n3 -> f0;
}
)dot");
}
static_assert(arrays_have_shapes());

// Each part of an array, and each place in one, with its label.
constexpr bool has(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }
constexpr auto parts = to_dot(calx::linear_recurrence(a, concatenate(t, v), calx::element<1, 0>(A)) + calx::element<2>(exp(v)) +
                              calx::segment<1, 1>(calx::row_maxima(A)));
static_assert(has(parts, R"dot([label="[1, 0]"])dot") && has(parts, R"dot([label="[2]"])dot") &&
              has(parts, R"dot([label="[1]"])dot"));
static_assert(has(parts, R"dot([label="linear_recurrence\n(length(t) + 3)x1"])dot") &&
              has(parts, R"dot([label="maximum\n3x1"])dot"));
static_assert(has(parts, R"dot([label="pad to rows 0 to length(t) - 1\n(length(t) + 3)x1"])dot"));
static_assert(has(parts, R"dot([label="pad to rows length(t) to length(t) + 2\n(length(t) + 3)x1"])dot"));
static_assert(!has(parts, "[label=\"segment"));

// Does Graphviz draw it? True where it is not installed.
bool is_drawn(std::string_view text) {
  if (std::system("command -v dot > /dev/null 2>&1") != 0) return true;
  std::FILE* const dot = popen("dot -Tplain > /dev/null 2>&1", "w");
  if (dot == nullptr) return true;
  std::fwrite(text.data(), 1, text.size(), dot);
  return pclose(dot) == 0;
}

}  // namespace

BOOST_AUTO_TEST_CASE(graphviz_draws_it) {
  BOOST_TEST(is_drawn(parts));
  BOOST_TEST(is_drawn(to_dot(gradient(sum(pow(drop_first(t) - a * drop_last(u), 2)), t, u))));
  BOOST_TEST(is_drawn(to_dot(calx::var<"a\"b\\c\n">)));
  BOOST_TEST((std::system("command -v dot > /dev/null 2>&1") != 0 || !is_drawn("digraph f {\n  n0 [label=\"x];\n")));
}

BOOST_AUTO_TEST_CASE(texts) {
  BOOST_TEST(arrays_have_shapes());
  BOOST_TEST(small_graphs());
  BOOST_TEST(texts_are_escaped());
  BOOST_TEST(captured_numbers_are_put_in());
}
BOOST_AUTO_TEST_CASE(nodes_and_edges) { BOOST_TEST(shared_nodes_are_shown_once()); }

BOOST_AUTO_TEST_CASE(golden) {
  using calx_test::is_golden;
  BOOST_TEST(is_golden("to_dot/gradient.dot", to_dot(gradient(sin(x) * exp(-y * y) / (x - y), x, y))));
  BOOST_TEST(is_golden("to_dot/where.dot", to_dot(where(x < y && !(y <= 0), atan2(y, x), v[1_c] + 0.5))));
}

BOOST_AUTO_TEST_SUITE_END()
