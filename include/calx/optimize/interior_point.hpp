// SPDX-License-Identifier: Apache-2.0
// interior_point{}: minima under constraints, by a primal-dual interior point method: Newton's method on the conditions of W.
// Karush, H. W. Kuhn and A. W. Tucker with s z = mu for the slacks s and multipliers z of the inequalities, mu going to 0; the
// Hessian of the Lagrangian is exact, made positive on the constraints' tangents where it is not (A. Waechter and L. T. Biegler
// 2006); a filter decides how far to go (optimize/filter.hpp). At the end the constraints that hold with equality are solved as
// equations, to the last digits (optimize/active_set.hpp).
//
// With equations alone it is Newton's method on the Lagrangian. Where it cannot go on, the violation of the constraints is
// minimized (optimize/restoration.hpp), which gives a better start, or the proof, to first order, that no point near satisfies
// them. Where the multipliers grow without end, the active constraints' gradients depend on each other at the minimum, and the
// status is singular. Memory: some (n + constraints)^2 numbers; a step costs all derivatives and (n + equations)^3/3.
#pragma once

#include <calx/elementary/logarithm.hpp>
#include <calx/optimize/active_set.hpp>
#include <calx/optimize/filter.hpp>
#include <calx/optimize/restoration.hpp>

namespace calx {

struct interior_point {
  double barrier = 1;        // mu at first
  double tolerance = 1e-10;  // of the conditions, scaled
  int max_iterations = 500;
  int max_evaluations = no_limit;
  double max_seconds = no_time_limit;
};

namespace detail {

template <class Real> class interior_search {
 public:
  constexpr interior_search(interior_point const& method, constrained_search<Real>& state)
      : method_(method),
        s_(state),
        n_(state.n),
        c_(state.c),
        slacks_(c_),
        trial_slacks_(c_),
        dx_(n_),
        ds_(c_),
        dm_(c_),
        kept_dx_(n_),
        kept_ds_(c_),
        kept_dm_(c_),
        rhs_(n_ + state.equations),
        targets_(c_),
        factor_(n_ + state.equations) {}

  constexpr status run() {
    if (!s_.begin()) return status::not_finite;
    status s = status::stalled;
    for (int restarts = 0; restarts < 4; ++restarts) {
      s = descend();
      if (s != status::stalled) break;
      bool const was_feasible = s_.violation() <= feasible;
      if (!restore(s_, feasible)) return status::infeasible;
      if (was_feasible) break;
    }
    if (!is_success(s)) return s;
    buffer<int> active(c_);
    for (int i = 0; i < c_; ++i) active[i] = s_.is_equation(i) || s_.multipliers[i] > slacks_[i] ? 1 : 0;
    active_set<Real>(s_, active).polish();
    return s;
  }

 private:
  static constexpr Real epsilon = std::numeric_limits<Real>::epsilon();
  static constexpr Real feasible = Real(1e-8);
  static constexpr Real largest_multiplier = Real(1e10);

  // How much the conditions miss, with s z = mu.
  constexpr Real error(Real mu) {
    Real sum(0);
    for (int i = 0; i < c_; ++i) sum += magnitude(s_.multipliers[i]);
    Real const scale = sum > 100 * Real(c_) ? sum / Real(c_) / 100 : Real(1);
    Real most = s_.find_residual() / scale;
    for (int i = 0; i < c_; ++i) {
      Real const c = s_.here.constraint(i), primal = magnitude(s_.is_equation(i) ? c : c - slacks_[i]);
      Real const complement = s_.is_equation(i) ? Real(0) : magnitude(slacks_[i] * s_.multipliers[i] - mu);
      if (!(primal <= most)) most = primal;
      if (!(complement <= most)) most = complement;
    }
    return most;
  }

  constexpr void begin(Real mu) {
    for (int i = 0; i < c_; ++i) {
      Real const c = s_.here.constraint(i);
      slacks_[i] = c > 1 ? c : Real(1);
      s_.multipliers[i] = s_.is_equation(i) ? Real(0) : mu / slacks_[i];
    }
    estimate_multipliers();
    (void)s_.evaluate(s_.here, s_.multipliers);
  }
  // Of the equations: those with the least gradient of the Lagrangian.
  constexpr void estimate_multipliers() {
    int const size = n_ + s_.equations;
    if (s_.equations == 0) return;
    Real* const a = factor_.matrix();
    for (int i = 0; i < size * size; ++i) a[i] = i % (size + 1) == 0 && i / size < n_ ? Real(1) : Real(0);
    fill_equations(Real(0));
    factor_.factorize();
    if (factor_.positive != n_ || factor_.negative != s_.equations) return;
    (void)s_.find_residual();
    for (int k = 0; k < n_; ++k) rhs_[k] = -s_.residual[k];
    for (int e = n_; e < size; ++e) rhs_[e] = 0;
    factor_.solve(rhs_.data());
    if (!(largest_of(rhs_.data() + n_, s_.equations) <= Real(1e3))) return;
    int e = n_;
    for (int i = 0; i < c_; ++i)
      if (s_.is_equation(i)) s_.multipliers[i] = rhs_[e++];
  }

  constexpr status descend() {
    Real mu = s_.equations == c_ ? Real(0) : static_cast<Real>(method_.barrier);
    Real const tolerance = static_cast<Real>(method_.tolerance);
    begin(mu);
    filter_.clear(infeasibility(s_.here, slacks_));
    status limit{};
    int small = 0;
    while (true) {
      if (error(Real(0)) <= tolerance) return status::small_gradient;
      while (mu > tolerance / 20 && error(mu) <= 10 * mu) {
        Real const next = mu * square_root(mu);
        mu = next < mu / 5 ? next : mu / 5;
        if (mu < tolerance / 20) mu = tolerance / 20;
        filter_.clear(infeasibility(s_.here, slacks_));
      }
      if (!s_.may_go_on(limit)) return limit;
      if (!find_step(mu)) return status::singular;
      Real const step = search(mu);
      if (step > 0) ++s_.iterations;
      small = step * largest_of(dx_.data(), n_) <= 10 * epsilon * (1 + largest_of(s_.here.at.data(), n_)) ? small + 1 : 0;
      if (!(step > 0) || small == 10) return error(Real(0)) <= Real(1e-6) ? status::round_off : status::stalled;
      if (!(s_.here.value() / s_.scales[0] > -Real(1e20)) && s_.violation() <= feasible) return status::unbounded;
      if (!(largest_of(s_.multipliers.data(), c_) <= largest_multiplier))
        return s_.violation() <= feasible ? status::singular : status::stalled;
      if (!s_.shown()) return status::stopped_by_caller;
    }
  }

  // The reduced system in dx and the change of the equations' multipliers, with the right number of negative eigenvalues.
  constexpr bool find_step(Real mu) {
    Real shift(0);
    for (int tries = 0; tries < 50; ++tries) {
      fill_matrix(shift);
      fill_equations(tries > 0 || dependent_equations_ ? Real(1e-8) : Real(0));
      factor_.factorize();
      if (factor_.positive == n_ && factor_.negative == s_.equations) {
        if (shift > 0) last_shift_ = shift;
        for (int i = 0; i < c_; ++i) targets_[i] = s_.here.constraint(i);
        solve(mu);
        return first_not_finite(dx_.data(), n_) < 0;
      }
      if (factor_.zero > 0) dependent_equations_ = true;
      if (shift > 0) shift *= last_shift_ > 0 ? Real(8) : Real(100);
      else shift = last_shift_ > 0 ? (last_shift_ > Real(3e-20) ? last_shift_ / 3 : Real(1e-20)) : Real(1e-4);
      if (shift > Real(1e40)) return false;
    }
    return false;
  }
  constexpr void fill_matrix(Real shift) {
    int const size = n_ + s_.equations;
    Real* const a = factor_.matrix();
    for (int i = 0; i < size * size; ++i) a[i] = 0;
    for (int i = 0; i < n_; ++i) {
      copy(s_.here.hessian() + i * n_, a + i * size, n_);
      a[i * size + i] += shift;
    }
    for (int j = 0; j < c_; ++j) {
      if (s_.is_equation(j)) continue;
      Real const* const row = s_.here.row(j);
      Real const weight = s_.multipliers[j] / slacks_[j];
      for (int i = 0; i < n_; ++i)
        if (row[i] != 0) add_scaled(a + i * size, weight * row[i], row, a + i * size, n_);
    }
  }
  constexpr void fill_equations(Real shift) {
    int const size = n_ + s_.equations;
    Real* const a = factor_.matrix();
    int e = n_;
    for (int j = 0; j < c_; ++j) {
      if (!s_.is_equation(j)) continue;
      for (int k = 0; k < n_; ++k) a[e * size + k] = a[k * size + e] = s_.here.row(j)[k];
      a[e * size + e] = -shift;
      ++e;
    }
  }
  // The step to where the linear constraints with the values targets_ hold.
  constexpr void solve(Real mu) {
    int e = n_;
    for (int k = 0; k < n_; ++k) rhs_[k] = -s_.here.gradient()[k];
    for (int j = 0; j < c_; ++j) {
      Real pull = -s_.multipliers[j];
      if (s_.is_equation(j)) rhs_[e++] = -targets_[j];
      else pull = mu / slacks_[j] - s_.multipliers[j] / slacks_[j] * (targets_[j] - slacks_[j]);
      add_scaled(rhs_.data(), pull, s_.here.row(j), rhs_.data(), n_);
    }
    factor_.solve(rhs_.data());
    copy(rhs_.data(), dx_.data(), n_);
    e = n_;
    for (int j = 0; j < c_; ++j) {
      if (s_.is_equation(j)) {
        dm_[j] = rhs_[e++];
        continue;
      }
      ds_[j] = inner(s_.here.row(j), dx_.data(), n_) + targets_[j] - slacks_[j];
      dm_[j] = mu / slacks_[j] - s_.multipliers[j] - s_.multipliers[j] / slacks_[j] * ds_[j];
    }
  }

  // The sum of what is missed, with slacks.
  constexpr Real infeasibility(constrained_sample<Real> const& at, buffer<Real> const& slacks) const {
    Real sum(0);
    for (int i = 0; i < c_; ++i) sum += magnitude(s_.is_equation(i) ? at.constraint(i) : at.constraint(i) - slacks[i]);
    return sum;
  }
  constexpr Real barrier(constrained_sample<Real> const& at, buffer<Real> const& slacks, Real mu) const {
    Real sum = at.value();
    for (int i = 0; i < c_ && mu > 0; ++i)
      if (!s_.is_equation(i)) sum -= mu * logarithm(slacks[i]);
    return sum;
  }
  static constexpr Real logarithm(Real x) {
    if (std::is_constant_evaluated()) return elementary::log(x);
    return std::log(x);
  }
  // How far the step may go so that what is positive of the inequalities keeps a share of its size.
  constexpr Real reach(buffer<Real> const& x, buffer<Real> const& d, Real share) const {
    Real most(1);
    for (int i = 0; i < c_; ++i)
      if (!s_.is_equation(i) && d[i] < 0 && -share * x[i] / d[i] < most) most = -share * x[i] / d[i];
    return most;
  }
  // Evaluates s_.trial, at a step of this length; false: something is not finite there.
  constexpr bool tried(Real step, Real dual) {
    add_scaled(s_.here.at.data(), step, dx_.data(), s_.trial.at.data(), n_);
    for (int i = 0; i < c_; ++i) {
      trial_slacks_[i] = slacks_[i] + step * ds_[i];
      s_.trial_multipliers[i] = s_.multipliers[i] + (s_.is_equation(i) ? step : dual) * dm_[i];
    }
    return s_.evaluate(s_.trial, s_.trial_multipliers);
  }

  // Moves the point; the step taken, 0 where none is better.
  constexpr Real search(Real mu) {
    Real const share = 1 - mu > Real(0.99) ? 1 - mu : Real(0.99);
    Real const dual = reach(s_.multipliers, dm_, share), before = infeasibility(s_.here, slacks_);
    Real slope = inner(s_.here.gradient(), dx_.data(), n_);
    for (int i = 0; i < c_; ++i)
      if (!s_.is_equation(i)) slope -= mu * ds_[i] / slacks_[i];
    Real const start = barrier(s_.here, slacks_, mu);
    auto const accepts = [&](Real length) {
      return filter_.accepts(length, slope, before, start, infeasibility(s_.trial, trial_slacks_),
                             barrier(s_.trial, trial_slacks_, mu));
    };
    Real step = reach(slacks_, ds_, share);
    for (int tries = 0; tries < 45; ++tries, step /= 2) {
      bool const finite = tried(step, dual);
      if (finite && accepts(step)) {
        take(step, mu);
        return step;
      }
      if (!finite || tries > 0 || infeasibility(s_.trial, trial_slacks_) < before) continue;
      // The second-order correction: the constraints' curvature keeps the full step from being taken (N. Maratos 1978).
      copy(dx_.data(), kept_dx_.data(), n_);
      copy(ds_.data(), kept_ds_.data(), c_);
      copy(dm_.data(), kept_dm_.data(), c_);
      for (int i = 0; i < c_; ++i) {  // the step from here would meet these values
        Real const now = s_.is_equation(i) ? Real(0) : slacks_[i], next = s_.is_equation(i) ? Real(0) : trial_slacks_[i];
        targets_[i] = now + step * (s_.here.constraint(i) - now) + (s_.trial.constraint(i) - next);
      }
      solve(mu);
      Real const corrected = reach(slacks_, ds_, share);
      dm_.swap(kept_dm_);
      if (tried(corrected, dual) && accepts(step)) {
        take(corrected, mu);
        return corrected;
      }
      dx_.swap(kept_dx_);
      ds_.swap(kept_ds_);
    }
    return Real(0);
  }
  constexpr void take(Real step, Real mu) {
    s_.last_step = step * norm(dx_.data(), n_);
    s_.move_to_trial();
    slacks_.swap(trial_slacks_);
    for (int i = 0; i < c_; ++i) {
      if (s_.is_equation(i)) continue;
      // A slack may grow to what the constraint leaves; multipliers stay near mu/s.
      if (s_.here.constraint(i) > slacks_[i]) slacks_[i] = s_.here.constraint(i);
      Real const central = mu / slacks_[i];
      if (s_.multipliers[i] < central / Real(1e10)) s_.multipliers[i] = central / Real(1e10);
      if (s_.multipliers[i] > central * Real(1e10)) s_.multipliers[i] = central * Real(1e10);
    }
  }

  interior_point method_;
  constrained_search<Real>& s_;
  int n_, c_;
  buffer<Real> slacks_, trial_slacks_, dx_, ds_, dm_, kept_dx_, kept_ds_, kept_dm_, rhs_, targets_;
  indefinite_factor<Real> factor_;
  Real last_shift_{0};
  bool dependent_equations_ = false;
  filter<Real> filter_{Real(0)};
};

}  // namespace detail

}  // namespace calx
