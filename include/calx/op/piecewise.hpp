// SPDX-License-Identifier: Apache-2.0
// Rows of what has pieces: |x|, sign, min, max, comparisons, and the choice between two branches.
// A condition is a number: 1 where it holds, 0 where it does not; inexact where a rational that is not exact leaves it open.
//
// Conventions at kinks: d|x|/dx = 0 at 0, the middle of [-1, 1]; where two operands of min or max are equal, each has half.
// A NaN operand makes |x|, sign, min and max NaN (the C library's fmin would hide it).
#pragma once

#include <calx/op/row.hpp>

namespace calx {

template <> struct row<opcode::abs> : total_unary_row {
  static constexpr std::string_view name = "abs";
  static constexpr std::string_view c_form = "fabs(a)";
  static constexpr bool evaluate_exactly = true;
  static constexpr parity symmetry = parity::even;
  template <class Real> CALX_ALWAYS_INLINE static constexpr Real value(Real const& x) {
    if constexpr (std::floating_point<Real>) {
      if (std::is_constant_evaluated()) return x == Real(0) ? Real(0) : x < Real(0) ? -x : x;  // clang folds no signbit
      return __builtin_signbit(x) ? -x : x;
    } else {
      return x < Real(0) ? Real(-x) : x;
    }
  }
  template <class Interval> static constexpr Interval enclosure(Interval const& x) { return abs(x); }
  static constexpr rational exactly(rational const& x) { return x.magnitude(); }
  static constexpr partials derivative(maker& g, node_id, operands x) { return {{g.apply(opcode::sign, x[0])}}; }
};

template <> struct row<opcode::sign> : total_unary_row {
  static constexpr std::string_view name = "sign";
  static constexpr std::string_view c_form = "a > 0.0 ? 1.0 : a < 0.0 ? -1.0 : a";
  static constexpr bool evaluate_exactly = true;
  static constexpr parity symmetry = parity::odd;
  template <class Real> CALX_ALWAYS_INLINE static constexpr Real value(Real const& x) {
    return x > Real(0) ? Real(1) : x < Real(0) ? Real(-1) : x;  // 0 and NaN are themselves
  }
  template <class Interval> static constexpr Interval enclosure(Interval const& x) {
    if (x.is_empty()) return x;
    Interval const result(value(x.lower()), value(x.upper()));
    return result.if_continuous(x.is_continuous() && result.is_point());
  }
  static constexpr rational exactly(rational const& x) {
    return x.is_zero() ? rational(0) : rational(x.is_negative() ? -1 : 1);
  }
  static constexpr partials derivative(maker&, node_id, operands) { return {}; }
};

// 0 where b < a, else w where a < b, else w/2. The 0 stands outside, so that passes keep later factors inside the choice: a
// partial that is infinite where its operand isn't chosen, as that of min(exp(x), 1) for large x, would make 0 * infinity.
constexpr node_id share_of_smaller(maker& g, node_id a, node_id b, node_id w) {
  node_id const share = g.where(g.apply(opcode::less, a, b), w, g.multiply(g.constant(rational(1, 2)), w));
  return g.where(g.apply(opcode::less, b, a), g.zero(), share);
}

template <> struct row<opcode::min> : total_binary_row {
  static constexpr std::string_view name = "min";
  static constexpr std::string_view c_form = "a < b || a != a ? a : b";
  static constexpr bool evaluate_exactly = true;
  template <class Real> CALX_ALWAYS_INLINE static constexpr Real value(Real const& a, Real const& b) {
    return a < b || !(a == a) ? a : b;
  }
  template <class Interval> static constexpr Interval enclosure(Interval const& a, Interval const& b) {
    if (a.is_empty() || b.is_empty()) return Interval::empty();
    return Interval::of(value(a.lower(), b.lower()), value(a.upper(), b.upper()), a.is_continuous() && b.is_continuous());
  }
  static constexpr node_id pull(maker& g, node_id, operands x, int which, node_id w) {
    return share_of_smaller(g, x[which], x[1 - which], w);
  }
};

template <> struct row<opcode::max> : total_binary_row {
  static constexpr std::string_view name = "max";
  static constexpr std::string_view c_form = "b < a || a != a ? a : b";
  static constexpr bool evaluate_exactly = true;
  template <class Real> CALX_ALWAYS_INLINE static constexpr Real value(Real const& a, Real const& b) {
    return b < a || !(a == a) ? a : b;
  }
  template <class Interval> static constexpr Interval enclosure(Interval const& a, Interval const& b) {
    if (a.is_empty() || b.is_empty()) return Interval::empty();
    return Interval::of(value(a.lower(), b.lower()), value(a.upper(), b.upper()), a.is_continuous() && b.is_continuous());
  }
  static constexpr node_id pull(maker& g, node_id, operands x, int which, node_id w) {
    return share_of_smaller(g, x[1 - which], x[which], w);
  }
};

struct condition_row : total_binary_row {
  static constexpr bool condition = true;
  static constexpr bool evaluate_exactly = true;
  static constexpr partials derivative(maker&, node_id, operands) { return {}; }
};

template <class Real> CALX_ALWAYS_INLINE constexpr bool is_known([[maybe_unused]] Real const& x) {
  if constexpr (std::is_same_v<Real, rational>) return x.exact();
  else return true;
}
// What a comparison of a and b says.
template <class Real> CALX_ALWAYS_INLINE constexpr Real truth(bool holds, Real const& a, Real const& b) {
  if constexpr (std::is_same_v<Real, rational>)
    if (!is_known(a) || !is_known(b)) return rational::inexact();
  return Real(holds ? 1 : 0);
}

namespace detail {

// A condition over intervals: 1 or 0 where all their numbers agree, else [0, 1].
template <class Interval> constexpr Interval decided(bool holds, bool fails) {
  return holds ? Interval(1) : fails ? Interval(0) : Interval(0, 1).if_continuous(false);
}
template <class Interval> constexpr bool always(Interval const& condition) {
  return !condition.is_empty() && !condition.contains(0);
}
template <class Interval> constexpr bool never(Interval const& condition) { return condition == Interval(0); }

}  // namespace detail

template <> struct row<opcode::less> : condition_row {
  static constexpr std::string_view name = "less";
  static constexpr std::string_view c_form = "a < b";
  template <class Real> CALX_ALWAYS_INLINE static constexpr Real value(Real const& a, Real const& b) {
    return truth(a < b, a, b);
  }
  template <class Interval> static constexpr Interval enclosure(Interval const& a, Interval const& b) {
    if (a.is_empty() || b.is_empty()) return Interval::empty();
    return detail::decided<Interval>(a.upper() < b.lower(), a.lower() >= b.upper())
        .if_continuous(a.is_continuous() && b.is_continuous());
  }
};
template <> struct row<opcode::less_equal> : condition_row {
  static constexpr std::string_view name = "less_equal";
  static constexpr std::string_view c_form = "a <= b";
  template <class Real> CALX_ALWAYS_INLINE static constexpr Real value(Real const& a, Real const& b) {
    return truth(a <= b, a, b);
  }
  template <class Interval> static constexpr Interval enclosure(Interval const& a, Interval const& b) {
    if (a.is_empty() || b.is_empty()) return Interval::empty();
    return detail::decided<Interval>(a.upper() <= b.lower(), a.lower() > b.upper())
        .if_continuous(a.is_continuous() && b.is_continuous());
  }
};
template <> struct row<opcode::equal> : condition_row {
  static constexpr std::string_view name = "equal";
  static constexpr std::string_view c_form = "a == b";
  template <class Real> CALX_ALWAYS_INLINE static constexpr Real value(Real const& a, Real const& b) {
    return truth(a == b, a, b);
  }
  template <class Interval> static constexpr Interval enclosure(Interval const& a, Interval const& b) {
    if (a.is_empty() || b.is_empty()) return Interval::empty();
    return detail::decided<Interval>(a.is_point() && a == b, intersection(a, b).is_empty())
        .if_continuous(a.is_continuous() && b.is_continuous());
  }
};
template <> struct row<opcode::logical_and> : condition_row {
  static constexpr std::string_view name = "and";
  static constexpr std::string_view c_form = "a && b";
  template <class Real> CALX_ALWAYS_INLINE static constexpr Real value(Real const& a, Real const& b) {
    return a == Real(0) || b == Real(0) ? Real(0) : truth(true, a, b);
  }
  template <class Interval> static constexpr Interval enclosure(Interval const& a, Interval const& b) {
    if (detail::never(a)) return a;
    if (detail::never(b)) return b;
    if (a.is_empty() || b.is_empty()) return Interval::empty();
    return detail::decided<Interval>(detail::always(a) && detail::always(b), false)
        .if_continuous(a.is_continuous() && b.is_continuous());
  }
};
template <> struct row<opcode::logical_or> : condition_row {
  static constexpr std::string_view name = "or";
  static constexpr std::string_view c_form = "a || b";
  template <class Real> CALX_ALWAYS_INLINE static constexpr Real value(Real const& a, Real const& b) {
    return (is_known(a) && a != Real(0)) || (is_known(b) && b != Real(0)) ? Real(1) : truth(false, a, b);
  }
  template <class Interval> static constexpr Interval enclosure(Interval const& a, Interval const& b) {
    if (detail::always(a)) return Interval(1).if_continuous(a.is_continuous());
    if (detail::always(b)) return Interval(1).if_continuous(b.is_continuous());
    if (a.is_empty() || b.is_empty()) return Interval::empty();
    return detail::decided<Interval>(false, detail::never(a) && detail::never(b))
        .if_continuous(a.is_continuous() && b.is_continuous());
  }
};
template <> struct row<opcode::logical_not> : condition_row {
  static constexpr std::string_view name = "not";
  static constexpr std::string_view c_form = "!a";
  static constexpr int arity = 1;
  static constexpr rational exactly(rational const& x) { return value(x); }
  template <class Real> CALX_ALWAYS_INLINE static constexpr Real value(Real const& a) { return truth(a == Real(0), a, a); }
  template <class Interval> static constexpr Interval enclosure(Interval const& a) {
    return a.is_empty() ? a : detail::decided<Interval>(detail::never(a), detail::always(a)).if_continuous(a.is_continuous());
  }
};

// where(c, a, b): a where c holds, else b. The branch not taken does not matter, not even in derivatives: an adjoint w is
// where(c, w, 0) for a, and passes keep later factors inside the branch (transform/reverse.hpp).
template <> struct row<opcode::where> : default_row {
  static constexpr std::string_view name = "where";
  static constexpr std::string_view c_form = "a ? b : c";
  static constexpr int arity = 3;
  static constexpr bool total = true;
  static constexpr bool evaluate_exactly = true;
  template <class Real> CALX_ALWAYS_INLINE static constexpr Real value(Real const& condition, Real const& a, Real const& b) {
    return !is_known(condition) ? condition : condition != Real(0) ? a : b;
  }
  template <class Interval>
  static constexpr Interval enclosure(Interval const& condition, Interval const& a, Interval const& b) {
    if (condition.is_empty()) return condition;
    if (detail::always(condition)) return a.if_continuous(condition.is_continuous());
    return detail::never(condition) ? b.if_continuous(condition.is_continuous()) : hull(a, b).if_continuous(false);
  }
  static constexpr node_id pull(maker& g, node_id, operands x, int which, node_id w) {
    if (which == 0) return no_node;
    return which == 1 ? g.where(x[0], w, g.zero()) : g.where(x[0], g.zero(), w);
  }
};

}  // namespace calx
