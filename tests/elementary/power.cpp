// SPDX-License-Identifier: Apache-2.0
#include <calx/elementary/power.hpp>

#include "known_values.hpp"

BOOST_AUTO_TEST_SUITE(power)

namespace {

namespace e = calx::elementary;
using namespace known_values;

// Values by mpmath, 600 bits, rounded to 64.
// clang-format off
constexpr row_of_two pow_rows[] = {
    {2, 0.5, 0x1.6a09e667f3bcc908p0L}, {2, 10, 1024}, {3, 5, 243}, {-3, 3, -27}, {0.5, -3, 8},
    {10, -2, 0x1.47ae147ae147ae14p-7L}, {1.5, 2.5, 0x1.60b9fd68a45544cap1L}, {0.75, -20.25, 0x1.52d9fc19ac10e9f8p8L},
    {1.0078125, 300, 0x1.4a6ca8a74206a746p3L}, {7, 0.125, 0x1.467eda1827ac5986p0L}, {-2, -5, -0x1p-5L}};
// clang-format on

// C, Annex F.10.4.4.
template <class T> constexpr bool special_values() {
  return same(e::pow(T(0), T(-3)), inf<T>) && same(e::pow(T(-0.0), T(-3)), -inf<T>) && same(e::pow(T(-0.0), T(-2)), inf<T>) &&
         same(e::pow(T(-0.0), T(-2.5)), inf<T>) && same(e::pow(T(-0.0), -inf<T>), inf<T>) &&
         same(e::pow(T(-0.0), T(3)), T(-0.0)) && same(e::pow(T(-0.0), T(2)), T(0)) && same(e::pow(T(0), T(0.5)), T(0)) &&
         same(e::pow(T(-1), inf<T>), T(1)) && same(e::pow(T(-1), -inf<T>), T(1)) && same(e::pow(T(1), undefined<T>), T(1)) &&
         same(e::pow(undefined<T>, T(-0.0)), T(1)) && same(e::pow(inf<T>, T(0)), T(1)) &&
         same(e::pow(T(-2), T(0.5)), undefined<T>) && same(e::pow(undefined<T>, T(1)), undefined<T>) &&
         same(e::pow(T(2), undefined<T>), undefined<T>);
}

template <class T> constexpr bool infinite_values() {
  return same(e::pow(T(0.5), -inf<T>), inf<T>) && same(e::pow(T(-2), -inf<T>), T(0)) && same(e::pow(T(0.5), inf<T>), T(0)) &&
         same(e::pow(T(-2), inf<T>), inf<T>) && same(e::pow(-inf<T>, T(-3)), T(-0.0)) && same(e::pow(-inf<T>, T(-2.5)), T(0)) &&
         same(e::pow(-inf<T>, T(3)), -inf<T>) && same(e::pow(-inf<T>, T(2)), inf<T>) && same(e::pow(inf<T>, T(-1)), T(0)) &&
         same(e::pow(inf<T>, T(0.5)), inf<T>) && same(e::pow(inf<T>, inf<T>), inf<T>) && same(e::pow(-inf<T>, -inf<T>), T(0)) &&
         same(e::pow(T(2), largest<T>), inf<T>) && same(e::pow(T(-2), largest<T>), inf<T>) &&
         same(e::pow(T(2), -largest<T>), T(0)) && same(e::pow(largest<T>, T(1)), largest<T>) &&
         same(e::pow(smallest<T>, T(1)), smallest<T>) && same(e::pow(T(-2), T(1025) * 32), inf<T>) &&
         same(e::pow(T(-2), T(1025) * 32 + 1), -inf<T>);
}
static_assert(infinite_values<float>() && infinite_values<double>() && infinite_values<long double>());

// Integer powers: exact ones, ties as the product rounds them, exponents that no double holds.
template <class T> constexpr bool integer_powers() {
  return same(e::ipow(T(0), 0), T(1)) && same(e::ipow(undefined<T>, 0), T(1)) && same(e::ipow(T(-3), 3), T(-27)) &&
         same(e::ipow(T(2), -4), T(0.0625)) && same(e::ipow(T(-0.0), -1), -inf<T>) && same(e::ipow(-inf<T>, 2), inf<T>) &&
         same(e::ipow(T(-1), std::numeric_limits<long long>::max()), T(-1)) &&
         same(e::ipow(T(-1), std::numeric_limits<long long>::min()), T(1)) &&
         same(e::ipow(T(2), std::numeric_limits<long long>::min()), T(0)) && same(e::ipow(T(10), 10), T(1e10L));
}
static_assert(integer_powers<float>() && integer_powers<double>() && integer_powers<long double>());
static_assert(e::ipow(134217727.0, 2) == 134217727.0 * 134217727.0 && e::pow(94906267.0, 2.0) == 94906267.0 * 94906267.0);
static_assert(e::ipow(1 + 0x1p-52, 1LL << 53) == 0x1.d8e64b8d4ddacp2);  // e^2 (1 - 2^-52)

static_assert(special_values<float>() && special_values<double>() && special_values<long double>());

constexpr auto pow_of = [](auto x, auto y) { return e::pow(x, y); };

static_assert(all_right(pow_of, pow_rows));

}  // namespace

BOOST_AUTO_TEST_CASE(known_values_at_run_time) {
  check_at_run_time(pow_of, pow_rows);
  BOOST_TEST((special_values<float>() && special_values<double>() && special_values<long double>()));
}

BOOST_AUTO_TEST_SUITE_END()
