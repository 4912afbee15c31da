// SPDX-License-Identifier: Apache-2.0
// Fits of a set of NIST's from both starts with default options, against the certified results.
#pragma once

#include "problems/nist_nonlinear.hpp"

#include <calx/calx.hpp>
#include <calx/regress/fit.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cmath>

namespace problems::nist {

// How many digits are right: - log10 of the relative error, 16 at most.
inline double digits(double value, double certified) {
  double const error = std::abs(value - certified) / std::abs(certified);
  return error < 1e-16 ? 16 : -std::log10(error);
}

struct expected_digits {
  double parameters = 11, standard_errors = 9, residuals = 11;
};

template <class Set> void agrees(expected_digits const& expected = {}) {
  auto const data = Set::data();
  for (auto const& start : Set::starts) {
    auto const r = fit(Set::model, Set::at(start), data);
    BOOST_TEST_CONTEXT(Set::name << " from " << start[0]) {
      BOOST_TEST(r.converged(), to_string(r.status));
      for (std::size_t i = 0; i < r.parameters.size(); ++i) {
        BOOST_TEST(digits(r.parameters[i], Set::certified[i]) >= expected.parameters);
        BOOST_TEST(digits(r.standard_error(i), Set::standard_deviations[i]) >= expected.standard_errors);
      }
      BOOST_TEST(digits(r.residual_sum_of_squares, Set::residual_sum_of_squares) >= expected.residuals);
      BOOST_TEST(r.function_evaluations <= 400);
    }
  }
}

}  // namespace problems::nist
