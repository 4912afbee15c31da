// SPDX-License-Identifier: Apache-2.0
// The numbers of a user's own functions (expression/primitive.hpp): in every verb and number type, against mpmath's values and
// the standard library's Bessel functions.
#include <calx/expression/primitive.hpp>
#include <calx/optimize/find_root.hpp>

#include "../bessel.hpp"

#include <boost/multiprecision/cpp_bin_float.hpp>
#include <boost/test/unit_test.hpp>

#include <array>
#include <vector>

BOOST_AUTO_TEST_SUITE(primitive_values)

namespace {

using namespace calx_test;
using namespace calx::literals;

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;
constexpr auto z = calx::var<"z">;
constexpr auto f = exp(-x) * bessel_0(2 * x);

template <class Real> constexpr bool near(Real got, Real expected, Real tolerance) {
  Real const difference = got > expected ? got - expected : expected - got;
  return difference <= tolerance * (expected < 0 ? -expected : expected) + tolerance / 100;
}

// f, f', f'', f''' by mpmath with 30 digits.
struct known_derivatives {
  double x, of_order[4];
};
constexpr known_derivatives known[] = {
    {0.5, {0.46411585763858434126, -0.99792420179619491491, 0.74288580371468927083, 1.8786928210841650264}},
    {1, {0.082364814713916592572, -0.50669521468852876368, 1.0258967557820867356, -0.46184937918969979586}},
    {3.25, {0.01008496229273096934, 0.0018451868952147032372, -0.057786000388836767813, 0.12468810587956142843}},
    {-2, {-2.9345622247636095367, 1.9585665133114429962, 10.267680241469078421, -24.45906859996815275}},
    {7.5, {-7.8673335940850178779e-6, -0.00021901234242858933166, 0.00050761197629729366597, 0.000037324391903240093323}}};

constexpr bool has_known_derivatives(known_derivatives const& k, double tolerance) {
  return near(f(x = k.x), k.of_order[0], tolerance) && near(derivative(f, x)(x = k.x), k.of_order[1], tolerance) &&
         near(derivative<2>(f, x)(x = k.x), k.of_order[2], tolerance) &&
         near(derivative<3>(f, x)(x = k.x), k.of_order[3], tolerance);
}
static_assert(has_known_derivatives(known[0], 1e-14) && has_known_derivatives(known[1], 1e-14) &&
              has_known_derivatives(known[3], 1e-13));

// Where j1' is written with a quotient: 0/0 at 0 is not taken.
constexpr auto at_0 = derivative<2>(bessel_0(x), x);
static_assert(at_0(x = 0.0) == -0.5);

// By mpmath, at (1.25, 0.75): g, its gradient and its Hessian.
constexpr auto g = bessel_0(x * y) * bessel_1(x);
template <class All> constexpr bool agrees_with_mpmath(All const& all) {
  constexpr double t = 1e-14;
  return near(all.value, 0.40444053875705758309, t) && near(all.gradient[0], 0.027536293473324437983, t) &&
         near(all.gradient[1], -0.26750490471598273324, t) && near(all.hessian[0][0], -0.5443728385172813627, t) &&
         near(all.hessian[0][1], -0.50353584403077164408, t) && all.hessian[1][0] == all.hessian[0][1] &&
         near(all.hessian[1][1], -0.27526513551992549593, t);
}
static_assert(agrees_with_mpmath(value_gradient_hessian(g, x, y)(x = 1.25, y = 0.75)));

// Pieces of the table, and its slope, at and between knots and outside: h is exact in binary.
constexpr bool table_is_a_cubic(double at, double value, double slope) {
  auto const both = value_and_gradient(table(2 * x) + 0_c, x)(x = at / 2);
  return both.value == value && both.gradient[0] == 2 * slope;
}
static_assert(table_is_a_cubic(-1, -1, 1) && table_is_a_cubic(0, 0, 1) && table_is_a_cubic(0.5, 1.125, 2.75) &&
              table_is_a_cubic(1, 2, 0) && table_is_a_cubic(1.5, 1.625, -1.25) && table_is_a_cubic(2, 1, -1) &&
              table_is_a_cubic(2.5, 1.625, 2.75) && table_is_a_cubic(3, 3, 2) && table_is_a_cubic(4, 5, 2));

// Three arguments: x^2 y + 2 pi z.
static_assert(near(mixture(x, y + z, 2 * z)(x = 3.0, y = 1.0, z = 0.25), 11.25 + calx_test::mixture(0, 0, 0.5), 1e-15));
constexpr auto three = gradient(mixture(x * y, y, z), x, y, z)(x = 2.0, y = 3.0, z = 5.0);
static_assert(three[0] == 108 && three[1] == 108 && near(three[2], 6.283185307179586, 1e-15));

// Exact rationals, where the function takes them.
struct square_value {
  template <class Real> constexpr Real operator()(Real const& a) const { return a * a; }
};
constexpr auto squared = calx::primitive<"squared", square_value{}, [](auto const& a) { return 2 * a; }>;
static_assert((squared(x) / 3_c)(x = calx::rational(1, 2)) == calx::rational(1, 12));
static_assert(derivative(squared(x) * x, x)(x = calx::rational(1, 3)) == calx::rational(1, 3));

// Nothing is known of it on an interval. What does not need it is enclosed: a branch that is not taken, its derivatives.
constexpr calx::interval unit{0, 1};
static_assert((exp(-x) * table(x))(x = unit) == calx::interval::entire() && !table(x)(x = unit).is_continuous());
static_assert(where(x > 0, -x* x, table(x))(x = calx::interval{1, 2}) == calx::interval(-4, -1));
static_assert(gradient(mixture(x, y, z), x, y)(x = unit, y = calx::interval{1, 2}, z = unit)[0] == calx::interval(0, 4));

BOOST_AUTO_TEST_CASE(derivatives_to_order_3) {
  for (known_derivatives const& k : known) BOOST_TEST(has_known_derivatives(k, 1e-12));
  for (double at = -20; at < 20; at += 0.37) {
    BOOST_TEST(bessel_0(x)(x = at) == std::cyl_bessel_j(0.0, std::abs(at)));
    double const slope = derivative<2>(bessel_0(x), x)(x = at), size = std::abs(at);
    double const expected = (std::cyl_bessel_j(2.0, size) - std::cyl_bessel_j(0.0, size)) / 2;
    BOOST_TEST(std::abs(slope - expected) < 1e-14);
  }
  BOOST_TEST(at_0(x = 0.0) == -0.5);
  BOOST_TEST(std::isnan(f(x = std::nan(""))));
}

BOOST_AUTO_TEST_CASE(several_variables) {
  BOOST_TEST(agrees_with_mpmath(value_gradient_hessian(g, x, y)(x = 1.25, y = 0.75)));
  // Nine variables take the other way to a Hessian (transform/second_order.hpp).
  constexpr auto v = calx::vec<"v", 9>;
  constexpr auto sum = calx::trace<[](auto const& u) {
    auto s = bessel_0(u[0] * u[1]) * bessel_1(u[0]);
    for (std::size_t i = 2; i < 8; ++i) s += mixture(u[i] * u[1], product(u[i], u[i - 1]), u[i + 1]);
    return s;
  }>(v);
  std::array<double, 9> at{1.25, 0.75, 0.5, -0.5, 1, 2, -1, 0.25, 3};
  auto const slopes = gradient(sum, v);
  auto const curvatures = hessian(sum, v)(v = at);
  for (std::size_t j = 0; j < 9; ++j) {
    double const h = 0x1p-12;
    auto left = at, right = at;
    left[j] -= h, right[j] += h;
    BOOST_TEST(std::abs((sum(v = right) - sum(v = left)) / (2 * h) - slopes(v = at)[j]) < 1e-5);
    for (std::size_t i = 0; i < 9; ++i)
      BOOST_TEST(std::abs((slopes(v = right)[i] - slopes(v = left)[i]) / (2 * h) - curvatures[i][j]) < 1e-5);
  }
}

// d/dx J_2(x) to order 3 by mpmath at 1.5, by the recurrence in the order.
BOOST_AUTO_TEST_CASE(a_family_by_an_argument) {
  auto const j2 = bessel(2, x);
  double const expected[] = {0.23208767214421472724, 0.24848627838448000567, 0.014855114966958117403, -0.2563316999980425359};
  BOOST_TEST(near(j2(x = 1.5), expected[0], 1e-14));
  BOOST_TEST(near(derivative(j2, x)(x = 1.5), expected[1], 1e-14));
  BOOST_TEST(near(derivative<2>(j2, x)(x = 1.5), expected[2], 1e-13));
  BOOST_TEST(near(derivative<3>(j2, x)(x = 1.5), expected[3], 1e-13));
}

BOOST_AUTO_TEST_CASE(number_types) {
  BOOST_TEST((std::is_same_v<decltype(f(x = 1.0f)), float>));
  BOOST_TEST(near(f(x = 0.5f), 0.46411585763858434f, 1e-6f));
  BOOST_TEST(near(derivative<2>(f, x)(x = 0.5L), 0.74288580371468927083L, 1e-17L));
  // A function of double serves float.
  BOOST_TEST(table(x)(x = 0.5f) == 1.125f);
  using wide = boost::multiprecision::cpp_bin_float_50;
  wide const second = derivative<2>(f, x)(x = wide(0.5)), known_second("0.74288580371468927082706291325680359893472489313884");
  BOOST_TEST(abs(second - known_second) < wide("1e-48"));
}

BOOST_AUTO_TEST_CASE(columns_and_vectors) {
  constexpr auto t = calx::column<"t">;
  std::vector<double> const times{0.5, 1, 3.25, 7.5};
  auto const curve = y * exp(-t) * bessel_0(2 * t) + mixture(t, y, t);
  std::vector<double> const values = curve(y = 2.0, t = times);
  auto const slopes = gradient(curve, y)(y = 2.0, t = times);
  BOOST_REQUIRE(values.size() == 4);
  for (std::size_t i = 0; i < 4; ++i) {
    double const here = std::exp(-times[i]) * std::cyl_bessel_j(0.0, 2 * times[i]);
    BOOST_TEST(near(values[i], 2 * here + mixture(times[i], 2.0, times[i]), 1e-14));
    BOOST_TEST(near(slopes[i][0], here + times[i] * times[i], 1e-14));
  }
  constexpr auto v = calx::vec<"v", 3>;
  std::array<double, 3> const elements = table(v * y)(v = std::array{0.25, 0.75, 2.0}, y = 2.0);
  BOOST_TEST((elements == std::array{1.125, 1.625, 5.0}));
}

// The first zeros of J_0.
BOOST_AUTO_TEST_CASE(roots) {
  constexpr auto at_compile_time = find_root(bessel_0(x), x = 2.0);
  static_assert(at_compile_time.converged() && near(at_compile_time.root, 2.4048255576957727686, 1e-15));
  BOOST_TEST(near(find_root(bessel_0(x), x = 5.0).root, 5.5200781102863106496, 1e-15));
  BOOST_TEST(near(find_root(bessel_0(x), x = 9.0).root, 8.653727912911012217, 1e-15));
  BOOST_TEST(near(find_root(table(x) - 1.625_c, x = 2.9).root, 2.5, 1e-15));
}

// A long program, whose instructions stand in functions of their own.
BOOST_AUTO_TEST_CASE(chunks) {
  constexpr auto many = calx::trace<[](auto const& u) {
    auto s = bessel_0(u);
    for (int i = 1; i < 36; ++i) s = s + bessel_0(u * i) * table(u + i) / i;
    return s;
  }>(x);
  double expected = std::cyl_bessel_j(0.0, 0.01), slope = -std::cyl_bessel_j(1.0, 0.01);
  for (int i = 1; i < 36; ++i) {
    double const j = std::cyl_bessel_j(0.0, 0.01 * i);
    expected += j * table_value(0.01 + i) / i;
    slope += j * table_slope(0.01 + i) / i - std::cyl_bessel_j(1.0, 0.01 * i) * table_value(0.01 + i);
  }
  constexpr auto bundle = value_and_gradient(many, x);
  static_assert(calx::program_of<std::remove_const_t<decltype(bundle)>>.length > calx::longest_single_chunk);
  auto const both = bundle(x = 0.01);
  BOOST_TEST(near(many(x = 0.01), expected, 1e-12));
  BOOST_TEST(near(both.value, expected, 1e-12));
  BOOST_TEST(near(both.gradient[0], slope, 1e-12));
}

}  // namespace

BOOST_AUTO_TEST_SUITE_END()
