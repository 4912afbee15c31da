// SPDX-License-Identifier: Apache-2.0
#include <calx/calculus/gradient.hpp>
#include <calx/evaluate/function.hpp>
#include <calx/expression/constant.hpp>
#include <calx/expression/functions.hpp>
#include <calx/expression/trace.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <cmath>
#include <type_traits>
#include <vector>

BOOST_AUTO_TEST_SUITE(functions_of_positions)

namespace {

using namespace calx::literals;

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;
constexpr auto v = calx::vec<"v", 2>;

constexpr bool positions() {
  constexpr auto f = calx::function(x - 2 * y, y, x);
  constexpr auto g = calx::function(gradient(x * y, x, y), x, y);
  constexpr auto h = calx::function(calx::trace<[](auto const& p, auto const& k) { return p[0] * k + p[1]; }>(v, x), v, x);
  static_assert(std::is_same_v<decltype(f(1.0f, 2.0f)), float>);
  return f(1.0, 5.0) == 3.0 && f(1, 5) == 3.0 && g(3.0, 4.0) == std::array{4.0, 3.0} && h(std::array{2.0, 3.0}, 10) == 23.0 &&
         calx::function(3 * x, x, y)(2.0, 99.0) == 6.0 && f(x, y)(x = 1.0, y = 5.0) == 3.0;
}
static_assert(positions());

// As written: in the order and with the operations that the user spelled. 1e16 + 1 - 1e16 is 0 then, and 1 otherwise.
constexpr bool as_it_was_written() {
  constexpr auto sum = (x + 1_c) - x;
  constexpr auto tower = (x * y) / y;
  return as_written(sum)(x = 1e16) == 0.0 && sum(x = 1e16) == 1.0 && as_written(tower)(x = 3.0, y = 7.0) == 3.0 &&
         as_written(2 * x + 1)(x = 3.0) == 7.0 && as_written(calx::pow<3>(x))(x = -2.0) == -8.0 &&
         as_written(where(x > 0, x, -x))(x = -2.0) == 2.0;
}
static_assert(as_it_was_written());
static_assert(std::is_empty_v<decltype(as_written(sin(x)))> && sizeof(as_written(2 * x)) == sizeof(double));

}  // namespace

BOOST_AUTO_TEST_CASE(checked) {
  BOOST_TEST(positions());
  BOOST_TEST(as_it_was_written());
}

BOOST_AUTO_TEST_CASE(outlives_its_arguments) {
  auto const f = [] {
    double const k = 2.5;
    return calx::function(k * x, x);
  }();
  std::vector<double> values;
  for (int i = 0; i < 3; ++i) values.push_back(f(i));
  BOOST_TEST(values == (std::vector<double>{0, 2.5, 5}), boost::test_tools::per_element());
}

// Optimised and as written agree to rounding where nothing cancels.
BOOST_AUTO_TEST_CASE(agree_to_rounding) {
  constexpr auto f = sin(x) * exp(-y * y) + calx::pow<5>(x) / (1 + x * x) - 3 * x * y / 7 + (x + y) * (x + y);
  for (double a = 0.1; a < 3; a += 0.31)
    for (double b = 0.1; b < 2; b += 0.23) {
      double const exact = static_cast<double>(f(x = static_cast<long double>(a), y = static_cast<long double>(b)));
      BOOST_TEST(std::abs(f(x = a, y = b) - exact) < 1e-14 * (1 + std::abs(exact)));
      BOOST_TEST(std::abs(as_written(f)(x = a, y = b) - exact) < 1e-14 * (1 + std::abs(exact)));
    }
}

BOOST_AUTO_TEST_SUITE_END()
