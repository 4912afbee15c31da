// SPDX-License-Identifier: Apache-2.0
// What enclosures are compared with: the rows' values in numbers of 60 digits, whose functions are Boost's, at points of the
// intervals; and random intervals of every kind.
#pragma once

#include <calx/core/interval.hpp>

#include <boost/math/special_functions/erf.hpp>
#include <boost/multiprecision/cpp_bin_float.hpp>

#include "graph_interpreter.hpp"
#include "random_source.hpp"

#include <cmath>

namespace calx_test {

namespace multiprecision = boost::multiprecision;
using big = multiprecision::number<multiprecision::cpp_bin_float<60>, multiprecision::et_off>;

inline constexpr double infinity = calx::interval::infinity;

// An end of an interval: ordinary, a whole number, where functions have their edges, near a multiple of pi/2, of any size.
inline double random_end(random_source& random) {
  static constexpr double marks[] = {0, 1, -1, 0.5, -0.5, 2, 710, -745, 1e-300, -5e-324, 1e300, -1.7976931348623157e308};
  switch (random.below(10)) {
    case 0: return random.below(13) - 6;
    case 1: return marks[random.below(12)];
    case 2: return (random.below(41) - 20) * 1.5707963267948966;
    case 3: return std::ldexp(random.unit() - 0.5, random.below(80) - 40);
    case 4: return std::ldexp(random.unit() - 0.5, random.below(240) - 120);
    case 5: return 40 * random.unit() - 20;
    default: return 6 * random.unit() - 3;
  }
}

inline calx::interval random_interval(random_source& random) {
  double const a = random_end(random);
  switch (random.below(8)) {
    case 0: return {a, a};
    case 1: return {a, calx::next_above(a)};
    case 2: return {a, a + std::fabs(a) * 0x1p-20};
    case 3: return random.one_in(2) ? calx::interval{a, infinity} : calx::interval{-infinity, a};
    default: {
      double const b = random_end(random);
      return {std::fmin(a, b), std::fmax(a, b)};
    }
  }
}

// A number of x: an end, 0, a whole number, or between, where doubles may be far apart.
inline big random_member(calx::interval const& x, random_source& random) {
  double const lower = x.lower() == -infinity ? std::fmin(x.upper(), 0) - 1000 : x.lower();
  double const upper = x.upper() == infinity ? std::fmax(x.lower(), 0) + 1000 : x.upper();
  if (x.is_point()) return big(lower);
  switch (random.below(6)) {
    case 0: return big(lower);
    case 1: return big(upper);
    case 2:
      if (x.contains(0)) return big(0);
      break;
    case 3:
      if (double const whole = std::floor(lower + random.unit() * (upper - lower)); x.contains(whole)) return big(whole);
      break;
    default: break;
  }
  return big(lower) + big(random.unit()) * (big(upper) - big(lower));
}

// v in x, but for what 60 digits leave open.
inline bool is_in(big const& v, calx::interval const& x, big const& slack) {
  if (x.is_empty()) return false;
  bool const above = x.lower() == -infinity || v >= big(x.lower()) - slack;
  return above && (x.upper() == infinity || v <= big(x.upper()) + slack);
}
inline bool is_finite(big const& v) { return (multiprecision::isfinite)(v); }
inline big size_of(big const& v) { return v < 0 ? big(-v) : v; }
// What 60 digits do not say: the sine of a huge angle, and whether a huge exponent is even.
inline bool is_beyond_reference(calx::opcode operation, big const& a, big const& b) {
  using enum calx::opcode;
  if (operation == sin || operation == cos || operation == tan) return size_of(a) > 1e18;
  return (operation == pow || operation == pow_slope || operation == pow_slope_from) && size_of(b) > 1e18;
}

}  // namespace calx_test
