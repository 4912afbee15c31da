// SPDX-License-Identifier: Apache-2.0
#include <calx/calculus/resolve.hpp>

#include "../formula.hpp"

#include <calx/transform/canonical.hpp>

#include <boost/test/unit_test.hpp>

namespace {

using calx::node_id, calx::opcode, calx::rational;
using calx::detail::blackboard, calx::detail::resolved;
using calx_test::paper;

constexpr calx::input_info names[] = {{"x"}, {"y"}, {"z"}, {"w"}};
constexpr calx::buffer<calx::detail::slot> by_x() {
  calx::buffer<calx::detail::slot> slots;
  slots.push({"x", {}, -1});
  return slots;
}
constexpr bool same(calx::graph const& left, calx::graph const& right) {
  calx::builder both;
  for (calx::graph_view const side : {left.view(), right.view()})
    both.output(calx::rebuild(side, both, [&](calx::node const& n, int) { return both.intern(n); })[side.outputs[0]]);
  return calx::proves_equal(both.view());
}

// Forward mode; min and max as choices. A wrong side is not proved.
constexpr bool in_place(paper written) {
  calx::graph const g = written([](auto x, auto y) { return sin(pow(x, 2)) + min(x * y, y); });
  blackboard board({g.view(), names, 4, 0}, g.view(), by_x());
  node_id const x = board.variables()[0], d = board.pending(board.function(), x);
  calx::graph const right = written([](auto u, auto v) {
    auto const a = u * v, less = a < v, more = v < a;
    return cos(pow(u, 2)) * 2 * u + where(less, v, where(more, 0, v * rational(1, 2)));
  });
  node_id const wrong = board.apply(opcode::sin, x);
  return same(resolved(board, d, x), right) && calx::proves_equal(resolved(board, d, d).view()) &&
         !calx::proves_equal(resolved(board, d, wrong).view());
}
constexpr bool of_max(paper written) {
  calx::graph const g = written([](auto x) { return max(x, pow(x, 3)); });
  blackboard board({g.view(), names, 4, 0}, g.view(), by_x());
  node_id const d = board.pending(board.function(), board.variables()[0]);
  calx::graph const right = written([](auto x) {
    auto const cube = pow(x, 3), slope = pow(x, 2) * 3, more = cube < x, less = x < cube;
    return where(more, x / x, where(less, slope, (slope + 1) / 2));
  });
  return same(resolved(board, d, d), right);
}
// A derivative inside a formula; and of a formula with a name.
constexpr bool inside(paper written) {
  calx::graph const g = written([](auto x, auto y) {
    auto const a = (log(x * y) + x * sin(y)) / (y + 2), sine = sin(a);
    return sine + a * x;
  });
  blackboard board({g.view(), names, 4, 0}, g.view(), by_x());
  if (board.abbreviations().size() != 1) return false;
  node_id const x = board.variables()[0], a = board.abbreviations()[0].name, meaning = board.abbreviations()[0].meaning;
  node_id const first = board.apply(opcode::multiply, board.pending(a, x), x);
  node_id const second = board.apply(opcode::multiply, board.pending(meaning, x), x);
  return calx::proves_equal(resolved(board, a, meaning).view()) && calx::proves_equal(resolved(board, first, second).view()) &&
         !calx::proves_equal(resolved(board, first, a).view());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(resolving)

BOOST_AUTO_TEST_CASE(checked) {
  BOOST_TEST(in_place(calx_test::at_run_time));
  BOOST_TEST(of_max(calx_test::at_run_time));
  BOOST_TEST(inside(calx_test::at_run_time));
}

BOOST_AUTO_TEST_SUITE_END()
