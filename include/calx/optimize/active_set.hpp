// SPDX-License-Identifier: Apache-2.0
// polish: Newton's method on the conditions of a minimum with the active inequalities as equations. From near a minimum it goes
// to the last digits, which a barrier does not; it is undone where it does not end at a minimum's conditions.
#pragma once

#include <calx/optimize/constrained_search.hpp>
#include <calx/optimize/indefinite.hpp>

namespace calx::detail {

template <class Real> class active_set {
 public:
  // active[i] != 0: constraint i holds with equality.
  constexpr active_set(constrained_search<Real>& state, buffer<int> const& active)
      : s_(state), active_(active), count_(counted(active)), step_(state.n + count_), factor_(state.n + count_) {}

  constexpr void polish() {
    if (count_ > s_.n) return;
    constrained_sample<Real> const before(s_.here);
    buffer<Real> const multipliers_before(s_.multipliers);
    for (int i = 0; i < s_.c; ++i)
      if (active_[i] == 0) s_.multipliers[i] = 0;
    Real const error_before = error();
    Real best = error_before;
    (void)s_.evaluate(s_.here, s_.multipliers);
    for (int tries = 0; tries < 8 && best > 0; ++tries) {
      if (!find_step()) break;
      add_scaled(s_.here.at.data(), Real(1), step_.data(), s_.trial.at.data(), s_.n);
      int next = s_.n;
      for (int j = 0; j < s_.c; ++j) {
        s_.trial_multipliers[j] = s_.multipliers[j];
        if (active_[j] != 0) s_.trial_multipliers[j] += s_.is_equation(j) ? step_[next++] : -step_[next++];
      }
      if (!s_.evaluate(s_.trial, s_.trial_multipliers)) break;
      s_.move_to_trial();
      Real const now = error();
      if (!(now < best)) {
        s_.move_to_trial();  // and back
        break;
      }
      best = now;
    }
    if (best <= error_before && is_fine(before)) return;
    s_.here = before;
    s_.multipliers = multipliers_before;
  }

 private:
  static constexpr int counted(buffer<int> const& active) {
    int count = 0;
    for (int const one : active) count += one;
    return count;
  }
  constexpr Real error() {
    Real most = s_.find_residual();
    for (int i = 0; i < s_.c; ++i)
      if (active_[i] != 0 && !(magnitude(s_.here.constraint(i)) <= most)) most = magnitude(s_.here.constraint(i));
    return most;
  }
  // Multipliers of inequalities are not negative, the others hold, and the value is what it was.
  constexpr bool is_fine(constrained_sample<Real> const& before) {
    constexpr Real tolerance(1e-8);
    for (int i = 0; i < s_.c; ++i) {
      if (s_.missed_by(s_.here, i) > tolerance) return false;
      if (s_.is_equation(i)) continue;
      if (s_.multipliers[i] < -tolerance) return false;
      if (s_.multipliers[i] < 0) s_.multipliers[i] = 0;
    }
    return s_.here.value() <= before.value() + Real(1e-6) * (1 + magnitude(before.value()));
  }
  constexpr bool find_step() {
    int const n = s_.n, size = n + count_;
    Real* const a = factor_.matrix();
    for (int i = 0; i < size * size; ++i) a[i] = 0;
    (void)s_.find_residual();
    for (int i = 0; i < n; ++i) {
      step_[i] = -s_.residual[i];
      copy(s_.here.hessian() + i * n, a + i * size, n);
    }
    int next = n;
    for (int j = 0; j < s_.c; ++j) {
      if (active_[j] == 0) continue;
      for (int k = 0; k < n; ++k) a[next * size + k] = a[k * size + next] = s_.here.row(j)[k];
      step_[next++] = -s_.here.constraint(j);
    }
    factor_.factorize();
    if (factor_.zero > 0) return false;
    s_.condition = factor_.pivot_ratio();
    factor_.solve(step_.data());
    return first_not_finite(step_.data(), size) < 0;
  }

  constrained_search<Real>& s_;
  buffer<int> const& active_;
  int count_;
  buffer<Real> step_;
  indefinite_factor<Real> factor_;
};

}  // namespace calx::detail
