// SPDX-License-Identifier: Apache-2.0
// Vectors and small dense matrices for the solvers, in constant expressions and at run time. A matrix is n x n, row by row.
//
// cholesky: A = L D L' without roots. symmetric_eigen: A = V diag(values) V', by cyclic Jacobi rotations (C. G.
// J. Jacobi 1846): the columns of V are orthogonal to rounding, whatever A is. lu: P A = L U with partial pivoting.
#pragma once

#include <calx/core/buffer.hpp>
#include <calx/elementary/root.hpp>

#include <cmath>
#include <limits>
#include <type_traits>

namespace calx::detail {

template <class Real> constexpr Real magnitude(Real x) { return x < 0 ? -x : x; }
template <class Real> constexpr bool is_finite(Real x) { return x - x == Real(0); }
template <class Real> constexpr Real square_root(Real x) {
  if (std::is_constant_evaluated()) return elementary::sqrt(x);
  return std::sqrt(x);
}

// Loops over many numbers are written four at a time, which compilers store in vectors at -O2, too (g++ 12: 0.6 ns -> 0.15 ns a
// number); and their sums are four, which do not wait for each other.
inline constexpr int few_numbers = 32;

template <class Real> constexpr Real inner(Real const* a, Real const* b, int n) {
  Real sum(0);
  int i = 0;
  if (n >= few_numbers) {
    Real s0(0), s1(0), s2(0), s3(0);
    for (; i + 4 <= n; i += 4) {
      s0 += a[i] * b[i], s1 += a[i + 1] * b[i + 1];
      s2 += a[i + 2] * b[i + 2], s3 += a[i + 3] * b[i + 3];
    }
    sum = (s0 + s1) + (s2 + s3);
  }
  for (; i < n; ++i) sum += a[i] * b[i];
  return sum;
}
template <class Real> constexpr Real largest_of(Real const* a, int n) {
  Real largest(0);
  for (int i = 0; i < n; ++i)
    if (!(magnitude(a[i]) <= largest)) largest = magnitude(a[i]);  // NaN stays
  return largest;
}
// Without overflow or underflow on the way.
template <class Real> constexpr Real norm(Real const* a, int n) {
  if (!std::is_constant_evaluated()) {  // one pass, where no square is too large or too small
    using limits = std::numeric_limits<Real>;
    Real const sum = inner(a, a, n);
    if (sum > limits::min() / limits::epsilon() && sum < limits::max() * limits::epsilon()) return std::sqrt(sum);
  }
  Real const scale = largest_of(a, n);
  if (scale == 0 || !is_finite(scale)) return scale;
  if (scale > Real(1e-100) && scale < Real(1e100)) return square_root(inner(a, a, n));
  Real sum(0);
  for (int i = 0; i < n; ++i) sum += (a[i] / scale) * (a[i] / scale);
  return scale * square_root(sum);
}
template <class Real> constexpr void copy(Real const* from, Real* to, int n) {
  for (int i = 0; i < n; ++i) to[i] = from[i];
}
// to = a + c b
template <class Real> constexpr void add_scaled(Real const* a, Real c, Real const* b, Real* to, int n) {
  int i = 0;
  for (; n >= few_numbers && i + 4 <= n; i += 4) {
    Real const v0 = a[i] + c * b[i], v1 = a[i + 1] + c * b[i + 1];
    Real const v2 = a[i + 2] + c * b[i + 2], v3 = a[i + 3] + c * b[i + 3];
    to[i] = v0, to[i + 1] = v1, to[i + 2] = v2, to[i + 3] = v3;
  }
  for (; i < n; ++i) to[i] = a[i] + c * b[i];
}
// x += c b, and what inner(x, x) then is, in one pass.
template <class Real> constexpr Real add_and_square(Real* x, Real c, Real const* b, int n) {
  Real s0(0), s1(0), s2(0), s3(0);
  int i = 0;
  for (; i + 4 <= n; i += 4) {
    Real const v0 = x[i] + c * b[i], v1 = x[i + 1] + c * b[i + 1];
    Real const v2 = x[i + 2] + c * b[i + 2], v3 = x[i + 3] + c * b[i + 3];
    s0 += v0 * v0, s1 += v1 * v1, s2 += v2 * v2, s3 += v3 * v3;
    x[i] = v0, x[i + 1] = v1, x[i + 2] = v2, x[i + 3] = v3;
  }
  Real sum = (s0 + s1) + (s2 + s3);
  for (; i < n; ++i) {
    x[i] += c * b[i];
    sum += x[i] * x[i];
  }
  return sum;
}
// x += c b, and what inner(x, y) then is; y is another array.
template <class Real> constexpr Real add_and_inner(Real* x, Real c, Real const* b, Real const* y, int n) {
  Real s0(0), s1(0), s2(0), s3(0);
  int i = 0;
  for (; i + 4 <= n; i += 4) {
    Real const v0 = x[i] + c * b[i], v1 = x[i + 1] + c * b[i + 1];
    Real const v2 = x[i + 2] + c * b[i + 2], v3 = x[i + 3] + c * b[i + 3];
    s0 += v0 * y[i], s1 += v1 * y[i + 1], s2 += v2 * y[i + 2], s3 += v3 * y[i + 3];
    x[i] = v0, x[i + 1] = v1, x[i + 2] = v2, x[i + 3] = v3;
  }
  Real sum = (s0 + s1) + (s2 + s3);
  for (; i < n; ++i) {
    Real const v = x[i] + c * b[i];
    sum += v * y[i];
    x[i] = v;
  }
  return sum;
}
// The first that is not finite; -1: none.
template <class Real> constexpr int first_not_finite(Real const* a, int n) {
  for (int i = 0; i < n; ++i)
    if (!is_finite(a[i])) return i;
  return -1;
}
template <class Real> constexpr void multiply(Real const* a, Real const* x, Real* to, int n) {
  for (int i = 0; i < n; ++i) to[i] = inner(a + i * n, x, n);
}

// Over A: L with 1 on the diagonal, and there D. False where A + shift is not positive definite, as far as rounding lets it be
// seen.
template <class Real> constexpr bool cholesky(Real* a, int n, Real shift = Real(0)) {
  Real scale(0);
  for (int i = 0; i < n; ++i) scale = magnitude(a[i * n + i]) > scale ? magnitude(a[i * n + i]) : scale;
  Real const least = scale * std::numeric_limits<Real>::epsilon() * Real(n);
  for (int j = 0; j < n; ++j) {
    Real* const row = a + j * n;
    Real pivot = row[j] + shift;
    for (int k = 0; k < j; ++k) {
      Real const scaled = row[k] * a[k * n + k];
      a[k * n + j] = scaled;  // above the diagonal, where A is not needed any more
      pivot -= row[k] * scaled;
    }
    if (!(pivot > least) || !is_finite(pivot)) return false;
    row[j] = pivot;
    for (int i = j + 1; i < n; ++i) {
      Real entry = a[i * n + j];
      for (int k = 0; k < j; ++k) entry -= a[i * n + k] * a[k * n + j];
      a[i * n + j] = entry / pivot;
    }
  }
  return true;
}
// Of a factor: the largest pivot beside the smallest, no more than the condition number of A.
template <class Real> constexpr Real pivot_ratio(Real const* l, int n) {
  Real least = l[0], most = l[0];
  for (int i = 1; i < n; ++i) {
    Real const pivot = l[i * n + i];
    least = pivot < least ? pivot : least;
    most = pivot > most ? pivot : most;
  }
  return most / least;
}
template <class Real> constexpr void solve_cholesky(Real const* l, Real* x, int n) {
  for (int i = 0; i < n; ++i) x[i] -= inner(l + i * n, x, i);
  for (int i = 0; i < n; ++i) x[i] /= l[i * n + i];
  for (int i = n - 1; i >= 0; --i)
    for (int k = 0; k < i; ++k) x[k] -= l[i * n + k] * x[i];
}

// Destroys a. vectors: column k belongs to values[k]; ascending.
template <class Real> constexpr void symmetric_eigen(Real* a, Real* values, Real* vectors, int n) {
  for (int i = 0; i < n * n; ++i) vectors[i] = Real(i % (n + 1) == 0 ? 1 : 0);
  for (int sweep = 0; sweep < 60; ++sweep) {
    bool rotated = false;
    for (int p = 0; p < n; ++p)
      for (int q = p + 1; q < n; ++q) {
        Real const apq = a[p * n + q], app = a[p * n + p], aqq = a[q * n + q];
        if (magnitude(apq) <=
                std::numeric_limits<Real>::epsilon() / 4 * square_root(magnitude(app)) * square_root(magnitude(aqq)) ||
            magnitude(apq) <= std::numeric_limits<Real>::min())
          continue;
        rotated = true;
        Real const theta = (aqq - app) / (2 * apq);
        Real const size = magnitude(theta), root = size < Real(1e8) ? square_root(theta * theta + 1) : size;
        Real const t = (theta < 0 ? Real(-1) : Real(1)) / (size + root);
        Real const c = 1 / square_root(t * t + 1), s = t * c;
        for (int k = 0; k < n; ++k) {
          Real const x = a[k * n + p], y = a[k * n + q];
          a[k * n + p] = c * x - s * y, a[k * n + q] = s * x + c * y;
        }
        for (int k = 0; k < n; ++k) {
          Real const x = a[p * n + k], y = a[q * n + k];
          a[p * n + k] = c * x - s * y, a[q * n + k] = s * x + c * y;
        }
        a[p * n + q] = a[q * n + p] = Real(0);
        for (int k = 0; k < n; ++k) {
          Real const x = vectors[k * n + p], y = vectors[k * n + q];
          vectors[k * n + p] = c * x - s * y, vectors[k * n + q] = s * x + c * y;
        }
      }
    if (!rotated) break;
  }
  for (int i = 0; i < n; ++i) values[i] = a[i * n + i];
  for (int i = 0; i < n; ++i)
    for (int k = i + 1; k < n; ++k) {
      if (!(values[k] < values[i])) continue;
      Real const value = values[i];
      values[i] = values[k], values[k] = value;
      for (int r = 0; r < n; ++r) {
        Real const entry = vectors[r * n + i];
        vectors[r * n + i] = vectors[r * n + k], vectors[r * n + k] = entry;
      }
    }
}

// Over A; false where A is singular to rounding.
template <class Real> constexpr bool lu(Real* a, int* pivots, int n) {
  Real scale(0);
  for (int i = 0; i < n * n; ++i) scale = magnitude(a[i]) > scale ? magnitude(a[i]) : scale;
  bool regular = is_finite(scale) && scale > 0;
  for (int j = 0; j < n; ++j) {
    int best = j;
    for (int i = j + 1; i < n; ++i)
      if (magnitude(a[i * n + j]) > magnitude(a[best * n + j])) best = i;
    pivots[j] = best;
    if (best != j)
      for (int k = 0; k < n; ++k) {
        Real const x = a[j * n + k];
        a[j * n + k] = a[best * n + k], a[best * n + k] = x;
      }
    Real const pivot = a[j * n + j];
    if (!(magnitude(pivot) > scale * std::numeric_limits<Real>::epsilon() * Real(n))) return false;
    for (int i = j + 1; i < n; ++i) {
      Real const factor = a[i * n + j] /= pivot;
      for (int k = j + 1; k < n; ++k) a[i * n + k] -= factor * a[j * n + k];
    }
  }
  return regular;
}
template <class Real> constexpr void solve_lu(Real const* a, int const* pivots, Real* x, int n) {
  for (int j = 0; j < n; ++j) {
    Real const value = x[j];
    x[j] = x[pivots[j]], x[pivots[j]] = value;
  }
  for (int i = 0; i < n; ++i) x[i] -= inner(a + i * n, x, i);
  for (int i = n - 1; i >= 0; --i) {
    for (int k = i + 1; k < n; ++k) x[i] -= a[i * n + k] * x[k];
    x[i] /= a[i * n + i];
  }
}

}  // namespace calx::detail
