// SPDX-License-Identifier: Apache-2.0
#include <calx/expression/constant.hpp>
#include <calx/expression/functions.hpp>
#include <calx/expression/operation.hpp>
#include <calx/expression/variable.hpp>

#include <boost/test/unit_test.hpp>

#include <type_traits>

BOOST_AUTO_TEST_SUITE(operations_on_expressions)

namespace {

using calx::opcode;

using x = std::remove_const_t<decltype(calx::var<"x">)>;
using y = std::remove_const_t<decltype(calx::var<"y">)>;

// The type spells the operation and its operands, in the order written.
static_assert(std::is_same_v<decltype(x{} + y{}), calx::operation<opcode::add, 0, x, y>>);
static_assert(!std::is_same_v<decltype(x{} + y{}), decltype(y{} + x{})>);
static_assert(std::is_same_v<decltype(calx::pow<3>(x{})), calx::operation<opcode::power, 3, x>>);
static_assert(std::is_same_v<decltype(2 * x{}), calx::operation<opcode::multiply, 0, calx::capture<double>, x>>);
static_assert(std::is_same_v<decltype(pow(x{}, 2)), calx::operation<opcode::integer_power, 0, x, calx::capture<double>>>);
static_assert(std::is_same_v<decltype(pow(x{}, 2.0)), calx::operation<opcode::pow, 0, x, calx::capture<double>>>);

constexpr bool described() {
  calx::record const r = decltype(sin(x{}) - 3 * y{})::describe();
  return r.kind == calx::record::kind_type::operation && r.operation == opcode::subtract && r.operand_count == 2 &&
         r.captures == 1 && r.operands[0]->operation == opcode::sin && r.operands[1]->operation == opcode::multiply &&
         r.operands[2] == nullptr;
}
static_assert(described());

constexpr bool numbers_in_order() {
  constexpr auto f = calx::apply<opcode::add>(4.0 * x{}, 5);
  return f.numbers[0] == 4 && f.numbers[1] == 5;
}
static_assert(numbers_in_order());

}  // namespace

BOOST_AUTO_TEST_CASE(checked) {
  BOOST_TEST(described());
  BOOST_TEST(numbers_in_order());
}

BOOST_AUTO_TEST_SUITE_END()
