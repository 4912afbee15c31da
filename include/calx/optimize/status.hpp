// SPDX-License-Identifier: Apache-2.0
// status: how a solver ended. Success is what is_success says, and no more.
#pragma once

#include <cstdint>
#include <string_view>

namespace calx {

enum class status : std::uint8_t {
  converged,          // a root, or a fit
  small_gradient,     // a minimum: the gradient is small beside the largest so far
  small_step,         // a minimum: the next step would change no digit
  small_change,       // a minimum: the predicted decrease is less than the value's rounding
  round_off,          // a minimum as far as rounding lets it be seen: no step improves, and none is predicted to
  exact,              // solved in one step: the function is quadratic, or the gradient is 0
  iteration_limit,    // stopped at max_iterations; the best point so far is kept, here and below
  evaluation_limit,   // stopped at max_evaluations
  time_limit,         // stopped at max_seconds
  stopped_by_caller,  // an observer said stop
  no_root,            // no sign change and no zero was found
  stalled,            // no step improves, yet the test of convergence does not hold
  not_finite,         // the function or its derivative is not a number where it was needed
  singular,           // a singular Jacobian, or parameters that the data do not determine
  pole,               // the sign changes at a pole, not at a root
  jump,               // the sign changes where the function jumps, not at a root
  infeasible,         // no point satisfies the constraints, as far as the search saw
  unbounded,          // the function falls without end
  line_search_failed  // no step along the direction of descent gives a decrease
};

constexpr bool is_success(status s) { return s <= status::exact; }

constexpr std::string_view to_string(status s) {
  switch (s) {
    case status::converged: return "converged";
    case status::small_gradient: return "converged: the gradient is small";
    case status::small_step: return "converged: the step is small";
    case status::small_change: return "converged: the value changes no more";
    case status::round_off: return "converged as far as rounding allows";
    case status::exact: return "exact";
    case status::iteration_limit: return "iteration limit";
    case status::evaluation_limit: return "evaluation limit";
    case status::time_limit: return "time limit";
    case status::stopped_by_caller: return "stopped by the caller";
    case status::no_root: return "no root found";
    case status::stalled: return "stalled";
    case status::not_finite: return "not finite";
    case status::singular: return "singular";
    case status::pole: return "pole";
    case status::jump: return "jump";
    case status::infeasible: return "infeasible";
    case status::unbounded: return "unbounded";
    case status::line_search_failed: return "line search failed";
  }
  return "unknown";
}

}  // namespace calx
