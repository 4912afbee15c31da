// SPDX-License-Identifier: Apache-2.0
#include <calx/calculus/gradient.hpp>
#include <calx/calculus/hessian_vector_product.hpp>
#include <calx/calculus/operations.hpp>
#include <calx/calculus/prove.hpp>
#include <calx/evaluate/evaluate.hpp>
#include <calx/expression/array.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <cmath>
#include <tuple>
#include <type_traits>

BOOST_AUTO_TEST_SUITE(hessian_vector_products)

namespace {

using namespace calx::literals;

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;
constexpr auto v = calx::vec<"v", 8>;
constexpr auto u = calx::vec<"u", 8>;

constexpr bool entries() {
  constexpr auto p = hessian_vector_product(x * x * y, calx::wrt(x, y), 3, x);
  constexpr auto values = p(x = 2.0, y = 5.0);
  static_assert(p.size() == 2 && std::is_same_v<decltype(values), std::array<double, 2> const>);
  // The direction x is not differentiated.
  return get<0>(p) == 6 * y + 2 * x * x && get<1>(p) == 6 * x && values == std::array{38.0, 12.0};
}
static_assert(entries());

constexpr bool captures_and_mixtures() {
  constexpr auto pair = calx::vec<"p", 2>;
  constexpr auto energy = calx::trace<[](auto const& k, auto const& p) { return k * p[0] * p[0] * p[1]; }>;
  constexpr auto scaled = [](double a, double b) { return hessian_vector_product(a * x * x, calx::wrt(x), b); };
  auto const blocks = hessian_vector_product(energy(x, pair), calx::wrt(x, pair), 1, calx::vector(0_c, y))(
      x = 2.0, y = 10.0, pair = std::array{3.0, 5.0});
  return blocks == std::tuple{90.0, std::array{30.0 + 120.0, 9.0}} && scaled(3, 5)(x = 1.0) == std::array{30.0} &&
         get<0>(hessian_vector_product(y, calx::wrt(x), 1)) == 0;
}
static_assert(captures_and_mixtures());

constexpr bool branch_not_taken() {
  constexpr auto f = where(x > 0, x * sqrt(x), 0_c) + x * x;
  return hessian_vector_product(f, calx::wrt(x), 3)(x = -1.0)[0] == 6.0;
}
static_assert(branch_not_taken());

// Of array operations, element by element: 6 v u of the sum of v^3.
constexpr bool array_operations() {
  constexpr auto p = hessian_vector_product(sum(square(v) * v), calx::wrt(v), u);
  constexpr std::array<double, 8> at{1, 2, 3, 4, 5, 6, 7, 8}, along{1, 0, -1, 2, 0, 0, 0, 0.5};
  return p(v = at, u = along) == std::array<double, 8>{6, 0, -18, 48, 0, 0, 0, 24};
}
static_assert(array_operations());

constexpr auto rosenbrock = calx::trace<[](auto const& p) {
  auto sum = 0 * p[0];
  for (std::size_t i = 0; i + 1 < p.size(); ++i) sum += 100 * square(p[i + 1] - p[i] * p[i]) + square(1 - p[i]);
  return sum;
}>;
// Two inputs, a layer of two with tanh, one output; the weights are the 8 variables, the data fixed.
constexpr auto network = calx::trace<[](auto const& p) {
  auto error = 0 * p[0];
  for (int sample = 0; sample < 3; ++sample) {
    auto output = 0 * p[0];
    for (std::size_t unit = 0; unit < 2; ++unit)
      output += p[6 + unit] * tanh((0.5 * sample - 0.3) * p[unit] + (1.75 - sample) * p[2 + unit] + p[4 + unit]);
    error += square(output - 0.25 * sample);
  }
  return error;
}>;
constexpr auto of_rosenbrock = hessian_vector_product(rosenbrock(v), calx::wrt(v), u);
constexpr auto of_network = hessian_vector_product(network(v), calx::wrt(v), u);
static_assert(operations(of_rosenbrock) <= 5 * operations(rosenbrock(v)));
static_assert(operations(of_network) <= 5 * operations(network(v)));

// The change of the gradient along the direction.
template <class Product, class Gradient> void compare(Product const& product, Gradient const& slope) {
  std::array<long double, 8> at{}, direction{}, above{}, below{};
  for (std::size_t i = 0; i < 8; ++i) {
    at[i] = 0.3L * static_cast<long double>(i % 5) - 0.7L;
    direction[i] = static_cast<long double>(i * i % 7) - 2.5L;
    above[i] = at[i] + 1e-5L * direction[i];
    below[i] = at[i] - 1e-5L * direction[i];
  }
  auto const result = product(v = at, u = direction);
  auto const up = slope(v = above), down = slope(v = below);
  for (std::size_t i = 0; i < 8; ++i) {
    long double const difference = (up[i] - down[i]) / 2e-5L;
    BOOST_TEST(std::abs(result[i] - difference) < 1e-8L * (1 + std::abs(difference)));
  }
}

}  // namespace

BOOST_AUTO_TEST_CASE(checked) {
  BOOST_TEST(entries());
  BOOST_TEST(captures_and_mixtures());
  BOOST_TEST(branch_not_taken());
  BOOST_TEST(array_operations());
}

BOOST_AUTO_TEST_CASE(is_the_change_of_the_gradient) {
  BOOST_TEST_MESSAGE("Rosenbrock 8: " << operations(rosenbrock(v)) << " operations, product " << operations(of_rosenbrock)
                                      << "; network: " << operations(network(v)) << ", " << operations(of_network));
  compare(of_rosenbrock, gradient(rosenbrock(v), v));
  compare(of_network, gradient(network(v), v));
}

BOOST_AUTO_TEST_SUITE_END()
