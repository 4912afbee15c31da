// SPDX-License-Identifier: Apache-2.0
// The numbers are mpmath's, to 50 digits: betainc and gammainc, regularised, and their inverses by bisection.
#include <calx/regress/distributions.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <limits>

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double no_number = std::numeric_limits<double>::quiet_NaN();

using namespace calx::detail;

bool agree(double value, double expected, double tolerance) {
  return value == expected || std::abs(value - expected) <= tolerance * std::abs(expected);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(distributions)

BOOST_AUTO_TEST_CASE(quantiles_of_the_normal_distribution) {
  struct row {
    double p, z;
  };
  for (row const& r : {row{0.975, 1.9599639845400538556},
                       {0.5, 0.0},
                       {0.6, 0.25334710313579974132},
                       {1e-10, -6.3613409024040561991},
                       {1e-300, -37.047096299361199237},
                       {0.9999999, 5.1993375822906610937},
                       {0.025, -1.9599639845400542118},
                       {0.50000001, 2.5066282872262044377e-8}})
    BOOST_TEST(agree(normal_quantile(r.p), r.z, 4e-15), "p = " << r.p << ": " << normal_quantile(r.p) - r.z);
  BOOST_TEST(normal_quantile(0) == -infinity);
  BOOST_TEST(normal_quantile(1) == infinity);
  for (double const p : {-0.1, 1.1, no_number}) BOOST_TEST(std::isnan(normal_quantile(p)));
}

BOOST_AUTO_TEST_CASE(quantiles_of_students_distribution) {
  struct row {
    double p, freedom, t;
  };
  for (row const& r : {row{0.975, 1, 12.706204736174693314},
                       {0.975, 2, 4.3026527297494617894},
                       {0.975, 9, 2.2621571627982049992},
                       {0.975, 34, 2.0322445093177185476},
                       {0.995, 4.5, 4.2728239930112920077},
                       {0.5, 7, 0.0},
                       {0.6, 3, 0.27667066233268984701},
                       {0.025, 10, -2.2281388519862747157},
                       {1e-10, 5, -156.82559270889431634},
                       {0.999999, 100, 5.0488308772214468406},
                       {0.975, 1e6, 1.9599663568141066553},
                       {0.5000001, 12, 2.5593362568787821815e-7}})
    BOOST_TEST(agree(student_t_quantile(r.p, r.freedom), r.t, 2e-14),
               r.p << ", " << r.freedom << ": " << student_t_quantile(r.p, r.freedom) - r.t);
  BOOST_TEST(student_t_quantile(0.975, infinity) == normal_quantile(0.975));
  // t = z (1 + (z^2 + 1)/(4 f) + ...)
  for (double const freedom : {1e9, 1e12, 1e16})
    BOOST_TEST(agree(student_t_quantile(0.975, freedom), normal_quantile(0.975) * (1 + 1.2103647 / freedom), 1e-13), freedom);
  BOOST_TEST(student_t_quantile(0, 3) == -infinity);
  BOOST_TEST(student_t_quantile(1, 3) == infinity);
  for (double const freedom : {0.0, -1.0, no_number}) BOOST_TEST(std::isnan(student_t_quantile(0.975, freedom)));
  for (double const p : {-0.1, 1.1, no_number}) BOOST_TEST(std::isnan(student_t_quantile(p, 3)));
}

BOOST_AUTO_TEST_CASE(both_tails_of_students_distribution) {
  struct row {
    double t, freedom, probability;
  };
  for (row const& r : {row{2.0, 9, 0.076552823770701041203},
                       {-4.016, 9, 0.0030362992942699843037},
                       {30.0, 5, 7.7186486204960519859e-7},
                       {0.001, 40, 0.99920708628605740629},
                       {0.0, 3, 1.0},
                       {1.96, 1e9, 0.049995790573729595095}})
    BOOST_TEST(agree(student_t_two_sided(r.t, r.freedom), r.probability, 1e-13),
               r.t << ", " << r.freedom << ": " << student_t_two_sided(r.t, r.freedom) - r.probability);
  BOOST_TEST(student_t_two_sided(infinity, 3) == 0);
  BOOST_TEST(student_t_two_sided(1.96, infinity) == std::erfc(1.96 / std::sqrt(2.0)), boost::test_tools::tolerance(1e-15));
  for (double const freedom : {0.0, -1.0, no_number}) BOOST_TEST(std::isnan(student_t_two_sided(1, freedom)));
  BOOST_TEST(std::isnan(student_t_two_sided(no_number, 3)));
}

BOOST_AUTO_TEST_CASE(the_upper_tail_of_chi_squared) {
  struct row {
    double x, freedom, probability;
  };
  for (row const& r : {row{3.84, 1, 0.050043521248705103189},
                       {10.0, 10, 0.44049328506521241144},
                       {0.1, 4, 0.99879089572574970941},
                       {150.0, 10, 3.7274850550625096223e-27},
                       {1000.0, 1000, 0.49405285382923964195},
                       {1400.0, 3, 2.9456193610163087457e-303},
                       {0.0, 5, 1.0},
                       {1e-8, 1, 0.99992021154405269422}})
    BOOST_TEST(agree(chi_squared_upper(r.x, r.freedom), r.probability, 1e-13),
               r.x << ", " << r.freedom << ": " << chi_squared_upper(r.x, r.freedom) / r.probability - 1);
  BOOST_TEST(chi_squared_upper(-1, 3) == 1);
  BOOST_TEST(chi_squared_upper(infinity, 3) == 0);
  BOOST_TEST(chi_squared_upper(1e5, 3) == 0);
  for (double const freedom : {0.0, -1.0, infinity, no_number}) BOOST_TEST(std::isnan(chi_squared_upper(1, freedom)));
  BOOST_TEST(std::isnan(chi_squared_upper(no_number, 3)));
}

BOOST_AUTO_TEST_CASE(the_upper_tail_of_f) {
  struct row {
    double x, above, below, probability;
  };
  for (row const& r : {row{4.0, 1, 9, 0.076552823770701041203},
                       {330.285339234588, 6, 9, 4.9840305287248104947e-10},
                       {1.0, 5, 5, 0.5},
                       {0.01, 3, 40, 0.99860583655137825995},
                       {5436385.54079785, 1, 34, 4.6540408524723433902e-90},
                       {2.5, 2.5, 7.5, 0.14250416872275827285},
                       {1e-12, 1, 10, 0.99999922178323206808}})
    BOOST_TEST(agree(f_upper(r.x, r.above, r.below), r.probability, 1e-13),
               r.x << ", " << r.above << ", " << r.below << ": " << f_upper(r.x, r.above, r.below) / r.probability - 1);
  BOOST_TEST(f_upper(-1, 3, 4) == 1);
  BOOST_TEST(f_upper(infinity, 3, 4) == 0);
  BOOST_TEST(f_upper(2, 3, infinity) == chi_squared_upper(6, 3));
  for (double const freedom : {0.0, -1.0, no_number}) {
    BOOST_TEST(std::isnan(f_upper(1, freedom, 3)));
    BOOST_TEST(std::isnan(f_upper(1, 3, freedom)));
  }
  BOOST_TEST(std::isnan(f_upper(no_number, 3, 4)));
}

BOOST_AUTO_TEST_CASE(extreme_arguments_throw_nothing) {
  for (double const freedom : {1e-300, 1e-3, 1e300})
    for (double const x : {1e-300, 1e-3, 1e300}) {
      BOOST_CHECK_NO_THROW((void)student_t_quantile(0.975, freedom));
      BOOST_CHECK_NO_THROW((void)student_t_two_sided(x, freedom));
      BOOST_CHECK_NO_THROW((void)chi_squared_upper(x, freedom));
      BOOST_CHECK_NO_THROW((void)f_upper(x, freedom, 3));
      BOOST_CHECK_NO_THROW((void)f_upper(x, 3, freedom));
    }
}

BOOST_AUTO_TEST_SUITE_END()
