// SPDX-License-Identifier: Apache-2.0
// What newton{} is for hundreds of unknowns in a vec: the Hessian from products by colours (optimize/sparse_hessian.hpp), made
// positive definite by a multiple of the identity where it is not, and factors within its envelope (optimize/envelope.hpp). A
// step of a function that couples neighbours alone costs some products and n operations.
#pragma once

#include <calx/optimize/negative_curvature.hpp>
#include <calx/optimize/newton.hpp>
#include <calx/optimize/sparse_hessian.hpp>

namespace calx::detail {

template <class F, class... Variables> struct sparse_newton : newton {
  static constexpr int order = 3;
};

template <class Real> class sparse_newton_direction : public direction_base<Real> {
  using direction_base<Real>::reset_;

 public:
  explicit sparse_newton_direction(hessian_structure const& structure)
      : structure_(structure),
        hessian_(structure.pattern, structure.size),
        direction_(structure.size),
        residual_(structure.size),
        product_(structure.size) {
    reset_ = false;
  }

  bool leaves_saddle(descent<Real>& s) {
    return finds_negative_curvature(s, direction_.data(), residual_.data(), product_.data()) &&
           leave_along(s, direction_.data(), residual_, product_) > 0;
  }
  Real find(descent<Real>& s, Real* d) {
    int const n = s.n;
    if (reset_) return this->steepest(s, d);
    recover_hessian(s, structure_, hessian_, direction_.data(), product_.data());
    Real least = hessian_.at(0, 0), size(0);
    for (int i = 0; i < n; ++i) {
      Real const entry = hessian_.at(i, i);
      if (entry < least) least = entry;
      if (!(magnitude(entry) <= size)) size = magnitude(entry);
    }
    Real const unit = size > 0 ? Real(1e-3) * size : Real(1);
    Real shift = least > 0 ? Real(0) : unit - least;
    bool positive = false;
    for (int tries = 0; tries < 60 && is_finite(size) && !positive; ++tries) {
      positive = hessian_.factorize(shift);
      if (!positive) shift = shift > 0 ? 4 * shift : unit;
    }
    if (!positive) {
      reset_ = true;
      return this->steepest(s, d);
    }
    predicts_ = shift == 0;
    for (int i = 0; i < n; ++i) d[i] = -s.gradient[i];
    hessian_.solve(d);
    return Real(1);
  }
  void update(descent<Real> const&, Real const*, Real const*) { reset_ = false; }
  bool predicts() const { return predicts_; }

 private:
  hessian_structure const& structure_;
  envelope<Real> hessian_;
  buffer<Real> direction_, residual_, product_;
  bool predicts_ = false;
};

template <class F, class... Variables, class Real>
void search_by(sparse_newton<F, Variables...> const& method, descent<Real>& s) {
  sparse_newton_direction<Real> direction(hessian_structure_of<F, Variables...>());
  descend(s, direction, method.line_search);
}

}  // namespace calx::detail
