// SPDX-License-Identifier: Apache-2.0
#include <calx/matrix/eigen_product.hpp>

#include <calx/calx.hpp>

#include "../product_check.hpp"

BOOST_AUTO_TEST_SUITE(eigen_products)

using namespace calx_test;

BOOST_AUTO_TEST_CASE(by_eigen) {
  check_products<double>(&calx::detail::product_by_eigen<double>::multiply);
  check_products<float>(&calx::detail::product_by_eigen<float>::multiply);
}

BOOST_AUTO_TEST_CASE(is_in_use) {
  BOOST_TEST((calx::detail::large_product<double> == &calx::detail::product_by_eigen<double>::multiply));
  BOOST_TEST((calx::detail::large_product<float> == &calx::detail::product_by_eigen<float>::multiply));
}

// Gradients of |A B|^2: 2 (A B) B' and 2 A' (A B), as Eigen computes them.
BOOST_AUTO_TEST_CASE(gradients) {
  constexpr auto A = calx::mat<"A", 30, 40>;
  constexpr auto B = calx::mat<"B", 40, 20>;
  std::vector<double> const a = some_numbers<double>(30 * 40, 3), b = some_numbers<double>(40 * 20, 4);
  std::vector<double> by_a(a.size()), by_b(b.size());
  double const value = evaluate_into(by_a, by_b, value_and_gradient(sum(square(A * B)), A, B), A = a, B = b);
  using matrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
  Eigen::Map<matrix const> const p(a.data(), 30, 40), q(b.data(), 40, 20), dp(by_a.data(), 30, 40), dq(by_b.data(), 40, 20);
  BOOST_TEST(value == (p * q).squaredNorm());
  BOOST_TEST((dp - 2 * (p * q) * q.transpose()).norm() == 0);
  BOOST_TEST((dq - 2 * p.transpose() * (p * q)).norm() == 0);
}

BOOST_AUTO_TEST_SUITE_END()
