// SPDX-License-Identifier: Apache-2.0
// Linear least squares of m rows and n columns by calx, with and without its refinement, and by Eigen's factorisations. `error`
// is the largest error of a coefficient, beside calx with refinement.
#include <calx/regress/linear_least_squares.hpp>

#include <benchmark/benchmark.h>
#include <Eigen/Dense>

#include <cmath>
#include <string>

namespace {

struct problem {
  Eigen::MatrixXd a;
  Eigen::VectorXd b, best;
};

template <int Columns> Eigen::VectorXd by_calx(problem const& p, int refinements) {
  auto const m = static_cast<int>(p.a.rows()), n = static_cast<int>(p.a.cols());
  auto const s = calx::detail::solve_linear_least_squares<Columns>(
      calx::detail::linear_rows<double>{m, n, p.a.data(), p.b.data()}, {.max_refinements = refinements});
  Eigen::VectorXd x(n);
  for (int j = 0; j < n; ++j) x[j] = s.coefficient(j);
  return x;
}

// Half waves on [0, 1]: well conditioned, with large residuals.
template <int Columns> problem waves(int m) {
  problem p{Eigen::MatrixXd(m, Columns), Eigen::VectorXd(m), {}};
  for (int i = 0; i < m; ++i) {
    double const t = i * 257 % 1024 / 1024.0;
    for (int j = 0; j < Columns; ++j) p.a(i, j) = std::cos(3.141592653589793 * j * t);
    p.b[i] = 3 + 2 * t + std::cos(40 * t) + i % 7 / 10.0;
  }
  p.best = by_calx<Columns>(p, 10);
  return p;
}

template <int Columns, class Solve> void add(std::string const& name, int m, Solve const& solve) {
  benchmark::RegisterBenchmark((std::to_string(m) + " x " + std::to_string(Columns) + "/" + name).c_str(),
                               [=](benchmark::State& state) {
                                 problem p = waves<Columns>(m);
                                 double error = 0;
                                 for (auto _ : state) {
                                   benchmark::DoNotOptimize(p.b.data());
                                   benchmark::ClobberMemory();
                                   Eigen::VectorXd const x = solve(p);
                                   error = (x - p.best).cwiseAbs().maxCoeff();
                                   benchmark::DoNotOptimize(error);
                                 }
                                 state.counters["error"] = error;
                               })
      ->Unit(benchmark::kMicrosecond);
}

template <int Columns> void compare(int m) {
  add<Columns>("calx, no refinement", m, [](problem const& p) { return by_calx<Columns>(p, 0); });
  add<Columns>("calx", m, [](problem const& p) { return by_calx<Columns>(p, 10); });
  add<Columns>("Eigen HouseholderQR", m, [](problem const& p) -> Eigen::VectorXd { return p.a.householderQr().solve(p.b); });
  add<Columns>("Eigen ColPivHouseholderQR", m,
               [](problem const& p) -> Eigen::VectorXd { return p.a.colPivHouseholderQr().solve(p.b); });
}

}  // namespace

int main(int argc, char** argv) {
  compare<3>(50);
  compare<5>(1000);
  compare<6>(100000);
  compare<20>(3000);
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
}
