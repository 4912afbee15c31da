// SPDX-License-Identifier: Apache-2.0
// What a user sees of the passes against cancellation and overflow; transform/accuracy.cpp has the table of all forms.
#include <calx/core.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>

BOOST_AUTO_TEST_SUITE(accuracy_of_evaluation)

namespace {

using namespace calx::literals;

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;

// In constant expressions, in any type; a bare 1 is as good for log and exp. As written the value is lost.
template <class Real> constexpr bool small_values(Real tiny) {
  return log(1_c + x)(x = tiny) == tiny && log(1 + x)(x = tiny) == tiny && (exp(x) - 1_c)(x = tiny) == tiny &&
         (1 - exp(-x))(x = tiny) == tiny && as_written(log(1_c + x))(x = tiny) == 0 &&
         as_written(exp(x) - 1_c)(x = tiny) == 0 && derivative(exp(x) - 1_c, x)(x = tiny) == 1;
}
static_assert(small_values(1e-20) && small_values(1e-20f) && small_values(1e-25L));

constexpr bool large_values(double large) {
  return log(1 + exp(x))(x = large) == large && log(exp(x) + exp(y))(x = large, y = -large) == large &&
         derivative(log(1 + exp(x)), x)(x = large) == 1 && derivative(1 / (1 + exp(-x)), x)(x = -large) == 0 &&
         gradient(log(exp(x) + exp(y)), x, y)(x = large, y = large)[0] == 0.5 &&
         derivative<2>(log(1 + exp(x)), x)(x = large) == 0;
}
static_assert(large_values(1000));

// Another number than 1 is taken as it is.
constexpr bool other_numbers(double c) {
  return log(c + x)(x = 0.0) == calx::elementary::log(c) && (exp(x) - c)(x = 0.0) == 1 - c;
}
static_assert(other_numbers(1e-20) && other_numbers(0.75));

// Proofs and text see the function as it was written.
static_assert(to_string(log(1_c + x)).view() == "log(x + 1)" && to_string(1_c - cos(x)).view() == "1 - cos(x)");
static_assert(to_string(derivative(x * log(1_c + x), x)).view() == "log(x + 1) + x/(x + 1)");
static_assert(derivative<2>(hypot(x, y), x) == derivative<2>(sqrt(x * x + y * y), x));
static_assert(derivative<2>(sigmoid(x), x) == derivative<2>(1_c / (1_c + exp(-x)), x));
static_assert(derivative<2>(asin(x), x) == x / (sqrt(1_c - x * x) * (1_c - x * x)));

}  // namespace

BOOST_AUTO_TEST_CASE(checked) {
  BOOST_TEST(small_values(1e-20));
  BOOST_TEST(small_values(1e-20f));
  BOOST_TEST(large_values(1000));
  BOOST_TEST(other_numbers(1e-20));
}

// Second derivatives that used to cancel: by mpmath at 40 digits.
BOOST_AUTO_TEST_CASE(second_derivatives) {
  auto const near = boost::test_tools::tolerance(1e-15);
  BOOST_TEST(derivative<2>(asin(x), x)(x = 1e-9) == 1e-9, near);
  BOOST_TEST(derivative<2>(atanh(x), x)(x = 1e-9) == 2e-9, near);
  BOOST_TEST(derivative<2>(asin(x), x)(x = 1 - 0x1p-40) == 4.0761930704155676e17, near);
  BOOST_TEST(derivative<2>(sigmoid(x), x)(x = 1e-9) == -1.25e-10, near);
  BOOST_TEST(derivative<2>(hypot(x, y), x)(x = 1e5, y = 0.7) == 4.8999999996398499e-16, near);
  BOOST_TEST(derivative<3>(hypot(x, y), x)(x = 0.3, y = 0.7) == -1.7213477078221655, near);
}

BOOST_AUTO_TEST_SUITE_END()
