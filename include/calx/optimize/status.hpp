// SPDX-License-Identifier: Apache-2.0
// status: how a solver ended. Only `converged` is success.
#pragma once

#include <cstdint>
#include <string_view>

namespace calx {

enum class status : std::uint8_t {
  converged,
  iteration_limit,  // stopped at max_iterations; the best point so far is kept
  no_root,          // no sign change and no zero was found
  stalled,          // no step improves, yet the test of convergence does not hold
  not_finite,       // the function or its derivative is not a number where it was needed
  singular,         // parameters that the data do not determine
  pole,             // the sign changes at a pole, not at a root
};

constexpr std::string_view to_string(status s) {
  switch (s) {
    case status::converged: return "converged";
    case status::iteration_limit: return "iteration limit";
    case status::no_root: return "no root found";
    case status::stalled: return "stalled";
    case status::not_finite: return "not finite";
    case status::singular: return "singular";
    case status::pole: return "pole";
  }
  return "unknown";
}

}  // namespace calx
