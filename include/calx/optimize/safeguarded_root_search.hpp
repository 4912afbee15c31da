// SPDX-License-Identifier: Apache-2.0
// safeguarded_newton: the default of find_root. It goes through phases: Newton steps from the start; once the sign changes,
// a bracket; and where Newton is stuck, samples outwards from the start until the sign changes.
#pragma once

#include <calx/elementary/root.hpp>
#include <calx/optimize/plain_root_search.hpp>

#include <cmath>
#include <cstdint>
#include <type_traits>

namespace calx {

struct safeguarded_newton {
  int max_iterations = 200;
  static constexpr int order = 1;
};

namespace detail {

template <class Real> class safeguarded_search : public root_search<Real> {
  using base = root_search<Real>;
  using sample = typename base::sample;
  using base::magnitude, base::epsilon, base::report_;

 public:
  constexpr safeguarded_search(Real start, safeguarded_newton const& method) : base(start, method.max_iterations) {}
  // Between two points.
  constexpr safeguarded_search(Real from, Real to, safeguarded_newton const& method)
      : base(from, method.max_iterations), phase_(phase::lower_end), to_(to) {}

  constexpr void take(Real value, Real slope, Real) {
    sample const s = this->taken(value, slope, Real(0));
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
  static constexpr Real tolerance = 4 * epsilon;

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

  // Steps that shrink by one factor add up to step/(1 - factor): m steps at a root of multiplicity m.
  static constexpr Real sum_of_steps(Real step, Real last) {
    Real const factor = magnitude(last) > 0 ? magnitude(step) / magnitude(last) : Real(0);
    if (!(factor > Real(0.4)) || !(factor < Real(0.99))) return step;
    Real const sum = 1 / (1 - factor), whole = Real(static_cast<int>(sum + Real(0.5)));
    return step * (magnitude(sum - whole) < Real(0.2) ? whole : sum);
  }

  // --- Newton: a step from here_, halved until it lowers |f|. At a step of rounding size an equal |f| is enough.
  constexpr void newton_step() {
    if (!this->has_iterations()) return this->end(status::iteration_limit, here_);
    if (here_.value == 0) return this->end(status::converged, here_);
    if (!here_.has_step()) return search_outwards();
    phase_ = phase::newton;
    Real const plain = here_.step();
    // Twice the same factor: the first may be chance.
    bool const steady = last_plain_ != 0 && before_plain_ != 0 &&
                        magnitude(plain / last_plain_ - last_plain_ / before_plain_) < Real(0.1) && plain / last_plain_ > 0;
    step_ = steady ? sum_of_steps(plain, last_plain_) : plain;
    before_plain_ = steady ? Real(0) : last_plain_;
    last_plain_ = steady ? Real(0) : plain;
    halvings_ = 0;
    this->ask(here_.at - step_);
  }
  constexpr bool lowers(sample const& s) const {
    if (!s.finite()) return false;
    if (magnitude(s.value) < magnitude(here_.value)) return true;
    return magnitude(step_) <= tolerance * magnitude(here_.at) && magnitude(s.value) <= magnitude(here_.value);
  }
  constexpr void take_newton(sample const& s) {
    if (!lowers(s)) {
      if (magnitude(step_) <= tolerance * magnitude(here_.at)) return this->end(status::converged, here_);
      if (++halvings_ == 30 || ++all_halvings_ == 40) return search_outwards();
      step_ /= 2;
      last_plain_ = 0;
      return this->ask(here_.at - step_);
    }
    ++report_.iterations;
    if ((s.value < 0) != (here_.value < 0) && s.value != 0) return bracket(here_, s);
    bool const small = magnitude(s.at - here_.at) <= tolerance * magnitude(s.at);
    here_ = s;
    // A tiny step is an answer only where the next Newton step is tiny, too.
    if (small && magnitude(s.value) <= 8 * tolerance * magnitude(s.at * s.slope)) return this->end(status::converged, s);
    newton_step();
  }

  // --- Between a_ and b_ the sign changes: Newton inside, bisection where Newton leaves or is slow.
  constexpr void bracket(sample const& a, sample const& b) {
    phase_ = phase::bracket;
    a_ = a, b_ = b;
    best_ = magnitude(a.value) < magnitude(b.value) ? a : b;
    largest_value_ = magnitude(a.value) > magnitude(b.value) ? magnitude(a.value) : magnitude(b.value);
    width_ = magnitude(b.at - a.at);
    last_step_ = 2 * width_;
    bisections_ = 0;
    halved_ = true;
    bracket_step();
  }
  constexpr void bracket_step() {
    if (best_.value == 0) return this->end(status::converged, best_);
    if (!this->has_iterations()) return this->end(status::iteration_limit, best_);
    Real const low = a_.at < b_.at ? a_.at : b_.at, high = a_.at < b_.at ? b_.at : a_.at;
    Real next = middle(low, high);
    if (!(next > low) || !(next < high)) return end_bracket();
    by_newton_ = false;
    if (best_.has_step()) {
      Real const step = best_.step(), newton = best_.at - step;
      if (newton == best_.at) return end_bracket();
      if (newton > low && newton < high && (halved_ || magnitude(step) <= last_step_ / 4)) {
        next = newton, by_newton_ = true;
      } else if (Real const sum = best_.at - sum_of_steps(step, last_step_); sum != newton && sum > low && sum < high) {
        next = sum, by_newton_ = true;
      }
      last_step_ = by_newton_ ? magnitude(step) : 2 * width_;
    }
    if (!by_newton_) ++bisections_;
    this->ask(next);
  }
  // 0 parts what straddles it for long; and where the ends differ by orders of magnitude, the middle order is taken.
  constexpr Real middle(Real low, Real high) const {
    if (bisections_ < 3) return low + (high - low) / 2;
    if (low < 0 && high > 0) return Real(0);
    Real const small = magnitude(low) < magnitude(high) ? magnitude(low) : magnitude(high),
               large = magnitude(low) < magnitude(high) ? magnitude(high) : magnitude(low);
    if (!(large > 16 * small)) return low + (high - low) / 2;
    Real const least = small > std::numeric_limits<Real>::min() ? small : std::numeric_limits<Real>::min();
    Real const between = root_of(least) * root_of(large);
    return between > small && between < large ? (low < 0 ? -between : between) : low + (high - low) / 2;
  }
  static constexpr Real root_of(Real x) {
    if (std::is_constant_evaluated()) return elementary::sqrt(x);
    return std::sqrt(x);
  }
  constexpr void take_bracketed(sample const& s) {
    if (!s.has_value()) return end_unbracketed(s.value == s.value ? status::pole : status::not_finite);
    bool const better = magnitude(s.value) < magnitude(best_.value);
    ((s.value < 0) == (a_.value < 0) ? a_ : b_) = s;
    best_ = magnitude(a_.value) < magnitude(b_.value) ? a_ : b_;
    Real const width = magnitude(b_.at - a_.at);
    halved_ = 2 * width <= width_;
    width_ = width;
    ++report_.iterations;
    // The last bits: a step of rounding size that makes nothing better.
    if (by_newton_ && !better && last_step_ <= tolerance * magnitude(best_.at)) return end_bracket();
    bracket_step();
  }
  // At a pole |f| grows as the bracket shrinks, and at a jump it stays: |f| is not what the slope makes of the last bits, nor
  // rounding.
  constexpr void end_bracket() {
    Real const value = magnitude(best_.value), reach = epsilon * magnitude(best_.at);
    Real const by_slope = 16 * magnitude(best_.slope) * (width_ < 4 * reach || reach == 0 ? width_ : 4 * reach);
    if (value <= by_slope || value <= Real(1e5) * epsilon * largest_value_) {
      if (value <= largest_value_) return this->end(status::converged, best_);
    }
    end_unbracketed(value > largest_value_ ? status::pole : status::jump);
  }
  constexpr void end_unbracketed(status s) {
    if (outward_steps_ == 0) return this->end(s, best_);
    step_outwards(outermost_);  // a pole between two samples: there may be a root elsewhere
  }

  // --- Newton is stuck at here_: samples to the left and right of the start, in growing steps, until a sign changes.
  constexpr void search_outwards() {
    step_ = (magnitude(left_.at) > 1 ? magnitude(left_.at) : Real(1)) / 64;
    ask_outwards();
  }
  constexpr void ask_outwards() {
    bool const to_the_left = outward_steps_ % 2 == 0;
    if (to_the_left && (outward_steps_ == 2 * 60 || !this->has_iterations())) return this->end(status::no_root, here_);
    phase_ = phase::outwards;
    if (to_the_left) ++report_.iterations;
    ++outward_steps_;
    this->ask(to_the_left ? left_.at - step_ : right_.at + step_);
  }
  constexpr sample& side() { return outward_steps_ % 2 == 1 ? left_ : right_; }
  constexpr void take_outwards(sample const& s) {
    outermost_ = s;
    if (s.value == 0) return this->end(status::converged, s);
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
  Real to_{}, step_{}, last_plain_{}, before_plain_{}, width_{}, last_step_{}, largest_value_{};
  int halvings_ = 0, all_halvings_ = 0, outward_steps_ = 0, bisections_ = 0;
  bool halved_ = true, by_newton_ = false;
};

}  // namespace detail

}  // namespace calx
