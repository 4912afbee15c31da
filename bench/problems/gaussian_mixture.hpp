// SPDX-License-Identifier: Apache-2.0
// The log posterior of a mixture of K Gaussians in D dimensions, as in ADBench (F. Srajer, Z. Kukelova, A. Fitzgibbon 2018),
// by weights alpha, means m and inverse covariance factors: q (the diagonal's logarithms), then l (below it, by columns).
//
//   f = sum_i logsumexp_k(alpha_k + sum q_k - |L_k (x_i - m_k)|^2 / 2) - n logsumexp(alpha) + prior + constant
//   prior = sum_k gamma^2/2 (sum exp(q_k)^2 + sum l_k^2) - w sum q_k
//   constant = -n D/2 log(2 pi) - K (v D (log gamma - log(2)/2) - log Gamma_D(v/2)),  v = D + w + 1
#pragma once

#include <calx/calx.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <type_traits>
#include <utility>
#include <vector>

namespace gaussian_mixture {

// x[j][i]: coordinate j of row i. In the other arrays one component lies behind the other.
template <int D, int K> struct data {
  static constexpr std::size_t factors = D * (D + 1) / 2;
  std::array<double, K> alphas;
  std::array<double, std::size_t{K} * D> means;
  std::array<double, K * factors> factor;
  std::array<std::vector<double>, D> x;
  double gamma = 1;
  int wishart = 0;

  std::size_t rows() const { return x[0].size(); }
  double constant() const {
    using std::numbers::pi;
    double const v = D + wishart + 1;
    double log_gamma = D * (D - 1) / 4.0 * std::log(pi);
    for (int j = 0; j < D; ++j) log_gamma += std::lgamma((v - j) / 2);
    return -static_cast<double>(rows()) * D / 2 * std::log(2 * pi) -
           K * (v * D * (std::log(gamma) - std::numbers::ln2 / 2) - log_gamma);
  }
};

template <int D, int K> data<D, K> random_data(std::size_t rows) {
  std::uint64_t state = 12345;
  auto const next = [&] {
    state = state * 6364136223846793005u + 1442695040888963407u;
    return 2 * (static_cast<double>(state >> 11) * 0x1p-53) - 1;
  };
  data<D, K> d;
  for (double& a : d.alphas) a = next();
  for (double& m : d.means) m = next();
  for (double& l : d.factor) l = 0.5 * next();
  for (std::vector<double>& x : d.x) x.resize(rows);
  for (std::size_t i = 0; i < rows; ++i)
    for (std::vector<double>& x : d.x) x[i] = 2 * next();
  return d;
}

// --- by calx ---------------------------------------------------------------------------------------------------------------

// What logsumexp is taken of, for one row x.
template <int D, int K> struct row_likelihood {
  constexpr auto operator()(auto const& alpha, auto const& mean, auto const& factor, auto const& x) const {
    using symbol = std::remove_cvref_t<decltype(x[0] * x[0])>;
    std::array<symbol, K> e{};
    for (std::size_t k = 0; k < K; ++k) {
      auto const q = [&](std::size_t j) { return factor[k * D * (D + 1) / 2 + j]; };
      std::array<symbol, D> z{};
      symbol diagonal = alpha[k] + q(0);
      for (std::size_t j = 0; j < D; ++j) {
        if (j > 0) diagonal = diagonal + q(j);
        z[j] = exp(q(j)) * (x[j] - mean[k * D + j]);
      }
      for (std::size_t column = 0, l = D; column < D; ++column)
        for (std::size_t row = column + 1; row < D; ++row, ++l) z[row] = z[row] + q(l) * (x[column] - mean[k * D + column]);
      symbol square = z[0] * z[0];
      for (std::size_t j = 1; j < D; ++j) square = square + z[j] * z[j];
      e[k] = diagonal - square / 2;
    }
    symbol largest = e[0];
    for (std::size_t k = 1; k < K; ++k) largest = max(largest, e[k]);
    symbol sum = exp(e[0] - largest);
    for (std::size_t k = 1; k < K; ++k) sum = sum + exp(e[k] - largest);
    return largest + log(sum);
  }
};
template <int D, int K> struct prior {
  constexpr auto operator()(auto const& factor, auto const& gamma, auto const& wishart) const {
    constexpr std::size_t per_component = D * (D + 1) / 2;
    using symbol = std::remove_cvref_t<decltype(gamma * gamma)>;
    symbol squares = 0 * gamma, diagonal = 0 * gamma;
    for (std::size_t k = 0; k < K; ++k)
      for (std::size_t j = 0; j < per_component; ++j) {
        auto const q = factor[k * per_component + j];
        squares = squares + (j < D ? exp(2 * q) : q * q);
        if (j < D) diagonal = diagonal + q;
      }
    return gamma * gamma / 2 * squares - wishart * diagonal;
  }
};

template <std::size_t J> inline constexpr auto coordinate = calx::column<calx::fixed_string<3>({'x', char('0' + J), 0})>;

template <int D, int K> struct model {
  static_assert(D <= 10, "a coordinate's name has one digit");
  static constexpr auto alpha = calx::vec<"alpha", K>;
  static constexpr auto mean = calx::vec<"mean", K * D>;
  static constexpr auto factor = calx::vec<"factor", K * D*(D + 1) / 2>;
  static constexpr auto gamma = calx::var<"gamma">;
  static constexpr auto wishart = calx::var<"wishart">;
  static constexpr auto constant = calx::var<"constant">;
  static constexpr auto x = []<std::size_t... J>(std::index_sequence<J...>) {
    return calx::vector(coordinate<J>...);
  }(std::make_index_sequence<D>{});
  static constexpr auto formula = sum(calx::trace<row_likelihood<D, K>{}>(alpha, mean, factor, x) - log_sum_exp(alpha)) +
                                  calx::trace<prior<D, K>{}>(factor, gamma, wishart) + constant;
  static constexpr auto both = value_and_gradient(formula, alpha, mean, factor);

  template <class F> static auto evaluate(F const& f, data<D, K> const& d) {
    return [&]<std::size_t... J>(std::index_sequence<J...>) {
      return f(alpha = d.alphas, mean = d.means, factor = d.factor, gamma = d.gamma, wishart = double(d.wishart),
               constant = d.constant(), (coordinate<J> = d.x[J])...);
    }(std::make_index_sequence<D>{});
  }
};

// --- by hand ---------------------------------------------------------------------------------------------------------------

// The derivatives by alpha, means and factors, behind each other.
template <int D, int K> using slopes = std::array<double, K * (1 + D + D * (D + 1) / 2)>;

template <int D, int K> double log_sum_exp(std::array<double, K> const& e) {
  double largest = e[0], s = 0;
  for (double const x : e) largest = std::max(largest, x);
  for (double const x : e) s += std::exp(x - largest);
  return largest + std::log(s);
}

// One component: exp(q), the sum of q, and what lies below the diagonal.
template <int D, int K> struct component {
  component(data<D, K> const& d, std::size_t k) : mean(d.means.data() + k * D), l(d.factor.data() + k * d.factors + D) {
    for (std::size_t j = 0; j < D; ++j) {
      double const q = d.factor[k * d.factors + j];
      diagonal[j] = std::exp(q), sum += q;
    }
  }
  // L (x - m) of row i; c = x - m.
  void transform(data<D, K> const& d, std::size_t i, double* c, double* z) const {
    for (std::size_t j = 0; j < D; ++j) c[j] = d.x[j][i] - mean[j], z[j] = diagonal[j] * c[j];
    double const* below = l;
    for (std::size_t column = 0; column < D; ++column)
      for (std::size_t row = column + 1; row < D; ++row) z[row] += *below++ * c[column];
  }
  double const *mean, *l;
  std::array<double, D> diagonal;
  double sum = 0;
};
template <int D, int K> auto components(data<D, K> const& d) {
  return [&]<std::size_t... C>(std::index_sequence<C...>) {
    return std::array{component<D, K>(d, C)...};
  }(std::make_index_sequence<K>{});
}

template <int D, int K> double prior_by_hand(data<D, K> const& d) {
  double squares = 0, diagonal = 0;
  for (std::size_t k = 0; k < K; ++k)
    for (std::size_t j = 0; j < d.factors; ++j) {
      double const q = d.factor[k * d.factors + j];
      squares += j < D ? std::exp(2 * q) : q * q;
      if (j < D) diagonal += q;
    }
  return d.gamma * d.gamma / 2 * squares - d.wishart * diagonal;
}

template <int D, int K> double value_by_hand(data<D, K> const& d) {
  auto const parts = components(d);
  double s = 0;
  for (std::size_t i = 0; i < d.rows(); ++i) {
    std::array<double, K> e;
    for (std::size_t k = 0; k < K; ++k) {
      double c[D], z[D], square = 0;
      parts[k].transform(d, i, c, z);
      for (double const v : z) square += v * v;
      e[k] = d.alphas[k] + parts[k].sum - square / 2;
    }
    s += log_sum_exp<D, K>(e);
  }
  return s - static_cast<double>(d.rows()) * log_sum_exp<D, K>(d.alphas) + prior_by_hand(d) + d.constant();
}

template <int D, int K> double gradient_by_hand(data<D, K> const& d, slopes<D, K>& slope) {
  auto const parts = components(d);
  slope.fill(0);
  double *const by_alpha = slope.data(), *const by_mean = by_alpha + K, *const by_factor = by_mean + std::size_t{K} * D;
  double s = 0;
  for (std::size_t i = 0; i < d.rows(); ++i) {
    double c[K][D], z[K][D];
    std::array<double, K> e;
    for (std::size_t k = 0; k < K; ++k) {
      double square = 0;
      parts[k].transform(d, i, c[k], z[k]);
      for (double const v : z[k]) square += v * v;
      e[k] = d.alphas[k] + parts[k].sum - square / 2;
    }
    double largest = e[0], total = 0;
    for (double const x : e) largest = std::max(largest, x);
    for (double& x : e) total += x = std::exp(x - largest);
    s += largest + std::log(total);
    for (std::size_t k = 0; k < K; ++k) {
      double const share = e[k] / total;
      double *const mean = by_mean + k * D, *const q = by_factor + k * d.factors, *l = q + D;
      by_alpha[k] += share;
      double const* below = parts[k].l;
      for (std::size_t j = 0; j < D; ++j) {
        double const v = share * z[k][j];
        q[j] += share - v * parts[k].diagonal[j] * c[k][j];
        mean[j] += v * parts[k].diagonal[j];
      }
      for (std::size_t column = 0; column < D; ++column)
        for (std::size_t row = column + 1; row < D; ++row) {
          double const v = share * z[k][row];
          *l++ -= v * c[k][column];
          mean[column] += v * *below++;
        }
    }
  }
  double const n = static_cast<double>(d.rows()), whole = log_sum_exp<D, K>(d.alphas);
  for (std::size_t k = 0; k < K; ++k) {
    by_alpha[k] -= n * std::exp(d.alphas[k] - whole);
    for (std::size_t j = 0; j < d.factors; ++j) {
      double const q = d.factor[k * d.factors + j];
      by_factor[k * d.factors + j] += d.gamma * d.gamma * (j < D ? std::exp(2 * q) : q) - (j < D ? d.wishart : 0);
    }
  }
  return s - n * whole + prior_by_hand(d) + d.constant();
}

}  // namespace gaussian_mixture
