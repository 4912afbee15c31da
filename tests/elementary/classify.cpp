// SPDX-License-Identifier: Apache-2.0
#include <calx/elementary/classify.hpp>

#include "known_values.hpp"

#include <random>

BOOST_AUTO_TEST_SUITE(classify)

namespace {

namespace e = calx::elementary;
using namespace known_values;

template <class T> constexpr bool kinds_and_signs() {
  return e::is_nan(undefined<T>) && !e::is_nan(inf<T>) && e::is_infinite(-inf<T>) && !e::is_infinite(largest<T>) &&
         e::is_finite(T(0)) && !e::is_finite(undefined<T>) && !e::is_finite(inf<T>) && e::sign_bit(T(-0.0)) &&
         !e::sign_bit(T(0)) && e::sign_bit(-inf<T>) && same(e::absolute(T(-0.0)), T(0)) &&
         same(e::copy_sign(T(3), T(-0.0)), T(-3)) && e::sign_bit(e::copy_sign(undefined<T>, T(-1)));
}

template <class T> constexpr bool integer_parts() {
  T const between = 1 / std::numeric_limits<T>::epsilon() - T(0.5);  // 2^(p - 1) - 1/2, a tie; the even neighbor is above
  return same(e::truncate(T(-0.75)), T(-0.0)) && same(e::truncate(T(2.75)), T(2)) && same(e::truncate(-inf<T>), -inf<T>) &&
         same(e::round_to_integer(T(0.5)), T(0)) && same(e::round_to_integer(T(1.5)), T(2)) &&
         same(e::round_to_integer(T(-2.5)), T(-2)) && same(e::round_to_integer(T(-0.25)), T(-0.0)) &&
         same(e::round_to_integer(between), between + T(0.5)) && same(e::truncate(between), between - T(0.5)) &&
         same(e::round_to_integer(largest<T>), largest<T>) && same(e::round_to_integer(inf<T>), inf<T>) &&
         e::is_nan(e::round_to_integer(undefined<T>)) && e::is_odd(T(-3)) && !e::is_odd(T(4)) && !e::is_odd(largest<T>);
}

template <class T> constexpr bool restored(T x) {
  auto const [mantissa, exponent] = e::split_exponent(x);
  T const size = e::absolute(mantissa);
  return size >= T(0.5) && size < 1 && same(e::scale_by_power_of_two(mantissa, exponent), x);
}

template <class T> constexpr bool exponents() {
  using limits = std::numeric_limits<T>;
  return restored(T(1)) && restored(T(-0.75)) && restored(largest<T>) && restored(-smallest<T>) && restored(limits::min()) &&
         restored(3 * smallest<T>) && restored(limits::min() - smallest<T>) &&
         e::split_exponent(smallest<T>).exponent == limits::min_exponent - limits::digits + 1 &&
         same(e::scale_by_power_of_two(T(-1), limits::max_exponent), -inf<T>) &&
         same(e::scale_by_power_of_two(-smallest<T>, -1), T(-0.0)) &&             // a tie goes to the even neighbor
         same(e::scale_by_power_of_two(3 * smallest<T>, -1), 2 * smallest<T>) &&  // so does this one
         same(e::scale_by_power_of_two(T(5), 1 << 30), inf<T>) && same(e::scale_by_power_of_two(T(5), -(1 << 30)), T(0)) &&
         same(e::scale_by_power_of_two(smallest<T>, 1 - limits::min_exponent + limits::digits), T(2)) &&
         same(e::scale_by_power_of_two(inf<T>, -5), inf<T>) && same(e::scale_by_power_of_two(T(-0.0), 5), T(-0.0));
}

template <class T> constexpr bool all() { return kinds_and_signs<T>() && integer_parts<T>() && exponents<T>(); }

static_assert(all<float>() && all<double>() && all<long double>());

template <class T> int wrong_among_random_numbers() {
  std::mt19937_64 random(1);
  int wrong = 0;
  for (int i = 0; i < 20000; ++i) {
    T const uniform = static_cast<T>(static_cast<std::int64_t>(random() | 1));
    int const range = std::numeric_limits<T>::max_exponent - 64;
    T const x = e::scale_by_power_of_two(uniform, static_cast<int>(random() % static_cast<unsigned>(2 * range)) - range - 64);
    if (x != 0 && !restored(x)) ++wrong;
  }
  return wrong;
}

}  // namespace

BOOST_AUTO_TEST_CASE(at_run_time) {
  BOOST_TEST(all<float>());
  BOOST_TEST(all<double>());
  BOOST_TEST(all<long double>());
  BOOST_TEST(wrong_among_random_numbers<float>() == 0);
  BOOST_TEST(wrong_among_random_numbers<double>() == 0);
  BOOST_TEST(wrong_among_random_numbers<long double>() == 0);
}

BOOST_AUTO_TEST_CASE(the_checks_can_fail) {
  constexpr row rows[] = {{1, 1}, {2, 4}, {3, 8}};
  BOOST_TEST(first_wrong<double>([](double x) { return x * x; }, rows) == 2);
  BOOST_TEST(!same(0.0, -0.0));
  BOOST_TEST(!ascends([](double x) { return -x; }, 1.0));
}

BOOST_AUTO_TEST_SUITE_END()
