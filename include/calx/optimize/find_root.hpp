// SPDX-License-Identifier: Apache-2.0
// find_root(f, x = start): a zero of f in one variable, by Newton-Raphson on f's exact derivative; in constant expressions too.
//
//   find_root(f, x = 1.0)                             safeguarded: cannot cycle or run away
//   find_root(f, x = interval{0.0, 1.0})              between two points where f's signs differ: never leaves them
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
#include <calx/core/interval.hpp>
#include <calx/evaluate/evaluate.hpp>
#include <calx/optimize/status.hpp>

#include <cstdint>
#include <limits>
#include <type_traits>

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

// What a search found.
template <class Real> struct root_report {
  calx::status status = calx::status::iteration_limit;
  Real root{};
  Real value{};  // f(root)
  int iterations = 0;
  int function_evaluations = 0;

  constexpr bool converged() const { return status == calx::status::converged; }
};

template <class Variable, class Real> struct root_result : root_report<Real> {
  constexpr Real operator[](Variable const&) const { return this->root; }
};

namespace detail {

// A search asks for values, so that it is compiled once for each number type and no function appears in it:
//   while (search.needs_value()) search.take(f(search.at()), f'(search.at()));
template <class Real> class root_search {
 public:
  constexpr bool needs_value() const { return !ended_; }
  constexpr Real at() const { return at_; }
  constexpr root_report<Real> const& report() const { return report_; }

 protected:
  struct sample {
    Real at{}, value{}, slope{};
    constexpr bool finite() const { return has_value() && magnitude(slope) <= largest; }
    constexpr bool has_value() const { return magnitude(value) <= largest; }
    // Is f/f' a number? (In a constant expression a quotient that overflows must not be computed.)
    constexpr bool has_step() const {
      Real const steepness = magnitude(slope);
      return finite() && steepness != 0 && (steepness >= 1 || magnitude(value) <= largest * steepness);
    }
    constexpr Real step() const { return value / slope; }
  };
  static constexpr Real largest = std::numeric_limits<Real>::max();
  static constexpr Real magnitude(Real x) { return x < 0 ? -x : x; }

  constexpr root_search(Real start, int max_iterations, double tolerance)
      : at_(start), max_iterations_(max_iterations), tolerance_(static_cast<Real>(tolerance)) {}

  constexpr sample taken(Real value, Real slope) {
    ++report_.function_evaluations;
    return {at_, value, slope};
  }
  constexpr void ask(Real at) { at_ = at; }
  constexpr void end(status s, sample const& best) {
    report_.status = s;
    report_.root = best.at;
    report_.value = best.value;
    ended_ = true;
  }

  Real at_;
  int max_iterations_;
  Real tolerance_;
  root_report<Real> report_{};
  bool ended_ = false;
};

template <class Real> class plain_search : public root_search<Real> {
  using base = root_search<Real>;
  using sample = typename base::sample;

 public:
  constexpr plain_search(Real start, newton_raphson const& options) : base(start, options.max_iterations, options.tolerance) {}

  constexpr void take(Real value, Real slope) {
    sample const here = this->taken(value, slope), before = here_;
    here_ = here;
    bool const small = this->report_.function_evaluations > 1 &&
                       base::magnitude(here.at - before.at) <= this->tolerance_ * base::magnitude(here.at);
    if (!here.finite()) return this->end(status::not_finite, here);
    if (here.value == 0 || small) return this->end(status::converged, here);
    if (this->report_.iterations >= this->max_iterations_) return this->end(status::iteration_limit, here);
    if (!here.has_step()) return this->end(status::stalled, here);
    ++this->report_.iterations;
    this->ask(here.at - here.step());
  }

 private:
  sample here_{};
};

template <class Real> class safeguarded_search : public root_search<Real> {
  using base = root_search<Real>;
  using sample = typename base::sample;
  using base::magnitude, base::at_, base::max_iterations_, base::tolerance_, base::report_;

 public:
  constexpr safeguarded_search(Real start, safeguarded_newton const& options)
      : base(start, options.max_iterations, options.tolerance) {}
  // Between two points.
  constexpr safeguarded_search(Real from, Real to, safeguarded_newton const& options)
      : base(from, options.max_iterations, options.tolerance), phase_(phase::lower_end), to_(to) {}

  constexpr void take(Real value, Real slope) {
    sample const s = this->taken(value, slope);
    switch (phase_) {
      case phase::start: return take_start(s);
      case phase::lower_end: return take_lower_end(s);
      case phase::upper_end: return take_upper_end(s);
      case phase::newton: return take_newton(s);
      case phase::bracket: return take_bracketed(s);
      case phase::outwards: return take_outwards(s);
    }
  }

 private:
  enum class phase : std::uint8_t { start, lower_end, upper_end, newton, bracket, outwards };

  constexpr void take_start(sample const& s) {
    left_ = right_ = here_ = s;
    if (!s.finite()) return this->end(status::not_finite, s);
    newton_step();
  }

  // --- A bracket: both ends first.
  constexpr void take_lower_end(sample const& s) {
    left_ = s;
    if (!s.has_value()) return this->end(status::not_finite, s);
    if (s.value == 0) return this->end(status::converged, s);
    phase_ = phase::upper_end;
    this->ask(to_);
  }
  constexpr void take_upper_end(sample const& s) {
    if (!s.has_value()) return this->end(status::not_finite, s);
    if (s.value == 0) return this->end(status::converged, s);
    if ((s.value < 0) == (left_.value < 0))
      return this->end(status::no_root, magnitude(s.value) < magnitude(left_.value) ? s : left_);
    bracket(left_, s);
  }

  // --- Newton: a step from here_, halved until it lowers |f|. At a step of rounding size an equal |f| is enough.
  constexpr void newton_step() {
    if (report_.iterations >= max_iterations_) return this->end(status::iteration_limit, here_);
    if (here_.value == 0) return this->end(status::converged, here_);
    if (!here_.has_step()) return search_outwards();
    phase_ = phase::newton;
    step_ = here_.step();
    halvings_ = 0;
    this->ask(here_.at - step_);
  }
  constexpr bool lowers(sample const& s) const {
    if (!s.finite()) return false;
    if (magnitude(s.value) < magnitude(here_.value)) return true;
    return magnitude(step_) <= tolerance_ * magnitude(here_.at) && magnitude(s.value) <= magnitude(here_.value);
  }
  constexpr void take_newton(sample const& s) {
    if (!lowers(s)) {
      if (++halvings_ == 30) return search_outwards();
      step_ /= 2;
      return this->ask(here_.at - step_);
    }
    ++report_.iterations;
    if ((s.value < 0) != (here_.value < 0)) return bracket(here_, s);
    bool const small = magnitude(s.at - here_.at) <= tolerance_ * magnitude(s.at);
    here_ = s;
    // A tiny step is an answer only where the next Newton step is tiny, too.
    if (small && magnitude(s.value) <= 8 * tolerance_ * magnitude(s.at * s.slope)) return this->end(status::converged, s);
    newton_step();
  }

  // --- Between a_ and b_ the sign changes: Newton inside, bisection where Newton leaves or is slow.
  constexpr void bracket(sample const& a, sample const& b) {
    phase_ = phase::bracket;
    a_ = a, b_ = b;
    best_ = magnitude(a.value) < magnitude(b.value) ? a : b;
    largest_value_ = magnitude(a.value) > magnitude(b.value) ? magnitude(a.value) : magnitude(b.value);
    width_ = width_before_ = magnitude(b.at - a.at);
    bracket_step();
  }
  constexpr void bracket_step() {
    if (report_.iterations >= max_iterations_) return end_bracket(status::iteration_limit);
    if (best_.value == 0) return end_bracket(status::converged);
    Real const low = a_.at < b_.at ? a_.at : b_.at, high = a_.at < b_.at ? b_.at : a_.at;
    Real next = low + (high - low) / 2;
    bool const narrow = width_ <= tolerance_ * magnitude(best_.at) || width_ <= std::numeric_limits<Real>::min();
    if (narrow || next <= low || next >= high) return end_bracket(confirmed());
    if (best_.has_step()) {
      Real const newton = best_.at - best_.step(), move = magnitude(newton - best_.at);
      bool const fast = width_ * 2 <= width_before_;
      if (newton > low && newton < high && (fast || newton == best_.at || move * 4 < width_)) next = newton;
      if (move <= tolerance_ * magnitude(best_.at) / 2) return end_bracket(confirmed());
    }
    this->ask(next);
  }
  constexpr void take_bracketed(sample const& s) {
    if (!s.has_value()) return end_bracket(status::not_finite);
    ((s.value < 0) == (a_.value < 0) ? a_ : b_) = s;
    if (magnitude(s.value) <= magnitude(best_.value)) best_ = s;
    width_before_ = width_;
    width_ = magnitude(b_.at - a_.at);
    ++report_.iterations;
    bracket_step();
  }
  // At a pole |f| grows as the bracket shrinks: what was best is an end of it no more.
  constexpr status confirmed() const {
    bool const is_end = best_.at == a_.at || best_.at == b_.at;
    return is_end && magnitude(best_.value) <= largest_value_ ? status::converged : status::pole;
  }
  constexpr void end_bracket(status s) {
    if (s == status::converged || outward_steps_ == 0) return this->end(s, best_);
    step_outwards(outermost_);  // a pole between two samples: there may be a root elsewhere
  }

  // --- Newton is stuck at here_: samples to the left and right of the start, in growing steps, until a sign changes.
  constexpr void search_outwards() {
    step_ = (magnitude(left_.at) > 1 ? magnitude(left_.at) : Real(1)) / 64;
    ask_outwards();
  }
  constexpr void ask_outwards() {
    bool const to_the_left = outward_steps_ % 2 == 0;
    if (to_the_left && (outward_steps_ == 2 * 60 || report_.iterations >= max_iterations_))
      return this->end(status::no_root, here_);
    phase_ = phase::outwards;
    if (to_the_left) ++report_.iterations;
    ++outward_steps_;
    this->ask(to_the_left ? left_.at - step_ : right_.at + step_);
  }
  constexpr sample& side() { return outward_steps_ % 2 == 1 ? left_ : right_; }
  constexpr void take_outwards(sample const& s) {
    outermost_ = s;
    if (s.has_value() && side().has_value() && (s.value < 0) != (side().value < 0)) return bracket(side(), s);
    step_outwards(s);
  }
  constexpr void step_outwards(sample const& s) {
    if (s.has_value()) {
      if (magnitude(s.value) < magnitude(here_.value)) here_ = s;
      side() = s;
    }
    if (outward_steps_ % 2 == 0) step_ *= Real(1.5);
    ask_outwards();
  }

  phase phase_ = phase::start;
  sample here_{}, a_{}, b_{}, best_{}, left_{}, right_{}, outermost_{};
  Real to_{}, step_{}, width_{}, width_before_{}, largest_value_{};
  int halvings_ = 0, outward_steps_ = 0;
};

template <class Real> constexpr plain_search<Real> search_by(newton_raphson const& method, Real start) {
  return {start, method};
}
template <class Real> constexpr safeguarded_search<Real> search_by(safeguarded_newton const& method, Real start) {
  return {start, method};
}

}  // namespace detail

// Inlined, as all that is keyed by a formula: as a function it would have the whole formula in its symbol.
template <expression F, binding_type Start, class Method = safeguarded_newton>
CALX_ALWAYS_INLINE constexpr auto find_root(F const& f, Start const& start, Method const& method = {}) {
  using variable = typename Start::variable_type;
  using given = typename Start::value_type;
  constexpr bool is_bracket = std::is_same_v<given, interval>;
  using Real =
      typename std::conditional_t<is_bracket, std::type_identity<double>, std::type_identity<number_type<given>>>::type;
  static_assert(std::is_floating_point_v<Real>, "calx: find_root(f, x = start): the start is a number, or an interval");
  static_assert(!is_bracket || std::is_same_v<Method, safeguarded_newton>,
                "calx: find_root(f, x = interval{a, b}): a bracket is searched by safeguarded_newton, the default");
  auto const both = value_and_gradient(f, variable{});
  auto search = [&] {
    if constexpr (is_bracket) return detail::safeguarded_search<Real>(start.value().lower(), start.value().upper(), method);
    else return detail::search_by(method, static_cast<Real>(start.value()));
  }();
  while (search.needs_value()) {
    // Not both(x = ...), which a pole or the end of the domain would stop in a constant expression.
    auto const r = detail::evaluate(loop_policy<>{}, both, variable{} = search.at());
    search.take(r.value, r.gradient[0]);
  }
  return root_result<variable, Real>{search.report()};
}

}  // namespace calx
