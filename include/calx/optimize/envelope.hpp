// SPDX-License-Identifier: Apache-2.0
// envelope<Real>: a sparse symmetric matrix in an order in which its entries lie near the diagonal (E. Cuthill and J. McKee
// 1969, reversed), each row from its first entry on, and its factors L D L' in the same place (A. Jennings 1966): no entry
// appears outside. A band of width w costs n w numbers and n w^2 operations.
#pragma once

#include <calx/optimize/dense.hpp>

namespace calx::detail {

// A pattern is n x n, symmetric. The position of each row in the new order.
constexpr buffer<int> positions_near_diagonal(buffer<bool> const& pattern, int n) {
  buffer<int> degree(n), order, position(n);
  buffer<bool> placed(n);
  for (int i = 0; i < n; ++i)
    for (int k = 0; k < n; ++k) degree[i] += pattern[i * n + k] && i != k ? 1 : 0;
  // From each start all that it reaches, the nearest first, of these the one with the fewest neighbours.
  auto const spread = [&](int start, buffer<int>& found, buffer<bool>& seen) {
    int next = found.size();
    found.push(start);
    seen[start] = true;
    for (; next < found.size(); ++next) {
      int const level = found.size();
      for (int k = 0; k < n; ++k) {
        if (!pattern[found[next] * n + k] || seen[k]) continue;
        seen[k] = true;
        found.push(k);
        for (int m = found.size() - 1; m > level && degree[found[m]] < degree[found[m - 1]]; --m) {
          int const other = found[m];
          found[m] = found[m - 1], found[m - 1] = other;
        }
      }
    }
  };
  while (order.size() < n) {
    int start = -1;
    for (int i = 0; i < n; ++i)
      if (!placed[i] && (start < 0 || degree[i] < degree[start])) start = i;
    buffer<int> trial;
    buffer<bool> seen = placed;
    spread(start, trial, seen);  // its last is far from it, which makes a better start
    spread(trial.back(), order, placed);
  }
  for (int i = 0; i < n; ++i) position[order[i]] = n - 1 - i;
  return position;
}

template <class Real> class envelope {
 public:
  constexpr envelope(buffer<bool> const& pattern, int n)
      : n_(n), position_(positions_near_diagonal(pattern, n)), first_(n), offset_(n + 1), moved_(n) {
    for (int i = 0; i < n; ++i) first_[i] = i;
    for (int i = 0; i < n; ++i)
      for (int k = 0; k < n; ++k) {
        int const row = position_[i], column = position_[k];
        if (pattern[i * n + k] && column < first_[row]) first_[row] = column;
      }
    for (int i = 0; i < n; ++i) offset_[i + 1] = offset_[i] + i - first_[i] + 1;
    entries_ = buffer<Real>(offset_[n]);
    factor_ = buffer<Real>(offset_[n]);
  }

  constexpr int size() const { return entries_.size(); }
  // Of a pair of the pattern, in either order.
  constexpr Real& at(int i, int k) {
    int const a = position_[i], b = position_[k];
    return a > b ? entries_[offset_[a] + b - first_[a]] : entries_[offset_[b] + a - first_[b]];
  }

  // False where the matrix with the shift added to its diagonal is not positive definite to rounding.
  constexpr bool factorize(Real shift) {
    copy(entries_.data(), factor_.data(), entries_.size());
    Real scale(0);
    for (int i = 0; i < n_; ++i) {
      Real const size = magnitude(row(i)[i]);
      if (!(size <= scale)) scale = size;
    }
    Real const least = scale * std::numeric_limits<Real>::epsilon() * Real(n_);
    for (int i = 0; i < n_; ++i) {
      Real* const mine = row(i);
      for (int j = first_[i]; j < i; ++j) {
        int const from = first_[i] > first_[j] ? first_[i] : first_[j];
        mine[j] -= inner(mine + from, row(j) + from, j - from);
      }
      Real pivot = mine[i] + shift;
      for (int j = first_[i]; j < i; ++j) {
        Real const scaled = mine[j];
        mine[j] /= row(j)[j];
        pivot -= mine[j] * scaled;
      }
      if (!(pivot > least) || !is_finite(pivot)) return false;
      mine[i] = pivot;
    }
    return true;
  }
  constexpr void solve(Real* x) {
    for (int i = 0; i < n_; ++i) moved_[position_[i]] = x[i];
    for (int i = 0; i < n_; ++i) moved_[i] -= inner(row(i) + first_[i], moved_.data() + first_[i], i - first_[i]);
    for (int i = 0; i < n_; ++i) moved_[i] /= row(i)[i];
    for (int i = n_ - 1; i >= 0; --i)
      add_scaled(moved_.data() + first_[i], -moved_[i], row(i) + first_[i], moved_.data() + first_[i], i - first_[i]);
    for (int i = 0; i < n_; ++i) x[i] = moved_[position_[i]];
  }

 private:
  // Where the row's column 0 would stand.
  constexpr Real* row(int i) { return factor_.data() + (offset_[i] - first_[i]); }

  int n_;
  buffer<int> position_, first_, offset_;
  buffer<Real> entries_, factor_, moved_;
};

}  // namespace calx::detail
