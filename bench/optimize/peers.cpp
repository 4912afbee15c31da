// SPDX-License-Identifier: Apache-2.0
// Optimizers of others and calx on the same problems, from the same starts, with exact derivatives: by hand for the others. An
// optimizer's tolerance is the largest power of ten with which it ends within 1e-8 of the minimum and of where it is taken;
// calx is timed as it is, by default. A solve begins with nothing and its time is all that it takes.
//
//   bench_optimize_peers      for each problem: iterations, evaluations, time, and the time over calx's
#include "peers/peers.hpp"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>
#include <vector>

namespace {

using namespace peers;

constexpr double accuracy = 1e-8;

struct race {
  problem const* p;
  optimizer const* o;
  double tolerance;  // 0: no tolerance is enough
  double error;      // then: the least there was
  outcome result;
};
std::vector<race> races;

// A derivative by hand that is wrong would make others slow.
void check_derivatives(problem const& p) {
  int const n = std::min(p.size(), 10);
  auto const count = static_cast<std::size_t>(p.size());
  std::vector<double> x = p.start, gradient(count), up(count), down(count), entries(count * count);
  std::vector<double> const weights(8, 0.0);
  p.value(p.size(), x.data(), gradient.data());
  p.hessian(p.size(), x.data(), 1, weights.data(), entries.data());
  double const* entry = entries.data();
  for (int i = 0; i < n; ++i) {
    auto const at = static_cast<std::size_t>(i);
    double const h = 1e-6, kept = x[at];
    x[at] = kept + h;
    double const above = p.value(p.size(), x.data(), up.data());
    x[at] = kept - h;
    double const below = p.value(p.size(), x.data(), down.data());
    x[at] = kept;
    bool ok = std::abs((above - below) / (2 * h) - gradient[at]) <= 1e-6 * (1 + std::abs(gradient[at]) + std::abs(above));
    for (int k = std::max(0, i - p.band); k <= i; ++k, ++entry) {
      auto const other = static_cast<std::size_t>(k);
      ok = ok && std::abs((up[other] - down[other]) / (2 * h) - *entry) <= 1e-5 * (1 + std::abs(*entry));
    }
    if (ok) continue;
    std::printf("%s: a derivative by hand, by variable %d, is wrong\n", p.name.c_str(), i + 1);
    std::exit(1);
  }
}

double error_of(problem const& p, outcome const& r) {
  double most = std::abs(r.value - p.minimum);
  for (std::size_t i = 0; i < p.minimizer.size(); ++i) most = std::max(most, std::abs(r.at[i] - p.minimizer[i]));
  return std::isfinite(most) ? most : 1e300;
}

void qualify(problem const& p, optimizer const& o) {
  race r{&p, &o, 0, 1e300, {}};
  for (double tolerance = 1e-1; tolerance > 1e-17; tolerance /= 10) {
    o.run(p, tolerance, r.result);
    double const error = error_of(p, r.result);
    r.error = std::min(r.error, error);
    if (error <= accuracy) {
      r.tolerance = tolerance;
      r.error = error;
    }
    if (error <= accuracy || o.by_default) break;
  }
  races.push_back(r);
}

class table : public benchmark::BenchmarkReporter {
 public:
  bool ReportContext(Context const&) override { return true; }
  void ReportRuns(std::vector<Run> const& runs) override {
    for (Run const& run : runs)
      if (run.run_type == Run::RT_Iteration) times_[run.run_name.function_name].push_back(run.GetAdjustedCPUTime());
  }
  void Finalize() override {
    for (auto& [name, times] : times_) std::sort(times.begin(), times.end());
    for (problem const& p : all_problems()) {
      std::printf("%-26s %10s %10s %10s %12s %10s %10s\n", p.name.c_str(), "tolerance", "iterations", "values", "time [us]",
                  "over calx", "error");
      double const base = base_of(p);
      for (race const& r : races) {
        if (r.p != &p) continue;
        double const time = median(p, r.o->name);
        std::printf("  %-24s", r.o->name.c_str());
        if (r.tolerance == 0) {
          std::printf(" %10s %54.1e\n", "missed", r.error);
          continue;
        }
        if (r.o->by_default) std::printf(" %10s", "default");
        else std::printf(" %10.0e", r.tolerance);
        if (r.result.iterations < 0) std::printf(" %10s", "");
        else std::printf(" %10d", r.result.iterations);
        std::printf(" %10d %12.2f %10.1f %10.1e\n", r.result.evaluations, time / 1000, time / base, r.error);
      }
    }
  }

 private:
  // calx by default, or where that missed, the fastest of its methods.
  double base_of(problem const& p) const {
    double least = median(p, "calx");
    for (race const& r : races)
      if (r.p == &p && r.o->name.starts_with("calx ") && r.tolerance > 0 && median(p, "calx") == 0)
        least = least == 0 ? median(p, r.o->name) : std::min(least, median(p, r.o->name));
    return least;
  }
  double median(problem const& p, std::string const& optimizer) const {
    auto const found = times_.find(p.name + "/" + optimizer);
    return found == times_.end() ? 0 : found->second[found->second.size() / 2];
  }
  std::map<std::string, std::vector<double>> times_;
};

}  // namespace

int main(int argc, char** argv) {
  std::sort(all_problems().begin(), all_problems().end(),
            [](problem const& a, problem const& b) { return a.size() < b.size(); });
  for (problem const& p : all_problems()) {
    check_derivatives(p);
    for (optimizer const& o : all_optimizers())
      if ((o.only_for.empty() || o.only_for == p.name) && (p.constraints == 0 || o.takes_constraints) &&
          p.size() <= o.most_unknowns)
        qualify(p, o);
  }
  for (race const& r : races)
    if (r.tolerance > 0)
      benchmark::RegisterBenchmark((r.p->name + "/" + r.o->name).c_str(), [&r](benchmark::State& state) {
        outcome result;
        for (auto _ : state) {
          r.o->run(*r.p, r.tolerance, result);
          benchmark::DoNotOptimize(result);
        }
      });
  std::vector<char*> arguments(argv, argv + argc);
  char repetitions[] = "--benchmark_repetitions=21", interleaved[] = "--benchmark_enable_random_interleaving=true",
       least[] = "--benchmark_min_time=0.005";
  arguments.insert(arguments.begin() + 1, {repetitions, interleaved, least});
  int count = static_cast<int>(arguments.size());
  benchmark::Initialize(&count, arguments.data());
  table reporter;
  benchmark::RunSpecifiedBenchmarks(&reporter);
}
