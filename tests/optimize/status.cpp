// SPDX-License-Identifier: Apache-2.0
#include <calx/optimize/status.hpp>

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(status)

constexpr bool every_status_has_its_own_text() {
  for (int i = 0; i <= static_cast<int>(calx::status::line_search_failed); ++i) {
    if (to_string(static_cast<calx::status>(i)) == "unknown") return false;
    for (int j = 0; j < i; ++j)
      if (to_string(static_cast<calx::status>(i)) == to_string(static_cast<calx::status>(j))) return false;
  }
  return to_string(static_cast<calx::status>(99)) == "unknown";
}
static_assert(every_status_has_its_own_text());

BOOST_AUTO_TEST_CASE(texts) { BOOST_TEST(every_status_has_its_own_text()); }

BOOST_AUTO_TEST_SUITE_END()
