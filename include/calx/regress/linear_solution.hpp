// SPDX-License-Identifier: Apache-2.0
// The solution of a linear least-squares problem from its triangle, W^(1/2) [A b] = Q [R c; 0 rho]:
//
//   R S = Q' T P'   S: powers of two that bring the columns of R to lengths in [1/2, 1);  P: the longest column left comes next
//   rank            how many columns come before one whose remainder is not longer than tolerance times the first.
//                   By default 32 n epsilon: what rounding leaves of a column that is a combination of others, and no more
//   coefficients    T x = Q'c; those of columns beyond the rank are 0, and so are taken out of the model
//   undetermined    the columns that take part in a dependency: those beyond the rank, and those that they are made of
//
// Sizes are powers of two throughout, so columns in any unit give the same bits. Where the data are not finite, neither is the
// solution, and the rank is 0.
// Sources: P. Businger, G. H. Golub 1965 (pivoting).
#pragma once

#include <calx/elementary/pair.hpp>
#include <calx/regress/triangle.hpp>

namespace calx::detail {

// Numbers of a solution: on the heap, or in the solution where their count is known to the compiler, so that it can be
// constexpr.
template <class T, int Size> struct fixed_numbers {
  T values[static_cast<unsigned>(Size)]{};
  constexpr explicit fixed_numbers(int) {}
  constexpr T& operator[](int i) { return values[i]; }
  constexpr T const& operator[](int i) const { return values[i]; }
  constexpr T* data() { return values; }
  constexpr T const* data() const { return values; }
};
template <class T, int Size> using column_numbers = std::conditional_t<(Size < 0), buffer<T>, fixed_numbers<T, Size>>;

struct least_squares_options {
  double rank_tolerance = 0;  // 0: 32 n epsilon
  int max_refinements = 10;
};

template <class Real = double, int Columns = any_number> class linear_solution {
  static constexpr int square_size = Columns < 0 ? any_number : Columns * Columns;

 public:
  using pair = elementary::pair<Real>;

  // The triangle and its exponents are used up.
  constexpr linear_solution(Real* triangle, int* exponents, int columns, least_squares_options const& options)
      : columns_(columns),
        order_(columns),
        exponents_(columns),
        solution_(columns),
        inverse_(columns * columns),
        is_zero_(columns) {
    balance(triangle, exponents);
    if (!finite_) return;
    pivot(triangle, options.rank_tolerance > 0 ? static_cast<Real>(options.rank_tolerance)
                                               : 32 * Real(columns) * std::numeric_limits<Real>::epsilon());
    invert(triangle);
    for (int k = 0; k < rank_; ++k) {
      Real x(0);
      for (int i = k; i < rank_; ++i) x += inverse_[i * columns_ + k] * triangle[columns_ * (columns_ + 1) + i];
      solution_[order_[k]] = x;
    }
  }

  constexpr int columns() const { return columns_; }
  constexpr int rank() const { return rank_; }
  constexpr bool finite() const { return finite_; }
  // Of the scaled columns within the rank, in the 1-norm.
  constexpr Real condition() const { return condition_; }
  constexpr int refinements() const { return refinements_; }

  constexpr Real coefficient(int j) const {
    return !finite_ ? elementary::not_a_number<Real>
                    : elementary::scale_by_power_of_two(solution_[j].hi, right_exponent_ - exponents_[j]);
  }

  // |W^(1/2)(b - A x)|, and its square.
  constexpr Real residual_norm() const {
    return !finite_ ? elementary::not_a_number<Real>
                    : elementary::scale_by_power_of_two(square_root(residual_square_), right_exponent_);
  }
  constexpr Real residual_sum_of_squares() const {
    return !finite_ ? elementary::not_a_number<Real> : elementary::scale_by_power_of_two(residual_square_, 2 * right_exponent_);
  }

  // The columns that are zero; that were taken out; that the data do not determine.
  constexpr bool is_zero(int j) const { return is_zero_[j]; }
  constexpr bool is_taken_out(int j) const { return position(j) >= rank_; }
  constexpr bool is_determined(int j) const {
    int const at = position(j);
    for (int k = rank_; k < columns_ && at < rank_; ++k)
      if (magnitude(inverse_[k * columns_ + at]) > null_threshold) return false;
    return at < rank_;
  }
  // Which columns were taken out: the k-th for 0 <= k < columns - rank, and the combination of columns that is zero because of
  // it, 1 times itself. Numbers below 1e-8 of a scaled column are rounding and are returned as 0.
  constexpr int taken_out(int k) const { return order_[rank_ + k]; }
  constexpr Real dependency(int k, int j) const {
    int const at = position(j), itself = rank_ + k;
    if (at >= rank_) return at == itself ? Real(1) : Real(0);
    Real const c = inverse_[itself * columns_ + at];
    if (!(magnitude(c) > null_threshold)) return Real(0);
    return elementary::scale_by_power_of_two(c, exponents_[order_[itself]] - exponents_[j]);
  }

  // (A^T W A)^-1, to be multiplied with the variance of an observation of weight 1. NaN for columns that are not determined.
  constexpr Real covariance(int i, int j) const {
    if (!is_determined(i) || !is_determined(j)) return elementary::not_a_number<Real>;
    return elementary::scale_by_power_of_two(scaled_covariance(i, j), -exponents_[i] - exponents_[j]);
  }
  // The root of covariance(j, j), which does not overflow where that does; and covariance over two of these.
  constexpr Real deviation(int j) const {
    if (!is_determined(j)) return elementary::not_a_number<Real>;
    return elementary::scale_by_power_of_two(square_root(scaled_covariance(j, j)), -exponents_[j]);
  }
  constexpr Real correlation(int i, int j) const {
    if (!is_determined(i) || !is_determined(j)) return elementary::not_a_number<Real>;
    return scaled_covariance(i, j) / (square_root(scaled_covariance(i, i)) * square_root(scaled_covariance(j, j)));
  }

  // The root of a' (A^T W A)^-1 a: the deviation of the fitted value a'x in a row a, to be multiplied with that of an
  // observation of weight 1. NaN where the data do not determine a'x.
  constexpr Real deviation_of_row(Real const* a) const {
    Real largest(0), square(0);
    for (int k = 0; k < columns_; ++k)
      if (magnitude(scaled_element(a, k)) > largest) largest = magnitude(scaled_element(a, k));
    for (int k = 0; k < columns_; ++k) {
      Real sum = k < rank_ ? Real(0) : scaled_element(a, k);
      for (int i = 0; i <= k && i < rank_; ++i) sum += inverse_[k * columns_ + i] * scaled_element(a, i);
      if (k < rank_) square += sum * sum;
      else if (!(magnitude(sum) <= null_threshold * largest)) return elementary::not_a_number<Real>;
    }
    return finite_ ? square_root(square) : elementary::not_a_number<Real>;
  }

  // For refinement: the scaled problem. Column j of A there is 2^-exponent(j) times itself, b is 2^-right_exponent() times
  // itself.
  constexpr int exponent(int j) const { return exponents_[j]; }
  constexpr int right_exponent() const { return right_exponent_; }
  constexpr int kept(int k) const { return order_[k]; }
  constexpr pair const& scaled(int j) const { return solution_[j]; }
  constexpr pair& scaled(int j) { return solution_[j]; }
  // Element (i, k) of T^-1, i <= k < rank, by columns.
  constexpr Real inverse(int i, int k) const { return inverse_[k * columns_ + i]; }
  constexpr Real scaled_residual_square() const { return residual_square_; }
  constexpr void set_refined(Real residual_square, int refinements) {
    residual_square_ = residual_square;
    refinements_ = refinements;
  }

 private:
  // Half of the digits, for what rounding leaves of a zero is larger than epsilon by the condition of the columns kept.
  static constexpr Real null_threshold = Real(1e-8);

  // Of a row: in the scale of the k-th column of T.
  constexpr Real scaled_element(Real const* a, int k) const {
    return elementary::scale_by_power_of_two(a[order_[k]], -exponents_[order_[k]]);
  }
  constexpr int position(int j) const {
    int k = 0;
    while (order_[k] != j) ++k;
    return k;
  }

  constexpr void balance(Real* r, int const* exponents) {
    int const n = columns_ + 1;
    for (int j = 0; j < n; ++j) {
      Real const length = norm(r + j * n, j + 1);
      finite_ = finite_ && is_finite(length);
      int const shift = exponent_of(length);
      copy_scaled(r + j * n, -shift, r + j * n, j + 1);
      for (int i = j + 1; i < n; ++i) r[j * n + i] = Real(0);
      (j < columns_ ? exponents_[j] : right_exponent_) = exponents[j] + shift;
      if (j == columns_) break;
      order_[j] = j;
      is_zero_[j] = length == 0;
    }
  }

  // Householder's QR of the columns but the last, which goes along.
  constexpr void pivot(Real* r, Real tolerance) {
    int const n = columns_ + 1;
    Real longest(0);
    for (rank_ = 0; rank_ < columns_; ++rank_) {
      int const k = rank_, left = columns_ - k;
      int best = k;
      Real length(0);
      for (int j = k; j < columns_; ++j) {
        Real const l = norm(r + j * n + k, left);
        if (l > length) length = l, best = j;
      }
      if (k == 0) longest = length;
      if (!(length > tolerance * longest)) break;
      for (int i = 0; best != k && i < columns_; ++i) {
        Real const x = r[k * n + i];
        r[k * n + i] = r[best * n + i], r[best * n + i] = x;
      }
      int const column = order_[k];
      order_[k] = order_[best], order_[best] = column;
      Real* const x = r + k * n + k;
      Real const beta = x[0] < 0 ? length : -length, factor = 1 / (beta * (x[0] - beta));
      x[0] -= beta;
      for (int j = k + 1; j < n; ++j) {
        Real* const y = r + j * n + k;
        add_scaled(y, inner(x, y, left) * factor, x, y, left);
      }
      x[0] = beta;
    }
    Real const* const c = r + columns_ * n;
    residual_square_ = inner(c + rank_, c + rank_, n - rank_);
  }

  // T^-1 in the columns before the rank; behind, minus T^-1 times what those columns are in terms of T.
  constexpr void invert(Real const* r) {
    int const n = columns_ + 1;
    Real size(0), inverse_size(0);
    for (int k = 0; k < columns_; ++k) {
      Real* const to = inverse_.data() + k * columns_;
      if (k < rank_) to[k] = 1 / r[k * n + k];
      for (int i = (k < rank_ ? k : rank_) - 1; i >= 0; --i) {
        Real sum = r[k * n + i] * (k < rank_ ? to[k] : Real(1));
        for (int l = i + 1; l < (k < rank_ ? k : rank_); ++l) sum += r[l * n + i] * to[l];
        to[i] = -sum / r[i * n + i];
      }
      if (k >= rank_) continue;
      Real a(0), b(0);
      for (int i = 0; i <= k; ++i) a += magnitude(r[k * n + i]), b += magnitude(to[i]);
      size = a > size ? a : size;
      inverse_size = b > inverse_size ? b : inverse_size;
    }
    condition_ = size * inverse_size;
  }

  constexpr Real scaled_covariance(int i, int j) const {
    int const a = position(i), b = position(j);
    Real sum(0);
    for (int k = a < b ? b : a; k < rank_; ++k) sum += inverse_[k * columns_ + a] * inverse_[k * columns_ + b];
    return sum;
  }

  int columns_;
  int rank_ = 0;
  int right_exponent_ = 0;
  int refinements_ = 0;
  bool finite_ = true;
  Real condition_{};
  Real residual_square_{};
  column_numbers<int, Columns> order_;      // column order_[k] of A is column k of T
  column_numbers<int, Columns> exponents_;  // by columns of A, as the next ones
  column_numbers<pair, Columns> solution_;
  column_numbers<Real, square_size> inverse_;
  column_numbers<bool, Columns> is_zero_;
};

}  // namespace calx::detail
