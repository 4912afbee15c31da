// SPDX-License-Identifier: Apache-2.0
// Products of matrices against three loops, for sizes around what is unrolled and done four at a time, transposed or not.
#pragma once

#include <calx/evaluate/matrix_product.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <vector>

namespace calx_test {

template <class Real> std::vector<Real> some_numbers(std::ptrdiff_t count, int seed) {
  std::vector<Real> numbers(static_cast<std::size_t>(count));
  for (std::size_t i = 0; i < numbers.size(); ++i)
    numbers[i] = static_cast<Real>(static_cast<int>((i * 37 + static_cast<std::size_t>(seed) * 11) % 19) - 9);
  return numbers;
}

// multiply(c, a, b, size); whole numbers, so that the order of additions does not matter.
template <class Real, class Multiply>
void check_product(calx::detail::product_size s, bool a_transposed, bool b_transposed, Multiply const& multiply) {
  std::vector<Real> const a = some_numbers<Real>(s.rows * s.inner, 1), b = some_numbers<Real>(s.inner * s.columns, 2);
  std::vector<Real> c(static_cast<std::size_t>(s.rows * s.columns), Real(99));
  using operand = calx::detail::matrix_operand<Real>;
  operand const left = a_transposed ? operand{a.data(), 1, s.rows} : operand{a.data(), s.inner, 1},
                right = b_transposed ? operand{b.data(), 1, s.inner} : operand{b.data(), s.columns, 1};
  multiply(c.data(), left, right, s);
  for (std::ptrdiff_t i = 0; i < s.rows; ++i)
    for (std::ptrdiff_t j = 0; j < s.columns; ++j) {
      Real expected(0);
      for (std::ptrdiff_t k = 0; k < s.inner; ++k)
        expected += left.data[i * left.row_stride + k * left.column_stride] *
                    right.data[k * right.row_stride + j * right.column_stride];
      BOOST_TEST(c[static_cast<std::size_t>(i * s.columns + j)] == expected);
    }
}

template <class Real, class Multiply> void check_products(Multiply const& multiply) {
  for (calx::detail::product_size const s : {calx::detail::product_size{1, 1, 1},
                                             {1, 5, 4},
                                             {3, 1, 7},
                                             {4, 4, 4},
                                             {5, 3, 1},
                                             {2, 9, 5},
                                             {13, 17, 11},
                                             {0, 3, 2},
                                             {3, 0, 2},
                                             {40, 33, 37}})
    for (int transposed = 0; transposed < 4; ++transposed)
      check_product<Real>(s, (transposed & 1) != 0, (transposed & 2) != 0, multiply);
}

}  // namespace calx_test
