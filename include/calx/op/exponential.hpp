// SPDX-License-Identifier: Apache-2.0
// Rows of exponentials and logarithms. Each derivative reuses the value where it has one.
#pragma once

#include <calx/elementary/exponential.hpp>
#include <calx/elementary/logarithm.hpp>
#include <calx/op/row.hpp>

#include <cmath>

namespace calx {

template <> struct row<opcode::exp> : total_unary_row {
  static constexpr std::string_view name = "exp";
  static constexpr exact_point exact_at[] = {{0, 1}};
  template <class Real> CALX_ALWAYS_INLINE static constexpr Real value(Real const& x) {
    if constexpr (std::floating_point<Real>)
      if (std::is_constant_evaluated()) return elementary::exp(x);
    using std::exp;
    return static_cast<Real>(exp(x));
  }
  static constexpr partials derivative(maker&, node_id self, operands) { return {{self}}; }
};

// d 2^x = 2^x log 2
template <> struct row<opcode::exp2> : total_unary_row {
  static constexpr std::string_view name = "exp2";
  static constexpr exact_point exact_at[] = {{0, 1}, {1, 2}, {2, 4}, {3, 8}};
  template <class Real> CALX_ALWAYS_INLINE static constexpr Real value(Real const& x) {
    if constexpr (std::floating_point<Real>)
      if (std::is_constant_evaluated()) return elementary::exp2(x);
    using std::exp2;
    return static_cast<Real>(exp2(x));
  }
  static constexpr partials derivative(maker& g, node_id self, operands) {
    return {{g.multiply(self, g.apply(opcode::log, g.constant(rational(2))))}};
  }
};

// exp(x) - 1. Its derivative is exp(x), not self + 1, which loses everything for large negative x.
template <> struct row<opcode::expm1> : total_unary_row {
  static constexpr std::string_view name = "expm1";
  static constexpr exact_point exact_at[] = {{0, 0}};
  template <class Real> CALX_ALWAYS_INLINE static constexpr Real value(Real const& x) {
    if constexpr (std::floating_point<Real>)
      if (std::is_constant_evaluated()) return elementary::expm1(x);
    using std::expm1;
    return static_cast<Real>(expm1(x));
  }
  static constexpr partials derivative(maker& g, node_id, operands x) { return {{g.apply(opcode::exp, x[0])}}; }
};

template <> struct row<opcode::log> : unary_row {
  static constexpr std::string_view name = "log";
  static constexpr exact_point exact_at[] = {{1, 0}};
  template <class Real> CALX_ALWAYS_INLINE static constexpr Real value(Real const& x) {
    if constexpr (std::floating_point<Real>)
      if (std::is_constant_evaluated()) return elementary::log(x);
    using std::log;
    return static_cast<Real>(log(x));
  }
  static constexpr node_id pull(maker& g, node_id, operands x, int, node_id w) { return g.divide_in_domain(w, x[0]); }
};

template <> struct row<opcode::log2> : unary_row {
  static constexpr std::string_view name = "log2";
  static constexpr exact_point exact_at[] = {{1, 0}, {2, 1}, {4, 2}, {8, 3}};
  template <class Real> CALX_ALWAYS_INLINE static constexpr Real value(Real const& x) {
    if constexpr (std::floating_point<Real>)
      if (std::is_constant_evaluated()) return elementary::log2(x);
    using std::log2;
    return static_cast<Real>(log2(x));
  }
  static constexpr node_id pull(maker& g, node_id, operands x, int, node_id w) {
    return g.divide_in_domain(g.divide(w, g.apply(opcode::log, g.constant(rational(2)))), x[0]);
  }
};

template <> struct row<opcode::log10> : unary_row {
  static constexpr std::string_view name = "log10";
  static constexpr exact_point exact_at[] = {{1, 0}, {10, 1}, {100, 2}, {1000, 3}};
  template <class Real> CALX_ALWAYS_INLINE static constexpr Real value(Real const& x) {
    if constexpr (std::floating_point<Real>)
      if (std::is_constant_evaluated()) return elementary::log10(x);
    using std::log10;
    return static_cast<Real>(log10(x));
  }
  static constexpr node_id pull(maker& g, node_id, operands x, int, node_id w) {
    return g.divide_in_domain(g.divide(w, g.apply(opcode::log, g.constant(rational(10)))), x[0]);
  }
};

// log(1 + x)
template <> struct row<opcode::log1p> : unary_row {
  static constexpr std::string_view name = "log1p";
  static constexpr exact_point exact_at[] = {{0, 0}};
  template <class Real> CALX_ALWAYS_INLINE static constexpr Real value(Real const& x) {
    if constexpr (std::floating_point<Real>)
      if (std::is_constant_evaluated()) return elementary::log1p(x);
    using std::log1p;
    return static_cast<Real>(log1p(x));
  }
  static constexpr node_id pull(maker& g, node_id, operands x, int, node_id w) {
    return g.divide_in_domain(w, g.add(g.one(), x[0]));
  }
};

}  // namespace calx
