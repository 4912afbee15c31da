// SPDX-License-Identifier: Apache-2.0
// What a row says about its function, checked against the function: parity, exact values, and where it is defined.
#include <calx/op/row.hpp>

#include "../row_check.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(facts_in_rows)

namespace {

using namespace calx_test;
using calx::facts_of, calx::opcode;

constexpr double points[] = {0, 0.25, 1, 1.5, 3, 7.75, 20, 300};

constexpr bool parities(double scale) {
  for (int i = 0; i < calx::opcode_count; ++i) {
    auto const operation = static_cast<opcode>(i);
    if (facts_of(operation).symmetry == calx::parity::none) continue;
    double const sign = facts_of(operation).symmetry == calx::parity::odd ? -1 : 1;
    for (double const x : points) {
      double const right = value_at<double>(operation, {scale * x}), left = value_at<double>(operation, {-scale * x});
      if (right == right && !(left == sign * right)) return false;
    }
  }
  return true;
}
static_assert(parities(1));

// total: a number at every finite point.
constexpr bool total_functions_have_values(double scale) {
  for (int i = 0; i < calx::opcode_count; ++i) {
    auto const operation = static_cast<opcode>(i);
    if (!facts_of(operation).total || facts_of(operation).arity == 0) continue;
    for (double const x : points)
      for (double const y : {scale, -scale, 0.0})
        for (double const s : {x, -x}) {
          double const value = value_at<double>(operation, {s, y, scale}, 3);
          if (value != value) return false;
        }
  }
  return true;
}
static_assert(total_functions_have_values(1));

// calx's own kernel is exact there; the C library's cbrt(27) is one ulp off.
constexpr bool exact_points(double ulps) {
  for (int i = 0; i < calx::opcode_count; ++i) {
    auto const operation = static_cast<opcode>(i);
    for (int k = 0; k < facts_of(operation).exact_count; ++k) {
      calx::exact_point const p = facts_of(operation).exact_at[k];
      if (!near<double>(value_at<double>(operation, {static_cast<double>(p.argument)}), p.value, ulps)) return false;
    }
  }
  return true;
}
static_assert(exact_points(0));

static_assert(calx::by_kernel<double>() && !calx::by_kernel<calx::rational>());

}  // namespace

BOOST_AUTO_TEST_CASE(facts_hold) {
  BOOST_TEST(parities(1));
  BOOST_TEST(total_functions_have_values(1));
  BOOST_TEST(exact_points(1));
  BOOST_TEST(!calx::by_kernel<double>());
}

BOOST_AUTO_TEST_SUITE_END()
