// SPDX-License-Identifier: Apache-2.0
// The iterations as textbooks have them, for those who want to see what they do: they may cycle, run away, and leave the
// domain, and say so.
//
//   newton_raphson{}   x - f/f'                          I. Newton 1669, J. Raphson 1690       order 2
//   halley{}           x - 2 f f'/(2 f'^2 - f f'')       E. Halley 1694                        order 3
//   secant{}           f' by the last two points         from the start and a point beside it  order 1.618
//
// Converged: |step| <= tolerance |x|, or f(x) = 0.
#pragma once

#include <calx/optimize/root_search.hpp>

namespace calx {

struct newton_raphson {
  int max_iterations = 100;
  double tolerance = 4 * std::numeric_limits<double>::epsilon();
  static constexpr int order = 1;
};

struct halley {
  int max_iterations = 100;
  double tolerance = 4 * std::numeric_limits<double>::epsilon();
  static constexpr int order = 2;
};

struct secant {
  double distance = 1e-4;  // of the second point from the start, beside the start's size, or 1 where that is 0
  int max_iterations = 100;
  double tolerance = 4 * std::numeric_limits<double>::epsilon();
  static constexpr int order = 0;
};

namespace detail {

template <class Real, class Method> class plain_search : public root_search<Real> {
  using base = root_search<Real>;
  using sample = typename base::sample;

 public:
  constexpr plain_search(Real start, Method const& method) : base(start, method.max_iterations), method_(method) {}

  constexpr void take(Real value, Real slope, Real bend) {
    sample const before = here_;
    here_ = this->taken(value, slope, bend);
    bool const first = this->report_.function_evaluations == 1;
    bool const small =
        !first && base::magnitude(here_.at - before.at) <= static_cast<Real>(method_.tolerance) * base::magnitude(here_.at);
    if (!here_.finite()) return this->end(status::not_finite, here_);
    if (here_.value == 0 || small) return this->end(status::converged, here_);
    if (!this->has_iterations()) return this->end(status::iteration_limit, here_);
    Real step(0);
    if (!find_step(before, first, step)) return this->end(status::stalled, here_);
    ++this->report_.iterations;
    this->ask(here_.at - step);
  }

 private:
  constexpr bool find_step(sample const& before, bool first, Real& step) const {
    if constexpr (std::is_same_v<Method, newton_raphson>) {
      (void)before, (void)first;
      if (!here_.has_step()) return false;
      step = here_.step();
    } else if constexpr (std::is_same_v<Method, halley>) {
      (void)before, (void)first;
      if (!here_.has_step()) return false;
      Real const newton = here_.step(), below = 1 - newton * (here_.bend / here_.slope) / 2;
      if (!(base::magnitude(below) > base::epsilon)) return false;
      step = newton / below;
    } else {
      Real const size = base::magnitude(here_.at);
      if (first) step = -static_cast<Real>(method_.distance) * (size > 0 ? size : Real(1));
      else if (here_.value == before.value) return false;
      else step = here_.value * ((here_.at - before.at) / (here_.value - before.value));
    }
    return base::magnitude(step) <= base::largest;
  }

  Method method_;
  sample here_{};
};

}  // namespace detail

}  // namespace calx
