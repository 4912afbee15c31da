// SPDX-License-Identifier: Apache-2.0
#include <calx/elementary/root.hpp>

#include "known_values.hpp"

BOOST_AUTO_TEST_SUITE(root)

namespace {

namespace e = calx::elementary;
using namespace known_values;

// Values by mpmath, 600 bits, rounded to 64.
// clang-format off
constexpr row sqrt_rows[] = {
    {0.5, 0x1.6a09e667f3bcc908p-1L}, {2, 0x1.6a09e667f3bcc908p0L}, {3, 0x1.bb67ae8584caa73cp0L}, {4, 2},
    {10, 0x1.94c583ada5b5292p1L}, {1000000, 1000}, {0.0001220703125, 0x1.6a09e667f3bcc908p-7L}};
constexpr row cbrt_rows[] = {
    {0.125, 0x1p-1L}, {2, 0x1.428a2f98d728ae22p0L}, {27, 3}, {-10, -0x1.13c484138704eca8p1L}, {1000000, 100},
    {0.0003662109375, 0x1.250bfe1b082f4f9cp-4L}};
constexpr row_of_two hypot_rows[] = {
    {3, 4, 5}, {1, 1, 0x1.6a09e667f3bcc908p0L}, {5, -12, 13}, {0.5, 0.0078125, 0x1.0007ffe000fff6p-1L},
    {1000, 7, 0x1.f40322ce60e0d5aap9L}};
// clang-format on

// Special values, and the ends of the range.
template <class T> constexpr bool special_values() {
  return same(e::sqrt(T(-0.0)), T(-0.0)) && same(e::sqrt(T(-1)), undefined<T>) && same(e::sqrt(inf<T>), inf<T>) &&
         same(e::sqrt(undefined<T>), undefined<T>) && same(e::cbrt(T(-0.0)), T(-0.0)) && same(e::cbrt(-inf<T>), -inf<T>) &&
         same(e::cbrt(undefined<T>), undefined<T>) && same(e::hypot(T(-0.0), T(0)), T(0)) &&
         same(e::hypot(-inf<T>, undefined<T>), inf<T>) && same(e::hypot(undefined<T>, T(1)), undefined<T>) &&
         same(e::hypot(largest<T>, largest<T>), inf<T>) && same(e::hypot(largest<T>, T(1)), largest<T>) &&
         same(e::hypot(3 * smallest<T>, 4 * smallest<T>), 5 * smallest<T>);
}

static_assert(special_values<float>() && special_values<double>() && special_values<long double>());

constexpr auto sqrt_of = [](auto x) { return e::sqrt(x); };
constexpr auto cbrt_of = [](auto x) { return e::cbrt(x); };
constexpr auto hypot_of = [](auto x, auto y) { return e::hypot(x, y); };

static_assert(all_right(sqrt_of, sqrt_rows));
static_assert(all_right(cbrt_of, cbrt_rows));
static_assert(all_right(hypot_of, hypot_rows));

}  // namespace

BOOST_AUTO_TEST_CASE(known_values_at_run_time) {
  check_at_run_time(sqrt_of, sqrt_rows);
  check_at_run_time(cbrt_of, cbrt_rows);
  check_at_run_time(hypot_of, hypot_rows);
  BOOST_TEST((special_values<float>() && special_values<double>() && special_values<long double>()));
}

BOOST_AUTO_TEST_CASE(never_decreases) { check_ascends(cbrt_of); }

BOOST_AUTO_TEST_SUITE_END()
