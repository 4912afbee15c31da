// SPDX-License-Identifier: Apache-2.0
// Problem 78 of Hock and Schittkowski: a product of five numbers under three equations.
#include "peers.hpp"

#include <calx/core.hpp>
#include <calx/optimize.hpp>

namespace peers {
namespace {

double product(int, double const* x, double* gradient) {
  double const a = x[0] * x[1], b = x[3] * x[4], c = x[2] * b, d = a * x[2];
  if (gradient != nullptr) {
    gradient[0] = x[1] * c;
    gradient[1] = x[0] * c;
    gradient[2] = a * b;
    gradient[3] = d * x[4];
    gradient[4] = d * x[3];
  }
  return a * c;
}
void constrain(double const* x, double* c, double* jacobian) {
  c[0] = x[0] * x[0] + x[1] * x[1] + x[2] * x[2] + x[3] * x[3] + x[4] * x[4] - 10;
  c[1] = x[1] * x[2] - 5 * x[3] * x[4];
  c[2] = x[0] * x[0] * x[0] + x[1] * x[1] * x[1] + 1;
  if (jacobian == nullptr) return;
  double const rows[]{2 * x[0],  2 * x[1],  2 * x[2],        2 * x[3],        2 * x[4], 0, x[2], x[1],
                      -5 * x[4], -5 * x[3], 3 * x[0] * x[0], 3 * x[1] * x[1], 0,        0, 0};
  for (double const entry : rows) *jacobian++ = entry;
}
void hessian(int, double const* x, double s, double const* w, double* entries) {
  double const all[]{2 * w[0] + 6 * w[2] * x[0],
                     s * x[2] * x[3] * x[4],
                     2 * w[0] + 6 * w[2] * x[1],
                     s * x[1] * x[3] * x[4],
                     s * x[0] * x[3] * x[4] + w[1],
                     2 * w[0],
                     s * x[1] * x[2] * x[4],
                     s * x[0] * x[2] * x[4],
                     s * x[0] * x[1] * x[4],
                     2 * w[0],
                     s * x[1] * x[2] * x[3],
                     s * x[0] * x[2] * x[3],
                     s * x[0] * x[1] * x[3],
                     s * x[0] * x[1] * x[2] - 5 * w[1],
                     2 * w[0]};
  for (double const entry : all) *entries++ = entry;
}

constexpr auto x1 = calx::var<"x1">;
constexpr auto x2 = calx::var<"x2">;
constexpr auto x3 = calx::var<"x3">;
constexpr auto x4 = calx::var<"x4">;
constexpr auto x5 = calx::var<"x5">;
constexpr auto constraints = calx::subject_to(x1 * x1 + x2 * x2 + x3 * x3 + x4 * x4 + x5 * x5 == 10, x2* x3 == 5 * x4 * x5,
                                              pow<3>(x1) + pow<3>(x2) == -1);

enrolled const all[]{
    enrolled(problem{.name = "HS78",
                     .start = {-2, 1.5, 2, -1, -1},
                     .minimizer = {-1.7171435703943822669, 1.5957096901835544254, 1.8272457529271945711,
                                   -0.76364307818413037534, -0.76364307818413037534},
                     .minimum = -2.9197004089636794177,
                     .value = product,
                     .hessian = hessian,
                     .band = 4,
                     .constraints = 3,
                     .constrain = constrain}),
    enrolled(optimizer{.name = "calx",
                       .run =
                           [](problem const& p, double, outcome& to) {
                             put(minimize(
                                     x1 * x2 * x3 * x4 * x5,
                                     at(x1 = p.start[0], x2 = p.start[1], x3 = p.start[2], x4 = p.start[3], x5 = p.start[4]),
                                     constraints),
                                 to);
                           },
                       .takes_constraints = true,
                       .by_default = true,
                       .only_for = "HS78"}),
};

}  // namespace
}  // namespace peers
