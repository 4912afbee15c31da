// SPDX-License-Identifier: Apache-2.0
#include <calx/calculus/derivative.hpp>
#include <calx/calculus/gradient.hpp>
#include <calx/calculus/prove.hpp>
#include <calx/evaluate/evaluate.hpp>
#include <calx/expression/constant.hpp>
#include <calx/expression/trace.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <cmath>
#include <type_traits>

BOOST_AUTO_TEST_SUITE(tracing)

namespace {

using namespace calx::literals;

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;
constexpr auto v = calx::vec<"v", 3>;

// A named function object, which headers should use, is the same function for symbols and numbers.
struct horner {
  std::array<int, 4> coefficients{};
  constexpr auto operator()(auto const& a) const {
    auto sum = 0 * a + coefficients[3];
    for (std::size_t i = 3; i-- > 0;) sum = sum * a + coefficients[i];
    return sum;
  }
};
constexpr auto cubic = calx::trace<horner{{1, -2, 3, 4}}>;
static_assert(cubic(x) == 4 * calx::pow<3>(x) + 3 * x * x - 2 * x + 1);
static_assert(cubic(x)(x = 2.0) == horner{{1, -2, 3, 4}}(2.0));

// Helper functions, arrays, loops, constexpr numbers.
constexpr auto length(auto const& a, auto const& b) { return sqrt(a * a + b * b); }
constexpr auto elaborate = calx::trace<[](auto const& p, auto const& scale) {
  using number = std::remove_cvref_t<decltype(p[0] * 1)>;
  constexpr double weights[] = {0.5, 0.25, 2};
  std::array<number, 3> parts{p[0], p[1], p[2]};
  for (std::size_t i = 0; i < parts.size(); ++i) parts[i] = parts[i] * weights[i];
  auto sum = length(parts[0], parts[1]);
  for (auto const& part : parts) sum += scale * part;
  return where(sum > 100, 100 * calx::pi, sum - calx::constant<1, 2>);
}>;
constexpr bool ordinary_code() {
  return elaborate(v, x)(v = std::array{6.0, 16.0, 1.0}, x = 2.0) == 22.5 &&
         elaborate(v, 2)(v = std::array{6.0, 16.0, 1.0}) == 22.5 &&
         elaborate(v, 3_c)(v = std::array{6.0, 16.0, 100.0}) == 100 * 3.141592653589793;
}
static_assert(ordinary_code());

// Scalars and vectors, variables and expressions, in any mixture.
constexpr auto difference = calx::trace<[](auto const& a, auto const& b) { return a - b; }>;
constexpr auto second = calx::trace<[](auto const& p) { return p[1]; }>;
constexpr bool arguments() {
  return difference(x, y) == x - y && difference(y, x) == y - x && difference(x, x) == 0 &&
         difference(sin(x), 2) == sin(x) - 2 && second(calx::vector(x, sin(y), 3)) == sin(y) &&
         second(calx::vector(1, 2))() == 2.0 && second(v)(v = std::array{1.0, 7.0, 2.0}) == 7.0 &&
         difference(second(v), second(calx::vector(y, x))) == second(v) - x && cubic(cubic(x))(x = 0.0) == 6.0;
}
static_assert(arguments());

// Numbers in traced code are constants, numbers among the arguments are captures.
constexpr bool numbers() {
  constexpr auto doubled = calx::trace<[](auto const& a) { return 2 * a; }>;
  static_assert(std::is_empty_v<decltype(doubled(x))> && sizeof(doubled(3 * x)) == sizeof(double));
  constexpr auto f = difference(3 * x, 4);
  return f.numbers[0] == 3 && f.numbers[1] == 4 && f(x = 2.0) == 2.0 && doubled(3 * x) + doubled(4 * x) == 14 * x;
}
static_assert(numbers());

// vec<"u", 1> is a vector still.
constexpr bool one_element() {
  constexpr auto u = calx::vec<"u", 1>;
  constexpr auto squared = calx::trace<[](auto const& p) {
    auto sum = 0 * p[0];
    for (std::size_t i = 0; i < p.size(); ++i) sum += p[i] * p[i];
    return sum;
  }>;
  return squared(u)(u = std::array{3.0}) == 9.0 && gradient(squared(u), u)(u = std::array{3.0})[0] == 6.0 &&
         squared(calx::vector(x)) == x * x;
}
static_assert(one_element());

// A std::array of symbols becomes as many expressions, a vector(...).
constexpr auto rotated = calx::trace<[](auto const& angle, auto const& p) {
  auto const c = cos(angle), s = sin(angle);
  return std::array{c * p[0] - s * p[1], s * p[0] + c * p[1]};
}>;
constexpr bool arrays_are_vectors() {
  constexpr auto f = rotated(x, calx::vector(y, 2));
  static_assert(calx::vector_valued<decltype(f)> && f.size() == 2);
  return get<0>(f) == cos(x) * y - 2 * sin(x) && get<1>(f) == sin(x) * y + 2 * cos(x) &&
         f(x = 0.0, y = 3.0) == std::array{3.0, 2.0} && get<1>(f)(x = 0.0, y = 3.0) == 2.0 &&
         derivative(get<0>(f), x) == -get<1>(f);
}
static_assert(arrays_are_vectors());

// They go into the next traced function, and into a substitution.
constexpr bool arrays_are_arguments() {
  constexpr auto squares = calx::trace<[](auto const& p) { return p[0] * p[0] + p[1] * p[1]; }>;
  constexpr auto there_and_back = rotated(-x, rotated(x, calx::vector(y, 3)));
  return squares(rotated(x, calx::vector(y, 3))) == y * y + 9 && get<0>(there_and_back) == y && get<1>(there_and_back) == 3 &&
         second(v)(v = calx::trace<[](auto const& p) { return std::array{p[2], p[0], p[1]}; }>(v)) ==
             calx::trace<[](auto const& p) { return p[0]; }>(v);
}
static_assert(arrays_are_arguments());

// One element, many, loops that fill them, captured numbers among the arguments.
constexpr auto powers_of = calx::trace<[](auto const& a) {
  std::array<std::remove_cvref_t<decltype(a * 1)>, 6> all{a, a, a, a, a, a};
  for (std::size_t i = 1; i < all.size(); ++i) all[i] = all[i - 1] * a;
  return all;
}>;
constexpr bool arrays_of_all_sizes() {
  constexpr auto one = calx::trace<[](auto const& a) { return std::array{a * a}; }>;
  return powers_of(x)(x = 2.0) == std::array{2.0, 4.0, 8.0, 16.0, 32.0, 64.0} && get<4>(powers_of(x)) == calx::pow<5>(x) &&
         one(x).size() == 1 && one(x)(x = 3.0) == std::array{9.0} && get<2>(powers_of(2 * x)) == 8 * calx::pow<3>(x) &&
         get<0>(powers_of(2 * x)) + get<0>(powers_of(3 * x)) == 5 * x && powers_of(2)()[5] == 64.0 &&
         get<2>(powers_of(5 * x))(x = 2.0) == 1000.0;
}
static_assert(arrays_of_all_sizes());
static_assert(std::is_empty_v<decltype(powers_of(x))> && sizeof(get<3>(powers_of(2 * x))) == sizeof(double));

// What does not use its parameters, or returns one, is a function, too.
static_assert(calx::trace<[](auto const&) { return 5; }>(x) == 5 && calx::trace<[](auto const& a) { return a; }>(x) == x);
static_assert(std::is_same_v<decltype(cubic), decltype(calx::trace<horner{{1, -2, 3, 4}}>)>);
static_assert(!std::is_same_v<decltype(cubic), decltype(calx::trace<horner{{1, -2, 3, 5}}>)>);

}  // namespace

BOOST_AUTO_TEST_CASE(checked) {
  BOOST_TEST(ordinary_code());
  BOOST_TEST(arguments());
  BOOST_TEST(numbers());
  BOOST_TEST(one_element());
  BOOST_TEST(arrays_are_vectors());
  BOOST_TEST(arrays_are_arguments());
  BOOST_TEST(arrays_of_all_sizes());
}

BOOST_AUTO_TEST_CASE(at_run_time) {
  for (double at : {-2.0, 0.0, 0.5, 3.0}) BOOST_TEST(std::abs(cubic(x)(x = at) - horner{{1, -2, 3, 4}}(at)) < 1e-13);
}

BOOST_AUTO_TEST_SUITE_END()
