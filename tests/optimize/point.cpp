// SPDX-License-Identifier: Apache-2.0
#include <calx/expression/variable.hpp>
#include <calx/optimize/point.hpp>

#include <boost/test/unit_test.hpp>

namespace {

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;
using x_type = std::remove_const_t<decltype(x)>;
using y_type = std::remove_const_t<decltype(y)>;

constexpr bool a_point_keeps_order_and_values() {
  auto const p = at(y = 2.0, x = 1);
  return p.size() == 2 && boost::hana::at_c<0>(p.bindings).value() == 2.0 && boost::hana::at_c<1>(p.bindings).value() == 1;
}
static_assert(a_point_keeps_order_and_values());
static_assert(calx::position_of<y_type, x_type, y_type>() == 1);
static_assert(calx::position_of<y_type, x_type>() == -1);

}  // namespace

BOOST_AUTO_TEST_SUITE(point)

BOOST_AUTO_TEST_CASE(order_and_values) {
  BOOST_TEST(a_point_keeps_order_and_values());
  double k = 3;
  auto const p = at(x = k);
  k = 4;  // a number is held by value
  BOOST_TEST(boost::hana::at_c<0>(p.bindings).value() == 3.0);
}

BOOST_AUTO_TEST_SUITE_END()
