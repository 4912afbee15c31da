// SPDX-License-Identifier: Apache-2.0
// The coefficients as a container; what functions make of them: tests/evaluate/series.cpp.
#include <calx/core/series.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <limits>
#include <type_traits>

BOOST_AUTO_TEST_SUITE(truncated_series)

namespace {

using calx::series;

// Terms that are not given are 0; order N has N + 1 of them.
static_assert(series<3>{} == series<3>{0.0, 0.0, 0.0, 0.0} && series<3>{1.0} == series<3>{1.0, 0.0, 0.0, 0.0});
static_assert(series<3>::order() == 3 && series<3>::size() == 4 && series<0>::size() == 1);
static_assert(series<2>{1.0, 2.0, 3.0}[2] == 3.0 && !(series<2>{1.0, 2.0, 3.0} == series<2>{1.0, 2.0, 4.0}));

constexpr bool is_written_term_by_term() {
  series<4, float> s;
  for (std::size_t i = 0; i < 5; ++i) s[i] = static_cast<float>(i * i);
  float sum = 0;
  for (float const c : s) sum += c;
  return sum == 30 && s == series<4, float>{0, 1, 4, 9, 16} && s.end() - s.begin() == s.size();
}
static_assert(is_written_term_by_term());

static_assert(std::is_same_v<series<1>::number_type, double> && std::is_same_v<series<1, int>::number_type, int>);
static_assert(std::is_trivially_copyable_v<series<5>> && sizeof(series<5>) == 6 * sizeof(double));
static_assert(calx::truncated_series<series<1, float>> && !calx::truncated_series<double> &&
              !calx::truncated_series<double[2]>);

BOOST_AUTO_TEST_CASE(at_run_time) {
  BOOST_TEST(is_written_term_by_term());
  double const nan = std::numeric_limits<double>::quiet_NaN();
  BOOST_TEST(!(series<1>{nan, 0.0} == series<1>{nan, 0.0}));  // as numbers are compared
  BOOST_TEST((series<1>{-0.0, 1.0} == series<1>{0.0, 1.0}));
}

}  // namespace

BOOST_AUTO_TEST_SUITE_END()
