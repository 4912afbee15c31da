// SPDX-License-Identifier: Apache-2.0
#include <calx/elementary/hyperbolic.hpp>

#include "known_values.hpp"

BOOST_AUTO_TEST_SUITE(hyperbolic)

namespace {

namespace e = calx::elementary;
using namespace known_values;

// Values by mpmath, 600 bits, rounded to 64.
// clang-format off
constexpr row sinh_rows[] = {
    {-3.5, -0x1.08ae99f364f3b642p4L}, {-0.75, -0x1.a506b2dd3c68fe5ep-1L}, {-0.0078125, -0x1.0000aaaaccccd00ep-7L},
    {0.25, 0x1.02accd9d08101e66p-2L}, {1, 0x1.2cd9fc44eb9825a8p0L}, {5.75, 0x1.3a2ffe86984570c2p7L},
    {-40, -0x1.a220d397972ea8b4p56L}};
constexpr row cosh_rows[] = {
    {-3.5, 0x1.092a4a33c887b3dap4L}, {-0.75, 0x1.4b705d1e5d6a787ap0L}, {-0.0078125, 0x1.00020000aaaac16cp0L},
    {0.25, 0x1.080ab05ca6145edcp0L}, {1, 0x1.8b07551d9f5504c2p0L}, {5.75, 0x1.3a319fb2ff224a2p7L},
    {-40, 0x1.a220d397972ea8b4p56L}};
constexpr row tanh_rows[] = {
    {-3.5, -0x1.ff112c63a90773bap-1L}, {-0.75, -0x1.45323e552f228274p-1L}, {-0.0078125, -0x1.fffd55599992b136p-8L},
    {0.25, 0x1.f597ea69a1c85f14p-3L}, {1, 0x1.85efab514f394558p-1L}, {5.75, 0x1.fffd583014825144p-1L}, {-40, -1}};
constexpr row sech_squared_rows[] = {
    {-3.5, 0x1.dd37d19b22b20cccp-9L}, {-0.75, 0x1.3173b1efa6ef4c1p-1L}, {-0.0078125, 0x1.fff800155524fab4p-1L},
    {0.25, 0x1.e149a052c16c1cd2p-1L}, {1, 0x1.ae0dc0f990c44ca8p-2L}, {5.75, 0x1.53e71416c3dc00fep-15L},
    {-40, 0x1.7fd974d372e4487p-114L}};
constexpr row asinh_rows[] = {
    {-3.5, -0x1.f73974f2d01d63cep0L}, {-0.75, -0x1.62e42fefa39ef358p-1L}, {-0.0078125, -0x1.fffeaaad110b5a46p-8L},
    {0.25, 0x1.facfb2399e636e8ep-3L}, {1, 0x1.c34366179d426cc2p-1L}, {5.75, 0x1.3993d63acc4631dep1L},
    {-40, -0x1.1875af0c6224144p2L}};
constexpr row acosh_rows[] = {
    {1, 0}, {1.0078125, 0x1.ffaad0fa45262798p-4L}, {1.5, 0x1.ecc2caec5160994cp-1L}, {2, 0x1.51242719804349bep0L},
    {10, 0x1.7f21ed1ce05d43fcp1L}, {1000000, 0x1.d046ec97fa2b27aep3L}};
constexpr row atanh_rows[] = {
    {-0.998046875, -0x1.bb8d39eb372157a4p1L}, {-0.5, -0x1.193ea7aad030a976p-1L},
    {0.0078125, 0x1.000155588891ad38p-7L}, {0.25, 0x1.058aefa811451a72p-2L}, {0.75, 0x1.f2272ae325a57546p-1L}};
// clang-format on

template <class T> constexpr bool special_values() {
  return same(e::sinh(T(-0.0)), T(-0.0)) && same(e::sinh(-inf<T>), -inf<T>) && same(e::cosh(-inf<T>), inf<T>) &&
         same(e::cosh(T(0)), T(1)) && same(e::tanh(T(-0.0)), T(-0.0)) && same(e::tanh(-inf<T>), T(-1)) &&
         same(e::sech_squared(T(-0.0)), T(1)) && same(e::sech_squared(-inf<T>), T(0)) &&
         same(e::sech_squared(undefined<T>), undefined<T>) && same(e::asinh(T(-0.0)), T(-0.0)) &&
         same(e::asinh(-inf<T>), -inf<T>) && same(e::acosh(T(0.5)), undefined<T>) && same(e::acosh(T(1)), T(0)) &&
         same(e::acosh(inf<T>), inf<T>) && same(e::atanh(T(-1)), -inf<T>) && same(e::atanh(T(2)), undefined<T>) &&
         same(e::atanh(T(-0.0)), T(-0.0)) && same(e::sinh(undefined<T>), undefined<T>);
}
// Between exp's overflow and their own.
static_assert(e::sinh(710.25) == 0x1.987d23750ae26p1023 && e::cosh(-710.25) == 0x1.987d23750ae26p1023 &&
              e::sinh(-710.5) == -inf<double>);
static_assert(e::sech_squared(300.0) == 0x1.4dd4d0d12c071p-864 && 1 - e::tanh(300.0) == 0);

static_assert(special_values<float>() && special_values<double>() && special_values<long double>());

constexpr auto sinh_of = [](auto x) { return e::sinh(x); };
constexpr auto cosh_of = [](auto x) { return e::cosh(x); };
constexpr auto tanh_of = [](auto x) { return e::tanh(x); };
constexpr auto sech_squared_of = [](auto x) { return e::sech_squared(x); };
constexpr auto asinh_of = [](auto x) { return e::asinh(x); };
constexpr auto acosh_of = [](auto x) { return e::acosh(x); };
constexpr auto atanh_of = [](auto x) { return e::atanh(x); };

static_assert(all_right(sinh_of, sinh_rows));
static_assert(all_right(cosh_of, cosh_rows));
static_assert(all_right(tanh_of, tanh_rows));
static_assert(all_right(sech_squared_of, sech_squared_rows));
static_assert(all_right(asinh_of, asinh_rows));
static_assert(all_right(acosh_of, acosh_rows));
static_assert(all_right(atanh_of, atanh_rows));

}  // namespace

BOOST_AUTO_TEST_CASE(known_values_at_run_time) {
  check_at_run_time(sinh_of, sinh_rows);
  check_at_run_time(cosh_of, cosh_rows);
  check_at_run_time(tanh_of, tanh_rows);
  check_at_run_time(sech_squared_of, sech_squared_rows);
  check_at_run_time(asinh_of, asinh_rows);
  check_at_run_time(acosh_of, acosh_rows);
  check_at_run_time(atanh_of, atanh_rows);
  BOOST_TEST((special_values<float>() && special_values<double>() && special_values<long double>()));
}

BOOST_AUTO_TEST_CASE(never_decreases) {
  check_ascends(sinh_of);
  check_ascends(tanh_of);
  check_ascends(asinh_of);
}

BOOST_AUTO_TEST_SUITE_END()
