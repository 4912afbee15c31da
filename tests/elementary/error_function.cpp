// SPDX-License-Identifier: Apache-2.0
#include <calx/elementary/error_function.hpp>

#include "known_values.hpp"

BOOST_AUTO_TEST_SUITE(error_function)

namespace {

namespace e = calx::elementary;
using namespace known_values;

// Values by mpmath, 600 bits, rounded to 64.
// clang-format off
constexpr row erf_rows[] = {
    {-3.5, -0x1.ffffe710d565e728p-1L}, {-0.75, -0x1.6c1c9759d0e5f6c6p-1L}, {-0.0078125, -0x1.20dbf3deb13402f2p-7L},
    {0.25, 0x1.1af54e232d608904p-2L}, {1, 0x1.af767a741088ac6ep-1L}, {5.75, 0x1.ffffffffffffc302p-1L},
    {0.5, 0x1.0a7ef5c18edd22bep-1L}, {1.5, 0x1.eea5557137adfb1ep-1L}};
constexpr row erfc_rows[] = {
    {-3.5, 0x1.fffff3886ab2f394p0L}, {-0.75, 0x1.b60e4bace872fb62p0L}, {-0.0078125, 0x1.0241b7e7bd626806p0L},
    {0.25, 0x1.728558ee694fbb7ep-1L}, {1, 0x1.4226162fbddd4e4cp-3L}, {5.75, 0x1.e7eea02e4ed879f6p-52L},
    {0.5, 0x1.eb02147ce245ba86p-2L}, {1.5, 0x1.15aaa8ec85204e18p-5L}, {8, 0x1.c74fc41217dfb76cp-97L}};
constexpr row two_over_sqrt_pi_exp_minus_square_rows[] = {
    {-3.5, 0x1.6a597219a93d98dp-18L}, {-0.75, 0x1.492e42d78d2c49dp-1L}, {-0.0078125, 0x1.20d8f1975c85c932p0L},
    {0.25, 0x1.0f5d1602f7e40d84p0L}, {1, 0x1.a911f096fbc25bdep-2L}, {5.75, 0x1.63daf8b4b1e0c0fap-48L},
    {0, 0x1.20dd750429b6d11ap0L}, {8, 0x1.cad0afbb569b0f4ep-93L}};
// clang-format on

template <class T> constexpr bool special_values() {
  return same(e::erf(T(-0.0)), T(-0.0)) && same(e::erf(-inf<T>), T(-1)) && same(e::erf(undefined<T>), undefined<T>) &&
         same(e::erf(smallest<T>), smallest<T>) && same(e::erfc(T(-0.0)), T(1)) && same(e::erfc(-inf<T>), T(2)) &&
         same(e::erfc(inf<T>), T(0)) && same(e::erfc(undefined<T>), undefined<T>) &&
         same(e::two_over_sqrt_pi_exp_minus_square(-inf<T>), T(0)) &&
         same(e::two_over_sqrt_pi_exp_minus_square(undefined<T>), undefined<T>);
}
// Subnormal values, where e^(-x^2) underflows.
static_assert(e::erfc(26.75) == 0x1111ab5ef8p-1074 && e::erfc(27.25) == 0);
static_assert(e::two_over_sqrt_pi_exp_minus_square(27.0) == 0x57667dp-1074);

static_assert(special_values<float>() && special_values<double>() && special_values<long double>());

constexpr auto erf_of = [](auto x) { return e::erf(x); };
constexpr auto erfc_of = [](auto x) { return e::erfc(x); };
constexpr auto two_over_sqrt_pi_exp_minus_square_of = [](auto x) { return e::two_over_sqrt_pi_exp_minus_square(x); };

static_assert(all_right(erf_of, erf_rows));
static_assert(all_right(erfc_of, erfc_rows));
static_assert(all_right(two_over_sqrt_pi_exp_minus_square_of, two_over_sqrt_pi_exp_minus_square_rows));

}  // namespace

BOOST_AUTO_TEST_CASE(known_values_at_run_time) {
  check_at_run_time(erf_of, erf_rows);
  check_at_run_time(erfc_of, erfc_rows);
  check_at_run_time(two_over_sqrt_pi_exp_minus_square_of, two_over_sqrt_pi_exp_minus_square_rows);
  BOOST_TEST((special_values<float>() && special_values<double>() && special_values<long double>()));
}

BOOST_AUTO_TEST_CASE(never_decreases) { check_ascends(erf_of); }

BOOST_AUTO_TEST_SUITE_END()
