// SPDX-License-Identifier: Apache-2.0
#include <calx/optimize/hessian_product.hpp>

#include <calx/calx.hpp>
#include <calx/optimize/objective.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <vector>

BOOST_AUTO_TEST_SUITE(hessian_products)

namespace {

using namespace calx::literals;
using calx::detail::layout;

constexpr auto s = calx::var<"s">;
constexpr auto t = calx::column<"t">;
constexpr auto v = calx::vec<"v", 5>;
constexpr auto w = calx::vec<"w", 900>;
constexpr auto a = calx::mat<"A", 2, 3>;

template <class Variable> constexpr auto rosenbrock(Variable const& u) {
  return sum(100 * square(drop_first(u) - square(drop_last(u))) + square(1 - drop_last(u)));
}

// The change of the gradient along the direction.
template <class F, class... Variables> double error(F const& f, layout<sizeof...(Variables)> where, Variables const&...) {
  calx::given_data<> const none{};
  calx::detail::function_objective<F, double, 3, calx::given_data<>, Variables...> const objective(f, where, none);
  auto const n = static_cast<std::size_t>(objective.size());
  std::vector<double> at(n), direction(n), product(n), above(n), below(n), shifted(n);
  for (std::size_t i = 0; i < n; ++i) {
    at[i] = 0.3 + 0.1 * static_cast<double>(i % 7);
    direction[i] = 1 - 0.3 * static_cast<double>(i % 5);
  }
  objective.hessian_vector(at.data(), direction.data(), product.data());
  double const h = 1e-5;
  for (std::size_t i = 0; i < n; ++i) shifted[i] = at[i] + h * direction[i];
  (void)objective.gradient(shifted.data(), above.data());
  for (std::size_t i = 0; i < n; ++i) shifted[i] = at[i] - h * direction[i];
  (void)objective.gradient(shifted.data(), below.data());
  double worst = 0, largest = 1;
  for (std::size_t i = 0; i < n; ++i) {
    worst = std::max(worst, std::abs((above[i] - below[i]) / (2 * h) - product[i]));
    largest = std::max(largest, std::abs(product[i]));
  }
  return worst / largest;
}

}  // namespace

BOOST_AUTO_TEST_CASE(is_the_change_of_the_gradient) {
  BOOST_TEST(error(rosenbrock(t), {{0, 100}}, t) < 1e-8);
  BOOST_TEST(error(rosenbrock(v), {{0, 5}}, v) < 1e-8);
  BOOST_TEST(error(rosenbrock(w), {{0, 900}}, w) < 1e-8);
  BOOST_TEST(error(sum(exp(t)) + 0.5_c * dot(t, t) * sum(t), {{0, 40}}, t) < 1e-8);
  BOOST_TEST(error(sum(where(t > 0.55_c, pow<3>(t), 0_c)), {{0, 40}}, t) < 1e-8);
  BOOST_TEST(error(2.5 * sum(log(a)) * sum(a * drop_last(drop_last(v))), {{0, 6, 11}}, a, v) < 1e-8);
}

// Nothing, and what does not depend on the point.
BOOST_AUTO_TEST_CASE(of_linear_and_quadratic_functions) {
  BOOST_TEST(error(sum(t), {{0, 40}}, t) == 0);
  BOOST_TEST(error(sum(square(t)), {{0, 40}}, t) < 1e-8);
  BOOST_TEST(error(s * s + 3 * s, {{0, 1}}, s) < 1e-8);
}

BOOST_AUTO_TEST_CASE(of_numbers_beside_columns) {
  BOOST_TEST(error(s * s * sum(exp(s * t)), {{0, 100, 101}}, t, s) < 1e-8);
  BOOST_TEST(error(s * s * sum(exp(s * t)) * dot(v, v) + sum(log(w + 4)) * sum(sin(t)), {{0, 1, 101, 106, 1006}}, s, t, v, w) <
             1e-8);
}

BOOST_AUTO_TEST_SUITE_END()
