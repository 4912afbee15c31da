// SPDX-License-Identifier: Apache-2.0
#include <calx/op/leaf.hpp>

#include "../row_check.hpp"

#include <boost/test/unit_test.hpp>

#include <cmath>

BOOST_AUTO_TEST_SUITE(leaf_rows)

namespace {

using namespace calx_test;
using enum calx::opcode;

// pi and e are the nearest numbers of their type: rounding down again changes nothing.
constexpr bool numbers_of_their_own(double scale) {
  return scale * value_at<double>(pi, {}) == 3.14159265358979323846264338327950288 &&
         scale * value_at<double>(e, {}) == 2.71828182845904523536028747135266250 &&
         value_at<float>(pi, {}) == 3.14159265358979323846264338327950288f &&
         value_at<long double>(e, {}) == 2.71828182845904523536028747135266250L;
}
static_assert(numbers_of_their_own(1));

constexpr bool leaves_have_no_derivative(int first) {
  for (calx::opcode const operation : {input, captured, constant, pi, e}) {
    calx::builder b;
    (void)b.constant(calx::number(calx::rational(first)));
    calx::node_id const leaf = b.intern({operation, {calx::no_node, calx::no_node, calx::no_node}, 0, {}});
    calx::maker make(b);
    if (calx::facts_of(operation).arity != 0 || calx::facts_of(operation).derivative(make, leaf, {})[0] != calx::no_node)
      return false;
  }
  return calx::facts_of(element).arity == 1;
}
static_assert(leaves_have_no_derivative(0));

}  // namespace

BOOST_AUTO_TEST_CASE(leaves) {
  BOOST_TEST(numbers_of_their_own(1));
  BOOST_TEST(leaves_have_no_derivative(0));
  BOOST_TEST(std::fabs(std::sin(value_at<long double>(pi, {}))) < 1e-18L);
  BOOST_TEST(std::fabs(std::log(value_at<long double>(e, {})) - 1) < 1e-18L);
}

BOOST_AUTO_TEST_SUITE_END()
