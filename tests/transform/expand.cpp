// SPDX-License-Identifier: Apache-2.0
#include <calx/transform/expand.hpp>

#include "../formula.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(expansion)

namespace {

using namespace calx_test;
using calx::opcode;

constexpr calx::graph expanded(calx::graph const& g) { return calx::expand(g.view()); }

constexpr bool internal_operations_are_written_out(paper written) {
  return reads(expanded(written([](auto x) { return x.apply(opcode::sech_squared); })), "1 - tanh(x)^2") &&
         reads(expanded(written([](auto x) { return x.apply(opcode::erf_slope); })), "2*exp(-x^2)/sqrt(pi)") &&
         reads(expanded(written([](auto x, auto y) { return x.apply(opcode::pow_slope, y); })), "y*x^(y - 1)") &&
         reads(expanded(written([](auto x, auto y) { return x.apply(opcode::times_log, y); })), "x*log(y)") &&
         is_listed(expanded(written([](auto x, auto y, auto z) { return x.apply(opcode::multiply_add, y, z); })),
                   "%0 = input [0]\n%1 = input [1]\n%2 = input [2]\n%3 = multiply %0 %1\n%4 = add %2 %3\noutputs %4\n") &&
         reads(expanded(written([](auto x, auto y, auto z) { return x.apply(opcode::multiply_subtract, y, z); })), "x*y - z") &&
         reads(expanded(written([](auto x, auto y, auto z) { return x.apply(opcode::subtract_product, y, z); })), "z - x*y");
}
static_assert(internal_operations_are_written_out(paper{}));

constexpr bool public_ones_stay(paper written) {
  calx::graph const g = written([](auto x, auto y) { return sin(hypot(x, y) / 3); });
  auto const text = calx::graph_text(g.view());
  return is_listed(expanded(g), {text.data(), static_cast<std::size_t>(text.size())});
}
static_assert(public_ones_stay(paper{}));

// Every row that has an expansion has one without such rows.
constexpr bool one_pass_is_enough(int first) {
  for (int i = first; i < calx::opcode_count; ++i) {
    auto const operation = static_cast<calx::opcode>(i);
    if (calx::facts_of(operation).expand == nullptr) continue;
    calx::builder b;
    calx::node_id const x = b.input(0), y = b.input(1), z = b.input(2);
    int const arity = calx::facts_of(operation).arity;
    b.output(b.apply(operation, x, arity > 1 ? y : calx::no_node, arity > 2 ? z : calx::no_node));
    for (calx::node const& n : calx::expand(b.view()).nodes)
      if (calx::facts_of(n.operation).expand != nullptr) return false;
  }
  return true;
}
static_assert(one_pass_is_enough(0));

// For code, only what is there for its derivative.
constexpr bool some_expand_for_code(paper written) {
  calx::graph const g = written([](auto x, auto y) { return hypot(x, y).apply(opcode::hypot_slope, x, y); }),
                    h = written([](auto x) { return x.apply(opcode::sech_squared); });
  return count_of(calx::expand_for_code(g.view()), opcode::hypot_slope) == 0 && calx::may_expand_for_code(g.view()) &&
         count_of(calx::expand_for_code(h.view()), opcode::sech_squared) == 1 && !calx::may_expand_for_code(h.view());
}
static_assert(some_expand_for_code(paper{}));

}  // namespace

BOOST_AUTO_TEST_CASE(internal_operations) {
  BOOST_TEST(some_expand_for_code(at_run_time));
  BOOST_TEST(internal_operations_are_written_out(at_run_time));
  BOOST_TEST(public_ones_stay(at_run_time));
  BOOST_TEST(one_pass_is_enough(at_run_time.inputs - 4));
}

BOOST_AUTO_TEST_SUITE_END()
