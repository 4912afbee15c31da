// SPDX-License-Identifier: Apache-2.0
// find_root(f, x = start): a zero of f in one variable, by Newton-Raphson on f's exact derivative; in constant expressions too.
//
//   find_root(f, x = 1.0)                             safeguarded: cannot cycle or run away
//   find_root(f, x = 1.0, calx::newton_raphson{})     plain x - f/f', for those who want to see it
//
// Safeguarded: a Newton step must lower |f| (halved until it does). Where the sign changes the root is bracketed, and steps
// that leave the bracket or shrink it too slowly are replaced by bisection. Where Newton is stuck at a point that is no root,
// a sign change is searched outwards from the start. The result says how it ended (optimize/status.hpp) and keeps the best
// point; a sign change at a pole is not a root.
// Cost: one evaluation of f and f' in one schedule an iteration. Method: I. Newton 1669, J. Raphson 1690; the bracketing
// safeguard as in W. H. Press et al., Numerical Recipes, 9.4.
#pragma once

#include <calx/calculus/gradient.hpp>
#include <calx/evaluate/evaluate.hpp>
#include <calx/optimize/status.hpp>

#include <limits>

namespace calx {

// Plain Newton-Raphson. Converged: |step| <= tolerance * |x|, or f(x) = 0.
struct newton_raphson {
  int max_iterations = 100;
  double tolerance = 4 * std::numeric_limits<double>::epsilon();
};

// The default of find_root.
struct safeguarded_newton {
  int max_iterations = 200;
  double tolerance = 4 * std::numeric_limits<double>::epsilon();
};

template <class Variable, class Real> struct root_result {
  calx::status status = calx::status::iteration_limit;
  Real root{};
  Real value{};  // f(root)
  int iterations = 0;
  int function_evaluations = 0;

  constexpr bool converged() const { return status == calx::status::converged; }
  constexpr Real operator[](Variable const&) const { return root; }
};

namespace detail {

template <class Bundle, class Variable, class Real> class root_search {
 public:
  constexpr root_search(Bundle const& bundle, Real start) : bundle_(bundle), start_(start) {}

  constexpr root_result<Variable, Real> run(newton_raphson const& options) {
    sample here = evaluate(start_);
    for (int i = 0; i < options.max_iterations; ++i) {
      if (!here.finite()) return finish(status::not_finite, here);
      if (here.value == 0) return finish(status::converged, here);
      if (!has_step(here)) return finish(status::stalled, here);
      sample const next = evaluate(here.at - here.value / here.slope);
      ++iterations_;
      bool const small = magnitude(next.at - here.at) <= static_cast<Real>(options.tolerance) * magnitude(next.at);
      here = next;
      if (small && here.finite()) return finish(status::converged, here);
    }
    return finish(here.value == 0 ? status::converged : status::iteration_limit, here);
  }

  constexpr root_result<Variable, Real> run(safeguarded_newton const& options) {
    max_iterations_ = options.max_iterations;
    tolerance_ = static_cast<Real>(options.tolerance);
    sample here = evaluate(start_);
    if (!here.finite()) return finish(status::not_finite, here);
    while (iterations_ < max_iterations_) {
      if (here.value == 0) return finish(status::converged, here);
      sample next = here;
      if (!improved(here, next)) return search_outwards(here);
      ++iterations_;
      if ((next.value < 0) != (here.value < 0)) return bracketed(here, next);
      bool const small = magnitude(next.at - here.at) <= tolerance_ * magnitude(next.at);
      here = next;
      // A tiny step is an answer only where the next Newton step is tiny, too.
      if (small && magnitude(here.value) <= 8 * tolerance_ * magnitude(here.at * here.slope))
        return finish(status::converged, here);
    }
    return finish(status::iteration_limit, here);
  }

 private:
  struct sample {
    Real at{}, value{}, slope{};
    constexpr bool finite() const { return magnitude(value) <= largest && magnitude(slope) <= largest; }
    constexpr bool has_value() const { return magnitude(value) <= largest; }
  };
  static constexpr Real largest = std::numeric_limits<Real>::max();
  static constexpr Real magnitude(Real x) { return x < 0 ? -x : x; }

  // Is f/f' a number? (In a constant expression a quotient that overflows must not be computed.)
  static constexpr bool has_step(sample const& s) {
    Real const slope = magnitude(s.slope);
    return s.finite() && slope != 0 && (slope >= 1 || magnitude(s.value) <= largest * slope);
  }

  constexpr sample evaluate(Real x) {
    ++evaluations_;
    auto const r = bundle_(Variable{} = x);
    return {x, r.value, r.gradient[0]};
  }
  constexpr root_result<Variable, Real> finish(status s, sample const& best) const {
    return {s, best.at, best.value, iterations_, evaluations_};
  }

  // A Newton step from `here`, halved until it lowers |f|. At a step of rounding size an equal |f| is enough.
  constexpr bool improved(sample const& here, sample& next) {
    if (!has_step(here)) return false;
    Real step = here.value / here.slope;
    for (int halvings = 0; halvings < 30; ++halvings, step /= 2) {
      next = evaluate(here.at - step);
      if (next.finite() && magnitude(next.value) < magnitude(here.value)) return true;
      if (next.finite() && magnitude(step) <= tolerance_ * magnitude(here.at) && magnitude(next.value) <= magnitude(here.value))
        return true;
    }
    return false;
  }

  // Between a and b the sign changes: Newton inside, bisection where Newton leaves or is slow.
  constexpr root_result<Variable, Real> bracketed(sample a, sample b) {
    Real const first = magnitude(a.value) > magnitude(b.value) ? magnitude(a.value) : magnitude(b.value);
    sample best = magnitude(a.value) < magnitude(b.value) ? a : b;
    Real width = magnitude(b.at - a.at), before = width;
    for (; iterations_ < max_iterations_; ++iterations_) {
      if (best.value == 0) return finish(status::converged, best);
      if (width <= tolerance_ * magnitude(best.at) || width <= std::numeric_limits<Real>::min()) break;
      Real const low = a.at < b.at ? a.at : b.at, high = a.at < b.at ? b.at : a.at;
      Real next = low + (high - low) / 2;
      if (next <= low || next >= high) break;
      bool const fast = width * 2 <= before;
      if (has_step(best)) {
        Real const newton = best.at - best.value / best.slope;
        bool const settled = newton == best.at;
        if (newton > low && newton < high && (fast || settled || magnitude(newton - best.at) * 4 < width)) next = newton;
        if (magnitude(newton - best.at) <= tolerance_ * magnitude(best.at) / 2) return confirmed(best, first);
      }
      sample const s = evaluate(next);
      if (!s.has_value()) return finish(status::not_finite, best);
      sample& same = (s.value < 0) == (a.value < 0) ? a : b;
      same = s;
      if (magnitude(s.value) <= magnitude(best.value)) best = s;
      before = width;
      width = magnitude(b.at - a.at);
    }
    if (iterations_ >= max_iterations_) return finish(status::iteration_limit, best);
    return confirmed(best, first);
  }
  // At a pole |f| grows as the bracket shrinks.
  constexpr root_result<Variable, Real> confirmed(sample const& best, Real first) const {
    return finish(magnitude(best.value) <= first ? status::converged : status::pole, best);
  }

  constexpr root_result<Variable, Real> search_outwards(sample const& stuck) {
    sample left = evaluate(start_), right = left;
    sample best = stuck;
    Real step = (magnitude(start_) > 1 ? magnitude(start_) : Real(1)) / 64;
    for (int i = 0; i < 60 && iterations_ < max_iterations_; ++i, step *= Real(1.5)) {
      ++iterations_;
      for (sample* side : {&left, &right}) {
        sample const next = evaluate(side == &left ? side->at - step : side->at + step);
        if (!next.has_value()) continue;
        if (side->has_value() && (next.value < 0) != (side->value < 0)) {
          root_result<Variable, Real> const found = bracketed(*side, next);
          if (found.converged()) return found;
        }
        if (magnitude(next.value) < magnitude(best.value)) best = next;
        *side = next;
      }
    }
    return finish(status::no_root, best);
  }

  Bundle const& bundle_;
  Real start_;
  Real tolerance_{};
  int max_iterations_ = 0;
  int iterations_ = 0;
  int evaluations_ = 0;
};

}  // namespace detail

template <expression F, binding_type Start, class Method = safeguarded_newton>
constexpr auto find_root(F const& f, Start const& start, Method const& method = {}) {
  using variable = typename Start::variable_type;
  using Real = number_type<typename Start::value_type>;
  static_assert(std::is_floating_point_v<Real>, "calx: find_root(f, x = start): the start is a number");
  auto const bundle = value_and_gradient(f, variable{});
  return detail::root_search<std::remove_cvref_t<decltype(bundle)>, variable, Real>(bundle, static_cast<Real>(start.value()))
      .run(method);
}

}  // namespace calx
