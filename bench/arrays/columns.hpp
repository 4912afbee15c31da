// SPDX-License-Identifier: Apache-2.0
// Functions of columns of data, with their gradients: by calx, by hand, by Eigen's arrays.
#pragma once

#include "compare_over.hpp"

#include <calx/calx.hpp>

#include <array>
#include <cmath>
#include <cstdint>
#include <span>
#include <vector>

namespace columns {

using namespace calx::literals;

constexpr auto mu = calx::var<"mu">;
constexpr auto log_sigma = calx::var<"log_sigma">;
constexpr auto t = calx::column<"t">;
constexpr auto y = calx::column<"y">;
constexpr auto b = calx::vec<"b", 8>;

struct rows_of_data {
  explicit rows_of_data(std::size_t n) : ts(n), ys(n), slope(n + 8) {
    std::uint64_t state = 12345;
    auto const next = [&] {
      state = state * 6364136223846793005u + 1442695040888963407u;
      return static_cast<double>(state >> 11) * 0x1p-53;
    };
    for (std::size_t i = 0; i < n; ++i) ts[i] = next(), ys[i] = next() * 2 - 1;
  }
  std::vector<double> ts, ys;
  mutable std::vector<double> slope;
};
using point = rows_of_data const*;

#ifdef CALX_BENCH_EIGEN
inline auto array_of(std::vector<double> const& x) {
  return Eigen::Map<Eigen::ArrayXd const>(x.data(), static_cast<Eigen::Index>(x.size()));
}
inline auto slope_of(point p, std::size_t n) {
  return Eigen::Map<Eigen::ArrayXd>(p->slope.data(), static_cast<Eigen::Index>(n));
}
#endif

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
#ifdef CALX_BENCH_EIGEN
  static double value_by_eigen(point const& p) { return array_of(p->ts).exp().sum(); }
  static double gradient_by_eigen(point const& p) {
    auto slope = slope_of(p, p->ts.size());
    slope = array_of(p->ts).exp();
    return slope.sum();
  }
#endif
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
#ifdef CALX_BENCH_EIGEN
  static double value_by_eigen(point const& p) {
    auto const x = array_of(p->ts);
    double const largest = x.maxCoeff();
    return largest + std::log((x - largest).exp().sum());
  }
  static double gradient_by_eigen(point const& p) {
    auto const x = array_of(p->ts);
    auto slope = slope_of(p, p->ts.size());
    double const largest = x.maxCoeff();
    slope = (x - largest).exp();
    double const s = slope.sum();
    slope /= s;
    return largest + std::log(s);
  }
#endif
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
#ifdef CALX_BENCH_EIGEN
  static double value_by_eigen(point const& p) { return (((array_of(p->ys) - 0.1) * std::exp(-0.2)).square() / 2 + 0.2).sum(); }
  static double gradient_by_eigen(point const& p) {
    double const inverse = std::exp(-0.2);
    Eigen::ArrayXd const r = (array_of(p->ys) - 0.1) * inverse;
    double const square = r.square().sum(), n = static_cast<double>(r.size());
    p->slope[0] = -inverse * r.sum(), p->slope[1] = n - square;
    return square / 2 + 0.2 * n;
  }
#endif
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
#ifdef CALX_BENCH_EIGEN
  static double value_by_eigen(point const& p) {
    auto const x = array_of(p->ts);
    return (array_of(p->ys) - (at[0] * (-at[1] * x).exp() + at[2] * (-((x - at[3]) / at[4]).square()).exp() +
                               at[5] * (-((x - at[6]) / at[7]).square()).exp()))
        .square()
        .sum();
  }
  static double gradient_by_eigen(point const& p) {
    auto const x = array_of(p->ts);
    Eigen::ArrayXd const u = (x - at[3]) / at[4], v = (x - at[6]) / at[7];
    Eigen::ArrayXd const e0 = (-at[1] * x).exp(), e1 = (-u.square()).exp(), e2 = (-v.square()).exp();
    Eigen::ArrayXd const r = array_of(p->ys) - (at[0] * e0 + at[2] * e1 + at[5] * e2), q = -2 * r;
    Eigen::ArrayXd const d1 = q * at[2] * e1 * 2 * u / at[4], d2 = q * at[5] * e2 * 2 * v / at[7];
    std::array const g{
        (q * e0).sum(), -at[0] * (q * x * e0).sum(), (q * e1).sum(), d1.sum(), (d1 * u).sum(), (q * e2).sum(), d2.sum(),
        (d2 * v).sum()};
    std::copy(g.begin(), g.end(), p->slope.begin());
    return r.square().sum();
  }
#endif
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
#ifdef CALX_BENCH_EIGEN
  static double value_by_eigen(point const& p) {
    auto const w = array_of(p->ts);
    Eigen::Index const n = w.size() - 1;
    return (100 * (w.tail(n) - w.head(n).square()).square() + (1 - w.head(n)).square()).sum();
  }
  static double gradient_by_eigen(point const& p) {
    auto const w = array_of(p->ts);
    auto slope = slope_of(p, p->ts.size());
    Eigen::Index const n = w.size() - 1;
    Eigen::ArrayXd const q = w.tail(n) - w.head(n).square(), r = 1 - w.head(n);
    slope[0] = 0;
    slope.tail(n) = 200 * q;
    slope.head(n) -= 400 * w.head(n) * q + 2 * r;
    return (100 * q.square() + r.square()).sum();
  }
#endif
};

}  // namespace columns
