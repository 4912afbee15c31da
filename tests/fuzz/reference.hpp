// SPDX-License-Identifier: Apache-2.0
// What a generated program compares calx with. The formula stands there twice: as calx's user spells it, and as a plain
// template on a number type, which is run on
//
//   big       1000 bits (MPFR): the value; the derivatives are central differences of it, so that no rule for a derivative,
//   ours
//             or calx's, is trusted: with steps of 2^-80 they are right to 45 digits
//   tracked   a big with its directional derivatives and running bounds of what rounding may do to each: how far double
//             arithmetic may be off. Slopes of the elementary functions are differences of MPFR's values, too
//
// Nothing here includes calx.
#pragma once

#include <mpfr.h>

#include <array>
#include <type_traits>

namespace calx_fuzz {

class big {
 public:
  static constexpr int precision = 1000;
  big() { mpfr_init2(value_, precision), mpfr_set_zero(value_, 1); }
  template <class Number>
    requires std::is_arithmetic_v<Number>
  big(Number number) : big(static_cast<long double>(number), 0) {}
  big(big const& other) {
    mpfr_init2(value_, precision);
    mpfr_set(value_, other.value_, MPFR_RNDN);
  }
  big& operator=(big const& other) {
    mpfr_set(value_, other.value_, MPFR_RNDN);
    return *this;
  }
  ~big() { mpfr_clear(value_); }
  mpfr_ptr get() { return value_; }
  mpfr_srcptr get() const { return value_; }

  bool is_finite() const { return mpfr_number_p(value_) != 0; }
  long double rounded() const { return mpfr_get_ld(value_, MPFR_RNDN); }

 private:
  big(long double number, int) : big() { mpfr_set_ld(value_, number, MPFR_RNDN); }
  mpfr_t value_;
};

// In which directions the derivatives go: first s, first t, and the mixed second one; s and t may be the same variable.
struct tracked {
  big value[4];                        // f, df/ds, df/dt, d2f/ds dt
  std::array<long double, 4> size{};   // the sum of the sizes of what is added up
  std::array<long double, 4> error{};  // the bound of the error
  bool value_is_open = false;          // on the other side of an edge or a jump, for all that double can tell
  bool slope_is_open = false;          // at or beside a kink
  bool is_undefined = false;           // something that counts has no value

  tracked() = default;
  template <class Number>
    requires std::is_arithmetic_v<Number>
  tracked(Number number) : tracked(big(number)) {}
  explicit tracked(big const& exact);
};

struct truth {
  bool holds = false;
  bool is_open = false;
  bool is_tie = false;
};

// clang-format off
#define CALX_FUZZ_UNARY(F) \
  F(sqrt) F(cbrt) F(exp) F(exp2) F(expm1) F(log) F(log2) F(log10) F(log1p) F(sin) F(cos) F(tan) F(asin) F(acos) F(atan) F(sinh) \
  F(cosh) F(tanh) F(asinh) F(acosh) F(atanh) F(erf) F(erfc) F(sigmoid) F(softplus) F(abs) F(sign) F(square)
#define CALX_FUZZ_DECLARE(name) big name(big const& x); tracked name(tracked const& x);
CALX_FUZZ_UNARY(CALX_FUZZ_DECLARE)
#undef CALX_FUZZ_DECLARE

template <class T> using number_of = T;
template <class T> using truth_of = truth;
#define CALX_FUZZ_DECLARE(name, result) \
  result##_of<big> name(big const&, big const&); \
  result##_of<tracked> name(tracked const&, tracked const&);
CALX_FUZZ_DECLARE(operator+, number)
CALX_FUZZ_DECLARE(operator-, number)
CALX_FUZZ_DECLARE(operator*, number)
CALX_FUZZ_DECLARE(operator/, number)
CALX_FUZZ_DECLARE(pow, number)
CALX_FUZZ_DECLARE(atan2, number)
CALX_FUZZ_DECLARE(hypot, number)
CALX_FUZZ_DECLARE(min, number)
CALX_FUZZ_DECLARE(max, number)
CALX_FUZZ_DECLARE(operator<, truth)
CALX_FUZZ_DECLARE(operator<=, truth)
#undef CALX_FUZZ_DECLARE
// clang-format on

template <class T> concept number = std::is_same_v<T, big> || std::is_same_v<T, tracked>;
template <number T> T operator-(T const& x) { return T(0) - x; }
template <number T> T& operator+=(T& a, std::type_identity_t<T> const& b) { return a = a + b; }
template <number T> T& operator-=(T& a, std::type_identity_t<T> const& b) { return a = a - b; }
template <number T> T& operator*=(T& a, std::type_identity_t<T> const& b) { return a = a * b; }
template <number T> truth operator>(T const& a, std::type_identity_t<T> const& b) { return b < a; }
template <number T> truth operator>=(T const& a, std::type_identity_t<T> const& b) { return b <= a; }
big whole_power(big const& x, int n);
tracked whole_power(tracked const& x, int n);
template <int Exponent, number T> T pow(T const& x) { return whole_power(x, Exponent); }
template <number T> T pow(T const& x, int n) { return whole_power(x, n); }
template <number T> T quotient(long long p, long long q) { return T(p) / T(q); }
template <class T> T pi();
template <> big pi<big>();
template <> tracked pi<tracked>();
template <number T> T e() { return exp(T(1)); }

truth operator&&(truth a, truth b);
truth operator||(truth a, truth b);
truth operator!(truth a);
big where(truth, big const&, big const&);
tracked where(truth, tracked const&, tracked const&);

// x, y, z, v[0], v[1], v[2]
inline constexpr int slots = 6;
template <class T> using arguments = std::array<T, slots>;
using point = std::array<double, slots>;
template <class T> std::array<T, 3> vector_of(arguments<T> const& a) { return {a[3], a[4], a[5]}; }
template <class T> arguments<T> with(arguments<T> a, int slot, T const& value) {
  a[static_cast<unsigned>(slot)] = value;
  return a;
}
template <class T> arguments<T> with_vector(arguments<T> a, std::array<T, 3> const& v) {
  a[3] = v[0], a[4] = v[1], a[5] = v[2];
  return a;
}

double known_at_run_time(double value);

// Compares what calx says with the references, formula by formula and point by point; reports what differs.
class checker {
 public:
  template <class Plain> void formula(char const* text, Plain) {
    text_ = text;
    exactly_ = [](arguments<big> const& a) -> big { return Plain::template at<big>(a); };
    carefully_ = [](arguments<tracked> const& a) -> tracked { return Plain::template at<tracked>(a); };
    ++formulas_;
  }
  void at(point const& p);
  template <class Real> void value(char const* how, Real got) { compare(how, -1, -1, got, precision_of<Real>); }
  template <class Real> void slope(char const* how, int slot, Real got) { compare(how, slot, -1, got, precision_of<Real>); }
  template <class Real> void curvature(char const* how, int i, int j, Real got) { compare(how, i, j, got, precision_of<Real>); }

  // Prints what was compared; the program's exit status. `expected_mistakes`: for the check of this check.
  int finish(int expected_mistakes = 0) const;

 private:
  template <class Real>
  static constexpr int precision_of = std::is_same_v<Real, double>  ? 53
                                      : std::is_same_v<Real, float> ? 24
                                                                    : 64;

  struct expectation {
    bool is_made = false;
    tracked bound;
    big truth;
  };
  expectation const& expected(int i, int j, int digits);
  void compare(char const* how, int i, int j, long double got, int digits);
  void report(char const* how, int i, int j, long double got, expectation const& e, char const* what);

  char const* text_ = "";
  big (*exactly_)(arguments<big> const&) = nullptr;
  tracked (*carefully_)(arguments<tracked> const&) = nullptr;
  point point_{};
  std::array<expectation, 2 * (slots + 1) * (slots + 1)> expectations_{};
  long formulas_ = 0, comparisons_ = 0, sharp_ = 0, open_ = 0, undefined_ = 0, mistakes_ = 0;
  long double worst_ = 0;
};

}  // namespace calx_fuzz
