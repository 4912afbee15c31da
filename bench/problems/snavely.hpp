// SPDX-License-Identifier: Apache-2.0
// The reprojection residual of bundle adjustment (N. Snavely, S. Seitz, R. Szeliski 2006): a camera of 9 numbers (angle-axis
// rotation w, translation t, focal length, k1, k2), a point of 3, an observation of 2; two residuals, their 2 x 12 Jacobian.
//
//   P = cos(a) p + sin(a)/a (w x p) + (1 - cos(a))/a^2 (w.p) w + t  with a = |w|,   (x, y) = -(P1, P2)/P3
//   residual = f (1 + k1 r^2 + k2 r^4) (x, y) - observation,  r^2 = x^2 + y^2
#pragma once

#include <calx/core.hpp>

#include <array>
#include <cmath>
#include <span>

namespace snavely {

using point = std::array<double, 12>;
using outcome = calx::value_and_jacobian_result<std::array<double, 2>, std::array<std::array<double, 12>, 2>>;
inline constexpr point at{0.21, -0.34, 0.17, 0.4, -0.3, -5.2, 512.0, -0.11, 0.04, 1.3, -0.8, 0.6};
inline constexpr double observed[2] = {131.25, -88.5};

template <class Camera, class Point> constexpr auto formula(Camera const& c, Point const& p, auto const& u, auto const& v) {
  using std::cos, std::sin, std::sqrt;
  auto const square = c[0] * c[0] + c[1] * c[1] + c[2] * c[2];
  auto const angle = sqrt(square), cosine = cos(angle), s = sin(angle) / angle;
  auto const along = (1.0 - cosine) / square * (c[0] * p[0] + c[1] * p[1] + c[2] * p[2]);
  auto const P1 = cosine * p[0] + s * (c[1] * p[2] - c[2] * p[1]) + along * c[0] + c[3];
  auto const P2 = cosine * p[1] + s * (c[2] * p[0] - c[0] * p[2]) + along * c[1] + c[4];
  auto const P3 = cosine * p[2] + s * (c[0] * p[1] - c[1] * p[0]) + along * c[2] + c[5];
  auto const x = -P1 / P3, y = -P2 / P3, r2 = x * x + y * y;
  auto const scale = c[6] * (1.0 + r2 * (c[7] + c[8] * r2));
  return std::array{scale * x - u, scale * y - v};
}

constexpr auto camera = calx::vec<"camera", 9>;
constexpr auto position = calx::vec<"point", 3>;
constexpr auto u = calx::var<"u">;
constexpr auto v = calx::var<"v">;
constexpr auto residual = calx::trace<[](auto const&... arguments) { return formula(arguments...); }>(camera, position, u, v);

[[gnu::noinline]] inline outcome by_calx(point const& p) {
  return value_and_jacobian(residual, camera, position)(camera = std::span<double const, 9>(p.data(), 9),
                                                        position = std::span<double const, 3>(p.data() + 9, 3), u = observed[0],
                                                        v = observed[1]);
}

// Each residual's adjoint of P is pulled back through the rotation: with s = sin(a)/a, d = (1 - cos(a))/a^2, c = w x p,
//   d(g.P)/dw = w (-s g.p + s' g.c + d' (w.p)(g.w)) + s (p x g) + d ((g.w) p + (w.p) g),   s' = (cos(a) - s)/a^2, d' = (s -
//   2d)/a^2 d(g.P)/dp = cos(a) g + s (g x w) + d (g.w) w
[[gnu::noinline]] inline outcome by_hand(point const& in) {
  double const w0 = in[0], w1 = in[1], w2 = in[2], f = in[6], k1 = in[7], k2 = in[8], p0 = in[9], p1 = in[10], p2 = in[11];
  double const square = w0 * w0 + w1 * w1 + w2 * w2, inverse_square = 1 / square, angle = std::sqrt(square);
  double const cosine = std::cos(angle), s = std::sin(angle) / angle, d = (1 - cosine) * inverse_square;
  double const wp = w0 * p0 + w1 * p1 + w2 * p2;
  double const c0 = w1 * p2 - w2 * p1, c1 = w2 * p0 - w0 * p2, c2 = w0 * p1 - w1 * p0, dwp = d * wp;
  double const P0 = cosine * p0 + s * c0 + dwp * w0 + in[3], P1 = cosine * p1 + s * c1 + dwp * w1 + in[4],
               P2 = cosine * p2 + s * c2 + dwp * w2 + in[5];
  double const inverse = 1 / P2, x = -P0 * inverse, y = -P1 * inverse, r2 = x * x + y * y;
  double const distortion = 1 + r2 * (k1 + k2 * r2), scale = f * distortion, slope = 2 * f * (k1 + 2 * k2 * r2);
  double const s_slope = (cosine - s) * inverse_square, d_slope = (s - 2 * d) * inverse_square;
  double const xx = scale + slope * x * x, xy = slope * x * y, yy = scale + slope * y * y;  // d residual/d(x, y)
  auto const row = [&](double by_x, double by_y, double z) {
    double const g0 = -inverse * by_x, g1 = -inverse * by_y, g2 = -inverse * (by_x * x + by_y * y);
    double const gw = g0 * w0 + g1 * w1 + g2 * w2, gp = g0 * p0 + g1 * p1 + g2 * p2, gc = g0 * c0 + g1 * c1 + g2 * c2;
    double const along = s_slope * gc + d_slope * wp * gw - s * gp, dgw = d * gw, fz = f * z, fzr = fz * r2;
    return std::array<double, 12>{along * w0 + s * (p1 * g2 - p2 * g1) + dgw * p0 + dwp * g0,
                                  along * w1 + s * (p2 * g0 - p0 * g2) + dgw * p1 + dwp * g1,
                                  along * w2 + s * (p0 * g1 - p1 * g0) + dgw * p2 + dwp * g2,
                                  g0,
                                  g1,
                                  g2,
                                  distortion * z,
                                  fzr,
                                  fzr * r2,
                                  cosine * g0 + s * (g1 * w2 - g2 * w1) + dgw * w0,
                                  cosine * g1 + s * (g2 * w0 - g0 * w2) + dgw * w1,
                                  cosine * g2 + s * (g0 * w1 - g1 * w0) + dgw * w2};
  };
  return {{scale * x - observed[0], scale * y - observed[1]}, {row(xx, xy, x), row(xy, yy, y)}};
}

}  // namespace snavely
