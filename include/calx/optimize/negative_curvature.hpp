// SPDX-License-Identifier: Apache-2.0
// Saddles of functions of many unknowns, by products of the Hessian and a vector. Where the gradient is 0 conjugate gradients
// for H y = b with a fixed b that looks random meet a direction p with p'H p < 0, unless H has none or the 32 products spent
// are too few; such a direction leads down.
#pragma once

#include <calx/optimize/random_numbers.hpp>
#include <calx/optimize/search.hpp>

namespace calx::detail {

// True: `direction` has negative curvature, and not by rounding alone. Each array has the size of the search.
template <class Real>
constexpr bool finds_negative_curvature(descent<Real>& s, Real* direction, Real* residual, Real* product) {
  constexpr int most = 32;
  int const n = s.n;
  splitmix64 numbers(1);
  for (int i = 0; i < n; ++i) residual[i] = direction[i] = static_cast<Real>(numbers.next_unit()) - Real(0.5);
  Real rest = inner(residual, residual, n), largest(0);
  Real const start = rest;
  for (int k = 0; k < most && k < 2 * n; ++k) {
    s.hessian_vector(s.at.data(), direction, product);
    Real const bend = inner(direction, product, n), size = inner(direction, direction, n);
    if (!is_finite(bend) || s.is_late()) return false;
    if (magnitude(bend) > largest * size) largest = magnitude(bend) / size;
    if (bend < -Real(1e-8) * largest * size) return true;
    if (!(bend > 0)) return false;
    Real const before = rest;
    rest = add_and_square(residual, -rest / bend, product, n);
    if (rest <= Real(1e-16) * start) return false;
    add_scaled(residual, rest / before, direction, direction, n);
  }
  return false;
}

// Moves the search along the direction, or against it, to a lower point; how far: 0, nothing was lower.
template <class Real>
constexpr Real leave_along(descent<Real>& s, Real const* direction, buffer<Real>& trial, buffer<Real>& gradient) {
  Real const length = norm(direction, s.n), size = norm(s.at.data(), s.n);
  for (Real step = size > 1 ? size : Real(1); step > std::numeric_limits<Real>::epsilon() * (1 + size); step /= 4)
    for (Real const by : {step / length, -step / length}) {
      add_scaled(s.at.data(), by, direction, trial.data(), s.n);
      Real const value = s.gradient_at(trial.data(), gradient.data());
      if (!(value < s.value) || first_not_finite(gradient.data(), s.n) >= 0) continue;
      s.at.swap(trial);
      s.gradient.swap(gradient);
      s.value = value;
      return step;
    }
  return Real(0);
}

}  // namespace calx::detail
