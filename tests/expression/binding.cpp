// SPDX-License-Identifier: Apache-2.0
#include <calx/evaluate/evaluate.hpp>
#include <calx/expression/binding.hpp>
#include <calx/expression/functions.hpp>
#include <calx/expression/trace.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <memory>
#include <numeric>
#include <type_traits>
#include <utility>
#include <vector>

BOOST_AUTO_TEST_SUITE(bindings)

namespace {

constexpr auto x = calx::var<"x">;
constexpr auto v = calx::vec<"v", 3>;
constexpr auto total = calx::trace<[](auto const& p) { return p[0] + p[1] + p[2]; }>;

// Numbers are held by value, lvalues of classes viewed, rvalues moved in.
template <class Value> using held = decltype((v = std::declval<Value>()).held);
static_assert(std::is_same_v<held<double&>, double> && std::is_same_v<held<double const&>, double> &&
              std::is_same_v<held<double>, double>);
static_assert(std::is_same_v<held<int>, int>);
static_assert(std::is_same_v<held<std::vector<double>&>, std::vector<double> const&>);
static_assert(std::is_same_v<held<std::vector<double> const&>, std::vector<double> const&>);
static_assert(std::is_same_v<held<std::vector<double>>, std::vector<double>>);
static_assert(std::is_same_v<decltype((x = sin(x)).held), decltype(sin(x))>, "an expression without captures is empty");
static_assert(calx::binding_type<decltype(x = 1.0)> && !calx::binding_type<double>);

constexpr bool an_array_in_place() { return (v = std::array{1.0, 2.0, 3.0}).value()[1] == 2.0; }
static_assert(an_array_in_place());

}  // namespace

BOOST_AUTO_TEST_CASE(lvalues_are_viewed) {
  std::vector<double> data{1, 2, 3};
  auto const b = v = data;
  BOOST_TEST(&b.value() == &data);
  data[0] = 10;
  BOOST_TEST(total(v)(b) == 15.0);
}

BOOST_AUTO_TEST_CASE(numbers_are_copied) {
  double k = 2;
  auto const b = x = k;
  k = 3;
  BOOST_TEST(b.value() == 2.0);
}

// An address sanitizer sees the difference between moved in and viewed.
BOOST_AUTO_TEST_CASE(rvalues_are_moved_in) {
  auto const b = [] {
    std::vector<double> local(3);
    std::iota(local.begin(), local.end(), 1.0);
    return v = std::move(local);
  }();
  BOOST_TEST(b.value().size() == 3u);
  BOOST_TEST(total(v)(b) == 6.0);
  BOOST_TEST(total(v)(v = std::vector<double>{1, 2, 4}) == 7.0);
  auto owner = std::make_unique<double>(2.0);
  auto const held = x = std::move(owner);
  BOOST_TEST(!owner);
  BOOST_TEST(*held.value() == 2.0);
}

BOOST_AUTO_TEST_CASE(checked) { BOOST_TEST(an_array_in_place()); }

BOOST_AUTO_TEST_SUITE_END()
