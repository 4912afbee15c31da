// SPDX-License-Identifier: Apache-2.0
// interior_point{}: minima under constraints, by a primal-dual interior point method: Newton's method on the conditions of W.
// Karush, H. W. Kuhn and A. W. Tucker with s z = mu for the slacks s and multipliers z of the inequalities, mu going to 0; the
// Hessian of the Lagrangian is exact, made positive on the constraints' tangents where it is not (A. Waechter and L. T. Biegler
// 2006); an exact penalty decides how far to go (J. Nocedal and S. J. Wright, Numerical Optimization, 19.2 and 18.3). At the
// end the constraints that hold with equality are solved as equations, by Newton's method, to the last digits.
//
// With equations alone it is Newton's method on the Lagrangian. Where it cannot go on, the violation of the constraints is
// minimized, which gives a better start, or the proof, to first order, that no point near satisfies them. Memory: some (n +
// constraints)^2 numbers; a step costs a Hessian, a Jacobian and (n + equations)^3/3.
#pragma once

#include <calx/elementary/logarithm.hpp>
#include <calx/optimize/indefinite.hpp>
#include <calx/optimize/search.hpp>
#include <calx/optimize/subject_to.hpp>

namespace calx {

struct interior_point {
  double tolerance = 1e-10;  // of the conditions, scaled
  int max_iterations = 500;
  int max_evaluations = no_limit;
  double max_seconds = no_time_limit;
};

namespace detail {

template <class Real> class interior_search {
 public:
  constexpr interior_search(interior_point const& method, constrained_objective<Real> const& f, Real const* start, int n,
                            int constraints, watcher<Real>* observer)
      : at(n),
        multipliers(constraints),
        method_(method),
        f_(f),
        observer_(observer),
        n_(n),
        c_(constraints),
        values_(1 + c_),
        jacobian_((1 + c_) * n_),
        slacks_(c_),
        weights_(c_),
        hessian_(n_ * n_),
        dx_(n_),
        ds_(c_),
        dm_(c_),
        trial_(n_),
        trial_slacks_(c_),
        trial_values_(1 + c_),
        trial_jacobian_((1 + c_) * n_),
        scales_(1 + c_, Real(1)),
        rhs_(n_ + c_),
        factor_(n_ + equations_of(f, constraints)) {
    copy(start, at.data(), n_);
    for (int i = 0; i < c_; ++i) equations_ += f_.is_equation(i) ? 1 : 0;
  }

  buffer<Real> at, multipliers;
  Real value{}, gradient_norm{}, violation{}, last_step{};
  int iterations = 0, evaluations = 0, hessians = 0;

  constexpr status run() {
    evaluate(at.data(), values_.data(), jacobian_.data());
    if (!all_finite(values_.data(), jacobian_.data())) return finish(status::not_finite);
    for (int i = 0; i <= c_; ++i) {
      Real const steepest = largest_of(jacobian_.data() + i * n_, n_);
      scales_[i] = steepest > 100 ? 100 / steepest : Real(1);
    }
    rescale(values_.data(), jacobian_.data());
    status s = status::stalled;
    for (int restarts = 0; restarts < 4; ++restarts) {
      s = descend();
      if (s != status::stalled) break;
      bool const was_feasible = violation_of(values_.data()) <= feasible();
      status const restored = restore();
      if (restored == status::infeasible) {
        s = restored;
        break;
      }
      if (was_feasible) break;
    }
    if (is_success(s)) polish();
    return finish(s);
  }

 private:
  static constexpr Real epsilon = std::numeric_limits<Real>::epsilon();
  static constexpr int equations_of(constrained_objective<Real> const& f, int constraints) {
    int count = 0;
    for (int i = 0; i < constraints; ++i) count += f.is_equation(i) ? 1 : 0;
    return count;
  }
  constexpr Real feasible() const { return Real(1e-8); }

  constexpr void evaluate(Real const* x, Real* values, Real* jacobian) {
    ++evaluations;
    f_.jacobian(x, values, jacobian);
  }
  constexpr void rescale(Real* values, Real* jacobian) const {
    for (int i = 0; i <= c_; ++i) {
      values[i] *= scales_[i];
      for (int k = 0; k < n_; ++k) jacobian[i * n_ + k] *= scales_[i];
    }
  }
  constexpr void evaluate_scaled(Real const* x, Real* values, Real* jacobian) {
    evaluate(x, values, jacobian);
    rescale(values, jacobian);
  }
  constexpr bool all_finite(Real const* values, Real const* jacobian) const {
    return first_not_finite(values, 1 + c_) < 0 && first_not_finite(jacobian, (1 + c_) * n_) < 0;
  }
  constexpr Real const* row(int i) const { return jacobian_.data() + (1 + i) * n_; }
  // The Hessian of the scaled Lagrangian f + sum of m c: multipliers of inequalities count with their sign, -z.
  constexpr void find_hessian() {
    ++hessians;
    for (int i = 0; i < c_; ++i) weights_[i] = scales_[1 + i] * (f_.is_equation(i) ? multipliers[i] : -multipliers[i]);
    f_.hessian(at.data(), scales_[0], weights_.data(), hessian_.data());
  }
  constexpr Real violation_of(Real const* values) const {
    Real most(0);
    for (int i = 0; i < c_; ++i) {
      Real const c = values[1 + i], by = f_.is_equation(i) ? magnitude(c) : (c < 0 ? -c : Real(0));
      if (!(by <= most)) most = by;
    }
    return most;
  }
  // What remains of the gradient of the Lagrangian, into rhs_.
  constexpr Real dual_residual() {
    for (int k = 0; k < n_; ++k) {
      rhs_[k] = jacobian_[k];
      for (int i = 0; i < c_; ++i) rhs_[k] += (f_.is_equation(i) ? multipliers[i] : -multipliers[i]) * row(i)[k];
    }
    return largest_of(rhs_.data(), n_);
  }
  constexpr Real error(Real mu) {
    Real sum(0);
    for (int i = 0; i < c_; ++i) sum += magnitude(multipliers[i]);
    Real const scale = sum / Real(c_ > 0 ? c_ : 1) > 100 ? sum / Real(c_) / 100 : Real(1);
    Real most = dual_residual() / scale;
    for (int i = 0; i < c_; ++i) {
      Real const c = values_[1 + i], primal = magnitude(f_.is_equation(i) ? c : c - slacks_[i]);
      Real const complement = f_.is_equation(i) ? Real(0) : magnitude(slacks_[i] * multipliers[i] - mu) / scale;
      most = primal > most ? primal : most;
      most = complement > most ? complement : most;
    }
    return most;
  }

  constexpr status descend() {
    Real mu(0.1), penalty(0);
    for (int i = 0; i < c_; ++i) {
      Real const g = values_[1 + i];
      slacks_[i] = g > Real(0.01) ? g : Real(0.01);
      multipliers[i] = f_.is_equation(i) ? Real(0) : mu / slacks_[i];
    }
    if (equations_ == c_) mu = 0;
    int small = 0;
    while (true) {
      Real const tolerance = static_cast<Real>(method_.tolerance);
      if (error(Real(0)) <= tolerance) return status::small_gradient;
      while (mu > 0 && error(mu) <= 10 * mu && mu > tolerance / 10) {
        Real const next = mu * square_root(mu);
        mu = next < mu / 5 ? next : mu / 5;
        if (mu < tolerance / 20) mu = tolerance / 20;
        penalty = 0;
      }
      if (iterations >= method_.max_iterations) return status::iteration_limit;
      if (evaluations >= method_.max_evaluations) return status::evaluation_limit;
      find_hessian();
      if (first_not_finite(hessian_.data(), n_ * n_) >= 0) return status::not_finite;
      if (!find_step(mu)) return status::singular;
      Real const step = search(mu, penalty);
      if (!(step > 0)) {
        bool const fine = error(Real(0)) <= Real(1e-6);
        return fine ? status::round_off : status::stalled;
      }
      small = step * largest_of(dx_.data(), n_) <= 10 * epsilon * (1 + largest_of(at.data(), n_)) ? small + 1 : 0;
      if (small == 10) return error(Real(0)) <= Real(1e-6) ? status::round_off : status::stalled;
      if (!(values_[0] / scales_[0] > -Real(1e20)) && violation_of(values_.data()) <= feasible()) return status::unbounded;
      if (largest_of(multipliers.data(), c_) > Real(1e15)) return status::stalled;
      if (!seen()) return status::stopped_by_caller;
    }
  }
  constexpr bool seen() {
    if (observer_ == nullptr) return true;
    return observer_->see({iterations, values_[0] / scales_[0], dual_residual(), last_step, evaluations, at.data(), n_}) ==
           proceed;
  }

  // The reduced system in dx and the change of the equations' multipliers, with the right number of negative eigenvalues.
  constexpr bool find_step(Real mu) {
    Real shift(0), last = last_shift_;
    for (int tries = 0; tries < 50; ++tries) {
      fill_matrix(shift, tries > 0 || singular_equations_ ? Real(1e-8) : Real(0));
      factor_.factorize();
      if (factor_.positive == n_ && factor_.negative == equations_) {
        if (shift > 0) last_shift_ = shift;
        solve(mu);
        return first_not_finite(dx_.data(), n_) < 0;
      }
      if (factor_.zero > 0) singular_equations_ = true;
      if (shift == 0) shift = last > 0 ? (last / 3 > Real(1e-20) ? last / 3 : Real(1e-20)) : Real(1e-4);
      else shift *= last > 0 ? Real(8) : Real(100);
      if (shift > Real(1e40)) return false;
    }
    return false;
  }
  constexpr void fill_matrix(Real shift, Real equations_shift) {
    int const size = n_ + equations_;
    Real* const a = factor_.matrix();
    for (int i = 0; i < size * size; ++i) a[i] = 0;
    for (int i = 0; i < n_; ++i)
      for (int k = 0; k < n_; ++k) a[i * size + k] = hessian_[i * n_ + k] + (i == k ? shift : Real(0));
    int e = n_;
    for (int j = 0; j < c_; ++j) {
      if (f_.is_equation(j)) {
        for (int k = 0; k < n_; ++k) a[e * size + k] = a[k * size + e] = row(j)[k];
        a[e * size + e] = -equations_shift;
        ++e;
        continue;
      }
      Real const weight = multipliers[j] / slacks_[j];
      for (int i = 0; i < n_; ++i)
        for (int k = 0; k < n_; ++k) a[i * size + k] += weight * row(j)[i] * row(j)[k];
    }
  }
  constexpr void solve(Real mu) {
    int e = n_;
    for (int k = 0; k < n_; ++k) rhs_[k] = -jacobian_[k];
    for (int j = 0; j < c_; ++j) {
      Real const c = values_[1 + j];
      if (f_.is_equation(j)) {
        for (int k = 0; k < n_; ++k) rhs_[k] -= multipliers[j] * row(j)[k];
        rhs_[e++] = -c;
        continue;
      }
      Real const pull = mu / slacks_[j] - multipliers[j] / slacks_[j] * (c - slacks_[j]);
      for (int k = 0; k < n_; ++k) rhs_[k] += pull * row(j)[k];
    }
    factor_.solve(rhs_.data());
    copy(rhs_.data(), dx_.data(), n_);
    e = n_;
    for (int j = 0; j < c_; ++j) {
      if (f_.is_equation(j)) {
        dm_[j] = rhs_[e++];
        continue;
      }
      ds_[j] = inner(row(j), dx_.data(), n_) + values_[1 + j] - slacks_[j];
      dm_[j] = mu / slacks_[j] - multipliers[j] - multipliers[j] / slacks_[j] * ds_[j];
    }
  }

  constexpr Real infeasibility(Real const* values, Real const* slacks) const {
    Real sum(0);
    for (int i = 0; i < c_; ++i) sum += magnitude(f_.is_equation(i) ? values[1 + i] : values[1 + i] - slacks[i]);
    return sum;
  }
  constexpr Real barrier(Real const* values, Real const* slacks, Real mu) const {
    Real sum = values[0];
    for (int i = 0; i < c_ && mu > 0; ++i)
      if (!f_.is_equation(i)) sum -= mu * logarithm(slacks[i]);
    return sum;
  }
  static constexpr Real logarithm(Real x) {
    if (std::is_constant_evaluated()) return elementary::log(x);
    return std::log(x);
  }
  // How far the steps may go so that x > 0 keeps a share of its size.
  static constexpr Real reach(Real const* x, Real const* d, int n, constrained_objective<Real> const& f, Real share) {
    Real most(1);
    for (int i = 0; i < n; ++i)
      if (!f.is_equation(i) && d[i] < 0 && -share * x[i] / d[i] < most) most = -share * x[i] / d[i];
    return most;
  }

  // Moves the point; the step taken, 0 where none is better.
  constexpr Real search(Real mu, Real& penalty) {
    Real const share = 1 - mu > Real(0.99) ? 1 - mu : Real(0.99);
    Real const furthest = reach(slacks_.data(), ds_.data(), c_, f_, share),
               dual = reach(multipliers.data(), dm_.data(), c_, f_, share);
    Real const before = infeasibility(values_.data(), slacks_.data());
    Real slope = inner(jacobian_.data(), dx_.data(), n_), bend(0);
    for (int i = 0; i < c_; ++i)
      if (!f_.is_equation(i)) slope -= mu * ds_[i] / slacks_[i];
    for (int i = 0; i < n_; ++i) bend += dx_[i] * inner(hessian_.data() + i * n_, dx_.data(), n_);
    if (before > 0) {
      Real const needed = (slope + (bend > 0 ? bend / 2 : Real(0))) / (Real(0.9) * before);
      if (penalty < needed) penalty = needed + 1;
    }
    Real const start = barrier(values_.data(), slacks_.data(), mu) + penalty * before, fall = slope - penalty * before;
    Real const slack = 10 * epsilon * (magnitude(start) + 1);
    Real step = furthest;
    for (int tries = 0; tries < 45; ++tries, step /= 2) {
      add_scaled(at.data(), step, dx_.data(), trial_.data(), n_);
      for (int i = 0; i < c_; ++i) trial_slacks_[i] = slacks_[i] + step * ds_[i];
      evaluate_scaled(trial_.data(), trial_values_.data(), trial_jacobian_.data());
      if (!all_finite(trial_values_.data(), trial_jacobian_.data())) continue;
      Real const merit = barrier(trial_values_.data(), trial_slacks_.data(), mu) +
                         penalty * infeasibility(trial_values_.data(), trial_slacks_.data());
      if (merit <= start + Real(1e-4) * step * fall + slack) {
        take(step, dual, mu);
        return step;
      }
      if (tries == 0 && corrected(mu, penalty, start + Real(1e-4) * step * fall + slack, step, dual)) return step;
    }
    return Real(0);
  }
  // The second-order correction: the constraints' curvature keeps the full step from being taken (N. Maratos 1978).
  constexpr bool corrected(Real mu, Real penalty, Real enough, Real step, Real dual) {
    if (infeasibility(trial_values_.data(), trial_slacks_.data()) < infeasibility(values_.data(), slacks_.data()) / 2)
      return false;
    buffer<Real> dx(dx_), ds(ds_), dm(dm_), kept(values_);
    for (int i = 0; i < c_; ++i) {  // the step from here would meet these values
      Real const slack = f_.is_equation(i) ? Real(0) : slacks_[i], next = f_.is_equation(i) ? Real(0) : trial_slacks_[i];
      values_[1 + i] = slack + step * (values_[1 + i] - slack) + (trial_values_[1 + i] - next);
    }
    solve(mu);
    values_.swap(kept);
    Real const share = 1 - mu > Real(0.99) ? 1 - mu : Real(0.99), furthest = reach(slacks_.data(), ds_.data(), c_, f_, share);
    add_scaled(at.data(), furthest, dx_.data(), trial_.data(), n_);
    for (int i = 0; i < c_; ++i) trial_slacks_[i] = slacks_[i] + furthest * ds_[i];
    evaluate_scaled(trial_.data(), trial_values_.data(), trial_jacobian_.data());
    Real const merit = barrier(trial_values_.data(), trial_slacks_.data(), mu) +
                       penalty * infeasibility(trial_values_.data(), trial_slacks_.data());
    bool const better = all_finite(trial_values_.data(), trial_jacobian_.data()) && merit <= enough;
    dm_.swap(dm);
    if (better) {
      take(furthest, dual, mu);
      return true;
    }
    dx_.swap(dx);
    ds_.swap(ds);
    return false;
  }
  constexpr void take(Real step, Real dual, Real mu) {
    ++iterations;
    last_step = step * norm(dx_.data(), n_);
    at.swap(trial_);
    slacks_.swap(trial_slacks_);
    values_.swap(trial_values_);
    jacobian_.swap(trial_jacobian_);
    for (int i = 0; i < c_; ++i) {
      if (f_.is_equation(i)) {
        multipliers[i] += step * dm_[i];
        continue;
      }
      multipliers[i] += dual * dm_[i];
      // A slack may grow to what the constraint leaves; multipliers stay near mu/s.
      if (values_[1 + i] > slacks_[i]) slacks_[i] = values_[1 + i];
      Real const central = mu / slacks_[i];
      if (multipliers[i] < central / Real(1e10)) multipliers[i] = central / Real(1e10);
      if (multipliers[i] > central * Real(1e10)) multipliers[i] = central * Real(1e10);
    }
  }

  // Minimizes the violation, by Levenberg and Marquardt's method; infeasible: where it is least it is not 0.
  constexpr status restore() {
    buffer<Real> matrix(n_ * n_), step(n_), slope(n_);
    Real damping(1e-3);
    auto const squared = [&](Real const* values) {
      Real sum(0);
      for (int i = 0; i < c_; ++i)
        if (f_.is_equation(i) || values[1 + i] < 0) sum += values[1 + i] * values[1 + i];
      return sum;
    };
    Real now = squared(values_.data());
    for (int tries = 0; tries < 300; ++tries) {
      if (violation_of(values_.data()) <= feasible() / 10) return status::converged;
      for (int i = 0; i < n_ * n_; ++i) matrix[i] = 0;
      for (int k = 0; k < n_; ++k) slope[k] = 0;
      for (int j = 0; j < c_; ++j) {
        if (!f_.is_equation(j) && values_[1 + j] >= 0) continue;
        for (int i = 0; i < n_; ++i) {
          slope[i] += row(j)[i] * values_[1 + j];
          for (int k = 0; k < n_; ++k) matrix[i * n_ + k] += row(j)[i] * row(j)[k];
        }
      }
      Real size(0);
      for (int i = 0; i < n_; ++i) size = matrix[i * n_ + i] > size ? matrix[i * n_ + i] : size;
      if (largest_of(slope.data(), n_) <= Real(1e-9) * square_root(size * now)) break;
      Real const unit = size > 0 ? size : Real(1);
      if (!cholesky(matrix.data(), n_, damping * unit)) {
        damping *= 10;
        continue;
      }
      for (int k = 0; k < n_; ++k) step[k] = -slope[k];
      solve_cholesky(matrix.data(), step.data(), n_);
      add_scaled(at.data(), Real(1), step.data(), trial_.data(), n_);
      evaluate_scaled(trial_.data(), trial_values_.data(), trial_jacobian_.data());
      Real const after = squared(trial_values_.data());
      if (all_finite(trial_values_.data(), trial_jacobian_.data()) && after < now) {
        at.swap(trial_);
        values_.swap(trial_values_);
        jacobian_.swap(trial_jacobian_);
        bool const slow = after > now * (1 - Real(1e-12));
        now = after;
        damping = damping > Real(1e-12) ? damping / 10 : damping;
        if (slow) break;
      } else {
        damping *= 10;
        if (damping > Real(1e20)) break;
      }
    }
    return violation_of(values_.data()) <= feasible() ? status::converged : status::infeasible;
  }

  // Newton's method on the conditions with the active inequalities as equations; kept only if it stays a minimum's.
  constexpr void polish() {
    buffer<int> active(c_);
    int count = 0;
    for (int i = 0; i < c_; ++i) {
      active[i] = f_.is_equation(i) || multipliers[i] > slacks_[i] ? 1 : 0;
      count += active[i];
    }
    if (count > n_) return;
    buffer<Real> x(at), m(multipliers), values(values_), jacobian(jacobian_), step(n_ + count);
    for (int i = 0; i < c_; ++i)
      if (active[i] == 0) multipliers[i] = 0;
    Real const before = error_of_active(active);
    Real best = before;
    indefinite_factor<Real> factor(n_ + count);
    for (int tries = 0; tries < 8; ++tries) {
      find_hessian();
      int const size = n_ + count;
      Real* const a = factor.matrix();
      for (int i = 0; i < size * size; ++i) a[i] = 0;
      (void)dual_residual();
      for (int i = 0; i < n_; ++i) {
        step[i] = -rhs_[i];
        for (int k = 0; k < n_; ++k) a[i * size + k] = hessian_[i * n_ + k];
      }
      int e = n_;
      for (int j = 0; j < c_; ++j) {
        if (active[j] == 0) continue;
        for (int k = 0; k < n_; ++k) a[e * size + k] = a[k * size + e] = row(j)[k];
        step[e++] = -values_[1 + j];
      }
      factor.factorize();
      if (factor.zero > 0) break;
      factor.solve(step.data());
      if (first_not_finite(step.data(), size) >= 0) break;
      for (int i = 0; i < n_; ++i) trial_[i] = at[i] + step[i];
      evaluate_scaled(trial_.data(), trial_values_.data(), trial_jacobian_.data());
      if (!all_finite(trial_values_.data(), trial_jacobian_.data())) break;
      buffer<Real> const last(multipliers);
      at.swap(trial_);
      values_.swap(trial_values_);
      jacobian_.swap(trial_jacobian_);
      e = n_;
      for (int j = 0; j < c_; ++j)
        if (active[j] != 0) multipliers[j] += f_.is_equation(j) ? step[e++] : -step[e++];
      Real const now = error_of_active(active);
      if (!(now < best)) {
        at.swap(trial_);
        values_.swap(trial_values_);
        jacobian_.swap(trial_jacobian_);
        copy(last.data(), multipliers.data(), c_);
        break;
      }
      best = now;
    }
    bool fine = best <= before;
    for (int i = 0; i < c_; ++i) {
      if (!f_.is_equation(i) && multipliers[i] < -feasible()) fine = false;
      if (!f_.is_equation(i) && values_[1 + i] < -feasible()) fine = false;
      if (!f_.is_equation(i) && multipliers[i] < 0) multipliers[i] = 0;
    }
    if (fine && values_[0] <= values[0] + Real(1e-6) * (1 + magnitude(values[0]))) return;
    at.swap(x);
    multipliers.swap(m);
    values_.swap(values);
    jacobian_.swap(jacobian);
  }
  constexpr Real error_of_active(buffer<int> const& active) {
    Real most = dual_residual();
    for (int i = 0; i < c_; ++i)
      if (active[i] != 0 && magnitude(values_[1 + i]) > most) most = magnitude(values_[1 + i]);
    return most;
  }

  constexpr status finish(status s) {
    value = values_[0] / scales_[0];
    gradient_norm = dual_residual() / scales_[0];
    violation = 0;
    for (int i = 0; i < c_; ++i) {
      Real const c = values_[1 + i] / scales_[1 + i], by = f_.is_equation(i) ? magnitude(c) : (c < 0 ? -c : Real(0));
      if (!(by <= violation)) violation = by;
      multipliers[i] *= scales_[1 + i] / scales_[0];
    }
    return s;
  }

  interior_point method_;
  constrained_objective<Real> const& f_;
  watcher<Real>* observer_;
  int n_, c_, equations_ = 0;
  buffer<Real> values_, jacobian_, slacks_, weights_, hessian_, dx_, ds_, dm_, trial_, trial_slacks_, trial_values_,
      trial_jacobian_;
  buffer<Real> scales_, rhs_;
  indefinite_factor<Real> factor_;
  Real last_shift_{0};
  bool singular_equations_ = false;
};

}  // namespace detail

}  // namespace calx
