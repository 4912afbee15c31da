// SPDX-License-Identifier: Apache-2.0
#include <calx/calculus/gradient.hpp>
#include <calx/evaluate/function.hpp>
#include <calx/evaluate/program.hpp>
#include <calx/expression/constant.hpp>
#include <calx/expression/functions.hpp>
#include <calx/expression/trace.hpp>

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(programs)

namespace {

using namespace calx::literals;
using calx::opcode;

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;
constexpr auto v = calx::vec<"v", 3>;

template <class E> constexpr auto const& program(E const&) { return calx::program_of<E>; }

// Inputs and constants cost no instruction, common subexpressions one, and an output is stored where it is computed.
constexpr bool lengths() {
  return program(x).length == 0 && program(x).outputs[0] >= 0 && program(3_c).length == 0 && program(x + y).length == 1 &&
         program(x + y).outputs[0] == -1 && program(sin(x) + sin(x) * y).length == 2 && program(x * y + 3).length == 1 &&
         program(calx::pow<4>(x)).length == 2 && program(sin(x) + cos(y)).locals == 2 && program(2_c * x + 3_c * x).length == 1;
}
static_assert(lengths());

// A captured number has its place, a constant its own.
constexpr bool constants_and_captures() {
  return program(2 * x).constant_count == 0 && program(2_c * x).constant_count == 1 && program(2_c * x).constants[0].is(2) &&
         program(2 * x + 5).length == 1 && program(calx::pi * x).constant_count == 0;
}
static_assert(constants_and_captures());

// As written, nothing is fused, shared sums stay, powers are one instruction.
constexpr bool as_it_was_written() {
  return program(as_written(x * y + 3)).length == 2 && program(as_written(calx::pow<4>(x))).length == 1 &&
         program(as_written(x + x)).length == 1 && program(as_written(x + 0_c)).length == 1 && program(x + 0_c).length == 0 &&
         program(as_written(x * y + 3)).code[1].operation == opcode::add &&
         program(x * y + 3).code[0].operation == opcode::multiply_add;
}
static_assert(as_it_was_written());

// Arguments lie in one array, input after input, in order of name: v, x.
constexpr bool arguments() {
  auto const offsets =
      calx::detail::argument_offsets(calx::function_of<decltype(x * calx::trace<[](auto const& p) { return p[2]; }>(v))>);
  return offsets.size() == 3 && offsets[0] == 0 && offsets[1] == 3 && offsets[2] == 4;
}
static_assert(arguments());

// Outputs that are inputs, constants or repeated are copied at the end.
constexpr bool copied_outputs() {
  constexpr auto g = gradient(x * y + 2_c * x, x, y);
  constexpr auto const& p = calx::program_of<std::remove_const_t<decltype(g)>>;
  return p.output_count == 2 && p.length == 1 && p.outputs[0] == -1 && calx::decode(p.outputs[1]).where == calx::place::input;
}
static_assert(copied_outputs());

// With more constants than the first trial has room for, and cut into chunks.
constexpr auto chain = calx::trace<[](auto const& a, auto const& b) {
  auto s = a;
  for (int i = 0; i < 120; ++i) s = sin(s * b) + i;
  return s;
}>;
constexpr bool long_programs() {
  constexpr auto const& p = calx::program_of<decltype(chain(x, y))>;
  for (int i = 0; i < p.length; ++i)
    if (calx::decode(p.code[i].target).position > 3) return false;
  for (int i = 0; i < p.constant_count; ++i)
    if (!p.constants[i].is(i + 1)) return false;
  return p.length == 359 && p.constant_count == 119 && p.locals <= 2 && p.shared <= 2 && p.code[358].operation == opcode::add;
}
static_assert(long_programs());

}  // namespace

BOOST_AUTO_TEST_CASE(checked) {
  BOOST_TEST(lengths());
  BOOST_TEST(constants_and_captures());
  BOOST_TEST(as_it_was_written());
  BOOST_TEST(arguments());
  BOOST_TEST(copied_outputs());
  BOOST_TEST(long_programs());
}

BOOST_AUTO_TEST_SUITE_END()
