// SPDX-License-Identifier: Apache-2.0
#include <calx/calculus/derivative.hpp>
#include <calx/calculus/gradient.hpp>
#include <calx/calculus/operations.hpp>
#include <calx/calculus/prove.hpp>
#include <calx/evaluate/evaluate.hpp>
#include <calx/expression/fixed.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <cmath>
#include <tuple>
#include <type_traits>

BOOST_AUTO_TEST_SUITE(gradients)

namespace {

using namespace calx::literals;

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;
constexpr auto z = calx::var<"z">;
constexpr auto v = calx::vec<"v", 3>;
constexpr auto f = sin(x) * exp(-y * y) + pow<3>(x);

constexpr auto norm = calx::trace<[](auto const& p) { return sqrt(p[0] * p[0] + p[1] * p[1] + p[2] * p[2]); }>;
constexpr auto spring =
    calx::trace<[](auto const& k, auto const& p) { return k * (p[0] - p[1]) * (p[0] - p[1]) / 2 + p[2] * p[2]; }>;

// --- partial derivatives as expressions -------------------------------------------------------------------------------------
constexpr bool partials() {
  constexpr auto g = gradient(f, x, y);
  return g.size() == 2 && get<0>(g) == cos(x) * exp(-y * y) + 3 * x * x && get<1>(g) == -2 * y * sin(x) * exp(-y * y) &&
         get<0>(g) == derivative(f, x) && get<1>(g) == derivative(f, y) && !(get<0>(g) == get<1>(g)) &&
         get<0>(gradient(f, y, x)) == derivative(f, y) && get<0>(gradient(f, z)) == 0 &&
         get<1>(gradient(f, z, x)) == derivative(f, x);
}
static_assert(partials());

// Forward mode and reverse mode find the same function.
constexpr bool forward_is_reverse() {
  constexpr auto h = atan2(y, x) * log1p(x * x) + where(x < y, tanh(x * y), 1 / (1 + z * z)) + hypot(x, z);
  constexpr auto g = gradient(h, x, y, z);
  return get<0>(g) == derivative(h, x) && get<1>(g) == derivative(h, y) && get<2>(g) == derivative(h, z);
}
static_assert(forward_is_reverse());

// A partial derivative is an expression: it differentiates, substitutes and adds.
static_assert(derivative(get<0>(gradient(f, x, y)), y) == derivative(get<1>(gradient(f, x, y)), x));
static_assert(get<0>(gradient(x * y, x, y)) + get<1>(gradient(x * y, x, y)) == x + y);
static_assert(get<0>(gradient(x * y, x, y))(y = sin(z)) == sin(z));

// --- values
// -------------------------------------------------------------------------------------------------------------------
constexpr bool scalars_make_an_array() {
  constexpr auto g = gradient(x * y * y + z, z, x, y)(x = 3.0, y = 2.0, z = 1.0);
  static_assert(std::is_same_v<decltype(g), std::array<double, 3> const>);
  return g[0] == 1.0 && g[1] == 4.0 && g[2] == 12.0;
}
static_assert(scalars_make_an_array());

constexpr bool a_vector_makes_its_array() {
  constexpr auto g = gradient(norm(v), v)(v = std::array{2.0, 3.0, 6.0});
  static_assert(std::is_same_v<decltype(g), std::array<double, 3> const>);
  constexpr auto last = gradient(norm(v), v)(v = std::array{0.0, 0.0, 5.0});
  return g[0] == 2.0 / 7 && g[1] == 3.0 / 7 && g[2] == 6.0 / 7 && last[0] == 0.0 && last[2] == 1.0;
}
static_assert(a_vector_makes_its_array());

constexpr bool a_mixture_makes_a_tuple() {
  constexpr auto g = gradient(spring(x, v) + y, y, v, x)(x = 4.0, y = 7.0, v = std::array{5.0, 2.0, 0.5});
  static_assert(std::is_same_v<decltype(g), std::tuple<double, std::array<double, 3>, double> const>);
  return std::get<0>(g) == 1.0 && std::get<1>(g) == std::array{12.0, -12.0, 1.0} && std::get<2>(g) == 4.5;
}
static_assert(a_mixture_makes_a_tuple());

constexpr bool two_vectors() {
  constexpr auto w = calx::vec<"w", 2>;
  constexpr auto first_times_second = calx::trace<[](auto const& a, auto const& b) { return a[0] * b[1]; }>;
  constexpr auto g = gradient(first_times_second(v, w), v, w)(v = std::array{2.0, 9.0, 9.0}, w = std::array{9.0, 3.0});
  return std::get<0>(g) == std::array{3.0, 0.0, 0.0} && std::get<1>(g) == std::array{0.0, 2.0};
}
static_assert(two_vectors());

constexpr bool with_the_value() {
  constexpr auto r = value_and_gradient(x * y, x, y)(x = 3.0, y = 5.0);
  auto const [value, slope] = r;
  constexpr auto m = value_and_gradient(spring(x, v), v, x)(x = 4.0, v = std::array{5.0, 2.0, 0.5});
  return value == 15.0 && slope == std::array{5.0, 3.0} && m.value == 18.25 && std::get<0>(m.gradient)[0] == 12.0 &&
         std::get<1>(m.gradient) == 4.5;
}
static_assert(with_the_value());

constexpr bool other_numbers() {
  constexpr auto exactly = gradient(x / y, x, y)(x = calx::rational(1), y = calx::rational(3));
  static_assert(std::is_same_v<decltype(gradient(f, x, y)(x = 1.0f, y = 2.0f)), std::array<float, 2>>);
  static_assert(std::is_same_v<decltype(value_and_gradient(f, x)(x = 1.0L, y = 2.0L).value), long double>);
  return exactly[0] == calx::rational(1, 3) && exactly[1] == calx::rational(-1, 9);
}
static_assert(other_numbers());

// --- captures
// --------------------------------------------------------------------------------------------------------------------
constexpr auto scaled = [](double a, double b) { return a * x * x + b * y; };
constexpr bool captures_are_carried() {
  constexpr auto one = gradient(scaled(2, 3), x, y);
  constexpr auto two = gradient(scaled(4, 5), x, y);
  static_assert(std::is_same_v<decltype(one), decltype(two)>);
  return one(x = 1.0, y = 0.0) == std::array{4.0, 3.0} && two(x = 1.0, y = 0.0) == std::array{8.0, 5.0} &&
         get<0>(one) == 4 * x && get<0>(two) == 8 * x && get<1>(two) == 5 && !(get<1>(two) == 3);
}
static_assert(captures_are_carried());

// --- the branch not taken
// ----------------------------------------------------------------------------------------------------------- Its derivative
// may be infinite or NaN, and must not matter.
constexpr bool branch_not_taken() {
  constexpr auto root = where(x > 0, sqrt(x), 0_c);
  constexpr auto chain = sin(where(x > 0, log(x) * y, x)) + where(x > 0, sqrt(x), y * y);
  return gradient(root, x)(x = -1.0)[0] == 0.0 && gradient(root, x)(x = 4.0)[0] == 0.25 &&
         gradient(root, x)(x = 0.0)[0] == 0.0 && gradient(chain, x, y)(x = 0.0, y = 3.0) == std::array{1.0, 6.0};
}
static_assert(branch_not_taken());

// --- cost: a small multiple of the function, however many variables
// --------------------------------------------------------------------
constexpr auto a = calx::vec<"a", 10>;
constexpr auto product = calx::trace<[](auto const& p) {
  auto result = p[0];
  for (std::size_t i = 1; i < p.size(); ++i) result *= p[i];
  return result;
}>;
static_assert(operations(product(a)) == 9);
static_assert(operations(value_and_gradient(product(a), a)) <= 30);
static_assert(operations(gradient(product(a), a)) <= 30);

constexpr auto big = calx::vec<"b", 40>;
constexpr auto chained = calx::trace<[](auto const& p) {
  auto sum = 0 * p[0];
  for (std::size_t i = 0; i + 1 < p.size(); ++i) sum += sin(p[i]) * exp(p[i + 1]);
  return sum;
}>;
static_assert(operations(value_and_gradient(chained(big), big)) <= 4 * operations(chained(big)));

}  // namespace

BOOST_AUTO_TEST_CASE(expressions) {
  BOOST_TEST(partials());
  BOOST_TEST(forward_is_reverse());
  BOOST_TEST(captures_are_carried());
}

BOOST_AUTO_TEST_CASE(blocks) {
  BOOST_TEST(scalars_make_an_array());
  BOOST_TEST(a_vector_makes_its_array());
  BOOST_TEST(a_mixture_makes_a_tuple());
  BOOST_TEST(two_vectors());
  BOOST_TEST(with_the_value());
  BOOST_TEST(other_numbers());
  BOOST_TEST(branch_not_taken());
}

BOOST_AUTO_TEST_CASE(cost) {
  BOOST_TEST_MESSAGE("product of 10: " << operations(product(a)) << " operations, with its gradient "
                                       << operations(value_and_gradient(product(a), a)));
  BOOST_TEST_MESSAGE("sum of 39 sin exp: " << operations(chained(big)) << " operations, with its gradient "
                                           << operations(value_and_gradient(chained(big), big)));
  BOOST_TEST(operations(value_and_gradient(product(a), a)) > operations(product(a)));
}

BOOST_AUTO_TEST_CASE(differences) {
  constexpr auto g = gradient(chained(big), big);
  std::array<long double, 40> at{};
  for (std::size_t i = 0; i < at.size(); ++i) at[i] = 0.1L * static_cast<long double>(i % 7) - 0.3L;
  auto const slope = g(big = at);
  for (std::size_t i = 0; i < at.size(); ++i) {
    auto up = at, down = at;
    up[i] += 1e-5L, down[i] -= 1e-5L;
    long double const difference = (chained(big)(big = up) - chained(big)(big = down)) / 2e-5L;
    BOOST_TEST(std::abs(slope[i] - difference) < 1e-9L);
  }
}

BOOST_AUTO_TEST_SUITE_END()
