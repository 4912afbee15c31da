// SPDX-License-Identifier: Apache-2.0
#include "reference.hpp"

#include <cmath>
#include <cstdio>

namespace calx_fuzz {

namespace {

// What one rounding costs, and what calx's functions may be off: up to 2 ulp each, and a derivative's row has a few operations.
long double unit = 0x1p-53L;
constexpr long double units_an_operation = 4;

using unary_function = big (*)(big const&);

template <int (*Function)(mpfr_ptr, mpfr_srcptr, mpfr_rnd_t)> big by_mpfr(big const& x) {
  big result;
  Function(result.get(), x.get(), MPFR_RNDN);
  return result;
}
template <int (*Function)(mpfr_ptr, mpfr_srcptr, mpfr_srcptr, mpfr_rnd_t)> big by_mpfr(big const& x, big const& y) {
  big result;
  Function(result.get(), x.get(), y.get(), MPFR_RNDN);
  return result;
}
long double magnitude(big const& x) { return std::fabs(x.rounded()); }
bool is_zero(big const& x) { return mpfr_zero_p(x.get()) != 0; }
bool is_nan(big const& x) { return mpfr_nan_p(x.get()) != 0; }

}  // namespace

big operator+(big const& a, big const& b) { return by_mpfr<mpfr_add>(a, b); }
big operator-(big const& a, big const& b) { return by_mpfr<mpfr_sub>(a, b); }
big operator*(big const& a, big const& b) { return by_mpfr<mpfr_mul>(a, b); }
big operator/(big const& a, big const& b) { return by_mpfr<mpfr_div>(a, b); }
big pow(big const& a, big const& b) { return by_mpfr<mpfr_pow>(a, b); }
big atan2(big const& y, big const& x) { return by_mpfr<mpfr_atan2>(y, x); }
big hypot(big const& a, big const& b) { return by_mpfr<mpfr_hypot>(a, b); }
big min(big const& a, big const& b) { return is_nan(a) || (a < b).holds ? a : b; }
big max(big const& a, big const& b) { return is_nan(a) || (b < a).holds ? a : b; }
truth operator<(big const& a, big const& b) { return {mpfr_less_p(a.get(), b.get()) != 0}; }
truth operator<=(big const& a, big const& b) { return {mpfr_lessequal_p(a.get(), b.get()) != 0}; }

#define CALX_FUZZ_BY_MPFR(name, function) \
  big name(big const& x) { return by_mpfr<mpfr_##function>(x); }
CALX_FUZZ_BY_MPFR(sqrt, sqrt)
CALX_FUZZ_BY_MPFR(cbrt, cbrt)
CALX_FUZZ_BY_MPFR(exp, exp)
CALX_FUZZ_BY_MPFR(exp2, exp2)
CALX_FUZZ_BY_MPFR(expm1, expm1)
CALX_FUZZ_BY_MPFR(log, log)
CALX_FUZZ_BY_MPFR(log2, log2)
CALX_FUZZ_BY_MPFR(log10, log10)
CALX_FUZZ_BY_MPFR(log1p, log1p)
CALX_FUZZ_BY_MPFR(sin, sin)
CALX_FUZZ_BY_MPFR(cos, cos)
CALX_FUZZ_BY_MPFR(tan, tan)
CALX_FUZZ_BY_MPFR(asin, asin)
CALX_FUZZ_BY_MPFR(acos, acos)
CALX_FUZZ_BY_MPFR(atan, atan)
CALX_FUZZ_BY_MPFR(sinh, sinh)
CALX_FUZZ_BY_MPFR(cosh, cosh)
CALX_FUZZ_BY_MPFR(tanh, tanh)
CALX_FUZZ_BY_MPFR(asinh, asinh)
CALX_FUZZ_BY_MPFR(acosh, acosh)
CALX_FUZZ_BY_MPFR(atanh, atanh)
CALX_FUZZ_BY_MPFR(erf, erf)
CALX_FUZZ_BY_MPFR(erfc, erfc)
CALX_FUZZ_BY_MPFR(square, sqr)
big sigmoid(big const& x) { return big(1) / (big(1) + exp(-x)); }
big softplus(big const& x) { return log1p(exp(x)); }
big abs(big const& x) {
  big result;
  mpfr_abs(result.get(), x.get(), MPFR_RNDN);
  return result;
}
big sign(big const& x) { return is_nan(x) ? x : big(mpfr_sgn(x.get())); }
big whole_power(big const& x, int n) {
  big result;
  mpfr_pow_si(result.get(), x.get(), n, MPFR_RNDN);
  return result;
}
template <> big pi<big>() {
  big result;
  mpfr_const_pi(result.get(), MPFR_RNDN);
  return result;
}
big where(truth c, big const& a, big const& b) { return c.holds ? a : b; }

truth operator&&(truth a, truth b) { return {a.holds && b.holds, a.is_open || b.is_open, a.is_tie || b.is_tie}; }
truth operator||(truth a, truth b) { return {a.holds || b.holds, a.is_open || b.is_open, a.is_tie || b.is_tie}; }
truth operator!(truth a) { return {!a.holds, a.is_open, a.is_tie}; }

// ---- bounds

namespace {

void take_flags(tracked& result, tracked const& from) {
  result.value_is_open = result.value_is_open || from.value_is_open;
  result.slope_is_open = result.slope_is_open || from.slope_is_open;
  result.is_undefined = result.is_undefined || from.is_undefined;
}

// Where double over- or underflows on the way, nothing is said; and what is not finite is not defined.
void finish_node(tracked& w) {
  if (!w.value[0].is_finite()) w.is_undefined = true;
  if (w.is_undefined) return;
  for (unsigned i = 0; i < 4; ++i) {
    long double const v = magnitude(w.value[i]);
    if (i == 0 && (v > 1e280L || (v < 1e-280L && !is_zero(w.value[i])))) w.value_is_open = w.slope_is_open = true;
    if (!(w.size[i] < 1e280L) || !(w.error[i] < 1e280L)) (i == 0 ? w.value_is_open : w.slope_is_open) = w.slope_is_open = true;
  }
}

// w = f(u), from values of f alone. f is probed on both sides of u as far as u may be off: an edge of the domain, or a jump,
// between them leaves everything open. `flat`: near 0 the second derivative is small against the first, and calx's is right to
// the first's last digit only (asin'', acos'' and atanh'' come from a derivative of (1 - x)(1 + x)).
template <class Function>
tracked apply_function(Function f, tracked const& u, long double units = units_an_operation, bool flat = false) {
  tracked w;
  take_flags(w, u);
  w.value[0] = f(u.value[0]);
  long double const spread = 16 * u.error[0];
  big const above = f(u.value[0] + big(spread)), below = f(u.value[0] - big(spread));
  if (above.is_finite() != w.value[0].is_finite() || below.is_finite() != w.value[0].is_finite())
    w.value_is_open = w.slope_is_open = true;
  long double const at = magnitude(u.value[0]), h = at == 0 ? 0x1p-120L : std::ldexp(1.0L, std::ilogb(at) - 90);
  if (at != 0 && at < 0x1p-170L) w.slope_is_open = true;  // 1000 bits do not resolve it
  big const step(h), two_steps(2 * h);
  big const r = f(u.value[0] + step), l = f(u.value[0] - step);
  big const rr = f(u.value[0] + two_steps), ll = f(u.value[0] - two_steps);
  big const first = (r - l) / two_steps;
  big const second = (r - big(2) * w.value[0] + l) / (step * step);
  big const third = (rr - ll - big(2) * (r - l)) / (big(2) * step * step * step);
  if (!third.is_finite()) w.slope_is_open = true;
  long double const d1 = magnitude(first), d2 = magnitude(second), d3 = magnitude(third), e = u.error[0];
  if (d3 * e * e > 0.01L * (d2 * e + unit * d1) + 1e-280L || d2 * e > 0.01L * d1 + 1e-6L * d2) w.slope_is_open = true;
  w.value[1] = first * u.value[1];
  w.value[2] = first * u.value[2];
  w.value[3] = second * u.value[1] * u.value[2] + first * u.value[3];
  w.size[0] = magnitude(w.value[0]);
  w.size[1] = d1 * u.size[1];
  w.size[2] = d1 * u.size[2];
  w.size[3] = (flat ? std::fmax(d1, d2) : d2) * u.size[1] * u.size[2] + d1 * u.size[3];
  w.error[0] = std::fmax(d1 * e, std::fmax(magnitude(above - w.value[0]), magnitude(below - w.value[0])) / 16);
  w.error[1] = d2 * e * u.size[1] + d1 * u.error[1];
  w.error[2] = d2 * e * u.size[2] + d1 * u.error[2];
  w.error[3] = d3 * e * u.size[1] * u.size[2] + d2 * (u.error[1] * u.size[2] + u.size[1] * u.error[2]) + d2 * e * u.size[3] +
               d1 * u.error[3];
  // A slope is some operations on the value, and carries its error a few times: cbrt'' is a multiple of 1/cbrt^5.
  for (unsigned i = 0; i < 4; ++i) w.error[i] += (i == 0 ? 1 : i == 3 ? 4 : 2) * units * unit * w.size[i];
  finish_node(w);
  return w;
}

tracked sum(tracked const& a, tracked const& b, int sign) {
  tracked w;
  take_flags(w, a), take_flags(w, b);
  for (unsigned i = 0; i < 4; ++i) {
    w.value[i] = sign > 0 ? a.value[i] + b.value[i] : a.value[i] - b.value[i];
    w.size[i] = a.size[i] + b.size[i];
    w.error[i] = a.error[i] + b.error[i] + units_an_operation * unit * w.size[i];
  }
  finish_node(w);
  return w;
}

tracked reciprocal(tracked const& x) {
  return apply_function([](big const& v) { return big(1) / v; }, x);
}

bool is_constant(tracked const& x) { return is_zero(x.value[1]) && is_zero(x.value[2]) && is_zero(x.value[3]); }

truth compared(tracked const& a, tracked const& b, bool holds) {
  big const difference = a.value[0] - b.value[0];
  truth t{holds};
  long double const spread = a.error[0] + b.error[0];
  t.is_open = a.value_is_open || b.value_is_open || a.is_undefined || b.is_undefined ||
              (spread != 0 && magnitude(difference) <= 16 * spread);
  t.is_tie = is_zero(difference);
  return t;
}

tracked chosen(truth c, tracked const& a, tracked const& b) {
  tracked result = c.holds ? a : b;
  if (c.is_open) result.value_is_open = true;
  if (c.is_open || c.is_tie) result.slope_is_open = true;
  return result;
}
// Of two continuous pieces that meet where c changes.
tracked chosen_continuously(truth c, tracked const& a, tracked const& b) {
  tracked result = chosen(c, a, b);
  result.value_is_open = a.value_is_open || b.value_is_open;
  result.is_undefined = a.is_undefined || b.is_undefined;
  if (is_nan(a.value[0]) || is_nan(b.value[0])) result.value[0] = big(0) / big(0);
  result.error[0] = std::fmax(a.error[0], b.error[0]);
  return result;
}

}  // namespace

tracked::tracked(big const& exact) {
  value[0] = exact;
  size[0] = magnitude(exact);
  is_undefined = !exact.is_finite();
}

tracked operator+(tracked const& a, tracked const& b) { return sum(a, b, 1); }
tracked operator-(tracked const& a, tracked const& b) { return sum(a, b, -1); }
tracked operator*(tracked const& a, tracked const& b) {
  tracked w;
  take_flags(w, a), take_flags(w, b);
  big const &a0 = a.value[0], &b0 = b.value[0];
  long double const m = magnitude(a0), n = magnitude(b0);
  w.value[0] = a0 * b0;
  w.size[0] = a.size[0] * b.size[0];
  w.error[0] = m * b.error[0] + a.error[0] * n;
  for (unsigned i = 1; i < 4; ++i) {
    w.value[i] = a.value[i] * b0 + a0 * b.value[i];
    w.size[i] = a.size[i] * n + m * b.size[i];
    w.error[i] = a.error[i] * n + a.size[i] * b.error[0] + m * b.error[i] + a.error[0] * b.size[i];
  }
  w.value[3] = w.value[3] + a.value[1] * b.value[2] + a.value[2] * b.value[1];
  w.size[3] += a.size[1] * b.size[2] + a.size[2] * b.size[1];
  w.error[3] += a.error[1] * b.size[2] + a.size[1] * b.error[2] + a.error[2] * b.size[1] + a.size[2] * b.error[1];
  for (unsigned i = 0; i < 4; ++i) w.error[i] += units_an_operation * unit * w.size[i];
  finish_node(w);
  return w;
}
tracked operator/(tracked const& a, tracked const& b) {
  tracked w = a * reciprocal(b);
  w.value[0] = a.value[0] / b.value[0];
  finish_node(w);
  return w;
}
truth operator<(tracked const& a, tracked const& b) { return compared(a, b, (a.value[0] < b.value[0]).holds); }
truth operator<=(tracked const& a, tracked const& b) { return compared(a, b, (a.value[0] <= b.value[0]).holds); }

#define CALX_FUZZ_TRACKED(name, ...)                                                           \
  tracked name(tracked const& x) {                                                             \
    return apply_function([](big const& v) { return name(v); }, x __VA_OPT__(, ) __VA_ARGS__); \
  }
CALX_FUZZ_TRACKED(sqrt)
CALX_FUZZ_TRACKED(cbrt)
CALX_FUZZ_TRACKED(exp)
CALX_FUZZ_TRACKED(exp2)
CALX_FUZZ_TRACKED(expm1)
CALX_FUZZ_TRACKED(log)
CALX_FUZZ_TRACKED(log2)
CALX_FUZZ_TRACKED(log10)
CALX_FUZZ_TRACKED(log1p)
CALX_FUZZ_TRACKED(sin)
CALX_FUZZ_TRACKED(cos)
CALX_FUZZ_TRACKED(tan)
CALX_FUZZ_TRACKED(asin, units_an_operation, true)
CALX_FUZZ_TRACKED(acos, units_an_operation, true)
CALX_FUZZ_TRACKED(atan)
CALX_FUZZ_TRACKED(sinh)
CALX_FUZZ_TRACKED(cosh)
CALX_FUZZ_TRACKED(tanh)
CALX_FUZZ_TRACKED(asinh)
CALX_FUZZ_TRACKED(acosh)
CALX_FUZZ_TRACKED(atanh, units_an_operation, true)
CALX_FUZZ_TRACKED(erf)
CALX_FUZZ_TRACKED(erfc)
CALX_FUZZ_TRACKED(sigmoid)
CALX_FUZZ_TRACKED(softplus)
tracked square(tracked const& x) { return x * x; }
tracked whole_power(tracked const& x, int n) {
  return apply_function([n](big const& v) { return whole_power(v, n); }, x, units_an_operation * std::fmax(1.0L, std::abs(n)));
}
tracked abs(tracked const& x) { return chosen_continuously(x < tracked(0), tracked(0) - x, x); }
tracked sign(tracked const& x) {
  tracked result = chosen(x < tracked(0), tracked(-1), chosen(tracked(0) < x, tracked(1), tracked(0)));
  take_flags(result, x);
  result.value[0] = sign(x.value[0]);
  return result;
}
tracked min(tracked const& a, tracked const& b) { return chosen_continuously(a < b, a, b); }
tracked max(tracked const& a, tracked const& b) { return chosen_continuously(b < a, a, b); }
tracked where(truth c, tracked const& a, tracked const& b) { return chosen(c, a, b); }

tracked pow(tracked const& x, tracked const& y) {
  if (is_constant(y) && y.error[0] == 0)
    return apply_function([&](big const& v) { return pow(v, y.value[0]); }, x,
                          units_an_operation * std::fmax(1.0L, magnitude(y.value[0])));
  if (!(tracked(0) < x).holds) {  // a whole exponent at best: its value may be known, its slopes are not
    tracked w;
    take_flags(w, x), take_flags(w, y);
    w.value[0] = pow(x.value[0], y.value[0]);
    w.size[0] = magnitude(w.value[0]);
    w.error[0] = 16 * unit * w.size[0];
    w.slope_is_open = true;
    if (x.error[0] != 0 || y.error[0] != 0) w.value_is_open = true;
    finish_node(w);
    return w;
  }
  tracked w = exp(y * log(x));
  w.value[0] = pow(x.value[0], y.value[0]);
  return w;
}
tracked hypot(tracked const& a, tracked const& b) { return sqrt(a * a + b * b); }
// By the quotient that is at most 1; the turns that this leaves out are in the value.
tracked atan2(tracked const& y, tracked const& x) {
  bool const wide = magnitude(y.value[0]) <= magnitude(x.value[0]);
  tracked w = wide ? atan(y / x) : tracked(0) - atan(x / y);
  w.value[0] = atan2(y.value[0], x.value[0]);
  w.size[0] = magnitude(w.value[0]);
  w.error[0] += units_an_operation * unit * w.size[0];
  if (is_zero(y.value[0]) && is_zero(x.value[0])) w.value_is_open = w.slope_is_open = true, w.is_undefined = false;
  if (wide && magnitude(y.value[0]) <= 16 * y.error[0] && mpfr_sgn(x.value[0].get()) < 0)
    w.value_is_open = w.slope_is_open = true;
  if (wide && is_zero(y.value[0]) && mpfr_sgn(x.value[0].get()) < 0) w.value_is_open = w.slope_is_open = true;  // the cut
  return w;
}
template <> tracked pi<tracked>() {
  tracked w(pi<big>());
  w.error[0] = unit * w.size[0];
  return w;
}

double known_at_run_time(double value) {
  double volatile hidden = value;
  return hidden;
}

// ---- the comparison

void checker::at(point const& p) {
  point_ = p;
  for (expectation& e : expectations_) e.is_made = false;
}

checker::expectation const& checker::expected(int i, int j, int digits) {
  expectation& e = expectations_[static_cast<unsigned>(((digits == 53 ? 0 : 1) * (slots + 1) + i + 1) * (slots + 1) + j + 1)];
  if (e.is_made) return e;
  e.is_made = true;
  unit = std::ldexp(1.0L, -digits);
  arguments<tracked> careful;
  arguments<big> middle;
  for (unsigned k = 0; k < slots; ++k) careful[k] = tracked(big(point_[k])), middle[k] = big(point_[k]);
  if (i >= 0) careful[static_cast<unsigned>(i)].value[1] = big(1), careful[static_cast<unsigned>(i)].size[1] = 1;
  if (j >= 0) careful[static_cast<unsigned>(j)].value[2] = big(1), careful[static_cast<unsigned>(j)].size[2] = 1;
  e.bound = carefully_(careful);
  auto const moved = [&](int sign_i, int sign_j) {
    arguments<big> a = middle;
    auto const move = [&](int slot, int sign) {
      if (slot < 0) return;
      big const step(std::ldexp(static_cast<long double>(sign), -80));
      a[static_cast<unsigned>(slot)] = a[static_cast<unsigned>(slot)] + step;
    };
    move(i, sign_i), move(j, sign_j);
    return exactly_(a);
  };
  big const h(0x1p-80L);
  if (i < 0) e.truth = exactly_(middle);
  else if (j < 0) e.truth = (moved(1, 0) - moved(-1, 0)) / (big(2) * h);
  else e.truth = (moved(1, 1) - moved(1, -1) - moved(-1, 1) + moved(-1, -1)) / (big(4) * h * h);
  return e;
}

void checker::compare(char const* how, int i, int j, long double got, int digits) {
  expectation const& e = expected(i, j, digits);
  ++comparisons_;
  bool const open = i < 0 ? e.bound.value_is_open : e.bound.value_is_open || e.bound.slope_is_open;
  if (e.bound.is_undefined) {
    // No value, and nothing that double could see otherwise: calx must not make one up. (Slopes may exist, as 1/x does where
    // log x doesn't; and what is infinite on the way may come back, as in atan(1/0).)
    if (open || i >= 0 || e.truth.is_finite()) {
      ++open_;
      return;
    }
    ++undefined_;
    if (std::isfinite(got)) report(how, i, j, got, e, "is not defined");
    return;
  }
  unsigned const part = i < 0 ? 0 : j < 0 ? 1 : 3;
  if (open || !e.truth.is_finite()) {
    ++open_;
    return;
  }
  // The two references must agree: one by differences of the whole, one by the chain rule.
  long double const noise = 1e-40L * e.bound.size[0];  // h^2 times the third derivative
  long double const truth = magnitude(e.truth) <= noise ? 0 : e.truth.rounded(),
                    apart = magnitude(e.truth - e.bound.value[part]);
  if (apart > 1e-17L * (e.bound.size[part] + magnitude(e.truth)) + noise)
    return report(how, i, j, got, e, "has two references");
  // The bound adds up the worst of every operation, with 4 roundings for each, which leaves calx room for its own order.
  long double const tolerance = e.bound.error[part] + noise + 1e-290L;
  big const error = big(got) - e.truth;
  if (!std::isfinite(got) || magnitude(error) > tolerance) return report(how, i, j, got, e, "differs");
  if (magnitude(error) / tolerance > worst_) worst_ = magnitude(error) / tolerance;
  // Would a relative error of 1e-7 have been seen? A derivative that is 0 counts if an error of 1e-7 of its terms would.
  if (tolerance < 1e-7L * std::fabs(truth) || (truth == 0 && tolerance <= 1e-7L * e.bound.size[part]) ||
      e.bound.size[part] == 0)
    ++sharp_;
}

void checker::report(char const* how, int i, int j, long double got, expectation const& e, char const* what) {
  ++mistakes_;
  static constexpr char const* names[slots] = {"x", "y", "z", "v[0]", "v[1]", "v[2]"};
  std::printf("MISTAKE: %s", how);
  if (i >= 0) std::printf(", by %s", names[i]);
  if (j >= 0) std::printf(" and %s", names[j]);
  unsigned const part = i < 0 ? 0 : j < 0 ? 1 : 3;
  std::printf(" %s\n  formula   %s\n  at       ", what, text_);
  for (unsigned k = 0; k < slots; ++k) std::printf(" %s = %.17g", names[k], point_[k]);
  mpfr_printf("\n  expected  %.25Rg\n  (bounded) %.25Rg\n", e.truth.get(), e.bound.value[part].get());
  std::printf("  got       %.20Lg\n  tolerance %.3Lg\n", got, e.bound.error[part]);
}

int checker::finish(int expected_mistakes) const {
  std::printf(
      "%ld formulas, %ld comparisons: %ld sharp (a relative error of 1e-7 is seen), %ld undefined, %ld left open; %ld "
      "mistakes; worst %.3Lf of the tolerance\n",
      formulas_, comparisons_, sharp_, undefined_, open_, mistakes_, worst_);
  if ((sharp_ + mistakes_) * 3 < comparisons_) {
    std::printf("MISTAKE: less than a third of the comparisons are sharp: this program tests too little\n");
    return 1;
  }
  return mistakes_ == expected_mistakes ? 0 : 1;
}

}  // namespace calx_fuzz
