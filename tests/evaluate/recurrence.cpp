// SPDX-License-Identifier: Apache-2.0
#include <calx/evaluate/recurrence.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <limits>
#include <vector>

BOOST_AUTO_TEST_SUITE(recurrences)

namespace {

// Against the definition, in long double; backwards is forwards of what is reversed.
void check(double a, double start, std::vector<double> const& u) {
  std::size_t const n = u.size();
  std::vector<double> forwards(n), backwards(n), each(n), reversed(u.rbegin(), u.rend()), factors(n, a);
  auto const rows = static_cast<std::ptrdiff_t>(n);
  calx::detail::recurrence_of_one<false>(forwards.data(), a, u.data(), start, rows);
  calx::detail::recurrence_of_one<true>(backwards.data(), a, reversed.data(), start, rows);
  calx::detail::recurrence_of_each<false>(each.data(), factors.data(), u.data(), start, rows);
  long double h = start, size = std::abs(start);
  for (std::size_t i = 0; i < n; ++i) {
    h = a * h + u[i];
    size = std::abs(a) * size + std::abs(u[i]);
    if (std::isfinite(static_cast<double>(h)) && std::isfinite(static_cast<double>(size))) {
      long double const tolerance = 4e-16L * static_cast<long double>(i + 4) * size;
      BOOST_TEST(std::abs(static_cast<long double>(forwards[i]) - h) <= tolerance, a << ' ' << i);
      BOOST_TEST(std::abs(static_cast<long double>(each[i]) - h) <= tolerance, a << ' ' << i);
    } else {
      BOOST_TEST(std::isnan(forwards[i]) == std::isnan(static_cast<double>(h)), a << ' ' << i);
    }
    BOOST_TEST((forwards[i] == backwards[n - 1 - i] || std::isnan(forwards[i])));
  }
}

}  // namespace

BOOST_AUTO_TEST_CASE(against_the_definition) {
  for (double const a : {0.0, 0.5, -0.95, 1.0, -1.0, 1.01, 3.0, 1e5, 1e8, -1e100, 1e-200})
    for (std::size_t n = 0; n < 14; ++n) {
      std::vector<double> u(n);
      for (std::size_t i = 0; i < n; ++i) u[i] = std::sin(static_cast<double>(3 * i + 1));
      check(a, 0.75, u);
      check(a, 0.0, std::vector<double>(n, 0.0));
    }
}

BOOST_AUTO_TEST_CASE(infinities) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  check(0.5, 1, {1, 2, infinity, 3, 4, 5, 6});
  check(0.5, 1, {1, 2, infinity, -infinity, 4, 5, 6});
  check(0.0, 1, {1, infinity, 2, 3, 4});
}

BOOST_AUTO_TEST_SUITE_END()
