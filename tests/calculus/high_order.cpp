// SPDX-License-Identifier: Apache-2.0
// Mixed derivatives of high order by series, against closed forms and against formulas where those are short enough.
#include <calx/calculus/high_order.hpp>

#include <calx/core.hpp>

#include <boost/multiprecision/cpp_bin_float.hpp>
#include <boost/test/unit_test.hpp>

#include <cmath>

namespace {

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;

constexpr auto f = exp(2 * x) * sin(y);
constexpr auto high = derivative<7>(derivative<8>(f, x), y);  // 72 terms
static_assert(requires { high.evaluated(); });
static_assert(derivative<3>(derivative<2>(f, x), y) == -4 * exp(2 * x) * cos(y));
// The formula is there where one asks for it; a variable that is met again adds up.
static_assert(derivative<4>(derivative<6>(derivative<4>(x * y, x), y), x) == 0);

}  // namespace

BOOST_AUTO_TEST_SUITE(high_order)

BOOST_AUTO_TEST_CASE(closed_form) {
  double const expected = -256 * std::exp(0.6) * std::cos(0.4);
  BOOST_TEST(high(x = 0.3, y = 0.4) == expected, boost::test_tools::tolerance(1e-13));
  using many_digits = boost::multiprecision::cpp_bin_float_50;
  many_digits const a(0.3), b(0.4), got = high(x = a, y = b), wanted = -256 * exp(2 * a) * cos(b);
  BOOST_TEST((abs(got - wanted) < abs(wanted) * many_digits("1e-45")));
  BOOST_TEST(derivative<40>(sin(2 * x), x)(x = 0.5) == std::ldexp(std::sin(1.0), 40), boost::test_tools::tolerance(1e-13));
}

BOOST_AUTO_TEST_SUITE_END()
