// SPDX-License-Identifier: Apache-2.0
// Fits of NIST's non-linear data sets from both starts, against the certified values; and data that must be refused.
#include <calx/calx.hpp>
#include <calx/regress/fit.hpp>

#include "../../examples/nist.hpp"

#include <boost/test/unit_test.hpp>

#include <cmath>

namespace {

using namespace calx::literals;
constexpr auto x = calx::column<"x">;
constexpr auto y = calx::column<"y">;
constexpr auto b1 = calx::var<"b1">;
constexpr auto b2 = calx::var<"b2">;
constexpr auto b3 = calx::var<"b3">;
constexpr auto b4 = calx::var<"b4">;
constexpr auto b5 = calx::var<"b5">;

double digits(double value, double certified) {
  double const error = std::abs(value - certified) / std::abs(certified);
  return error == 0 ? 11 : std::min(11.0, -std::log10(error));
}

// Both starts end at the certified parameters, errors and residuals.
template <class Model, class... Parameters>
void agrees_with_nist(char const* name, Model const& model, Parameters... parameters) {
  nist_dataset const set = read_nist(std::string(CALX_TEST_DATA) + "/nist_nls/" + name + ".dat");
  BOOST_REQUIRE(set.parameters.size() == sizeof...(Parameters));
  for (bool const second : {false, true}) BOOST_TEST_CONTEXT(name << (second ? ", second start" : ", first start")) {
      std::size_t next = 0;
      std::array<double, sizeof...(Parameters)> starts{};
      for (nist_parameter const& p : set.parameters) starts[next++] = second ? p.start2 : p.start1;
      auto const start = [&]<std::size_t... I>(std::index_sequence<I...>) { return calx::at((parameters = starts[I])...); };
      auto const result = fit(model, start(std::index_sequence_for<Parameters...>{}), calx::given(x = set.x, y = set.y));
      BOOST_TEST(result.converged());
      std::size_t i = 0;
      auto const agrees = [&](auto parameter) {
        nist_parameter const& certified = set.parameters[i++];
        BOOST_TEST(digits(result[parameter], certified.certified) > 9);
        BOOST_TEST(digits(result.standard_error(parameter), certified.standard_deviation) > 7);
      };
      (agrees(parameters), ...);
      BOOST_TEST(digits(result.residual_sum_of_squares, set.residual_sum_of_squares) > 8);
      BOOST_TEST(result.standard_error(sizeof...(Parameters) - 1) ==
                 std::sqrt(result.covariance[sizeof...(Parameters) - 1][sizeof...(Parameters) - 1]));
      BOOST_TEST(result.residuals.size() == set.y.size());
      BOOST_TEST(result.degrees_of_freedom == static_cast<long>(set.y.size() - sizeof...(Parameters)));
    }
}

template <class Action> void refuses(Action action, char const* reason) {
  try {
    action();
    BOOST_ERROR("not refused: " << reason);
  } catch (std::invalid_argument const& e) { BOOST_TEST(std::string(e.what()).find(reason) != std::string::npos, e.what()); }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(fits)

BOOST_AUTO_TEST_CASE(misra1a) { agrees_with_nist("Misra1a", y == b1 * (1 - exp(-b2 * x)), b1, b2); }
BOOST_AUTO_TEST_CASE(chwirut2) { agrees_with_nist("Chwirut2", y == exp(-b1 * x) / (b2 + b3 * x), b1, b2, b3); }
BOOST_AUTO_TEST_CASE(danwood) { agrees_with_nist("DanWood", y == b1 * pow(x, b2), b1, b2); }
BOOST_AUTO_TEST_CASE(eckerle4) { agrees_with_nist("Eckerle4", y == b1 / b2 * exp(-pow<2>((x - b3) / b2) / 2_c), b1, b2, b3); }
BOOST_AUTO_TEST_CASE(mgh17) { agrees_with_nist("MGH17", y == b1 + b2 * exp(-x * b4) + b3 * exp(-x * b5), b1, b2, b3, b4, b5); }
BOOST_AUTO_TEST_CASE(rat43) { agrees_with_nist("Rat43", y == b1 / pow(1_c + exp(b2 - b3 * x), 1_c / b4), b1, b2, b3, b4); }
BOOST_AUTO_TEST_CASE(bennett5) { agrees_with_nist("Bennett5", y == b1 * pow(b2 + x, -1_c / b3), b1, b2, b3); }

BOOST_AUTO_TEST_CASE(a_straight_line_is_the_normal_equations) {
  std::vector<double> const xs{1, 2, 3, 4, 7}, ys{1.1, 1.9, 3.2, 3.8, 7.1};
  auto const line = fit(y == b1 + b2 * x, at(b1 = 0.0, b2 = 0.0), calx::given(x = xs, y = ys));
  double n = 0, sx = 0, sy = 0, sxx = 0, sxy = 0;
  for (std::size_t i = 0; i < xs.size(); ++i) n += 1, sx += xs[i], sy += ys[i], sxx += xs[i] * xs[i], sxy += xs[i] * ys[i];
  double const slope = (n * sxy - sx * sy) / (n * sxx - sx * sx);
  BOOST_TEST(line.converged());
  BOOST_TEST(line[b2] == slope, boost::test_tools::tolerance(1e-13));
  BOOST_TEST(line[b1] == (sy - slope * sx) / n, boost::test_tools::tolerance(1e-12));
}

BOOST_AUTO_TEST_CASE(what_the_data_do_not_determine_is_no_success) {
  std::vector<double> const xs{1, 2, 3, 4}, ys{1, 2, 3, 5};
  auto const r = fit(y == b1 * x + b2 * x, at(b1 = 1.0, b2 = 1.0), calx::given(x = xs, y = ys));
  BOOST_TEST(!r.converged());
  BOOST_TEST((r.status == calx::status::singular));
}

BOOST_AUTO_TEST_CASE(bad_data_are_refused) {
  using column = std::vector<double>;
  auto const line = y == b1 + b2 * x;
  auto const start = at(b1 = 0.0, b2 = 0.0);
  refuses([&] { (void)fit(line, start, calx::given(x = column{1}, y = column{1})); }, "2 parameters");
  refuses([&] { (void)fit(line, start, calx::given(x = column{1, 2, NAN}, y = column{1, 2, 3})); }, "row 2");
  refuses([&] { (void)fit(line, start, calx::given(x = column{1, 2, 3}, y = column{1, INFINITY, 3})); }, "row 1 of y");
  refuses([&] { (void)fit(line, start, calx::given(x = column{1, 2, 3}, y = column{1, 2})); }, "length");
}

BOOST_AUTO_TEST_SUITE_END()
