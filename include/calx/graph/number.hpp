// SPDX-License-Identifier: Apache-2.0
// number: a constant of a graph: exact (a rational), or a floating value that 128-bit rationals do not hold, such as 1e300; or
// the name of a user's own function, which is no number at all (graph/external.hpp).
#pragma once

#include <calx/core/rational.hpp>

namespace calx {

struct external_function;

struct number {
  rational exact{};
  long double approximate = 0;  // used only where `exact` is inexact
  external_function const* function = nullptr;

  constexpr number() = default;
  // What overflowed is no number, never 0.
  constexpr number(rational const& r) : exact(r), approximate(r.exact() ? 0 : std::numeric_limits<long double>::quiet_NaN()) {}
  static constexpr number from_floating(long double value) {
    number n(rational::from_floating(value));
    if (!n.exact.exact()) n.approximate = value;
    return n;
  }
  static constexpr number naming(external_function const& f) {
    number n(rational::inexact());
    n.approximate = 0;
    n.function = &f;
    return n;
  }

  constexpr bool is_exact() const { return exact.exact(); }
  constexpr bool is(long long value) const { return exact.is(value); }

  template <class Real> constexpr Real to() const {
    if constexpr (std::same_as<Real, rational>) {
      return exact;  // `inexact` where it is not
    } else {
      if (is_exact()) return exact.template to<Real>();
      if constexpr (requires(long double x) { Real::enclosing(x); }) return Real::enclosing(approximate);
      else return static_cast<Real>(approximate);
    }
  }

  // Interning compares representations: a NaN is never merged with another.
  friend constexpr bool operator==(number const& a, number const& b) {
    return a.exact.identical(b.exact) && (a.approximate == b.approximate || a.is_exact()) && a.function == b.function;
  }
};

}  // namespace calx
