// SPDX-License-Identifier: Apache-2.0
// The rows' values on batches. A row without branches serves as it is; one with branches has its lanes' choices here, beside
// each other; any other is computed lane by lane.
#pragma once

#include <calx/evaluate/batch.hpp>
#include <calx/evaluate/instruction.hpp>

namespace calx {

#if CALX_HAS_XSIMD

namespace detail {

// Rows whose value has no branch.
constexpr bool serves_batches(opcode operation) {
  switch (operation) {
    case opcode::add:
    case opcode::subtract:
    case opcode::multiply:
    case opcode::divide:
    case opcode::negate:
    case opcode::power:
    case opcode::square_root:
    case opcode::cube_root:
    case opcode::hypot_slope:
    case opcode::exp:
    case opcode::exp2:
    case opcode::expm1:
    case opcode::log:
    case opcode::log2:
    case opcode::log10:
    case opcode::log1p:
    case opcode::sin:
    case opcode::cos:
    case opcode::tan:
    case opcode::asin:
    case opcode::acos:
    case opcode::atan:
    case opcode::sinh:
    case opcode::cosh:
    case opcode::tanh:
    case opcode::asinh:
    case opcode::acosh:
    case opcode::atanh: return true;
    default: return false;
  }
}

template <opcode Operation> struct row_by_lanes : row<Operation> {
  template <class B> CALX_ALWAYS_INLINE static B value(B const& a) {
    using Real = typename B::number;
    return B::by_lanes([](Real first) { return row<Operation>::template value<Real>(first); }, a);
  }
  template <class B> CALX_ALWAYS_INLINE static B value(B const& a, B const& b) {
    using Real = typename B::number;
    return B::by_lanes([](Real first, Real second) { return row<Operation>::template value<Real>(first, second); }, a, b);
  }
  template <class B> CALX_ALWAYS_INLINE static B value(B const& a, B const& b, B const& c) {
    using Real = typename B::number;
    return B::by_lanes(
        [](Real first, Real second, Real third) { return row<Operation>::template value<Real>(first, second, third); }, a, b,
        c);
  }
};

// Rows that xsimd computes with too large an error, if at all: fast functions take the C library's.
#define CALX_ROW_BY_LIBRARY(operation, name)                                                                    \
  template <> struct batch_row<opcode::operation> : row<opcode::operation> {                                    \
    template <class B, class... Batches> CALX_ALWAYS_INLINE static B value(B const& a, Batches const&... b) {   \
      if constexpr (B::by_library(true)) return typename B::simd(vector_##name(a.lanes.data, b.lanes.data...)); \
      else return row_by_lanes<opcode::operation>::value(a, b...);                                              \
    }                                                                                                           \
  };
template <opcode Operation>
struct batch_row : std::conditional_t<serves_batches(Operation), row<Operation>, row_by_lanes<Operation>> {};

CALX_ROW_BY_LIBRARY(erf, erf)
CALX_ROW_BY_LIBRARY(erfc, erfc)
CALX_ROW_BY_LIBRARY(pow, pow)
CALX_ROW_BY_LIBRARY(atan2, atan2)
CALX_ROW_BY_LIBRARY(hypot, hypot)
#undef CALX_ROW_BY_LIBRARY

template <class B> CALX_ALWAYS_INLINE B truth_of(typename B::mask const& m) {
  using Real = typename B::number;
  return select(m, B(Real(1)), B(Real(0)));
}
template <class B> CALX_ALWAYS_INLINE typename B::mask is_true(B const& x) { return x != B(typename B::number(0)); }

template <> struct batch_row<opcode::abs> : row<opcode::abs> {
  template <class B> CALX_ALWAYS_INLINE static B value(B const& x) { return abs(x); }
};
template <> struct batch_row<opcode::sign> : row<opcode::sign> {
  template <class B> CALX_ALWAYS_INLINE static B value(B const& x) {
    using Real = typename B::number;
    return select(x > B(Real(0)), B(Real(1)), select(x < B(Real(0)), B(Real(-1)), x));
  }
};
template <> struct batch_row<opcode::min> : row<opcode::min> {
  template <class B> CALX_ALWAYS_INLINE static B value(B const& a, B const& b) { return select(a < b || a != a, a, b); }
};
template <> struct batch_row<opcode::max> : row<opcode::max> {
  template <class B> CALX_ALWAYS_INLINE static B value(B const& a, B const& b) { return select(b < a || a != a, a, b); }
};
template <> struct batch_row<opcode::less> : row<opcode::less> {
  template <class B> CALX_ALWAYS_INLINE static B value(B const& a, B const& b) { return truth_of<B>(a < b); }
};
template <> struct batch_row<opcode::less_equal> : row<opcode::less_equal> {
  template <class B> CALX_ALWAYS_INLINE static B value(B const& a, B const& b) { return truth_of<B>(a <= b); }
};
template <> struct batch_row<opcode::equal> : row<opcode::equal> {
  template <class B> CALX_ALWAYS_INLINE static B value(B const& a, B const& b) { return truth_of<B>(a == b); }
};
template <> struct batch_row<opcode::logical_and> : row<opcode::logical_and> {
  template <class B> CALX_ALWAYS_INLINE static B value(B const& a, B const& b) { return truth_of<B>(is_true(a) && is_true(b)); }
};
template <> struct batch_row<opcode::logical_or> : row<opcode::logical_or> {
  template <class B> CALX_ALWAYS_INLINE static B value(B const& a, B const& b) { return truth_of<B>(is_true(a) || is_true(b)); }
};
template <> struct batch_row<opcode::logical_not> : row<opcode::logical_not> {
  template <class B> CALX_ALWAYS_INLINE static B value(B const& a) { return truth_of<B>(!is_true(a)); }
};
template <> struct batch_row<opcode::where> : row<opcode::where> {
  template <class B> CALX_ALWAYS_INLINE static B value(B const& c, B const& a, B const& b) { return select(is_true(c), a, b); }
};
template <> struct batch_row<opcode::sigmoid> : row<opcode::sigmoid> {
  template <class B> CALX_ALWAYS_INLINE static B value(B const& x) {
    using Real = typename B::number;
    B const one(Real(1)), u = exp(-abs(x));
    return select(x < B(Real(0)), u, one) / (one + u);
  }
};
template <> struct batch_row<opcode::sigmoid_slope> : row<opcode::sigmoid_slope> {
  template <class B> CALX_ALWAYS_INLINE static B value(B const& x) {
    B const u = exp(-abs(x)), v = B(typename B::number(1)) + u;
    return u / (v * v);
  }
};
template <> struct batch_row<opcode::softplus> : row<opcode::softplus> {
  template <class B> CALX_ALWAYS_INLINE static B value(B const& x) {
    B const zero(typename B::number(0)), rest = log1p(exp(-abs(x)));
    return select(x > zero, x + rest, rest);
  }
};
template <> struct batch_row<opcode::sech_squared> : row<opcode::sech_squared> {
  template <class B> CALX_ALWAYS_INLINE static B value(B const& x) {
    using Real = typename B::number;
    B const u = exp(B(Real(-2)) * abs(x)), v = B(Real(1)) + u;
    return B(Real(4)) * u / (v * v);
  }
};
// The kernel is exp(-2|x|), or expm1(-2|x|) where |x| <= 1/2.
template <class B> CALX_ALWAYS_INLINE typename B::mask kernel_is_power_in(B const& x) {
  return abs(x) > B(typename B::number(0.5));
}
template <> struct batch_row<opcode::tanh_kernel> : row<opcode::tanh_kernel> {
  template <class B> CALX_ALWAYS_INLINE static B value(B const& x) {
    B const argument = B(typename B::number(-2)) * abs(x);
    auto const power = kernel_is_power_in(x);
    if (!any(power)) return expm1(argument);
    if (!any(!power)) return exp(argument);
    return select(power, exp(argument), expm1(argument));
  }
};
template <> struct batch_row<opcode::tanh_from> : row<opcode::tanh_from> {
  template <class B> CALX_ALWAYS_INLINE static B value(B const& x, B const& kernel) {
    using Real = typename B::number;
    auto const power = kernel_is_power_in(x);
    B const size = select(power, B(Real(1)) - kernel, -kernel) / (select(power, B(Real(1)), B(Real(2))) + kernel);
    return select(x < B(Real(0)), -size, size);
  }
};
template <> struct batch_row<opcode::sech_squared_from> : row<opcode::sech_squared_from> {
  template <class B> CALX_ALWAYS_INLINE static B value(B const& x, B const& kernel) {
    using Real = typename B::number;
    auto const power = kernel_is_power_in(x);
    B const inverse = B(Real(1)) / (select(power, B(Real(1)), B(Real(2))) + kernel), t = kernel * inverse;
    return select(power, B(Real(4)) * t * inverse, B(Real(1)) - t * t);
  }
};
template <> struct batch_row<opcode::erf_slope> : row<opcode::erf_slope> {
  template <class B> CALX_ALWAYS_INLINE static B value(B const& x) {
    using Real = typename B::number;
    B const s = rounded(x * x), power = exp(-s);
    B const corrected = select(s < B(Real(1e5)), power - power * square_error_in(x, s), power);
    return B(Real(1.128379167095512573896158903121545172L)) * corrected;
  }

 private:
  // x^2 - s, exactly.
  template <class B> CALX_ALWAYS_INLINE static B square_error_in(B const& x, B const& s) {
#ifdef CALX_HAS_FMA
    return fma(x, x, -s);
#else
    using Real = typename B::number;
    B const splitter(Real((1ull << ((std::numeric_limits<Real>::digits + 1) / 2)) + 1));
    B const c = splitter * x, high = c - (c - x), low = x - high;
    return (high * high - s) + low * (x + high);
#endif
  }
};
template <> struct batch_row<opcode::times_log> : row<opcode::times_log> {
  template <class B> CALX_ALWAYS_INLINE static B value(B const& x, B const& y) {
    B const zero(typename B::number(0)), product = x * log(y);
    return select(x == zero, zero, product);
  }
};
template <> struct batch_row<opcode::pow_slope_from> : row<opcode::pow_slope_from> {
  template <class B> CALX_ALWAYS_INLINE static B value(B const& x, B const& y, B const& p) {
    using Real = typename B::number;
    B const slope = y * (p / x);
    auto const normal = abs(p) >= B(std::numeric_limits<Real>::min()) && abs(slope) <= B(std::numeric_limits<Real>::max());
    if (!any(!normal)) [[likely]]
      return slope;
    return row_by_lanes<opcode::pow_slope_from>::value(x, y, p);
  }
};
template <> struct batch_row<opcode::exp_share> : row<opcode::exp_share> {
  template <class B> CALX_ALWAYS_INLINE static B value(B const& power, B const& q) {
    using Real = typename B::number;
    return select(power > B(std::numeric_limits<Real>::max()), B(Real(1)), q);
  }
};
template <> struct batch_row<opcode::log_sum> : row<opcode::log_sum> {
  template <class B> CALX_ALWAYS_INLINE static B value(B const& c, B const& x) {
    auto const one = c == B(typename B::number(1));
    if (!any(!one)) return log1p(x);
    return select(one, log1p(x), log(c + x));
  }
};
template <> struct batch_row<opcode::exp_minus> : row<opcode::exp_minus> {
  template <class B> CALX_ALWAYS_INLINE static B value(B const& x, B const& c) {
    auto const one = c == B(typename B::number(1));
    if (!any(!one)) return expm1(x);
    return select(one, expm1(x), exp(x) - c);
  }
};
template <> struct batch_row<opcode::log_plus_exp> : row<opcode::log_plus_exp> {
  template <class B> CALX_ALWAYS_INLINE static B value(B const& c, B const& x, B const& power) {
    auto const overflowed = power > B(std::numeric_limits<typename B::number>::max());
    return select(overflowed, x, batch_row<opcode::log_sum>::value(c, power));
  }
};
template <> struct batch_row<opcode::multiply_add> : row<opcode::multiply_add> {
  template <class B> CALX_ALWAYS_INLINE static B value(B const& a, B const& b, B const& c) {
#ifdef CALX_HAS_FMA
    return fma(a, b, c);
#else
    return a * b + c;
#endif
  }
};
template <> struct batch_row<opcode::multiply_subtract> : row<opcode::multiply_subtract> {
  template <class B> CALX_ALWAYS_INLINE static B value(B const& a, B const& b, B const& c) {
    return batch_row<opcode::multiply_add>::value(a, b, -c);
  }
};
template <> struct batch_row<opcode::subtract_product> : row<opcode::subtract_product> {
  template <class B> CALX_ALWAYS_INLINE static B value(B const& a, B const& b, B const& c) {
    return batch_row<opcode::multiply_add>::value(-a, b, c);
  }
};
template <> struct batch_row<opcode::pi> : row<opcode::pi> {
  template <class B> CALX_ALWAYS_INLINE static B value() { return B(row<opcode::pi>::value<typename B::number>()); }
};
template <> struct batch_row<opcode::e> : row<opcode::e> {
  template <class B> CALX_ALWAYS_INLINE static B value() { return B(row<opcode::e>::value<typename B::number>()); }
};

}  // namespace detail

template <class Real, class Functions, class Architecture> struct rows_for<batch<Real, Functions, Architecture>> {
  template <opcode Operation> using type = detail::batch_row<Operation>;
  using batch_type = batch<Real, Functions, Architecture>;
  template <class Primitive, class... Arguments> CALX_ALWAYS_INLINE static batch_type external(Arguments const&... x) {
    return batch_type::by_lanes([](auto... lane) { return static_cast<Real>(Primitive::template value<Real>(lane...)); }, x...);
  }
  static batch_type constant(number const& c) { return batch_type(c.template to<Real>()); }
};

#endif

}  // namespace calx
