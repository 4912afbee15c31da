// SPDX-License-Identifier: Apache-2.0
// Rows of what has no operands. Their values come from the bindings, the expression object or the graph.
#pragma once

#include <calx/op/row.hpp>

#include <cmath>

namespace calx {

struct leaf_row : default_row {
  static constexpr int arity = 0;
  static constexpr bool total = true;
  static constexpr bool evaluate_exactly = true;
  static constexpr partials derivative(maker&, node_id, operands) { return {}; }
};

template <> struct row<opcode::input> : leaf_row {
  static constexpr std::string_view name = "input";
};
template <> struct row<opcode::captured> : leaf_row {
  static constexpr std::string_view name = "captured";
};
template <> struct row<opcode::constant> : leaf_row {
  static constexpr std::string_view name = "constant";
};

// pi and e stay themselves in graphs and text. Built-in types take 64 correct bits, others compute their own.
template <> struct row<opcode::pi> : leaf_row {
  static constexpr std::string_view name = "pi";
  static constexpr std::string_view c_form = "3.141592653589793";
  static constexpr bool evaluate_exactly = false;
  template <class Real> CALX_ALWAYS_INLINE static constexpr Real value() {
    if constexpr (std::floating_point<Real>) {
      return static_cast<Real>(3.14159265358979323846264338327950288L);
    } else {
      using std::acos;
      return static_cast<Real>(acos(Real(-1)));
    }
  }
  template <class Interval> static constexpr Interval enclosure() {
    return Interval(0x1.921fb54442d18p+1, 0x1.921fb54442d19p+1);
  }
};
template <> struct row<opcode::e> : leaf_row {
  static constexpr std::string_view name = "e";
  static constexpr std::string_view c_form = "2.718281828459045";
  static constexpr bool evaluate_exactly = false;
  template <class Real> CALX_ALWAYS_INLINE static constexpr Real value() {
    if constexpr (std::floating_point<Real>) {
      return static_cast<Real>(2.71828182845904523536028747135266250L);
    } else {
      using std::exp;
      return static_cast<Real>(exp(Real(1)));
    }
  }
  template <class Interval> static constexpr Interval enclosure() {
    return Interval(0x1.5bf0a8b145769p+1, 0x1.5bf0a8b14576ap+1);
  }
};

}  // namespace calx
