// SPDX-License-Identifier: Apache-2.0
// What the files of bench_optimize_peers share: problems with everything by hand, optimizers of others, and calx on the same
// problem. Each file enrolls what it has; peers.cpp checks and times them all.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace peers {

struct problem {
  std::string name;
  std::vector<double> start, minimizer;
  double minimum = 0;

  // gradient may be null.
  double (*value)(int n, double const* x, double* gradient) = nullptr;
  // Of scale f + the sum of weights[i] times constraint i: the lower triangle's entries row by row, as far as `band` from the
  // diagonal.
  void (*hessian)(int n, double const* x, double scale, double const* weights, double* entries) = nullptr;
  int band = 0;
  // Equations c = 0, with c's derivatives row by row.
  int constraints = 0;
  void (*constrain)(double const* x, double* c, double* jacobian) = nullptr;

  mutable int evaluations = 0;

  int size() const { return static_cast<int>(start.size()); }
  double evaluate(double const* x, double* gradient) const {
    ++evaluations;
    return value(size(), x, gradient);
  }
};

// iterations, evaluations: -1 where the optimizer does not tell.
struct outcome {
  std::vector<double> at;
  double value = 0;
  int iterations = -1, evaluations = -1;
};

// tolerance: whatever the optimizer's own test of convergence takes; peers.cpp looks for the largest that is enough.
// by_default: it is called with no tolerance but its own.
struct optimizer {
  std::string name;
  void (*run)(problem const& p, double tolerance, outcome& to);
  bool takes_constraints = false, by_default = false;
  std::string only_for = "";  // the name of a problem, where it is for that alone
  int most_unknowns = 1000000;
};

inline std::vector<problem>& all_problems() {
  static std::vector<problem> all;
  return all;
}
inline std::vector<optimizer>& all_optimizers() {
  static std::vector<optimizer> all;
  return all;
}
struct enrolled {
  explicit enrolled(problem p) { all_problems().push_back(std::move(p)); }
  explicit enrolled(optimizer o) { all_optimizers().push_back(std::move(o)); }
};

// What calx found, as an outcome.
template <class Result> void put(Result const& r, outcome& to) {
  to.at.assign(r.numbers.begin(), r.numbers.end());
  to.value = r.value;
  to.iterations = r.iterations;
  to.evaluations = r.function_evaluations;
}

}  // namespace peers
