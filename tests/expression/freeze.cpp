// SPDX-License-Identifier: Apache-2.0
#include <calx/expression/constant.hpp>
#include <calx/expression/freeze.hpp>
#include <calx/expression/functions.hpp>
#include <calx/expression/trace.hpp>

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(frozen_functions)

namespace {

using calx::opcode;

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;

template <class E> constexpr calx::function_view const& function(E const&) { return calx::function_of<E>; }

// Exactly as large as the function, whatever the capacity of the first trial.
constexpr bool small() {
  calx::function_view const& f = function(sin(x) * y + 2);
  return f.graph.size == 6 && f.input_count == 2 && f.graph.output_count == 1 && f.captures == 1 &&
         f.graph.constant_count == 0 && f.inputs[0].name == "x" && f.inputs[1].name == "y" &&
         f.graph[f.graph.outputs[0]].operation == opcode::add;
}
static_assert(small());

// A chain of n sines of sums: 1 + 2 n nodes.
template <int Length>
constexpr auto chain = calx::trace<[](auto const& a) {
  auto s = a;
  for (int i = 0; i < Length; ++i) s = sin(s + a);
  return s;
}>;
template <int Length> constexpr bool has_its_nodes() {
  calx::function_view const& f = function(chain<Length>(x));
  if (f.graph.size != 1 + 2 * Length || f.graph.outputs[0] != 2 * Length) return false;
  for (int i = 1; i < f.graph.size; ++i)
    if (f.graph[i].operation != (i % 2 == 1 ? opcode::add : opcode::sin)) return false;
  return true;
}
static_assert(has_its_nodes<5>() && has_its_nodes<31>() && has_its_nodes<32>() && has_its_nodes<200>());

// Constants beyond the first trial's capacity: 1, 2, ... 300.
constexpr auto many_constants = calx::trace<[](auto const& a) {
  auto s = a;
  for (int i = 2; i <= 300; ++i) s = sin(s) + i;
  return s;
}>;
constexpr bool keeps_constants() {
  calx::function_view const& f = function(many_constants(x));
  if (f.graph.constant_count != 299) return false;
  for (int i = 0; i < 299; ++i)
    if (!f.graph.constants[i].is(i + 2)) return false;
  return true;
}
static_assert(keeps_constants());

static_assert(&function(sin(x)) == &function(sin(x)), "one function for each type");

}  // namespace

BOOST_AUTO_TEST_CASE(checked) {
  BOOST_TEST(small());
  BOOST_TEST(has_its_nodes<5>());
  BOOST_TEST(has_its_nodes<200>());
  BOOST_TEST(keeps_constants());
}

BOOST_AUTO_TEST_SUITE_END()
