// SPDX-License-Identifier: Apache-2.0
// series<N>: a power series c_0 + c_1 t + ... + c_N t^N, cut off behind t^N, as the value of a variable or of a function:
// f(x = series<2>{1.0, 1.0}) has the Taylor coefficients of f about 1 (evaluate/series.hpp).
#pragma once

#include <calx/core/config.hpp>

#include <cstddef>

namespace calx {

template <int Order, class Real = double> struct series {
  static_assert(Order >= 0, "calx: series<N>: N is negative");
  using number_type = Real;
  using is_truncated_series = void;

  Real coefficients[Order + 1]{};

  static constexpr int order() { return Order; }
  static constexpr int size() { return Order + 1; }
  constexpr Real& operator[](std::size_t i) { return coefficients[i]; }
  constexpr Real const& operator[](std::size_t i) const { return coefficients[i]; }
  constexpr Real const* begin() const { return coefficients; }
  constexpr Real const* end() const { return coefficients + size(); }
  friend constexpr bool operator==(series const&, series const&) = default;
};

template <class T> concept truncated_series = requires { typename T::is_truncated_series; };

template <truncated_series A, truncated_series B>
CALX_REFUSED("calx: series have no arithmetic; write the formula and evaluate it on them, as in (x + y)(x = s, y = t)")
constexpr refused operator+(A const&, B const&) {
  return {};
}
template <truncated_series A, truncated_series B>
CALX_REFUSED("calx: series have no arithmetic; write the formula and evaluate it on them, as in (x + y)(x = s, y = t)")
constexpr refused operator-(A const&, B const&) {
  return {};
}
template <truncated_series A, truncated_series B>
CALX_REFUSED("calx: series have no arithmetic; write the formula and evaluate it on them, as in (x + y)(x = s, y = t)")
constexpr refused operator*(A const&, B const&) {
  return {};
}
template <truncated_series A, truncated_series B>
CALX_REFUSED("calx: series have no arithmetic; write the formula and evaluate it on them, as in (x + y)(x = s, y = t)")
constexpr refused operator/(A const&, B const&) {
  return {};
}

}  // namespace calx
