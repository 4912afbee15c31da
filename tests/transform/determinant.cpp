// SPDX-License-Identifier: Apache-2.0
#include <calx/transform/determinant.hpp>

#include "../formula.hpp"

#include <boost/test/unit_test.hpp>

#include <cstdint>

BOOST_AUTO_TEST_SUITE(determinants_of_graphs)

namespace {

using namespace calx_test;
using calx::rational;

constexpr bool small_ones(paper written) {
  calx::graph const two = written([](auto x, auto y, auto z, auto w) -> formulas { return {x, y, z, w}; });
  calx::graph const singular = written([](auto x, auto y) -> formulas { return {x, y, x, y}; });
  calx::graph const triangle = written([](auto x, auto y, auto z, auto w) -> formulas {
    auto const zero = x.number(0);
    return {x, w, exp(w), zero, y, sin(w), zero, zero, z};
  });
  return reads(calx::determinant(two.view(), 2), "w*x - y*z") && reads(calx::determinant(two.view(), 1), "x") &&
         reads(calx::determinant(singular.view(), 2), "0") && reads(calx::determinant(triangle.view(), 3), "x*y*z") &&
         reads(calx::determinant(written([](auto x) -> formulas { return {x - x}; }).view(), 1), "0");
}
static_assert(small_ones(paper{}));

// Exactly: by elimination.
constexpr rational by_elimination(rational (&m)[6][6], int n) {
  rational result(1);
  for (int k = 0; k < n; ++k) {
    int pivot = k;
    while (pivot < n && m[pivot][k].is_zero()) ++pivot;
    if (pivot == n) return rational(0);
    for (int j = 0; pivot != k && j < n; ++j) {
      rational const kept = m[k][j];
      m[k][j] = m[pivot][j];
      m[pivot][j] = kept;
    }
    result = pivot == k ? result * m[k][k] : -(result * m[k][k]);
    for (int i = k + 1; i < n; ++i) {
      rational const factor = m[i][k] / m[k][k];
      for (int j = k; j < n; ++j) m[i][j] = m[i][j] - factor * m[k][j];
    }
  }
  return result;
}
// Numbers fold, so the determinant of a matrix of numbers is one.
constexpr bool of_numbers(int n, std::uint32_t state) {
  calx::builder b;
  rational m[6][6];
  for (int i = 0; i < n; ++i)
    for (int j = 0; j < n; ++j) {
      state = state * 1664525u + 1013904223u;
      m[i][j] = rational(static_cast<int>((state >> 12) % 9) - 4);
      b.output(b.constant(calx::number(m[i][j])));
    }
  calx::graph const result = calx::determinant(b.view(), n);
  calx::node_id const value = result.outputs[0];
  return result.view().is_constant(value) && result.view().constant(value).exact == by_elimination(m, n);
}
static_assert(of_numbers(3, 1) && of_numbers(4, 2));

// All entries different.
constexpr int products(int n) {
  calx::builder b;
  for (int i = 0; i < n * n; ++i) b.output(b.input(i));
  return count_of(calx::determinant(b.view(), n), calx::opcode::multiply);
}
static_assert(products(2) == 2 && products(3) == 9 && products(4) == 28);

}  // namespace

BOOST_AUTO_TEST_CASE(checked) { BOOST_TEST(small_ones(at_run_time)); }

BOOST_AUTO_TEST_CASE(numbers) {
  for (int n = 1; n <= 6; ++n)
    for (std::uint32_t seed = 0; seed < 50; ++seed) BOOST_TEST(of_numbers(n, seed));
  BOOST_TEST(products(5) == 75);
  BOOST_TEST(products(6) == 186);
}

BOOST_AUTO_TEST_SUITE_END()
