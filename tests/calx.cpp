// SPDX-License-Identifier: Apache-2.0
// The core, evaluation over columns of data, LaTeX, derivations.
#include <calx/calx.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <vector>

BOOST_AUTO_TEST_SUITE(calx_header)

namespace {

constexpr auto a = calx::var<"a">;
constexpr auto t = calx::column<"t">;

static_assert(derivative(a * sin(t), a) == sin(t), "the core is part of it");
static_assert(to_latex(a * a / 2) == "\\frac{a^{2}}{2}");
static_assert(explain(derivative(a * a, a)) == "d/da [a^2]\n  = 2*a    power rule: (a^n)' = n*a^(n - 1)\n");
static_assert(CALX_VERSION_MAJOR >= 0 && CALX_VERSION_MINOR + CALX_VERSION_PATCH + CALX_VERSION_MAJOR > 0);

}  // namespace

BOOST_AUTO_TEST_CASE(columns_are_part_of_it) {
  std::vector<double> const times{0, 0.5, 1};
  auto const values = (a * sin(t))(a = 2.0, t = times);
  BOOST_TEST(values.size() == times.size());
  for (std::size_t i = 0; i < times.size(); ++i) BOOST_TEST(std::abs(values[i] - 2 * std::sin(times[i])) < 1e-15);
}

BOOST_AUTO_TEST_SUITE_END()
