// SPDX-License-Identifier: Apache-2.0
// The tour: write a model, have its derivative proved and printed, find a root, fit two of NIST's data sets with exact
// Jacobians, and time the derivative code against a hand-written one. Runs in examples/, where its data are.
#include <calx/calx.hpp>
#include <calx/optimize.hpp>
#include <calx/regress.hpp>

#include "nist.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <exception>
#include <utility>

using namespace calx::literals;

constexpr auto x = calx::column<"x">;
constexpr auto y = calx::column<"y">;
constexpr auto t = calx::var<"t">;
constexpr auto b1 = calx::var<"b1">;
constexpr auto b2 = calx::var<"b2">;
constexpr auto b3 = calx::var<"b3">;
constexpr auto b4 = calx::var<"b4">;
constexpr auto b5 = calx::var<"b5">;
constexpr auto b6 = calx::var<"b6">;
constexpr auto b7 = calx::var<"b7">;

// 1. A function is an expression; its derivative is one, too, worked out and proved while this file compiles.
constexpr auto misra = b1 * (1 - exp(-b2 * t));
static_assert(derivative(misra, b2) == b1 * t * exp(-b2 * t));
static_assert(derivative<2>(misra, t) == -b1 * b2 * b2 * exp(-b2 * t));

void show_derivatives() {
  std::printf("f       = %s\n", to_string(misra).c_str());
  std::printf("df/db1  = %s\n", to_string(derivative(misra, b1)).c_str());
  std::printf("df/db2  = %s\n", to_string(derivative(misra, b2)).c_str());
  std::printf("f costs %d operations, f with its gradient %d\n\n", operations(misra),
              operations(value_and_gradient(misra, b1, b2)));
}

// 2. Newton-Raphson on the exact derivative; in a constant expression, too.
constexpr auto kepler = t - 0.5_c * sin(t) - 1;
static_assert(find_root(kepler, t = 1.0).converged());

void show_root() {
  auto const root = find_root(kepler, t = 1.0);
  std::printf("%s = 0 at t = %.16g, after %d Newton steps (%s)\n\n", to_string(kepler).c_str(), root[t], root.iterations,
              std::string(to_string(root.status)).c_str());
}

// 3. Two of NIST's data sets for non-linear regression, with their certified answers.
double agreeing_digits(double value, double certified) {
  double const error = std::abs(value - certified) / std::abs(certified);
  return error == 0 ? 11 : std::min(11.0, -std::log10(error));
}

template <std::size_t Count> bool report(char const* title, calx::fit_report<Count> const& result, nist_dataset const& set) {
  std::printf("%s: %s after %d iterations\n", title, std::string(to_string(result.status)).c_str(), result.iterations);
  std::printf("  %-4s %20s %20s %7s %16s %16s %7s\n", "", "fitted", "certified", "digits", "std. error", "certified", "digits");
  bool good = result.converged();
  for (std::size_t i = 0; i < Count; ++i) {
    nist_parameter const& c = set.parameters[i];
    double const digits = agreeing_digits(result.parameters[i], c.certified);
    double const error_digits = agreeing_digits(result.standard_error(i), c.standard_deviation);
    std::printf("  b%-3zu %20.10E %20.10E %7.1f %16.8E %16.8E %7.1f\n", i + 1, result.parameters[i], c.certified, digits,
                result.standard_error(i), c.standard_deviation, error_digits);
    good = good && digits > 8 && error_digits > 6;
  }
  std::printf("  residual sum of squares %.10E, certified %.10E\n\n", result.residual_sum_of_squares,
              set.residual_sum_of_squares);
  return good;
}

bool fit_misra1a() {
  nist_dataset const set = read_nist("data/Misra1a.dat");
  auto const& p = set.parameters;
  auto const data = calx::given(x = set.x, y = set.y);
  constexpr auto model = b1 * (1 - exp(-b2 * x));
  auto const first = fit(y == model, at(b1 = p[0].start1, b2 = p[1].start1), data);
  auto const second = fit(y == model, at(b1 = p[0].start2, b2 = p[1].start2), data);
  std::printf("NIST Misra1a, %s\n", to_string(y == model).c_str());
  bool const good = report("from start 1", first, set);
  return report("from start 2", second, set) && good;
}

bool fit_thurber() {
  nist_dataset const set = read_nist("data/Thurber.dat");
  auto const& p = set.parameters;
  auto const data = calx::given(x = set.x, y = set.y);
  constexpr auto model = (b1 + b2 * x + b3 * x * x + b4 * pow<3>(x)) / (1_c + b5 * x + b6 * x * x + b7 * pow<3>(x));
  auto const first = fit(y == model,
                         at(b1 = p[0].start1, b2 = p[1].start1, b3 = p[2].start1, b4 = p[3].start1, b5 = p[4].start1,
                            b6 = p[5].start1, b7 = p[6].start1),
                         data);
  auto const second = fit(y == model,
                          at(b1 = p[0].start2, b2 = p[1].start2, b3 = p[2].start2, b4 = p[3].start2, b5 = p[4].start2,
                             b6 = p[5].start2, b7 = p[6].start2),
                          data);
  std::printf("NIST Thurber, %s\n", to_string(y == model).c_str());
  bool const good = report("from start 1", first, set);
  return report("from start 2", second, set) && good;
}

// 4. The code that comes out, against what a person writes: the value of a model with its three partial derivatives.
constexpr auto u = calx::var<"u">;
constexpr auto v = calx::var<"v">;
constexpr auto w = calx::var<"w">;
constexpr auto surface = u * exp(-v * v) / (1_c + w * w) + sin(u * w);

struct four {
  double value, du, dv, dw;
};

[[gnu::noinline]] four by_calx(double a, double b, double c) {
  auto const [value, slope] = value_and_gradient(surface, u, v, w)(u = a, v = b, w = c);
  return {value, slope[0], slope[1], slope[2]};
}
[[gnu::noinline]] four by_hand(double a, double b, double c) {
  double const e = std::exp(-b * b), q = 1 / (1 + c * c), eq = e * q, f = a * eq, angle = a * c, k = std::cos(angle);
  return {f + std::sin(angle), eq + c * k, -2 * b * f, a * k - 2 * c * q * f};
}

// Nanoseconds for a call: the median of 41 runs, taken in turns.
std::pair<double, double> time_both() {
  constexpr int calls = 20000, runs = 41;
  std::vector<double> first, second;
  double sink = 0;
  auto const run = [&](auto function) {
    auto const begin = std::chrono::steady_clock::now();
    for (int i = 0; i < calls; ++i) {
      four const r = function(0.3 + 1e-5 * i, 0.7, 1.1);
      sink += r.value + r.du + r.dv + r.dw;
    }
    return std::chrono::duration<double, std::nano>(std::chrono::steady_clock::now() - begin).count() / calls;
  };
  for (int i = 0; i < runs; ++i) {
    first.push_back(run(by_calx));
    second.push_back(run(by_hand));
  }
  std::sort(first.begin(), first.end());
  std::sort(second.begin(), second.end());
  if (!std::isfinite(sink)) std::puts("not finite");
  return {first[runs / 2], second[runs / 2]};
}

bool show_speed() {
  four const a = by_calx(0.3, 0.7, 1.1), b = by_hand(0.3, 0.7, 1.1);
  auto const near = [](double p, double q) { return std::abs(p - q) <= 1e-14 * std::max(1.0, std::abs(q)); };
  if (!(near(a.value, b.value) && near(a.du, b.du) && near(a.dv, b.dv) && near(a.dw, b.dw))) {
    std::puts("the two versions do not compute the same numbers");
    return false;
  }
  auto const [calx_ns, hand_ns] = time_both();
  std::printf("%s\nwith its gradient: %.1f ns by calx, %.1f ns by hand, ratio %.2f\n", to_string(surface).c_str(), calx_ns,
              hand_ns, calx_ns / hand_ns);
  return true;
}

int main() try {
  show_derivatives();
  show_root();
  bool const misra_fitted = fit_misra1a();
  bool const thurber_fitted = fit_thurber();
  return show_speed() && misra_fitted && thurber_fitted ? 0 : 1;
} catch (std::exception const& e) {
  std::fprintf(stderr, "tour: %s\n", e.what());
  return 1;
}
