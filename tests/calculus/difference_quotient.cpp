// SPDX-License-Identifier: Apache-2.0
#include <calx/calculus/difference_quotient.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>

BOOST_AUTO_TEST_SUITE(difference_quotients)

namespace {

struct cubic {
  template <class Real> constexpr Real operator()(Real x) const { return x * x * x - 2 * x; }
};
struct reciprocal {
  constexpr double operator()(double x) const { return 1 / x; }
};
struct larger_of_x_and_2 {
  constexpr double operator()(double x) const { return x > 2 ? x : 2; }
};

template <class Limit> constexpr bool is_near(Limit const& found, decltype(found.limit) expected) {
  auto const difference = found.limit > expected ? found.limit - expected : expected - found.limit;
  return found.is_resolved() && difference <= found.tolerance && !found.has_kink;
}

// While compiling, too: 3x^2 - 2, and -1/x^2 at all sizes.
constexpr bool limits(double x) {
  return is_near(calx::difference_limit(cubic{}, x), 3 * x * x - 2) &&
         is_near(calx::difference_limit(cubic{}, static_cast<float>(x)), static_cast<float>(3 * x * x - 2)) &&
         is_near(calx::difference_limit(reciprocal{}, x * 1e100), -1 / (x * x * 1e200)) &&
         is_near(calx::difference_limit(reciprocal{}, x * 1e-100), -1e200 / (x * x)) &&
         is_near(calx::difference_limit(cubic{}, 0.0), -2.0);
}
static_assert(limits(1.5));

constexpr bool kinks(double x) {
  auto const at = calx::difference_limit(larger_of_x_and_2{}, x),
             beside = calx::difference_limit(larger_of_x_and_2{}, x + 0.001);
  return at.has_kink && !beside.has_kink && is_near(beside, 1.0);
}
static_assert(kinks(2));

}  // namespace

BOOST_AUTO_TEST_CASE(checked) {
  BOOST_TEST(limits(1.5));
  BOOST_TEST(kinks(2));
}

// The lines of the table are what they say.
BOOST_AUTO_TEST_CASE(lines) {
  auto const t = calx::difference_limit([](double x) { return std::exp(x); }, 1.0);
  for (int i = 0; i < t.size; ++i) {
    double const h = std::pow(10.0, -i - 1);
    BOOST_TEST(t.rows[i].step == h, boost::test_tools::tolerance(1e-14));
    BOOST_TEST(t.rows[i].quotient == (std::exp(1 + h) - std::exp(1 - h)) / (2 * h), boost::test_tools::tolerance(1e-6));
  }
  // D(h) = e (1 + h^2/6 + ...), and one step of the scheme leaves h^4.
  BOOST_TEST(t.rows[0].quotient - std::exp(1.0) == std::exp(1.0) / 600, boost::test_tools::tolerance(1e-2));
  BOOST_TEST(std::fabs(t.rows[1].extrapolated - std::exp(1.0)) < 1e-6);
  BOOST_TEST(std::fabs(t.limit - std::exp(1.0)) < 1e-11);
}

// No limit is claimed where there is none, or none to be seen.
BOOST_AUTO_TEST_CASE(without_a_limit) {
  BOOST_TEST(!calx::difference_limit([](double x) { return std::sin(x); }, 1e20).is_resolved());
  BOOST_TEST(!calx::difference_limit([](double x) { return std::cbrt(x); }, 0.0).is_resolved());
  BOOST_TEST(!calx::difference_limit([](double x) { return std::sqrt(std::fabs(x)); }, 0.0).is_resolved());
  BOOST_TEST(!calx::difference_limit([](double x) { return x < 0 ? -1.0 : x > 0 ? 1.0 : 0.0; }, 0.0).is_resolved());
  BOOST_TEST(!calx::difference_limit([](double x) { return x == 0 ? 0 : x * std::sin(1 / x); }, 0.0).is_resolved());
  BOOST_TEST(!calx::difference_limit([](double x) { return 1 + 1e-20 * x; }, 1.0).has_kink);
  BOOST_TEST((calx::difference_limit([](double x) { return std::sqrt(x); }, 0.0).chosen == -1));
}

// Smooth functions of wild scale have no kinks: f'' is large, small, or changes fast.
BOOST_AUTO_TEST_CASE(no_kinks_of_smooth_functions) {
  for (double const k : {1e-6, 1e-3, 1.0, 1e3, 1e6})
    for (double const x : {0.0, 1e-8, 0.3, -2.0, 100.0}) {
      BOOST_TEST(!calx::difference_limit([&](double t) { return std::sin(k * t); }, x).has_kink);
      BOOST_TEST(!calx::difference_limit([&](double t) { return std::atan(k * t); }, x).has_kink);
      BOOST_TEST(!calx::difference_limit([&](double t) { return k * t * t + 1; }, x).has_kink);
    }
  for (double const k : {1e-6, 1.0, 1e6})
    BOOST_TEST(calx::difference_limit([&](double t) { return std::fabs(k * t) + t; }, 0.0).has_kink);
}

BOOST_AUTO_TEST_SUITE_END()
