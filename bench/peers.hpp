// SPDX-License-Identifier: Apache-2.0
// The same derivatives by dual numbers of others, where their headers are installed: Ceres' jets (Debian: libceres-dev), all
// partials in one pass; Boost.Math's autodiff, one pass a variable, which is faster than one with all of them.
#pragma once

#if __has_include(<ceres/jet.h>) && __has_include(<Eigen/Core>)
#include <ceres/jet.h>
#define CALX_BENCH_CERES
#endif
#if __has_include(<boost/math/differentiation/autodiff.hpp>)
#include <boost/math/differentiation/autodiff.hpp>
#define CALX_BENCH_BOOST
#endif

#include <calx/core.hpp>

#include <array>

namespace peers {

template <std::size_t N> using gradient_outcome = calx::value_and_gradient_result<double, std::array<double, N>>;
template <std::size_t M, std::size_t N>
using jacobian_outcome = calx::value_and_jacobian_result<std::array<double, M>, std::array<std::array<double, N>, M>>;

#ifdef CALX_BENCH_CERES
template <std::size_t N> auto jets(std::array<double, N> const& p) {
  std::array<ceres::Jet<double, static_cast<int>(N)>, N> x;
  for (std::size_t i = 0; i < N; ++i) x[i] = ceres::Jet<double, static_cast<int>(N)>(p[i], static_cast<int>(i));
  return x;
}
template <std::size_t N, class Formula> gradient_outcome<N> gradient_by_ceres(Formula formula, std::array<double, N> const& p) {
  auto const y = formula(jets(p));
  gradient_outcome<N> r{y.a, {}};
  for (std::size_t i = 0; i < N; ++i) r.gradient[i] = y.v[static_cast<Eigen::Index>(i)];
  return r;
}
template <std::size_t M, std::size_t N, class Formula>
jacobian_outcome<M, N> jacobian_by_ceres(Formula formula, std::array<double, N> const& p) {
  auto const y = formula(jets(p));
  jacobian_outcome<M, N> r{};
  for (std::size_t k = 0; k < M; ++k) {
    r.value[k] = y[k].a;
    for (std::size_t i = 0; i < N; ++i) r.jacobian[k][i] = y[k].v[static_cast<Eigen::Index>(i)];
  }
  return r;
}
#endif

#ifdef CALX_BENCH_BOOST
using dual = boost::math::differentiation::autodiff_fvar<double, 1>;
template <std::size_t N> std::array<dual, N> duals(std::array<double, N> const& p, std::size_t active) {
  std::array<dual, N> x;
  for (std::size_t i = 0; i < N; ++i)
    x[i] = i == active ? boost::math::differentiation::make_fvar<double, 1>(p[i]) : dual(p[i]);
  return x;
}
template <std::size_t N, class Formula> gradient_outcome<N> gradient_by_boost(Formula formula, std::array<double, N> const& p) {
  gradient_outcome<N> r{};
  for (std::size_t i = 0; i < N; ++i) {
    dual const y = formula(duals(p, i));
    r.value = y.derivative(0u);
    r.gradient[i] = y.derivative(1u);
  }
  return r;
}
template <std::size_t M, std::size_t N, class Formula>
jacobian_outcome<M, N> jacobian_by_boost(Formula formula, std::array<double, N> const& p) {
  jacobian_outcome<M, N> r{};
  for (std::size_t i = 0; i < N; ++i) {
    std::array<dual, M> const y = formula(duals(p, i));
    for (std::size_t k = 0; k < M; ++k) {
      r.value[k] = y[k].derivative(0u);
      r.jacobian[k][i] = y[k].derivative(1u);
    }
  }
  return r;
}
#endif

}  // namespace peers
