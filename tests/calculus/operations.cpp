// SPDX-License-Identifier: Apache-2.0
#include <calx/calculus/derivative.hpp>
#include <calx/calculus/gradient.hpp>
#include <calx/calculus/operations.hpp>
#include <calx/expression/constant.hpp>
#include <calx/expression/trace.hpp>

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(operation_counts)

namespace {

using namespace calx::literals;

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;

constexpr bool each_counts_once() {
  return operations(x) == 0 && operations(3_c) == 0 && operations(x + y) == 1 && operations(sin(x)) == 1 &&
         operations(x * y + x * y) == 2 && operations(sin(x) + sin(x) * y) == 3 && operations(where(x < y, x, y)) == 2;
}
static_assert(each_counts_once());

// Whole powers cost their multiplications, and lower powers of one base are shared.
constexpr bool powers() {
  return operations(pow<2>(x)) == 1 && operations(pow<3>(x)) == 2 && operations(pow<4>(x)) == 2 && operations(pow<8>(x)) == 3 &&
         operations(pow<-1>(x)) == 1 && operations(pow<2>(x) + pow<3>(x)) == 3;
}
static_assert(powers());

// Constants fold, captured numbers are known only to the object.
constexpr bool constants() {
  return operations(2_c * 3_c + x) == 1 && operations(2 * x + 3 * x) == 3 && operations(2_c * x + 3_c * x) == 1;
}
static_assert(constants());

constexpr bool bundles() {
  constexpr auto f = sin(x) * exp(-y * y);
  return operations(f) == 5 && operations(gradient(f, x, y)) <= 4 * operations(f) &&
         operations(value_and_gradient(f, x, y)) < operations(f) + operations(gradient(f, x, y)) &&
         operations(gradient(x + y, x, y)) == 0 && operations(derivative(f, x)) <= 5;
}
static_assert(bundles());

}  // namespace

BOOST_AUTO_TEST_CASE(checked) {
  BOOST_TEST(each_counts_once());
  BOOST_TEST(powers());
  BOOST_TEST(constants());
  BOOST_TEST(bundles());
}

BOOST_AUTO_TEST_SUITE_END()
