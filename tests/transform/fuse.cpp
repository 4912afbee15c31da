// SPDX-License-Identifier: Apache-2.0
#include <calx/transform/fuse.hpp>

#include "../formula.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(fusing)

namespace {

using namespace calx_test;
using calx::graph, calx::opcode;

constexpr graph fused(graph const& g) { return calx::fuse(g.view()); }

constexpr bool the_three_forms(paper written) {
  return is_listed(fused(written([](auto x, auto y, auto z) { return x * y + z; })),
                   "%0 = input [0]\n%1 = input [1]\n%2 = input [2]\n%3 = multiply_add %0 %1 %2\noutputs %3\n") &&
         is_listed(fused(written([](auto x, auto y, auto z) { return x * y - z; })),
                   "%0 = input [0]\n%1 = input [1]\n%2 = input [2]\n%3 = multiply_subtract %0 %1 %2\noutputs %3\n") &&
         is_listed(fused(written([](auto x, auto y, auto z) { return z - x * y; })),
                   "%0 = input [0]\n%1 = input [1]\n%2 = input [2]\n%3 = subtract_product %0 %1 %2\noutputs %3\n");
}
static_assert(the_three_forms(paper{}));

// A product that another node or an output uses too is computed anyway, and stays.
constexpr bool shared_products_stay(paper written) {
  graph const twice = fused(written([](auto x, auto y) -> formulas {
    auto const p = x * y;
    return {p + x, sin(p)};
  }));
  graph const output = fused(written([](auto x, auto y) -> formulas {
    auto const p = x * y;
    return {p + x, p};
  }));
  graph const with_itself = fused(written([](auto x, auto y) {
    auto const p = x * y;
    return p + p;
  }));
  return count_of(twice, opcode::multiply) == 1 && count_of(output, opcode::multiply) == 1 &&
         count_of(with_itself, opcode::multiply_add) == 0;
}
static_assert(shared_products_stay(paper{}));

// x y + z w: one of the two products goes into the sum.
constexpr bool one_of_two(paper written) {
  graph const g = fused(written([](auto x, auto y, auto z, auto w) { return x * y + z * w; }));
  return count_of(g, opcode::multiply) == 1 && count_of(g, opcode::multiply_add) == 1 && count_of(g, opcode::add) == 0;
}
static_assert(one_of_two(paper{}));

}  // namespace

BOOST_AUTO_TEST_CASE(products_and_sums) {
  BOOST_TEST(the_three_forms(at_run_time));
  BOOST_TEST(shared_products_stay(at_run_time));
  BOOST_TEST(one_of_two(at_run_time));
}

BOOST_AUTO_TEST_SUITE_END()
