// SPDX-License-Identifier: Apache-2.0
#include <calx/calculus/hessian.hpp>
#include <calx/calculus/prove.hpp>
#include <calx/expression/trace.hpp>
#include <calx/expression/variable.hpp>
#include <calx/transform/canonical.hpp>
#include <calx/transform/expand.hpp>
#include <calx/transform/reverse.hpp>
#include <calx/transform/second_order.hpp>

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(edge_pushing)

namespace {

using calx::buffer;
using calx::node_id;
using calx::opcode;

// The Hessian of what `write` makes of x0, x1, x2, as second_order has it and by forward over reverse: equal, entry by entry,
// and the gradients, too.
template <class Write> constexpr bool agrees(Write write) {
  calx::builder b;
  calx::maker g(b);
  buffer<node_id> inputs;
  for (int i = 0; i < 3; ++i) inputs.push(b.input(i));
  node_id const f = write(g, inputs);
  buffer<node_id> gradient, hessian;
  if (!calx::second_order(g, f, inputs, gradient, hessian)) return false;
  buffer<node_id> const adjoints = calx::reverse(g, f, inputs);
  int const end = b.size();
  for (int i = 0; i < 3; ++i) {
    b.output(gradient[i]);
    b.output(adjoints[i]);
  }
  for (int j = 0; j < 3; ++j) {
    buffer<node_id> const tangents = calx::forward(g, end, inputs[j]);
    for (int i = 0; i < 3; ++i) {
      b.output(hessian[3 * i + j]);
      node_id const expected = tangents[adjoints[i]];
      b.output(expected == calx::no_node ? g.zero() : expected);
    }
  }
  calx::graph const all = calx::expand(b.view());
  for (int k = 0; k < all.outputs.size(); k += 2)
    if (!calx::proves_equal(all.view(), k, k + 1)) return false;
  return true;
}

constexpr bool products_and_powers() {
  return agrees([](calx::maker& g, auto const& x) { return g.multiply(x[0], g.multiply(x[1], x[2])); }) &&
         agrees([](calx::maker& g, auto const& x) { return g.multiply(g.power(x[0], 3), g.power(x[1], -2)); }) &&
         agrees([](calx::maker& g, auto const& x) { return g.divide(g.multiply(x[0], x[1]), g.add(x[1], x[2])); }) &&
         agrees([](calx::maker& g, auto const& x) { return g.power(g.subtract(g.multiply(x[0], x[0]), x[1]), 2); });
}
static_assert(products_and_powers());

constexpr bool functions() {
  return agrees([](calx::maker& g, auto const& x) {
           return g.multiply(g.apply(opcode::sin, g.multiply(x[0], x[1])), g.apply(opcode::exp, g.negate(x[2])));
         }) &&
         agrees([](calx::maker& g, auto const& x) { return g.apply(opcode::log, g.add(g.multiply(x[0], x[1]), x[2])); }) &&
         agrees([](calx::maker& g, auto const& x) { return g.pow(g.apply(opcode::exp, x[0]), g.multiply(x[1], x[2])); }) &&
         agrees([](calx::maker& g, auto const& x) { return g.apply(opcode::square_root, g.add(g.power(x[0], 2), x[1])); });
}
static_assert(functions());

// A variable that is older or younger than what it meets, an operand that stands twice, an output that is a variable.
constexpr bool awkward_shapes() {
  return agrees([](calx::maker& g, auto const& x) {
           node_id const s = g.apply(opcode::sin, x[0]);
           return g.graph().apply(opcode::multiply, s, s);
         }) &&
         agrees([](calx::maker&, auto const& x) { return x[1]; }) && agrees([](calx::maker& g, auto const& x) {
           node_id const late = g.multiply(g.apply(opcode::cos, x[2]), x[2]);
           return g.add(g.multiply(late, x[0]), g.multiply(late, late));
         });
}
static_assert(awkward_shapes());

// A choice between branches is left to forward over reverse.
constexpr bool choices_are_refused() {
  calx::builder b;
  calx::maker g(b);
  buffer<node_id> inputs, gradient, hessian;
  inputs.push(b.input(0));
  node_id const f = g.where(g.apply(opcode::less, inputs[0], g.zero()), g.power(inputs[0], 2), inputs[0]);
  return !calx::second_order(g, f, inputs, gradient, hessian);
}
static_assert(choices_are_refused());

// More than eight variables: the verb takes this way.
constexpr bool the_verb_uses_it() {
  constexpr auto v = calx::vec<"v", 10>;
  constexpr auto f = calx::trace<[](auto const& p) {
    auto sum = p[0] * p[9];
    for (std::size_t i = 0; i + 1 < 10; ++i) sum = sum + p[i] * p[i] * p[i + 1];
    return sum;
  }>(v);
  constexpr auto h = hessian(f, v);
  return get<0, 9>(h) == 1 && get<3, 3>(h) == 2 * v[calx::constant<4>] && get<3, 4>(h) == 2 * v[calx::constant<3>] &&
         get<4, 3>(h) == get<3, 4>(h) && get<2, 7>(h) == 0;
}
static_assert(the_verb_uses_it());

}  // namespace

BOOST_AUTO_TEST_CASE(checked) {
  BOOST_TEST(products_and_powers());
  BOOST_TEST(functions());
  BOOST_TEST(awkward_shapes());
  BOOST_TEST(choices_are_refused());
  BOOST_TEST(the_verb_uses_it());
}

BOOST_AUTO_TEST_SUITE_END()
