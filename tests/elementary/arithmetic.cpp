// SPDX-License-Identifier: Apache-2.0
#include <calx/elementary/arithmetic.hpp>

#include "known_values.hpp"

#include <random>
#include <vector>

BOOST_AUTO_TEST_SUITE(arithmetic)

namespace {

namespace e = calx::elementary;
using namespace known_values;

template <class T> constexpr bool special_values() {
  return same(e::add(inf<T>, -inf<T>), undefined<T>) && same(e::add(inf<T>, T(1)), inf<T>) &&
         same(e::subtract(T(1), inf<T>), -inf<T>) && same(e::add(undefined<T>, T(1)), undefined<T>) &&
         same(e::add(T(-0.0), T(-0.0)), T(-0.0)) && same(e::subtract(T(0), T(0)), T(0)) && same(e::negate(T(0)), T(-0.0)) &&
         same(e::multiply(T(0), inf<T>), undefined<T>) && same(e::multiply(-inf<T>, T(2)), -inf<T>) &&
         same(e::multiply(T(-0.0), T(3)), T(-0.0)) && same(e::divide(T(0), T(0)), undefined<T>) &&
         same(e::divide(T(-1), T(0)), -inf<T>) && same(e::divide(T(1), T(-0.0)), -inf<T>) &&
         same(e::divide(inf<T>, inf<T>), undefined<T>) && same(e::divide(T(-1), inf<T>), T(-0.0)) &&
         same(e::divide(inf<T>, T(0)), inf<T>) && same(e::divide(undefined<T>, T(0)), undefined<T>);
}

// Half an ulp beyond the largest number is a tie and goes to infinity; less stays.
template <class T> constexpr bool borders_of_overflow() {
  using limits = std::numeric_limits<T>;
  T const half_ulp = e::power_of_two<T>(limits::max_exponent - limits::digits - 1);
  T const less = half_ulp * (1 - limits::epsilon() / 2);
  T const above_one = 1 + limits::epsilon();
  T const below_one = 1 - limits::epsilon() / 2;
  T const root = e::power_of_two<T>(limits::max_exponent / 2);
  return same(e::add(largest<T>, half_ulp), inf<T>) && same(e::add(largest<T>, less), largest<T>) &&
         same(e::subtract(-largest<T>, half_ulp), -inf<T>) && same(e::subtract(-largest<T>, less), -largest<T>) &&
         same(e::add(largest<T>, -largest<T>), T(0)) && same(e::multiply(largest<T>, above_one), inf<T>) &&
         same(e::multiply(root, -root), -inf<T>) && same(e::multiply(root * below_one, root), largest<T>) &&
         same(e::multiply(root * below_one, root * above_one), inf<T>) && same(e::divide(largest<T>, below_one), inf<T>) &&
         same(e::divide(root * below_one, 1 / root), largest<T>) && same(e::divide(root, 1 / root), inf<T>) &&
         same(e::divide(largest<T>, smallest<T>), inf<T>) && same(e::divide(smallest<T>, largest<T>), T(0)) &&
         same(e::divide(-largest<T>, T(1)), -largest<T>) && same(e::divide(smallest<T>, smallest<T>), T(1));
}

static_assert(special_values<float>() && special_values<double>() && special_values<long double>());
static_assert(borders_of_overflow<float>() && borders_of_overflow<double>() && borders_of_overflow<long double>());

// Against the machine's arithmetic.
template <class T> int wrong_among(std::vector<T> const& numbers) {
  int wrong = 0;
  for (T a : numbers)
    for (T b : numbers) {
      wrong += !same(e::add(a, b), a + b);
      wrong += !same(e::subtract(a, b), a - b);
      wrong += !same(e::multiply(a, b), a * b);
      wrong += !same(e::divide(a, b), a / b);
    }
  return wrong;
}

template <class T> std::vector<T> numbers() {
  using limits = std::numeric_limits<T>;
  std::vector<T> result = {0,
                           1,
                           largest<T>,
                           smallest<T>,
                           limits::min(),
                           limits::epsilon(),
                           inf<T>,
                           undefined<T>,
                           largest<T> / 2,
                           limits::min() - smallest<T>,
                           e::power_of_two<T>(limits::max_exponent / 2)};
  std::mt19937_64 random(1);
  for (int i = 0; i < 250; ++i) {
    T const mantissa = static_cast<T>(random()) * e::power_of_two<T>(-64);
    int const low =
        i % 2 ? limits::min_exponent - limits::digits : (i % 4 == 0 ? limits::max_exponent / 2 : limits::max_exponent) - 3;
    int const high = i % 2 ? limits::max_exponent : low + 3;
    result.push_back(
        e::scale_by_power_of_two(mantissa, low + static_cast<int>(random() % static_cast<unsigned>(high - low + 1))));
  }
  for (std::size_t i = 0, n = result.size(); i < n; ++i) result.push_back(-result[i]);
  return result;
}

}  // namespace

BOOST_AUTO_TEST_CASE(at_run_time) {
  BOOST_TEST((special_values<float>() && special_values<double>() && special_values<long double>()));
  BOOST_TEST((borders_of_overflow<float>() && borders_of_overflow<double>() && borders_of_overflow<long double>()));
}

BOOST_AUTO_TEST_CASE(as_the_machine_computes) {
  BOOST_TEST(wrong_among(numbers<float>()) == 0);
  BOOST_TEST(wrong_among(numbers<double>()) == 0);
  BOOST_TEST(wrong_among(numbers<long double>()) == 0);
}

BOOST_AUTO_TEST_SUITE_END()
