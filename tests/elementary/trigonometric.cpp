// SPDX-License-Identifier: Apache-2.0
#include <calx/elementary/trigonometric.hpp>

#include "known_values.hpp"

BOOST_AUTO_TEST_SUITE(trigonometric)

namespace {

namespace e = calx::elementary;
using namespace known_values;

// Values by mpmath, 600 bits, rounded to 64.
// clang-format off
constexpr row sin_rows[] = {
    {0.25, 0x1.faaeed4f31576ba8p-3L}, {0.75, 0x1.5cffc16bf8f0d65cp-1L}, {1, 0x1.aed548f090cee042p-1L},
    {-2.5, -0x1.326af0dcfcab080ap-1L}, {3, 0x1.210386db6d55b4f2p-3L}, {10, -0x1.1689ef5f34f5259cp-1L},
    {355, -0x1.f9bd0307d1de29dap-16L}, {1048576, 0x1.526ccb2fc8655b3cp-2L},
    {1.2676506002282294e+30, -0x1.be8ed97ac1f58beap-1L}};
constexpr row cos_rows[] = {
    {0.25, 0x1.f01549f7deea175p-1L}, {0.75, 0x1.769fec655211ee7ep-1L}, {1, 0x1.14a280fb5068b924p-1L},
    {-2.5, -0x1.9a2f7ef858b7d2bp-1L}, {3, -0x1.fae04be85e5d261p-1L}, {10, -0x1.ad9ac890c6b1f20ap-1L},
    {355, -0x1.fffffffc18e4be7ap-1L}, {1048576, 0x1.e33ada92fe2adebep-1L},
    {1.2676506002282294e+30, 0x1.f4eb3ff66e36cd2ep-2L}};
constexpr row tan_rows[] = {
    {0.25, 0x1.05785a43c4c55e64p-2L}, {0.75, 0x1.dcfa36110eeebe0cp-1L}, {1, 0x1.8eb245cbee3a5b8ap0L},
    {-2.5, 0x1.7e79b4e00bb14acap-1L}, {3, -0x1.23ef71254b86f0ccp-3L}, {10, 0x1.4bf5f34be37825ep-1L},
    {355, 0x1.f9bd030bacc1617cp-16L}, {1048576, 0x1.6692e5779206f74cp-2L},
    {1.2676506002282294e+30, -0x1.c86fbfa8cecc31fp0L}};
// clang-format on

template <class T> constexpr bool special_values() {
  return same(e::sin(T(-0.0)), T(-0.0)) && same(e::sin(inf<T>), undefined<T>) && same(e::sin(undefined<T>), undefined<T>) &&
         same(e::cos(T(-0.0)), T(1)) && same(e::cos(-inf<T>), undefined<T>) && same(e::tan(T(-0.0)), T(-0.0)) &&
         same(e::tan(inf<T>), undefined<T>) && same(e::sin(smallest<T>), smallest<T>) &&
         same(e::tan(-smallest<T>), -smallest<T>);
}
// The double and the 80-bit long double nearest to multiples of pi/2, in the relative sense.
static_assert(e::cos(0x16ac5b262ca1ffp797) == -0x1.14ae72e6ba22fp-61);
static_assert(std::numeric_limits<long double>::digits != 64 ||
              e::cos(0xf28ab66522546ee1p10531L) == -0x1.60b2884b148c7f5ep-76L);

static_assert(special_values<float>() && special_values<double>() && special_values<long double>());

constexpr auto sin_of = [](auto x) { return e::sin(x); };
constexpr auto cos_of = [](auto x) { return e::cos(x); };
constexpr auto tan_of = [](auto x) { return e::tan(x); };

static_assert(all_right(sin_of, sin_rows));
static_assert(all_right(cos_of, cos_rows));
static_assert(all_right(tan_of, tan_rows));

}  // namespace

BOOST_AUTO_TEST_CASE(known_values_at_run_time) {
  check_at_run_time(sin_of, sin_rows);
  check_at_run_time(cos_of, cos_rows);
  check_at_run_time(tan_of, tan_rows);
  BOOST_TEST((special_values<float>() && special_values<double>() && special_values<long double>()));
}

BOOST_AUTO_TEST_SUITE_END()
