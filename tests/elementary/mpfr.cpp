// SPDX-License-Identifier: Apache-2.0
//
// The elementary functions against MPFR: the largest error in ulp for each function and type, one row a function. The numbers
// are landmarks with their neighbors, random numbers of all sizes (subnormals and numbers next to 1 among them), numbers
// within 1000 ulp of a landmark, and the nearest numbers to multiples of pi/4, most of them below 1e15, some of any size.
// The ordinary suite takes 4,000 random numbers a function and type, the exhaustive one 100,000; CALX_POINTS overrides both.
// An ulp is the distance of the type's numbers around the true value, subnormals included; infinity stands for 2^E.
#include <boost/test/unit_test.hpp>

#include "arguments.hpp"
#include "functions.hpp"

#define MPFR_USE_INTMAX_T
#include <mpfr.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <iterator>

BOOST_AUTO_TEST_SUITE(mpfr)

namespace {

namespace e = calx::elementary;
using functions::binary;
using functions::row;
using functions::unary;

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

int points(int otherwise) {
  char const* const text = std::getenv("CALX_POINTS");
  return text ? std::atoi(text) : otherwise;
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

void print_head(int numbers) {
  std::printf("\nlargest error in ulp, %d random numbers a function and type beside the landmarks\n", numbers);
  std::printf("%-34s %8s %8s %8s  where (float double long double)\n", "function", "float", "double", "long d.");
}

void check_row(char const* name, worst const (&found)[3], double limit) {
  std::printf("%-34s %8.5f %8.5f %8.5f ", name, found[0].error, found[1].error, found[2].error);
  for (worst const& w : found) {
    std::printf(" %La", w.x);
    if (w.y != 0) std::printf(",%La", w.y);
  }
  std::printf("\n");
  std::fflush(stdout);
  for (worst const& w : found)
    BOOST_CHECK_MESSAGE(w.error <= limit, name << ": " << w.error << " ulp at " << w.x << ", " << w.y);
}

template <class T> class hard_numbers : public arguments::random_numbers<T> {
 public:
  T operator()() { return this->bits() % 6 == 0 ? near_multiple_of_quarter_pi() : arguments::random_numbers<T>::operator()(); }

 private:
  using limits = std::numeric_limits<T>;
  T near_multiple_of_quarter_pi() {
    unsigned const range = this->bits() % 4 == 0 ? limits::max_exponent - 1 : 51;
    int const exponent = static_cast<int>(this->bits() % range);
    big pi;
    mpfr_set_prec(pi, 64 + static_cast<mpfr_prec_t>(exponent) + limits::digits);
    mpfr_const_pi(pi, MPFR_RNDN);
    mpfr_mul_2si(pi, pi, -2, MPFR_RNDN);
    big multiple(e::truncate(static_cast<long double>(e::absolute(this->any_exponent(exponent, exponent)))));
    mpfr_mul(pi, pi, multiple, MPFR_RNDN);
    T const nearest = static_cast<T>(mpfr_get_ld(pi, MPFR_RNDN));
    return e::copy_sign(nearest, this->uniform());
  }
};

using reference = int(mpfr_ptr, mpfr_srcptr, mpfr_rnd_t);
using reference_of_two = int(mpfr_ptr, mpfr_srcptr, mpfr_srcptr, mpfr_rnd_t);

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

// Where arguments are taken from: outside they would all be NaN, which annex_f.cpp checks.
enum class domain { line, positive, unit, from_one };

template <class T> T into(domain where, T x) {
  switch (where) {
    case domain::positive: return e::absolute(x);
    case domain::unit: return e::absolute(x) > 1 ? 1 / x : x;
    case domain::from_one: return e::absolute(x) < 1 ? 1 + e::absolute(x) : e::absolute(x);
    default: return x;
  }
}

struct truth_of {
  char const* name;
  reference* truth;
  domain where = domain::line;
  double limit = 1;
};

constexpr truth_of truths[] = {{"sqrt", mpfr_sqrt, domain::positive, 0.5},
                               {"cbrt", mpfr_cbrt},
                               {"exp", mpfr_exp},
                               {"exp2", mpfr_exp2},
                               {"expm1", mpfr_expm1},
                               {"log", mpfr_log, domain::positive},
                               {"log2", mpfr_log2, domain::positive},
                               {"log10", mpfr_log10, domain::positive},
                               {"log1p", mpfr_log1p},
                               {"sin", mpfr_sin},
                               {"cos", mpfr_cos},
                               {"tan", mpfr_tan},
                               {"asin", mpfr_asin, domain::unit},
                               {"acos", mpfr_acos, domain::unit},
                               {"atan", mpfr_atan},
                               {"sinh", mpfr_sinh},
                               {"cosh", mpfr_cosh},
                               {"tanh", mpfr_tanh},
                               {"asinh", mpfr_asinh},
                               {"acosh", mpfr_acosh, domain::from_one},
                               {"atanh", mpfr_atanh, domain::unit},
                               {"erf", mpfr_erf},
                               {"erfc", mpfr_erfc},
                               {"sigmoid", sigmoid},
                               {"softplus", softplus},
                               {"sech_squared", sech_squared},
                               {"two_over_sqrt_pi_exp_minus_square", two_over_sqrt_pi_exp_minus_square}};
struct truth_of_two {
  char const* name;
  reference_of_two* truth;
};

constexpr truth_of_two truths_of_two[] = {{"hypot", mpfr_hypot}, {"atan2", mpfr_atan2}, {"pow", mpfr_pow}};

template <class Truths> auto const& truth_named(Truths const& all, std::string_view name) {
  auto const found = std::find_if(std::begin(all), std::end(all), [&](auto const& t) { return t.name == name; });
  BOOST_REQUIRE_MESSAGE(found != std::end(all), name << " has no reference");
  return *found;
}

template <class T> worst worst_of(unary<T> function, truth_of const& t, int numbers) {
  worst result;
  big x, y;
  auto const look = [&](T number) {
    T const at = into(t.where, number);
    mpfr_set_ld(x, static_cast<long double>(at), MPFR_RNDN);
    t.truth(y, x, MPFR_RNDN);
    result.see(error_in_ulp(function(at), y), static_cast<long double>(at));
  };
  for (T at : arguments::landmarks<T>())
    for (int steps = -2; steps <= 2; ++steps) look(arguments::moved(at, steps));
  hard_numbers<T> next;
  for (int i = numbers; i > 0; --i) look(next());
  return result;
}

// Arguments for functions of two variables: anything, comparable sizes, and y such that pow(x, y) is in range.
template <class T> void next_two(hard_numbers<T>& next, T& x, T& y) {
  x = next();
  switch (next.bits() % 5) {
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

template <class T> worst worst_of_two(binary<T> function, reference_of_two* truth, int numbers) {
  worst result;
  big a, b, y;
  auto const look = [&](T first, T second) {
    mpfr_set_ld(a, static_cast<long double>(first), MPFR_RNDN);
    mpfr_set_ld(b, static_cast<long double>(second), MPFR_RNDN);
    truth(y, a, b, MPFR_RNDN);
    result.see(error_in_ulp(function(first, second), y), static_cast<long double>(first), static_cast<long double>(second));
  };
  for (T first : {T(0), T(1), T(-1), T(0.5), T(2), T(-3), std::numeric_limits<T>::denorm_min(), std::numeric_limits<T>::max()})
    for (T mark : arguments::landmarks<T>())
      for (T second : {mark, arguments::moved(mark, 1), arguments::moved(mark, -1)}) look(first, second), look(second, first);
  hard_numbers<T> next;
  for (int i = numbers; i > 0; --i) {
    T first, second;
    next_two(next, first, second);
    look(first, second);
  }
  return result;
}

template <class T> worst worst_of_ipow(int numbers) {
  worst result;
  big x, y;
  hard_numbers<T> next;
  for (int i = numbers; i > 0; --i) {
    T const base = i % 2 ? next() : 1 + next.any_exponent(-std::numeric_limits<T>::digits, -6);
    long long const n = static_cast<long long>(next.bits()) >> (next.bits() % 63);
    mpfr_set_ld(x, static_cast<long double>(base), MPFR_RNDN);
    mpfr_pow_si(y, x, static_cast<long>(n), MPFR_RNDN);
    result.see(error_in_ulp(e::ipow(base, n), y), static_cast<long double>(base), static_cast<long double>(n));
  }
  return result;
}

void check_all(int numbers) {
  print_head(numbers);
  for (row<unary> const& f : functions::of_one) {
    truth_of const& t = truth_named(truths, f.name);
    worst const found[] = {worst_of(f.of_float, t, numbers), worst_of(f.of_double, t, numbers),
                           worst_of(f.of_long_double, t, numbers)};
    check_row(f.name, found, t.limit);
  }
  for (row<binary> const& f : functions::of_two) {
    reference_of_two* const truth = truth_named(truths_of_two, f.name).truth;
    worst const found[] = {worst_of_two(f.of_float, truth, numbers), worst_of_two(f.of_double, truth, numbers),
                           worst_of_two(f.of_long_double, truth, numbers)};
    check_row(f.name, found, 1);
  }
  worst const found[] = {worst_of_ipow<float>(numbers), worst_of_ipow<double>(numbers), worst_of_ipow<long double>(numbers)};
  check_row("ipow", found, 1);
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
                                       {"exp", mpfr_exp, domain::unit}, 1000);
  BOOST_TEST(found.error > 2.0);
  BOOST_TEST(found.error < 4.6);
}

BOOST_AUTO_TEST_CASE(errors_in_ulp) { check_all(points(4000)); }

BOOST_AUTO_TEST_CASE(errors_in_ulp_at_100000_points, *boost::unit_test::label("exhaustive")) { check_all(points(100000)); }

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
