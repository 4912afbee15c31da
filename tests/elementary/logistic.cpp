// SPDX-License-Identifier: Apache-2.0
#include <calx/elementary/logistic.hpp>

#include "known_values.hpp"

BOOST_AUTO_TEST_SUITE(logistic)

namespace {

namespace e = calx::elementary;
using namespace known_values;

// Values by mpmath, 600 bits, rounded to 64.
// clang-format off
constexpr row sigmoid_rows[] = {
    {-3.5, 0x1.e040681ccad93f1cp-6L}, {-0.75, 0x1.4885610b9b828076p-2L}, {-0.0078125, 0x1.fe0000aaaa666682p-2L},
    {0.25, 0x1.1fd5992bc4b834fcp-1L}, {1, 0x1.764d4f5d5a2bcd94p-1L}, {5.75, 0x1.fe60266de6e25de8p-1L},
    {-40, 0x1.39792499b1a24236p-58L}, {20, 0x1.ffffffee4b79aaaap-1L}};
constexpr row softplus_rows[] = {
    {-3.5, 0x1.e76e4c617c897da4p-6L}, {-0.75, 0x1.8c27e9bc22ee1102p-2L}, {-0.0078125, 0x1.60e52fef78f4540ep-1L},
    {0.25, 0x1.a6e18819b6b4701ap-1L}, {1, 0x1.5031eafefb0491dp0L}, {5.75, 0x1.70341059d14d3c6ep2L},
    {-40, 0x1.39792499b1a24266p-58L}, {20, 0x1.400000008da432aep4L}, {0, 0x1.62e42fefa39ef358p-1L}};
// clang-format on

template <class T> constexpr bool special_values() {
  return same(e::sigmoid(-inf<T>), T(0)) && same(e::sigmoid(inf<T>), T(1)) && same(e::sigmoid(undefined<T>), undefined<T>) &&
         same(e::sigmoid(T(0)), T(0.5)) && same(e::sigmoid(largest<T>), T(1)) && same(e::sigmoid(-largest<T>), T(0)) &&
         same(e::softplus(-inf<T>), T(0)) && same(e::softplus(inf<T>), inf<T>) &&
         same(e::softplus(undefined<T>), undefined<T>) && same(e::softplus(largest<T>), largest<T>) &&
         same(e::softplus(-largest<T>), T(0)) && same(e::softplus(T(1000)), T(1000));
}
static_assert(e::softplus(-745.0) == smallest<double> && e::sigmoid(-745.0) == smallest<double>);

static_assert(special_values<float>() && special_values<double>() && special_values<long double>());

constexpr auto sigmoid_of = [](auto x) { return e::sigmoid(x); };
constexpr auto softplus_of = [](auto x) { return e::softplus(x); };

static_assert(all_right(sigmoid_of, sigmoid_rows));
static_assert(all_right(softplus_of, softplus_rows));

}  // namespace

BOOST_AUTO_TEST_CASE(known_values_at_run_time) {
  check_at_run_time(sigmoid_of, sigmoid_rows);
  check_at_run_time(softplus_of, softplus_rows);
  BOOST_TEST((special_values<float>() && special_values<double>() && special_values<long double>()));
}

BOOST_AUTO_TEST_CASE(never_decreases) {
  check_ascends(sigmoid_of);
  check_ascends(softplus_of);
}

BOOST_AUTO_TEST_SUITE_END()
