// SPDX-License-Identifier: Apache-2.0
// multi_index_set: the exponents (i, j, ...) of the terms x^i y^j ... of a truncated power series, by growing total degree.
//
//   total_degree(2, 3)     all (i, j) with i + j <= 3
//   box({2, 1})            all (i, j) with i <= 2, j <= 1
//
// For each index a it lists the pairs (b, c) with b + c = a, which are what a product of two series sums over: their number is
// what a product costs. Index 0 is (0, 0, ...). Every set holds with an index all that are nowhere larger.
#pragma once

#include <calx/core/buffer.hpp>

namespace calx {

class multi_index_set {
 public:
  struct pair {
    int first = 0;
    int second = 0;
  };

  static constexpr multi_index_set total_degree(int variables, int order) {
    return multi_index_set(buffer<int>(variables, order), order);
  }
  static constexpr multi_index_set box(buffer<int> const& orders) {
    int total = 0;
    for (int const order : orders) total += order;
    return multi_index_set(orders, total);
  }

  constexpr int size() const { return degrees_.size(); }
  constexpr int variables() const { return variables_; }
  constexpr int exponent(int index, int variable) const { return exponents_[index * variables_ + variable]; }
  constexpr int degree(int index) const { return degrees_[index]; }
  constexpr int highest_degree() const { return degrees_[degrees_.size() - 1]; }
  // The index of x_variable itself; -1 where the set has only its power 0.
  constexpr int unit(int variable) const {
    buffer<int> exponents(variables_, 0);
    exponents[variable] = 1;
    return find(exponents);
  }
  // A variable whose exponent in `index` is not 0; index > 0.
  constexpr int leading_variable(int index) const {
    int v = 0;
    while (exponent(index, v) == 0) ++v;
    return v;
  }
  // The pairs of `index`; the pair (0, index) is the first, (index, 0) the last.
  constexpr pair const* begin_of(int index) const { return pairs_.data() + starts_[index]; }
  constexpr pair const* end_of(int index) const { return pairs_.data() + starts_[index + 1]; }

  // The index with these exponents, or -1.
  constexpr int find(buffer<int> const& exponents) const {
    int key = 0;
    for (int v = 0; v < variables_; ++v) {
      if (exponents[v] < 0 || exponents[v] >= radix_[v]) return -1;
      key = key * radix_[v] + exponents[v];
    }
    return position_[key];
  }

 private:
  constexpr multi_index_set(buffer<int> const& orders, int highest) : variables_(orders.size()), radix_(orders) {
    int keys = 1;
    for (int v = 0; v < variables_; ++v) keys *= ++radix_[v];
    position_ = buffer<int>(keys, -1);
    for (int degree = 0; degree <= highest; ++degree) append_degree(degree, keys);
    for (int i = 0; i < size(); ++i) append_pairs(i);
    starts_.push(pairs_.size());
  }
  // In lexicographic order, x^2 before x y before y^2.
  constexpr void append_degree(int degree, int keys) {
    for (int key = keys - 1; key >= 0; --key) {
      int sum = 0, rest = key;
      for (int v = variables_ - 1; v >= 0; rest /= radix_[v--]) sum += rest % radix_[v];
      if (sum != degree) continue;
      position_[key] = degrees_.size();
      degrees_.push(degree);
      int const start = exponents_.size();
      exponents_.grow(start + variables_, 0);
      rest = key;
      for (int v = variables_ - 1; v >= 0; rest /= radix_[v--]) exponents_[start + v] = rest % radix_[v];
    }
  }
  constexpr void append_pairs(int index) {
    starts_.push(pairs_.size());
    for (int b = 0; b <= index; ++b) {
      int const c = find_difference(index, b);
      if (c >= 0) pairs_.push({b, c});
    }
  }
  constexpr int find_difference(int a, int b) const {
    int key = 0;
    for (int v = 0; v < variables_; ++v) {
      int const difference = exponent(a, v) - exponent(b, v);
      if (difference < 0) return -1;
      key = key * radix_[v] + difference;
    }
    return position_[key];
  }

  int variables_ = 0;
  buffer<int> radix_;      // 1 + the highest exponent of each variable
  buffer<int> exponents_;  // index after index
  buffer<int> degrees_;
  buffer<int> position_;  // of the index whose exponents are the digits of a key; -1: not in the set
  buffer<pair> pairs_;
  buffer<int> starts_;
};

}  // namespace calx
