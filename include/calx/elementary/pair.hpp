// SPDX-License-Identifier: Apache-2.0
//
// pair<T>: the unevaluated sum hi + lo of two floating-point numbers, |lo| <= ulp(hi)/2: 106 bits for double, 128 for
// the 80-bit long double. All elementary functions are computed in pairs and rounded once at the end, so that their
// error is 0.5 ulp and something beyond the sixth decimal.
// + - * / have relative error below 2^(4 - 2p), except that p loses to subnormal lo when |hi| nears 2^min_exponent, and
// that products want |hi| < 2^(max_exponent - p): callers scale. Cost: 10 to 30 operations.
// Sources: Dekker (1971), Knuth (TAOCP 2, 4.2.2); error bounds in Joldes, Muller & Popescu (2017).
// Fused multiply-add (-ffp-contract=fast) does no harm: every product that a two_sum sees is exact or `fenced`.
// -ffast-math does: reassociation makes lo zero.
#pragma once

#include <calx/elementary/classify.hpp>

namespace calx::elementary {

namespace detail {

// Keeps a product from being fused into the sums that use it, each in its own way.
// g++ fuses across statements by default, clang only within one: there, the local variable is enough.
template <real T> constexpr T fenced(T x) {
#if defined(__has_builtin)
#if __has_builtin(__builtin_assoc_barrier)
  return __builtin_assoc_barrier(x);
#endif
#endif
  return x;
}

}  // namespace detail

template <real T> struct pair {
  static_assert(precision<T> == 53 || precision<T> == 64,
                "calx::elementary: the series are long enough for 53 and 64 bits; use double instead of this type");
  T hi{};
  T lo{};

  constexpr pair() = default;
  constexpr pair(T high, T low = 0) : hi(high), lo(low) {}
};

// a + b exactly.
template <real T> constexpr pair<T> two_sum(T a, T b) {
  T const sum = a + b;
  T const from_b = sum - a;
  return {sum, (a - (sum - from_b)) + (b - from_b)};
}

// a + b exactly if |a| >= |b| or a = 0.
template <real T> constexpr pair<T> fast_two_sum(T a, T b) {
  T const sum = a + b;
  return {sum, b - (sum - a)};
}

// a = hi + lo, each with half the bits. For double by rounding the bits, which no fusing can disturb.
template <real T> constexpr pair<T> halves(T a) {
  if constexpr (precision<T> == 53) {
    auto const hi = std::bit_cast<T>((std::bit_cast<std::uint64_t>(a) + (std::uint64_t(1) << 26)) >> 27 << 27);
    return {hi, a - hi};
  } else {  // Veltkamp
    T const shifted = a * T((std::uint64_t(1) << 32) + 1);
    T const hi = shifted - (shifted - a);
    return {hi, a - hi};
  }
}

// ab exactly, if it is far from overflow and underflow.
template <real T> constexpr pair<T> two_product(T a, T b) {
  T const product = detail::fenced(a * b);
  pair<T> const x = halves(a);
  pair<T> const y = halves(b);
  return {product, ((x.hi * y.hi - product) + x.hi * y.lo + x.lo * y.hi) + x.lo * y.lo};
}

template <real T> constexpr pair<T> operator-(pair<T> a) { return {-a.hi, -a.lo}; }

template <real T> constexpr pair<T> operator+(pair<T> a, std::type_identity_t<T> b) {
  pair<T> const sum = two_sum(a.hi, b);
  return fast_two_sum(sum.hi, sum.lo + a.lo);
}

template <real T> constexpr pair<T> operator+(pair<T> a, pair<T> b) {
  pair<T> const high = two_sum(a.hi, b.hi);
  pair<T> const low = two_sum(a.lo, b.lo);
  pair<T> const sum = fast_two_sum(high.hi, high.lo + low.hi);
  return fast_two_sum(sum.hi, sum.lo + low.lo);
}

template <real T> constexpr pair<T> operator-(pair<T> a, pair<T> b) { return a + -b; }
template <real T> constexpr pair<T> operator-(pair<T> a, std::type_identity_t<T> b) { return a + -b; }

template <real T> constexpr pair<T> operator*(pair<T> a, std::type_identity_t<T> b) {
  pair<T> const product = two_product(a.hi, b);
  return fast_two_sum(product.hi, product.lo + a.lo * b);
}

template <real T> constexpr pair<T> operator*(pair<T> a, pair<T> b) {
  pair<T> const product = two_product(a.hi, b.hi);
  return fast_two_sum(product.hi, product.lo + (a.hi * b.lo + a.lo * b.hi));
}

// Long division with two digits.
template <real T> constexpr pair<T> operator/(pair<T> a, pair<T> b) {
  T const first = a.hi / b.hi;
  pair<T> const rest = a - b * first;
  return fast_two_sum(first, rest.hi / b.hi);
}

template <real T> constexpr pair<T> operator/(pair<T> a, std::type_identity_t<T> b) {
  T const first = a.hi / b;
  pair<T> const rest = a - two_product(b, first);
  return fast_two_sum(first, rest.hi / b);
}

// a times a power of two, exactly, and |a|.
template <real T> constexpr pair<T> scaled(pair<T> a, std::type_identity_t<T> power) { return {a.hi * power, a.lo * power}; }
template <real T> constexpr pair<T> absolute(pair<T> a) { return sign_bit(a.hi) ? -a : a; }

// The sum of c[first + stride i] x^i for i < count, by Horner's rule: in pairs for i < in_pairs. From there on the
// terms are so small beside the first, below 2^-40, that half of the bits suffice.
struct terms {
  int in_pairs;
  int count;
  int first = 0;
  int stride = 1;
};

template <real T, class Coefficients> constexpr pair<T> polynomial(Coefficients const& c, terms which, pair<T> x) {
  auto const at = [&](int i) -> pair<T> const& { return c[which.first + which.stride * i]; };
  T small = at(which.count - 1).hi;
  for (int i = which.count - 2; i >= which.in_pairs; --i) small = small * x.hi + at(i).hi;
  pair<T> sum = small;
  for (int i = which.in_pairs - 1; i >= 0; --i) sum = sum * x + at(i);
  return sum;
}

// A pair times 2^exponent: results that the type may not be able to hold.
template <real T> struct scaled_pair {
  pair<T> value;
  int exponent = 0;
};

// The type that T's functions compute in: float goes through double.
template <real T> using working = std::conditional_t<(precision<T> <= 53), double, long double>;

namespace detail {

// The last rounding in T itself. A subnormal result is rounded in one step: the tie that hi alone shows may be none.
template <real T> constexpr T round_pair(pair<T> x, int exponent) {
  using limits = std::numeric_limits<T>;
  if (exponent == 0 || x.hi == 0) return x.hi;
  T const result = scale_by_power_of_two(x.hi, exponent);
  if (absolute(result) >= limits::min() || x.lo == 0) return result;
  int const back = -exponent;
  T const rounding_error = x.hi - scale_by_power_of_two(result, back);
  T const half = scale_by_power_of_two(T(0.5), limits::min_exponent - limits::digits + back);
  if (rounding_error == half && x.lo > 0) return result + limits::denorm_min();
  if (rounding_error == -half && x.lo < 0) return result - limits::denorm_min();
  return result;
}

}  // namespace detail

// x 2^exponent as a T: correctly rounded in double and long double; in float 2^-29 ulp may be added (double rounding).
template <real T> constexpr T rounded(pair<working<T>> x, int exponent = 0) {
  working<T> const result = detail::round_pair(x, exponent);
  if constexpr (precision<T> < precision<working<T>>) {
    constexpr working<T> half_ulp = power_of_two<working<T>>(std::numeric_limits<T>::max_exponent - precision<T> - 1);
    constexpr working<T> too_large = static_cast<working<T>>(std::numeric_limits<T>::max()) + half_ulp;
    if (absolute(result) >= too_large) return copy_sign(infinity<T>, static_cast<T>(copy_sign(1.0, result)));
  }
  return static_cast<T>(result);
}

template <real T> constexpr T rounded(scaled_pair<working<T>> x) { return rounded<T>(x.value, x.exponent); }

}  // namespace calx::elementary
