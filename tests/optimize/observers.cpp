// SPDX-License-Identifier: Apache-2.0
#include <calx/calx.hpp>
#include <calx/optimize.hpp>
#include <calx/optimize/observers.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <array>
#include <sstream>
#include <string>

BOOST_AUTO_TEST_SUITE(ready_made_observers)

namespace {

constexpr auto x = calx::var<"x">;
constexpr auto v = calx::vec<"v", 2>;

}  // namespace

BOOST_AUTO_TEST_CASE(steps_are_kept_and_written) {
  calx::history steps;
  auto const r = minimize(exp(x) - x + sum(square(v - x)), at(x = 1.0, v = std::array{3.0, -1.0}), calx::bfgs{}, steps);
  BOOST_TEST((r.converged() && static_cast<int>(steps.size()) == r.iterations));
  BOOST_TEST((steps.names() == std::vector<std::string>{"x", "v[0]", "v[1]"}));
  BOOST_TEST(std::any_of(steps.begin(), steps.end(), [&](auto const& s) { return s.value == r.value && s.at[0] == r[x]; }));
  int iteration = 0;
  for (auto const& step : steps) BOOST_TEST((step.iteration == ++iteration && step.at.size() == 3u));

  std::stringstream file;
  steps.write_csv(file);
  std::string line;
  std::getline(file, line);
  BOOST_TEST(line == "iteration,value,gradient_norm,step_norm,evaluations,x,v[0],v[1]");
  for (auto const& step : steps) {
    int number = 0;
    char comma{};
    double value = 0, gradient = 0, length = 0;
    file >> number >> comma >> value >> comma >> gradient >> comma >> length;
    BOOST_TEST((number == step.iteration && value == step.value && gradient == step.gradient_norm && length == step.step_norm));
    std::getline(file, line);
  }
  // Of a search under constraints, too.
  calx::history constrained;
  auto const c = minimize(x * x, at(x = 3.0), calx::subject_to(x >= 1), calx::interior_point{}, constrained);
  BOOST_TEST((c.converged() && !constrained.empty() && constrained.names().size() == 1u));
}

BOOST_AUTO_TEST_CASE(progress_is_a_line) {
  std::ostringstream out;
  {
    calx::progress line(out, 0);
    (void)minimize(exp(x) - x, at(x = 1.0), calx::bfgs{}, line);
  }
  BOOST_TEST(out.str().find("\riteration 1, value ") == 0u);
  BOOST_TEST((out.str().find('\n') == out.str().size() - 1));
  std::ostringstream seldom;
  (void)minimize(exp(x) - x, at(x = 1.0), calx::bfgs{}, calx::progress{seldom, 1e9});
  BOOST_TEST(seldom.str().find("iteration 2") == std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
