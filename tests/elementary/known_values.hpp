// SPDX-License-Identifier: Apache-2.0
//
// Rows of arguments and values, and the check that a function gives exactly these, while compiling and at run time.
// A value has 64 bits, chosen such that rounding it again to double and float gives their correctly rounded values.
#pragma once

#include <calx/elementary/classify.hpp>

#include <boost/test/unit_test.hpp>

#include <cstddef>

namespace known_values {

namespace e = calx::elementary;

struct row {
  long double x;
  long double value;
};

struct row_of_two {
  long double x;
  long double y;
  long double value;
};

inline constexpr int none = -1;

template <class T> inline constexpr T inf = e::infinity<T>;
template <class T> inline constexpr T undefined = e::not_a_number<T>;
template <class T> inline constexpr T largest = std::numeric_limits<T>::max();
template <class T> inline constexpr T smallest = std::numeric_limits<T>::denorm_min();

// Equal, the signs of zeros too; NaN is the same as NaN.
template <class T> constexpr bool same(T a, T b) {
  return (e::is_nan(a) && e::is_nan(b)) || (a == b && e::sign_bit(a) == e::sign_bit(b));
}

template <class T, class Function> constexpr T value(Function f, row r) { return f(static_cast<T>(r.x)); }
template <class T, class Function> constexpr T value(Function f, row_of_two r) {
  return f(static_cast<T>(r.x), static_cast<T>(r.y));
}

// The number of the first row that f doesn't match, or none.
template <class T, class Function, class Row, std::size_t N> constexpr int first_wrong(Function f, Row const (&rows)[N]) {
  for (std::size_t i = 0; i < N; ++i)
    if (!same(value<T>(f, rows[i]), static_cast<T>(rows[i].value))) return static_cast<int>(i);
  return none;
}

template <class Function, class Row, std::size_t N> constexpr bool all_right(Function f, Row const (&rows)[N]) {
  return first_wrong<float>(f, rows) == none && first_wrong<double>(f, rows) == none &&
         first_wrong<long double>(f, rows) == none;
}

template <class Function, class Row, std::size_t N> void check_at_run_time(Function f, Row const (&rows)[N]) {
  BOOST_TEST(first_wrong<float>(f, rows) == none);
  BOOST_TEST(first_wrong<double>(f, rows) == none);
  BOOST_TEST(first_wrong<long double>(f, rows) == none);
}

// f never decreases between neighbors, from x on.
template <class T, class Function> bool ascends(Function f, T x, int steps = 200) {
  T value = f(x);
  for (int i = 0; i < steps; ++i) {
    x += e::scale_by_power_of_two(std::numeric_limits<T>::epsilon() / 2, e::split_exponent(x).exponent);
    T const next = f(x);
    if (next < value) return false;
    value = next;
  }
  return true;
}

template <class Function> void check_ascends(Function f) {
  for (double x :
       {-20.0, -5.0, -1.0, -0.7, -0.3, -0.01, 1e-12, 0.1, 0.25, 0.5, 0.78125, 0.9, 1.0, 1.4, 3.0, 8.0, 19.0, 40.0, 88.0}) {
    BOOST_TEST(ascends(f, static_cast<float>(x)));
    BOOST_TEST(ascends(f, x));
    BOOST_TEST(ascends(f, static_cast<long double>(x)));
  }
}

}  // namespace known_values
