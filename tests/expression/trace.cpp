// SPDX-License-Identifier: Apache-2.0
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
}

BOOST_AUTO_TEST_CASE(at_run_time) {
  for (double at : {-2.0, 0.0, 0.5, 3.0}) BOOST_TEST(std::abs(cubic(x)(x = at) - horner{{1, -2, 3, 4}}(at)) < 1e-13);
}

BOOST_AUTO_TEST_SUITE_END()
