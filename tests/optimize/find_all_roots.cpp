// SPDX-License-Identifier: Apache-2.0
#include <calx/core.hpp>
#include <calx/optimize/find_all_roots.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <numbers>
#include <stdexcept>
#include <vector>

BOOST_AUTO_TEST_SUITE(all_the_roots)

namespace {

using namespace calx::literals;
using calx::interval, calx::pow;
constexpr auto x = calx::var<"x">;

// The roots are these, and it is proved.
template <class F> void are(F const& f, interval const& where, std::vector<double> const& expected) {
  auto const r = find_all_roots(f, x = where);
  BOOST_TEST(r.complete());
  BOOST_TEST(r.undecided.empty());
  BOOST_REQUIRE(r.roots.size() == expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    BOOST_TEST(std::abs(r.roots[i] - expected[i]) <= 4e-16 * std::abs(expected[i]));
    BOOST_TEST((r.roots[i].where.lower() <= expected[i] + 1e-15 && r.roots[i].where.upper() >= expected[i] - 1e-15));
    BOOST_TEST(r.roots[i].where.width() <= 1e-14 * (1 + std::abs(expected[i])));
  }
}

// While compiling.
static_assert(find_all_roots(pow<3>(x) - 6 * x * x + 11 * x - 6, x = interval{0.0, 10.0}).roots.size() == 3);
static_assert(find_all_roots(x * x + 1, x = interval{-10.0, 10.0}).complete());

}  // namespace

BOOST_AUTO_TEST_CASE(simple_roots) {
  std::vector<double> multiples;
  for (int k = 1; k <= 31; ++k) multiples.push_back(k * std::numbers::pi);
  are(sin(x), interval{1.0, 100.0}, multiples);
  are(x * x - 2, interval{-10.0, 10.0}, {-std::sqrt(2), std::sqrt(2)});
  are((x - 1) * (x - 2) * (x - 3) * (x - 4) * (x - 5), interval{0.5, 100.0}, {1, 2, 3, 4, 5});
  are((x - 1) * (x - 1.001) * (x - 1.002), interval{-3.0, 4.0}, {1, 1.001, 1.002});
  are(exp(x) - 2, interval{-700.0, 700.0}, {std::log(2)});
  are(cos(x) - x, interval{-100.0, 100.0}, {0.73908513321516067});
  are(x * sin(1 / x), interval{0.05, 1.0},
      {1 / (6 * std::numbers::pi), 1 / (5 * std::numbers::pi), 1 / (4 * std::numbers::pi), 1 / (3 * std::numbers::pi),
       1 / (2 * std::numbers::pi), 1 / std::numbers::pi});
}

BOOST_AUTO_TEST_CASE(no_roots) {
  are(x * x + 1, interval{-1e6, 1e6}, {});
  are(exp(x), interval{-100.0, 100.0}, {});
  are(sin(x) + 2 + 0.5 * cos(7 * x), interval{-50.0, 50.0}, {});
}

BOOST_AUTO_TEST_CASE(ends) {
  are(x - 1, interval{1.0, 2.0}, {1});
  are(sin(x), interval{0.0, 4.0}, {0, std::numbers::pi});
  are(x, interval{0.0, 0.0}, {0});
  are(x - 1, interval{0.0, 0.0}, {});
}

// Where a root is of higher multiplicity no test of signs or slopes can prove it; it is not lost.
BOOST_AUTO_TEST_CASE(multiple_roots_are_undecided) {
  for (auto const& r :
       {find_all_roots(x * x, x = interval{-1.0, 2.0}), find_all_roots(pow<3>(x - 0.3), x = interval{-1.0, 2.0}),
        find_all_roots(1 - cos(x), x = interval{-1.0, 2.0})}) {
    BOOST_TEST((!r.complete() && r.status == calx::status::stalled && r.roots.empty()));
    BOOST_REQUIRE(r.undecided.size() == 1u);
    BOOST_TEST(r.undecided[0].width() < 1e-4);
  }
  auto const both = find_all_roots(pow<2>(x - 1) * (x + 0.5), x = interval{-1.0, 2.0});
  BOOST_TEST(
      (both.roots.size() == 1u && both.roots[0] == -0.5 && both.undecided.size() == 1u && both.undecided[0].contains(1)));
}

BOOST_AUTO_TEST_CASE(poles_and_domains) {
  auto const tangent = find_all_roots(tan(x), x = interval{1.0, 7.0});
  BOOST_REQUIRE(tangent.roots.size() == 2u);
  BOOST_TEST((std::abs(tangent.roots[0] - std::numbers::pi) < 1e-15 && tangent.undecided.size() == 2u));
  BOOST_TEST(tangent.undecided[0].contains(std::numbers::pi / 2));
  auto const inverse = find_all_roots(1 / x, x = interval{-1.0, 2.0});
  BOOST_TEST((inverse.roots.empty() && !inverse.complete() && inverse.undecided[0].contains(0)));
  are(log(x), interval{0.5, 10.0}, {1});
  are(sqrt(x) - 0.5, interval{0.01, 4.0}, {0.25});
  are(sqrt(x) - 0.5, interval{-4.0, 4.0}, {0.25});
  are(log(x) - 1, interval{-4.0, 4.0}, {std::numbers::e});
  are(log(x), interval{-4.0, -1.0}, {});
  are(abs(x) - 1, interval{-3.0, 4.0}, {-1, 1});
}

BOOST_AUTO_TEST_CASE(limits) {
  auto const few = find_all_roots(sin(x), x = interval{1.0, 100.0}, calx::interval_newton{.max_boxes = 10});
  BOOST_TEST((few.status == calx::status::iteration_limit && !few.undecided.empty() && few.boxes == 10));
  BOOST_CHECK_THROW((void)find_all_roots(sin(x), x = interval{1.0, INFINITY}), std::invalid_argument);
}

BOOST_AUTO_TEST_SUITE_END()
