// SPDX-License-Identifier: Apache-2.0
// Matrices against plain loops and Eigen:
//
//   matrix product    the sum of the entries of A B, 181 x 181, gradient by both. calx never forms A B: the sum is
//                     that of A's column sums times B's row sums. "by rows" is a person's loop who has seen it, too
//   regression        |y - X w|^2, 1000 rows and 150 weights, gradient by w
#include "compare_over.hpp"

#include <calx/calx.hpp>

#include <cstdint>
#include <span>
#include <vector>

namespace {

std::vector<double> random_numbers(std::size_t n, std::uint64_t state) {
  std::vector<double> all(n);
  for (double& x : all) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    x = static_cast<double>(state >> 11) * 0x1p-53 - 0.25;
  }
  return all;
}

#ifdef CALX_BENCH_EIGEN
using matrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
Eigen::Map<matrix const> matrix_of(std::vector<double> const& x, Eigen::Index columns) {
  return {x.data(), static_cast<Eigen::Index>(x.size()) / columns, columns};
}
Eigen::Map<Eigen::VectorXd const> vector_of(std::vector<double> const& x) {
  return {x.data(), static_cast<Eigen::Index>(x.size())};
}
#endif

struct matrix_product {
  static constexpr std::size_t n = 181;
  struct matrices {
    std::vector<double> a = random_numbers(n * n, 1), b = random_numbers(n * n, 2);
    mutable std::vector<double> slope = std::vector<double>(2 * n * n);
  };
  using point = matrices const*;
  static constexpr auto A = calx::mat<"A", 181, 181>;
  static constexpr auto B = calx::mat<"B", 181, 181>;
  static constexpr auto formula = sum(A * B);

  static double value(point const& p) { return formula(A = p->a, B = p->b); }
  static double gradient(point const& p) {
    return evaluate_into(std::span(p->slope).first(n * n), std::span(p->slope).last(n * n), value_and_gradient(formula, A, B),
                         A = p->a, B = p->b);
  }
  static double value_by_hand(point const& p) {
    double s = 0;
    double row[n];
    for (std::size_t i = 0; i < n; ++i) {
      for (double& x : row) x = 0;
      for (std::size_t k = 0; k < n; ++k)
        for (std::size_t j = 0; j < n; ++j) row[j] += p->a[n * i + k] * p->b[n * k + j];
      for (double const x : row) s += x;
    }
    return s;
  }
  // The slopes by A are the sums of B's rows, by B of A's columns.
  static double gradient_by_hand(point const& p) {
    double of_rows[n]{}, of_columns[n]{};
    for (std::size_t k = 0; k < n; ++k)
      for (std::size_t j = 0; j < n; ++j) of_rows[k] += p->b[n * k + j], of_columns[j] += p->a[n * k + j];
    for (std::size_t k = 0; k < n; ++k)
      for (std::size_t j = 0; j < n; ++j) p->slope[n * k + j] = of_rows[j], p->slope[n * n + n * k + j] = of_columns[k];
    return value_by_hand(p);
  }
#ifdef CALX_BENCH_EIGEN
  static double value_by_eigen(point const& p) { return (matrix_of(p->a, n) * matrix_of(p->b, n)).sum(); }
  static double gradient_by_eigen(point const& p) {
    auto const a = matrix_of(p->a, n), b = matrix_of(p->b, n);
    Eigen::Map<matrix>(p->slope.data(), n, n) = b.rowwise().sum().transpose().replicate(n, 1);
    Eigen::Map<matrix>(p->slope.data() + n * n, n, n) = a.colwise().sum().transpose().replicate(1, n);
    return (a * b).sum();
  }
#endif
};

// Without the product.
double by_rows(matrix_product::point const& p) {
  constexpr std::size_t n = matrix_product::n;
  double s = 0, of_columns[n]{};
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t k = 0; k < n; ++k) of_columns[k] += p->a[n * i + k];
  for (std::size_t k = 0; k < n; ++k) {
    double row = 0;
    for (std::size_t j = 0; j < n; ++j) row += p->b[n * k + j];
    s += of_columns[k] * row;
  }
  return s;
}

struct regression {
  struct table {
    std::vector<double> xs = random_numbers(150 * 1000, 3), ys = random_numbers(1000, 4), ws = std::vector<double>(150, 0.01);
    mutable std::vector<double> slope = std::vector<double>(150);
  };
  using point = table const*;
  static constexpr auto X = calx::mat<"X", calx::dynamic, 150>;
  static constexpr auto w = calx::vec<"w", 150>;
  static constexpr auto y = calx::column<"y">;
  static constexpr auto formula = sum(square(y - X * w));

  static double value(point const& p) { return formula(y = p->ys, X = p->xs, w = p->ws); }
  static double gradient(point const& p) {
    return evaluate_into(p->slope, value_and_gradient(formula, w), y = p->ys, X = p->xs, w = p->ws);
  }
  static double value_by_hand(point const& p) {
    double s = 0;
    for (std::size_t i = 0; i < p->ys.size(); ++i) {
      double z = 0;
      for (std::size_t j = 0; j < 150; ++j) z += p->xs[150 * i + j] * p->ws[j];
      s += (p->ys[i] - z) * (p->ys[i] - z);
    }
    return s;
  }
  static double gradient_by_hand(point const& p) {
    double s = 0;
    for (double& x : p->slope) x = 0;
    for (std::size_t i = 0; i < p->ys.size(); ++i) {
      double z = 0;
      for (std::size_t j = 0; j < 150; ++j) z += p->xs[150 * i + j] * p->ws[j];
      double const r = p->ys[i] - z;
      s += r * r;
      for (std::size_t j = 0; j < 150; ++j) p->slope[j] -= 2 * r * p->xs[150 * i + j];
    }
    return s;
  }
#ifdef CALX_BENCH_EIGEN
  static double value_by_eigen(point const& p) {
    return (vector_of(p->ys) - matrix_of(p->xs, 150) * vector_of(p->ws)).squaredNorm();
  }
  static double gradient_by_eigen(point const& p) {
    auto const x = matrix_of(p->xs, 150);
    Eigen::VectorXd const r = vector_of(p->ys) - x * vector_of(p->ws);
    Eigen::Map<Eigen::VectorXd>(p->slope.data(), 150) = -2 * (x.transpose() * r);
    return r.squaredNorm();
  }
#endif
};

}  // namespace

int main(int argc, char** argv) {
  matrix_product::matrices const two;
  comparison::compare_over<matrix_product>("matrix product, 181", &two);
  comparison::problems.push_back({"matrix product, 181, by rows", ""});
  comparison::check_numbers("by rows", by_rows(&two), matrix_product::value_by_hand(&two));
  comparison::time<matrix_product::point>("matrix product, 181, by rows/calx", &matrix_product::value, &two);
  comparison::time<matrix_product::point>("matrix product, 181, by rows/hand", &by_rows, &two);
  regression::table const table;
  comparison::compare_over<regression>("regression, 1000 x 150", &table);
  comparison::run_arrays(argc, argv);
}
