// SPDX-License-Identifier: Apache-2.0
// The table of roots: f is 0 there, as far as long double can tell, changes its sign where it should, and grows by the power
// that the multiplicity says.
#include "roots.hpp"

#include <calx/core.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cmath>
#include <string_view>
#include <tuple>

BOOST_AUTO_TEST_SUITE(roots)

namespace {

using problems::roots::x;

template <class Problem> void has_its_root(Problem const& p) {
  auto const f = [&](long double at) { return p.f(x = at); };
  long double const root = *p.root;
  long double const apart = p.multiplicity > 1 ? 1e-3L : root == 0 ? 1e-10L : 1e-7L * std::abs(root);
  long double const left = f(root - apart), right = f(root + apart);
  BOOST_TEST(std::abs(f(root)) <= 1e-11L * std::max(std::abs(left), std::abs(right)));
  if (p.multiplicity > 0) BOOST_TEST((left * right < 0) == (p.multiplicity % 2 == 1));
  if (p.multiplicity > 1) {
    long double const growth = std::log2(f(root + 2 * apart) / right);
    BOOST_TEST(std::abs(growth - p.multiplicity) < 0.1L);
  }
}

template <class Problem> void check(Problem const& p) {
  BOOST_TEST_CONTEXT(p.name) {
    BOOST_TEST(std::isfinite(p.f(x = p.start)));
    BOOST_TEST(p.root.has_value() == (p.name != std::string_view("no_root")));
    BOOST_TEST(p.bracket.has_value() == (p.root.has_value() && p.multiplicity != 2));
    if (p.root) has_its_root(p);
    if (p.bracket) {
      auto const [a, b] = *p.bracket;
      BOOST_TEST((a <= *p.root && *p.root <= b));
      BOOST_TEST(p.f(x = a) * p.f(x = b) < 0);
    }
  }
}

}  // namespace

BOOST_AUTO_TEST_CASE(every_root) {
  static_assert(std::tuple_size_v<decltype(problems::roots::all)> == 80);
  std::apply([](auto const&... problem) { (check(problem), ...); }, problems::roots::all);
}

BOOST_AUTO_TEST_SUITE_END()
