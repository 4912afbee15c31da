// SPDX-License-Identifier: Apache-2.0
#include <calx/elementary/logarithm.hpp>

#include "known_values.hpp"

BOOST_AUTO_TEST_SUITE(logarithm)

namespace {

namespace e = calx::elementary;
using namespace known_values;

// Values by mpmath, 600 bits, rounded to 64.
// clang-format off
constexpr row log_rows[] = {
    {0.25, -0x1.62e42fefa39ef358p0L}, {0.75, -0x1.269621134db92784p-2L}, {1, 0}, {2.5, 0x1.d5240f0e0e077a08p-1L},
    {10, 0x1.26bb1bbb5551582ep1L}, {40, 0x1.d82d33b32720d1dap1L}, {1.0078125, 0x1.fe02a6b106788fc4p-8L},
    {0.998046875, -0x1.0040155d5889de7p-9L}};
constexpr row log2_rows[] = {
    {0.25, -2}, {0.75, -0x1.a8ff971810a5e182p-2L}, {1, 0}, {2.5, 0x1.5269e12f346e2bfap0L},
    {10, 0x1.a934f0979a3715fcp1L}, {40, 0x1.549a784bcd1b8afep2L}, {8, 3}, {1.0078125, 0x1.6fe50b6ef08517f8p-7L},
    {1024, 10}};
constexpr row log10_rows[] = {
    {0.25, -0x1.34413509f79fef32p-1L}, {0.75, -0x1.ffbfc2bbc7803758p-4L}, {1, 0}, {2.5, 0x1.977d95ec10c0219ep-2L},
    {10, 1}, {40, 0x1.9a209a84fbcff798p0L}, {100, 2}, {1000, 3}, {1000000, 6}, {1.0078125, 0x1.bafd47221ed2665cp-9L}};
constexpr row log1p_rows[] = {
    {-0.75, -0x1.62e42fefa39ef358p0L}, {-0.0078125, -0x1.010157588de7128cp-7L}, {0.25, 0x1.c8ff7c79a9a21ac2p-3L},
    {1, 0x1.62e42fefa39ef358p-1L}, {3, 0x1.62e42fefa39ef358p0L}, {100, 0x1.275e2271bba30be4p2L}};
// clang-format on

template <class T> constexpr bool special_values() {
  constexpr int bottom = std::numeric_limits<T>::min_exponent - std::numeric_limits<T>::digits;
  return same(e::log(T(0)), -inf<T>) && same(e::log(T(-0.0)), -inf<T>) && same(e::log(T(-1)), undefined<T>) &&
         same(e::log(inf<T>), inf<T>) && same(e::log(undefined<T>), undefined<T>) && same(e::log(T(1)), T(0)) &&
         same(e::log2(smallest<T>), T(bottom)) && same(e::log2(T(0)), -inf<T>) && same(e::log2(inf<T>), inf<T>) &&
         same(e::log2(T(-1)), undefined<T>) && same(e::log2(T(1)), T(0)) && same(e::log10(T(0)), -inf<T>) &&
         same(e::log10(inf<T>), inf<T>) && same(e::log10(T(-1)), undefined<T>) && same(e::log10(T(1)), T(0)) &&
         same(e::log1p(T(-1)), -inf<T>) && same(e::log1p(T(-2)), undefined<T>) && same(e::log1p(T(-0.0)), T(-0.0)) &&
         same(e::log1p(inf<T>), inf<T>) && same(e::log1p(smallest<T>), smallest<T>) &&
         same(e::log1p(undefined<T>), undefined<T>);
}

template <class T> constexpr bool powers_are_exact() {
  T power = 1;
  for (int n = 0; n <= 10; ++n, power *= 10)
    if (e::log10(power) != static_cast<T>(n)) return false;
  return true;
}
static_assert(powers_are_exact<float>() && powers_are_exact<double>() && powers_are_exact<long double>());

static_assert(special_values<float>() && special_values<double>() && special_values<long double>());

constexpr auto log_of = [](auto x) { return e::log(x); };
constexpr auto log2_of = [](auto x) { return e::log2(x); };
constexpr auto log10_of = [](auto x) { return e::log10(x); };
constexpr auto log1p_of = [](auto x) { return e::log1p(x); };

static_assert(all_right(log_of, log_rows));
static_assert(all_right(log2_of, log2_rows));
static_assert(all_right(log10_of, log10_rows));
static_assert(all_right(log1p_of, log1p_rows));

}  // namespace

BOOST_AUTO_TEST_CASE(known_values_at_run_time) {
  check_at_run_time(log_of, log_rows);
  check_at_run_time(log2_of, log2_rows);
  check_at_run_time(log10_of, log10_rows);
  check_at_run_time(log1p_of, log1p_rows);
  BOOST_TEST((special_values<float>() && special_values<double>() && special_values<long double>()));
}

BOOST_AUTO_TEST_CASE(never_decreases) { check_ascends(log1p_of); }

BOOST_AUTO_TEST_SUITE_END()
