// SPDX-License-Identifier: Apache-2.0
// What a user's own function is as an expression: text, proofs, derivatives as formulas. Its numbers:
// tests/evaluate/primitive.cpp.
#include <calx/expression/primitive.hpp>

#include "../bessel.hpp"

#include <boost/test/unit_test.hpp>

#include <string_view>

BOOST_AUTO_TEST_SUITE(primitive)

namespace {

using namespace calx_test;
using namespace calx::literals;

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;
constexpr auto z = calx::var<"z">;

constexpr bool reads(auto const& f, std::string_view text) { return to_string(f).view() == text; }

// Text: by name, with the arguments in order.
static_assert(reads(exp(-x) * bessel_0(2 * x), "exp(-x)*j0(2*x)"));
static_assert(reads(pow<2>(product(x, y + 1_c)), "product(x, y + 1)^2"));
static_assert(reads(mixture(x, 2_c, -z) - table(x), "mixture(x, 2, -z) - table(x)"));
static_assert(reads(bessel(2, x), "bessel(2, x)"));

// Proofs: the same function of equal arguments, and no more.
static_assert(bessel_0(x) == bessel_0(x));
static_assert(bessel_0(x * (y + 1_c)) * 2_c == bessel_0(x * y + x) + bessel_0(x + y * x));
static_assert(!(bessel_0(x) == bessel_1(x)) && !(bessel_0(x) == bessel_0(y)) && !(bessel_0(-x) == bessel_0(x)));
static_assert(product(x, 2 * y) == product(x, y + y) && !(product(x, y) == product(y, x)));
static_assert(mixture(x + x, y, z) == mixture(2 * x, y, z) && !(mixture(x, y, z) == mixture(x, z, y)) &&
              !(mixture(x, y, z) == mixture(y, x, z)));
static_assert(bessel_0(3 * x) == bessel_0(x + 2 * x) && !(bessel_0(3 * x) == bessel_0(2 * x)));

// Equal template arguments are one function, others are not.
static_assert(calx::primitive<"j0", bessel_value<0>{}, bessel_0_slope{}>(x) == bessel_0(x));
static_assert(!(calx::primitive<"J0", bessel_value<0>{}, bessel_0_slope{}>(x) == bessel_0(x)));
static_assert(!(calx::primitive<"j0", bessel_value<0>{}>(x) == bessel_0(x)));

// Derivatives are formulas in other primitives, and in themselves.
static_assert(derivative(bessel_0(x), x) == -bessel_1(x));
static_assert(derivative(exp(-x) * bessel_0(2 * x), x) == -exp(-x) * (bessel_0(2 * x) + 2 * bessel_1(2 * x)));
static_assert(derivative<2>(bessel_0(x), x) == -where(x == 0, 0.5_c, bessel_0(x) - bessel_1(x) / x));
static_assert(reads(derivative(bessel(2, x), x), "(bessel(1, x) - bessel(3, x))/2"));
static_assert(derivative(bessel(y, x), x) == (bessel(y - 1_c, x) - bessel(y + 1_c, x)) / 2);
static_assert(reads(derivative(bessel_0(y), x), "0") && derivative(bessel_0(3_c) * x, x) == bessel_0(3_c));

// A slope that is a function of numbers is a function by itself.
static_assert(reads(derivative(table(x * x), x), "2*x*table_slope(x^2)"));
constexpr double any(double, double) { return 0; }
constexpr auto two_slopes = calx::primitive<"f", &any, &any, &any>;
static_assert(reads(derivative(two_slopes(x, y), x), "f_slope_1(x, y)") &&
              reads(derivative(two_slopes(x, y), y), "f_slope_2(x, y)"));
// A template that takes symbols, too, is marked.
constexpr auto cube = [](auto const& v) { return v * v * v; };
constexpr auto three_squares = [](auto const& v) { return 3 * v * v; };
static_assert(reads(derivative(calx::primitive<"cube", cube, three_squares>(x), x), "3*x^2"));
static_assert(reads(derivative(calx::primitive<"cube", cube, calx::numeric<three_squares>>(x), x), "cube_slope(x)"));

// Gradient, Hessian, and Jacobian.
static_assert(get<0>(gradient(product(x, y), x, y)) == y + cos(x) && get<1>(gradient(product(x, y), x, y)) == x);
static_assert(get<0, 0>(hessian(product(x, y), x, y)) == -sin(x) && get<0, 1>(hessian(product(x, y), x, y)) == 1_c &&
              reads(get<1, 1>(hessian(product(x, y), x, y)), "0"));
constexpr auto three = gradient(mixture(x * y, y, z), x, y, z);
static_assert(get<0>(three) == 2 * x * pow<3>(y) && get<1>(three) == 3 * pow<2>(x) * pow<2>(y) &&
              get<2>(three) == 2 * calx::pi);
static_assert(get<1, 0>(hessian(mixture(x * y, y, z), x, y)) == 6 * x * pow<2>(y));
static_assert(get<0, 1>(jacobian(vector(bessel_0(x * y), product(x, x)), x, y)) == -x * bessel_1(x * y));

// One argument that stands in two places.
static_assert(derivative(product(x, x), x) == 2 * x + cos(x) && derivative(mixture(x, x, x), x) == 3 * x * x + 2 * calx::pi);

// Traced code, substitution, captured numbers made constants.
constexpr auto traced = calx::trace<[](auto const& u, auto const& v) {
  auto sum = bessel_0(u);
  for (int i = 1; i < 4; ++i) sum += product(u, i * v);
  return sum + mixture(u, 2.0, v);
}>;
static_assert(traced(x, y) == bessel_0(x) + product(x, y) + product(x, 2 * y) + product(x, 3 * y) + mixture(x, 2_c, y));
static_assert(substitute(bessel_0(x) * y, x = y * y, y = 3_c) == bessel_0(y * y) * 3_c);
static_assert(bessel_0(x)(x = sin(y)) == bessel_0(sin(y)));
constexpr auto captured = bessel_0(3 * x) * table(0.5 * y);
static_assert(calx::fixed<captured> == bessel_0(3_c * x) * table(0.5_c * y));

// The same argument is computed once, and so is the function.
static_assert(operations(bessel_0(x + y) * bessel_0(x + y)) == 3 && operations(mixture(x, y, z)) == 1);

// Numbers alone give a number.
static_assert(table(1.0) == 2 && table(1) == 2 && bessel_0(0) == 1 && product(0, 7.0f) == 0);

static_assert(std::is_empty_v<decltype(bessel_0(x + y))> && sizeof(bessel_0(2 * x)) == sizeof(double));

BOOST_AUTO_TEST_CASE(text_with_numbers_known_at_run_time) {
  for (int k = 2; k < 5; ++k) {
    auto const f = bessel_0(k * x) * k;
    BOOST_TEST(to_string(f).view() == std::to_string(k) + "*j0(" + std::to_string(k) + "*x)");
    BOOST_TEST(bool(f == bessel_0(x * k) * k));
    BOOST_TEST(!bool(f == bessel_0(x * k)));
    BOOST_TEST(!bool(f == bessel_0(x * (k + 1)) * k));
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE_END()
