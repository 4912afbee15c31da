// SPDX-License-Identifier: Apache-2.0
// Value and gradient: calx against hand-written code with its common subexpressions shared, in one program, with the same
// flags. Both sides are checked to compute the same numbers before anything is timed. The repetitions of all benchmarks are
// interleaved at random; the table gives medians, and calx / hand of them.
#include <calx/calx.hpp>

#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>
#include <vector>

using namespace calx::literals;

template <std::size_t N> using outcome = calx::value_and_gradient_result<double, std::array<double, N>>;

// --- sin(x) exp(-y^2) + x^3 -------------------------------------------------------------------------------------------------
namespace wave {
constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;
constexpr auto f = sin(x) * exp(-y * y) + pow<3>(x);

[[gnu::noinline]] outcome<2> by_calx(std::array<double, 2> const& p) { return value_and_gradient(f, x, y)(x = p[0], y = p[1]); }
[[gnu::noinline]] outcome<2> by_hand(std::array<double, 2> const& p) {
  double const s = std::sin(p[0]), c = std::cos(p[0]), e = std::exp(-p[1] * p[1]), square = p[0] * p[0], se = s * e;
  return {se + square * p[0], {c * e + 3 * square, -2 * p[1] * se}};
}
}  // namespace wave

// --- the chained Rosenbrock function, N variables
// -----------------------------------------------------------------------------
template <std::size_t N> struct rosenbrock {
  static constexpr auto f = calx::trace<[](auto const& v) {
    auto sum = 0 * v[0];
    for (std::size_t i = 0; i + 1 < v.size(); ++i) {
      auto const a = v[i + 1] - v[i] * v[i];
      auto const b = 1 - v[i];
      sum = sum + 100 * a * a + b * b;
    }
    return sum;
  }>;
  static constexpr auto v = calx::vec<"v", N>;

  [[gnu::noinline]] static outcome<N> by_calx(std::array<double, N> const& p) { return value_and_gradient(f(v), v)(v = p); }
  [[gnu::noinline]] static outcome<N> by_hand(std::array<double, N> const& p) {
    outcome<N> r{};
    for (std::size_t i = 0; i + 1 < N; ++i) {
      double const a = p[i + 1] - p[i] * p[i], b = 1 - p[i];
      r.value += 100 * a * a + b * b;
      r.gradient[i] += -400 * p[i] * a - 2 * b;
      r.gradient[i + 1] = 200 * a;
    }
    return r;
  }
};

// --- the Black-Scholes price of a call, in S, K, r, sigma, T
// ----------------------------------------------------------------------
namespace black_scholes {
constexpr auto S = calx::var<"S">;
constexpr auto K = calx::var<"K">;
constexpr auto r = calx::var<"r">;
constexpr auto sigma = calx::var<"sigma">;
constexpr auto T = calx::var<"T">;

constexpr auto normal = [](auto const& z) { return 0.5_c * erfc(-z / sqrt(2_c)); };
constexpr auto d1 = (log(S / K) + (r + sigma * sigma / 2_c) * T) / (sigma * sqrt(T));
constexpr auto d2 = d1 - sigma * sqrt(T);
constexpr auto call = S * normal(d1) - K * exp(-r * T) * normal(d2);

[[gnu::noinline]] outcome<5> by_calx(std::array<double, 5> const& p) {
  return value_and_gradient(call, S, K, r, sigma, T)(S = p[0], K = p[1], r = p[2], sigma = p[3], T = p[4]);
}
// The adjoints of the formula, collected by hand; both normal densities are computed.
[[gnu::noinline]] outcome<5> by_hand(std::array<double, 5> const& p) {
  double const s = p[0], k = p[1], rate = p[2], vol = p[3], t = p[4];
  double const root = std::sqrt(t), width = vol * root, inverse = 1 / width;
  double const drift = rate + 0.5 * vol * vol;
  double const a = (std::log(s / k) + drift * t) * inverse, b = a - width;
  double const n1 = 0.5 * std::erfc(-a * 0.70710678118654752440), n2 = 0.5 * std::erfc(-b * 0.70710678118654752440);
  double const discount = std::exp(-rate * t), kd = k * discount;
  double const p1 = s * 0.39894228040143267794 * std::exp(-0.5 * a * a),
               p2 = kd * 0.39894228040143267794 * std::exp(-0.5 * b * b);
  double const slope = p1 - p2;                      // d/d(d1), since d2 = d1 - width
  double const by_width = p2 - slope * a * inverse;  // d/d(width)
  double const direct = slope * inverse;             // d/d(log(s/k) + drift t)
  return {s * n1 - kd * n2,
          {n1 + direct / s, -discount * n2 - direct / k, kd * t * n2 + direct * t, by_width * root + direct * vol * t,
           rate * kd * n2 + direct * drift + by_width * vol * 0.5 / root}};
}
}  // namespace black_scholes

// --- the harness
// --------------------------------------------------------------------------------------------------------------------
template <std::size_t N> void check(char const* name, outcome<N> const& a, outcome<N> const& b) {
  auto const near = [](double p, double q) { return std::abs(p - q) <= 1e-12 * std::max(1.0, std::abs(q)); };
  bool same = near(a.value, b.value);
  for (std::size_t i = 0; i < N; ++i) same = same && near(a.gradient[i], b.gradient[i]);
  if (same) return;
  std::printf("%s: calx and the hand-written code differ\n", name);
  std::exit(1);
}

template <std::size_t N>
void compare(std::string const& name, outcome<N> (*by_calx)(std::array<double, N> const&),
             outcome<N> (*by_hand)(std::array<double, N> const&), std::array<double, N> const& at) {
  check(name.c_str(), by_calx(at), by_hand(at));
  auto const run = [at](benchmark::State& state, auto function) {
    std::array<double, N> p = at;
    for (auto _ : state) {
      benchmark::DoNotOptimize(p);
      auto result = function(p);
      benchmark::DoNotOptimize(result);
    }
  };
  benchmark::RegisterBenchmark((name + "/calx").c_str(), run, by_calx);
  benchmark::RegisterBenchmark((name + "/hand").c_str(), run, by_hand);
}

// Collects every repetition and prints one line a problem.
class ratio_reporter : public benchmark::BenchmarkReporter {
 public:
  bool ReportContext(Context const&) override { return true; }
  void ReportRuns(std::vector<Run> const& runs) override {
    for (Run const& run : runs)
      if (run.run_type == Run::RT_Iteration) times_[run.run_name.function_name].push_back(run.GetAdjustedCPUTime());
  }
  void Finalize() override {
    std::printf("%-24s %12s %12s %8s\n", "problem", "calx [ns]", "hand [ns]", "ratio");
    for (auto& [name, times] : times_) {
      auto const slash = name.find('/');
      if (name.substr(slash + 1) != "calx") continue;
      double const calx = median(times), hand = median(times_[name.substr(0, slash) + "/hand"]);
      std::printf("%-24s %12.2f %12.2f %8.2f\n", name.substr(0, slash).c_str(), calx, hand, calx / hand);
    }
  }

 private:
  static double median(std::vector<double>& v) {
    std::sort(v.begin(), v.end());
    return v[v.size() / 2];
  }
  std::map<std::string, std::vector<double>> times_;
};

template <std::size_t N> constexpr std::array<double, N> spread() {
  std::array<double, N> p{};
  for (std::size_t i = 0; i < N; ++i) p[i] = -1.2 + 0.1 * static_cast<double>(i % 23);
  return p;
}

int main(int argc, char** argv) {
  compare<2>("wave", wave::by_calx, wave::by_hand, {1.25, -0.5});
  compare<10>("rosenbrock 10", rosenbrock<10>::by_calx, rosenbrock<10>::by_hand, spread<10>());
  compare<100>("rosenbrock 100", rosenbrock<100>::by_calx, rosenbrock<100>::by_hand, spread<100>());
  compare<5>("black-scholes", black_scholes::by_calx, black_scholes::by_hand, {105, 100, 0.0125, 0.2, 0.5});

  std::vector<char*> arguments(argv, argv + argc);
  char repetitions[] = "--benchmark_repetitions=21", interleaved[] = "--benchmark_enable_random_interleaving=true",
       least[] = "--benchmark_min_time=0.02";
  arguments.insert(arguments.begin() + 1, {repetitions, interleaved, least});
  int count = static_cast<int>(arguments.size());
  benchmark::Initialize(&count, arguments.data());
  ratio_reporter reporter;
  benchmark::RunSpecifiedBenchmarks(&reporter);
}
