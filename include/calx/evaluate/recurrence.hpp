// SPDX-License-Identifier: Apache-2.0
// h[i] = a[i] h[i-1] + u[i], forwards or, with i+1, backwards. With one coefficient a for all, four rows at a time: what u adds
// to them is known before h[i-1] is, so that the processor does not wait for one row after the other.
#pragma once

#include <calx/core/config.hpp>

#include <cstddef>

namespace calx::detail {

template <bool Backwards, class Real> void recurrence_of_one(Real* h, Real a, Real const* u, Real before, std::ptrdiff_t rows) {
  constexpr std::ptrdiff_t way = Backwards ? -1 : 1;
  std::ptrdiff_t i = Backwards ? rows - 1 : 0, left = rows;
  // Not where a power of a could overflow though the values do not.
  if (a < Real(1e6) && a > Real(-1e6)) {
    Real const a2 = a * a, a3 = a2 * a, a4 = a2 * a2;
    for (; left >= 4; left -= 4, i += 4 * way) {
      Real const p = u[i], q = a * p + u[i + way], r = a * q + u[i + 2 * way], s = a * r + u[i + 3 * way];
      h[i] = a * before + p;
      h[i + way] = a2 * before + q;
      h[i + 2 * way] = a3 * before + r;
      h[i + 3 * way] = before = a4 * before + s;
    }
  }
  for (; left > 0; --left, i += way) h[i] = before = a * before + u[i];
}
template <bool Backwards, class Real>
void recurrence_of_each(Real* h, Real const* a, Real const* u, Real before, std::ptrdiff_t rows) {
  for (std::ptrdiff_t k = 0; k < rows; ++k) {
    std::ptrdiff_t const i = Backwards ? rows - 1 - k : k;
    h[i] = before = a[i] * before + u[i];
  }
}

}  // namespace calx::detail
