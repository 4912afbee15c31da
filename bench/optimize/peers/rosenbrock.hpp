// SPDX-License-Identifier: Apache-2.0
// The chained Rosenbrock function of n variables, by hand.
#pragma once

namespace peers {

inline double rosenbrock(int n, double const* x, double* gradient) {
  double value = 0;
  if (gradient == nullptr) {
    for (int i = 0; i + 1 < n; ++i) {
      double const a = x[i + 1] - x[i] * x[i], b = 1 - x[i];
      value += 100 * a * a + b * b;
    }
    return value;
  }
  gradient[0] = 0;
  for (int i = 0; i + 1 < n; ++i) {
    double const a = x[i + 1] - x[i] * x[i], b = 1 - x[i];
    value += 100 * a * a + b * b;
    gradient[i] += -400 * x[i] * a - 2 * b;
    gradient[i + 1] = 200 * a;
  }
  return value;
}
// Two entries a row, but one in the first.
inline void rosenbrock_hessian(int n, double const* x, double scale, double const*, double* entries) {
  for (int i = 0; i < n; ++i) {
    if (i > 0) *entries++ = -400 * scale * x[i - 1];
    double const left = i > 0 ? 200 : 0, right = i + 1 < n ? 1200 * x[i] * x[i] - 400 * x[i + 1] + 2 : 0;
    *entries++ = scale * (left + right);
  }
}

}  // namespace peers
