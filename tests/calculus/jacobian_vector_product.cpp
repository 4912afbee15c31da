// SPDX-License-Identifier: Apache-2.0
#include <calx/calculus/jacobian.hpp>
#include <calx/calculus/jacobian_vector_product.hpp>
#include <calx/calculus/operations.hpp>
#include <calx/calculus/prove.hpp>
#include <calx/evaluate/evaluate.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <cmath>
#include <type_traits>

BOOST_AUTO_TEST_SUITE(jacobian_vector_products)

namespace {

using namespace calx::literals;

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;
constexpr auto v = calx::vec<"v", 4>;
constexpr auto u = calx::vec<"u", 4>;

constexpr bool entries() {
  constexpr auto p = jacobian_vector_product(calx::vector(x * y, sin(x), y), calx::wrt(x, y), 2, x);
  constexpr auto values = p(x = 3.0, y = 5.0);
  static_assert(p.size() == 3 && std::is_same_v<decltype(values), std::array<double, 3> const>);
  return get<0>(p) == 2 * y + x * x && get<1>(p) == 2 * cos(x) && get<2>(p) == x && values[0] == 19.0 && values[2] == 3.0;
}
static_assert(entries());

constexpr bool captures_are_carried() {
  constexpr auto p = [](double a, double b, double c) {
    return jacobian_vector_product(calx::vector(a * x, b * x * x), calx::wrt(x), c);
  };
  return p(2, 3, 5)(x = 1.0) == std::array{10.0, 30.0} && get<1>(p(0, 1, 7)) == 14 * x;
}
static_assert(captures_are_carried());

constexpr auto chain = calx::trace<[](auto const& p) { return std::array{p[0] * p[1], sin(p[1] * p[2]), p[2] / p[3]}; }>;
constexpr auto along = jacobian_vector_product(chain(v), calx::wrt(v), u);
static_assert(operations(along) <= 4 * operations(chain(v)));

}  // namespace

BOOST_AUTO_TEST_CASE(checked) {
  BOOST_TEST(entries());
  BOOST_TEST(captures_are_carried());
}

BOOST_AUTO_TEST_CASE(is_the_product_with_the_matrix) {
  std::array const at{0.5, -1.25, 2.0, 3.0}, direction{1.0, -2.0, 0.25, 7.0};
  auto const matrix = jacobian(chain(v), v)(v = at);
  auto const product = along(v = at, u = direction);
  for (std::size_t i = 0; i < 3; ++i) {
    double sum = 0;
    for (std::size_t j = 0; j < 4; ++j) sum += matrix[i][j] * direction[j];
    BOOST_TEST(std::abs(product[i] - sum) < 1e-14);
  }
}

BOOST_AUTO_TEST_SUITE_END()
