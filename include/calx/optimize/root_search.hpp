// SPDX-License-Identifier: Apache-2.0
// root_search<Real>: the state of a search for a root of a function of one variable, which all methods share.
//
// A search asks for values, so that it is compiled once for each number type and no function appears in it:
//   while (search.needs_value()) search.take(f(search.at()), f'(search.at()), f''(search.at()));
// What a method does not ask for (its order) is 0.
#pragma once

#include <calx/optimize/observe.hpp>
#include <calx/optimize/status.hpp>

#include <limits>

namespace calx {

// What a search found.
template <class Real> struct root_report {
  calx::status status = calx::status::iteration_limit;
  Real root{};
  Real value{};          // f(root)
  int multiplicity = 0;  // as seen on the way to the root: 1, 2, ...; 0: not known
  int iterations = 0;
  int function_evaluations = 0;

  constexpr bool converged() const { return status == calx::status::converged; }
};

// One evaluation, as an observer sees it.
template <class Real> struct root_step {
  int evaluation;
  Real at, value, slope;  // slope: f'(at), 0 where the method does not ask for it
};

namespace detail {

template <class Real> class root_search {
 public:
  constexpr bool needs_value() const { return !ended_; }
  constexpr Real at() const { return at_; }
  constexpr root_report<Real> const& report() const { return report_; }
  // The last evaluation, to an observer.
  template <class Observer> constexpr verdict shows(Observer& observer) const {
    sample const& s = seen_[(report_.function_evaluations - 1) % remembered];
    return shown(observer, root_step<Real>{report_.function_evaluations, s.at, s.value, s.slope});
  }
  // The caller has seen enough: the best so far is kept.
  constexpr void stop() {
    if (ended_) return;
    sample const* best = &seen_[0];
    for (sample const& s : seen_)
      if (magnitude(s.value) < magnitude(best->value)) best = &s;
    end(status::stopped_by_caller, *best);
  }

 protected:
  struct sample {
    Real at{}, value{std::numeric_limits<Real>::infinity()}, slope{}, bend{};
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
  static constexpr Real epsilon = std::numeric_limits<Real>::epsilon();
  static constexpr Real magnitude(Real x) { return x < 0 ? -x : x; }

  constexpr root_search(Real start, int max_iterations) : at_(start), max_iterations_(max_iterations) {}

  constexpr sample taken(Real value, Real slope, Real bend) {
    sample const s{at_, value, slope, bend};
    seen_[report_.function_evaluations++ % remembered] = s;
    return s;
  }
  constexpr bool has_iterations() const { return report_.iterations < max_iterations_; }
  constexpr void ask(Real at) { at_ = at; }
  constexpr void end(status s, sample const& best) {
    report_.status = s;
    report_.root = best.at;
    report_.value = best.value;
    if (s == status::converged) report_.multiplicity = multiplicity_at(best);
    ended_ = true;
  }

  // Near a root r of multiplicity m, (x - r) f'(x)/f(x) is m: at the two nearest points seen that are not the root to rounding,
  // if they agree.
  constexpr int multiplicity_at(sample const& root) const {
    Real distance(0);
    int const first = multiplicity_beyond(root, distance);
    return first > 0 && multiplicity_beyond(root, distance) == first ? first : 0;
  }
  constexpr int multiplicity_beyond(sample const& root, Real& distance) const {
    sample nearest{};
    Real least = largest;
    for (sample const& s : seen_) {
      Real const d = magnitude(s.at - root.at),
                 size = magnitude(s.at) > magnitude(root.at) ? magnitude(s.at) : magnitude(root.at);
      if (!s.has_step() || s.value == 0 || !(d > Real(1e6) * epsilon * size) || !(d > distance) || !(d < least)) continue;
      least = d;
      nearest = s;
    }
    distance = least;
    if (!(least < largest) || magnitude(nearest.step()) <= std::numeric_limits<Real>::min()) return 0;
    Real const m = (nearest.at - root.at) / nearest.step();
    int const whole = m > Real(0.5) && m < 100 ? static_cast<int>(m + Real(0.5)) : 0;
    return magnitude(m - Real(whole)) <= Real(0.2) * Real(whole) ? whole : 0;
  }

  static constexpr int remembered = 6;
  Real at_;
  int max_iterations_;
  root_report<Real> report_{};
  sample seen_[remembered]{};
  bool ended_ = false;
};

}  // namespace detail

}  // namespace calx
