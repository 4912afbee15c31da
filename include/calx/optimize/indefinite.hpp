// SPDX-License-Identifier: Apache-2.0
// indefinite_factor: P A P' = L D L' of a symmetric matrix, D of blocks 1 x 1 and 2 x 2, with the pivots of J. R. Bunch and L.
// Kaufman (1977); the signs of D's eigenvalues are those of A's. Only the lower triangles are read and written. n^3/6 products.
#pragma once

#include <calx/optimize/dense.hpp>

namespace calx::detail {

template <class Real> class indefinite_factor {
 public:
  explicit constexpr indefinite_factor(int size)
      : n_(size), a_(size * size), beside_(size), order_(size), block_(size), moved_(size), second_(size) {}

  constexpr Real* matrix() { return a_.data(); }  // to be filled, on and below the diagonal, before factorize
  int positive = 0, negative = 0, zero = 0;       // eigenvalues

  constexpr void factorize() {
    positive = negative = zero = 0;
    for (int i = 0; i < n_; ++i) order_[i] = i;
    for (int k = 0; k < n_;) k += eliminate(k);
  }
  constexpr void solve(Real* x) {
    for (int i = 0; i < n_; ++i) moved_[i] = x[order_[i]];
    for (int i = 1; i < n_; ++i) moved_[i] -= inner(a_.data() + i * n_, moved_.data(), i);
    for (int k = 0; k < n_; k += block_[k]) divide(k);
    for (int i = n_ - 1; i > 0; --i) add_scaled(moved_.data(), -moved_[i], a_.data() + i * n_, moved_.data(), i);
    for (int i = 0; i < n_; ++i) x[order_[i]] = moved_[i];
  }

  // The largest pivot beside the smallest, of a block of two the root of its determinant; 0 where one is 0.
  constexpr Real pivot_ratio() {
    Real least(0), most(0);
    for (int k = 0; k < n_; k += block_[k]) {
      Real const q = block_[k] == 2 ? beside_[k] : Real(0);
      Real const size = block_[k] == 1 ? magnitude(at(k, k))
                                       : magnitude(q) * square_root(magnitude(at(k, k) / q * (at(k + 1, k + 1) / q) - 1));
      least = k == 0 || size < least ? size : least;
      most = size > most ? size : most;
    }
    return least > 0 ? most / least : Real(0);
  }

 private:
  constexpr Real& at(int i, int k) { return a_[i * n_ + k]; }

  static constexpr void swap(Real& x, Real& y) {
    Real const kept = x;
    x = y, y = kept;
  }
  // Rows and columns p < q.
  constexpr void exchange(int p, int q) {
    if (p == q) return;
    int const position = order_[p];
    order_[p] = order_[q], order_[q] = position;
    for (int k = 0; k < p; ++k) swap(at(p, k), at(q, k));
    for (int k = p + 1; k < q; ++k) swap(at(k, p), at(q, k));
    for (int k = q + 1; k < n_; ++k) swap(at(k, p), at(k, q));
    swap(at(p, p), at(q, q));
  }
  // The largest entry of a column below the diagonal, or, from `from`, left of and below it.
  constexpr Real largest(int column, int from, int& where) {
    Real most(0);
    for (int i = from; i < n_; ++i) {
      Real const size = i == column ? Real(0) : magnitude(i > column ? at(i, column) : at(column, i));
      if (size <= most) continue;
      most = size;
      where = i;
    }
    return most;
  }
  constexpr int eliminate(int k) {
    constexpr double alpha = 0.6403882032022076;  // (1 + sqrt(17))/8
    int row = k, other = k;
    Real const size = magnitude(at(k, k)), below = largest(k, k + 1, row);
    if (size == 0 && below == 0) {
      ++zero;
      block_[k] = 1;
      return 1;
    }
    if (size < Real(alpha) * below) {
      Real const across = largest(row, k, other);
      if (size * across < Real(alpha) * below * below) {
        if (magnitude(at(row, row)) >= Real(alpha) * across) {
          exchange(k, row);
        } else {
          exchange(k + 1, row);
          return eliminate_two(k);
        }
      }
    }
    Real const pivot = at(k, k);
    (pivot > 0 ? positive : negative) += 1;
    block_[k] = 1;
    for (int i = k + 1; i < n_; ++i) {
      moved_[i] = at(i, k);
      Real const factor = at(i, k) = moved_[i] / pivot;
      for (int j = k + 1; j <= i; ++j) at(i, j) -= factor * moved_[j];
    }
    return 1;
  }
  constexpr int eliminate_two(int k) {
    Real const p = at(k, k), q = at(k + 1, k), r = at(k + 1, k + 1), d = p / q * (r / q) - 1;  // det/q^2
    ++positive, ++negative;
    block_[k] = 2;
    block_[k + 1] = 0;  // its second row
    beside_[k] = q;
    at(k + 1, k) = 0;  // L's
    for (int i = k + 2; i < n_; ++i) {
      Real const x = moved_[i] = at(i, k), y = second_[i] = at(i, k + 1);
      Real const first = (x * (r / q) - y) / (d * q), second = (y * (p / q) - x) / (d * q);
      for (int j = k + 2; j <= i; ++j) at(i, j) -= first * moved_[j] + second * second_[j];
      at(i, k) = first, at(i, k + 1) = second;
    }
    return 2;
  }
  constexpr void divide(int k) {
    if (block_[k] == 1) {
      moved_[k] = at(k, k) == 0 ? Real(0) : moved_[k] / at(k, k);
      return;
    }
    Real const p = at(k, k), q = beside_[k], r = at(k + 1, k + 1), d = p / q * (r / q) - 1;
    Real const x = moved_[k], y = moved_[k + 1];
    moved_[k] = (x * (r / q) - y) / (d * q);
    moved_[k + 1] = (y * (p / q) - x) / (d * q);
  }

  int n_;
  buffer<Real> a_, beside_;  // beside_: D's entries below its diagonal
  buffer<int> order_, block_;
  buffer<Real> moved_, second_;
};

}  // namespace calx::detail
