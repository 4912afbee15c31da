// SPDX-License-Identifier: Apache-2.0
#include <calx/optimize/dense.hpp>
#include <calx/optimize/indefinite.hpp>

#include "../random_source.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cmath>
#include <vector>

BOOST_AUTO_TEST_SUITE(dense)

namespace {

using calx::detail::inner;
using numbers = std::vector<double>;
std::size_t at(int n, int i, int k) { return static_cast<std::size_t>(i * n + k); }

numbers random_symmetric(calx_test::random_source& random, int n, bool with_zeros) {
  numbers a(static_cast<std::size_t>(n * n));
  for (int i = 0; i < n; ++i)
    for (int k = 0; k <= i; ++k) a[at(n, i, k)] = a[at(n, k, i)] = with_zeros && random.one_in(3) ? 0.0 : 2 * random.unit() - 1;
  return a;
}
double residual(numbers const& a, numbers const& x, numbers const& b, int n) {
  double worst = 0;
  for (int i = 0; i < n; ++i)
    worst = std::max(worst, std::abs(inner(a.data() + i * n, x.data(), n) - b[static_cast<std::size_t>(i)]));
  return worst;
}
numbers random_vector(calx_test::random_source& random, int n) {
  numbers x(static_cast<std::size_t>(n));
  for (double& v : x) v = 2 * random.unit() - 1;
  return x;
}

}  // namespace

BOOST_AUTO_TEST_CASE(eigenvalues) {
  calx_test::random_source random(1);
  for (int n = 1; n <= 12; ++n)
    for (int tries = 0; tries < 40; ++tries) {
      numbers const a = random_symmetric(random, n, tries % 2 == 0);
      numbers left = a, values(static_cast<std::size_t>(n)), vectors(a.size());
      calx::detail::symmetric_eigen(left.data(), values.data(), vectors.data(), n);
      for (int k = 0; k < n; ++k) {
        if (k > 0) BOOST_TEST(values[static_cast<std::size_t>(k - 1)] <= values[static_cast<std::size_t>(k)]);
        for (int i = 0; i < n; ++i) {
          double image = 0, overlap = 0;
          for (int j = 0; j < n; ++j) {
            image += a[at(n, i, j)] * vectors[at(n, j, k)];
            overlap += vectors[at(n, j, i)] * vectors[at(n, j, k)];
          }
          BOOST_TEST(std::abs(image - values[static_cast<std::size_t>(k)] * vectors[at(n, i, k)]) < 1e-13);
          BOOST_TEST(std::abs(overlap - (i == k ? 1 : 0)) < 1e-13);
        }
      }
    }
}

BOOST_AUTO_TEST_CASE(factors) {
  calx_test::random_source random(2);
  for (int n = 1; n <= 12; ++n)
    for (int tries = 0; tries < 100; ++tries) {
      numbers const a = random_symmetric(random, n, tries % 2 == 0), b = random_vector(random, n);
      numbers left = a, values(static_cast<std::size_t>(n)), vectors(a.size());
      calx::detail::symmetric_eigen(left.data(), values.data(), vectors.data(), n);
      double least = 1e300;
      int positive = 0;
      for (double const v : values) least = std::min(least, std::abs(v)), positive += v > 0;
      if (least < 1e-4) continue;

      calx::detail::indefinite_factor<double> factor(n);
      std::copy(a.begin(), a.end(), factor.matrix());
      factor.factorize();
      BOOST_TEST((factor.positive == positive && factor.negative == n - positive && factor.zero == 0));
      numbers x = b;
      factor.solve(x.data());
      BOOST_TEST(residual(a, x, b, n) * least < 1e-13);

      numbers lu = a;
      std::vector<int> pivots(static_cast<std::size_t>(n));
      BOOST_TEST(calx::detail::lu(lu.data(), pivots.data(), n));
      x = b;
      calx::detail::solve_lu(lu.data(), pivots.data(), x.data(), n);
      BOOST_TEST(residual(a, x, b, n) * least < 1e-13);

      numbers l = a;
      BOOST_TEST(calx::detail::cholesky(l.data(), n) == (positive == n));
      numbers shifted = a;
      double const shift = 0.1 - std::min(0.0, values[0]);
      for (int i = 0; i < n; ++i) shifted[at(n, i, i)] += shift;
      l = a;
      BOOST_TEST(calx::detail::cholesky(l.data(), n, shift));
      x = b;
      calx::detail::solve_cholesky(l.data(), x.data(), n);
      BOOST_TEST(residual(shifted, x, b, n) < 1e-12);
    }
}

BOOST_AUTO_TEST_CASE(singular_matrices) {
  numbers a{1, 2, 2, 4}, zero(9);
  std::vector<int> pivots(3);
  BOOST_TEST(!calx::detail::cholesky(numbers(a).data(), 2));
  BOOST_TEST(!calx::detail::lu(numbers(a).data(), pivots.data(), 2));
  BOOST_TEST(!calx::detail::lu(numbers(zero).data(), pivots.data(), 3));
  calx::detail::indefinite_factor<double> factor(3);
  std::copy(zero.begin(), zero.end(), factor.matrix());
  factor.factorize();
  BOOST_TEST(factor.zero == 3);
}

BOOST_AUTO_TEST_CASE(norms_do_not_overflow) {
  numbers const large{3e200, 4e200}, tiny{3e-200, 4e-200}, none{0, 0};
  BOOST_TEST(std::abs(calx::detail::norm(large.data(), 2) / 5e200 - 1) < 1e-15);
  BOOST_TEST(std::abs(calx::detail::norm(tiny.data(), 2) / 5e-200 - 1) < 1e-15);
  BOOST_TEST(calx::detail::norm(none.data(), 2) == 0);
}

BOOST_AUTO_TEST_SUITE_END()
