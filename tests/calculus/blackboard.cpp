// SPDX-License-Identifier: Apache-2.0
#include <calx/calculus/blackboard.hpp>

#include "../formula.hpp"

#include <boost/test/unit_test.hpp>

namespace {

using calx::arrangement, calx::node_id, calx::opcode, calx::rational;
using calx::detail::blackboard;
using calx_test::paper;

constexpr calx::input_info names[] = {{"x"}, {"y"}, {"z"}, {"w"}};
constexpr calx::function_view named(calx::graph const& g) { return {g.view(), names, 4, 0}; }
constexpr calx::buffer<calx::detail::slot> by_x() {
  calx::buffer<calx::detail::slot> slots;
  slots.push({"x", {}, -1});
  return slots;
}
constexpr bool is_written(blackboard const& board, node_id id, std::string_view expected) {
  calx::growing_text const text = board.text_of(id);
  if (text == expected) return true;
  if (!std::is_constant_evaluated())
    std::printf("expected\n%.*s\ngot\n%.*s\n", static_cast<int>(expected.size()), expected.data(), text.size(),
                text.view().data());
  return false;
}

// What is put on the board looks the same in every arrangement, so that factors are where the reader sees them.
constexpr bool tidy(paper written) {
  calx::graph const g = written([](auto x, auto y) {
    auto const two = x.number(2), power = pow(y, two);
    return x * sin(y) * x * 3 * power / 2 + x;
  });
  blackboard const board(named(g), g.view(), by_x());
  return is_written(board, board.function(), "3*x^2*y^2*sin(y)/2 + x") &&
         board.text_of(board.function(), arrangement::merged) == board.text_of(board.function());
}

constexpr bool dependence(paper written) {
  calx::graph const g = written([](auto x, auto y) { return pow(x, 0) * y + sin(x); });
  blackboard board(named(g), g.view(), by_x());
  node_id const x = board.variables()[0], sine = board.apply(opcode::sin, x);
  return board.depends(board.function(), x) && board.depends(sine, x) && !board.depends(board.constant(rational(3)), x) &&
         !board.depends(board.power(x, 0), x);
}

// A pending derivative is a leaf with a text; what replaces it disappears where it is 0 or 1.
constexpr bool pending(paper written) {
  calx::graph const g = written([](auto x) { return sin(x); });
  blackboard board(named(g), g.view(), by_x());
  node_id const x = board.variables()[0], f = board.function(), d = board.pending(f, x), dx = board.pending(x, x);
  node_id const first = board.apply(opcode::multiply, dx, f), second = board.apply(opcode::multiply, x, d);
  node_id const e = board.apply(opcode::add, first, second);
  if (!is_written(board, e, "d/dx [x]*sin(x) + x*d/dx [sin(x)]") || board.pending(f, x) != d) return false;
  calx::buffer<node_id> const found = board.pending_in(e);
  if (found.size() != 2 || found[0] != dx || found[1] != d || board.pending_at(d).of != f) return false;
  calx::buffer<node_id> old, by;
  old.push(dx), by.push(board.constant(rational(1)));
  old.push(d), by.push(board.constant(rational(0)));
  return is_written(board, board.replaced(e, old, by), "sin(x)");
}

constexpr bool textbook(paper written) {
  calx::graph const g = written([](auto x, auto y) { return x * y; });
  blackboard board(named(g), g.view(), by_x());
  node_id const x = board.variables()[0], one = board.constant(rational(1));
  node_id const less = board.apply(opcode::subtract, one, x), more = board.apply(opcode::add, one, x);
  node_id const conjugate = board.apply(opcode::multiply, less, more), h = board.apply(opcode::hypot, one, x);
  node_id const angle = board.apply(opcode::hypot, x, board.apply(opcode::sin, x)),
                inner = board.apply(opcode::divide, x, angle);
  return is_written(board, board.textbook(conjugate), "1 - x^2") && is_written(board, board.textbook(h), "sqrt(x^2 + 1)") &&
         is_written(board, board.textbook(board.apply(opcode::divide, inner, angle)), "x/(x^2 + sin(x)^2)") &&
         is_written(board, board.textbook(board.apply(opcode::sech_squared, x)), "1 - tanh(x)^2");
}

// The shorter of two; the highest power first.
constexpr bool simplified(paper written) {
  calx::graph const g = written([](auto x) { return 2 * x + (x + 1) * 3 * x - 1; });
  calx::graph const h = written([](auto x, auto y) { return 2 * (x + y) * sin(x) / sin(x); });
  blackboard first(named(g), g.view(), by_x()), second(named(h), h.view(), by_x());
  return is_written(first, first.simplified(first.function()), "3*x^2 + 5*x - 1") &&
         is_written(second, second.simplified(second.function()), "2*(x + y)");
}

// A long formula that occurs twice, as written, gets a name that no variable has.
constexpr bool abbreviations(paper written) {
  calx::graph const g = written([](auto x, auto y) {
    auto const a = (log(x * y) + x * sin(y)) / (y + 2), sine = sin(a);
    return sine + a * x;
  });
  calx::input_info const other[] = {{"x"}, {"y"}, {"z"}, {"a"}};
  blackboard board({g.view(), other, 4, 0}, g.view(), by_x());
  node_id const x = board.variables()[0];
  return board.abbreviations().size() == 1 && is_written(board, board.function(), "sin(b) + b*x") &&
         is_written(board, board.abbreviations()[0].meaning, "(log(x*y) + x*sin(y))/(y + 2)") &&
         board.depends(board.abbreviations()[0].name, x);
}

static_assert(dependence(paper{}) && pending(paper{}) && textbook(paper{}));

}  // namespace

BOOST_AUTO_TEST_SUITE(blackboards)

BOOST_AUTO_TEST_CASE(checked) {
  BOOST_TEST(tidy(calx_test::at_run_time));
  BOOST_TEST(dependence(calx_test::at_run_time));
  BOOST_TEST(pending(calx_test::at_run_time));
  BOOST_TEST(textbook(calx_test::at_run_time));
  BOOST_TEST(simplified(calx_test::at_run_time));
  BOOST_TEST(abbreviations(calx_test::at_run_time));
}

BOOST_AUTO_TEST_SUITE_END()
