// SPDX-License-Identifier: Apache-2.0
#include <calx/calculus/derivative.hpp>
#include <calx/calculus/gradient.hpp>
#include <calx/evaluate/columns.hpp>
#include <calx/expression/functions.hpp>
#include <calx/expression/trace.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <cmath>
#include <span>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <vector>

BOOST_AUTO_TEST_SUITE(columns)

namespace {

constexpr auto a = calx::var<"a">;
constexpr auto b = calx::var<"b">;
constexpr auto t = calx::column<"t">;
constexpr auto u = calx::column<"u">;
constexpr auto v = calx::vec<"v", 2>;
constexpr auto decay = a * exp(-b * t);
std::vector<double> const times{0, 0.5, 1, 4};

}  // namespace

BOOST_AUTO_TEST_CASE(one_value_a_row) {
  std::vector<double> const values = decay(a = 2.0, b = 0.5, t = times);
  BOOST_TEST(values.size() == 4u);
  for (std::size_t i = 0; i < times.size(); ++i)
    BOOST_TEST(values[i] == decay(a = 2.0, b = 0.5, t = calx::var<"s">)(calx::var<"s"> = times[i]));
  BOOST_TEST(values[0] == 2.0);
  BOOST_TEST(std::abs(values[3] - 2 * std::exp(-2.0)) < 1e-15);
}

BOOST_AUTO_TEST_CASE(containers_and_number_types) {
  double const c_array[] = {1, 2};
  std::array<float, 2> const floats{1, 2};
  BOOST_TEST((t * t)(t = c_array)[1] == 4.0);
  BOOST_TEST((t * t)(t = std::span(c_array))[1] == 4.0);
  BOOST_TEST((t * t)(t = std::vector<int>{1, 3})[1] == 9.0);
  static_assert(std::is_same_v<decltype((t * t)(t = floats)), std::vector<float>>);
  static_assert(std::is_same_v<decltype((a * t)(t = floats, a = 1.0)), std::vector<double>>);
  static_assert(std::is_same_v<decltype((a * t)(t = floats, a = 1)), std::vector<float>>);
  BOOST_TEST(sin(t)(t = std::vector<double>{}).empty());
}

BOOST_AUTO_TEST_CASE(a_gradient_a_row) {
  auto const slopes = gradient(decay, a, b)(a = 2.0, b = 0.5, t = times);
  static_assert(std::is_same_v<decltype(slopes), std::vector<std::array<double, 2>> const>);
  auto const both = value_and_gradient(decay, a, b)(a = 2.0, b = 0.5, t = times);
  for (std::size_t i = 0; i < times.size(); ++i) {
    double const e = std::exp(-0.5 * times[i]);
    BOOST_TEST(std::abs(slopes[i][0] - e) < 1e-15);
    BOOST_TEST(std::abs(slopes[i][1] + 2 * times[i] * e) < 1e-15);
    BOOST_TEST(std::abs(both[i].value - 2 * e) < 1e-15);
    BOOST_TEST(both[i].gradient == slopes[i]);
  }
}

BOOST_AUTO_TEST_CASE(with_vectors_captures_and_several_columns) {
  constexpr auto line = calx::trace<[](auto const& p, auto const& at) { return p[0] + p[1] * at; }>;
  auto const values = (2 * line(v, t) - u)(v = std::array{1.0, 3.0}, t = times, u = std::vector<double>{1, 1, 2, 2});
  BOOST_TEST(values == (std::vector<double>{1, 4, 6, 24}), boost::test_tools::per_element());
}

// A derivative that has lost its column has a value for each row still.
BOOST_AUTO_TEST_CASE(a_lost_column_counts) {
  auto const ones = derivative(a + t, a)(a = 1.0, t = times);
  BOOST_TEST(ones == (std::vector<double>{1, 1, 1, 1}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(differing_lengths_are_refused_by_name) {
  auto const says = [](std::string const& text) {
    return [=](std::invalid_argument const& e) { return std::string(e.what()).find(text) != std::string::npos; };
  };
  std::vector<double> const three{1, 2, 3};
  BOOST_CHECK_EXCEPTION((t + u)(t = times, u = three), std::invalid_argument, says("u has 3 rows"));
  BOOST_CHECK_EXCEPTION((t + u)(t = three, u = times), std::invalid_argument, says("u has 4 rows, another has 3"));
  BOOST_CHECK_EXCEPTION((t + u)(t = std::vector<double>{}, u = three), std::invalid_argument,
                        says("u has 3 rows, another has 0"));
}

BOOST_AUTO_TEST_SUITE_END()
