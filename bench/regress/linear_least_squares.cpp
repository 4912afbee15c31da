// SPDX-License-Identifier: Apache-2.0
// Linear least squares of m rows and n columns by calx, without and with its refinement (which makes the coefficients correct
// to the last digit), and by Eigen's factorisations. `error` is the largest error of a coefficient, where the true ones are
// known.
#include <calx/regress/linear_least_squares.hpp>

#include <benchmark/benchmark.h>
#include <Eigen/Dense>

#include <algorithm>
#include <cmath>
#include <string>

namespace {

struct problem {
  Eigen::MatrixXd a;
  Eigen::VectorXd b, x;
};

// Powers of t in [0, 1] in thousandths of a power of two, and integer coefficients: b = A x is exact for few columns.
problem polynomial(int m, int n) {
  problem p{Eigen::MatrixXd(m, n), Eigen::VectorXd(m), Eigen::VectorXd(n)};
  for (int j = 0; j < n; ++j) p.x[j] = j % 2 == 0 ? j + 1 : -j;
  for (int i = 0; i < m; ++i) {
    double const t = i * 257 % 1024 / 1024.0;
    double power = 1;
    for (int j = 0; j < n; ++j, power *= t) p.a(i, j) = power;
    p.b[i] = p.a.row(i).dot(p.x);
  }
  return p;
}

template <class Solve> void add(std::string const& name, int m, int n, Solve const& solve) {
  benchmark::RegisterBenchmark((std::to_string(m) + " x " + std::to_string(n) + "/" + name).c_str(),
                               [=](benchmark::State& state) {
                                 problem p = polynomial(m, n);
                                 double error = 0;
                                 for (auto _ : state) {
                                   benchmark::DoNotOptimize(p.b.data());
                                   benchmark::ClobberMemory();
                                   Eigen::VectorXd const x = solve(p);
                                   error = (x - p.x).cwiseAbs().maxCoeff();
                                   benchmark::DoNotOptimize(error);
                                 }
                                 state.counters["error"] = error;
                               })
      ->Unit(benchmark::kMicrosecond);
}

template <int Columns> Eigen::VectorXd by_calx(problem const& p, int refinements) {
  auto const m = static_cast<int>(p.a.rows()), n = static_cast<int>(p.a.cols());
  auto const s = calx::detail::solve_linear_least_squares<Columns>(
      calx::detail::linear_rows<double>{m, n, p.a.data(), p.b.data()}, {.max_refinements = refinements});
  Eigen::VectorXd x(n);
  for (int j = 0; j < n; ++j) x[j] = s.coefficient(j);
  return x;
}

template <int Columns> void compare(int m) {
  add("calx, no refinement", m, Columns, [](problem const& p) { return by_calx<Columns>(p, 0); });
  add("calx", m, Columns, [](problem const& p) { return by_calx<Columns>(p, 10); });
  add("Eigen HouseholderQR", m, Columns, [](problem const& p) -> Eigen::VectorXd { return p.a.householderQr().solve(p.b); });
  add("Eigen ColPivHouseholderQR", m, Columns,
      [](problem const& p) -> Eigen::VectorXd { return p.a.colPivHouseholderQr().solve(p.b); });
}

}  // namespace

int main(int argc, char** argv) {
  compare<3>(50);
  compare<5>(1000);
  compare<6>(100000);
  compare<30>(3000);
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
}
