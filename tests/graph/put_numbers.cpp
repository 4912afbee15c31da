// SPDX-License-Identifier: Apache-2.0
#include <calx/graph/put_numbers.hpp>

#include "../formula.hpp"

#include <boost/test/unit_test.hpp>

#include <limits>

BOOST_AUTO_TEST_SUITE(captured_numbers)

namespace {

using namespace calx_test;
using calx::opcode;

constexpr bool captures_become_constants(paper written) {
  auto const f = written(
      [](auto x) { return x.leaf(opcode::captured, 0) * x + x.leaf(opcode::captured, 1) / x.leaf(opcode::captured, 2); });
  auto const g = calx::put_numbers(f.view(), [](int i) { return i == 0 ? 0.5 : i == 1 ? 3.0 : 1e300; });
  return count_of(g, opcode::captured) == 0 && reads(g, "x/2 + 3/1e300");
}
static_assert(captures_become_constants(paper{}));

// Two captures with one value are one constant.
constexpr bool equal_numbers_are_one_node(paper written) {
  auto const f = written([](auto x) { return x.leaf(opcode::captured, 0) * x + x.leaf(opcode::captured, 1); });
  auto const g = calx::put_numbers(f.view(), [](int) { return 2; });
  return g.constants.size() == 1 && count_of(g, opcode::constant) == 1 && count_of(g, opcode::captured) == 0 &&
         reads(g, "2*x + 2");
}
static_assert(equal_numbers_are_one_node(paper{}));

// A number that is none stays none.
constexpr bool nan_stays(paper written) {
  auto const f = written([](auto x) { return x.leaf(opcode::captured, 0) * x; });
  auto const g = calx::put_numbers(f.view(), [](int) { return std::numeric_limits<double>::quiet_NaN(); });
  double const value = g.constants[0].to<double>();
  return !g.constants[0].is_exact() && value != value;
}
static_assert(nan_stays(paper{}));

}  // namespace

BOOST_AUTO_TEST_CASE(numbers) {
  BOOST_TEST(captures_become_constants(at_run_time));
  BOOST_TEST(equal_numbers_are_one_node(at_run_time));
  BOOST_TEST(nan_stays(at_run_time));
}

BOOST_AUTO_TEST_SUITE_END()
