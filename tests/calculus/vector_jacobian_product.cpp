// SPDX-License-Identifier: Apache-2.0
#include <calx/calculus/gradient.hpp>
#include <calx/calculus/jacobian.hpp>
#include <calx/calculus/operations.hpp>
#include <calx/calculus/prove.hpp>
#include <calx/calculus/vector_jacobian_product.hpp>
#include <calx/evaluate/evaluate.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <cmath>
#include <type_traits>

BOOST_AUTO_TEST_SUITE(vector_jacobian_products)

namespace {

using namespace calx::literals;

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;
constexpr auto v = calx::vec<"v", 3>;
constexpr auto weights = calx::vec<"w", 4>;

constexpr bool entries() {
  constexpr auto p = vector_jacobian_product(calx::vector(x * y, sin(x), y), calx::wrt(x, y), 2, x, 3_c);
  constexpr auto values = p(x = 0.0, y = 5.0);
  static_assert(p.size() == 2 && std::is_same_v<decltype(values), std::array<double, 2> const>);
  // The weight x is not differentiated.
  return get<0>(p) == 2 * y + x * cos(x) && get<1>(p) == 2 * x + 3 && values == std::array{10.0, 3.0};
}
static_assert(entries());

// One function with weight 1 is its gradient; one that is an input, or occurs twice; a weight that is 0.
constexpr bool special_cases() {
  constexpr auto f = x * exp(y);
  return get<0>(vector_jacobian_product(calx::vector(f), calx::wrt(x, y), 1_c)) == get<0>(gradient(f, x, y)) &&
         get<0>(vector_jacobian_product(calx::vector(x, x, f), calx::wrt(x), 2, y, 0_c)) == 2 + y &&
         get<0>(vector_jacobian_product(calx::vector(y), calx::wrt(x), 1)) == 0;
}
static_assert(special_cases());

constexpr bool captures_are_carried() {
  constexpr auto p = [](double a, double b, double c) {
    return vector_jacobian_product(calx::vector(a * x, x * x), calx::wrt(x), b, c);
  };
  return p(2, 3, 5)(x = 1.0) == std::array{16.0} && get<0>(p(1, 0, 7)) == 14 * x;
}
static_assert(captures_are_carried());

constexpr auto several = calx::trace<[](auto const& p) {
  auto const shared = exp(p[0] * p[1]);
  return std::array{shared * p[2], sin(shared), p[2] / p[0], shared + p[1]};
}>;
constexpr auto pulled_back = vector_jacobian_product(several(v), calx::wrt(v), weights);
// One sweep back, not four.
static_assert(operations(pulled_back) <= 4 * operations(several(v)));

}  // namespace

BOOST_AUTO_TEST_CASE(checked) {
  BOOST_TEST(entries());
  BOOST_TEST(special_cases());
  BOOST_TEST(captures_are_carried());
}

BOOST_AUTO_TEST_CASE(is_the_product_with_the_matrix) {
  std::array const at{0.5, -1.25, 2.0};
  std::array const by{1.0, -2.0, 0.25, 7.0};
  auto const matrix = jacobian(several(v), v)(v = at);
  auto const product = pulled_back(v = at, weights = by);
  for (std::size_t j = 0; j < 3; ++j) {
    double sum = 0;
    for (std::size_t i = 0; i < 4; ++i) sum += matrix[i][j] * by[i];
    BOOST_TEST(std::abs(product[j] - sum) < 1e-13);
  }
}

BOOST_AUTO_TEST_SUITE_END()
