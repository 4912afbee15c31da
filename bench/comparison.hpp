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

// value_alone: where the problem is a value and its gradient, the problem that is the value.
struct problem {
  std::string name, value_alone;
};
inline std::vector<problem> problems;

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
  problems.push_back({name, ""});
  check(name, by_calx(at), by_hand(at));
  time(name + "/calx", by_calx, at);
  time(name + "/hand", by_hand, at);
  if (captured == nullptr) return;
  check(name, captured(at), by_hand(at));
  time(name + "/captured", captured, at);
}

// A column of the table: the time of one side over that of another. A side is what follows the slash in a benchmark's name;
// "gradient" is calx where there is a value alone, whose time by calx is "value".
struct ratio {
  std::string of, to;
};

// Prints one line a problem, from the medians of all repetitions: times of some sides, then ratios. A column that would be
// empty is left out.
class table : public benchmark::BenchmarkReporter {
 public:
  table(std::vector<std::string> sides, std::vector<ratio> ratios) : sides_(std::move(sides)), ratios_(std::move(ratios)) {}
  bool ReportContext(Context const&) override { return true; }
  void ReportRuns(std::vector<Run> const& runs) override {
    for (Run const& run : runs)
      if (run.run_type == Run::RT_Iteration) times_[run.run_name.function_name].push_back(run.GetAdjustedCPUTime());
  }
  void Finalize() override {
    for (auto& [name, times] : times_) std::sort(times.begin(), times.end());
    std::erase_if(sides_, [&](std::string const& side) { return is_empty(side, side); });
    std::erase_if(ratios_, [&](ratio const& r) { return is_empty(r.of, r.to); });
    std::printf("%-36s", "problem");
    for (std::string const& side : sides_) std::printf(" %14s", (side + " [ns]").c_str());
    for (ratio const& r : ratios_) std::printf(" %14s", (r.of + "/" + r.to).c_str());
    std::printf("\n");
    for (problem const& p : problems) {
      if (!has_time(p)) continue;
      std::printf("%-36s", p.name.c_str());
      for (std::string const& side : sides_) print("%.2f", median(p, side));
      for (ratio const& r : ratios_) print("%.3g", median(p, r.to) == 0 ? 0 : median(p, r.of) / median(p, r.to));
      std::printf("\n");
    }
  }

 private:
  double median(problem const& p, std::string const& side) const {
    if ((side == "gradient" || side == "value") && p.value_alone.empty()) return 0;
    auto const found =
        times_.find((side == "value" ? p.value_alone : p.name) + "/" + (side == "gradient" || side == "value" ? "calx" : side));
    return found == times_.end() ? 0 : found->second[found->second.size() / 2];
  }
  bool is_empty(std::string const& a, std::string const& b) const {
    return std::none_of(problems.begin(), problems.end(),
                        [&](problem const& p) { return median(p, a) != 0 && median(p, b) != 0; });
  }
  bool has_time(problem const& p) const {
    return std::any_of(sides_.begin(), sides_.end(), [&](std::string const& side) { return median(p, side) != 0; });
  }
  static void print(char const* format, double number) {
    char text[32] = "";
    if (number != 0) std::snprintf(text, sizeof text, format, number);
    std::printf(" %14s", text);
  }
  std::vector<std::string> sides_;
  std::vector<ratio> ratios_;
  std::map<std::string, std::vector<double>> times_;
};

inline void run(int argc, char** argv, std::vector<std::string> sides, std::vector<ratio> ratios) {
  std::vector<char*> arguments(argv, argv + argc);
  char repetitions[] = "--benchmark_repetitions=41", interleaved[] = "--benchmark_enable_random_interleaving=true",
       least[] = "--benchmark_min_time=0.01";
  arguments.insert(arguments.begin() + 1, {repetitions, interleaved, least});
  int count = static_cast<int>(arguments.size());
  benchmark::Initialize(&count, arguments.data());
  table reporter(std::move(sides), std::move(ratios));
  benchmark::RunSpecifiedBenchmarks(&reporter);
}

// calx, and others, over one side.
inline void run(int argc, char** argv, std::string const& base, std::vector<std::string> const& others) {
  std::vector<ratio> ratios{{"calx", base}};
  for (std::string const& other : others) ratios.push_back({other, base});
  run(argc, argv, {base, "calx"}, ratios);
}

}  // namespace comparison
