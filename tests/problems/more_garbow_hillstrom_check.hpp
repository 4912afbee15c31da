// SPDX-License-Identifier: Apache-2.0
// checks<P>(value, gradient): these at the start, the minima at the minimizers, and something to do at the multiples of the
// start. sums_of_squares<P>(): f is the sum of squares of r, and its gradient 2 J^T r.
#pragma once

#include "more_garbow_hillstrom.hpp"

#include <calx/core.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <type_traits>

namespace problems {

template <class P> using point_of = std::remove_const_t<decltype(P::start)>;

double largest(auto const& v) {
  double size = 0;
  for (double const element : v) size = std::max(size, std::isfinite(element) ? std::abs(element) : INFINITY);
  return size;
}

// One copy of the code for all points.
template <class P> [[gnu::noinline]] auto at(point_of<P> const& point) { return value_and_gradient(P::f, P::x)(P::x = point); }

template <class P> void checks(double value, point_of<P> const& gradient) {
  BOOST_TEST_CONTEXT(P::name) {
    auto const start = at<P>(P::start);
    BOOST_TEST(std::abs(start.value - value) <= 1e-13 * value);
    for (std::size_t i = 0; i < gradient.size(); ++i)
      BOOST_TEST(std::abs(start.gradient[i] - gradient[i]) <= 1e-13 * largest(gradient));

    static_assert(std::size(P::minima) >= P::minimizers.size());
    BOOST_TEST(std::is_sorted(std::begin(P::minima), std::end(P::minima)));
    for (std::size_t i = 0; i < P::minimizers.size(); ++i) {
      auto const end = at<P>(P::minimizers[i]);
      BOOST_TEST(std::abs(end.value - P::minima[i]) <= 1e-12 * P::minima[i] + 1e-25);
      BOOST_TEST(largest(end.gradient) <= 1e-10 * std::max(1.0, largest(gradient)));
    }

    for (int multiple = 10; multiple <= P::farthest_start; multiple *= 10) {
      auto far = P::start;
      for (double& element : far) element *= multiple;
      auto const there = at<P>(far);
      BOOST_TEST(std::isfinite(there.value));
      BOOST_TEST((largest(there.gradient) > 0 && largest(there.gradient) < INFINITY));
    }
  }
}

template <class P> void sums_of_squares() {
  BOOST_TEST_CONTEXT(P::name) {
    auto const start = at<P>(P::start);
    auto const r = value_and_jacobian(P::r(), P::x)(P::x = P::start);
    double sum = 0;
    point_of<P> gradient{};
    for (std::size_t i = 0; i < r.value.size(); ++i) {
      sum += r.value[i] * r.value[i];
      for (std::size_t j = 0; j < gradient.size(); ++j) gradient[j] += 2 * r.value[i] * r.jacobian[i][j];
    }
    BOOST_TEST(std::abs(sum - start.value) <= 1e-13 * start.value);
    for (std::size_t j = 0; j < gradient.size(); ++j)
      BOOST_TEST(std::abs(gradient[j] - start.gradient[j]) <= 1e-13 * largest(gradient));
  }
}

}  // namespace problems
