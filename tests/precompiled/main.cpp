// SPDX-License-Identifier: Apache-2.0
// What wave.cpp compiled is what this file gets when it compiles the model itself, by either name.
#include "wave.hpp"

#include <cstdio>

namespace {

int failures = 0;
void expect(bool holds, char const* what) {
  if (holds) return;
  std::printf("FAILED: %s\n", what);
  ++failures;
}
bool close(double a, double b) { return a - b < 1e-14 && b - a < 1e-14; }

using waves::x, waves::t;

static_assert(waves::model{} == waves::fixed);
static_assert(derivative(waves::model{}, x) == derivative(waves::fixed, x));
static_assert(sizeof(waves::model) == 1);

}  // namespace

int main() {
  for (double a = -1.5; a < 1.6; a += 0.25) {
    waves::local const there = waves::wave(a, 0.5);
    expect(close(there.value, waves::formula(x = a, t = 0.5)), "the value");
    expect(close(there.value, waves::model{}(x = a, t = 0.5)), "the value, by the model's own type");
    auto const slope = gradient(waves::model{}, x, t)(x = a, t = 0.5);
    expect(close(there.slope[0], slope[0]) && close(there.slope[1], slope[1]), "the gradient");
    double const twist = derivative(derivative(waves::model{}, x), t)(x = a, t = 0.5);
    expect(close(there.curvature[0][1], twist) && close(there.curvature[1][0], twist), "the Hessian");
  }
  return failures == 0 ? 0 : 1;
}
