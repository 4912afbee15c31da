// SPDX-License-Identifier: Apache-2.0
// Sums and products as a reader sees them, in each arrangement; through the infix writer, which writes the parts in their
// order.
#include <calx/print/infix.hpp>
#include <calx/print/terms.hpp>

#include "../formula.hpp"

#include <boost/test/unit_test.hpp>

namespace {

using calx::arrangement, calx::builder, calx::node_id, calx::opcode, calx::rational;
using calx_test::formula, calx_test::paper;

constexpr calx::input_info names[] = {{"x"}, {"y"}, {"z"}, {"w"}};

constexpr calx::detail::terms reader_of(calx::graph const& g, arrangement how = arrangement::merged) {
  return calx::detail::terms(g.view(), names, how, {});
}
constexpr bool reads_as(calx::graph const& g, arrangement how, std::string_view expected) {
  calx::detail::character_sink sink;
  calx::detail::infix_writer<calx::detail::character_sink>(sink, g.view(), names, how).write(g.outputs[0]);
  return calx_test::same_text(sink.characters, expected);
}

constexpr bool products(paper written) {
  calx::graph const g = written([](auto x, auto y) {
    auto const first = x * cos(x), second = first * 2;
    return second * x * y * 1;
  });
  if (!reads_as(g, arrangement::merged, "2*x^2*y*cos(x)") || !reads_as(g, arrangement::unmerged, "2*x*x*y*cos(x)") ||
      !reads_as(g, arrangement::in_place, "x*cos(x)*2*x*y"))
    return false;
  auto const parts = reader_of(g).parts_of(g.outputs[0]);
  return parts.coefficient.is(2) && parts.above.size() == 3 && parts.above[0].exponent == 2 && parts.below.empty();
}
// What is negative or no integer goes to the front in every arrangement; a 1 goes.
constexpr bool numbers(paper written) {
  calx::graph const g = written([](auto x, auto y) {
    auto const first = x * -3, second = first * y;
    return second * rational(1, 2) / 7;
  });
  return reads_as(g, arrangement::in_place, "-3*x*y/(2*7)") && reads_as(g, arrangement::merged, "-3*x*y/14");
}
constexpr bool quotients(paper written) {
  calx::graph const g = written([](auto x, auto y, auto z) { return x / (y / z) / z; });
  auto const parts = reader_of(g).parts_of(g.outputs[0]);
  return parts.above.size() == 2 && parts.below.size() == 2 && reads_as(g, arrangement::merged, "x*z/(y*z)");
}
constexpr bool sums(paper written) {
  calx::graph const g = written([](auto x, auto y) {
    auto const minus = x * -2;
    return 5 + (y - (minus - x));
  });
  auto const reader = reader_of(g);
  auto const found = reader.terms_of(g.outputs[0]);
  return found.size() == 4 && !reader.is_negative(found[1]) && reader.starts_with_minus(found[1].id) &&
         reads_as(g, arrangement::merged, "y + 2*x + x + 5") && reads_as(g, arrangement::in_place, "5 + y + 2*x + x");
}

// d/dx [..] among factors stands last where factors are ordered.
constexpr bool derivatives() {
  builder g;
  node_id const x = g.input(0), y = g.input(1), d = g.input(4), sine = g.apply(opcode::sin, y);
  calx::pending_derivative const table[] = {{sine, x}};
  calx::pending_derivatives const pending{4, table, false};
  g.output(g.apply(opcode::multiply, g.apply(opcode::multiply, d, sine), x));
  auto const is_written = [&](arrangement how, std::string_view expected) {
    calx::detail::character_sink sink;
    calx::detail::infix_writer<calx::detail::character_sink>(sink, g.view(), names, how, pending).write(g.view().outputs[0]);
    return calx_test::same_text(sink.characters, expected);
  };
  return is_written(arrangement::merged, "x*sin(y)*d/dx [sin(y)]") &&
         is_written(arrangement::in_place, "d/dx [sin(y)]*sin(y)*x");
}

static_assert(products(paper{}) && numbers(paper{}) && quotients(paper{}) && sums(paper{}) && derivatives());

}  // namespace

BOOST_AUTO_TEST_SUITE(print_terms)

BOOST_AUTO_TEST_CASE(checked) {
  BOOST_TEST(products(calx_test::at_run_time));
  BOOST_TEST(numbers(calx_test::at_run_time));
  BOOST_TEST(quotients(calx_test::at_run_time));
  BOOST_TEST(sums(calx_test::at_run_time));
  BOOST_TEST(derivatives());
}

BOOST_AUTO_TEST_SUITE_END()
