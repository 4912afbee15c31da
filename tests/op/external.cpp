// SPDX-License-Identifier: Apache-2.0
// Rows of functions of one's own: partial derivatives, as forward and reverse mode get them.
#include <calx/op/external.hpp>

#include "../graph_interpreter.hpp"

#include <boost/test/unit_test.hpp>

#include <array>

BOOST_AUTO_TEST_SUITE(external_rows)

namespace {

using namespace calx_test;
using calx::no_node;

// d f / d argument `which`, as w times the partial of the node's operands; for the first of three through the node that names
// it.
constexpr double partial_of(external_function const& f, int which, std::array<double, 3> const& at) {
  calx::builder b;
  calx::maker make(b);
  node_id const x[] = {b.input(0), b.input(1), b.input(2)}, self = calx::call_external(b, f, x), w = make.one();
  node_id partial = calx::times_partial(make, self, f.arity == 3 ? which : which + 1, w);
  if (f.arity == 3 && which == 0) partial = calx::times_partial(make, b[self].operands[0], 1, partial);
  if (partial == no_node) return 0;
  b.output(partial);
  return output_of(b.view(), arguments<double>{at[0], at[1], at[2]});
}
constexpr bool partials_are_right(std::array<double, 3> const& at) {
  auto const [x, y, z] = at;
  double const square = 1 + x * x;
  return partial_of(bump, 0, at) == -2 * (x * (1 / square * (1 / square))) && partial_of(tilt, 0, at) == y &&
         partial_of(tilt, 1, at) == x + y && partial_of(blend, 0, at) == 1 - z && partial_of(blend, 1, at) == z &&
         partial_of(blend, 2, at) == y - x;
}
static_assert(partials_are_right({2, 3, 5}) && partials_are_right({0, 0, 0}) && partials_are_right({-0.5, 1e10, 7}));

// The function itself, operand 0, has no derivative; one that vanishes is no_node.
constexpr node_id nothing(calx::maker& g, node_id const*, int) { return g.zero(); }
constexpr external_function step{"step", 1, &nothing};
constexpr bool zeros_are_structural(int input) {
  calx::builder b;
  calx::maker make(b);
  node_id const x[] = {b.input(input)};
  node_id const zero = calx::call_external(b, step, x), sloped = calx::call_external(b, bump, x), w = make.one();
  return calx::times_partial(make, zero, 1, w) == no_node && calx::times_partial(make, sloped, 1, w) != no_node &&
         calx::times_partial(make, sloped, 0, w) == no_node;
}
static_assert(zeros_are_structural(0));

constexpr bool names(int input) {
  calx::builder b;
  node_id const x[] = {b.input(input), b.input(1), b.input(2)};
  node_id const sine = b.apply(calx::opcode::sin, x[0]);
  for (external_function const* f : externals) {
    node_id const call = calx::call_external(b, *f, x);
    if (calx::name_of(b.view(), b[call]) != f->name) return false;
  }
  return calx::name_of(b.view(), b[sine]) == "sin";
}
static_assert(names(0));

}  // namespace

BOOST_AUTO_TEST_CASE(partial_derivatives) {
  BOOST_TEST(partials_are_right({2, 3, 5}));
  BOOST_TEST(zeros_are_structural(0));
  BOOST_TEST(names(0));
}

BOOST_AUTO_TEST_SUITE_END()
