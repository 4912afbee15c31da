// SPDX-License-Identifier: Apache-2.0
#include <calx/elementary/pair.hpp>

#include "known_values.hpp"

#include <random>

BOOST_AUTO_TEST_SUITE(pair)

namespace {

namespace e = calx::elementary;
using namespace known_values;

template <class T> constexpr bool equal(e::pair<T> a, e::pair<T> b) { return a.hi == b.hi && a.lo == b.lo; }

// Exact identities: what doesn't fit into hi is in lo, to the last bit.
template <class T> constexpr bool nothing_is_lost() {
  T const u = std::numeric_limits<T>::epsilon();
  return equal(e::two_sum(T(1), u / 8), {T(1), u / 8}) && equal(e::two_sum(u / 8, T(1)), {T(1), u / 8}) &&
         equal(e::two_product(1 + u, 1 + u), {1 + 2 * u, u * u}) && equal(e::two_product(1 + u, 1 - u), {T(1), -u * u}) &&
         equal(e::pair<T>(1, u / 4) - T(1), {u / 4, T(0)}) &&
         equal(e::pair<T>(1, u / 4) * e::pair<T>(1, u / 4), {T(1), u / 2}) &&
         equal((e::pair<T>(1) / T(3)) * T(3), {T(1), T(0)}) && equal(e::pair<T>(6, u) / e::pair<T>(2), {T(3), u / 2}) &&
         equal(e::halves(1 + u) + T(-1), {u, T(0)});
}

static_assert(nothing_is_lost<double>() && nothing_is_lost<long double>());

// hi alone is a tie between two subnormal numbers, and lo decides.
template <class T> constexpr bool subnormals_are_rounded_once() {
  constexpr int down = std::numeric_limits<T>::min_exponent - std::numeric_limits<T>::digits;  // 2^down is the smallest number
  T const u = std::numeric_limits<T>::epsilon();
  return same(e::rounded<T>(e::pair<e::working<T>>(T(2.5), u / 2), down), 3 * smallest<T>) &&
         same(e::rounded<T>(e::pair<e::working<T>>(T(2.5), -u / 2), down), 2 * smallest<T>) &&
         same(e::rounded<T>(e::pair<e::working<T>>(T(3.5), -u / 2), down), 3 * smallest<T>) &&
         same(e::rounded<T>(e::pair<e::working<T>>(T(-2.5), -u / 2), down), -3 * smallest<T>) &&
         same(e::rounded<T>(e::pair<e::working<T>>(T(2.5)), down), 2 * smallest<T>) &&
         same(e::rounded<T>(e::pair<e::working<T>>(T(0.5), u / 8), down), smallest<T>) &&
         same(e::rounded<T>(e::pair<e::working<T>>(T(-0.25)), down), T(-0.0));
}

static_assert(subnormals_are_rounded_once<double>() && subnormals_are_rounded_once<long double>());

constexpr double beyond_float = 0x1.ffffffp127;  // half an ulp above the largest float
static_assert(e::rounded<float>(e::pair<double>(beyond_float)) == inf<float> &&
              e::rounded<float>(e::pair<double>(-1e300)) == -inf<float>);
static_assert(e::rounded<float>(e::pair<double>(0x1.fffffefffffffp127)) == largest<float>);
static_assert(e::rounded<double>(e::pair<double>(0.75), 1025) == inf<double> &&
              e::rounded<double>(e::pair<double>(0.75), 1024) > 1e308);

// (a + b) - b = a and (a b)/b = a to nearly all bits of a pair.
template <class T> T largest_error() {
  std::mt19937_64 random(1);
  auto const number = [&] {
    T const hi = 1 + static_cast<T>(random()) * e::power_of_two<T>(-64);
    return e::fast_two_sum(hi,
                           (static_cast<T>(random()) * e::power_of_two<T>(-64) - T(0.5)) * std::numeric_limits<T>::epsilon());
  };
  T worst = 0;
  for (int i = 0; i < 10000; ++i) {
    e::pair<T> const a = number();
    e::pair<T> const b = number();
    for (e::pair<T> again : {(a + b) - b, (a * b) / b, (a * b.hi) / b.hi, -(b - (a + b))}) {
      T const error = e::absolute((again - a).hi);
      if (error > worst) worst = error;
    }
  }
  return worst;
}

}  // namespace

BOOST_AUTO_TEST_CASE(at_run_time) {
  BOOST_TEST((nothing_is_lost<double>() && nothing_is_lost<long double>()));
  BOOST_TEST((subnormals_are_rounded_once<double>() && subnormals_are_rounded_once<long double>()));
  BOOST_TEST(largest_error<double>() < 0x1p-100);
  BOOST_TEST(largest_error<long double>() < e::power_of_two<long double>(6 - 2 * std::numeric_limits<long double>::digits));
}

BOOST_AUTO_TEST_SUITE_END()
