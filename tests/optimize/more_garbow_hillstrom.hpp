// SPDX-License-Identifier: Apache-2.0
// solves<P>(): the problem P of More, Garbow and Hillstrom from its standard start, by the default, trust_region and bfgs: f
// within 1e-8 of a known minimum, and a success. From 10 and 100 times that start, where the problem has one: whatever is
// called a success is a point where the gradient vanishes beside the value.
#pragma once

#include <problems/more_garbow_hillstrom.hpp>

#include <calx/optimize/minimize.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

namespace problems {

template <class P> bool is_known_minimum(double value) {
  return std::any_of(std::begin(P::minima), std::end(P::minima),
                     [&](double f) { return std::abs(value - f) <= 1e-8 * std::max(1.0, std::abs(f)); });
}

template <class P, class Minimize> void solves_by(Minimize const& minimized) {
  BOOST_TEST_CONTEXT(P::name) {
    auto const r = minimized(P::start);
    BOOST_TEST(r.converged(), to_string(r.status));
    BOOST_TEST(is_known_minimum<P>(r.value));
    for (int multiple = 10; multiple <= P::farthest_start; multiple *= 10) {
      auto start = P::start;
      for (double& number : start) number *= multiple;
      auto const far = minimized(start);
      BOOST_TEST(std::isfinite(far.value));
      bool const ended = far.converged() || far.status == calx::status::stalled ||
                         far.status == calx::status::iteration_limit || far.status == calx::status::line_search_failed;
      BOOST_TEST(ended, to_string(far.status));
      if (far.converged()) BOOST_TEST((is_known_minimum<P>(far.value) || far.gradient_norm <= 1e-4 * std::max(1.0, far.value)));
    }
  }
}
template <class P> void solves() {
  solves_by<P>([](auto const& start) { return minimize(P::f, calx::at(P::x = start)); });
  solves_by<P>([](auto const& start) { return minimize(P::f, calx::at(P::x = start), calx::trust_region{}); });
  solves_by<P>([](auto const& start) { return minimize(P::f, calx::at(P::x = start), calx::bfgs{}); });
}

}  // namespace problems
