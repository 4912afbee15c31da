// SPDX-License-Identifier: Apache-2.0
#include <calx/elementary/inverse_trigonometric.hpp>

#include "known_values.hpp"

BOOST_AUTO_TEST_SUITE(inverse_trigonometric)

namespace {

namespace e = calx::elementary;
using namespace known_values;

// Values by mpmath, 600 bits, rounded to 64.
// clang-format off
constexpr row asin_rows[] = {
    {-0.75, -0x1.b235315c680dc082p-1L}, {-0.25, -0x1.02be9ce0b87cd1e6p-2L}, {0.0078125, 0x1.0000aaabdde0b954p-7L},
    {0.5, 0x1.0c152382d7365846p-1L}, {0.998046875, 0x1.821f0a866217bc4cp0L}, {1, 0x1.921fb54442d1846ap0L}};
constexpr row acos_rows[] = {
    {-1, 0x1.921fb54442d1846ap1L}, {-0.75, 0x1.359d26f93b6c3256p1L}, {-0.25, 0x1.d2cf5c7c70f0b8e2p0L},
    {0.0078125, 0x1.901fb3eeeb15c2f6p0L}, {0.5, 0x1.0c152382d7365846p0L}, {0.998046875, 0x1.000aabde0b9c81d6p-4L},
    {1, 0}};
constexpr row atan_rows[] = {
    {-3.5, -0x1.4ae10fc6589a4b14p0L}, {-0.75, -0x1.4978fa3269ee1248p-1L}, {-0.0078125, -0x1.fffd555bbba972dp-8L},
    {0.25, 0x1.f5b75f92c80dd62ap-3L}, {1, 0x1.921fb54442d1846ap-1L}, {5.75, 0x1.660b02c736a05e54p0L},
    {100, 0x1.8f905eb2def218bep0L}, {-1000000, -0x1.921fa47d4b30ce82p0L}};
constexpr row_of_two atan2_rows[] = {
    {1, 1, 0x1.921fb54442d1846ap-1L}, {1, -1, 0x1.2d97c7f3321d235p1L}, {-1, -1, -0x1.2d97c7f3321d235p1L},
    {-3, 0.5, -0x1.67d8863bc99bc992p0L}, {0.0078125, 2, 0x1.ffff5555bbbb7298p-9L},
    {0.25, -100, 0x1.91cdc9ca53663348p1L}};
// clang-format on

template <class T> constexpr bool special_values() {
  T const half_pi = static_cast<T>(0x1.921fb54442d18469898p0L);
  return same(e::asin(T(-0.0)), T(-0.0)) && same(e::asin(T(1.5)), undefined<T>) && same(e::asin(T(-1)), -half_pi) &&
         same(e::acos(T(1)), T(0)) && same(e::acos(T(-1)), 2 * half_pi) && same(e::acos(T(-0.0)), half_pi) &&
         same(e::acos(inf<T>), undefined<T>) && same(e::atan(-inf<T>), -half_pi) && same(e::atan(T(-0.0)), T(-0.0)) &&
         same(e::atan(largest<T>), half_pi) && same(e::atan(undefined<T>), undefined<T>) &&
         same(e::asin(smallest<T>), smallest<T>);
}

// C, Annex F.10.1.4.
template <class T> constexpr bool special_angles() {
  T const quarter = static_cast<T>(0x1.921fb54442d18469898p-1L);
  T const three_quarters = static_cast<T>(0x1.2d97c7f3321d234f272p1L);
  return same(e::atan2(T(0), T(-0.0)), 4 * quarter) && same(e::atan2(T(-0.0), T(-1)), -4 * quarter) &&
         same(e::atan2(T(-0.0), T(0)), T(-0.0)) && same(e::atan2(T(0), T(2)), T(0)) &&
         same(e::atan2(T(-1), T(0)), -2 * quarter) && same(e::atan2(T(1), -inf<T>), 4 * quarter) &&
         same(e::atan2(T(-1), inf<T>), T(-0.0)) && same(e::atan2(inf<T>, T(1)), 2 * quarter) &&
         same(e::atan2(-inf<T>, -inf<T>), -three_quarters) && same(e::atan2(inf<T>, inf<T>), quarter) &&
         same(e::atan2(undefined<T>, T(0)), undefined<T>) && same(e::atan2(smallest<T>, largest<T>), T(0)) &&
         same(e::atan2(smallest<T>, T(1)), smallest<T>) && same(e::atan2(largest<T>, smallest<T>), 2 * quarter);
}
static_assert(special_angles<float>() && special_angles<double>() && special_angles<long double>());

static_assert(special_values<float>() && special_values<double>() && special_values<long double>());

constexpr auto asin_of = [](auto x) { return e::asin(x); };
constexpr auto acos_of = [](auto x) { return e::acos(x); };
constexpr auto atan_of = [](auto x) { return e::atan(x); };
constexpr auto atan2_of = [](auto x, auto y) { return e::atan2(x, y); };

static_assert(all_right(asin_of, asin_rows));
static_assert(all_right(acos_of, acos_rows));
static_assert(all_right(atan_of, atan_rows));
static_assert(all_right(atan2_of, atan2_rows));

}  // namespace

BOOST_AUTO_TEST_CASE(known_values_at_run_time) {
  check_at_run_time(asin_of, asin_rows);
  check_at_run_time(acos_of, acos_rows);
  check_at_run_time(atan_of, atan_rows);
  check_at_run_time(atan2_of, atan2_rows);
  BOOST_TEST((special_values<float>() && special_values<double>() && special_values<long double>()));
}

BOOST_AUTO_TEST_CASE(never_decreases) { check_ascends(atan_of); }

BOOST_AUTO_TEST_SUITE_END()
