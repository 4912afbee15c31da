// SPDX-License-Identifier: Apache-2.0
// What the benchmarks that compare calx with hand-written code share: results as lists of numbers, checked to be the same
// before anything is timed; repetitions of all benchmarks, interleaved at random; a table of medians and ratios.
#pragma once

#include <calx/core.hpp>

#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace comparison {

inline bool counting = false;

using numbers = std::vector<double>;
inline void append(numbers& all, double x) { all.push_back(x); }
template <class T, std::size_t N> void append(numbers& all, std::array<T, N> const& part) {
  for (T const& x : part) append(all, x);
}
template <class... Part> numbers listed(Part const&... part) {
  numbers all;
  (append(all, part), ...);
  return all;
}
template <class R, class G> numbers numbers_of(calx::value_and_gradient_result<R, G> const& o) {
  return listed(o.value, o.gradient);
}
template <class R, class G, class H> numbers numbers_of(calx::value_gradient_hessian_result<R, G, H> const& o) {
  return listed(o.value, o.gradient, o.hessian);
}
template <class V, class J> numbers numbers_of(calx::value_and_jacobian_result<V, J> const& o) {
  return listed(o.value, o.jacobian);
}
template <class T, std::size_t N> numbers numbers_of(std::array<T, N> const& o) { return listed(o); }

template <class Outcome> void check(std::string const& name, Outcome const& outcome, Outcome const& by_hand) {
  numbers const p = numbers_of(outcome), q = numbers_of(by_hand);
  double largest = 0;
  for (double const x : q) largest = std::max(largest, std::abs(x));
  for (std::size_t i = 0; i < p.size(); ++i) {
    if (std::abs(p[i] - q[i]) <= 1e-12 * std::max(std::abs(q[i]), 1e-3 * largest)) continue;
    std::printf("%s: number %zu of the outcome is %.17g, by hand %.17g\n", name.c_str(), i, p[i], q[i]);
    std::exit(1);
  }
}

inline std::vector<std::string> problems;

template <class Point, class Outcome> void time(std::string const& name, Outcome (*function)(Point const&), Point const& at) {
  if (counting) {
    Point p = at;
    for (int i = 0; i < 1000; ++i) {
      benchmark::DoNotOptimize(p);
      auto result = function(p);
      benchmark::DoNotOptimize(result);
    }
    return;
  }
  benchmark::RegisterBenchmark(name.c_str(), [=](benchmark::State& state) {
    Point p = at;
    for (auto _ : state) {
      benchmark::DoNotOptimize(p);
      auto result = function(p);
      benchmark::DoNotOptimize(result);
    }
  });
}

// captured: the same formula with bare numbers, where those make a difference.
template <class Point, class Outcome>
void compare(std::string const& name, Point const& at, Outcome (*by_hand)(Point const&), Outcome (*by_calx)(Point const&),
             Outcome (*captured)(Point const&) = nullptr) {
  problems.push_back(name);
  check(name, by_calx(at), by_hand(at));
  time(name + "/calx", by_calx, at);
  time(name + "/hand", by_hand, at);
  if (captured == nullptr) return;
  check(name, captured(at), by_hand(at));
  time(name + "/captured", captured, at);
}

// Prints one line a problem, from all repetitions: the time of calx and of what it is compared with, calx / that, and others /
// that. A benchmark is called problem/suffix.
class ratio_reporter : public benchmark::BenchmarkReporter {
 public:
  ratio_reporter(std::string base, std::vector<std::string> others) : base_(std::move(base)), others_(std::move(others)) {}
  bool ReportContext(Context const&) override { return true; }
  void ReportRuns(std::vector<Run> const& runs) override {
    for (Run const& run : runs)
      if (run.run_type == Run::RT_Iteration) times_[run.run_name.function_name].push_back(run.GetAdjustedCPUTime());
  }
  void Finalize() override {
    std::printf("%-28s %10s %10s %9s", "problem", (base_ + " [ns]").c_str(), "calx [ns]", ("calx/" + base_).c_str());
    for (std::string const& other : others_) std::printf(" %13s", (other + "/" + base_).c_str());
    std::printf("\n");
    for (std::string const& name : problems) {
      double const base = median(name + "/" + base_), calx = median(name + "/calx");
      if (base == 0 || calx == 0) continue;
      std::printf("%-28s %10.2f %10.2f %9.3g", name.c_str(), base, calx, calx / base);
      for (std::string const& other : others_) std::printf(" %13s", ratio(name + "/" + other, base).c_str());
      std::printf("\n");
    }
  }

 private:
  double median(std::string const& name) {
    std::vector<double>& v = times_[name];
    std::sort(v.begin(), v.end());
    return v.empty() ? 0 : v[v.size() / 2];
  }
  std::string ratio(std::string const& name, double base) {
    double const own = median(name);
    if (own == 0) return "";
    char text[32];
    std::snprintf(text, sizeof text, own / base < 10 ? "%.2f" : "%.0f", own / base);
    return text;
  }
  std::string base_;
  std::vector<std::string> others_;
  std::map<std::string, std::vector<double>> times_;
};

inline void run(int argc, char** argv, std::string const& base, std::vector<std::string> const& others) {
  std::vector<char*> arguments(argv, argv + argc);
  char repetitions[] = "--benchmark_repetitions=41", interleaved[] = "--benchmark_enable_random_interleaving=true",
       least[] = "--benchmark_min_time=0.01";
  arguments.insert(arguments.begin() + 1, {repetitions, interleaved, least});
  int count = static_cast<int>(arguments.size());
  benchmark::Initialize(&count, arguments.data());
  ratio_reporter reporter(base, others);
  benchmark::RunSpecifiedBenchmarks(&reporter);
}

}  // namespace comparison
