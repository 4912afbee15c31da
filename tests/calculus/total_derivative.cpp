// SPDX-License-Identifier: Apache-2.0
#include <calx/calculus/derivative.hpp>
#include <calx/calculus/prove.hpp>
#include <calx/calculus/total_derivative.hpp>
#include <calx/evaluate/evaluate.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <cmath>
#include <type_traits>

BOOST_AUTO_TEST_SUITE(total_derivatives)

namespace {

using namespace calx::literals;

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;
constexpr auto s = calx::var<"s">;
constexpr auto t = calx::var<"t">;

constexpr bool a_circle() {
  constexpr auto along = total_derivative(x * y, t, x = cos(t), y = sin(t));
  constexpr auto terms = along.terms();
  static_assert(terms.size() == 2 && std::is_same_v<decltype(terms(t = 0.0)), std::array<double, 2>>);
  return get<0>(terms) == sin(t) * -sin(t) && get<1>(terms) == cos(t) * cos(t) && along == cos(t) * cos(t) - sin(t) * sin(t) &&
         along(t = 0.0) == 1.0 && terms(t = 0.0) == std::array{0.0, 1.0} &&
         along == derivative(substitute(x * y, x = cos(t), y = sin(t)), t);
}
static_assert(a_circle());

// t itself in f is the last term; a variable that f does not have, and a number, add nothing.
constexpr bool own_term() {
  constexpr auto f = x * exp(t) + t;
  constexpr auto along = total_derivative(f, t, y = t * t, x = s * t);
  return along.terms().size() == 3 && get<0>(along.terms()) == 0 && get<1>(along.terms()) == s * exp(t) &&
         get<2>(along.terms()) == s * t * exp(t) + 1 && along == derivative(substitute(f, x = s * t), t) &&
         total_derivative(x * y, t, x = 3, y = sin(t)) == 3 * cos(t) && total_derivative(s, t, x = t) == 0;
}
static_assert(own_term());

// All at once: the x in y's function is not replaced.
constexpr bool at_once() {
  constexpr auto along = total_derivative(x * y, t, x = t * t, y = x * t);
  return along == derivative(substitute(x * y, x = t * t, y = x * t), t) && along == 3 * x * t * t;
}
static_assert(at_once());

// f's numbers, then each binding's; one that several terms use is one number.
constexpr auto numbers = [](double a, double b, double c, double d) {
  return total_derivative(a * x * y + b * t, t, x = c * t, y = d * t * t);
};
constexpr bool captures_are_carried() {
  constexpr auto along = numbers(2, 3, 5, 7);
  return sizeof(along) == 4 * sizeof(double) && along(t = 1.0) == 213.0 && along == 210 * t * t + 3 &&
         along.terms()(t = 1.0) == std::array{70.0, 140.0, 3.0} && numbers(1, 0, 2, 3)(t = 2.0) == 72.0 &&
         get<1>(numbers(1, 1, 1, 4).terms()) == 8 * t * t;
}
static_assert(captures_are_carried());

}  // namespace

BOOST_AUTO_TEST_CASE(checked) {
  BOOST_TEST(a_circle());
  BOOST_TEST(own_term());
  BOOST_TEST(at_once());
  BOOST_TEST(captures_are_carried());
}

// By SymPy.
BOOST_AUTO_TEST_CASE(value) {
  auto const along = total_derivative(x * x * atan(y) + t, t, x = exp(t / 2), y = log(1 + t));
  BOOST_TEST(std::abs(along(t = 0.75) - 3.0013014297281335321) < 1e-14);
}

BOOST_AUTO_TEST_SUITE_END()
