// SPDX-License-Identifier: Apache-2.0
#include <calx/expression/variable.hpp>
#include <calx/optimize/given.hpp>

#include <boost/test/unit_test.hpp>

#include <vector>

namespace {
constexpr auto x = calx::column<"x">;
constexpr auto y = calx::column<"y">;
}  // namespace

BOOST_AUTO_TEST_SUITE(given_data)

BOOST_AUTO_TEST_CASE(views_what_lives_and_keeps_what_does_not) {
  std::vector<double> const xs{1, 2, 3};
  auto const data = calx::given(x = xs, y = std::vector<double>{4, 5, 6});
  BOOST_TEST(boost::hana::at_c<0>(data.bindings).value().data() == xs.data());
  BOOST_TEST(boost::hana::at_c<1>(data.bindings).value()[2] == 6.0);
}

BOOST_AUTO_TEST_CASE(by_name) {
  std::vector<double> const xs{1, 2, 3};
  auto const data = calx::given(y = 2.5, x = xs);
  BOOST_TEST(data[x].data() == xs.data());
  BOOST_TEST(data[y] == 2.5);
  static_assert(calx::given(y = 2.5)[y] == 2.5);
}

BOOST_AUTO_TEST_SUITE_END()
