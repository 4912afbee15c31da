// SPDX-License-Identifier: Apache-2.0
// Functions of arrays against plain loops by hand, over 1 to 10^6 rows (comparison.hpp). A row is a function's value, or, with
// "+ gradient", value and gradient together; the last column is how long those take beside calx's value alone.
//
//   sum of exp              sum(exp(t))                          gradient by t
//   log-sum-exp             log_sum_exp(t)                       gradient by t
//   likelihood              of normal data, in mu and log sigma  gradient by both
//   Gauss                   NIST's model of 8 parameters, chi-squared
//   Rosenbrock              100 (w[i+1] - w[i]^2)^2 + (1 - w[i])^2   gradient by w
//   regression              |y - X w|^2 with 150 weights         gradient by w
#include "comparison.hpp"

#include <calx/calx.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace {

using namespace comparison;
using namespace calx::literals;

constexpr auto mu = calx::var<"mu">;
constexpr auto log_sigma = calx::var<"log_sigma">;
constexpr auto t = calx::column<"t">;
constexpr auto y = calx::column<"y">;
constexpr auto b = calx::vec<"b", 8>;
constexpr auto X = calx::mat<"X", calx::dynamic, 150>;
constexpr auto w = calx::vec<"w", 150>;

struct rows_of_data {
  explicit rows_of_data(std::size_t n, std::size_t columns = 0) : ts(n), ys(n), slope(n + 150), xs(n * columns) {
    std::uint64_t state = 12345;
    auto const next = [&] {
      state = state * 6364136223846793005u + 1442695040888963407u;
      return static_cast<double>(state >> 11) * 0x1p-53;
    };
    for (std::size_t i = 0; i < n; ++i) ts[i] = next() * 250 * (columns == 0 ? 0.004 : 1), ys[i] = next() * 2 - 1;
    for (double& x : xs) x = next() - 0.5;
  }
  std::vector<double> ts, ys;
  mutable std::vector<double> slope;
  std::vector<double> xs;
};
using point = rows_of_data const*;

struct sum_of_exp {
  static constexpr auto formula = sum(exp(t));
  static double value(point const& p) { return formula(t = p->ts); }
  static double gradient(point const& p) {
    return evaluate_into(std::span(p->slope).first(p->ts.size()), value_and_gradient(formula, t), t = p->ts);
  }
  static double value_by_hand(point const& p) {
    double s = 0;
    for (double const x : p->ts) s += std::exp(x);
    return s;
  }
  static double gradient_by_hand(point const& p) {
    double s = 0;
    for (std::size_t i = 0; i < p->ts.size(); ++i) s += p->slope[i] = std::exp(p->ts[i]);
    return s;
  }
};

struct soft_maximum {
  static constexpr auto formula = log_sum_exp(t);
  static double value(point const& p) { return formula(t = p->ts); }
  static double gradient(point const& p) {
    return evaluate_into(std::span(p->slope).first(p->ts.size()), value_and_gradient(formula, t), t = p->ts);
  }
  static double value_by_hand(point const& p) {
    double largest = p->ts[0], s = 0;
    for (double const x : p->ts) largest = std::max(largest, x);
    for (double const x : p->ts) s += std::exp(x - largest);
    return largest + std::log(s);
  }
  static double gradient_by_hand(point const& p) {
    double largest = p->ts[0], s = 0;
    for (double const x : p->ts) largest = std::max(largest, x);
    for (std::size_t i = 0; i < p->ts.size(); ++i) s += p->slope[i] = std::exp(p->ts[i] - largest);
    for (std::size_t i = 0; i < p->ts.size(); ++i) p->slope[i] /= s;
    return largest + std::log(s);
  }
};

struct likelihood {
  static constexpr auto formula = sum(square((y - mu) * exp(-log_sigma)) / 2_c + log_sigma);
  static double value(point const& p) { return formula(y = p->ys, mu = 0.1, log_sigma = 0.2); }
  static double gradient(point const& p) {
    auto const r = value_and_gradient(formula, mu, log_sigma)(y = p->ys, mu = 0.1, log_sigma = 0.2);
    p->slope[0] = r.gradient[0], p->slope[1] = r.gradient[1];
    return r.value;
  }
  static double value_by_hand(point const& p) {
    double s = 0;
    double const inverse = std::exp(-0.2);
    for (double const x : p->ys) {
      double const r = (x - 0.1) * inverse;
      s += r * r / 2 + 0.2;
    }
    return s;
  }
  static double gradient_by_hand(point const& p) {
    double s = 0, by_mu = 0, by_sigma = 0;
    double const inverse = std::exp(-0.2);
    for (double const x : p->ys) {
      double const r = (x - 0.1) * inverse;
      s += r * r / 2 + 0.2, by_mu -= r * inverse, by_sigma += 1 - r * r;
    }
    p->slope[0] = by_mu, p->slope[1] = by_sigma;
    return s;
  }
};

struct gauss {
  static constexpr auto model = b[0_c] * exp(-b[1_c] * t) + b[2_c] * exp(-square(t - b[3_c]) / square(b[4_c])) +
                                b[5_c] * exp(-square(t - b[6_c]) / square(b[7_c]));
  static constexpr auto formula = sum(square(y - model));
  static constexpr std::array<double, 8> at{0.987, 0.109, 1.003, 0.675, 0.233, 0.719, 0.178, 0.183};
  static double value(point const& p) { return formula(y = p->ys, t = p->ts, b = at); }
  static double gradient(point const& p) {
    auto const r = value_and_gradient(formula, b)(y = p->ys, t = p->ts, b = at);
    std::copy(r.gradient.begin(), r.gradient.end(), p->slope.begin());
    return r.value;
  }
  static double value_by_hand(point const& p) {
    double s = 0;
    for (std::size_t i = 0; i < p->ts.size(); ++i) {
      double const x = p->ts[i], u = (x - at[3]) / at[4], v = (x - at[6]) / at[7];
      double const r = p->ys[i] - (at[0] * std::exp(-at[1] * x) + at[2] * std::exp(-u * u) + at[5] * std::exp(-v * v));
      s += r * r;
    }
    return s;
  }
  static double gradient_by_hand(point const& p) {
    double s = 0;
    std::array<double, 8> g{};
    for (std::size_t i = 0; i < p->ts.size(); ++i) {
      double const x = p->ts[i], u = (x - at[3]) / at[4], v = (x - at[6]) / at[7];
      double const e0 = std::exp(-at[1] * x), e1 = std::exp(-u * u), e2 = std::exp(-v * v);
      double const r = p->ys[i] - (at[0] * e0 + at[2] * e1 + at[5] * e2), q = -2 * r;
      s += r * r;
      g[0] += q * e0, g[1] -= q * at[0] * x * e0, g[2] += q * e1, g[5] += q * e2;
      double const d1 = q * at[2] * e1 * 2 * u / at[4], d2 = q * at[5] * e2 * 2 * v / at[7];
      g[3] += d1, g[4] += d1 * u, g[6] += d2, g[7] += d2 * v;
    }
    std::copy(g.begin(), g.end(), p->slope.begin());
    return s;
  }
};

struct rosenbrock {
  static constexpr auto formula = sum(100 * square(drop_first(t) - square(drop_last(t))) + square(1 - drop_last(t)));
  static double value(point const& p) { return formula(t = p->ts); }
  static double gradient(point const& p) {
    return evaluate_into(std::span(p->slope).first(p->ts.size()), value_and_gradient(formula, t), t = p->ts);
  }
  static double value_by_hand(point const& p) {
    double s = 0;
    for (std::size_t i = 0; i + 1 < p->ts.size(); ++i) {
      double const q = p->ts[i + 1] - p->ts[i] * p->ts[i], r = 1 - p->ts[i];
      s += 100 * q * q + r * r;
    }
    return s;
  }
  static double gradient_by_hand(point const& p) {
    double s = 0;
    p->slope[0] = 0;
    for (std::size_t i = 0; i + 1 < p->ts.size(); ++i) {
      double const q = p->ts[i + 1] - p->ts[i] * p->ts[i], r = 1 - p->ts[i];
      s += 100 * q * q + r * r;
      p->slope[i] += -400 * p->ts[i] * q - 2 * r;
      p->slope[i + 1] = 200 * q;
    }
    return s;
  }
};

struct regression {
  static constexpr auto formula = sum(square(y - X * w));
  static std::vector<double> const& weights() {
    static std::vector<double> const numbers(150, 0.01);
    return numbers;
  }
  static double value(point const& p) { return formula(y = p->ys, X = p->xs, w = weights()); }
  static double gradient(point const& p) {
    return evaluate_into(std::span(p->slope).first(150), value_and_gradient(formula, w), y = p->ys, X = p->xs, w = weights());
  }
  static double value_by_hand(point const& p) {
    double s = 0;
    for (std::size_t i = 0; i < p->ys.size(); ++i) {
      double z = 0;
      for (std::size_t j = 0; j < 150; ++j) z += p->xs[150 * i + j] * weights()[j];
      s += (p->ys[i] - z) * (p->ys[i] - z);
    }
    return s;
  }
  static double gradient_by_hand(point const& p) {
    double s = 0;
    for (std::size_t j = 0; j < 150; ++j) p->slope[j] = 0;
    for (std::size_t i = 0; i < p->ys.size(); ++i) {
      double z = 0;
      for (std::size_t j = 0; j < 150; ++j) z += p->xs[150 * i + j] * weights()[j];
      double const r = p->ys[i] - z;
      s += r * r;
      for (std::size_t j = 0; j < 150; ++j) p->slope[j] -= 2 * r * p->xs[150 * i + j];
    }
    return s;
  }
};

void check_slopes(std::string const& name, std::vector<double> const& p, std::vector<double> const& q) {
  double largest = 0;
  for (double const x : q) largest = std::max(largest, std::abs(x));
  for (std::size_t i = 0; i < p.size(); ++i)
    if (std::abs(p[i] - q[i]) > 1e-11 * largest) {
      std::printf("%s: number %zu of the gradient is %.17g, by hand %.17g\n", name.c_str(), i, p[i], q[i]);
      std::exit(1);
    }
}

template <class Problem> void compare_over(std::string const& title, point data) {
  std::string const name = title + ", " + std::to_string(data->ys.size()), both = name + " + gradient";
  problems.push_back(name);
  problems.push_back(both);
  numbers const ours{Problem::value(data), Problem::gradient(data)};
  std::vector<double> const slope = data->slope;
  numbers const by_hand{Problem::value_by_hand(data), Problem::gradient_by_hand(data)};
  for (int i = 0; i < 2; ++i)
    if (!(std::abs(ours[i] - by_hand[i]) <= 1e-11 * std::abs(by_hand[i]))) {
      std::printf("%s: %.17g, by hand %.17g\n", name.c_str(), ours[i], by_hand[i]);
      std::exit(1);
    }
  check_slopes(name, slope, data->slope);
  time(name + "/calx", &Problem::value, data);
  time(name + "/hand", &Problem::value_by_hand, data);
  time(both + "/calx", &Problem::gradient, data);
  time(both + "/hand", &Problem::gradient_by_hand, data);
  time(both + "/value", &Problem::value, data);
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::size_t> const lengths{1, 10, 100, 1000, 16384, 1000000};
  std::vector<rows_of_data> data;
  for (std::size_t const n : lengths) data.emplace_back(n);
  for (rows_of_data const& d : data) {
    compare_over<sum_of_exp>("sum of exp", &d);
    compare_over<soft_maximum>("log-sum-exp", &d);
    compare_over<likelihood>("likelihood", &d);
    compare_over<gauss>("Gauss", &d);
    if (d.ys.size() > 1) compare_over<rosenbrock>("Rosenbrock", &d);
  }
  rows_of_data const matrix(1000, 150);
  compare_over<regression>("regression", &matrix);
  run(argc, argv, "hand", {"value"});
}
