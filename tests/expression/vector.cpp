// SPDX-License-Identifier: Apache-2.0
#include <calx/calculus/derivative.hpp>
#include <calx/calculus/gradient.hpp>
#include <calx/calculus/operations.hpp>
#include <calx/calculus/prove.hpp>
#include <calx/evaluate/columns.hpp>
#include <calx/evaluate/evaluate.hpp>
#include <calx/expression/trace.hpp>
#include <calx/expression/vector.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <cmath>
#include <type_traits>
#include <vector>

BOOST_AUTO_TEST_SUITE(vectors_of_expressions)

namespace {

using namespace calx::literals;

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;
constexpr auto v = calx::vec<"v", 3>;

// --- evaluation
// ---------------------------------------------------------------------------------------------------------------
constexpr bool values() {
  constexpr auto r = vector(x + y, x * y, 7_c, x)(x = 2.0, y = 3.0);
  static_assert(std::is_same_v<decltype(r), std::array<double, 4> const>);
  return r == std::array{5.0, 6.0, 7.0, 2.0} && calx::vector(x * x)(x = 3.0) == std::array{9.0} &&
         calx::vector(1, 2.5)() == std::array{1.0, 2.5} && vector(x, x)(x = 4.0) == std::array{4.0, 4.0};
}
static_assert(values());

constexpr bool number_types() {
  constexpr auto f = vector(x / 3_c, x * x);
  static_assert(std::is_same_v<decltype(f(x = 1.0f)), std::array<float, 2>> &&
                std::is_same_v<decltype(f(x = 1.0L)), std::array<long double, 2>> &&
                std::is_same_v<decltype(f(x = calx::rational(1))), std::array<calx::rational, 2>>);
  return f(x = calx::rational(2)) == std::array{calx::rational(2, 3), calx::rational(4)} && f(x = 1.0f)[0] == 1.0f / 3;
}
static_assert(number_types());

static_assert(vector(x, y).size() == 2 && calx::vector_valued<decltype(vector(x, y))> &&
              !calx::vector_valued<decltype(x + y)> && !calx::vector_valued<decltype(v)>);
static_assert(std::is_empty_v<decltype(vector(sin(x), cos(y), 2_c))>, "no captures, nothing stored");
static_assert(operations(vector(exp(x * y), exp(x* y) + 1)) < operations(exp(x * y)) + operations(exp(x * y) + 1),
              "one schedule: what both need is computed once");

// --- elements
// -----------------------------------------------------------------------------------------------------------------
constexpr bool elements() {
  constexpr auto f = vector(sin(x), x * y, 3_c);
  return get<0>(f) == sin(x) && get<1>(f) == y * x && get<2>(f) == 3 && !(get<0>(f) == get<1>(f)) &&
         derivative(get<1>(f), x) == y && get<0>(f) + get<2>(f) == 3 + sin(x);
}
static_assert(elements());

// Each element has its own captured numbers, wherever it stands.
constexpr bool captures_are_carried() {
  constexpr auto make = [](double a, double b, double c) { return calx::vector(a * x, y, b * x + c * y, a); };
  constexpr auto f = make(2, 3, 5);
  static_assert(std::is_same_v<decltype(f), decltype(make(7, 11, 13)) const> && sizeof(f) == 4 * sizeof(double));
  return f(x = 1.0, y = 10.0) == std::array{2.0, 10.0, 53.0, 2.0} &&
         make(7, 11, 13)(x = 1.0, y = 1.0) == std::array{7.0, 1.0, 24.0, 7.0} && get<0>(f) == 2 * x && get<1>(f) == y &&
         get<2>(f) == 3 * x + 5 * y && get<3>(f) == 2 && get<2>(make(1, 1, 1)) == x + y && get<2>(f)(x = 1.0, y = 1.0) == 8.0;
}
static_assert(captures_are_carried());

// --- as an argument
// -----------------------------------------------------------------------------------------------------------
constexpr auto dot = calx::trace<[](auto const& p, auto const& q) {
  auto sum = p[0] * q[0];
  for (std::size_t i = 1; i < p.size(); ++i) sum = sum + p[i] * q[i];
  return sum;
}>;
constexpr bool arguments_of_traces() {
  return dot(calx::vector(x, y), calx::vector(1, 2)) == x + 2 * y && dot(calx::vector(x, y), calx::vector(y, x)) == 2 * x * y &&
         dot(v, calx::vector(1, x, sin(y)))(v = std::array{1.0, 2.0, 3.0}, x = 5.0, y = 0.0) == 11.0 &&
         dot(calx::vector(3 * x, 2), calx::vector(y, 4 * x)) == 3 * x * y + 8 * x &&
         derivative(dot(calx::vector(x, x * x), calx::vector(sin(x), 1)), x) == sin(x) + x * cos(x) + 2 * x;
}
static_assert(arguments_of_traces());

// In place of a vec.
constexpr bool substitution() {
  constexpr auto norm = dot(v, v);
  return norm(v = calx::vector(x, y, 2)) == x * x + y * y + 4 && norm(v = calx::vector(x, y, 2))(x = 1.0, y = 2.0) == 9.0 &&
         norm(v = calx::vector(1, 2, 3)) == 14;
}
static_assert(substitution());

// --- columns inside
// -----------------------------------------------------------------------------------------------------------
constexpr auto t = calx::column<"t">;

}  // namespace

BOOST_AUTO_TEST_CASE(checked) {
  BOOST_TEST(values());
  BOOST_TEST(number_types());
  BOOST_TEST(elements());
  BOOST_TEST(captures_are_carried());
  BOOST_TEST(arguments_of_traces());
  BOOST_TEST(substitution());
}

BOOST_AUTO_TEST_CASE(numbers_known_at_run_time) {
  double volatile opaque = 1.5;
  double const a = opaque, b = a + 1;
  auto const f = calx::vector(a * x, exp(b * y), a);
  auto const r = f(x = 2.0, y = 0.0);
  BOOST_TEST(r[0] == 3.0);
  BOOST_TEST(r[1] == 1.0);
  BOOST_TEST(r[2] == 1.5);
  BOOST_TEST(get<1>(f)(y = 1.0) == std::exp(2.5), boost::test_tools::tolerance(1e-15));
}

// One array for each row, as with gradients.
BOOST_AUTO_TEST_CASE(columns_inside) {
  std::vector<double> const times{1, 2, 3, 4};
  auto const f = calx::vector(x * t, y, 2 * t + dot(calx::vector(x, t), calx::vector(t, y)));
  auto const r = f(x = 2.0, y = 0.5, t = times);
  static_assert(std::is_same_v<decltype(r), std::vector<std::array<double, 3>> const>);
  BOOST_REQUIRE(r.size() == 4);
  for (std::size_t i = 0; i < 4; ++i) BOOST_CHECK((r[i] == std::array{2 * times[i], 0.5, 4.5 * times[i]}));
  BOOST_TEST(f(x = 2.0, y = 0.5, t = std::vector<double>{}).empty());
}

BOOST_AUTO_TEST_SUITE_END()
