// SPDX-License-Identifier: Apache-2.0
// Wood's and Beale's functions, of four variables and of two.
#include "peers.hpp"

#include <calx/core.hpp>
#include <calx/optimize.hpp>

namespace peers {
namespace {

using namespace calx::literals;

double wood(int, double const* x, double* gradient) {
  double const a = x[1] - x[0] * x[0], b = x[3] - x[2] * x[2], c = 1 - x[0], d = 1 - x[2], s = x[1] + x[3] - 2, e = x[1] - x[3];
  if (gradient != nullptr) {
    gradient[0] = -400 * x[0] * a - 2 * c;
    gradient[1] = 200 * a + 20 * s + 0.2 * e;
    gradient[2] = -360 * x[2] * b - 2 * d;
    gradient[3] = 180 * b + 20 * s - 0.2 * e;
  }
  return 100 * a * a + c * c + 90 * b * b + d * d + 10 * s * s + 0.1 * e * e;
}
void wood_hessian(int, double const* x, double scale, double const*, double* entries) {
  double const all[]{1200 * x[0] * x[0] - 400 * x[1] + 2, -400 * x[0], 220.2, 0,           0,
                     1080 * x[2] * x[2] - 360 * x[3] + 2, 0,           19.8,  -360 * x[2], 200.2};
  for (double const entry : all) *entries++ = scale * entry;
}

double beale(int, double const* p, double* gradient) {
  double const x = p[0], y = p[1], y2 = y * y, y3 = y2 * y;
  double const r1 = 1.5 - x + x * y, r2 = 2.25 - x + x * y2, r3 = 2.625 - x + x * y3;
  if (gradient != nullptr) {
    gradient[0] = 2 * (r1 * (y - 1) + r2 * (y2 - 1) + r3 * (y3 - 1));
    gradient[1] = 2 * x * (r1 + 2 * y * r2 + 3 * y2 * r3);
  }
  return r1 * r1 + r2 * r2 + r3 * r3;
}
void beale_hessian(int, double const* p, double scale, double const*, double* entries) {
  double const x = p[0], y = p[1], y2 = y * y, y3 = y2 * y;
  double const r1 = 1.5 - x + x * y, r2 = 2.25 - x + x * y2, r3 = 2.625 - x + x * y3;
  entries[0] = 2 * scale * ((y - 1) * (y - 1) + (y2 - 1) * (y2 - 1) + (y3 - 1) * (y3 - 1));
  entries[1] = 2 * scale * (x * (y - 1 + 2 * y * (y2 - 1) + 3 * y2 * (y3 - 1)) + r1 + 2 * y * r2 + 3 * y2 * r3);
  entries[2] = 2 * scale * (x * x * (1 + 4 * y2 + 9 * y2 * y2) + 2 * x * r2 + 6 * x * y * r3);
}

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;
constexpr auto z = calx::var<"z">;
constexpr auto w = calx::var<"w">;
constexpr auto by_wood = 100 * pow<2>(y - x * x) + pow<2>(1 - x) + 90 * pow<2>(w - z * z) + pow<2>(1 - z) +
                         10 * pow<2>(y + w - 2) + pow<2>(y - w) / 10;
constexpr auto by_beale = pow<2>(1.5_c - x + x * y) + pow<2>(2.25_c - x + x * y * y) + pow<2>(2.625_c - x + x * pow<3>(y));

auto start_of_wood(problem const& p) { return at(x = p.start[0], y = p.start[1], z = p.start[2], w = p.start[3]); }
auto start_of_beale(problem const& p) { return at(x = p.start[0], y = p.start[1]); }

enrolled const all[]{
    enrolled(problem{.name = "Wood",
                     .start = {-3, -1, -3, -1},
                     .minimizer = {1, 1, 1, 1},
                     .value = wood,
                     .hessian = wood_hessian,
                     .band = 3}),
    enrolled(
        problem{.name = "Beale", .start = {1, 1}, .minimizer = {3, 0.5}, .value = beale, .hessian = beale_hessian, .band = 1}),
    enrolled(optimizer{.name = "calx",
                       .run = [](problem const& p, double, outcome& to) { put(minimize(by_wood, start_of_wood(p)), to); },
                       .by_default = true,
                       .only_for = "Wood"}),
    enrolled(optimizer{
        .name = "calx bfgs",
        .run = [](problem const& p, double tolerance,
                  outcome& to) { put(minimize(by_wood, start_of_wood(p), calx::bfgs{.gradient_tolerance = tolerance}), to); },
        .only_for = "Wood"}),
    enrolled(optimizer{.name = "calx",
                       .run = [](problem const& p, double, outcome& to) { put(minimize(by_beale, start_of_beale(p)), to); },
                       .by_default = true,
                       .only_for = "Beale"}),
    enrolled(optimizer{
        .name = "calx bfgs",
        .run = [](problem const& p, double tolerance,
                  outcome& to) { put(minimize(by_beale, start_of_beale(p), calx::bfgs{.gradient_tolerance = tolerance}), to); },
        .only_for = "Beale"}),
};

}  // namespace
}  // namespace peers
