// SPDX-License-Identifier: Apache-2.0
#include <calx/expression/constant.hpp>

#include <boost/test/unit_test.hpp>

#include <type_traits>

BOOST_AUTO_TEST_SUITE(constants)

namespace {

using namespace calx::literals;
using calx::rational;

template <class E> constexpr rational value(E) { return E::value(); }

constexpr bool literals() {
  return value(3_c) == rational(3) && value(0_c) == rational(0) && value(0.25_c) == rational(1, 4) &&
         value(0.1_c) == rational(1, 10) && value(1e-3_c) == rational(1, 1000) && value(1e3_c) == rational(1000) &&
         value(2.5e+2_c) == rational(250) && value(1'000_c) == rational(1000) && value(1.000'5_c) == rational(2001, 2000) &&
         value(12.5E-1_c) == rational(5, 4) && value(.5_c) == rational(1, 2) && value(5._c) == rational(5) &&
         value(9223372036854775807_c) == rational(9223372036854775807) && value(1e-18_c) == rational(1, 1000000000000000000) &&
         value(0e50_c) == rational(0);
}
static_assert(literals());

constexpr bool fractions() {
  return value(calx::constant<1, 3>) == rational(1, 3) && value(calx::constant<-2, 6>) == rational(-1, 3) &&
         value(calx::constant<3, -6>) == rational(-1, 2) && value(calx::constant<7>) == rational(7);
}
static_assert(fractions());

static_assert(std::is_same_v<decltype(0.5_c), decltype(0.50_c)>, "the value is the type, not its spelling");
static_assert(!std::is_same_v<decltype(0.1_c), decltype(0.2_c)>);
static_assert(std::is_empty_v<decltype(3_c)> && std::is_empty_v<std::remove_const_t<decltype(calx::pi)>>);
static_assert(calx::expression<decltype(3_c)> && calx::expression<decltype(calx::e)>);
static_assert(!std::is_same_v<decltype(calx::pi), decltype(calx::e)>);
static_assert(calx::record_of<decltype(3_c)>.captures == 0);

}  // namespace

BOOST_AUTO_TEST_CASE(checked) {
  BOOST_TEST(literals());
  BOOST_TEST(fractions());
}

BOOST_AUTO_TEST_SUITE_END()
