// SPDX-License-Identifier: Apache-2.0
// A function of arrays and its gradient by calx, by a plain loop, by Eigen where it is found, beside a copy of as many bytes.
// A problem is a struct of static functions of a pointer to data: value and gradient (which returns the value and writes
// data->slope), value_by_hand and gradient_by_hand, and maybe the same two by_eigen; memory_bound asks for the copy.
#pragma once

#include "../comparison.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

#if __has_include(<Eigen/Core>)
#include <Eigen/Core>
#define CALX_BENCH_EIGEN
#endif

namespace comparison {

// The same value, and the same slopes.
inline void check_numbers(std::string const& name, double p, double q) {
  if (std::abs(p - q) <= 1e-11 * std::abs(q)) return;
  std::printf("%s: %.17g, by hand %.17g\n", name.c_str(), p, q);
  std::exit(1);
}
inline void check_slopes(std::string const& name, std::vector<double> const& p, std::vector<double> const& q) {
  double largest = 0;
  for (double const x : q) largest = std::max(largest, std::abs(x));
  for (std::size_t i = 0; i < p.size(); ++i)
    if (!(std::abs(p[i] - q[i]) <= 1e-11 * largest)) {
      std::printf("%s: number %zu of the gradient is %.17g, by hand %.17g\n", name.c_str(), i, p[i], q[i]);
      std::exit(1);
    }
}

// memcpy of half the data reads and writes as much memory as the value reads; of all, as the gradient reads and writes.
template <class Data, bool Half> double copy(Data const* const& p) {
  std::memcpy(p->slope.data(), p->ts.data(), p->ts.size() * sizeof(double) / (Half ? 2 : 1));
  return p->slope[0];
}

template <class Problem, class Data> void compare_over(std::string const& name, Data const* data) {
  std::string const both = name + " + gradient";
  problems.push_back({name, ""});
  problems.push_back({both, name});
  auto const check_side = [&](std::string const& side, auto value, auto gradient) {
    double const expected = Problem::value_by_hand(data);
    check_numbers(name + side, value(data), expected);
    std::fill(data->slope.begin(), data->slope.end(), -7.0);
    check_numbers(both + side, gradient(data), expected);
    std::vector<double> const slope = data->slope;
    std::fill(data->slope.begin(), data->slope.end(), -7.0);
    check_numbers(both + " by hand", Problem::gradient_by_hand(data), expected);
    check_slopes(both + side, slope, data->slope);
  };
  check_side(" by calx", &Problem::value, &Problem::gradient);
  time(name + "/calx", &Problem::value, data);
  time(name + "/hand", &Problem::value_by_hand, data);
  time(both + "/calx", &Problem::gradient, data);
  time(both + "/hand", &Problem::gradient_by_hand, data);
  if constexpr (requires { Problem::value_by_eigen(data); }) {
    check_side(" by Eigen", &Problem::value_by_eigen, &Problem::gradient_by_eigen);
    time(name + "/eigen", &Problem::value_by_eigen, data);
    time(both + "/eigen", &Problem::gradient_by_eigen, data);
  }
  if constexpr (requires { Problem::memory_bound; }) {
    time(name + "/copy", &copy<Data, true>, data);
    time(both + "/copy", &copy<Data, false>, data);
  }
}

inline void run_arrays(int argc, char** argv) {
  run(argc, argv, {"calx", "hand", "eigen", "copy"},
      {{"calx", "hand"}, {"calx", "eigen"}, {"calx", "copy"}, {"gradient", "value"}});
}

}  // namespace comparison
