// SPDX-License-Identifier: Apache-2.0
//
// Exact where the result is a number of the type: roots of squares and cubes, powers of two and of ten and their logarithms,
// integer powers, Pythagorean triples, and what every function has at 0 and 1. In constant expressions for double (the loops
// over all exponents only at run time), at run time for the three types.
#include "functions.hpp"
#include "known_values.hpp"

#include <tuple>

BOOST_AUTO_TEST_SUITE(exact)

namespace {

using namespace known_values;

template <class T> struct value_at {
  char const* name;
  T x;
  T value;
};

template <class T>
inline constexpr value_at<T> values[] = {
    {"sqrt", 1, 1},  {"cbrt", 1, 1},     {"cbrt", -1, -1}, {"exp", 0, 1},    {"exp2", 0, 1},        {"exp2", 1, 2},
    {"expm1", 0, 0}, {"log", 1, 0},      {"log2", 1, 0},   {"log10", 1, 0},  {"log1p", 0, 0},       {"sin", 0, 0},
    {"cos", 0, 1},   {"tan", 0, 0},      {"asin", 0, 0},   {"acos", 1, 0},   {"atan", 0, 0},        {"sinh", 0, 0},
    {"cosh", 0, 1},  {"tanh", 0, 0},     {"asinh", 0, 0},  {"acosh", 1, 0},  {"atanh", 0, 0},       {"erf", 0, 0},
    {"erfc", 0, 1},  {"sigmoid", 0, .5}, {"exp2", -1, .5}, {"log2", .5, -1}, {"sech_squared", 0, 1}};

template <class T> constexpr char const* first_wrong_value() {
  for (value_at<T> const& v : values<T>)
    if (!same(functions::named(functions::of_one, v.name).template of<T>()(v.x), v.value)) return v.name;
  return nullptr;
}
static_assert(!first_wrong_value<float>() && !first_wrong_value<double>() && !first_wrong_value<long double>());

// Whether n fits the type's bits.
template <class T> constexpr bool fits(std::uint64_t n) {
  while (n != 0 && n % 2 == 0) n /= 2;
  return n >> (std::numeric_limits<T>::digits - 1) <= 1;
}

// Roots of n^2 and n^3 for every step-th n that has its square or cube in the type, and with even or threefold exponents.
template <class T> constexpr bool roots(std::uint64_t step) {
  constexpr int bits = std::numeric_limits<T>::digits;
  for (std::uint64_t n = 1; n < std::uint64_t(1) << (bits / 2); n += step) {
    T const x = static_cast<T>(n), square = x * x;
    if (e::sqrt(square) != x || e::hypot(square, T(0)) != square) return false;
    if (e::sqrt(e::scale_by_power_of_two(square, -20)) != e::scale_by_power_of_two(x, -10)) return false;
  }
  for (std::uint64_t n = 1; n < std::uint64_t(1) << (bits / 3); n += step / 64 + 1) {
    T const x = static_cast<T>(n), cube = x * x * x;
    if (e::cbrt(cube) != x || e::cbrt(-cube) != -x) return false;
    if (e::cbrt(e::scale_by_power_of_two(cube, -60)) != e::scale_by_power_of_two(x, -20)) return false;
  }
  return true;
}

// sqrt is correctly rounded: y - ulp/2 < sqrt(x) < y + ulp/2 is (2y - ulp)^2 < 4x < (2y + ulp)^2 in integers.
constexpr bool sqrt_is_rounded(std::uint64_t count) {
  std::uint64_t n = std::uint64_t(1) << 52;
  for (std::uint64_t i = 0; i < count; ++i, n += (std::uint64_t(1) << 53) / count / 2) {
    for (int odd : {0, 1}) {  // x = n 2^(52 + odd), and the root has 53 bits
      calx::uint128 const x = static_cast<calx::uint128>(n) << (52 + odd);
      double const root = e::sqrt(e::scale_by_power_of_two(static_cast<double>(n), 52 + odd));
      calx::uint128 const twice = 2 * static_cast<calx::uint128>(root);
      if (!((twice - 1) * (twice - 1) < 4 * x && 4 * x < (twice + 1) * (twice + 1))) return false;
    }
  }
  return true;
}

// Powers of two from the smallest to the largest, their logarithms and roots.
template <class T> constexpr bool powers_of_two(int step) {
  using limits = std::numeric_limits<T>;
  for (int n = limits::min_exponent - limits::digits; n < limits::max_exponent; n += step) {
    T const power = e::scale_by_power_of_two(T(1), n), exponent = static_cast<T>(n);
    if (e::exp2(exponent) != power || e::log2(power) != exponent) return false;
    if (e::pow(T(2), exponent) != power || e::ipow(T(2), n) != power || e::pow(power, T(1)) != power) return false;
    if (n % 2 == 0 && (e::sqrt(power) != e::scale_by_power_of_two(T(1), n / 2) || e::pow(power, T(0.5)) != e::sqrt(power)))
      return false;
    if (n % 3 == 0 && e::cbrt(power) != e::scale_by_power_of_two(T(1), n / 3)) return false;
    if (n > limits::min_exponent && -n < limits::max_exponent && e::pow(power, T(-1)) != 1 / power) return false;
  }
  return true;
}

// log10(10^n) for all n such that 10^n is a number of the type, and the powers.
template <class T> constexpr bool powers_of_ten() {
  T power = 1;
  std::uint64_t fives = 1;
  for (int n = 0; fits<T>(fives); ++n, power *= 10, fives *= 5) {
    if (e::log10(power) != static_cast<T>(n) || e::pow(T(10), static_cast<T>(n)) != power || e::ipow(T(10), n) != power)
      return false;
    if (fives > std::numeric_limits<std::uint64_t>::max() / 5) break;
  }
  return true;
}

// b^n in integers as long as it is a number of the type; for even b with the power of two apart.
template <class T> constexpr bool integer_powers(unsigned up_to) {
  for (unsigned b = 3; b < up_to; b += 2) {
    std::uint64_t power = 1;
    for (int n = 0; power >> (std::numeric_limits<T>::digits - 1) <= 1; ++n, power *= b) {
      T const base = static_cast<T>(b), exponent = static_cast<T>(n), value = static_cast<T>(power);
      T const sign = n % 2 == 0 ? T(1) : T(-1);
      if (e::pow(base, exponent) != value || e::ipow(base, n) != value || e::pow(-base, exponent) != sign * value) return false;
      if (e::pow(base / 4, exponent) != e::scale_by_power_of_two(value, -2 * n)) return false;
      if (e::pow(value, T(0.5)) != e::sqrt(value)) return false;
      if (n % 2 == 0 && e::sqrt(value) != e::ipow(base, n / 2)) return false;
      if (power > std::numeric_limits<std::uint64_t>::max() / b) break;
    }
  }
  return true;
}

// m^2 - n^2, 2mn, m^2 + n^2
template <class T> constexpr bool triples(long long up_to) {
  for (long long m = 2; m < up_to; ++m)
    for (long long n = 1; n < m; ++n)
      if (e::hypot(static_cast<T>(m * m - n * n), static_cast<T>(-2 * m * n)) != static_cast<T>(m * m + n * n)) return false;
  return true;
}

static_assert(roots<double>(1 << 21) && sqrt_is_rounded(50) && powers_of_two<double>(41) && powers_of_ten<double>());
static_assert(integer_powers<double>(8) && triples<double>(9));
static_assert(roots<float>(1 << 7) && powers_of_ten<float>() && powers_of_ten<long double>());

// n, unknown to the compiler: g++ would spend minutes on folding these loops.
template <class N> N unfolded(N n) {
  N volatile const copy = n;
  return copy;
}

using real_types = std::tuple<float, double, long double>;

}  // namespace

BOOST_AUTO_TEST_CASE_TEMPLATE(at_run_time, T, real_types) {
  constexpr int bits = std::numeric_limits<T>::digits;
  BOOST_TEST(first_wrong_value<T>() == nullptr);
  BOOST_TEST(roots<T>(unfolded(bits == 24 ? 1 : (std::uint64_t(1) << (bits / 2)) / 100003)));
  BOOST_TEST(powers_of_two<T>(unfolded(1)));
  BOOST_TEST(powers_of_ten<T>());
  BOOST_TEST(integer_powers<T>(unfolded(1000u)));
  BOOST_TEST(triples<T>(unfolded(100LL)));
}

BOOST_AUTO_TEST_CASE(square_root_is_correctly_rounded) { BOOST_TEST(sqrt_is_rounded(unfolded(std::uint64_t(1000000)))); }

BOOST_AUTO_TEST_CASE(what_fits) {
  BOOST_TEST(fits<double>((std::uint64_t(1) << 53) - 1));
  BOOST_TEST(!fits<double>((std::uint64_t(1) << 53) + 1));
  BOOST_TEST(fits<float>(std::uint64_t(3) << 60));
  BOOST_TEST(!fits<float>((std::uint64_t(3) << 60) + 1));
}

BOOST_AUTO_TEST_SUITE_END()
