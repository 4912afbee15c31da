// SPDX-License-Identifier: Apache-2.0
#include <calx/core/fixed_string.hpp>

#include <boost/test/unit_test.hpp>

#include <type_traits>

BOOST_AUTO_TEST_SUITE(fixed_strings)

namespace {

template <calx::fixed_string Name> struct named {
  static constexpr std::string_view name = Name.view();
};

static_assert(named<"velocity">::name == "velocity" && named<"">::name.empty());
static_assert(std::is_same_v<named<"x">, named<"x">> && !std::is_same_v<named<"x">, named<"y">> &&
              !std::is_same_v<named<"x">, named<"xx">>);

}  // namespace

BOOST_AUTO_TEST_CASE(names) {
  BOOST_TEST(named<"velocity">::name == "velocity");
  BOOST_TEST(named<"a b">::name.size() == 3u);
}

BOOST_AUTO_TEST_SUITE_END()
