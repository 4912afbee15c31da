// SPDX-License-Identifier: Apache-2.0
// LaTeX of arrays as a mathematician writes it; of every operation there is; and of random graphs, of whose text braces,
// \left and \right, and environments balance, without two indices or exponents in a row.
#include <calx/print/latex_arrays.hpp>

#include <calx/calx.hpp>

#include "../externals.hpp"
#include "../random_array_graph.hpp"
#include "latex_check.hpp"

#include <boost/test/unit_test.hpp>

#include <array>
#include <string>
#include <vector>

namespace {

using namespace calx::literals;
using calx::opcode;
constexpr auto a = calx::var<"a">;
constexpr auto b = calx::var<"b">;
constexpr auto i = calx::var<"i">;
constexpr auto t = calx::column<"t">;
constexpr auto y = calx::column<"y">;
constexpr auto w = calx::column<"w">;
constexpr auto u = calx::vec<"u", 3>;
constexpr auto v = calx::vec<"v", 3>;
constexpr auto sigma = calx::vec<"sigma", 3>;
constexpr auto b1 = calx::vec<"b1", 3>;
constexpr auto A = calx::mat<"A", 3, 3>;
constexpr auto B = calx::mat<"B", 3, 3>;
constexpr auto X = calx::mat<"X", calx::dynamic, 3>;

struct line {
  calx::text<300> written{};
  std::string_view expected{};
  constexpr bool holds() const { return written == expected; }
};
template <class T> constexpr line of(T const& f, std::string_view expected) {
  return {calx::text<300>(to_latex(f).view()), expected};
}
template <std::size_t Size> constexpr bool all_hold(std::array<line, Size> const& table) {
  for (line const& l : table)
    if (!l.holds()) return false;
  return true;
}
static_assert(!of(A * v, "A v").holds() && !all_hold(std::array{of(v, "\\mathbf{v}"), of(v, "v")}));  // the helpers can fail

constexpr auto linear_algebra() {
  return std::array{
      of(A * v, "A \\mathbf{v}"),
      of(A * B * v, "A B \\mathbf{v}"),
      of(transpose(A * B), "\\left(A B\\right)^{\\mathsf T}"),
      of(gradient(dot(v, A * v), v), "A \\mathbf{v} + A^{\\mathsf T} \\mathbf{v}"),
      of(dot(u, v), "\\sum_{i} u_{i} v_{i}"),
      of(dot(u, A * v), "\\mathbf{u}^{\\mathsf T} A \\mathbf{v}"),
      of(a * (A * v), "a A \\mathbf{v}"),
      of(A * (2 * v), "A \\left(2 \\mathbf{v}\\right)"),
      of(outer(u, v), "\\mathbf{u} \\mathbf{v}^{\\mathsf T}"),
      of(outer(exp(u), v), "e^{\\mathbf{u}} \\mathbf{v}^{\\mathsf T}"),
      of(calx::identity<3> + A, "I_{3} + A"),
      of(trace_of(A * B), "\\sum_{i, j} \\left(A B\\right)_{i j} \\delta_{i j}"),
      of(gradient(calx::element<1>(exp(v)), v), "e^{\\mathbf{v}} \\odot \\mathbf{e}_{1}"),
      of(gradient(sum(A * v), A), "\\mathbf{1} \\mathbf{v}^{\\mathsf T}"),
  };
}
constexpr auto elementwise() {
  return std::array{
      of(hadamard(A, B), "A \\odot B"),
      of(hadamard(A * B, B), "B \\odot \\left(A B\\right)"),
      of(2 * sigma * v, "2 \\boldsymbol{\\sigma} \\odot \\mathbf{v}"),
      of(tanh(A * v + b1), "\\tanh\\left(A \\mathbf{v} + \\mathbf{b}_{1}\\right)"),
      of(exp(A), "\\left(e^{A_{i j}}\\right)_{i j}"),
      of(exp(transpose(v)), "e^{\\mathbf{v}^{\\mathsf T}}"),
      of(hadamard(A, v), "\\left(A_{i j} v_{i}\\right)_{i j}"),
      of(A + transpose(v), "\\left(A_{i j} + v_{j}\\right)_{i j}"),
      of(2 * v + 1, "\\left(2 v_{i} + 1\\right)_{i}"),
      of(u / v, "\\left(\\frac{u_{i}}{v_{i}}\\right)_{i}"),
      of(i * v / norm(v), "\\frac{i \\mathbf{v}}{\\sqrt{\\sum_{j} v_{j}^{2}}}"),
      of(where(v < 0, u, v),
         "\\left(\\begin{cases} u_{i} & \\text{if } v_{i} < 0 \\\\ v_{i} & \\text{otherwise} \\end{cases}\\right)_{i}"),
  };
}
constexpr auto reductions() {
  return std::array{
      of(sum(pow<2>(y - a * exp(-b * t))), "\\sum_{i} \\left(y_{i} - a e^{-b t_{i}}\\right)^{2}"),
      of(derivative(sum(pow<2>(y - a * t)), a), "-2 \\sum_{i} t_{i} \\left(y_{i} - a t_{i}\\right)"),
      of(sum(t) * sum(y) + 1, "\\left(\\sum_{i} t_{i}\\right) \\sum_{i} y_{i} + 1"),
      of(sum(pow<2>(y - calx::mean(y))), "\\sum_{i} \\left(y_{i} - \\frac{\\sum_{j} y_{j}}{\\dim \\mathbf{y}}\\right)^{2}"),
      of(calx::mean(X), "\\frac{\\sum_{i, j} X_{i j}}{3 \\operatorname{rows} X}"),
      of(calx::mean(drop_first(t)), "\\frac{\\sum_{i = 0}^{\\dim \\mathbf{t} - 2} t_{i + 1}}{\\dim \\mathbf{t} - 1}"),
      of(calx::maximum(t), "\\max_{i} t_{i}"),
      of(calx::maximum(drop_first(v)), "\\max_{0 \\le i < 2} v_{i + 1}"),
      of(calx::product(v), "\\prod_{i} v_{i}"),
      of(log_sum_exp(v), "\\ln\\left(\\sum_{i} e^{v_{i}}\\right)"),
      of(softmax(v), "\\left(e^{v_{i} - \\ln\\left(\\sum_{j} e^{v_{j}}\\right)}\\right)_{i}"),
      of(row_sums(A), "\\left(\\sum_{j} A_{i j}\\right)_{i}"),
      of(column_sums(A), "\\left(\\sum_{j} A_{j i}\\right)_{i}^{\\mathsf T}"),
      of(calx::row_softmax(A), "\\left(e^{A_{i j} - \\ln\\left(\\sum_{k} e^{A_{i k}}\\right)}\\right)_{i j}"),
      of(gradient(calx::maximum(v), v),
         "\\left(\\frac{\\left[v_{i} = \\max_{j} v_{j}\\right]}{\\sum_{j} \\left[v_{j} = \\max_{k} v_{k}\\right]}\\right)_{i}"),
      of(gradient(sum(t * y), t, y), "\\begin{bmatrix} \\mathbf{y} \\\\ \\mathbf{t} \\end{bmatrix}"),
  };
}
constexpr auto parts() {
  return std::array{
      of(drop_first(t), "\\left(t_{i}\\right)_{i \\ge 1}"),
      of(drop_last<2>(t), "\\left(t_{i}\\right)_{i < \\dim \\mathbf{t} - 2}"),
      of(calx::segment<1, 1>(A), "\\left(A_{1, i}\\right)_{i}^{\\mathsf T}"),
      of(calx::segment<1, 2>(calx::vec<"v", 5>), "\\left(v_{i}\\right)_{1 \\le i < 3}"),
      of(drop_first(t) - drop_last(t), "\\left(t_{i + 1} - t_{i}\\right)_{i}"),
      of(sum(pow<2>(drop_first(w) - pow<2>(drop_last(w)))),
         "\\sum_{i = 0}^{\\dim \\mathbf{w} - 2} \\left(w_{i + 1} - w_{i}^{2}\\right)^{2}"),
      of(concatenate(u, v), "\\begin{bmatrix} \\mathbf{u} \\\\ \\mathbf{v} \\end{bmatrix}"),
      of(2 * concatenate(t, v), "2 \\begin{bmatrix} \\mathbf{t} \\\\ \\mathbf{v} \\end{bmatrix}"),
      of(sum(exp(concatenate(u, v))), "\\sum_{i = 0}^{5} e^{\\begin{bmatrix} \\mathbf{u} \\\\ \\mathbf{v} \\end{bmatrix}_{i}}"),
      of(v[2_c], "v_{2}"),
      of(calx::element<1, 0>(B), "B_{1, 0}"),
      of(calx::element<1>(u + v), "u_{1} + v_{1}"),
      of(calx::element<1, 0>(A * B), "\\left(A B\\right)_{1, 0}"),
  };
}
constexpr auto recurrences() {
  return std::array{
      of(calx::linear_recurrence(a, t, b), "\\left(h_{i} = a h_{i - 1} + t_{i},\\ h_{-1} = b\\right)_{i}"),
      of(calx::linear_recurrence(y, t), "\\left(h_{i} = y_{i} h_{i - 1} + t_{i},\\ h_{-1} = 0\\right)_{i}"),
      of(sum(y * calx::cumulative_sum(t)), "\\sum_{i} y_{i} \\sum_{j \\le i} t_{j}"),
      of(calx::cumulative_sum(t), "\\left(\\sum_{j \\le i} t_{j}\\right)_{i}"),
      of(gradient(sum(sin(calx::linear_recurrence(a, t, b))), t),
         "\\left(h_{i} = a h_{i + 1} + \\cos\\left(\\left(g_{j} = a g_{j - 1} + t_{j},\\ g_{-1} = b\\right)_{j = i}\\right),\\ "
         "h_{\\dim \\mathbf{t}} = 0\\right)_{i}"),
  };
}
static_assert(all_hold(linear_algebra()));
static_assert(all_hold(elementwise()));
static_assert(all_hold(reductions()));
static_assert(all_hold(parts()));
static_assert(all_hold(recurrences()));

// --- every operation
// -------------------------------------------------------------------------------------------------------------

// What has no sign or name of its own in mathematics, but a name that says what it is. A user's own function has its name, and
// passes that make code write for themselves what is behind `first_of_code`.
constexpr std::string_view named[] = {"erf", "erfc", "erf_slope", "sigmoid", "sigmoid_slope", "softplus", "sign", "atan2"};
constexpr opcode first_of_code = opcode::exp_minus;

struct sample {
  calx::builder graph{};
  calx::node_id number = graph.input(0), vector = graph.input(1, calx::vector_shape(3)),
                matrix = graph.input(2, calx::matrix_shape(3, 3));

  calx::array_shape result_shape(opcode operation) const {
    switch (operation) {
      case opcode::placed:
      case opcode::fill: return calx::vector_shape(4);
      case opcode::segment: return calx::matrix_shape(2, 3);
      case opcode::pad: return calx::matrix_shape(6, 3);
      case opcode::identity: return calx::matrix_shape(3, 3);
      default: return {};
    }
  }
  // The operation with operands that it takes; no_node: it takes other things than arrays and numbers.
  calx::node_id made(opcode operation) {
    using calx::no_node;
    if (operation == opcode::input) return vector;
    if (operation == opcode::constant) return graph.constant(calx::number(2));
    if (operation == opcode::recurrence) return array(operation, vector, vector, number);
    if (operation == opcode::placed || operation == opcode::fill) return array(operation, number);
    if (operation == opcode::product) return array(operation, vector);
    if (operation == opcode::matrix_product) return array(operation, matrix, vector);
    if (operation == opcode::identity) return array(operation, no_node);
    if (is_array_operation(operation)) return array(operation, matrix);
    int const arity = calx::facts_of(operation).arity;
    if (arity == 0) return graph.intern({operation});
    return graph.apply(operation, vector, arity > 1 ? vector : no_node, arity > 2 ? vector : no_node, 2);
  }
  calx::node_id array(opcode operation, calx::node_id x, calx::node_id z = calx::no_node, calx::node_id h = calx::no_node) {
    calx::array_shape shape = result_shape(operation);
    calx::array_shape const p = x == calx::no_node ? calx::array_shape{} : graph[x].shape;
    calx::array_shape const q = z == calx::no_node ? calx::array_shape{} : graph[z].shape;
    int const payload = operation == opcode::segment || operation == opcode::placed || operation == opcode::element ? 1 : 0;
    BOOST_REQUIRE(calx::fault_of_array_shapes(operation, payload, p, q, shape).empty());
    return graph.intern(calx::array_node(operation, shape, x, z, h, payload));
  }
};

// As to_latex writes it, which expands what passes make for themselves.
std::string written(calx::graph const& g, opcode operation) {
  constexpr calx::input_info names[] = {{"x"}, {"y"}, {"M"}, {"s"}};
  bool const is_expanded = calx::facts_of(operation).expand != nullptr;
  calx::graph const shown = is_expanded ? calx::expand(g.view()) : calx::copy_of(g.view());
  return latex_check::text_of(shown.view(), names);
}
// Names of rows that the text has, as \operatorname{matrix\_product}.
bool has_name_of_row(std::string const& text, opcode operation) {
  std::string name;
  for (char const c : calx::facts_of(operation).name) name += c == '_' ? std::string("\\_") : std::string(1, c);
  return text.find("\\operatorname{" + name) != std::string::npos;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(print_latex_arrays)

BOOST_AUTO_TEST_CASE(texts) {
  BOOST_TEST(all_hold(linear_algebra()));
  BOOST_TEST(all_hold(elementwise()));
  BOOST_TEST(all_hold(reductions()));
  BOOST_TEST(all_hold(parts()));
  BOOST_TEST(all_hold(recurrences()));
}

BOOST_AUTO_TEST_CASE(every_operation_has_latex) {
  for (int code = 0; code < static_cast<int>(first_of_code); ++code) {
    auto const operation = static_cast<opcode>(code);
    std::string_view const name = calx::facts_of(operation).name;
    if (calx::arity_of_function_operand(operation) != 0) continue;  // tested with primitives
    sample s;
    s.graph.output(s.made(operation));
    std::string const text = written(s.graph.take(), operation);
    BOOST_TEST(latex_check::fault_of(text) == "", name << ": " << text);
    bool is_named = false;
    for (std::string_view const n : named) is_named = is_named || n == name;
    BOOST_TEST((is_named || !has_name_of_row(text, operation)), name << ": " << text);
    BOOST_TEST(!text.empty(), name);
  }
}

BOOST_AUTO_TEST_CASE(random_graphs_balance) {
  BOOST_TEST(latex_check::fault_of("\\left(x_{i}_{j}\\right)") != "");
  std::vector<calx::input_info> const names = {{"x"}, {"y"}, {"i"}, {"h"}};
  std::size_t longest = 0;
  for (unsigned seed = 0; seed < 1500; ++seed) {
    calx_test::random_source random(seed);
    calx_test::random_array_style style;
    style.axes = seed % 2 == 0;
    style.most_nodes = 16;
    calx::graph const made = calx_test::random_array_graph(random, style);
    bool const simplified = seed % 3 != 0;
    calx::graph const g = simplified ? calx::run_passes(calx::printing_passes, made.view()) : calx::copy_of(made.view());
    std::string const text = latex_check::text_of(g.view(), names.data());
    BOOST_TEST(latex_check::fault_of(text) == "", "seed " << seed << ": " << text);
    longest = text.size() > longest ? text.size() : longest;
  }
  BOOST_TEST(longest > 300u);
}

BOOST_AUTO_TEST_SUITE_END()
