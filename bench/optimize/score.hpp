// SPDX-License-Identifier: Apache-2.0
// What the programs share that run solvers on tables of test problems (tests/problems): rows of what was found at which price,
// and their print. The time of a solve is the median of several batches.
#pragma once

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace score {

// missed: the solver says so, false: it does not.
enum class end { reached, other_minimum, missed, wrong };

struct row {
  std::string problem, method;
  end how;
  std::string status;
  int iterations, evaluations;
  double error, microseconds;
};
inline std::vector<row>& rows() {
  static std::vector<row> all;
  return all;
}

template <class Solve> double microseconds(Solve const& solve) {
  using clock = std::chrono::steady_clock;
  auto const seconds = [&](int count) {
    auto const begin = clock::now();
    for (int i = 0; i < count; ++i) {
      auto r = solve();
      asm volatile("" : : "r"(&r) : "memory");  // it is used
    }
    return std::chrono::duration<double>(clock::now() - begin).count();
  };
  int const count = static_cast<int>(std::clamp(2e-4 / seconds(1), 1.0, 1e4));
  std::vector<double> times;
  for (int i = 0; i < 9; ++i) times.push_back(seconds(count) / count);
  std::nth_element(times.begin(), times.begin() + 4, times.end());
  return 1e6 * times[4];
}

inline end judged(bool converged, bool at_minimum, bool at_other) {
  if (!converged) return end::missed;
  return at_minimum ? end::reached : at_other ? end::other_minimum : end::wrong;
}

inline void print_row(row const& r) {
  char const* const ends[]{"yes", "other", "no", "WRONG"};
  std::printf("%-50s %-13s %-6s %6d %7d %9.1e %11.2f  %s\n", r.problem.c_str(), r.method.c_str(), ends[static_cast<int>(r.how)],
              r.iterations, r.evaluations, r.error, r.microseconds,
              r.how == end::missed || r.how == end::wrong ? r.status.c_str() : "");
}

// Each row, and a line for each method. wrong: it ended with success where no minimum is known.
inline int print() {
  std::printf("%-50s %-13s %-6s %6s %7s %9s %11s\n", "problem", "method", "there", "steps", "values", "error", "time [us]");
  std::vector<std::string> methods;
  for (row const& r : rows()) {
    print_row(r);
    if (std::find(methods.begin(), methods.end(), r.method) == methods.end()) methods.push_back(r.method);
  }
  int wrong_ones = 0;
  std::printf("\n%-13s %9s %9s %9s %9s %9s %9s %24s\n", "method", "problems", "reached", "other", "missed", "wrong", "values",
              "mean time [us], geometric");
  for (std::string const& method : methods) {
    int counts[4]{}, values = 0, all = 0;
    double logarithms = 0;
    for (row const& r : rows()) {
      if (r.method != method) continue;
      ++all, ++counts[static_cast<int>(r.how)];
      values += r.evaluations;
      logarithms += std::log(r.microseconds);
    }
    wrong_ones += counts[3];
    std::printf("%-13s %9d %9d %9d %9d %9d %9d %24.2f\n", method.c_str(), all, counts[0], counts[1], counts[2], counts[3],
                values, std::exp(logarithms / all));
  }
  return wrong_ones;
}

}  // namespace score
