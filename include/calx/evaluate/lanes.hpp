// SPDX-License-Identifier: Apache-2.0
// lanes<B>: what a loop needs to know of the type that it computes on: a number by itself is one lane.
#pragma once

#include <calx/core/config.hpp>

#include <cstddef>

namespace calx::detail {

template <class Real> struct lanes {
  using number = Real;
  static constexpr int width = 1;
  static Real load(Real const* from) { return *from; }
  static void store(Real const& value, Real* to) { *to = value; }
  // So many numbers apart.
  template <std::ptrdiff_t> static Real gather(Real const* from) { return *from; }
  template <std::ptrdiff_t> static void scatter(Real const& value, Real* to) { *to = value; }
};

}  // namespace calx::detail
