// SPDX-License-Identifier: Apache-2.0
#include <calx/calculus/derivative.hpp>
#include <calx/calculus/gradient.hpp>
#include <calx/calculus/prove.hpp>
#include <calx/evaluate/evaluate.hpp>
#include <calx/expression/constant.hpp>
#include <calx/expression/functions.hpp>
#include <calx/expression/substitute.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <cmath>
#include <type_traits>

BOOST_AUTO_TEST_SUITE(substitution)

namespace {

using namespace calx::literals;

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;
constexpr auto z = calx::var<"z">;
constexpr auto v = calx::vec<"v", 2>;
constexpr auto w = calx::vec<"w", 2>;
constexpr auto product = calx::trace<[](auto const& p) { return p[0] * p[1]; }>;
constexpr auto f = sin(x) * y + x;

constexpr bool one_for_another() {
  return substitute(f, x = z) == sin(z) * y + z && f(x = z) == sin(z) * y + z &&
         f(x = z * z, y = 3_c) == 3 * sin(z * z) + z * z && f(z = y) == f && substitute(f) == f && f(x = 0_c) == 0 &&
         derivative(f, x)(x = z) == cos(z) * y + 1 && derivative(f(x = z * z), z) == 2 * z * (cos(z * z) * y + 1);
}
static_assert(one_for_another());

// All at once: x and y change places.
constexpr bool at_once() {
  constexpr auto swapped = (x - 2 * y)(x = y, y = x);
  return swapped == y - 2 * x && !(swapped == x - 2 * y) && (x / y)(y = x, x = y) == y / x && (x + y)(x = x + y) == x + 2 * y;
}
static_assert(at_once());

// For a variable that does not occur: no effect, and no new variable.
static_assert((2_c * x)(y = z)(x = 3.0) == 6.0 && (2 * x)(y = 5 * z, x = 7 * x)(x = 1.0) == 14.0);

// Bare numbers become captures. The numbers of f stand first, then those of the bindings, in the order given.
constexpr bool captures_in_order() {
  constexpr auto g = (10 * x + 20 * y)(y = 3 * z, x = 4 * z + 5);
  static_assert(sizeof(g) == 5 * sizeof(double));
  return g.numbers[0] == 10 && g.numbers[1] == 20 && g.numbers[2] == 3 && g.numbers[3] == 4 && g.numbers[4] == 5 &&
         g(z = 1.0) == 150.0 && g == 100 * z + 50;
}
static_assert(captures_in_order());

// A variable that occurs often takes its expression, and that expression's captures, once.
constexpr bool used_often() {
  constexpr auto g = (x * x + sin(x) + x)(x = 3 * y);
  static_assert(sizeof(g) == sizeof(double));
  return g == 9 * y * y + sin(3 * y) + 3 * y && g(y = 0.5) == (x * x + sin(x) + x)(x = 1.5);
}
static_assert(used_often());

// With an expression among them, numbers are substituted, too: partial application.
constexpr bool partial_application() {
  constexpr auto g = f(x = 2.0, y = z);
  static_assert(sizeof(g) == sizeof(double));
  return g(z = 3.0) == f(x = 2.0, y = 3.0) && (x * y)(x = 2, y = z)(z = 4.0) == 8.0 &&
         substitute(x * y, x = 2)(y = 5.0) == 10.0;
}
static_assert(partial_application());

constexpr bool vectors() {
  constexpr auto g = product(v);
  return g(v = w)(w = std::array{3.0, 4.0}) == 12.0 && g(v = calx::vector(x, sin(y))) == x * sin(y) &&
         g(v = calx::vector(2, x))(x = 5.0) == 10.0 && g(v = calx::vector(y, x), x = z)(x = 2.0, y = 3.0) == 6.0 &&
         g(v = w)(w = calx::vector(x, x)) == x * x;
}
static_assert(vectors());

// A chain: each step renames or refines what the one before left.
static_assert(f(x = y)(y = z)(z = 1_c) == sin(1_c) + 1);
static_assert(std::is_empty_v<decltype(f(x = sin(z)))>);

// What does not fit is refused, and names are checked where they matter.
template <class... Bindings> constexpr bool fits(Bindings const&...) {
  return calx::detail::can_substitute<std::remove_const_t<decltype(product(v) * x)>, Bindings...>();
}
constexpr bool misfits() {
  return fits(v = w) && fits(x = y, v = w) && !fits(v = x) && !fits(v = calx::vec<"u", 3>) && !fits(v = calx::vector(x)) &&
         !fits(x = w) && !fits(x = calx::vector(x, y)) && !fits(x = y, x = z) && !fits(v = 1.0) &&
         !fits(v = gradient(x * y, x, y)) && fits(z = w);
}
static_assert(misfits());

}  // namespace

BOOST_AUTO_TEST_CASE(checked) {
  BOOST_TEST(one_for_another());
  BOOST_TEST(at_once());
  BOOST_TEST(captures_in_order());
  BOOST_TEST(used_often());
  BOOST_TEST(partial_application());
  BOOST_TEST(vectors());
  BOOST_TEST(misfits());
}

BOOST_AUTO_TEST_CASE(outlives_its_parts) {
  auto const g = [](double k) {
    auto const inner = k * z;
    return f(x = inner, y = k);
  }(1.5);
  BOOST_TEST(std::abs(g(z = 2.0) - f(x = 3.0, y = 1.5)) < 1e-15);
}

BOOST_AUTO_TEST_SUITE_END()
