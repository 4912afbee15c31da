// SPDX-License-Identifier: Apache-2.0
//
// The elementary functions against MPFR: random arguments and hard ones, the largest error in ulp for each function and
// type, one row a function. CALX_POINTS sets the number of random arguments (default 2,000) beside the hard ones.
// An ulp is the distance of the type's numbers around the true value, subnormals included; infinity stands for 2^E.
#include <calx/elementary/all.hpp>

#include <boost/test/unit_test.hpp>

#define MPFR_USE_INTMAX_T
#include <mpfr.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <vector>

BOOST_AUTO_TEST_SUITE(mpfr)

namespace {

namespace e = calx::elementary;

class big {
 public:
  big() { mpfr_init2(value_, 320); }
  explicit big(long double x) : big() { mpfr_set_ld(value_, x, MPFR_RNDN); }
  big(big const&) = delete;
  big& operator=(big const&) = delete;
  ~big() { mpfr_clear(value_); }
  operator mpfr_ptr() { return value_; }

 private:
  mpfr_t value_;
};

int points() {
  char const* const text = std::getenv("CALX_POINTS");
  return text ? std::atoi(text) : 2000;
}

template <class T> void clamp_to_limit(big& x) {
  big limit(1);
  mpfr_mul_2si(limit, limit, std::numeric_limits<T>::max_exponent, MPFR_RNDN);
  if (mpfr_cmpabs(x, limit) > 0) mpfr_copysign(x, limit, x, MPFR_RNDN);
}

// The distance of the type's numbers around x.
template <class T> long exponent_of_ulp(big& x) {
  using limits = std::numeric_limits<T>;
  long const exponent = mpfr_zero_p(mpfr_ptr(x)) ? limits::min_exponent : mpfr_get_exp(x);
  return std::clamp<long>(exponent, limits::min_exponent, limits::max_exponent) - limits::digits;
}

// |value - truth| in ulp; infinite if one is NaN, or if value is a zero of the wrong sign. Destroys truth.
template <class T> double error_in_ulp(T value, big& truth) {
  bool const no_number = mpfr_nan_p(mpfr_ptr(truth)) != 0;
  if (no_number || e::is_nan(value)) return no_number && e::is_nan(value) ? 0 : e::infinity<double>;
  if (value == 0 && e::sign_bit(value) != (mpfr_signbit(mpfr_ptr(truth)) != 0)) return e::infinity<double>;
  clamp_to_limit<T>(truth);
  big difference(static_cast<long double>(value));
  clamp_to_limit<T>(difference);
  mpfr_sub(difference, difference, truth, MPFR_RNDN);
  mpfr_mul_2si(difference, difference, -exponent_of_ulp<T>(truth), MPFR_RNDA);
  return e::absolute(mpfr_get_d(difference, MPFR_RNDA));
}

struct worst {
  double error = 0;
  long double x = 0;
  long double y = 0;
  void see(double candidate, long double at, long double second = 0) {
    if (candidate > error || e::is_nan(candidate)) *this = {candidate, at, second};
  }
};

void print_row(char const* name, worst const (&found)[3]) {
  std::printf("%-34s %8.5f %8.5f %8.5f ", name, found[0].error, found[1].error, found[2].error);
  for (worst const& w : found) {
    std::printf(" %La", w.x);
    if (w.y != 0) std::printf(",%La", w.y);
  }
  std::printf("\n");
  std::fflush(stdout);
}

void check_row(char const* name, worst const (&found)[3], double limit) {
  print_row(name, found);
  for (worst const& w : found)
    BOOST_CHECK_MESSAGE(w.error <= limit, name << ": " << w.error << " ulp at " << w.x << ", " << w.y);
}

// Where something happens: ends of domains and ranges, borders between the kernel's methods, near-multiples of pi/2.
template <class T> std::vector<T> landmarks() {
  using limits = std::numeric_limits<T>;
  long double const ln2 = 0.693147180559945309417L;
  std::vector<long double> found = {0,
                                    1,
                                    0.5L,
                                    2,
                                    3,
                                    0.25L,
                                    0.125L,
                                    0.0625L,
                                    0.785L,
                                    0.70710678L,
                                    1.41421356L,
                                    -0.29L,
                                    0.41L,
                                    8,
                                    10,
                                    40,
                                    150,
                                    200,
                                    300,
                                    0.3465735902L,
                                    0x1.6ac5b262ca1ffp849L,
                                    0x16c6cbc45dc8dep-47L,
                                    0xf28ab66522546ee1p10531L,
                                    5.92L,
                                    6,
                                    26.5L,
                                    27.2L,
                                    106.5L,
                                    1e300L,
                                    1e15L,
                                    0x1.0p-60L,
                                    0x1.0p-70L,
                                    0x1p32L,
                                    0x1p63L,
                                    32768,
                                    16384,
                                    1024,
                                    128};
  for (int n : {limits::max_exponent, limits::min_exponent, limits::min_exponent - limits::digits})
    for (long double scale : {1.0L, ln2, ln2 / 2}) found.push_back(scale * static_cast<long double>(n));
  for (T x : {limits::max(), limits::min(), limits::denorm_min(), limits::epsilon()})
    found.push_back(static_cast<long double>(x));
  std::vector<T> result;
  for (long double x : found) {
    if (e::absolute(x) > static_cast<long double>(limits::max())) continue;
    T below = static_cast<T>(x), above = below;
    for (int i = 0; i < 3; ++i) {
      for (T y : {below, above}) result.insert(result.end(), {y, -y});
      below = std::nextafter(below, -limits::infinity());
      above = std::nextafter(above, limits::infinity());
    }
  }
  return result;
}

template <class T> class arguments {
 public:
  T operator()() {
    switch (random_() % 6) {
      case 0: return any_exponent(limits::min_exponent - limits::digits, limits::max_exponent - 1);
      case 1: return any_exponent(-limits::digits - 15, 14);
      case 2: return any_exponent(-6, 7);
      case 3: return uniform() * (i_++ % 2 ? T(1) : T(20));
      case 4: return T(1) + any_exponent(-limits::digits, -1);
      default: return near_multiple_of_half_pi();
    }
  }
  T any_exponent(int low, int high) {
    int const exponent = low + static_cast<int>(random_() % static_cast<unsigned long>(high - low + 1));
    T const mantissa = (e::absolute(uniform()) + 1) / 2;
    return e::scale_by_power_of_two(e::copy_sign(mantissa, uniform()), exponent + 1);
  }
  // In (-1, 1), with all of the type's bits.
  T uniform() { return static_cast<T>(static_cast<std::int64_t>(random_())) * e::power_of_two<T>(-63); }
  std::mt19937_64& random() { return random_; }

 private:
  using limits = std::numeric_limits<T>;
  T near_multiple_of_half_pi() {
    unsigned const range = random_() % 4 == 0 ? limits::max_exponent - 1 : 50;
    int const exponent = static_cast<int>(random_() % range);
    big pi;
    mpfr_set_prec(pi, 64 + static_cast<mpfr_prec_t>(exponent) + limits::digits);
    mpfr_const_pi(pi, MPFR_RNDN);
    mpfr_mul_2si(pi, pi, -2, MPFR_RNDN);
    big multiple(e::truncate(static_cast<long double>(e::absolute(any_exponent(exponent, exponent)))));
    mpfr_mul(pi, pi, multiple, MPFR_RNDN);
    T const nearest = static_cast<T>(mpfr_get_ld(pi, MPFR_RNDN));
    return e::copy_sign(nearest, uniform());
  }
  std::mt19937_64 random_{12345};
  unsigned i_ = 0;
};

using reference = int(mpfr_ptr, mpfr_srcptr, mpfr_rnd_t);
using reference_of_two = int(mpfr_ptr, mpfr_srcptr, mpfr_srcptr, mpfr_rnd_t);

enum class domain { line, positive, unit, from_one };

template <class T> T into(domain where, T x) {
  switch (where) {
    case domain::positive: return e::absolute(x);
    case domain::unit: return e::absolute(x) > 1 ? e::divide(T(1), x) : x;
    case domain::from_one: return e::absolute(x) < 1 ? 1 + e::absolute(x) : e::absolute(x);
    default: return x;
  }
}

template <class T> worst worst_of(T (*function)(T), reference* truth, domain where) {
  worst result;
  big x, y;
  auto const look = [&](T at) {
    mpfr_set_ld(x, static_cast<long double>(at), MPFR_RNDN);
    truth(y, x, MPFR_RNDN);
    result.see(error_in_ulp(function(at), y), static_cast<long double>(at));
  };
  for (T at : landmarks<T>()) look(into(where, at));
  arguments<T> next;
  for (int i = points(); i > 0; --i) look(into(where, next()));
  return result;
}

template <class Function>
void check(char const* name, Function function, reference* truth, domain where = domain::line, double limit = 1) {
  worst const found[] = {worst_of<float>(function, truth, where), worst_of<double>(function, truth, where),
                         worst_of<long double>(function, truth, where)};
  check_row(name, found, limit);
}

// Arguments for functions of two variables: anything, comparable sizes, and y such that pow(x, y) is in range.
template <class T> void next_two(arguments<T>& next, T& x, T& y) {
  x = next();
  switch (next.random()() % 5) {
    case 0: y = next(); break;
    case 1: y = x * next.any_exponent(-3, 3); break;
    case 2: y = e::round_to_integer(next.any_exponent(0, 9)); break;
    case 3: y = e::round_to_integer(next.uniform() * 8) / 2; break;
    default:
      T const size = e::absolute(e::log2(e::absolute(x)));
      y = size > 0 && e::is_finite(size) ? e::multiply(e::divide(next.uniform(), size), T(std::numeric_limits<T>::max_exponent))
                                         : T(0);
  }
  if (!e::is_finite(y)) y = 1;
}

template <class T> worst worst_of_two(T (*function)(T, T), reference_of_two* truth) {
  worst result;
  big a, b, y;
  auto const look = [&](T first, T second) {
    mpfr_set_ld(a, static_cast<long double>(first), MPFR_RNDN);
    mpfr_set_ld(b, static_cast<long double>(second), MPFR_RNDN);
    truth(y, a, b, MPFR_RNDN);
    result.see(error_in_ulp(function(first, second), y), static_cast<long double>(first), static_cast<long double>(second));
  };
  for (T first : {T(0), T(1), T(-1), T(0.5), T(2), T(-3), std::numeric_limits<T>::denorm_min(), std::numeric_limits<T>::max()})
    for (T second : landmarks<T>()) look(first, second), look(second, first);
  arguments<T> next;
  for (int i = points(); i > 0; --i) {
    T first, second;
    next_two(next, first, second);
    look(first, second);
  }
  return result;
}

template <class Function> void check_two(char const* name, Function function, reference_of_two* truth) {
  worst const found[] = {worst_of_two<float>(function, truth), worst_of_two<double>(function, truth),
                         worst_of_two<long double>(function, truth)};
  check_row(name, found, 1);
}

template <class T> worst worst_of_ipow() {
  worst result;
  big x, y;
  arguments<T> next;
  for (int i = points(); i > 0; --i) {
    T const base = i % 2 ? next() : 1 + next.any_exponent(-std::numeric_limits<T>::digits, -6);
    long long const n = static_cast<long long>(next.random()()) >> (next.random()() % 63);
    mpfr_set_ld(x, static_cast<long double>(base), MPFR_RNDN);
    mpfr_pow_si(y, x, static_cast<long>(n), MPFR_RNDN);
    result.see(error_in_ulp(e::ipow(base, n), y), static_cast<long double>(base), static_cast<long double>(n));
  }
  return result;
}

int exp_of_minus(mpfr_ptr y, mpfr_srcptr x, mpfr_rnd_t mode) {
  mpfr_neg(y, x, mode);
  return mpfr_exp(y, y, mode);
}

int sigmoid(mpfr_ptr y, mpfr_srcptr x, mpfr_rnd_t mode) {
  exp_of_minus(y, x, mode);
  mpfr_add_ui(y, y, 1, mode);
  return mpfr_ui_div(y, 1, y, mode);
}

int softplus(mpfr_ptr y, mpfr_srcptr x, mpfr_rnd_t mode) {
  mpfr_exp(y, x, mode);
  return mpfr_inf_p(y) ? mpfr_set(y, x, mode) : mpfr_log1p(y, y, mode);
}

// 1/cosh^2
int sech_squared(mpfr_ptr y, mpfr_srcptr x, mpfr_rnd_t mode) {
  mpfr_sech(y, x, mode);
  return mpfr_sqr(y, y, mode);
}

int two_over_sqrt_pi_exp_minus_square(mpfr_ptr y, mpfr_srcptr x, mpfr_rnd_t mode) {
  big constant;
  mpfr_const_pi(constant, mode);
  mpfr_rec_sqrt(constant, constant, mode);
  mpfr_mul_2ui(constant, constant, 1, mode);
  mpfr_sqr(y, x, mode);
  exp_of_minus(y, y, mode);
  return mpfr_mul(y, y, constant, mode);
}

}  // namespace

// What the checker reports for values that are 2 ulp off, for infinity in place of the largest number, and for NaN.
BOOST_AUTO_TEST_CASE(the_checker_can_fail) {
  big one(1), far(1), largest(std::numeric_limits<long double>::max()), zero(0), also_one(1), also_zero(0);
  BOOST_TEST(error_in_ulp(1 + 2 * std::numeric_limits<double>::epsilon(), one) == 2.0);
  BOOST_TEST(error_in_ulp(1 - 4 * std::numeric_limits<float>::epsilon(), far) == 4.0);
  BOOST_TEST(error_in_ulp(e::infinity<long double>, largest) == 1.0);
  BOOST_TEST(error_in_ulp(2 * std::numeric_limits<double>::denorm_min(), zero) == 2.0);
  BOOST_TEST(error_in_ulp(e::not_a_number<double>, also_one) > 1e300);
  BOOST_TEST(error_in_ulp(-0.0, also_zero) > 1e300);
  worst const found = worst_of<double>([](double x) { return e::exp(x) * (1 + 2 * std::numeric_limits<double>::epsilon()); },
                                       mpfr_exp, domain::unit);
  BOOST_TEST(found.error > 2.0);
  BOOST_TEST(found.error < 4.6);
}

BOOST_AUTO_TEST_CASE(errors_in_ulp) {
  std::printf("%-34s %8s %8s %8s  worst arguments\n", "function", "float", "double", "long d.");
  check("sqrt", [](auto x) { return e::sqrt(x); }, mpfr_sqrt, domain::positive, 0.5);
  check("cbrt", [](auto x) { return e::cbrt(x); }, mpfr_cbrt);
  check("exp", [](auto x) { return e::exp(x); }, mpfr_exp);
  check("exp2", [](auto x) { return e::exp2(x); }, mpfr_exp2);
  check("expm1", [](auto x) { return e::expm1(x); }, mpfr_expm1);
  check("log", [](auto x) { return e::log(x); }, mpfr_log, domain::positive);
  check("log2", [](auto x) { return e::log2(x); }, mpfr_log2, domain::positive);
  check("log10", [](auto x) { return e::log10(x); }, mpfr_log10, domain::positive);
  check("log1p", [](auto x) { return e::log1p(x); }, mpfr_log1p);
  check("sin", [](auto x) { return e::sin(x); }, mpfr_sin);
  check("cos", [](auto x) { return e::cos(x); }, mpfr_cos);
  check("tan", [](auto x) { return e::tan(x); }, mpfr_tan);
  check("asin", [](auto x) { return e::asin(x); }, mpfr_asin, domain::unit);
  check("acos", [](auto x) { return e::acos(x); }, mpfr_acos, domain::unit);
  check("atan", [](auto x) { return e::atan(x); }, mpfr_atan);
  check("sinh", [](auto x) { return e::sinh(x); }, mpfr_sinh);
  check("cosh", [](auto x) { return e::cosh(x); }, mpfr_cosh);
  check("tanh", [](auto x) { return e::tanh(x); }, mpfr_tanh);
  check("asinh", [](auto x) { return e::asinh(x); }, mpfr_asinh);
  check("acosh", [](auto x) { return e::acosh(x); }, mpfr_acosh, domain::from_one);
  check("atanh", [](auto x) { return e::atanh(x); }, mpfr_atanh, domain::unit);
  check("erf", [](auto x) { return e::erf(x); }, mpfr_erf);
  check("erfc", [](auto x) { return e::erfc(x); }, mpfr_erfc);
  check("sigmoid", [](auto x) { return e::sigmoid(x); }, sigmoid);
  check("softplus", [](auto x) { return e::softplus(x); }, softplus);
  check("sech_squared", [](auto x) { return e::sech_squared(x); }, sech_squared);
  check(
      "two_over_sqrt_pi_exp_minus_square", [](auto x) { return e::two_over_sqrt_pi_exp_minus_square(x); },
      two_over_sqrt_pi_exp_minus_square);
  check_two("hypot", [](auto x, auto y) { return e::hypot(x, y); }, mpfr_hypot);
  check_two("atan2", [](auto y, auto x) { return e::atan2(y, x); }, mpfr_atan2);
  check_two("pow", [](auto x, auto y) { return e::pow(x, y); }, mpfr_pow);
  worst const found[] = {worst_of_ipow<float>(), worst_of_ipow<double>(), worst_of_ipow<long double>()};
  check_row("ipow", found, 1);
}

// The constants of constants.hpp and error_function.hpp, of which 2p - 2 bits or more must be right.
template <class T> double relative_error(e::pair<T> constant, big& truth) {
  big sum(static_cast<long double>(constant.hi)), low(static_cast<long double>(constant.lo));
  mpfr_add(sum, sum, low, MPFR_RNDN);
  mpfr_div(sum, sum, truth, MPFR_RNDN);
  mpfr_sub_ui(sum, sum, 1, MPFR_RNDN);
  return e::absolute(mpfr_get_d(sum, MPFR_RNDA)) * e::power_of_two<double>(2 * std::numeric_limits<T>::digits);
}

template <class T> void check_constants() {
  big ln_2, ln_10(10), half_pi, two_over_sqrt_pi, ratio(-9.0L / 64);
  mpfr_const_log2(ln_2, MPFR_RNDN);
  mpfr_log(ln_10, ln_10, MPFR_RNDN);
  mpfr_const_pi(half_pi, MPFR_RNDN);
  mpfr_rec_sqrt(two_over_sqrt_pi, half_pi, MPFR_RNDN);
  mpfr_mul_2ui(two_over_sqrt_pi, two_over_sqrt_pi, 1, MPFR_RNDN);
  mpfr_div_2ui(half_pi, half_pi, 1, MPFR_RNDN);
  mpfr_exp(ratio, ratio, MPFR_RNDN);
  BOOST_TEST(relative_error(e::ln_2<T>, ln_2) < 4);
  BOOST_TEST(relative_error(e::half_pi<T>, half_pi) < 4);
  BOOST_TEST(relative_error(e::two_over_sqrt_pi<T>, two_over_sqrt_pi) < 4);
  BOOST_TEST(relative_error(e::detail::erfc_ratio<T>, ratio) < 4);
  mpfr_ui_div(ln_2, 1, ln_2, MPFR_RNDN);
  mpfr_ui_div(ln_10, 1, ln_10, MPFR_RNDN);
  BOOST_TEST(relative_error(e::inverse_ln_2<T>, ln_2) < 4);
  BOOST_TEST(relative_error(e::inverse_ln_10<T>, ln_10) < 4);
}

BOOST_AUTO_TEST_CASE(constants) {
  check_constants<double>();
  check_constants<long double>();
}

BOOST_AUTO_TEST_CASE(digits_of_two_over_pi) {
  big rest;
  mpfr_set_prec(rest, 18000);
  mpfr_const_pi(rest, MPFR_RNDN);
  mpfr_ui_div(rest, 2, rest, MPFR_RNDN);
  int word = 0;
  for (std::uint64_t const expected : e::two_over_pi) {
    if (word++ < 2) continue;  // zeros, for small arguments
    mpfr_mul_2ui(rest, rest, 64, MPFR_RNDN);
    std::uint64_t const digits = mpfr_get_uj(rest, MPFR_RNDZ);
    BOOST_REQUIRE(digits == expected);
    mpfr_frac(rest, rest, MPFR_RNDN);
  }
  BOOST_TEST(word == 264);
}

BOOST_AUTO_TEST_SUITE_END()
