// SPDX-License-Identifier: Apache-2.0
// indefinite_factor: P A P' = L D L' of a symmetric matrix, D of blocks 1 x 1 and 2 x 2, with the pivots of J. R. Bunch and L.
// Kaufman (1977); the signs of D's eigenvalues are those of A's. n^3/3 operations.
#pragma once

#include <calx/optimize/dense.hpp>

namespace calx::detail {

template <class Real> class indefinite_factor {
 public:
  explicit constexpr indefinite_factor(int size) : n_(size), a_(size * size), order_(size), block_(size), moved_(size) {}

  constexpr Real* matrix() { return a_.data(); }  // to be filled, in full, before factorize
  int positive = 0, negative = 0, zero = 0;       // eigenvalues

  constexpr void factorize() {
    positive = negative = zero = 0;
    for (int i = 0; i < n_; ++i) order_[i] = i;
    for (int k = 0; k < n_;) k += eliminate(k);
  }
  constexpr void solve(Real* x) {
    for (int i = 0; i < n_; ++i) moved_[i] = x[order_[i]];
    for (int k = 0; k < n_; k += block_[k])
      for (int i = k + block_[k]; i < n_; ++i)
        for (int b = 0; b < block_[k]; ++b) moved_[i] -= at(i, k + b) * moved_[k + b];
    for (int k = 0; k < n_; k += block_[k]) divide(k);
    for (int i = n_ - 1; i >= 0; --i)
      for (int k = 0; k < i; ++k)
        if (!(block_[k] == 2 && i == k + 1)) moved_[k] -= at(i, k) * moved_[i];
    for (int i = 0; i < n_; ++i) x[order_[i]] = moved_[i];
  }

  // The largest pivot beside the smallest, of a block of two the root of its determinant; 0 where one is 0.
  constexpr Real pivot_ratio() {
    Real least(0), most(0);
    for (int k = 0; k < n_; k += block_[k]) {
      Real const q = block_[k] == 2 ? at(k + 1, k) : Real(0);
      Real const size = block_[k] == 1 ? magnitude(at(k, k))
                                       : magnitude(q) * square_root(magnitude(at(k, k) / q * (at(k + 1, k + 1) / q) - 1));
      least = k == 0 || size < least ? size : least;
      most = size > most ? size : most;
    }
    return least > 0 ? most / least : Real(0);
  }

 private:
  constexpr Real& at(int i, int k) { return a_[i * n_ + k]; }

  constexpr void exchange(int p, int q) {
    if (p == q) return;
    int const position = order_[p];
    order_[p] = order_[q], order_[q] = position;
    for (int k = 0; k < n_; ++k) {
      Real const x = at(p, k);
      at(p, k) = at(q, k), at(q, k) = x;
    }
    for (int k = 0; k < n_; ++k) {
      Real const x = at(k, p);
      at(k, p) = at(k, q), at(k, q) = x;
    }
  }
  // The largest entry of a column below the diagonal of what is left, but not in row `except`.
  constexpr Real largest(int column, int from, int except, int& where) {
    Real most(0);
    for (int i = from; i < n_; ++i) {
      if (i == except || magnitude(at(i, column)) <= most) continue;
      most = magnitude(at(i, column));
      where = i;
    }
    return most;
  }
  constexpr int eliminate(int k) {
    constexpr double alpha = 0.6403882032022076;  // (1 + sqrt(17))/8
    int row = k, other = k;
    Real const size = magnitude(at(k, k)), below = largest(k, k + 1, -1, row);
    if (size == 0 && below == 0) {
      ++zero;
      block_[k] = 1;
      return 1;
    }
    if (size < Real(alpha) * below) {
      Real const across = largest(row, k, row, other);
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
      Real const factor = at(i, k) / pivot;
      for (int j = k + 1; j < n_; ++j) at(i, j) -= factor * at(k, j);
      at(i, k) = factor;
    }
    return 1;
  }
  constexpr int eliminate_two(int k) {
    Real const p = at(k, k), q = at(k + 1, k), r = at(k + 1, k + 1), d = p / q * (r / q) - 1;  // det/q^2
    ++positive, ++negative;
    block_[k] = 2;
    block_[k + 1] = 0;  // its second row
    for (int i = k + 2; i < n_; ++i) {
      Real const x = at(i, k), y = at(i, k + 1);
      Real const first = (x * (r / q) - y) / (d * q), second = (y * (p / q) - x) / (d * q);
      for (int j = k + 2; j < n_; ++j) at(i, j) -= first * at(k, j) + second * at(k + 1, j);
      at(i, k) = first, at(i, k + 1) = second;
    }
    return 2;
  }
  constexpr void divide(int k) {
    if (block_[k] == 1) {
      moved_[k] = at(k, k) == 0 ? Real(0) : moved_[k] / at(k, k);
      return;
    }
    Real const p = at(k, k), q = at(k + 1, k), r = at(k + 1, k + 1), d = p / q * (r / q) - 1;
    Real const x = moved_[k], y = moved_[k + 1];
    moved_[k] = (x * (r / q) - y) / (d * q);
    moved_[k + 1] = (y * (p / q) - x) / (d * q);
  }

  int n_;
  buffer<Real> a_;
  buffer<int> order_, block_;
  buffer<Real> moved_;
};

}  // namespace calx::detail
