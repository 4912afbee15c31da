// SPDX-License-Identifier: Apache-2.0
// Methods for comparison. nelder_mead{}: the simplex of J. A. Nelder and R. Mead (1965), without derivatives, with the
// coefficients of F. Gao and L. Han (2012), which depend on the number of unknowns. coordinate{}: one unknown after the other,
// by Newton's step in it.
#pragma once

#include <calx/optimize/search.hpp>

namespace calx {

struct nelder_mead {
  double size = 0.1;         // of the first simplex, beside the start's numbers; 0.1 where they are 0
  double tolerance = 1e-15;  // of the values at the corners, beside the best one's
  int max_iterations = 20000;
  int max_evaluations = no_limit;
  double max_seconds = no_time_limit;
  double gradient_tolerance = 0;
  static constexpr int order = 1;  // the gradient at the end tells how good it is
};

struct coordinate {
  int max_iterations = 20000;
  int max_evaluations = no_limit;
  double max_seconds = no_time_limit;
  double gradient_tolerance = 1e-10;
  static constexpr int order = 2;
};

namespace detail {

template <class Real> class simplex_search {
 public:
  constexpr simplex_search(nelder_mead const& method, descent<Real>& state)
      : s_(state),
        n_(state.n),
        method_(method),
        corners_((n_ + 1) * n_),
        values_(n_ + 1),
        middle_(n_),
        trial_(n_),
        other_(n_) {}

  constexpr void run() {
    if (!s_.begin()) return;
    for (int k = 0; k <= n_; ++k) {
      copy(s_.at.data(), corner(k), n_);
      if (k > 0) {
        Real& x = corner(k)[k - 1];
        x += static_cast<Real>(method_.size) * (x == 0 ? Real(1) : x);
      }
      values_[k] = k == 0 ? s_.value : valued(corner(k));
    }
    while (true) {
      sort();
      Real const spread = values_[n_] - values_[0];
      if (spread <= static_cast<Real>(method_.tolerance) * magnitude(values_[0]) && is_small()) break;
      if (is_collapsed()) break;
      iterate();
      take_best();
      if (!s_.moved(norm(middle_.data(), 0))) return;
      if (!s_.may_go_on()) return (void)measure();
    }
    sort();
    take_best();
    measure();
    (void)s_.end(status::small_change);
  }

 private:
  constexpr Real* corner(int k) { return corners_.data() + k * n_; }
  constexpr Real valued(Real const* x) {
    Real const value = s_.value_at(x);
    return is_finite(value) ? value : std::numeric_limits<Real>::max();
  }
  constexpr void take_best() {
    copy(corner(0), s_.at.data(), n_);
    s_.value = values_[0];
  }
  constexpr void measure() {
    s_.value = s_.gradient_at(s_.at.data(), s_.gradient.data());
    s_.gradient_norm = norm(s_.gradient.data(), n_);
  }
  constexpr void sort() {
    for (int i = 1; i <= n_; ++i)
      for (int k = i; k > 0 && values_[k] < values_[k - 1]; --k) {
        Real const value = values_[k];
        values_[k] = values_[k - 1], values_[k - 1] = value;
        for (int j = 0; j < n_; ++j) {
          Real const x = corner(k)[j];
          corner(k)[j] = corner(k - 1)[j], corner(k - 1)[j] = x;
        }
      }
  }
  constexpr Real width(int j) {
    Real largest(0);
    for (int k = 1; k <= n_; ++k)
      if (magnitude(corner(k)[j] - corner(0)[j]) > largest) largest = magnitude(corner(k)[j] - corner(0)[j]);
    return largest;
  }
  constexpr bool is_small() {
    for (int j = 0; j < n_; ++j)
      if (width(j) > Real(1e-6) * (1 + magnitude(corner(0)[j]))) return false;
    return true;
  }
  constexpr bool is_collapsed() {
    for (int j = 0; j < n_; ++j)
      if (width(j) > 2 * std::numeric_limits<Real>::epsilon() * magnitude(corner(0)[j])) return false;
    return true;
  }
  constexpr Real tried(Real* to, Real factor) {
    for (int j = 0; j < n_; ++j) to[j] = middle_[j] + factor * (corner(n_)[j] - middle_[j]);
    return valued(to);
  }
  constexpr void replace(Real const* by, Real value) {
    copy(by, corner(n_), n_);
    values_[n_] = value;
  }
  constexpr void iterate() {
    Real const n = Real(n_), expansion = 1 + 2 / n, contraction = Real(0.75) - 1 / (2 * n),
               shrinking = n_ > 1 ? 1 - 1 / n : Real(0.5);
    for (int j = 0; j < n_; ++j) {
      middle_[j] = 0;
      for (int k = 0; k < n_; ++k) middle_[j] += corner(k)[j] / n;
    }
    Real const reflected = tried(trial_.data(), Real(-1));
    if (reflected < values_[0]) {
      Real const expanded = tried(other_.data(), -expansion);
      if (expanded < reflected) replace(other_.data(), expanded);
      else replace(trial_.data(), reflected);
    } else if (n_ > 1 ? reflected < values_[n_ - 1] : reflected < values_[n_]) {
      replace(trial_.data(), reflected);
    } else {
      bool const outside = reflected < values_[n_];
      Real const contracted = tried(other_.data(), outside ? -contraction : contraction);
      if (contracted < (outside ? reflected : values_[n_])) replace(other_.data(), contracted);
      else
        for (int k = 1; k <= n_; ++k) {
          for (int j = 0; j < n_; ++j) corner(k)[j] = corner(0)[j] + shrinking * (corner(k)[j] - corner(0)[j]);
          values_[k] = valued(corner(k));
        }
    }
    sort();
  }

  descent<Real>& s_;
  int n_;
  nelder_mead method_;
  buffer<Real> corners_, values_, middle_, trial_, other_;
};

template <class Real> constexpr void search_by(nelder_mead const& method, descent<Real>& s) {
  simplex_search<Real>(method, s).run();
}

// One iteration is one unknown.
template <class Real> constexpr void search_by(coordinate const&, descent<Real>& s) {
  int const n = s.n;
  buffer<Real> hessian(n * n), trial(n), gradient(n), promised(n);
  if (!s.begun(s.hessian_at(s.at.data(), s.gradient.data(), hessian.data()))) return;
  int still = 0;
  for (int i = 0;; i = (i + 1) % n) {
    Real promise(0);  // of all unknowns, one by one
    bool convex = true;
    for (int k = 0; k < n; ++k) {
      Real const bend = hessian[k * n + k];
      convex = convex && bend > 0;
      if (!convex) break;
      promised[k] = -s.gradient[k] / bend;
      promise -= s.gradient[k] * promised[k] / 2;
    }
    if (s.gradient_norm == 0 || (convex && s.is_small(promise, promised.data()))) return (void)s.end(status::small_gradient);
    Real const slope = s.gradient[i], curvature = hessian[i * n + i], size = 1 + magnitude(s.at[i]);
    Real step = curvature > 0 ? -slope / curvature : (slope > 0 ? -size : size) / 10;
    bool moved = false;
    for (int tries = 0; tries < 60 && slope != 0 && !moved; ++tries, step /= 2) {
      copy(s.at.data(), trial.data(), n);
      trial[i] += step;
      if (trial[i] == s.at[i]) break;
      Real const value = s.hessian_at(trial.data(), gradient.data(), hessian.data());
      moved = value < s.value && first_not_finite(gradient.data(), n) < 0;
      if (!moved) continue;
      s.at.swap(trial);
      s.gradient.swap(gradient);
      s.value = value;
      if (!s.moved(magnitude(step))) return;
    }
    if (!moved) (void)s.hessian_at(s.at.data(), gradient.data(), hessian.data());
    still = moved ? 0 : still + 1;
    if (still == n) return (void)s.end(convex && s.is_settled(promise, promised.data()) ? status::round_off : status::stalled);
    if (!s.may_go_on()) return;
  }
}

}  // namespace detail

}  // namespace calx
