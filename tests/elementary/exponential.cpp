// SPDX-License-Identifier: Apache-2.0
#include <calx/elementary/exponential.hpp>

#include "known_values.hpp"

BOOST_AUTO_TEST_SUITE(exponential)

namespace {

namespace e = calx::elementary;
using namespace known_values;

// Values by mpmath, 600 bits, rounded to 64.
// clang-format off
constexpr row exp_rows[] = {
    {0, 1}, {-3.5, 0x1.eec1018e4ff65f6ap-6L}, {-0.75, 0x1.e3b40ebefcd7e52ep-2L},
    {-0.0078125, 0x1.fc03fd56aa224f98p-1L}, {0.25, 0x1.48b5e3c3e8186676p0L}, {1, 0x1.5bf0a8b145769536p1L},
    {5.75, 0x1.3a30cf1ccbb3dd72p8L}, {-40, 0x1.39792499b1a24296p-58L}, {80, 0x1.55779b984f3eb3c8p115L}};
constexpr row exp2_rows[] = {
    {0, 1}, {0.5, 0x1.6a09e667f3bcc908p0L}, {-0.25, 0x1.ae89f995ad3ad5e8p-1L}, {10, 1024}, {-20, 0x1p-20L},
    {3.75, 0x1.ae89f995ad3ad5e8p3L}, {100.125, 0x1.172b83c7d517adcep100L}};
constexpr row expm1_rows[] = {
    {-3.5, -0x1.f089f7f38d804d04p-1L}, {-0.75, -0x1.0e25f8a081940d68p-1L}, {-0.0078125, -0x1.fe0154aaeed83402p-8L},
    {0.25, 0x1.22d78f0fa06199dap-2L}, {1, 0x1.b7e151628aed2a6ap0L}, {5.75, 0x1.3930cf1ccbb3dd72p8L},
    {-20, -0x1.ffffffee4b79aa0cp-1L}, {40, 0x1.a220d397972ea834p57L}};
// clang-format on

template <class T> constexpr bool special_values() {
  constexpr int bottom = std::numeric_limits<T>::min_exponent - std::numeric_limits<T>::digits;
  return same(e::exp(-inf<T>), T(0)) && same(e::exp(inf<T>), inf<T>) && same(e::exp(undefined<T>), undefined<T>) &&
         same(e::exp(largest<T>), inf<T>) && same(e::exp(-largest<T>), T(0)) && same(e::exp(smallest<T>), T(1)) &&
         same(e::exp2(T(bottom)), smallest<T>) && same(e::exp2(T(bottom) - 1), T(0)) &&
         same(e::exp2(T(bottom) - T(0.75)), smallest<T>) && same(e::exp2(T(std::numeric_limits<T>::max_exponent)), inf<T>) &&
         same(e::exp2(undefined<T>), undefined<T>) && same(e::exp2(-inf<T>), T(0)) && same(e::exp2(inf<T>), inf<T>) &&
         same(e::expm1(T(-0.0)), T(-0.0)) && same(e::expm1(smallest<T>), smallest<T>) && same(e::expm1(-inf<T>), T(-1)) &&
         same(e::expm1(T(-1000)), T(-1)) && same(e::expm1(inf<T>), inf<T>) && same(e::expm1(undefined<T>), undefined<T>);
}
// The last arguments before overflow and underflow, and the next.
static_assert(e::exp(0x1.62e42fefa39efp9) == 0x1.fffffffffff2ap1023 && e::exp(0x1.62e42fefa39fp9) == inf<double>);
static_assert(e::exp(-0x1.74910d52d3051p9) == smallest<double> && e::exp(-0x1.74910d52d3052p9) == 0);
static_assert(e::exp(0x1.62e42ep6f) == 0x1.ffff08p127f && e::exp(0x1.62e43p6f) == inf<float>);

static_assert(special_values<float>() && special_values<double>() && special_values<long double>());

constexpr auto exp_of = [](auto x) { return e::exp(x); };
constexpr auto exp2_of = [](auto x) { return e::exp2(x); };
constexpr auto expm1_of = [](auto x) { return e::expm1(x); };

static_assert(all_right(exp_of, exp_rows));
static_assert(all_right(exp2_of, exp2_rows));
static_assert(all_right(expm1_of, expm1_rows));

}  // namespace

BOOST_AUTO_TEST_CASE(known_values_at_run_time) {
  check_at_run_time(exp_of, exp_rows);
  check_at_run_time(exp2_of, exp2_rows);
  check_at_run_time(expm1_of, expm1_rows);
  BOOST_TEST((special_values<float>() && special_values<double>() && special_values<long double>()));
}

BOOST_AUTO_TEST_CASE(never_decreases) {
  check_ascends(exp_of);
  check_ascends(exp2_of);
  check_ascends(expm1_of);
}

BOOST_AUTO_TEST_SUITE_END()
