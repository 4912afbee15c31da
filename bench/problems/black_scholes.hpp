// SPDX-License-Identifier: Apache-2.0
// The Black-Scholes price of a call in S, K, r, sigma, T: value and gradient; value, gradient and Hessian.
//
// By hand: the chain rule through m = log(S/K) + (r + sigma^2/2) T and w = sigma sqrt(T), where d1 = m/w and d2 = d1 - w, with
// both normal densities computed (the identity S phi(d1) = K exp(-rT) phi(d2) is not used).
#pragma once

#include <calx/core.hpp>

#include <array>
#include <cmath>

namespace black_scholes {

using namespace calx::literals;

using point = std::array<double, 5>;
using outcome = calx::value_and_gradient_result<double, std::array<double, 5>>;
using second_outcome = calx::value_gradient_hessian_result<double, std::array<double, 5>, std::array<std::array<double, 5>, 5>>;
inline constexpr point at{105, 100, 0.0125, 0.2, 0.5};

constexpr auto S = calx::var<"S">;
constexpr auto K = calx::var<"K">;
constexpr auto r = calx::var<"r">;
constexpr auto sigma = calx::var<"sigma">;
constexpr auto T = calx::var<"T">;

// The same formula with exact constants, and with bare numbers.
constexpr auto price_of_call(auto const& half, auto const& root_half) {
  auto const normal = [&](auto const& z) { return half * erfc(-z * root_half); };
  auto const d1 = (log(S / K) + (r + sigma * sigma * half) * T) / (sigma * sqrt(T));
  auto const d2 = d1 - sigma * sqrt(T);
  return S * normal(d1) - K * exp(-r * T) * normal(d2);
}
constexpr auto call = price_of_call(0.5_c, 1_c / sqrt(2_c));
constexpr auto call_with_numbers = price_of_call(0.5, 0.70710678118654752440);

[[gnu::noinline]] inline outcome by_calx(point const& p) {
  return value_and_gradient(call, S, K, r, sigma, T)(S = p[0], K = p[1], r = p[2], sigma = p[3], T = p[4]);
}
[[gnu::noinline]] inline outcome captured_by_calx(point const& p) {
  return value_and_gradient(call_with_numbers, S, K, r, sigma, T)(S = p[0], K = p[1], r = p[2], sigma = p[3], T = p[4]);
}
[[gnu::noinline]] inline second_outcome captured_second_by_calx(point const& p) {
  return value_gradient_hessian(call_with_numbers, S, K, r, sigma, T)(S = p[0], K = p[1], r = p[2], sigma = p[3], T = p[4]);
}
[[gnu::noinline]] inline second_outcome second_by_calx(point const& p) {
  return value_gradient_hessian(call, S, K, r, sigma, T)(S = p[0], K = p[1], r = p[2], sigma = p[3], T = p[4]);
}

inline constexpr double root_half = 0.70710678118654752440, density_at_0 = 0.39894228040143267794;

[[gnu::noinline]] inline outcome by_hand(point const& p) {
  double const s = p[0], k = p[1], rate = p[2], vol = p[3], t = p[4];
  double const root = std::sqrt(t), width = vol * root, inverse = 1 / width;
  double const drift = rate + 0.5 * vol * vol;
  double const a = (std::log(s / k) + drift * t) * inverse, b = a - width;
  double const n1 = 0.5 * std::erfc(-a * root_half), n2 = 0.5 * std::erfc(-b * root_half);
  double const discount = std::exp(-rate * t), kd = k * discount;
  double const p1 = s * density_at_0 * std::exp(-0.5 * a * a), p2 = kd * density_at_0 * std::exp(-0.5 * b * b);
  double const slope = p1 - p2;                      // d/d(d1), since d2 = d1 - width
  double const by_width = p2 - slope * a * inverse;  // d/d(width)
  double const direct = slope * inverse;             // d/dm
  return {s * n1 - kd * n2,
          {n1 + direct / s, -discount * n2 - direct / k, kd * t * n2 + direct * t, by_width * root + direct * vol * t,
           rate * kd * n2 + direct * drift + by_width * vol * 0.5 / root}};
}

// C = F(S, q, m, w) with q = K exp(-rT): its first and second partials (Cm, Cw, ...), then the chain rule twice.
[[gnu::noinline]] inline second_outcome second_by_hand(point const& p) {
  double const s = p[0], k = p[1], rate = p[2], vol = p[3], t = p[4];
  double const root = std::sqrt(t), w = vol * root, iw = 1 / w, drift = rate + 0.5 * vol * vol;
  double const a = (std::log(s / k) + drift * t) * iw, b = a - w;
  double const n1 = 0.5 * std::erfc(-a * root_half), n2 = 0.5 * std::erfc(-b * root_half);
  double const discount = std::exp(-rate * t), q = k * discount;
  double const f1 = density_at_0 * std::exp(-0.5 * a * a), f2 = density_at_0 * std::exp(-0.5 * b * b);
  double const p1 = s * f1, p2 = q * f2, aw = a * iw, bw = aw + 1;  // aw = -da/dw, bw = -db/dw
  double const slope = p1 - p2;
  double const Cm = slope * iw, Cw = p2 - slope * aw;
  double const CSm = f1 * iw, CSw = -f1 * aw, Cqm = -f2 * iw, Cqw = f2 * bw;
  double const p1w = a * aw * p1, p2w = b * bw * p2;
  double const Cmm = (b * p2 - a * p1) * iw * iw, Cmw = (p1w - p2w) * iw - Cm * iw, Cww = p2w - (p1w - p2w) * aw + 2 * Cm * aw;
  double const is = 1 / s, ik = 1 / k, hr = 0.5 / root;
  double const qr = -t * q, qt = -rate * q, mv = vol * t, wt = vol * hr;  // mT = drift, mr = T, wv = root
  // The total derivatives of Cq, Cm and Cw, on which several entries build.
  double const Cm_K = Cqm * discount - Cmm * ik, Cw_K = Cqw * discount - Cmw * ik, Cq_K = -Cqm * ik;
  double const Cm_r = Cqm * qr + Cmm * t, Cq_v = Cqm * mv + Cqw * root, Cq_t = Cqm * drift + Cqw * wt;
  double const Cm_v = Cmm * mv + Cmw * root, Cw_v = Cmw * mv + Cww * root;
  double const Cm_t = Cqm * qt + Cmm * drift + Cmw * wt, Cw_t = Cqw * qt + Cmw * drift + Cww * wt;
  double const SS = is * (2 * CSm + (Cmm - Cm) * is), SK = is * Cm_K - CSm * ik;
  double const Sr = CSm * t + is * Cm_r, Sv = CSm * mv + CSw * root + is * Cm_v, St = CSm * drift + CSw * wt + is * Cm_t;
  double const KK = discount * Cq_K - ik * (Cm_K - Cm * ik), Kr = discount * t * (Cqm + n2) - ik * Cm_r;
  double const Kv = Cm_K * mv + Cw_K * root, Kt = n2 * rate * discount + Cm_K * drift + Cw_K * wt + Cq_K * qt;
  double const rr = t * (qr * (Cqm + n2) + Cm_r), rv = qr * Cq_v + t * Cm_v;
  double const rt = qr * Cq_t + t * Cm_t + Cm + n2 * (rate * qr + q);
  double const vv = mv * Cm_v + root * Cw_v + Cm * t, vt = mv * Cm_t + root * Cw_t + Cm * vol + Cw * hr;
  double const tt = qt * (Cq_t + n2 * rate) + drift * Cm_t + wt * (Cw_t - 0.5 * Cw / t);
  return {s * n1 - q * n2,
          {n1 + Cm * is, -discount * n2 - Cm * ik, t * (q * n2 + Cm), Cw * root + Cm * mv, Cm * drift + Cw * wt - qt * n2},
          {{{SS, SK, Sr, Sv, St}, {SK, KK, Kr, Kv, Kt}, {Sr, Kr, rr, rv, rt}, {Sv, Kv, rv, vv, vt}, {St, Kt, rt, vt, tt}}}};
}

template <class T> T formula(std::array<T, 5> const& p) {
  using std::erfc, std::exp, std::log, std::sqrt;
  T const width = p[3] * sqrt(p[4]);
  T const a = (log(p[0] / p[1]) + (p[2] + p[3] * p[3] * 0.5) * p[4]) / width, b = a - width;
  return p[0] * 0.5 * erfc(-a * root_half) - p[1] * exp(-p[2] * p[4]) * 0.5 * erfc(-b * root_half);
}

}  // namespace black_scholes
