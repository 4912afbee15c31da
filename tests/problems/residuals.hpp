// SPDX-License-Identifier: Apache-2.0
// The residuals of More's, Garbow's and Hillstrom's problems (more_garbow_hillstrom.hpp) as functions for calx::trace.
// Elements of x count from 0, the paper's i from 1.
#pragma once

#include <calx/elementary/all.hpp>
#include <calx/expression/functions.hpp>
#include <calx/expression/trace.hpp>

#include <array>
#include <cstddef>
#include <type_traits>

namespace problems::residuals {

using namespace calx::literals;

// As many unknown numbers as there are residuals, of the type that x is computed with.
template <class Vector, std::size_t M> using numbers = std::array<std::remove_cvref_t<decltype(Vector{}[0] * 1)>, M>;

constexpr double real(std::size_t i) { return static_cast<double>(i); }

struct rosenbrock {
  constexpr auto operator()(auto const& x) const { return std::array{10 * (x[1] - x[0] * x[0]), 1 - x[0]}; }
};

struct freudenstein_roth {
  constexpr auto operator()(auto const& x) const {
    return std::array{-13 + x[0] + ((5 - x[1]) * x[1] - 2) * x[1], -29 + x[0] + ((x[1] + 1) * x[1] - 14) * x[1]};
  }
};

struct powell_badly_scaled {
  constexpr auto operator()(auto const& x) const {
    return std::array{10000 * x[0] * x[1] - 1, exp(-x[0]) + exp(-x[1]) - 1.0001_c};
  }
};

struct brown_badly_scaled {
  constexpr auto operator()(auto const& x) const { return std::array{x[0] - 1000000, x[1] - 2e-6_c, x[0] * x[1] - 2}; }
};

struct beale {
  constexpr auto operator()(auto const& x) const {
    return std::array{1.5 - x[0] * (1 - x[1]), 2.25 - x[0] * (1 - pow<2>(x[1])), 2.625 - x[0] * (1 - pow<3>(x[1]))};
  }
};

struct jennrich_sampson {
  constexpr auto operator()(auto const& x) const {
    numbers<decltype(x), 10> r{};
    for (std::size_t i = 0; i < r.size(); ++i) r[i] = 2 + 2 * (i + 1) - (exp((i + 1) * x[0]) + exp((i + 1) * x[1]));
    return r;
  }
};

// The paper's theta is atan(x2/x1)/(2 pi), and 1/2 more where x1 < 0. This is the same number, and smooth where x1 = 0 < x2.
struct helical_valley {
  constexpr auto operator()(auto const& x) const {
    auto const theta = 0.25_c - atan2(x[0], x[1]) / (2 * calx::pi);
    return std::array{10 * (x[2] - 10 * theta), 10 * (sqrt(x[0] * x[0] + x[1] * x[1]) - 1), x[2]};
  }
};

struct bard {
  static constexpr double y[] = {0.14, 0.18, 0.22, 0.25, 0.29, 0.32, 0.35, 0.39, 0.37, 0.58, 0.73, 0.96, 1.34, 2.10, 4.39};
  constexpr auto operator()(auto const& x) const {
    numbers<decltype(x), 15> r{};
    for (std::size_t i = 0; i < r.size(); ++i) {
      std::size_t const u = i + 1, v = 15 - i, w = u < v ? u : v;
      r[i] = y[i] - (x[0] + u / (v * x[1] + w * x[2]));
    }
    return r;
  }
};

struct gaussian {
  static constexpr double y[] = {0.0009, 0.0044, 0.0175, 0.0540, 0.1295, 0.2420, 0.3521, 0.3989,
                                 0.3521, 0.2420, 0.1295, 0.0540, 0.0175, 0.0044, 0.0009};
  constexpr auto operator()(auto const& x) const {
    numbers<decltype(x), 15> r{};
    for (std::size_t i = 0; i < r.size(); ++i) r[i] = x[0] * exp(-x[1] * pow<2>((7 - real(i)) / 2 - x[2]) / 2) - y[i];
    return r;
  }
};

// The paper prints |y_i m i x2|; what it means is |y_i - x2|, which has the minimum 0 that it gives.
struct gulf {
  constexpr auto operator()(auto const& x) const {
    numbers<decltype(x), 99> r{};
    for (std::size_t i = 0; i < r.size(); ++i) {
      double const t = real(i + 1) / 100, y = 25 + calx::elementary::pow(-50 * calx::elementary::log(t), 2.0 / 3);
      r[i] = exp(-pow(abs(y - x[1]), x[2]) / x[0]) - t;
    }
    return r;
  }
};

struct box {
  constexpr auto operator()(auto const& x) const {
    numbers<decltype(x), 10> r{};
    for (std::size_t i = 0; i < r.size(); ++i) {
      double const t = real(i + 1) / 10, by_x2 = calx::elementary::exp(-t) - calx::elementary::exp(-10 * t);
      r[i] = exp(-t * x[0]) - exp(-t * x[1]) - x[2] * by_x2;
    }
    return r;
  }
};

struct powell_singular {
  constexpr auto operator()(auto const& x) const {
    return std::array{x[0] + 10 * x[1], sqrt(5_c) * (x[2] - x[3]), pow<2>(x[1] - 2 * x[2]), sqrt(10_c) * pow<2>(x[0] - x[3])};
  }
};

struct wood {
  constexpr auto operator()(auto const& x) const {
    return std::array{10 * (x[1] - x[0] * x[0]),         1 - x[0],
                      sqrt(90_c) * (x[3] - x[2] * x[2]), 1 - x[2],
                      sqrt(10_c) * (x[1] + x[3] - 2),    (x[1] - x[3]) / sqrt(10_c)};
  }
};

struct brown_dennis {
  constexpr auto operator()(auto const& x) const {
    numbers<decltype(x), 20> r{};
    for (std::size_t i = 0; i < r.size(); ++i) {
      double const t = real(i + 1) / 5, e = calx::elementary::exp(t);
      double const s = calx::elementary::sin(t), c = calx::elementary::cos(t);
      r[i] = pow<2>(x[0] + t * x[1] - e) + pow<2>(x[2] + x[3] * s - c);
    }
    return r;
  }
};

struct osborne_1 {
  static constexpr double y[] = {0.844, 0.908, 0.932, 0.936, 0.925, 0.908, 0.881, 0.850, 0.818, 0.784, 0.751,
                                 0.718, 0.685, 0.658, 0.628, 0.603, 0.580, 0.558, 0.538, 0.522, 0.506, 0.490,
                                 0.478, 0.467, 0.457, 0.448, 0.438, 0.431, 0.424, 0.420, 0.414, 0.411, 0.406};
  constexpr auto operator()(auto const& x) const {
    numbers<decltype(x), 33> r{};
    for (std::size_t i = 0; i < r.size(); ++i) {
      auto const t = static_cast<int>(10 * i);
      r[i] = y[i] - (x[0] + x[1] * exp(-t * x[3]) + x[2] * exp(-t * x[4]));
    }
    return r;
  }
};

struct biggs {
  constexpr auto operator()(auto const& x) const {
    numbers<decltype(x), 13> r{};
    for (std::size_t i = 0; i < r.size(); ++i) {
      using calx::elementary::exp;
      double const t = real(i + 1) / 10, y = exp(-t) - 5 * exp(-10 * t) + 3 * exp(-4 * t);
      r[i] = x[2] * exp(-t * x[0]) - x[3] * exp(-t * x[1]) + x[5] * exp(-t * x[4]) - y;
    }
    return r;
  }
};

struct osborne_2 {
  static constexpr double y[] = {1.366, 1.191, 1.112, 1.013, 0.991, 0.885, 0.831, 0.847, 0.786, 0.725, 0.746, 0.679, 0.608,
                                 0.655, 0.616, 0.606, 0.602, 0.626, 0.651, 0.724, 0.649, 0.649, 0.694, 0.644, 0.624, 0.661,
                                 0.612, 0.558, 0.533, 0.495, 0.500, 0.423, 0.395, 0.375, 0.372, 0.391, 0.396, 0.405, 0.428,
                                 0.429, 0.523, 0.562, 0.607, 0.653, 0.672, 0.708, 0.633, 0.668, 0.645, 0.632, 0.591, 0.559,
                                 0.597, 0.625, 0.739, 0.710, 0.729, 0.720, 0.636, 0.581, 0.428, 0.292, 0.162, 0.098, 0.054};
  constexpr auto operator()(auto const& x) const {
    numbers<decltype(x), 65> r{};
    for (std::size_t i = 0; i < r.size(); ++i) {
      double const t = real(i) / 10;
      r[i] = y[i] - (x[0] * exp(-t * x[4]) + x[1] * exp(-pow<2>(t - x[8]) * x[5]) + x[2] * exp(-pow<2>(t - x[9]) * x[6]) +
                     x[3] * exp(-pow<2>(t - x[10]) * x[7]));
    }
    return r;
  }
};

// r_i = p'(t_i) - p(t_i)^2 - 1, where p has the coefficients x.
template <std::size_t N> struct watson {
  constexpr auto operator()(auto const& x) const {
    numbers<decltype(x), 31> r{};
    for (std::size_t i = 0; i < 29; ++i) {
      double const t = real(i + 1) / 29;
      auto slope = (N - 1) * x[N - 1], value = x[N - 1] * t + x[N - 2];
      for (std::size_t j = N - 1; j-- > 1;) slope = slope * t + j * x[j], value = value * t + x[j - 1];
      r[i] = slope - value * value - 1;
    }
    r[29] = x[0];
    r[30] = x[1] - x[0] * x[0] - 1;
    return r;
  }
};

template <std::size_t N> struct penalty_1 {
  constexpr auto operator()(auto const& x) const {
    numbers<decltype(x), N + 1> r{};
    r[N] = 0 * x[0] - 0.25_c;
    for (std::size_t i = 0; i < N; ++i) {
      r[i] = sqrt(1e-5_c) * (x[i] - 1);
      r[N] += x[i] * x[i];
    }
    return r;
  }
};

template <std::size_t N> struct penalty_2 {
  constexpr auto operator()(auto const& x) const {
    using calx::elementary::exp;
    numbers<decltype(x), 2 * N> r{};
    r[0] = x[0] - 0.2_c;
    r[2 * N - 1] = N * x[0] * x[0] - 1;
    for (std::size_t i = 1; i < N; ++i) {
      r[i] = sqrt(1e-5_c) * (exp(x[i] / 10) + exp(x[i - 1] / 10) - (exp(real(i + 1) / 10) + exp(real(i) / 10)));
      r[N + i - 1] = sqrt(1e-5_c) * (exp(x[i] / 10) - exp(-0.1));
      r[2 * N - 1] += (N - i) * x[i] * x[i];
    }
    return r;
  }
};

template <std::size_t N> struct trigonometric {
  constexpr auto operator()(auto const& x) const {
    numbers<decltype(x), N> r{};
    auto cosines = cos(x[0]);
    for (std::size_t i = 1; i < N; ++i) cosines += cos(x[i]);
    for (std::size_t i = 0; i < N; ++i) r[i] = N - cosines + (i + 1) * (1 - cos(x[i])) - sin(x[i]);
    return r;
  }
};

template <std::size_t N> struct brown_almost_linear {
  constexpr auto operator()(auto const& x) const {
    numbers<decltype(x), N> r{};
    auto sum = x[0], product = x[0];
    for (std::size_t i = 1; i < N; ++i) sum += x[i], product = product * x[i];
    for (std::size_t i = 0; i + 1 < N; ++i) r[i] = x[i] + sum - (N + 1);
    r[N - 1] = product - 1;
    return r;
  }
};

template <std::size_t N> struct discrete_integral {
  constexpr auto operator()(auto const& x) const {
    numbers<decltype(x), N> r{}, cubes{};
    double const h = 1.0 / (N + 1);
    for (std::size_t j = 0; j < N; ++j) cubes[j] = pow<3>(x[j] + real(j + 1) * h + 1);
    for (std::size_t i = 0; i < N; ++i) {
      double const t = real(i + 1) * h;
      r[i] = x[i];
      for (std::size_t j = 0; j < N; ++j) {
        double const s = real(j + 1) * h;
        r[i] += h / 2 * (j <= i ? (1 - t) * s : t * (1 - s)) * cubes[j];
      }
    }
    return r;
  }
};

template <std::size_t N> struct broyden_tridiagonal {
  constexpr auto operator()(auto const& x) const {
    numbers<decltype(x), N> r{};
    for (std::size_t i = 0; i < N; ++i) {
      r[i] = (3 - 2 * x[i]) * x[i] + 1;
      if (i > 0) r[i] = r[i] - x[i - 1];
      if (i + 1 < N) r[i] = r[i] - 2 * x[i + 1];
    }
    return r;
  }
};

template <std::size_t N> struct broyden_banded {
  constexpr auto operator()(auto const& x) const {
    numbers<decltype(x), N> r{};
    for (std::size_t i = 0; i < N; ++i) {
      r[i] = x[i] * (2 + 5 * x[i] * x[i]) + 1;
      for (std::size_t j = i < 5 ? 0 : i - 5; j < N && j <= i + 1; ++j)
        if (j != i) r[i] = r[i] - x[j] * (1 + x[j]);
    }
    return r;
  }
};

template <std::size_t N, std::size_t M> struct linear_full_rank {
  constexpr auto operator()(auto const& x) const {
    numbers<decltype(x), M> r{};
    auto sum = x[0];
    for (std::size_t i = 1; i < N; ++i) sum += x[i];
    for (std::size_t i = 0; i < M; ++i) r[i] = (i < N ? 1 : 0) * x[i < N ? i : 0] - 2 * sum / M - 1;
    return r;
  }
};

template <std::size_t N, std::size_t M> struct linear_rank_1 {
  constexpr auto operator()(auto const& x) const {
    numbers<decltype(x), M> r{};
    auto sum = 2 * x[1];
    for (std::size_t j = 2; j + 1 < N; ++j) sum += (j + 1) * x[j];
    for (std::size_t i = 0; i < M; ++i) r[i] = (i + 1 < M ? i : 0) * sum - 1;
    return r;
  }
};

// The mean of each Chebyshev polynomial, shifted to [0, 1], over x and over the interval.
template <std::size_t N> struct chebyquad {
  constexpr auto operator()(auto const& x) const {
    numbers<decltype(x), N> r{}, before{}, now{};
    for (std::size_t j = 0; j < N; ++j) before[j] = 0 * x[j] + 1, now[j] = 2 * x[j] - 1;
    for (std::size_t i = 1; i <= N; ++i) {
      auto sum = now[0];
      for (std::size_t j = 1; j < N; ++j) sum += now[j];
      r[i - 1] = sum / N;
      if (i % 2 == 0) r[i - 1] = r[i - 1] + 1.0 / (real(i) * real(i) - 1);
      for (std::size_t j = 0; j < N; ++j) {
        auto const next = 2 * (2 * x[j] - 1) * now[j] - before[j];
        before[j] = now[j], now[j] = next;
      }
    }
    return r;
  }
};

}  // namespace problems::residuals
