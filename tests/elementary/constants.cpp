// SPDX-License-Identifier: Apache-2.0
#include <calx/elementary/constants.hpp>

#include "known_values.hpp"

BOOST_AUTO_TEST_SUITE(constants)

namespace {

namespace e = calx::elementary;

template <class T> constexpr bool near(e::pair<T> a, e::pair<T> b) {
  return e::absolute((a - b).hi) <= e::absolute(b.hi) * e::power_of_two<T>(6 - 2 * std::numeric_limits<T>::digits);
}

// The digits are compared with MPFR in mpfr.cpp; here, what relates them.
template <class T> constexpr bool relations() {
  T n_factorial = 1;
  for (int n = 0; n < 20; n_factorial *= static_cast<T>(++n))
    if (!near(e::inverse_factorials<T>[n] * n_factorial, e::pair<T>(1))) return false;
  for (int n = 0; n < 26; ++n)
    if (!near(e::odd_reciprocals<T>[n] * static_cast<T>(2 * n + 1), e::pair<T>(1))) return false;
  return near(e::ln_2<T> * e::inverse_ln_2<T>, e::pair<T>(1)) && near(e::pi<T> / T(2), e::half_pi<T>) &&
         near(e::two_over_sqrt_pi<T> * e::two_over_sqrt_pi<T> * e::half_pi<T>, e::pair<T>(2));
}

static_assert(relations<double>() && relations<long double>());
static_assert(!near(e::pair<double>(1, 0x1p-99), e::pair<double>(1)));

}  // namespace

BOOST_AUTO_TEST_CASE(at_run_time) { BOOST_TEST((relations<double>() && relations<long double>())); }

BOOST_AUTO_TEST_SUITE_END()
