// SPDX-License-Identifier: Apache-2.0
#include <calx/evaluate/matrix_product.hpp>

#include "../product_check.hpp"

BOOST_AUTO_TEST_SUITE(matrix_products)

using namespace calx::detail;
using namespace calx_test;

BOOST_AUTO_TEST_CASE(plain) {
  check_products<double>(&plain_product<double>);
  check_products<float>(&plain_product<float>);
}

BOOST_AUTO_TEST_CASE(unrolled) {
  auto const three_by_five = [](double* c, matrix_operand<double> a, matrix_operand<double> b, product_size s) {
    multiply_matrices<3, 5>(c, a, b, s);
  };
  for (std::ptrdiff_t const rows : {0, 1, 2, 7})
    for (int transposed = 0; transposed < 4; ++transposed)
      check_product<double>({rows, 3, 5}, (transposed & 1) != 0, (transposed & 2) != 0, three_by_five);
}

// A large product is what `large_product` says.
BOOST_AUTO_TEST_CASE(large_ones_are_replaceable) {
  static int calls = 0;
  product_function<double> const before = large_product<double>;
  large_product<double> = [](double* c, matrix_operand<double> a, matrix_operand<double> b, product_size s) {
    ++calls;
    plain_product(c, a, b, s);
  };
  check_product<double>({20, 17, 16}, false, false,
                        [](double* c, matrix_operand<double> a, matrix_operand<double> b, product_size s) {
                          multiply_matrices<17, 16>(c, a, b, s);
                        });
  large_product<double> = before;
  BOOST_TEST(calls == 1);
}

BOOST_AUTO_TEST_SUITE_END()
