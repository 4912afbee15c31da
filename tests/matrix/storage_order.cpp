// SPDX-License-Identifier: Apache-2.0
// Values that are Eigen's objects: row by row, column by column, parts of larger ones. What lies together is not copied.
#include <calx/calx.hpp>

#include <Eigen/Core>

#include <boost/test/unit_test.hpp>

#include <array>
#include <cmath>
#include <stdexcept>

namespace {

constexpr auto w = calx::vec<"w", 4>;
constexpr auto X = calx::mat<"X", calx::dynamic, 4>;
constexpr auto Z = calx::mat<"Z", calx::dynamic, 40>;
constexpr auto y = calx::column<"y">;
constexpr auto B = calx::mat<"B", 2, 4>;

using row_major = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

Eigen::MatrixXd some_matrix(int rows, int columns) {
  Eigen::MatrixXd m(rows, columns);
  for (int i = 0; i < rows; ++i)
    for (int j = 0; j < columns; ++j) m(i, j) = std::sin(0.3 * i + 1.7 * j) + 0.2;
  return m;
}

// The function has the same value whichever way X lies.
template <class F, class... Others> void check(F const& f, Eigen::MatrixXd const& x, Others const&... others) {
  row_major const rows = x;
  Eigen::MatrixXd larger = Eigen::MatrixXd::Constant(x.rows() + 2, x.cols() + 3, -77.0);
  larger.block(1, 2, x.rows(), x.cols()) = x;
  row_major const larger_rows = larger;
  double const expected = f(X = rows, others...);
  BOOST_TEST(std::abs(f(X = x, others...) - expected) <= 1e-14 * (1 + std::abs(expected)));
  BOOST_TEST(f(X = larger.block(1, 2, x.rows(), x.cols()), others...) == f(X = x, others...));
  BOOST_TEST(f(X = larger_rows.block(1, 2, x.rows(), x.cols()), others...) == expected);
  BOOST_TEST(f(X = Eigen::Map<Eigen::MatrixXd const>(x.data(), x.rows(), x.cols()), others...) == f(X = x, others...));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(storage_order)

BOOST_AUTO_TEST_CASE(matrices) {
  std::array<double, 4> const at{0.5, -1.0, 2.0, 0.25};
  std::array<double, 8> const b{1, 2, -1, 0.5, 0.25, -2, 3, 1};
  for (int const rows : {1, 2, 5, 8, 9, 40, 333}) {
    Eigen::MatrixXd const x = some_matrix(rows, 4);
    Eigen::VectorXd const heights = some_matrix(rows, 1);
    check(sum(exp(X)), x);
    check(sum(square(y - X * w)), x, y = heights, w = at);
    check(sum(hadamard(row_softmax(X), X)), x);
    check(sum(square(B * transpose(X))), x, B = b);
    check(maximum(X - transpose(w)), x, w = at);
    check(sum(square(transpose(X) * X)), x);
    check(log_sum_exp(X) + calx::element<0, 3>(X), x);
    check(norm(column_sums(X)), x);
  }
}

BOOST_AUTO_TEST_CASE(results) {
  Eigen::MatrixXd const x = some_matrix(100, 4);
  row_major const rows = x;
  BOOST_TEST((exp(X)(X = x) == exp(X)(X = rows)));
  BOOST_TEST((row_sums(X)(X = x) == row_sums(X)(X = rows)));
  auto const slope = gradient(sum(square(X)), X)(X = x);
  for (int i = 0; i < 100; ++i)
    for (int j = 0; j < 4; ++j) BOOST_TEST(slope[static_cast<std::size_t>(i)][static_cast<std::size_t>(j)] == 2 * x(i, j));
}

BOOST_AUTO_TEST_CASE(many_columns) {
  Eigen::MatrixXd const z = some_matrix(50, 40);
  row_major const rows = z;
  BOOST_TEST(sum(exp(Z))(Z = z) == sum(exp(Z))(Z = rows));
}

// A row of a matrix that lies by columns has gaps.
BOOST_AUTO_TEST_CASE(vectors) {
  Eigen::MatrixXd const z = some_matrix(6, 30);
  row_major const rows = z;
  double expected = 0;
  for (int j = 0; j < 30; ++j) expected += z(2, j) * z(2, j);
  BOOST_TEST(std::abs(sum(square(y))(y = z.row(2)) - expected) < 1e-13);
  BOOST_TEST(std::abs(sum(square(y))(y = rows.row(2)) - expected) < 1e-13);
  BOOST_TEST(std::abs(sum(square(y))(y = rows.col(3)) - z.col(3).squaredNorm()) < 1e-13);
  Eigen::VectorXd const whole = z.row(2);
  BOOST_TEST(sum(y)(y = whole.segment(3, 9)) == sum(y)(y = Eigen::VectorXd(whole.segment(3, 9))));
  BOOST_TEST(sum(y)(y = whole.reverse()) == sum(y)(y = Eigen::VectorXd(whole.reverse())));
}

BOOST_AUTO_TEST_CASE(a_matrix_is_no_column) {
  Eigen::MatrixXd const z = some_matrix(6, 3);
  BOOST_CHECK_THROW((void)sum(y)(y = z), std::invalid_argument);
  BOOST_CHECK_THROW((void)sum(X)(X = z), std::invalid_argument);
}

BOOST_AUTO_TEST_SUITE_END()
