// SPDX-License-Identifier: Apache-2.0
// The log posterior of a stochastic volatility model with 16,384 steps (Stan's user guide), without its constants, and the
// gradient by mu, phi, log sigma and every z:
//
//   y[i] ~ N(0, exp(h[i]/2)),  h[0] - mu = sigma/sqrt(1 - phi^2) z[0],  h[i] - mu = phi (h[i-1] - mu) + sigma z[i],  z[i] ~
//   N(0, 1)
#include "compare_over.hpp"

#include <calx/calx.hpp>

#include <cstdint>
#include <span>
#include <vector>

namespace {

using namespace calx::literals;

struct volatility {
  struct series {
    explicit series(std::size_t n) : zs(n), ys(n), slope(n + 3) {
      std::uint64_t state = 12345;
      auto const next = [&] {
        state = state * 6364136223846793005u + 1442695040888963407u;
        return 2 * (static_cast<double>(state >> 11) * 0x1p-53) - 1;
      };
      for (std::size_t i = 0; i < n; ++i) zs[i] = 2 * next(), ys[i] = next();
    }
    std::vector<double> zs, ys;
    mutable std::vector<double> slope;
    mutable std::vector<double> kept = std::vector<double>(2 * zs.size());  // for the loop by hand
  };
  using point = series const*;
  static constexpr double mu_at = -1.02, phi_at = 0.95, log_sigma_at = -1.4;

  static constexpr auto mu = calx::var<"mu">;
  static constexpr auto phi = calx::var<"phi">;
  static constexpr auto log_sigma = calx::var<"log_sigma">;
  static constexpr auto z = calx::column<"z">;
  static constexpr auto y = calx::column<"y">;
  static constexpr auto steps = concatenate(calx::segment<0, 1>(z) / sqrt(1_c - square(phi)), drop_first(z));
  static constexpr auto h = mu + exp(log_sigma) * linear_recurrence(phi, steps);
  static constexpr auto formula = -sum(h + square(y) * exp(-h) + square(z)) / 2_c;

  static double value(point const& p) {
    return formula(mu = mu_at, phi = phi_at, log_sigma = log_sigma_at, z = p->zs, y = p->ys);
  }
  static double gradient(point const& p) {
    auto const [f, by_mu, by_phi, by_log_sigma] =
        evaluate_into(std::span(p->slope).subspan(3), value_and_gradient(formula, mu, phi, log_sigma, z), mu = mu_at,
                      phi = phi_at, log_sigma = log_sigma_at, z = p->zs, y = p->ys);
    p->slope[0] = by_mu, p->slope[1] = by_phi, p->slope[2] = by_log_sigma;
    return f;
  }
  static double value_by_hand(point const& p) {
    double const sigma = std::exp(log_sigma_at);
    double s = 0, g = 0;
    for (std::size_t i = 0; i < p->zs.size(); ++i) {
      double const u = p->zs[i], v = p->ys[i];
      g = i == 0 ? sigma / std::sqrt(1 - phi_at * phi_at) * u : phi_at * g + sigma * u;
      s += mu_at + g + v * v * std::exp(-mu_at - g) + u * u;
    }
    return -s / 2;
  }
  // Forwards: g = h - mu and the slope by h alone; backwards: a, the slope by g with all that follows.
  static double gradient_by_hand(point const& p) {
    std::size_t const n = p->zs.size();
    double const sigma = std::exp(log_sigma_at), root = 1 / std::sqrt(1 - phi_at * phi_at);
    double *const g = p->kept.data(), *const by_h = g + n, *const by_z = p->slope.data() + 3;
    double s = 0, by_mu = 0, by_phi = 0, by_sigma = 0;
    for (std::size_t i = 0; i < n; ++i) {
      double const u = p->zs[i], v = p->ys[i];
      g[i] = i == 0 ? sigma * root * u : phi_at * g[i - 1] + sigma * u;
      double const q = v * v * std::exp(-mu_at - g[i]);
      s += mu_at + g[i] + q + u * u;
      by_mu += by_h[i] = (q - 1) / 2;
    }
    double a = 0;
    for (std::size_t i = n; i-- > 1;) {
      a = by_h[i] + phi_at * a;
      by_z[i] = sigma * a - p->zs[i];
      by_phi += a * g[i - 1], by_sigma += a * p->zs[i];
    }
    a = by_h[0] + phi_at * a;
    by_z[0] = sigma * root * a - p->zs[0];
    by_phi += a * sigma * p->zs[0] * phi_at * root * root * root, by_sigma += a * root * p->zs[0];
    p->slope[0] = by_mu, p->slope[1] = by_phi, p->slope[2] = sigma * by_sigma;
    return -s / 2;
  }
};

}  // namespace

int main(int argc, char** argv) {
  volatility::series const data(16384);
  comparison::compare_over<volatility>("stochastic volatility, 16384", &data);
  comparison::run_arrays(argc, argv);
}
