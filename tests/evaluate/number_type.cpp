// SPDX-License-Identifier: Apache-2.0
#include <calx/calculus/gradient.hpp>
#include <calx/evaluate/evaluate.hpp>
#include <calx/evaluate/number_type.hpp>
#include <calx/expression/constant.hpp>
#include <calx/expression/functions.hpp>

#include <boost/multiprecision/cpp_bin_float.hpp>
#include <boost/test/unit_test.hpp>

#include <array>
#include <span>
#include <type_traits>
#include <vector>

BOOST_AUTO_TEST_SUITE(number_types)

namespace {

using namespace calx::literals;
using boost::multiprecision::cpp_bin_float_50;
using calx::number_type, calx::rational;

template <class Expected, class... Values> inline constexpr bool is = std::is_same_v<number_type<Values...>, Expected>;

// The common type; whole numbers follow the others, alone they are doubles; a container counts as its elements.
static_assert(is<double> && is<double, int> && is<double, int, long, unsigned char> && is<float, float> &&
              is<float, int, float, long> && is<double, float, double> && is<long double, float, int, long double> &&
              is<rational, rational> && is<rational, int, rational, int>);
static_assert(is<float, std::array<float, 3>> && is<double, std::vector<int>> && is<double, double[3]> &&
              is<float, std::span<float const>, int> && is<long double, std::vector<float>, long double> &&
              is<rational, std::array<rational, 2>, int>);
static_assert(is<cpp_bin_float_50, cpp_bin_float_50> && is<cpp_bin_float_50, double, cpp_bin_float_50> &&
              is<cpp_bin_float_50, std::vector<cpp_bin_float_50>, int, float>);

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;

}  // namespace

// A number type of 50 digits goes through the same program, with its own functions, pi and e.
BOOST_AUTO_TEST_CASE(fifty_digits) {
  cpp_bin_float_50 const half = cpp_bin_float_50(1) / 2, third = cpp_bin_float_50(1) / 3, tiny("1e-48");
  auto const near = [&](cpp_bin_float_50 const& a, cpp_bin_float_50 const& b) { return abs(a - b) <= tiny * (1 + abs(b)); };
  BOOST_TEST(near((x / 3_c)(x = cpp_bin_float_50(1)), third));
  BOOST_TEST(near((sin(x) * exp(-y * y) + calx::pow<3>(x))(x = half, y = third),
                  sin(half) * exp(-third * third) + half * half * half));
  BOOST_TEST(near((calx::pi * x)(x = half), cpp_bin_float_50("1.5707963267948966192313216916397514420985846996875529")));
  BOOST_TEST(near((calx::e * x)(x = half), exp(cpp_bin_float_50(1)) / 2));
  BOOST_TEST(near((0.5 * x + calx::constant<1, 3>)(x = third), third / 2 + third));
  BOOST_TEST(near(where(x > y, sqrt(x), tanh(y))(x = half, y = third), sqrt(half)));
  auto const slope = gradient(log(x) * atan(y), x, y)(x = half, y = 2);
  BOOST_TEST(near(slope[0], 2 * atan(cpp_bin_float_50(2))));
  BOOST_TEST(near(slope[1], log(half) / 5));
  BOOST_TEST(!near(half, third));
}

BOOST_AUTO_TEST_SUITE_END()
