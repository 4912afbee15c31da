// SPDX-License-Identifier: Apache-2.0
// ADBench's mixture of K Gaussians in D dimensions over 1000 rows, checked in tests/evaluate/adbench.cpp, with the gradient by
// weights, means and factors.
#pragma once

#include "../problems/gaussian_mixture.hpp"
#include "compare_over.hpp"

#include <string>
#include <tuple>
#include <vector>

template <int D, int K> struct mixture {
  struct rows {
    gaussian_mixture::data<D, K> numbers = gaussian_mixture::random_data<D, K>(1000);
    mutable std::vector<double> slope = std::vector<double>(std::tuple_size_v<gaussian_mixture::slopes<D, K>>);
  };
  using point = rows const*;
  using model = gaussian_mixture::model<D, K>;

  static double value(point const& p) { return model::evaluate(model::formula, p->numbers); }
  static double gradient(point const& p) {
    auto const r = model::evaluate(model::both, p->numbers);
    auto to = p->slope.begin();
    std::apply([&](auto const&... block) { ((to = std::copy(block.begin(), block.end(), to)), ...); }, r.gradient);
    return r.value;
  }
  static double value_by_hand(point const& p) { return gaussian_mixture::value_by_hand(p->numbers); }
  static double gradient_by_hand(point const& p) {
    gaussian_mixture::slopes<D, K> slope;
    double const value = gaussian_mixture::gradient_by_hand(p->numbers, slope);
    std::copy(slope.begin(), slope.end(), p->slope.begin());
    return value;
  }
};

template <int D, int K> void compare_mixture(int argc, char** argv) {
  typename mixture<D, K>::rows const data;
  comparison::compare_over<mixture<D, K>>("mixture of " + std::to_string(K) + " in " + std::to_string(D) + " dimensions, 1000",
                                          &data);
  comparison::run_arrays(argc, argv);
}
